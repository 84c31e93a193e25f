"""What kind of file this is, told by its bytes and never by its name; what may not be opened."""

from __future__ import annotations

import re
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from chainboard.intake import biff, ole
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.package import Parts, book_part, parts

MB = 1_000_000
FILE_LIMITS = {
    "xlsx_bytes": 20 * MB,
    "xls_bytes": 20 * MB,
    "csv_bytes": 200 * MB,
    "members": 200,
    "unpacked_bytes": 200 * MB,
    "ratio": 100,
    "rows": 1_048_576,
    "columns": 500,
    "cells": 20_000_000,
}
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
_TEXT_NAMES = {"", ".csv", ".txt", ".tsv"}
_RATIO_FROM = 1 * MB  # small members of repeated bytes are harmless, and common
_XML_HEAD = 4096
_LOCKS = (162, 165)  # bytes of a lock file: the name of who has the workbook open, padded, twice
_LOCK_NAME = 55
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ROOT = re.compile(rb"<(\w+:)?workbook\b")
# What zipfile and the XML of its members raise on a damaged file.
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, LookupError,
    ParseError,
)  # fmt: skip


def refused(code: str, zh: str, en: str, cure: tuple[str, str] = ("", "")) -> Refused:
    """A refusal that ends by saying how to save the file again.

    cure  what is to be done before it is saved, in both languages
    """
    return Refused(Issue(code, zh + _saving_zh(cure[0]), f"{en} {_saving_en(cure[1])}"))


def _saving_zh(cure: str) -> str:
    return f"请用 Excel 或 WPS 打开{f'，{cure}' if cure else ''}后另存为 .xlsx 再发。"


def _saving_en(cure: str) -> str:
    first = f"{cure}, " if cure else ""
    return f"Open it in Excel or WPS, {first}save it as .xlsx and send that file."


def judged(path: Path) -> str:
    """The kind of file: xlsx, xlsb, ods, xls, csv; or locked for one with any password.

    Reads the magic bytes, the members of a zip that say what it is, and the directory of an OLE
    file; parses no cell. Raises Refused with unreadable, encrypted, not_a_workbook, macro or
    too_large.
    """
    size = path.stat().st_size
    if size == 0:
        raise refused("unreadable", "文件是空的（0 字节）。", "The file is empty (0 bytes).")
    with path.open("rb") as file:
        head = file.read(_XML_HEAD)
    if _is_lock(path.name, head, size):
        raise _lock()
    if head.startswith(_ZIP):
        return _judged_zip(path, size)
    if head.startswith(_OLE):
        return _judged_ole(path, size)
    return _judged_text(path, size, head)


def _is_lock(name: str, head: bytes, size: int) -> bool:
    """Whether it is what Excel or LibreOffice leave beside a workbook while it is open."""
    is_named = name.startswith(("~$", ".~lock."))
    return (is_named and size < _XML_HEAD) or (
        size in _LOCKS and 0 < head[0] < _LOCK_NAME and not head[head[0] + 1 : _LOCK_NAME].strip()
    )


def _lock() -> Refused:
    return Refused(
        Issue(
            "not_a_workbook",
            "这是表格打开时留下的锁定文件（~$ 开头），里面没有数据。"
            "请关闭表格，再发不带 ~$ 的同名文件。",
            "This is the lock file (~$) that stands beside a workbook while it is open; it holds "
            "no data. Close the workbook and send the file of that name without ~$.",
        )
    )


def _within(size: int, kind: str) -> None:
    limit = FILE_LIMITS[f"{kind}_bytes"]
    if size > limit:
        raise refused(
            "too_large",
            f"文件有 {size / MB:.1f} MB，超过 {limit // MB} MB 的上限。",
            f"The file has {size / MB:.1f} MB, more than the limit of {limit // MB} MB.",
            ("分成几个文件", "split it"),
        )


def too_far(sheet: str, cell: str) -> Refused:
    """The refusal of a sheet with more rows, columns or cells than the limits; its first cell
    beyond them."""
    rows, columns = FILE_LIMITS["rows"], FILE_LIMITS["columns"]
    cells = FILE_LIMITS["cells"]
    told = refused(
        "too_large",
        f"工作表“{sheet}”的 {cell} 超出上限"
        f"（{rows:,} 行、{columns} 列、共 {cells // 10_000:,} 万格）。",
        f"{cell} of sheet “{sheet}” is beyond the limits ({rows:,} rows, {columns} columns, "
        f"{cells:,} cells in all).",
        ("删去多余的行列", "delete the rows and columns that are not needed"),
    )
    return Refused(replace(told.issue, sheet=sheet, cell=cell))


def _judged_text(path: Path, size: int, head: bytes) -> str:
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith(b"<"):
        raise refused(
            "not_a_workbook",
            "这是网页或 XML，只是存成了表格的文件名。",
            "This is a web page or XML under the name of a workbook.",
        )
    if head.startswith(_NOT_TEXT) or path.suffix.lower() not in _TEXT_NAMES:
        raise refused(
            "not_a_workbook",
            f"内容不是 Excel 工作簿，与扩展名 {path.suffix or '（无）'} 不符。",
            f"The content is no workbook, whatever the extension {path.suffix or '(none)'} says.",
        )
    _within(size, "csv")
    return "csv"


