"""What kind of file it is: told by its bytes, refused with the way to save it again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from chainboard.intake import container
from chainboard.intake.container import judged
from chainboard.intake.issue import Issue, Refused
from tests.intake.odd_files import ods, ods_rows, ole, xlsb

LOCK = b"\x04ABCD" + b" " * 50 + b"\x04\0A\0B\0C\0D\0" + b" \0" * 50


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "产业链"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("指标").write(0, 0, "产业链")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_member(name: str, data: bytes) -> bytes:
    """A sound workbook with one more member."""
    file = io.BytesIO(xlsx())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def with_types(old: bytes, new: bytes) -> bytes:
    """A sound workbook with other content types."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as sound, zipfile.ZipFile(file, "w") as changed:
        for name in sound.namelist():
            data = sound.read(name)
            changed.writestr(name, data.replace(old, new) if name.startswith("[") else data)
    return file.getvalue()


def refusal(path: Path) -> Issue:
    with pytest.raises(Refused) as caught:
        judged(path)
    return caught.value.issue


def test_a_workbook_is_known_by_its_bytes_whatever_its_name(tmp_path: Path):
    assert judged(saved(tmp_path, "a.xlsx", xlsx())) == "xlsx"
    assert judged(saved(tmp_path, "b.et", xlsx())) == "xlsx"
    assert judged(saved(tmp_path, "c.csv", xls())) == "xls"
    assert judged(saved(tmp_path, "d.csv", "产业链,县区\n".encode())) == "csv"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", "产业链,县区\n".encode(), "not_a_workbook"),
        ("a.xls", b"\xef\xbb\xbf<html><table></table></html>", "not_a_workbook"),
        ("a.csv", b"%PDF-1.7", "not_a_workbook"),
        ("a.xlsx", b"\x13\x37\x00\xfe" * 40, "not_a_workbook"),
        ("a.et", ole("WordDocument", b"x"), "not_a_workbook"),
        ("a.xlsx", b"", "unreadable"),
        ("a.xlsx", xlsx()[:900], "unreadable"),
        ("a.xlsm", with_member("xl/vbaProject.bin", b"x"), "macro"),
        ("a.xlsx", with_types(b"sheet.main+xml", b"sheet.macroEnabled.main+xml"), "macro"),
        ("a.xlsx", with_member("xl/bomb.xml", b" " * 2_000_000), "too_large"),
        ("a.xlsx", with_member("xl/x.xml", b"<?xml version='1.0'?><!DOCTYPE a []><a/>"), "unreadable"),
        ("a.xlsx", with_member("xl/x.xml", "<!DOCTYPE a []><a/>".encode("utf-16")), "unreadable"),
    ],
)  # fmt: skip
def test_what_may_not_be_opened_is_refused_and_says_how_to_save_it_again(
    tmp_path: Path, name: str, data: bytes, code: str
):
    issue = refusal(saved(tmp_path, name, data))

    assert issue.code == code
    assert "请用 Excel 或 WPS 打开" in issue.zh and "后另存为 .xlsx 再发。" in issue.zh
    assert "save it as .xlsx" in issue.en


def test_a_zip_without_a_workbook_is_not_one(tmp_path: Path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")

    assert refusal(saved(tmp_path, "a.xlsx", file.getvalue())).code == "not_a_workbook"


@pytest.mark.parametrize("before", ["", f"<!-- {'x' * 10_000} -->", "\n" * 5000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_unsafe_xml_is_named_wherever_its_declaration_stands(tmp_path: Path, before, encoding):
    xml = f'{before}<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    data = with_member("xl/x.xml", xml.encode(encoding))

    assert "实体声明" in refusal(saved(tmp_path, "a.xlsx", data)).zh


def test_a_text_about_a_doctype_is_only_a_text(tmp_path: Path):
    xml = f"<a>{'x' * 5000}<![CDATA[<!DOCTYPE a []>]]></a>"

    assert judged(saved(tmp_path, "a.xlsx", with_member("xl/x.xml", xml.encode()))) == "xlsx"


@pytest.mark.parametrize(
    ("name", "data"), [("~$a.xlsx", b"x"), ("d0c1.xlsx", LOCK), (".~lock.a.ods#", b",x,")]
)
def test_a_lock_file_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes):
    issue = refusal(saved(tmp_path, name, data))

    assert issue.code == "not_a_workbook"
    assert "锁定文件" in issue.zh and "请关闭表格，再发不带 ~$ 的同名文件" in issue.zh
    assert "lock file" in issue.en


def test_open_documents_and_binary_workbooks_are_known_and_those_with_macros_refused(
    tmp_path: Path,
):
    assert judged(ods(tmp_path / "a.dat", ods_rows([["a"]]))) == "ods"
    assert judged(xlsb(tmp_path / "b.dat", [["a"]])) == "xlsb"
    for file, member in (("a.dat", "Basic/Standard/x.xml"), ("b.dat", "xl/vbaProject.bin")):
        with zipfile.ZipFile(tmp_path / file, "a") as archive:
            archive.writestr(member, b"x")
        assert refusal(tmp_path / file).code == "macro"


def test_a_document_with_a_workbook_in_it_is_no_workbook(tmp_path: Path):
    file = io.BytesIO(xlsx())
    with zipfile.ZipFile(file) as sound, zipfile.ZipFile(tmp_path / "a.docx", "w") as changed:
        changed.writestr("_rels/.rels", sound.read("_rels/.rels").replace(b"xl/work", b"word/work"))
        changed.writestr("word/workbook.xml", b"<w:document/>")

    assert refusal(tmp_path / "a.docx").code == "not_a_workbook"


def test_a_workbook_of_more_than_200_parts_is_refused(tmp_path: Path):
    file = io.BytesIO(xlsx())
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(200):
            archive.writestr(f"xl/media/{number}.png", b"x")

    assert refusal(saved(tmp_path, "a.xlsx", file.getvalue())).code == "too_large"


def test_a_file_over_its_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch):
    monkeypatch.setitem(container.FILE_LIMITS, "csv_bytes", 10)
    monkeypatch.setitem(container.FILE_LIMITS, "xls_bytes", 10)

    assert refusal(saved(tmp_path, "a.csv", b"a,b,c,d,e,f,g\n")).code == "too_large"
    assert refusal(saved(tmp_path, "a.xls", xls())).code == "too_large"


def test_many_like_rows_are_not_a_zip_bomb(tmp_path: Path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("指标")
    for number in range(20_000):
        sheet.append(["石油化工", "西峰区", "产业链产值", "2026-09", "累计", number, "亿元"])
    book.save(tmp_path / "a.xlsx")

    assert judged(tmp_path / "a.xlsx") == "xlsx"
