"""The sheets of a workbook as grids: values by calamine, what it does not tell from the XML."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import xlrd
from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from chainboard.intake.container import FILE_LIMITS, encrypted
from chainboard.intake.csvtext import too_many_cells
from chainboard.intake.grid import Cell, Grid, Range

# Without one of these in the XML of a sheet nothing is hidden, no formula, no error value.
_TELLING = (
    b'hidden="1"', b'hidden="true"', b"hidden='", b't="e"', b"t='e'",
    b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/",
)  # fmt: skip
_CHUNK = 1 << 20
_EXACT = 10**15  # whole floats below it are the whole numbers that were typed
_SHARED = 100_000


@dataclass
class _Told:
    """What the file of a sheet says beside the values."""

    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def workbook_grids(path: Path, kind: str) -> list[Grid]:
    """Every worksheet of the file, hidden ones too, in their order.

    kind  xlsx or xls; in an xls a formula always has a value, or is an error

    Dates are dates, whole numbers int, empty cells None; rows[0] is row 1 and its first cell
    column A. Raises Refused: encrypted, or too_large over the limits; CalamineError for a
    damaged file.
    """
    try:
        workbook = CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise encrypted() from error
    told = _told(path) if kind == "xlsx" else _told_by_xls(path)
    return [
        _grid(workbook.get_sheet_by_name(sheet.name), sheet.visible, told.get(sheet.name, _Told()))
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _grid(sheet: CalamineSheet, visible: SheetVisibleEnum, told: _Told) -> Grid:
    return Grid(
        sheet.name,
        _rows(sheet, max((row for row, _ in told.unvalued), default=0)),
        tuple(_ranges(sheet)),
        told.unvalued,
        is_hidden=visible != SheetVisibleEnum.Visible,
        hidden_rows=frozenset(told.rows),
        hidden_columns=frozenset(told.columns),
    )


def _ranges(sheet: CalamineSheet) -> Iterator[Range]:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        yield top + 1, left + 1, bottom + 1, right + 1


def _rows(sheet: CalamineSheet, last_unvalued: int) -> list[list[Cell]]:
    """The cells from A1 on; empty rows at the end are left out, but never an unvalued one."""
    if sheet.start is None or sheet.end is None:
        return [[] for _ in range(last_unvalued)]
    if sheet.end[0] >= FILE_LIMITS["rows"] or sheet.end[1] >= FILE_LIMITS["columns"]:
        raise too_many_cells()
    left: list[Cell] = [None] * sheet.start[1]
    shared: dict[str, str] = {}
    rows = [left + [_plain(cell, shared) for cell in row] for row in sheet.iter_rows()]
    while len(rows) > last_unvalued and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    rows.extend([] for _ in range(last_unvalued - len(rows)))
    return rows


def _plain(cell: object, shared: dict[str, str]) -> Cell:
    """The value as a sheet shows it: whole floats are int, empty and blank texts are None."""
    if isinstance(cell, str):
        if not cell or cell.isspace():
            return None
        return shared.setdefault(cell, cell) if len(shared) < _SHARED else shared.get(cell, cell)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < _EXACT else cell
    return str(cell) if isinstance(cell, timedelta) else cell


def _told(path: Path) -> dict[str, _Told]:
    """Sheet name → what its XML tells, for the sheets whose XML tells anything."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: _told_by(archive, member)
            for name, member in _members(archive).items()
            if _is_telling(archive, member)
        }


def _told_by_xls(path: Path) -> dict[str, _Told]:
    """Sheet name → hidden rows and columns, and cells that are errors.

    Nothing for a file that xlrd cannot read though calamine can: the values do not need it.
    """
    try:
        book = xlrd.open_workbook(path, logfile=StringIO(), formatting_info=True)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (the values do not need it)
        return {}
    return {
        sheet.name: _Told(
            {place: xlrd.error_text_from_code.get(code, "") for place, code in _errors(sheet)},
            {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden},
            {column + 1 for column, info in sheet.colinfo_map.items() if info.hidden},
        )
        for sheet in book.sheets()
    }


def _errors(sheet: xlrd.sheet.Sheet) -> Iterator[tuple[tuple[int, int], int]]:
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                yield (row + 1, column + 1), sheet.cell_value(row, column)


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its member of the zip, as the workbook's relations say."""
    held = set(archive.namelist())
    if "xl/_rels/workbook.xml.rels" not in held:
        return {}
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", "")))[
            1:
        ]
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    members = {}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if _tag(element) == "sheet":
            relation = next((v for key, v in element.attrib.items() if key.endswith("}id")), None)
            members[element.get("name", "")] = targets.get(relation, "")
    return {name: member for name, member in members.items() if member in held}


def _is_telling(archive: zipfile.ZipFile, member: str) -> bool:
    before = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            searched = before + chunk
            if any(word in searched for word in _TELLING):
                return True
            before = chunk[-16:]
    return False


def _told_by(archive: zipfile.ZipFile, member: str) -> _Told:
    """What one sheet's XML tells, streamed row by row."""
    told = _Told()
    number = 0
    with archive.open(member) as stream:
        for _, element in ElementTree.iterparse(stream):
            tag = _tag(element)
            if tag == "row":
                number = int(element.get("r", number + 1))  # a row may leave its number out
                _hear_row(element, number, told)
                element.clear()
            elif tag == "col" and element.get("hidden") in ("1", "true"):
                last = min(int(element.get("max", "0")), FILE_LIMITS["columns"])
                told.columns.update(range(int(element.get("min", "1")), last + 1))
            elif tag == "sheetData":
                element.clear()
    return told


def _hear_row(row: ElementTree.Element, number: int, told: _Told) -> None:
    if row.get("hidden") in ("1", "true"):
        told.rows.add(number)
    for place, cell in enumerate(row, start=1):
        kind = cell.get("t")
        if len(cell) and (kind == "e" or (kind != "str" and _tag(cell[0]) == "f")):
            shown = next((part.text or "" for part in cell if _tag(part) == "v"), "")
            if kind == "e" or not shown:
                at = cell.get("r")
                told.unvalued[(number, _column(at) if at else place)] = shown


def _column(at: str) -> int:
    column = 0
    for letter in at:
        if not letter.isalpha():
            break
        column = 26 * column + ord(letter.upper()) - ord("A") + 1
    return column


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