def _judged_ole(path: Path, size: int) -> str:
    _within(size, "xls")
    try:
        found = ole.opened(path.read_bytes())
        if "encryptedpackage" in found.streams:
            return "locked"
        book = next((name for name in ("workbook", "book") if name in found.streams), "")
        if not book or "worddocument" in found.streams:
            raise refused(
                "not_a_workbook",
                "这是旧式办公文件，但里面没有 Excel 工作簿（可能是 .et、.wps 或 .doc）。",
                "This is an old office file without an Excel workbook in it (a .et, .wps or .doc, "
                "perhaps).",
            )
        stream = ole.stream(found, book)
    except ole.Damaged as error:
        raise damaged() from error
    if biff.has_password(stream):
        return "locked"
    if not biff.is_sound(stream):
        raise damaged()
    return "xls"


def damaged() -> Refused:
    """The refusal of a file that nothing can read."""
    return refused(
        "unreadable", "文件已损坏，无法读取。", "The file is damaged and cannot be read."
    )


def encrypted() -> Refused:
    """The refusal of a file with a password."""
    return refused(
        "encrypted",
        "文件设了打开密码。",
        "The file has a password.",
        ("去掉密码", "remove the password"),
    )


def _judged_zip(path: Path, size: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            held = parts(archive)
            kind = _kind(archive, held)
            _within(size, "xlsx")
            _judge_sizes(archive.infolist())
            _judge_xml(archive)
    except BROKEN_ZIP as error:
        raise refused(
            "unreadable", "压缩包已损坏，无法打开。", "The file is damaged and cannot be opened."
        ) from error
    except RuntimeError as error:  # zipfile's word for a member with a password
        raise encrypted() from error
    return kind


def _kind(archive: zipfile.ZipFile, held: Parts) -> str:
    if "mimetype" in held and _opening(archive, held["mimetype"], 200).startswith(_ODS):
        if b"encryption-data" in _opening(archive, held["meta-inf/manifest.xml"], MB):
            raise encrypted()
        if any(name.startswith("basic/") for name in held):
            raise _macro()
        return "ods"
    part = book_part(archive, held)
    is_binary = part.endswith(".bin")
    if not part or not (is_binary or _is_book(_opening(archive, held[part], _XML_HEAD))):
        raise refused(
            "not_a_workbook",
            "这是压缩包，但不是 Excel 工作簿（.xlsx）。",
            "This is a zip file but not an Excel workbook (.xlsx).",
        )
    types = held.get("[content_types].xml")
    words = b"" if types is None or is_binary else _opening(archive, types, MB)
    if b"macroEnabled" in words or any("vbaproject" in name for name in held):
        raise _macro()
    return "xlsb" if is_binary else "xlsx"


def _macro() -> Refused:
    return refused("macro", "文件带有宏（VBA）。", "The file holds macros (VBA).")


def _is_book(opening: bytes) -> bool:
    """Whether the XML of a part is that of a workbook: its root says so, in any encoding."""
    return bool(_ROOT.search(opening.replace(b"\0", b"")))


def _judge_sizes(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed_tight = [
        member
        for member in members
        if member.file_size > _RATIO_FROM
        and member.file_size > FILE_LIMITS["ratio"] * max(member.compress_size, 1)
    ]
    if (
        len(members) > FILE_LIMITS["members"]
        or total > FILE_LIMITS["unpacked_bytes"]
        or packed_tight
    ):
        raise refused(
            "too_large",
            f"文件解开后过大（{len(members)} 个部件，{total / MB:.0f} MB，"
            f"上限 {FILE_LIMITS['members']} 个、{FILE_LIMITS['unpacked_bytes'] // MB} MB，"
            f"压缩比 {FILE_LIMITS['ratio']}）。",
            f"The file is too large unpacked ({len(members)} parts, {total / MB:.0f} MB; at most "
            f"{FILE_LIMITS['members']} parts, {FILE_LIMITS['unpacked_bytes'] // MB} MB, ratio "
            f"{FILE_LIMITS['ratio']}).",
            (
                "删去空白行列和图片（或分成几个文件）",
                "delete blank rows and pictures (or split it)",
            ),
        )


def _judge_xml(archive: zipfile.ZipFile) -> None:
    """Refuse entities: a workbook needs none, and nested ones fill the memory."""
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            opening = _opening(archive, member, _XML_HEAD).replace(b"\0", b"").upper()
            is_declared = b"<!DOCTYPE" in opening or b"<!ENTITY" in opening
            if is_declared or _has_doctype(archive, member):
                raise refused(
                    "unreadable",
                    "文件内含可能撑满内存的实体声明，不予打开。",
                    "The file holds unsafe XML (a DOCTYPE or ENTITY).",
                )


def _has_doctype(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a DOCTYPE stands before the first element, after comments of whatever length."""
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    with archive.open(member) as stream, suppress(expat.ExpatError):  # no XML: its reader says so
        while not found and (chunk := stream.read(_XML_HEAD)):
            parser.Parse(chunk)
    return found[:1] == [True]


def _opening(archive: zipfile.ZipFile, member: zipfile.ZipInfo, length: int) -> bytes:
    with archive.open(member) as stream:
        return stream.read(length)
