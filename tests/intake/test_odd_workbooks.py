"""Workbooks of odd programs: ciphers without a password, other names, binary and open ones."""

from __future__ import annotations

import io
import struct
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlrd
from python_calamine import CalamineError, CalamineWorkbook

from chainboard.intake import reading
from chainboard.intake.container import FILE_LIMITS
from chainboard.intake.grid import Grid
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.opening import DEFAULT_PASSWORD, opened
from chainboard.intake.reading import read
from chainboard.intake.workbook import workbook_grids
from tests.intake.files import output, xlsx
from tests.intake.odd_files import (
    biff,
    elsewhere,
    enciphered_xls,
    enciphered_xlsx,
    in_utf16,
    ods,
    ods_rows,
    ole,
    repacked,
    with_record,
    xlsb,
    xored_xls,
)
from tests.intake.tables import KNOWN


def refusal(path: Path) -> Issue:
    with pytest.raises(Refused) as caught:
        read(path, KNOWN)
    return caught.value.issue


def grid_of(path: Path) -> tuple[str, Grid]:
    """The kind and the one sheet of a file as sent."""
    with opened(path) as (file, kind):
        [grid] = reading.grids(file, kind)
    return kind, grid


def test_an_xls_with_a_formula_that_xlrd_cannot_follow_is_read_for_its_values(tmp_path: Path):
    """The formula of a defined name holds a token that xlrd does not know."""
    formula = b"\x18\x18"
    body = struct.pack("<HBBHHHBBBB", 0, 0, 1, len(formula), 0, 0, 0, 0, 0, 0) + b"\0n" + formula
    stream = with_record(biff([["环县"]]), 0x18, body)
    (tmp_path / "a.xls").write_bytes(ole("Workbook", stream))
    with pytest.raises(xlrd.formula.FormulaError):
        xlrd.open_workbook(tmp_path / "a.xls", formatting_info=True, logfile=io.StringIO())

    assert workbook_grids(tmp_path / "a.xls", "xls")[0].rows == [["环县"]]


def test_a_password_that_opens_nothing_but_the_file_is_no_password(tmp_path: Path):
    """A workbook with a protected structure is enciphered with the default password."""
    rows = output("2026-09  101.5")
    (tmp_path / "a.xls").write_bytes(enciphered_xls(rows, DEFAULT_PASSWORD))
    plain = xlsx(tmp_path / "plain.xlsx", rows)
    files = [plain, tmp_path / "a.xls", enciphered_xlsx(plain, DEFAULT_PASSWORD)]

    read_ones = [read(file, KNOWN) for file in files]

    assert [(len(tables), issues) for tables, issues in read_ones] == [(1, [])] * 3
    assert [tables[0].body for tables, _ in read_ones] == [read_ones[0][0][0].body] * 3


def test_a_password_of_its_own_is_encrypted_whatever_the_cipher(tmp_path: Path):
    rows = output("2026-09  101.5")
    (tmp_path / "a.xls").write_bytes(enciphered_xls(rows, "a9"))
    (tmp_path / "b.xls").write_bytes(xored_xls(rows))
    files = [tmp_path / "a.xls", tmp_path / "b.xls"]
    files.append(enciphered_xlsx(xlsx(tmp_path / "plain.xlsx", rows), "a9"))

    assert [refusal(file).code for file in files] == ["encrypted"] * 3
    assert refusal(files[0]).zh == (
        "文件设了打开密码。请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx 再发。"
    )


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook", "Book", "BOOK"])
@pytest.mark.parametrize("pad", [b"\0", b"\xff", b" "])
def test_an_xls_is_known_whatever_the_spelling_of_its_stream(tmp_path: Path, name: str, pad: bytes):
    (tmp_path / "a.xls").write_bytes(ole(name, biff([["环县", 7]]), pad))

    kind, grid = grid_of(tmp_path / "a.xls")

    assert (kind, grid.rows) == ("xls", [["环县", 7]])


