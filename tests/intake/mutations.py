"""Sound workbooks spoilt by chance: bytes, members, numbers, records; the same for the same number."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from tests.intake.files import HEADERS, drawn
from tests.intake.odd_files import biff, enciphered_xls, ods, ods_rows, ole, xlsb

ROWS = drawn(
    HEADERS
    + """
    油煤气化工产业链  西峰区  产业链产值  2026-08  累计  90     亿元
    油煤气化工产业链  西峰区  产业链产值  2026-09  累计  101.5  亿元
    油煤气化工产业链  合计    产业链产值  2026-09  累计  101.5  亿元
    """
)
ODD_NUMBERS = (b"0", b"-1", b"65536", b"1048577", b"2000000000", b"99999999999999999999", b"1e308")
Mutation = Callable[[bytes, random.Random], bytes]


def spoilt(number: int) -> bytes:
    """The file of this number."""
    chance = random.Random(number)
    data = chance.choice(SOUND)
    is_zip, is_ole = data.startswith(b"PK"), data.startswith(b"\xd0\xcf")
    ways: list[Mutation] = [bytes_changed, cut_short, slice_moved]
    ways += [in_a_member] * 8 + [members_lost] if is_zip else []
    ways += [sectors_changed, in_records] * 4 if is_ole else []
    for _ in range(chance.choice((1, 1, 2))):
        data = chance.choice(ways)(data, chance)
    return data


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(changed)


def cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def slice_moved(data: bytes, chance: random.Random) -> bytes:
    first, last, place = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:first] + data[last:place] + data[first:last] + data[place:]


def numbers_changed(data: bytes, chance: random.Random) -> bytes:
    """Some of the numbers of an XML part, each by one that no workbook holds."""
    rate = chance.choice((0.01, 0.1, 0.5))
    return re.sub(
        rb"\d+",
        lambda found: chance.choice(ODD_NUMBERS) if chance.random() < rate else found[0],
        data,
    )


def elements_lost(data: bytes, chance: random.Random) -> bytes:
    """One element or attribute of an XML part gone, or there twice."""
    found = [*re.finditer(rb"<[^>]*>|\s\S+=\"[^\"]*\"", data)]
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + one[0] * chance.choice((0, 0, 2)) + data[one.end() :]


def in_a_member(data: bytes, chance: random.Random) -> bytes:
    """One member of a zip changed in one of these ways, the zip itself sound."""
    ways = (
        numbers_changed,
        numbers_changed,
        elements_lost,
        elements_lost,
        bytes_changed,
        cut_short,
    )
    members = _members(data)
    if members:
        name = chance.choice([*members])
        members[name] = chance.choice(ways)(members[name], chance)
    return _zipped(members) if members else data


def members_lost(data: bytes, chance: random.Random) -> bytes:
    """One member of a zip gone, renamed, or put under the name of another."""
    members = _members(data)
    if len(members) < 2:
        return data
    name, other = chance.sample([*members], 2)
    content = members.pop(name)
    new = chance.choice((None, other, name.upper(), name.replace("/", "\\")))
    return _zipped(members if new is None else {**members, new: content})


def sectors_changed(data: bytes, chance: random.Random) -> bytes:
    """Whole numbers of the header, the table of sectors or the directory of an OLE file."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4) if len(changed) > 2048 else 0):
        first = chance.choice((24, *(512 * n for n in range(len(changed) // 512))))
        place = min(first + 4 * chance.randrange(128), len(changed) - 4)
        number = chance.choice((0, 1, 2, 9, 2**31 - 1, 2**32 - 2, 2**32 - 1, chance.randrange(64)))
        struct.pack_into("<I", changed, place, number)
    return bytes(changed)


def in_records(_data: bytes, chance: random.Random) -> bytes:
    """An .xls whose records are spoilt and whose container is sound."""
    ways = (bytes_changed, slice_moved, cut_short)
    return ole("Workbook", chance.choice(ways)(BIFF, chance) or b"\0")


def _members(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 (spoilt before)
        return {}


def _zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _xlsx() -> bytes:
    book = Workbook()
    book.active.title = "指标"
    for row in ROWS:
        book.active.append(row)
    book.active["F4"], book.active["H2"], book.active["H3"] = "=SUM(F2:F3)", "#REF!", "=1+1"
    book.active.merge_cells("A2:A3")
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("附注")["C9"] = "审核"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sound() -> list[bytes]:
    with TemporaryDirectory() as made:
        folder = Path(made)
        open_one = ods(folder / "a.ods", ods_rows(ROWS)).read_bytes()
        binary = xlsb(folder / "a.xlsb", ROWS).read_bytes()
    whole = _xlsx()
    locked = enciphered_xls(ROWS, "VelvetSweatshop")
    return [whole, whole, whole, ole("Workbook", BIFF), open_one, binary, locked]


BIFF = biff(ROWS)
SOUND = _sound()
