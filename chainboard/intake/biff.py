"""The records of a workbook of Excel 97 and before, as far as they tell whether to read it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_FILEPASS, _EOF = 0x2F, 0x0A
_ONE_CELL = {0x06, 0x01, 0x201, 0x03, 0x203, 0x04, 0x204, 0x205, 0xD6, 0xFD, 0x27E}
_MANY_CELLS = {0xBD, 0xBE}
COLUMNS = 256  # more no workbook of that time can have


def has_password(stream: bytes) -> bool:
    """Whether what follows the first records is enciphered."""
    for kind, _at, _length in _records(stream):
        if kind in (_FILEPASS, _EOF):
            return kind == _FILEPASS
    return False


def is_sound(stream: bytes) -> bool:
    """Whether all cells stand in columns that there can be; one beyond would fill the memory."""
    for kind, at, length in _records(stream):
        if kind in _ONE_CELL or kind in _MANY_CELLS:
            last = at + length - 2 if kind in _MANY_CELLS else at + 2
            if length >= 4 and struct.unpack_from("<H", stream, last)[0] >= COLUMNS:
                return False
    return True


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place of its bytes and their number of each record that is whole."""
    at, end = 0, len(stream)
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + length > end:
            return
        yield kind, at, length
        at += length
