"""The streams of an OLE file, as its directory names them; no chain of sectors is gone round twice.

What reads such files follows the chains without looking back: a file of 1 kB whose chain leads
into itself fills the memory. So the chains are walked here first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEAD = 512
_ENTRY = 128
_MINI = 64
_SMALL = 4096  # a stream below it lies in the small sectors
_FIRST_FAT = slice(76, 512)


class Damaged(Exception):
    """An OLE file whose chains lead into themselves, or that has no directory."""


@dataclass(frozen=True)
class Ole:
    """An OLE file. streams: name in small letters → first sector and size, as the file says."""

    data: bytes
    sector: int
    fat: Sequence[int]
    small: bytes
    small_fat: Sequence[int]
    streams: dict[str, tuple[int, int]]


def opened(data: bytes) -> Ole:
    """The directory of an OLE file. Raises Damaged."""
    if len(data) < _HEAD or (shift := struct.unpack_from("<H", data, 30)[0]) not in (9, 12):
        raise Damaged("no header")
    sector = 1 << shift
    fat = _fat(data, sector)
    directory_at, small_fat_at = (struct.unpack_from("<I", data, at)[0] for at in (48, 60))
    entries = [*_entries(_content(data, sector, fat, directory_at))]
    if not entries:
        raise Damaged("no directory")
    _root, small_at, size = entries[0]
    if size > len(data):
        raise Damaged("a stream is longer than the file")
    small = _content(data, sector, fat, small_at) if size else b""
    small_fat = _numbers(_content(data, sector, fat, small_fat_at))
    streams = {name: (start, size) for name, start, size in reversed(entries[1:])}
    ole = Ole(data, sector, fat, small, small_fat, streams)
    _walk_all(ole)
    return ole


def stream(ole: Ole, name: str) -> bytes:
    """What a stream holds, cut to its size. Raises Damaged, KeyError for no such stream."""
    start, size = ole.streams[name]
    if size > len(ole.data):
        raise Damaged("a stream is longer than the file")
    if size < _SMALL:
        sectors = _chain(start, ole.small_fat)
        return b"".join(ole.small[_MINI * at : _MINI * (at + 1)] for at in sectors)[:size]
    return _content(ole.data, ole.sector, ole.fat, start)[:size]


def _walk_all(ole: Ole) -> None:
    """Every stream has its end; those that share sectors are walked once."""
    walked: tuple[set[int], set[int]] = (set(), set())
    for start, size in ole.streams.values():
        is_small = size < _SMALL
        fat, known = (ole.small_fat if is_small else ole.fat), walked[is_small]
        own = set()
        for at in _chain(start, fat):
            if at in known:
                break
            own.add(at)
        known |= own


def _fat(data: bytes, sector: int) -> list[int]:
    """What comes after each sector, put together from the sectors that say so."""
    places = [*_numbers(data[_FIRST_FAT])]
    (more,) = struct.unpack_from("<I", data, 68)
    seen = set()
    while sector * (more + 1) < len(data):
        if more in seen:
            raise Damaged("the list of sectors leads into itself")
        seen.add(more)
        *listed, more = _numbers(_sector(data, sector, more)) or (0, len(data))
        places += listed
    held = [place for place in places if sector * (place + 1) < len(data)]
    if len(set(held)) < len(held):
        raise Damaged("a sector is listed twice")
    return [number for place in held for number in _numbers(_sector(data, sector, place))]


def _chain(start: int, fat: Sequence[int]) -> Iterator[int]:
    """The sectors of a chain; one that is not there ends it. Raises Damaged for a loop."""
    seen = set()
    at = start
    while at < len(fat):
        if at in seen:
            raise Damaged("a chain of sectors leads into itself")
        seen.add(at)
        yield at
        at = fat[at]


def _content(data: bytes, sector: int, fat: Sequence[int], start: int) -> bytes:
    return b"".join(_sector(data, sector, at) for at in _chain(start, fat))


def _sector(data: bytes, sector: int, at: int) -> bytes:
    return data[sector * (at + 1) : sector * (at + 2)]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack_from(f"<{len(data) // 4}I", data)


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and size of each entry; what pads a name is no part of it."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        name = directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        start, size = struct.unpack_from("<II", directory, at + 116)
        if name and directory[at + 66]:
            yield name.strip().lower(), start, size
