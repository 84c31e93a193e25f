"""The sheets of a workbook as grids: values by calamine, and what else the file tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from chainboard.intake.container import FILE_LIMITS, encrypted, too_far
from chainboard.intake.grid import Cell, Grid, Range, address
from chainboard.intake.ods import told_by_ods
from chainboard.intake.told import Told, hold, told_by_xlrd, told_by_xml, typed
from chainboard.intake.xlsb import told_by_xlsb

_TOLD: dict[str, Callable[[Path], dict[str, Told]]] = {
    "xlsx": told_by_xml,
    "xlsb": told_by_xlsb,
    "ods": told_by_ods,
    "xls": told_by_xlrd,
}
_SHARED = 100_000


def workbook_grids(path: Path, kind: str) -> list[Grid]:
    """Every worksheet of the file, hidden ones too, in their order.

    kind  xlsx, xlsb, ods or xls; in xls and xlsb a formula always has a value, or is an error

    Dates are dates, whole numbers int, empty cells None; rows[0] is row 1 and its first cell
    column A. Raises Refused: encrypted, or too_large over the limits; CalamineError for a
    damaged file.
    """
    told = _TOLD[kind](path)  # before the values: it refuses what would fill the memory
    try:
        workbook = CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise encrypted() from error
    grids, cells = [], 0
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            read = workbook.get_sheet_by_name(sheet.name)
            cells += _cells(read)
            if cells > FILE_LIMITS["cells"]:
                raise too_far(sheet.name, address(*_end(read)))
            grids.append(_grid(read, sheet.visible, told.get(sheet.name, Told())))
    return grids


def _cells(sheet: CalamineSheet) -> int:
    """How many cells the sheet has from A1 on. Raises Refused beyond the limits."""
    rows, columns = _end(sheet)
    hold(sheet.name, rows, 0)
    if columns > FILE_LIMITS["columns"]:
        raise too_far(sheet.name, _first_beyond(sheet))
    return rows * columns


def _end(sheet: CalamineSheet) -> tuple[int, int]:
    return (0, 0) if sheet.end is None else (sheet.end[0] + 1, sheet.end[1] + 1)


def _first_beyond(sheet: CalamineSheet) -> str:
    """The first filled cell beyond the columns that are read."""
    top, left = sheet.start or (0, 0)
    skipped = max(FILE_LIMITS["columns"] - left, 0)
    for row, cells in enumerate(sheet.iter_rows(), start=top + 1):
        for column, value in enumerate(cells[skipped:], start=left + skipped + 1):
            if value not in ("", None):
                return address(row, column)
    return address(*_end(sheet))


def _grid(sheet: CalamineSheet, visible: SheetVisibleEnum, told: Told) -> Grid:
    merged = told.merged if sheet.merged_cell_ranges is None else _ranges(sheet)
    is_hidden = visible != SheetVisibleEnum.Visible
    return told.grid(sheet.name, _rows(sheet), _clipped(merged), is_hidden=is_hidden)


def _ranges(sheet: CalamineSheet) -> Iterator[Range]:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        yield top + 1, left + 1, bottom + 1, right + 1


def _clipped(ranges: Iterable[Range]) -> Iterator[Range]:
    """The ranges without what lies beyond the limits, where no cell is read."""
    for top, left, bottom, right in ranges:
        yield top, left, min(bottom, FILE_LIMITS["rows"]), min(right, FILE_LIMITS["columns"])


def _rows(sheet: CalamineSheet) -> list[list[Cell]]:
    """The cells from A1 on."""
    if sheet.start is None:
        return []
    left: list[Cell] = [None] * sheet.start[1]
    shared: dict[str, str] = {}
    return [left + [_plain(cell, shared) for cell in row] for row in sheet.iter_rows()]


def _plain(cell: object, shared: dict[str, str]) -> Cell:
    """The value as a sheet shows it: whole floats are int, empty and blank texts are None."""
    if isinstance(cell, str):
        if not cell or cell.isspace():
            return None
        return shared.setdefault(cell, cell) if len(shared) < _SHARED else shared.get(cell, cell)
    if isinstance(cell, float):
        return typed(cell)
    return str(cell) if isinstance(cell, timedelta) else cell
