"""What calamine does not tell of an OpenDocument sheet (.ods): errors, what is merged or hidden."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from chainboard.intake.told import Told, hold, tag

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ERROR = re.compile(r"#(DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3}")


def told_by_ods(path: Path) -> dict[str, Told]:
    """Sheet name → what is hidden or merged, and formulas that are errors or have no value.

    Raises Refused for a cell beyond the limits, ParseError for damaged XML.
    """
    found: dict[str, Told] = {}
    sheet, row, column = "", 0, 0
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
        for event, element in ElementTree.iterparse(stream, ("start", "end")):
            name = tag(element)
            if event == "start" and name == "table":
                sheet, row, column = element.get(f"{_TABLE}name", ""), 0, 0
                found[sheet] = Told()
            elif event == "end" and name == "table-column" and sheet:
                last = column + _repeated(element, "columns")
                if not _is_visible(element):
                    found[sheet].hides(column + 1, last)
                column = last
            elif event == "end" and name == "table-row" and sheet:
                last = row + _repeated(element, "rows")
                columns = _hear_row(element, row + 1, found[sheet], sheet)
                if columns:
                    hold(sheet, last, columns)
                row = last
                element.clear()
            elif event == "end" and name in ("table", "table-header-rows", "table-row-group"):
                element.clear()
    return found


def _hear_row(row: ElementTree.Element, number: int, told: Told, sheet: str) -> int:
    """Note what the row tells; its last column with a value, 0 for none."""
    filled = 0
    if not _is_visible(row) and any(cell.get(f"{_OFFICE}value-type") for cell in row):
        told.rows.add(number)
    column = 1
    for cell in row:
        if cell.get(f"{_TABLE}formula") is not None:
            shown = "".join(cell.itertext())
            if _ERROR.fullmatch(shown):
                told.lacks(sheet, number, column, shown)
            elif cell.get(f"{_OFFICE}value-type") is None:
                told.lacks(sheet, number, column, "")
        down, across = (
            int(cell.get(f"{_TABLE}number-{x}-spanned", "1")) for x in ("rows", "columns")
        )
        if down * across > 1:
            told.merged.append((number, column, number + down - 1, column + across - 1))
        column += _repeated(cell, "columns")
        if cell.get(f"{_OFFICE}value-type"):
            filled = column - 1
    return filled


def _is_visible(element: ElementTree.Element) -> bool:
    """Whether a row or a column is; neither collapse nor filter says so."""
    return element.get(f"{_TABLE}visibility", "visible") == "visible"


def _repeated(element: ElementTree.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
