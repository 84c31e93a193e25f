"""Rows of a CSV file that know their line, so that a fault can be found with an editor."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from chainboard.store.faults import BuildError
from chainboard.store.place import pack_folder


@dataclass(frozen=True)
class CsvRow:
    """One row of a CSV file: its cells by heading, and where it stands.

    file  path below the folder that holds the data folder; line  1-based line of its first cell
    """

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, zh: str, en: str) -> BuildError:
        """The error that names this row."""
        return BuildError(self.file, self.line, zh, en)

    def text(self, column: str) -> str | None:
        """The cell, or None where it is empty."""
        return self.cells[column] or None

    def needed(self, column: str) -> str:
        """The cell. Raises BuildError where it is empty."""
        if not self.cells[column]:
            raise self.fault(f"{column} 不能为空", f"{column} must not be empty")
        return self.cells[column]

    def one_of(self, column: str, words: Iterable[str]) -> str:
        """The cell. Raises BuildError where it is none of the words."""
        known = tuple(words)
        if self.cells[column] not in known:
            names = ", ".join(known)
            raise self.fault(
                f"{column} 应为 {names} 之一：{self.cells[column]}",
                f"{column} must be one of {names}, not {self.cells[column]!r}",
            )
        return self.cells[column]

    def number(self, column: str) -> Decimal | None:
        """The cell as a number, or None where it is empty. Raises BuildError for anything else."""
        text = self.text(column)
        try:
            found = None if text is None else Decimal(text)
        except InvalidOperation:
            found = Decimal("nan")
        if found is not None and not found.is_finite():
            raise self.fault(f"{column} 不是数字：{text}", f"{column} is not a number: {text}")
        return found

    def day(self, column: str) -> date | None:
        """The cell as a day (2024-12-31), or None where it is empty. Raises BuildError."""
        text = self.text(column)
        try:
            return None if text is None else date.fromisoformat(text)
        except ValueError:
            zh, en = (
                f"{column} 不是日期：{text}",
                f"{column} is not a day such as 2024-12-31: {text}",
            )
            raise self.fault(zh, en) from None

    def fact(self, column: str) -> bool:
        """The cell as true or false. Raises BuildError for anything else."""
        if self.cells[column] not in ("true", "false"):
            zh = f"{column} 应为 true 或 false"
            raise self.fault(zh, f"{column} must be true or false, not {self.cells[column]!r}")
        return self.cells[column] == "true"


def rows(data: Path, file: str, columns: str = "") -> list[CsvRow]:
    """All rows of a CSV file of a data folder, in order.

    file  path below that folder; columns  headings that must be there, separated by spaces

    Raises BuildError for a file or a heading that is missing and for a row of another width.
    """
    return _rows(data / file, f"{data.name}/{file}", columns)


def _rows(path: Path, file: str, columns: str) -> list[CsvRow]:
    if not path.exists():
        raise BuildError(file, 1, "缺少这个文件", "this file is missing")
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(_read(text, file, columns.split()))


def city_rows(file: str, columns: str) -> list[CsvRow]:
    """All rows of a list that the city keeps beside its data; none without the file.

    file  path below the folder of packs; columns  as rows has them

    Raises BuildError as rows does, and for a file that is not in UTF-8.
    """
    path = pack_folder("city").parent / file
    if not path.exists():
        return []
    try:
        return _rows(path, file, columns)
    except UnicodeDecodeError:
        zh, en = "请另存为 UTF-8 编码的 CSV", "save the file as CSV UTF-8"
        raise BuildError(file, 1, zh, en) from None


def kept_rows(file: str, cells: Iterable[Mapping[str, object]]) -> list[CsvRow]:
    """Rows of such a list as an edition kept their cells."""
    told = [{column: str(text) for column, text in line.items()} for line in cells]
    return [CsvRow(file, number, line) for number, line in enumerate(told, start=2)]


def _read(text: Iterable[str], file: str, columns: list[str]) -> Iterator[CsvRow]:
    reader = csv.reader(text)
    heads = next(reader, [])
    for column in columns:
        if column not in heads:
            raise BuildError(file, 1, f"缺少列 {column}", f"column {column} is missing")
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(heads):
            zh = f"这一行有 {len(cells)} 格，表头有 {len(heads)} 格"
            raise BuildError(file, line, zh, f"{len(cells)} cells under {len(heads)} headings")
        yield CsvRow(file, line, dict(zip(heads, (cell.strip() for cell in cells), strict=True)))
        line = reader.line_num + 1
