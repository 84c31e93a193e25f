"""What passes between the steps of a check: a sheet as read, a table found in it, kept rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chainboard.intake.issue import Issue
from chainboard.intake.templates import Template

Cell = object  # str, int, float, bool, date, datetime, time, or None for an empty cell
ROWS = 1 << 20  # more than the rows of any sheet
Range = tuple[int, int, int, int]  # first row, first column, last row, last column; all from 1


@dataclass(frozen=True)
class Grid:
    """One sheet as read, before anything is understood.

    rows       the cells; rows[0] is row 1 of the sheet and its first cell column A
    merged     merged ranges; only the first cell of each holds the value in rows
    unvalued   (row, column) → the printed error, "" for a formula without a cached value
    is_text    whether the sheet is a text file (CSV)
    is_hidden, hidden_rows, hidden_columns   as the sheet says; numbers from 1
    """

    sheet: str
    rows: list[list[Cell]]
    merged: tuple[Range, ...] = ()
    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)
    is_text: bool = False
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """A template found in a sheet.

    columns  field id → column number from 1; a field without a column is not in it
    units    field id → the unit printed in its header or in the title, as printed
    year     the year a title names (2026年产业链…), for periods that do not: 1—2月; else None
    body     (row number, cells by field id) of the rows that are data, merged cells filled
    totals   the same of 合计, 小计 and 其中 rows, with their label: (row number, label, cells)
    issues   what was found on the way: missing_column, unknown_column, hidden, merged,
             formula_without_value, no_rows
    is_text  whether the sheet is a text file (CSV): there plain digits are numbers, not text
    places   of a wide table, whose figures share rows: row number → field id → address. A row
             number there is column * ROWS + row
    asks     what a wide table still has to say: metric, unit, basis, area, period, year
    mark     of a wide table, the mark of its shape
    silent   what a wide table does not say itself, of metric, unit, basis and year: the answers of
             who sends it count for these
    headers  words of its header that may mean a field of which it has no column, and that field's
             name, whether they were confirmed or not
    """

    sheet: str
    template: Template
    columns: dict[str, int]
    units: dict[str, str]
    year: int | None
    body: list[tuple[int, dict[str, Cell]]]
    totals: list[tuple[int, str, dict[str, Cell]]]
    issues: list[Issue]
    is_text: bool = False
    places: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    mark: str = ""
    silent: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Batch:
    """The rows of one sheet that can be kept, column by column, all of one length.

    columns  field id → values: ids for names, date for periods and days, text of exact digits for
             numbers (never a float), bool, None for empty. indicators and the others with a period
             have period_start, period_end and basis in place of period. Beside the fields:
             row (number in the sheet), cell (address of the value that the row is about), absence
             (the kind of missing of value: late, not_published, suppressed, not_applicable,
             not_due; else None),
             has_error (bool: an issue of severity error names the row)
    """

    sheet: str
    template: str
    columns: Mapping[str, Sequence[object]]


@dataclass(frozen=True)
class Checked:
    """One sheet after all rules: rows are those that are data, kept those without a missing
    value and without an error; asks, mark, silent and headers as in Table."""

    sheet: str
    template: str
    rows: int
    kept: int
    issues: list[Issue]
    batch: Batch
    asks: tuple[str, ...] = ()
    mark: str = ""
    silent: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def in_words(address: str) -> tuple[str, str]:
    """An address in both languages: G14 as it is, 14:14 and 3:4 as rows, C:C as a column."""
    first, _, last = address.partition(":")
    if not last or not (first + last).isalnum() or not (first.isdigit() or first.isalpha()):
        return address, address
    rows = first if first == last else f"{first}-{last}"
    if first.isdigit():
        return f"第 {rows} 行", f"row {rows}" if first == last else f"rows {rows}"
    return f"{rows} 列", f"column {rows}"


def address(row: int, column: int) -> str:
    """Where a cell stands as a sheet prints it; both counted from 1: 14, 7 is G14."""
    return f"{column_letters(column)}{row}"
