"""Where in a sheet a wide table stands: its header rows, what each column and each row says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainboard.intake.grid import Cell, Grid
from chainboard.intake.header import value_at
from chainboard.intake.headings import normal, title_year
from chainboard.intake.known import Known
from chainboard.intake.labels import (
    ASIDE,
    NOTHING,
    Label,
    label,
    shape_mark,
    title_label,
    year_label,
    years,
)
from chainboard.intake.values import MISSING, is_empty, number

KINDS = ("area", "metric", "period", "chain")
BLANK = " "  # a cell of names that holds none
_SEARCHED = 60
_MOST_HEADERS = 4
_TOTALS = ("合计", "总计", "小计")
_UNIT_HEADERS = ("单位", "计量单位")


@dataclass(frozen=True)
class Wide:
    """A wide table found in a sheet: rows numbered from 1.

    head     its header rows
    columns  column → what its header says
    lines    row → what stands left of its figures
    totals   row → the word that makes it a total
    whole    what the title says of all of it
    stubs    kind of name → the column left of the figures in which it stands
    mark     of its shape: the same for another month's figures, see shape_mark
    """

    grid: Grid
    head: range
    columns: dict[int, Label]
    lines: dict[int, Label]
    totals: dict[int, str]
    whole: Label
    year: int | None
    stubs: dict[str, int]
    mark: str


def wides(grid: Grid, known: Known) -> Iterator[Wide]:
    """The wide tables of a sheet, from its top."""
    rows, start = _Rows(grid, known), 1
    while (wide := _first(rows, start)) is not None:
        yield wide
        start = max(wide.lines) + 1


def _first(rows: _Rows, start: int) -> Wide | None:
    for top in range(start, min(start + _SEARCHED, len(rows.grid.rows) + 1)):
        if rows.count(top):
            head = rows.head(top)
            wide = rows.under(head, start) if head else None
            if wide is not None:
                return wide
    return None


class _Rows:
    """The labels of a sheet, each text understood once; merged texts stand in all their cells."""

    def __init__(self, grid: Grid, known: Known) -> None:
        self.grid, self.known = grid, known
        self._labels: dict[object, Label] = {}
        self._years: dict[int, bool] = {}
        self._last_names: dict[int, int] = {}
        self._figures: dict[int, bytes] = {}
        self._spread = {
            (row, column): (top, left)
            for top, left, bottom, right in grid.merged
            for row in range(top, min(bottom, len(grid.rows)) + 1)
            for column in range(left, right + 1)
        }

    def cell(self, row: int, column: int) -> Cell:
        """The cell; the first one of its merged range."""
        return value_at(self.grid, *self._spread.get((row, column), (row, column)))

    def width(self, row: int) -> int:
        """How many columns the row has."""
        return len(self.grid.rows[row - 1]) if row <= len(self.grid.rows) else 0

    def label(self, row: int, column: int) -> Label:
        """What the cell says."""
        cell = self.cell(row, column)
        key = (type(cell), cell)
        if key not in self._labels:
            self._labels[key] = label(cell, self.known)
        found = self._labels[key]
        return year_label(cell) if not found.says and self._has_years(row) else found

    def _has_years(self, row: int) -> bool:
        if row not in self._years:
            self._years[row] = row <= len(self.grid.rows) and years(self.grid.rows[row - 1])
        return self._years[row]

    def count(self, row: int) -> int:
        """How many cells of the row, besides the first, say something."""
        return sum(self.label(row, column).says for column in range(2, self.width(row) + 1))

    def head(self, top: int) -> range | None:
        """The header rows from one on: down to where a figure stands."""
        for below in range(top + 1, top + 1 + _MOST_HEADERS):
            if below <= len(self.grid.rows) and self._has_figures(below):
                return range(top, below)
        return None

    def _has_figures(self, row: int) -> bool:
        return any(
            self.is_figure(row, column) and not self.label(row, column).says
            for column in range(2, self.width(row) + 1)
        )

    def is_figure(self, row: int, column: int) -> bool:
        """Whether the cell is a number or a word for a missing one."""
        cell = self.cell(row, column)
        if isinstance(cell, bool) or is_empty(cell):
            return False
        if isinstance(cell, int | float):
            return True
        text = normal(cell)
        return text in MISSING or number(text, "%", may_be_negative=True).value is not None

    def _last_name(self, column: int) -> int:
        """The last row whose cell of the column names something; 0 for none."""
        if column not in self._last_names:
            upwards = range(len(self.grid.rows), 0, -1)
            named = (row for row in upwards if self.label(row, column).names)
            self._last_names[column] = next(named, 0)
        return self._last_names[column]

    def _figures_of(self, column: int) -> bytes:
        """Row → whether its cell of the column is a figure; found once for all headers tried."""
        if column not in self._figures:
            rows = range(len(self.grid.rows) + 1)
            self._figures[column] = bytes(row > 0 and self.is_figure(row, column) for row in rows)
        return self._figures[column]

    def under(self, head: range, start: int) -> Wide | None:
        """The table below the header rows; None where it names too little to be one."""
        columns = self._columns(head)
        if not columns:
            return None
        first = min(columns)
        if not any(self._last_name(column) > head[-1] for column in range(1, first)):
            return None
        body = self._body(head, columns)
        stubs = self._stubs(body, first)
        units = [
            column
            for column in range(1, first)
            if any(normal(self.cell(row, column)) in _UNIT_HEADERS for row in head)
        ]
        totals = {
            row: word
            for row in body
            for column in range(1, first)
            if (word := normal(self.cell(row, column))) in _TOTALS
        }
        titles = self._titles(start, head, first)
        wide = Wide(
            self.grid, head, columns,
            {row: self._line(row, stubs, units, row in totals) for row in body},
            totals, title_label(titles, self.known), title_year(titles, self.grid.sheet),
            {kind: column for column, kind in stubs.items()}, self._mark(head, stubs, titles),
        )  # fmt: skip
        return wide if _is_wide(wide) else None

    def _mark(self, head: range, stubs: Mapping[int, str], titles: Sequence[str]) -> str:
        """The mark of the shape; a row counts by its name, also where it has no figure yet."""
        headers = [normal(cell) for row in head for cell in self.grid.rows[row - 1]]
        rows = [
            f"{kind} {name}"
            for column, kind in stubs.items()
            for row in range(head[-1] + 1, self._last_name(column) + 1)
            if kind != "period" and (name := getattr(self.label(row, column), kind))
        ]
        return shape_mark(titles, headers, rows)

    def _body(self, head: range, columns: Mapping[int, Label]) -> list[int]:
        """The rows with a figure below the header, down to the header of another table."""
        found: list[int] = []
        figures = [self._figures_of(column) for column in columns]
        for row in range(head[-1] + 1, len(self.grid.rows) + 1):
            if any(of_column[row] for of_column in figures):
                found.append(row)
            elif found and self.count(row) >= 2:
                break
        return found

    def _stubs(self, body: Sequence[int], first: int) -> dict[int, str]:
        """Column left of the figures → what kind of names stand in it."""
        found: dict[int, str] = {}
        for column in range(1, first):
            kinds = Counter(kind for row in body for kind in _kinds(self.label(row, column)))
            if kinds and (kind := kinds.most_common(1)[0][0]) not in found.values():
                found[column] = kind
        return found

    def _line(
        self, row: int, stubs: Mapping[int, str], units: Sequence[int], is_total: bool
    ) -> Label:
        """What stands left of the figures of a row. What is no such name stays as it is printed,
        and a blank is a blank: neither is taken from the title."""
        line = Label(unit="".join(normal(self.cell(row, column)) for column in units))
        for column, kind in stubs.items():
            line = self.label(row, column).over(line)
            if getattr(line, kind) is None and not is_total:
                line = replace(line, **{kind: normal(self.cell(row, column)) or BLANK})
        return line

    def _columns(self, head: range) -> dict[int, Label]:
        """Column → what its header rows say together; the lower one first. A cell of an upper row
        without a text of its own stands under the text to its left."""
        width = max(self.width(row) for row in head)
        merged = dict.fromkeys(range(1, width + 1), NOTHING)
        unread: set[int] = set()
        for row in head:
            last: int | None = None
            for column in range(1, width + 1):
                is_blank = is_empty(self.cell(row, column))
                if not is_blank:
                    last = column
                elif row == head[-1]:
                    last = None
                own = self.label(row, last) if last else NOTHING
                merged[column] = own.over(merged[column])
                if last and not own.says:
                    unread.add(column)
        first = next((c for c, each in merged.items() if c > 1 and (each.names or each.role)), 0)
        return {
            column: Label(role=ASIDE) if column in unread else each
            for column, each in merged.items()
            if first and column >= first and each.says
        }

    def _titles(self, start: int, head: range, first: int) -> list[str]:
        """The texts above a table, and those left of its header's first label."""
        above = [self.grid.rows[row - 1] for row in range(start, head[0])]
        beside = [[self.cell(row, column) for column in range(1, first)] for row in head]
        unread = [
            [self.cell(row, column) for column in range(first, self.width(row) + 1)
             if not self.label(row, column).says]
            for row in head
        ]  # fmt: skip
        texts = [
            normal(cell) for row in [*above, *beside, *unread] for cell in row
            if isinstance(cell, str)
        ]  # fmt: skip
        return [*texts, normal(self.grid.sheet)]


def _kinds(said: Label) -> list[str]:
    return [kind for kind in KINDS if getattr(said, kind) is not None]


def _is_wide(wide: Wide) -> bool:
    """Whether two or more known names stand across or down, and a figure is named from both."""
    across = {kind: told(wide.columns.values(), kind) for kind in KINDS}
    down = {kind: told(wide.lines.values(), kind) for kind in KINDS}
    most = max([*map(len, across.values()), *map(len, down.values())], default=0)
    named = [kind for kind in KINDS if across[kind] or down[kind]]
    is_crossed = any(down.values()) and any(
        each.names or each.role for each in wide.columns.values()
    )
    return most >= 2 and bool(named) and is_crossed and bool(wide.lines)


def told(labels: Iterable[Label], kind: str) -> set[object]:
    """The different names of a kind among labels."""
    return {getattr(each, kind) for each in labels} - {None}
