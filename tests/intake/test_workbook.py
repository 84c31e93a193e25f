"""Workbooks as grids: values at their addresses, and what is hidden, merged or without value."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from chainboard.intake.grid import Grid, address
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.reading import read
from chainboard.intake.workbook import workbook_grids
from tests.intake.odd_files import ods, ods_rows
from tests.intake.tables import KNOWN


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.Workbook()


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    assert isinstance(book.active, Worksheet)
    return book.active


def grids(book: openpyxl.Workbook, folder: Path) -> list[Grid]:
    book.save(folder / "a.xlsx")
    return workbook_grids(folder / "a.xlsx", "xlsx")


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with other bytes in its first sheet."""
    other = path.with_name("rewritten.xlsx")
    with zipfile.ZipFile(path) as sound, zipfile.ZipFile(other, "w") as changed:
        for name in sound.namelist():
            data = sound.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in data
                data = data.replace(old, new)
            changed.writestr(name, data)
    return other


def refusal(path: Path) -> Issue:
    with pytest.raises(Refused) as caught:
        read(path, KNOWN)
    return caught.value.issue


def test_addresses_count_from_a1():
    assert [address(14, 7), address(1, 26), address(2, 27), address(3, 200)] == [
        "G14", "Z1", "AA2", "GR3",
    ]  # fmt: skip


def test_values_keep_their_kind_and_their_address(book, tmp_path: Path):
    sheet = sheet_of(book)
    for cell, value in {"C3": "环县", "D3": 12, "E3": 1.5, "F3": date(2026, 9, 1), "G5": 7}.items():
        sheet[cell] = value

    rows = grids(book, tmp_path)[0].rows

    assert rows[2] == [None, None, "环县", 12, 1.5, date(2026, 9, 1), None]
    assert type(rows[2][3]) is int
    assert rows[4][6] == 7
    assert len(rows) == 5


def test_a_wrong_dimension_loses_nothing(book, tmp_path: Path):
    sheet = sheet_of(book)
    sheet["A1"], sheet["C9"] = "a", "c"
    book.save(tmp_path / "a.xlsx")

    path = rewritten(tmp_path / "a.xlsx", b'ref="A1:C9"', b'ref="A1"')

    assert workbook_grids(path, "xlsx")[0].rows[8] == [None, None, "c"]


def test_empty_rows_at_the_end_are_left_out(book, tmp_path: Path):
    sheet = sheet_of(book)
    sheet["A1"] = "a"
    sheet["B400"].number_format = "0.00"

    assert grids(book, tmp_path)[0].rows == [["a"]]


def test_merged_ranges_and_hidden_parts_are_told(book, tmp_path: Path):
    sheet = sheet_of(book)
    sheet["B2"] = "石油化工"
    sheet.merge_cells("B2:C4")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"

    grid, draft = grids(book, tmp_path)

    assert grid.merged == ((2, 2, 4, 3),)
    assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {4})
    assert (grid.is_hidden, draft.is_hidden, draft.sheet) == (False, True, "底稿")


def test_formulas_without_a_value_and_error_values_are_told(book, tmp_path: Path):
    sheet = sheet_of(book)
    sheet["A1"], sheet["B2"] = "a", "=1+1"
    sheet["C2"] = "#DIV/0!"
    sheet["D7"] = "=A1"

    grid = grids(book, tmp_path)[0]

    assert grid.unvalued == {(2, 2): "", (2, 3): "#DIV/0!", (7, 4): ""}
    assert len(grid.rows) == 7


