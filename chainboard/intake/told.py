"""What a workbook says beside its values: what is hidden, merged, an error, or never worked out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import xlrd

from chainboard.intake.container import FILE_LIMITS, too_far
from chainboard.intake.grid import Cell, Grid, Range, address
from chainboard.intake.package import book_part, parts, related

# Without one of these in the XML of a sheet nothing is hidden, no formula, no error value.
_TELLING = (
    b'hidden="1"', b'hidden="true"', b"hidden='", b't="e"', b"t='e'",
    b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/",
)  # fmt: skip
_EXACT = 10**15  # whole floats below it are the whole numbers that were typed
_CHUNK = 1 << 20
_OVERLAP = 32
_FAR = re.compile(rb""" r=["']([A-Z]*\d{7,}|(?:S[G-Z]|[T-Z][A-Z]|[A-Z]{3,})\d+)["']""")  # SG: 501
_WIDE = re.compile(rb""" r=["'][A-Z]{2}\d""")
_TALL = re.compile(rb""" r=["'][A-Z]*\d{5}""")
_PLACE = re.compile(r"([A-Z]*)(\d+)", re.IGNORECASE)


@dataclass
class Told:
    """What the file says of one sheet beside its values; numbers from 1."""

    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)

    def lacks(self, sheet: str, row: int, column: int, shown: str) -> None:
        """Note a cell without a value. Raises Refused where it is beyond the limits."""
        hold(sheet, row, column)
        self.unvalued[(row, column)] = shown

    def hides(self, first: int, last: int) -> None:
        """Note hidden columns, as far as columns are read."""
        self.columns.update(range(first, min(last, FILE_LIMITS["columns"]) + 1))

    def grid(
        self, sheet: str, rows: list[list[Cell]], merged: Iterable[Range], *, is_hidden: bool
    ) -> Grid:
        """The sheet as read; empty rows at the end are left out, but never an unvalued one."""
        last = max((row for row, _ in self.unvalued), default=0)
        while len(rows) > last and not any(cell is not None for cell in rows[-1]):
            rows.pop()
        rows.extend([] for _ in range(last - len(rows)))
        return Grid(
            sheet,
            rows,
            tuple(merged),
            self.unvalued,
            is_hidden=is_hidden,
            hidden_rows=frozenset(self.rows),
            hidden_columns=frozenset(self.columns),
        )


def typed(number: float) -> float:
    """A number as it was typed: files hold whole ones as floats too."""
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def hold(sheet: str, row: int, column: int) -> None:
    """Raise Refused where a cell is beyond the limits, or makes a sheet of too many cells."""
    is_far = row > FILE_LIMITS["rows"] or column > FILE_LIMITS["columns"]
    if is_far or row * column > FILE_LIMITS["cells"]:
        raise too_far(sheet, address(row, column))


def told_by_xml(path: Path, *, wholly: bool = False) -> dict[str, Told]:
    """Sheet name → what its XML tells, for the sheets whose XML tells anything.

    wholly  for all sheets, whatever their encoding, and the merged ranges too

    Raises Refused: too_large for cells beyond the limits, before anything makes rows of them.
    """
    with zipfile.ZipFile(path) as archive:
        return {
            name: _told_by(archive, member, name)
            for name, member in _members(archive).items()
            if _is_telling(archive, member, name) or wholly
        }


def told_by_xlrd(path: Path) -> dict[str, Told]:
    """Sheet name → hidden rows and columns, and cells that are errors.

    Nothing for a file that xlrd cannot read though calamine can: the values do not need it.
    """
    try:
        book = xlrd.open_workbook(path, logfile=StringIO(), formatting_info=True, ragged_rows=True)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (the values do not need it)
        return {}
    return {
        sheet.name: Told(
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


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Sheet name → its member of the zip, as the workbook's relations say."""
    held = parts(archive)
    book = book_part(archive, held)
    if not book:
        return {}
    targets = related(archive, held, book)
    members = {}
    for element in ElementTree.fromstring(archive.read(held[book])).iter():
        if tag(element) == "sheet":
            relation = next((v for key, v in element.attrib.items() if key.endswith("}id")), None)
            members[element.get("name", "")] = targets.get(relation, "")
    return {name: held[member] for name, member in members.items() if member in held}


def _is_telling(archive: zipfile.ZipFile, member: zipfile.ZipInfo, sheet: str) -> bool:
    """Whether the XML tells anything. Raises Refused for a cell beyond the limits."""
    before = b""
    is_telling = is_wide = is_tall = False
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            searched = before + chunk
            for found in _FAR.finditer(searched):
                hold(sheet, *place(found[1].decode()))
            is_telling = is_telling or any(word in searched for word in _TELLING)
            is_wide = is_wide or _WIDE.search(searched) is not None
            is_tall = is_tall or _TALL.search(searched) is not None
            before = chunk[-_OVERLAP:]
    if is_wide and is_tall:
        _hold_cells(archive, member, sheet)
    return is_telling


def _hold_cells(archive: zipfile.ZipFile, member: zipfile.ZipInfo, sheet: str) -> None:
    """Raise Refused where the last row and the last column make too many cells."""
    rows = columns = 0
    with archive.open(member) as stream:
        for _, element in ElementTree.iterparse(stream):
            if tag(element) == "c":
                row, column = place(element.get("r", ""))
                rows, columns = max(rows, row), max(columns, column)
            if tag(element) in ("row", "sheetData"):
                element.clear()
    hold(sheet, rows, columns)


def _told_by(archive: zipfile.ZipFile, member: zipfile.ZipInfo, sheet: str) -> Told:
    """What one sheet's XML tells, streamed row by row."""
    told = Told()
    number = 0
    with archive.open(member) as stream:
        for _, element in ElementTree.iterparse(stream):
            name = tag(element)
            if name == "row":
                number = int(element.get("r", number + 1))  # a row may leave its number out
                _hear_row(element, number, told, sheet)
                element.clear()
            elif name == "col" and element.get("hidden") in ("1", "true"):
                told.hides(int(element.get("min", "1")), int(element.get("max", "0")))
            elif name == "mergeCell":
                ends = [place(end) for end in element.get("ref", "").split(":")]
                told.merged.append((*ends[0], *ends[-1]))
            elif name == "sheetData":
                element.clear()
    return told


def _hear_row(row: ElementTree.Element, number: int, told: Told, sheet: str) -> None:
    if row.get("hidden") in ("1", "true"):
        told.rows.add(number)
    for at, cell in enumerate(row, start=1):
        kind = cell.get("t")
        if len(cell) and (kind == "e" or (kind != "str" and tag(cell[0]) == "f")):
            shown = next((part.text or "" for part in cell if tag(part) == "v"), "")
            if kind == "e" or not shown:
                told.lacks(sheet, number, place(cell.get("r", ""))[1] or at, shown)


def place(cell: str) -> tuple[int, int]:
    """Row and column of an address; 0 for what it leaves out."""
    found = _PLACE.match(cell)
    column = 0
    for letter in found[1].upper() if found else "":
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]) if found else 0, column


def tag(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]
