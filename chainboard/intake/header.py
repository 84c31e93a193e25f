"""A header found in a sheet, and the cells under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field as dataclass_field

from chainboard.intake.grid import Cell, Grid, in_words
from chainboard.intake.issue import Issue
from chainboard.intake.templates import Template


@dataclass(frozen=True)
class Header:
    """A template's header in a sheet.

    rows      its one or two row numbers
    columns   field id → column number
    units     field id → printed unit
    repeated  columns whose header names a field a second time
    read_as   field id → the other word that its header says
    asked     column → a word that may mean a field which has no column, and the field's name
    answered  such words, and names, of which the sender has said what they mean
    """

    sheet: str
    rows: tuple[int, ...]
    columns: dict[str, int] = dataclass_field(default_factory=dict)
    units: dict[str, str] = dataclass_field(default_factory=dict)
    repeated: tuple[int, ...] = ()
    year: int | None = None
    read_as: dict[str, str] = dataclass_field(default_factory=dict)
    asked: dict[int, tuple[str, str]] = dataclass_field(default_factory=dict)
    answered: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Its rows as an address: 3:4."""
        return f"{self.rows[0]}:{self.rows[-1]}"


@dataclass(frozen=True)
class Sheet:
    """A grid with the header that was found in it."""

    grid: Grid
    template: Template
    header: Header

    def issue(self, code: str, at: tuple[str, str], zh: str, en: str, value: str = "") -> Issue:
        """An issue of this sheet: at is its cell and its column; both begin the message."""
        cell, column = at
        zh_place, en_place = (f"{spoken} {column}".strip() for spoken in in_words(cell))
        is_error = code in ("missing_column", "no_rows", "formula_without_value")
        return Issue(
            code, f"{zh_place}：{zh}", f"{en_place}: {en}", self.grid.sheet, cell, column, value,
            "error" if is_error else "warning",
        )  # fmt: skip

    def printed(self, column: int) -> str:
        """The header of a column as printed, two rows joined."""
        rows = [self.grid.rows[number - 1] for number in self.header.rows]
        return "".join(
            str(row[column - 1]).strip() for row in rows if not is_blank(cell_at(row, column))
        )

    @property
    def below(self) -> Iterator[tuple[int, list[Cell]]]:
        """Row number and cells of every row under the header."""
        start = self.header.rows[-1]
        for number in range(start + 1, len(self.grid.rows) + 1):
            yield number, self.grid.rows[number - 1]


def value_at(grid: Grid, row: int, column: int) -> Cell:
    """The cell of a grid; None below its last row."""
    return cell_at(grid.rows[row - 1], column) if row <= len(grid.rows) else None


def cell_at(row: list[Cell], column: int) -> Cell:
    """The cell of a row that may be shorter; None for blanks."""
    cell = row[column - 1] if column <= len(row) else None
    return None if isinstance(cell, str) and cell.isspace() else cell


def is_blank(cell: Cell) -> bool:
    """Whether the cell holds nothing that a person can see."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
