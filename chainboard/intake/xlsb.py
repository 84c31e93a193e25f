"""What calamine does not tell of a binary workbook (.xlsb): errors, what is merged or hidden."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import xlrd

from chainboard.intake.package import book_part, parts, related
from chainboard.intake.told import Told, hold

_ROW, _ERROR, _FORMULA_ERROR, _COLUMNS, _SHEET, _MERGED = 0, 3, 11, 60, 156, 176
_ROW_FLAGS, _ROW_HIDDEN = 11, 0x10  # the byte of a row that says it, and its bit
_COLUMN_FLAGS, _COLUMN_HIDDEN = 16, 0x01
_CELLS = range(1, 12)


def told_by_xlsb(path: Path) -> dict[str, Told]:
    """Sheet name → its cells that are errors, its merged ranges, hidden rows and columns.

    Raises Refused for a cell beyond the limits, ValueError and struct.error for a damaged part.
    """
    with zipfile.ZipFile(path) as archive:
        held = parts(archive)
        book = book_part(archive, held)
        targets = related(archive, held, book)
        sheets = [*_sheets(archive.read(held[book]))]
        return {
            name: _told_by(archive.read(held[targets[relation]]), name)
            for relation, name in sheets
            if targets.get(relation) in held
        }


def _told_by(data: bytes, sheet: str) -> Told:
    told = Told()
    row = 0
    for kind, at, length in _records(data):
        if kind == _ROW and length >= 4:
            row = struct.unpack_from("<I", data, at)[0] + 1
            if length > _ROW_FLAGS and data[at + _ROW_FLAGS] & _ROW_HIDDEN:
                told.rows.add(row)
        elif kind == _COLUMNS and length > _COLUMN_FLAGS:
            if data[at + _COLUMN_FLAGS] & _COLUMN_HIDDEN:
                first, last = struct.unpack_from("<2I", data, at)
                told.hides(first + 1, last + 1)
        elif kind in _CELLS and length >= 8:
            column = struct.unpack_from("<I", data, at)[0] + 1
            hold(sheet, row, column)
            if kind in (_ERROR, _FORMULA_ERROR) and length > 8:
                told.lacks(sheet, row, column, xlrd.error_text_from_code.get(data[at + 8], "#"))
        elif kind == _MERGED and length >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", data, at)
            told.merged.append((top + 1, left + 1, bottom + 1, right + 1))
    return told


def _sheets(data: bytes) -> Iterator[tuple[str, str]]:
    """Relation and name of each sheet: two texts after eight bytes, their lengths before them."""
    for kind, at, _length in _records(data):
        if kind == _SHEET:
            relation, after = _text(data, at + 8)
            yield relation, _text(data, after)[0]


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * struct.unpack_from("<I", data, at)[0]
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place of its bytes and their number of each record that is whole."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        if at + length > len(data):
            return
        yield kind, at, length
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of up to so many bytes, seven bits each: the eighth says that another follows."""
    found = 0
    for place in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        found |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            break
    return found, at
