"""A workbook of plain cells: what a file was read to, at the same addresses, as openpyxl."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from chainboard.intake.grid import Cell, Grid, Range

CSV_SHEET = "数据"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# Up to 15 digits a number keeps its value in a workbook; longer ones and 007 are codes.
_MOST_MERGED = 20_000  # cells that merged ranges cover
_LONGEST_TITLE = 31
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def cells_book(grids: Iterable[Grid]) -> Workbook:
    """The cells of sheets as read, at their addresses, unformatted; errors as they are printed.

    Merged ranges are kept unless they are so many that openpyxl would not come to an end.
    """
    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(INVALID_TITLE_REGEX.sub("_", grid.sheet)[:_LONGEST_TITLE])
        _fill(sheet, grid.rows)
        for (row, column), shown in grid.unvalued.items():
            if shown:
                write_text(sheet.cell(row, column), shown)
        if covered(grid.merged) <= _MOST_MERGED:
            for top, left, bottom, right in grid.merged:
                sheet.merge_cells(None, top, left, bottom, right)
    return book


def covered(merged: Iterable[Range]) -> int:
    """How many cells the ranges cover."""
    return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in merged)


def saved(book: Workbook) -> bytes:
    """The book as the bytes of an .xlsx."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def csv_book(rows: Iterable[Iterable[Cell]]) -> Workbook:
    """One sheet of the rows of a CSV file; digits that a workbook keeps exactly are numbers."""
    book = Workbook()
    book.active.title = CSV_SHEET
    _fill(book.active, ([_number(cell) for cell in row] for row in rows))
    return book


def fit_to_page(sheet: Worksheet, headers: str = "1:1") -> None:
    """Print a sheet across a page that lies, its header rows on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0  # as many pages as the rows need
    sheet.print_title_rows = headers


def write_text(cell: SheetCell, text: str) -> None:
    """Write text that stays text: =, +, - or @ in front never makes a formula of it."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True  # else editing the cell would make it a formula


def _fill(sheet: Worksheet, rows: Iterable[Iterable[Cell]]) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if isinstance(value, str) and value:
                write_text(sheet.cell(number, column), value)
            elif value not in ("", None):
                sheet.cell(number, column, value)


def _number(text: Cell) -> Cell:
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        return text
    if sum(sign.isdigit() for sign in text) > 15:
        return text
    return float(text) if "." in text else int(text)
