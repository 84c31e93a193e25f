"""What kind of file this is, told by its bytes and never by its name; what may not be opened."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from chainboard.intake.issue import Issue, Refused

MB = 1_000_000
FILE_LIMITS = {
    "xlsx_bytes": 20 * MB,
    "xls_bytes": 20 * MB,
    "csv_bytes": 200 * MB,
    "members": 200,
    "unpacked_bytes": 200 * MB,
    "ratio": 100,
    "rows": 1_048_576,
    "columns": 200,
}
SAVE_ZH = "请用 Excel 或 WPS 打开后另存为 .xlsx 再发。"
SAVE_EN = "Open it in Excel or WPS, save it as .xlsx and send that file."

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
_TEXT_NAMES = {"", ".csv", ".txt", ".tsv"}
_RATIO_FROM = 1 * MB  # small members of repeated bytes are harmless, and common
_XML_HEAD = 4096
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def refused(code: str, zh: str, en: str) -> Refused:
    """A refusal that ends by saying how to save the file again."""
    return Refused(Issue(code, f"{zh}{SAVE_ZH}", f"{en} {SAVE_EN}"))


def judged(path: Path) -> str:
    """The kind of file: xlsx, xls or csv.

    Reads the magic bytes, the member list of a zip and the entry names of an OLE file; parses
    nothing. Raises Refused with unreadable, encrypted, not_a_workbook, macro or too_large.
    """
    size = path.stat().st_size
    if size == 0:
        raise refused("unreadable", "文件是空的（0 字节）。", "The file is empty (0 bytes).")
    with path.open("rb") as file:
        head = file.read(_XML_HEAD)
    if head.startswith(_ZIP):
        return _judged_zip(path, size)
    if head.startswith(_OLE):
        return _judged_ole(path, size)
    return _judged_text(path, size, head)


def _within(size: int, kind: str) -> None:
    limit = FILE_LIMITS[f"{kind}_bytes"]
    if size > limit:
        raise refused(
            "too_large",
            f"文件有 {size / MB:.1f} MB，超过 {limit // MB} MB 的上限。请分成几个文件，",
            f"The file has {size / MB:.1f} MB, more than the limit of {limit // MB} MB. Split it.",
        )


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
    data = path.read_bytes()
    if _has_entry(data, "EncryptedPackage"):
        raise encrypted()
    if not (_has_entry(data, "Workbook") or _has_entry(data, "Book")):
        raise refused(
            "not_a_workbook",
            "这是旧式办公文件，但里面没有 Excel 工作簿（可能是 .et 或 .doc）。",
            "This is an old office file without an Excel workbook in it (a .et or .doc, perhaps).",
        )
    return "xls"


def encrypted() -> Refused:
    """The refusal of a file with a password."""
    return refused(
        "encrypted",
        "文件设了打开密码。请先去掉密码，",
        "The file has a password. Remove the password first.",
    )


def _has_entry(data: bytes, name: str) -> bool:
    """Whether an OLE directory entry has the name: 64 bytes of name, then its length in bytes."""
    written = (name + "\0").encode("utf-16-le")
    return written.ljust(64, b"\0") + len(written).to_bytes(2, "little") in data


def _judged_zip(path: Path, size: int) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = {member.filename: member for member in archive.infolist()}
            _judge_kind(archive, members)
            _within(size, "xlsx")
            _judge_sizes(archive.infolist())
            _judge_xml(archive)
    except _BROKEN_ZIP as error:
        raise refused(
            "unreadable", "压缩包已损坏，无法打开。", "The file is damaged and cannot be opened."
        ) from error
    except RuntimeError as error:  # zipfile's word for a member with a password
        raise encrypted() from error
    return "xlsx"


def _judge_kind(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
    if "xl/workbook.xml" not in members:
        raise refused(
            "not_a_workbook",
            "这是压缩包，但不是 Excel 工作簿（.xlsx）。",
            "This is a zip file but not an Excel workbook (.xlsx).",
        )
    types = members.get("[Content_Types].xml")
    words = b"" if types is None else _opening(archive, types, MB)
    if b"macroEnabled" in words or any("vbaproject" in name.lower() for name in members):
        raise refused("macro", "文件带有宏（VBA）。", "The file holds macros (VBA).")


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
            f"压缩比 {FILE_LIMITS['ratio']}）。请删去空白行列和图片，或分成几个文件，",
            f"The file is too large unpacked ({len(members)} parts, {total / MB:.0f} MB; at most "
            f"{FILE_LIMITS['members']} parts, {FILE_LIMITS['unpacked_bytes'] // MB} MB, ratio "
            f"{FILE_LIMITS['ratio']}). Delete blank rows and pictures, or split it.",
        )


def _judge_xml(archive: zipfile.ZipFile) -> None:
    """Refuse entities: a workbook needs none, and nested ones fill the memory."""
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            opening = _opening(archive, member, _XML_HEAD).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in opening or b"<!ENTITY" in opening:
                raise refused(
                    "unreadable",
                    "文件内含不安全的 XML（unsafe XML）。",
                    "The file holds unsafe XML (a DOCTYPE or ENTITY).",
                )


def _opening(archive: zipfile.ZipFile, member: zipfile.ZipInfo, length: int) -> bytes:
    with archive.open(member) as stream:
        return stream.read(length)
