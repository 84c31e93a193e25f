"""A workbook that calamine cannot read, by openpyxl or xlrd: slower, but not as strict."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

import xlrd

from chainboard.intake.container import FILE_LIMITS, too_far
from chainboard.intake.grid import Cell, Grid, address
from chainboard.intake.told import Told, hold, told_by_xlrd, told_by_xml, typed


def grids_by_openpyxl(path: Path) -> list[Grid]:
    """Every worksheet of an .xlsx. Raises Refused over the limits, and whatever openpyxl does."""
    from openpyxl import load_workbook  # a third of a second that most files do not need

    told = told_by_xml(path, wholly=True)
    with path.open("rb") as file:  # by its content: an upload's name says nothing
        book = load_workbook(file, read_only=True, data_only=True)
        return [
            _grid(
                sheet.title,
                ([_openpyxl_cell(cell) for cell in row] for row in sheet.iter_rows()),
                told.get(sheet.title, Told()),
                sheet.sheet_state != "visible",
            )
            for sheet in book.worksheets
        ]


def grids_by_xlrd(path: Path) -> list[Grid]:
    """Every sheet of an .xls. Raises Refused over the limits, and whatever xlrd does."""
    book = xlrd.open_workbook(path, logfile=StringIO(), formatting_info=True, ragged_rows=True)
    told = told_by_xlrd(path)
    grids = []
    for sheet in book.sheets():
        said = told.get(sheet.name, Told())
        said.merged += [
            (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ]
        rows = ([_xlrd_cell(cell, book.datemode) for cell in row] for row in sheet.get_rows())
        grids.append(_grid(sheet.name, rows, said, sheet.visibility != 0))
    return grids


def _grid(sheet: str, rows: Iterable[list[Cell]], told: Told, is_hidden: bool) -> Grid:
    return told.grid(sheet, list(_held(sheet, rows)), told.merged, is_hidden=is_hidden)


def _held(sheet: str, rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    cells = 0
    for number, row in zip(itertools.count(1), rows, strict=False):
        hold(sheet, number, len(row))
        cells += len(row)
        if cells > FILE_LIMITS["cells"]:
            raise too_far(sheet, address(number, 1))
        yield row


def _openpyxl_cell(cell: object) -> Cell:
    value: Cell = getattr(cell, "value", None)
    return None if getattr(cell, "data_type", "") == "e" else _plain(value)


def _xlrd_cell(cell: xlrd.sheet.Cell, datemode: int) -> Cell:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _plain(xlrd.xldate_as_datetime(cell.value, datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return _plain(cell.value) if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else None


def _plain(value: Cell) -> Cell:
    """The value as calamine gives it: days without a time of day, whole numbers int."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, float):
        return typed(value)
    if isinstance(value, datetime) and value.time() == time():
        return date(value.year, value.month, value.day)
    return value
