"""Sheets as a workbook: one sheet a panel, numbers with formats, text that is never a formula.

Only what a panel itself works out (Column.formula) is a formula, beside the result it had.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from chainboard.sheet.csv_file import cells, labels
from chainboard.sheet.data import status
from chainboard.sheet.sheet import Line, Sheet
from chainboard.sheet.stamps import coded, warning

FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME, LONGEST_TEXT = 31, 32_767
NARROWEST, WIDEST = 8, 60  # characters
A4 = 9  # as the file format numbers papers
TEXT_IS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "quiet": {"font_color": "#57606A"},
    "warning": {"bold": True, "font_color": "#9A3412", "bg_color": "#FFF1E5"},
    "heading": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
}


def workbook(sheets: Sequence[tuple[str, Sheet]], stamp: str) -> bytes:
    """An .xlsx of panels, each with the name of its sheet; the same panels make the same bytes.

    stamp  what edition of what this is
    """
    out = io.BytesIO()
    with Workbook(out, TEXT_IS_TEXT) as book:
        looks = _Looks(book)
        view = sheets[0][1].view
        book.set_properties({"created": datetime.combine(view.as_of, time.min)})
        names = sheet_names(name for name, _ in sheets)
        for name, (_, sheet) in zip(names, sheets, strict=True):
            _write(book.add_worksheet(name), sheet, stamp, looks)
    return out.getvalue()


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that a workbook takes: short, without its forbidden marks, each once."""
    names: list[str] = []
    for name in wanted:
        plain = FORBIDDEN.sub("_", name).strip("' ")[:LONGEST_NAME].rstrip("' ") or "_"
        plain = f"{plain}_" if plain.casefold() == "history" else plain
        made, number = plain, 1
        while made.casefold() in [other.casefold() for other in names]:
            number += 1
            made = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        names.append(made)
    return names


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def of(self, name: str) -> Format:
        """A format by the name of its look, or of a number's pattern: #,##0.00."""
        if name not in self._made:
            look = LOOKS.get(name, {"num_format": name})
            self._made[name] = self._book.add_format(look)
        return self._made[name]


def _write(page: Worksheet, sheet: Sheet, stamp: str, looks: _Looks) -> None:
    above = _above(sheet, stamp)
    for row, (words, look) in enumerate(above):
        page.write_string(row, 0, words[:LONGEST_TEXT], looks.of(look))
    top, headings = len(above) + 1, labels(sheet)
    for column, label in enumerate(headings):
        page.write_string(top, column, label, looks.of("heading"))
    page.freeze_panes(top + 1, 0)
    _for_paper(page, top)
    widths = [_width(label) for label in headings]
    for row, line in enumerate(sheet.lines, top + 1):
        patterns = dict(enumerate(_patterns(line, sheet)))
        live = dict(_formulas(line, sheet, row))
        for column, value in enumerate(cells(line, sheet)):
            look = "day" if _is_day(value) else patterns.get(column, "General")
            if column in live:
                page.write_formula(row, column, live[column], looks.of(look), value)
            else:
                _put(page, (row, column), value, looks.of(look))
            widths[column] = max(widths[column], _width(value, look))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(max(width + 2, NARROWEST), WIDEST))


def _formulas(line: Line, sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    """The columns of a line that are worked out, each with its formula for that row."""
    if not any(heading.formula for heading in sheet.headings):
        return
    places = {
        heading.key: xl_rowcol_to_cell(row, at, col_abs=True)
        for at, heading in enumerate(sheet.headings)
    }
    for at, heading in enumerate(sheet.headings):
        formula = heading.formula(line.row) if heading.formula else ""
        if formula:
            yield at, formula.format_map(places)


def _for_paper(page: Worksheet, top: int) -> None:
    """Printed as wide as a sheet of A4 lying, the row of headings (top) on each: else columns
    stand on pages of their own."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def _patterns(line: Line, sheet: Sheet) -> Iterator[str]:
    """How the numbers of a line are shown: with the column's decimals, else those of its unit."""
    for heading in sheet.headings:
        own = line.decimals if heading.has_own_units else None
        decimals = heading.decimals if heading.decimals is not None else own
        if decimals is None:
            yield "General"
        else:
            yield f"#,##0.{'0' * decimals}" if decimals > 0 else "#,##0"


def _above(sheet: Sheet, stamp: str) -> list[tuple[str, str]]:
    """The lines above the table: words and how they look."""
    panel = sheet.panel
    said = [
        (warning(sheet.view), "warning"),
        (panel.finding, "title"),
        (panel.measure, "quiet"),
        (status(sheet), "quiet"),
        *((note, "quiet") for note in (*panel.notes, panel.part)),
        (" · ".join(part for part in (panel.source, panel.as_of) if part), "quiet"),
        (stamp, "quiet"),
        (coded(panel, sheet.view), "quiet"),
    ]
    return [(words, look) for words, look in said if words]


def _put(page: Worksheet, at: tuple[int, int], value: Any, look: Format) -> None:
    if value is None or value == "":
        return
    if _is_day(value):
        page.write_datetime(*at, datetime.combine(value, time.min), look)
    elif isinstance(value, int | float):
        page.write_number(*at, value, look)
    else:
        page.write_string(*at, str(value)[:LONGEST_TEXT])


def _is_day(value: Any) -> bool:
    return isinstance(value, date)


def _width(value: Any, look: str = "") -> int:
    """How many narrow characters a value is wide as it is shown; a Chinese one is as wide as two.

    look  the pattern of a number: one that is wider than its column is shown as ####
    """
    text = str("" if value is None else value)
    if isinstance(value, int | float) and look.startswith("#"):
        text = f"{value:,.{len(look.partition('.')[2])}f}"
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