def test_a_formula_with_its_value_is_that_value(book, tmp_path: Path):
    sheet_of(book)["A1"] = "=1+1"
    sheet_of(book)["A2"] = '=""'
    book.save(tmp_path / "a.xlsx")
    path = rewritten(tmp_path / "a.xlsx", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    path = rewritten(path.rename(tmp_path / "b.xlsx"), b'<c r="A2">', b'<c r="A2" t="str">')

    grid = workbook_grids(path, "xlsx")[0]

    assert (grid.rows, grid.unvalued) == ([[2]], {})


def test_rows_that_leave_out_their_number_are_counted(book, tmp_path: Path):
    sheet_of(book)["A1"] = "a"
    sheet_of(book)["A2"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    path = rewritten(tmp_path / "a.xlsx", b'<row r="2"><c r="A2">', b"<row><c>")

    assert workbook_grids(path, "xlsx")[0].unvalued == {(2, 1): ""}


def test_a_chart_sheet_is_passed_over(book, tmp_path: Path):
    book.create_chartsheet("图")

    assert [grid.sheet for grid in grids(book, tmp_path)] == ["Sheet"]


def test_500_columns_are_read_and_the_first_cell_beyond_is_named(book, tmp_path: Path):
    sheet_of(book)["SF1"] = "x"
    assert grids(book, tmp_path)[0].rows[0][499] == "x"

    sheet_of(book)["SI2"] = "y"
    with pytest.raises(Refused) as caught:
        grids(book, tmp_path)
    issue = caught.value.issue
    assert (issue.code, issue.sheet, issue.cell) == ("too_large", "Sheet", "SI2")
    assert issue.zh.startswith("工作表“Sheet”的 SI2 超出上限（1,048,576 行、500 列、")


def test_columns_beyond_of_an_open_document_are_named_too(tmp_path: Path):
    path = ods(tmp_path / "a.ods", ods_rows([["a"], [None] * 502 + [1]]))

    assert (refusal(path).code, refusal(path).cell) == ("too_large", "SI2")


def test_a_cell_that_an_open_document_repeats_over_a_whole_sheet_is_too_large(tmp_path: Path):
    """A file of 1 kB: 1,048,576 rows of 400 cells."""
    cell = '<table:table-cell office:value-type="float" office:value="1" {}-repeated="400"/>'
    row = '<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>'
    path = ods(tmp_path / "a.ods", row.format(cell.format("table:number-columns")))

    assert (refusal(path).code, refusal(path).cell) == ("too_large", "OJ1048576")


def test_an_xls_is_read_with_dates_and_merged_cells(tmp_path: Path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("指标")
    sheet.write(2, 1, "环县")
    sheet.write(2, 2, 12)
    sheet.write(2, 3, date(2026, 9, 1), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write_merge(3, 4, 0, 0, "石油化工")
    book.save(str(tmp_path / "a.xls"))

    grid = workbook_grids(tmp_path / "a.xls", "xls")[0]

    assert grid.rows[2] == [None, "环县", 12, date(2026, 9, 1)]
    assert grid.merged == ((4, 1, 5, 1),)


def test_hidden_parts_and_error_values_of_an_xls_are_told(tmp_path: Path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("指标")
    for row in range(4):
        sheet.write(row, 0, row)
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    sheet.row(3).set_cell_error(2, "#DIV/0!")
    book.save(str(tmp_path / "a.xls"))

    grid = workbook_grids(tmp_path / "a.xls", "xls")[0]

    assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {2})
    assert grid.unvalued == {(4, 3): "#DIV/0!"}


def test_a_cell_far_beyond_is_named_before_rows_are_made(book, tmp_path: Path):
    sheet_of(book)["A1"], sheet_of(book)["B2"] = "a", "=1+1"
    book.save(tmp_path / "a.xlsx")
    for old, new, cell in (
        (b'r="B2"', b'r="B2000000000"', "B2000000000"),
        (b'r="2"', b'r="2000000000"', "B2000000000"),
        (b'r="B2"', b'r="SG2"', "SG2"),
        (b'r="B2"', b'r="SF1048576"', "SF1048576"),
    ):
        issue = refusal(rewritten(tmp_path / "a.xlsx", old, new))
        assert (issue.code, issue.sheet) == ("too_large", "Sheet")
        assert issue.cell in (cell, cell.lstrip("B")) and issue.cell in issue.zh


def test_a_damaged_xls_is_unreadable(tmp_path: Path):
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("指标").write(0, 0, "环县")
    book.save(str(tmp_path / "a.xls"))
    data = (tmp_path / "a.xls").read_bytes()
    (tmp_path / "a.xls").write_bytes(data[:600] + b"\xff" * 900 + data[1500:])

    assert refusal(tmp_path / "a.xls").code == "unreadable"


def test_a_workbook_whose_sheet_is_broken_is_unreadable(book, tmp_path: Path):
    sheet_of(book)["A1"] = "=1+1"
    book.save(tmp_path / "a.xlsx")

    path = rewritten(tmp_path / "a.xlsx", b"</sheetData>", b"</sheet")

    assert refusal(path).code == "unreadable"


def test_a_workbook_is_read_to_tables_wherever_its_table_stands(book, tmp_path: Path):
    sheet = sheet_of(book)
    sheet["C2"] = "2026年产业链指标"
    sheet.merge_cells("C2:I2")
    for column, name in enumerate(
        ["产业链", "县区", "指标", "期间", "口径", "数值\n（万元）", "单位"], start=3
    ):
        sheet.cell(4, column, name)
    for row in (5, 6):
        for column, value in enumerate(["", "环县", "产值", date(2026, 9, 1), "累计", row], 3):
            sheet.cell(row, column, value or None)
    sheet["C5"] = "煤炭"
    sheet.merge_cells("C5:C6")
    sheet["H7"] = "=SUM(H5:H6)"
    book.create_sheet("填报说明")["A1"] = "请逐行填写"
    book.save(tmp_path / "a.xlsx")

    [table], issues = read(tmp_path / "a.xlsx", KNOWN)

    assert issues == []
    assert (table.template.name, table.year, table.units) == ("indicators", 2026, {"value": "万元"})
    assert [(row, cells["chain_id"], cells["value"]) for row, cells in table.body] == [
        (5, "煤炭", 5),
        (6, "煤炭", 6),
        (7, None, None),
    ]
    assert [(issue.code, issue.cell) for issue in table.issues] == [
        ("merged", "C5:C6"),
        ("formula_without_value", "H7"),
    ]
