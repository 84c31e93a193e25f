"""Workbooks as odd programs write them, drawn in tests: other names, ciphers, binary and open."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from hashlib import md5
from pathlib import Path

import msoffcrypto
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4
from xlwt.CompoundDoc import XlsDoc

from tests.intake.files import Rows

FILEPASS, BOUNDSHEET, PLAIN = 0x2F, 0x85, {0x809, 0x2F, 0xE1}


def repacked(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """The zip with each member's name and bytes changed."""
    other = path.with_name(f"repacked_{path.name}")
    with zipfile.ZipFile(path) as sound, zipfile.ZipFile(other, "w", 8) as changed:
        for name in sound.namelist():
            changed.writestr(*change(name, sound.read(name)))
    return other


def elsewhere(name: str, data: bytes) -> tuple[str, bytes]:
    """A member of a workbook whose parts lie in another folder under another name."""
    for old, new in ((b"xl/workbook.xml", b"mybook/book.xml"), (b"xl/", b"mybook/")):
        if name.endswith((".rels", "].xml")):
            data = data.replace(old, new)
        name = name.replace(old.decode(), new.decode())
    return name.replace("_rels/workbook.xml", "_rels/book.xml"), data


def in_utf16(name: str, data: bytes) -> tuple[str, bytes]:
    """A member of a workbook whose sheets are written in UTF-16."""
    if name.startswith("xl/worksheets/sheet") or name == "xl/workbook.xml":
        text = data.decode().partition("?>")[2] if data.startswith(b"<?xml") else data.decode()
        data = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
    return name, data


def ole(entry: str, stream: bytes, pad: bytes = b"\0") -> bytes:
    """An OLE file with one stream of that name, what is left of the name's place filled."""
    file = io.BytesIO()
    XlsDoc().save(file, stream)
    written = (entry + "\0").encode("utf-16-le")
    old = "Workbook\0".encode("utf-16-le")
    new = written + pad * (64 - len(written)) + len(written).to_bytes(2, "little")
    return file.getvalue().replace(old.ljust(64, b"\0") + len(old).to_bytes(2, "little"), new)


def biff(rows: Rows, sheet: str = "指标") -> bytes:
    """The stream of a workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                page.write(at, column, value)
    return bytes(book.get_biff_data())


def with_record(stream: bytes, kind: int, body: bytes) -> bytes:
    """A BIFF stream with one more record after its first, the places of its sheets moved on."""
    first = 4 + int.from_bytes(stream[2:4], "little")
    added = struct.pack("<HH", kind, len(body)) + body
    moved = bytearray(stream)
    for found, at, _length in _records(stream):
        if found == BOUNDSHEET:  # it begins with the place of its sheet
            (sheet,) = struct.unpack_from("<I", stream, at)
            struct.pack_into("<I", moved, at, sheet + len(added))
    return bytes(moved[:first]) + added + bytes(moved[first:])


def _records(stream: bytes) -> list[tuple[int, int, int]]:
    found, at = [], 0
    while at < len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        found.append((kind, at + 4, length))
        at += 4 + length
    return found


def enciphered_xls(rows: Rows, password: str) -> bytes:
    """The rows as .xls under the cipher of Excel 97 (RC4)."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    checked = _rc4(password, salt, verifier + md5(verifier).digest())
    body = struct.pack("<HHH", 1, 1, 1) + salt + checked
    stream = with_record(biff(rows), FILEPASS, body)
    odd = -len(stream) % 4  # then the zeros that fill its sectors read as empty records
    stream += struct.pack("<HH", 0, odd) + bytes(odd)
    hidden = bytearray(_rc4(password, salt, stream))
    for kind, at, length in _records(stream):
        clear = length if kind in PLAIN else 4 if kind == BOUNDSHEET else 0
        hidden[at - 4 : at + clear] = stream[at - 4 : at + clear]
    return ole("Workbook", bytes(hidden))


def _rc4(password: str, salt: bytes, data: bytes) -> bytes:
    """RC4 undoes itself."""
    return bytes(DocumentRC4.decrypt(password, salt, io.BytesIO(data), blocksize=1024).read())


def xored_xls(rows: Rows) -> bytes:
    """The head of an .xls under the cipher of Excel 95, with a password."""
    return ole("Workbook", with_record(biff(rows), FILEPASS, struct.pack("<HHH", 0, 7, 9)))


def enciphered_xlsx(path: Path, password: str) -> Path:
    """The .xlsx under a cipher."""
    other = path.with_name(f"enciphered_{path.name}")
    with path.open("rb") as file, other.open("wb") as out:
        book = msoffcrypto.OfficeFile(file)
        assert isinstance(book, OOXMLFile)
        book.encrypt(password, out)
    return other


def ods(path: Path, rows: str, sheet: str = "指标") -> Path:
    """An OpenDocument workbook of table rows as its XML has them."""
    spaces = "office table text calcext"
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in spaces.split()
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
            f'<office:spreadsheet><table:table table:name="{sheet}">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def ods_rows(rows: Rows) -> str:
    """Rows of numbers and texts as the XML of an OpenDocument table."""
    return "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
    return (
        f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'
    )


def xlsb(
    path: Path,
    rows: Rows,
    merged: tuple[int, int, int, int] | None = None,
    hidden: tuple[int, tuple[int, int]] | None = None,
) -> Path:
    """A binary workbook; a text that begins with # is the error #REF!.

    merged  first and last row, first and last column of a merged range, from 0
    hidden  a hidden row, and the first and last hidden column, from 0
    """
    data = _record(129, b"") + _record(148, bytes(16))
    if hidden:
        seen = struct.pack("<4IH", 0, 0, 2304, 0, 2)
        unseen = struct.pack("<4IH", *hidden[1], 0, 0, 1)
        data += _record(390, b"") + _record(60, seen) + _record(60, unseen) + _record(391, b"")
    data += _record(145, b"")
    for number, row in enumerate(rows):
        flags = 0x10 if hidden and number == hidden[0] else 0
        head = struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0)
        data += _record(0, head)
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str) and value.startswith("#"):
                data += _record(3, place + b"\x17")
            elif isinstance(value, str):
                data += _record(6, place + _text(value))
            elif value is not None:
                data += _record(5, place + struct.pack("<d", value))
    data += _record(146, b"")
    if merged:
        data += _record(177, struct.pack("<I", 1)) + _record(176, struct.pack("<4I", *merged))
        data += _record(178, b"")
    data += _record(130, b"")
    bundle = struct.pack("<II", 0, 1) + _text("rId1") + _text("指标")
    book = _record(131, b"") + _record(143, b"") + _record(156, bundle) + _record(144, b"")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/{{}}" Target="{{}}"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relations.format("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", book + _record(132, b""))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", relations.format("worksheet", "worksheets/sheet1.bin")
        )
        archive.writestr("xl/worksheets/sheet1.bin", data)
    return path


def _record(kind: int, body: bytes) -> bytes:
    """Seven bits of a number a byte."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(body), b""
    while length > 127:
        size += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + size + bytes([length]) + body


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