@pytest.mark.parametrize("where", ["directory", "stream", "list"])
def test_an_xls_whose_sectors_lead_into_themselves_is_refused_before_it_is_read(
    tmp_path: Path, where: str
):
    data = bytearray(ole("Workbook", biff([["环县"]])))
    (directory,) = struct.unpack_from("<I", data, 48)
    (fat,) = struct.unpack_from("<I", data, 76)
    if where == "list":
        struct.pack_into("<II", data, 68, fat, 1)
        struct.pack_into("<I", data, 512 * (fat + 2) - 4, fat)
    else:
        at = {"directory": directory, "stream": 1}[where]
        struct.pack_into("<I", data, 512 * (fat + 1) + 4 * at, at)
    (tmp_path / "a.xls").write_bytes(data)

    assert refusal(tmp_path / "a.xls").code == "unreadable"


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: (name.replace("/", "\\"), data),
        lambda name, data: (name.upper() if name.startswith("xl") else name, data),
        elsewhere,
        in_utf16,
    ],
    ids=["backslashes", "capitals", "elsewhere", "utf16"],
)
def test_a_workbook_is_read_however_its_parts_are_named_or_written(tmp_path: Path, change):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"], sheet["C2"] = "环县", date(2026, 9, 1), "=1+1"
    sheet["D3"], sheet["E3"] = "#REF!", 1.5
    sheet.merge_cells("A1:A2")
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "a.xlsx")

    _kind, grid = grid_of(repacked(tmp_path / "a.xlsx", change))

    assert grid.rows[0][:2] == ["环县", date(2026, 9, 1)] and grid.rows[2][4] == 1.5
    assert grid.unvalued == {(2, 3): "", (3, 4): "#REF!"}
    assert (grid.hidden_rows, grid.merged) == ({3}, ((1, 1, 2, 1),))


def test_an_xls_that_calamine_does_not_read_is_read_by_xlrd(tmp_path: Path):
    """Its texts say that they are written in the code page of a Japanese Macintosh."""
    stream = biff([["环县", 7], [True, 1.5]]).replace(
        b"\x42\0\x02\0\xb0\x04", b"\x42\0\x02\0\x11\x27"
    )
    (tmp_path / "a.xls").write_bytes(ole("Workbook", stream))
    with pytest.raises(CalamineError):
        CalamineWorkbook.from_path(tmp_path / "a.xls")

    assert grid_of(tmp_path / "a.xls")[1].rows == [["环县", 7], [True, 1.5]]


def test_a_binary_workbook_is_read_and_its_errors_are_told(tmp_path: Path):
    path = xlsb(tmp_path / "a.xlsb", [["环县", 7], [None, "#"], [2.5]], merged=(0, 1, 0, 0))

    kind, grid = grid_of(path)

    assert (kind, grid.sheet, grid.rows) == (
        "xlsb",
        "指标",
        [["环县", 7], [None, None], [2.5, None]],
    )
    assert grid.unvalued == {(2, 2): "#REF!"} and grid.merged == ((1, 1, 2, 1),)


def test_the_hidden_row_and_columns_of_a_binary_workbook_are_told(tmp_path: Path):
    rows = [["环县", 7, 1], ["西峰", 8, 2], ["合水", 9, 3]]

    _kind, grid = grid_of(xlsb(tmp_path / "a.xlsb", rows, hidden=(1, (1, 2))))

    assert grid.rows[1] == ["西峰", 8, 2]
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {2, 3})


def test_the_hidden_columns_of_an_open_document_are_told(tmp_path: Path):
    columns = (
        "<table:table-header-columns><table:table-column/></table:table-header-columns>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        "<table:table-column/>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16380"/>'
    )
    rows = [["环县", 7, 1, 2], ["西峰", 8, 2, 3]]

    _kind, grid = grid_of(ods(tmp_path / "a.ods", columns + ods_rows(rows)))

    assert {2, 3} <= grid.hidden_columns and not {1, 4} & grid.hidden_columns
    assert max(grid.hidden_columns) == FILE_LIMITS["columns"]


def test_an_open_document_is_read_and_its_errors_are_told(tmp_path: Path):
    formulas = (
        '<table:table-row table:number-rows-repeated="3"/>'
        '<table:table-row table:visibility="collapse"><table:table-cell table:number-columns-repeated="2"'
        ' office:value-type="float" office:value="3"/>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=A1"/></table:table-row>'
        '<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="date" '
        'office:date-value="2026-09-01"/></table:table-row>'
    )
    path = ods(tmp_path / "a.ods", ods_rows([["环县", 7]]) + formulas)

    kind, grid = grid_of(path)

    assert (kind, grid.sheet, grid.rows[0][:2], grid.rows[4][:2]) == (
        "ods",
        "指标",
        ["环县", 7],
        [3, 3],
    )
    assert grid.unvalued == {(5, 3): "#DIV/0!", (5, 4): ""} and grid.hidden_rows == {5}
    assert (grid.rows[5][0], grid.merged) == (date(2026, 9, 1), ((6, 1, 7, 1),))
