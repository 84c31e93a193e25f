"""The sender's workbook comes back with its issues marked, and nothing else in it changed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, GradientFill

from chainboard.intake import marked as module
from chainboard.intake.issue import Issue
from chainboard.intake.marked import marked
from chainboard.intake.marking import marked_copy
from chainboard.intake.opening import DEFAULT_PASSWORD
from tests.intake.odd_files import enciphered_xlsx, ods, ods_rows, repacked, xlsb

LIST = "数据核对清单"
RED, AMBER = "00FDE2E0", "00FFF3CD"


def issue(
    cell: str, *, severity: str = "error", sheet: str = "指标", value: str = "1,2O3"
) -> Issue:
    code = "not_a_number" if severity == "error" else "jump"
    return Issue(
        code, f"{cell} 数值：看这里。", f"{cell} value: look.", sheet, cell, "数值", value, severity
    )


def sent(folder: Path, rows: list[list[object]], **more: list[list[object]]) -> Path:
    book = Workbook()
    book.active.title = "指标"
    for row in rows:
        book.active.append(row)
    for name, content in more.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    book.save(folder / "sent.xlsx")
    return folder / "sent.xlsx"


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def colour(cell: object) -> str:
    return str(cell.fill.fgColor.rgb)  # type: ignore[attr-defined]


def test_an_error_is_red_a_warning_amber_and_both_say_so_in_words(tmp_path):
    path = sent(tmp_path, [["产业链", "数值"], ["综合能源", "1,2O3"], ["数字经济", 9]])

    sheet = opened(marked(path, "xlsx", [issue("B2"), issue("B3", severity="warning")], "zh"))[
        "指标"
    ]

    assert (colour(sheet["B2"]), colour(sheet["B3"])) == (RED, AMBER)
    assert sheet["B2"].comment.text == "【错误】B2 数值：看这里。"
    assert sheet["B3"].comment.text == "【提示】B3 数值：看这里。"
    assert sheet["B2"].comment.author == "产业链看板"
    assert (sheet["A2"].comment, colour(sheet["A2"])) == (None, "00000000")


def test_several_issues_of_a_cell_are_one_comment_errors_first(tmp_path):
    path = sent(tmp_path, [["数值"], [5]])

    cell = opened(marked(path, "xlsx", [issue("A2", severity="warning"), issue("A2")], "zh"))[
        "指标"
    ]["A2"]

    assert [line[:4] for line in cell.comment.text.split("\n")] == ["【错误】", "【提示】"]
    assert colour(cell) == RED


def test_the_sender_s_formats_formulas_and_comments_stay(tmp_path):
    book = Workbook()
    book.active.title = "指标"
    book.active.append(["数值", 1, "=SUM(B1:B1)"])
    book.active["A1"].font = Font(bold=True)
    book.active["B1"].comment = Comment("请核实", "统计局")
    book.save(tmp_path / "sent.xlsx")

    sheet = opened(marked(tmp_path / "sent.xlsx", "xlsx", [issue("B1")], "zh"))["指标"]

    assert sheet["A1"].font.bold
    assert sheet["C1"].value == "=SUM(B1:B1)" and sheet["C1"].data_type == "f"
    assert sheet["B1"].comment.text.endswith("\n原批注：请核实")


@pytest.mark.parametrize("address", ["A2:A4", "3:3", "B:B"])
def test_a_range_a_row_and_a_column_are_marked_wholly(tmp_path, address):
    path = sent(tmp_path, [["a", "b"], [1, 2], [3, 4], [5, 6]])
    whole = {"A2:A4": "A2 A3 A4", "3:3": "A3 B3", "B:B": "B1 B2 B3 B4"}[address].split()

    sheet = opened(marked(path, "xlsx", [issue(address, severity="warning")], "zh"))["指标"]

    cells = [cell for row in sheet["A1:B4"] for cell in row]
    assert sorted(cell.coordinate for cell in cells if colour(cell) == AMBER) == whole
    assert [cell.coordinate for cell in cells if cell.comment] == whole[:1]


def test_an_issue_inside_a_merged_cell_stands_at_the_cell_that_holds_it(tmp_path):
    path = sent(tmp_path, [["县区"], ["西峰区"], [None]])
    book = load_workbook(path)
    book["指标"].merge_cells("A2:A3")
    book.save(path)

    sheet = opened(marked(path, "xlsx", [issue("A3")], "zh"))["指标"]

    assert sheet["A2"].comment.text.startswith("【错误】A3")


def test_the_list_is_the_last_sheet_errors_first_with_links_to_the_cells(tmp_path):
    path = sent(tmp_path, [["数值"], [5]], 附注=[["a"]])
    issues = [
        issue("A2", severity="warning"),
        issue("14:14"),
        Issue("no_rows", "表里没有数据。", "No rows.", sheet="附注"),
    ]

    book = opened(marked(path, "xlsx", issues, "zh"))

    assert book.sheetnames == ["指标", "附注", LIST]
    assert list(book[LIST].iter_rows(values_only=True)) == [
        ("序号", "工作表", "单元格", "列", "级别", "代码", "当前值", "说明"),
        (1, "指标", "14:14", "数值", "错误", "not_a_number", "1,2O3", "14:14 数值：看这里。"),
        (2, "附注", None, None, "错误", "no_rows", None, "表里没有数据。"),
        (3, "指标", "A2", "数值", "提示", "jump", "1,2O3", "A2 数值：看这里。"),
    ]
    assert book[LIST]["C2"].hyperlink.location == "'指标'!A14"
    assert book[LIST]["C3"].hyperlink is None
    assert book[LIST]["C4"].hyperlink.location == "'指标'!A2"
    assert (book[LIST].freeze_panes, book[LIST].auto_filter.ref) == ("A2", "A1:H4")
    assert (book[LIST].page_setup.fitToHeight, book[LIST].print_title_rows) == (0, "$1:$1")


def test_the_list_is_in_the_language_asked_for(tmp_path):
    book = opened(marked(sent(tmp_path, [["数值"], [5]]), "xlsx", [issue("A2")], "en"))

    assert book["Issues"]["H2"].value == "A2 value: look."
    assert book["指标"]["A2"].comment.text == "【Error】A2 value: look."


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "#REF!"]
)
def test_text_that_looks_like_a_formula_stays_text(tmp_path, text):
    (tmp_path / "sent.csv").write_text(f'名称\n"{text}"\n', encoding="utf-8")
    found = Issue("unknown_value", text, text, "", "A2", text, text)

    book = opened(marked(tmp_path / "sent.csv", "csv", [found], "zh"))

    assert (book["数据"]["A2"].value, book["数据"]["A2"].data_type) == (text, "s")
    assert [book[LIST][cell].data_type for cell in ("D2", "G2", "H2")] == ["s", "s", "s"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_signs_that_no_workbook_may_hold_are_left_out(tmp_path):
    found = Issue("unknown_value", "A1\x00 坏", "A1 bad", "指标", "A1", "", "a\x07b")

    book = opened(marked(sent(tmp_path, [["x"]]), "xlsx", [found], "zh"))

    assert (book[LIST]["G2"].value, book["指标"]["A1"].comment.text) == ("ab", "【错误】A1 坏")


def test_a_taken_name_gets_a_number(tmp_path):
    path = sent(tmp_path, [["数值"], [5]], 数据核对清单=[["旧"]])

    book = opened(marked(path, "xlsx", [issue("A2")], "zh"))

    assert book.sheetnames == ["指标", LIST, f"{LIST}2"]
    assert book[LIST]["A1"].value == "旧"


def test_a_corrected_cell_loses_the_mark_of_the_earlier_check(tmp_path):
    path = sent(tmp_path, [["数值"], [5], [6]])
    (tmp_path / "again.xlsx").write_bytes(marked(path, "xlsx", [issue("A2"), issue("A3")], "zh"))

    sheet = opened(marked(tmp_path / "again.xlsx", "xlsx", [issue("A3")], "zh"))["指标"]

    assert (sheet["A2"].comment, colour(sheet["A2"])) == (None, "00000000")
    assert sheet["A3"].comment.text == "【错误】A3 数值：看这里。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_becomes_a_workbook_with_the_same_cells(tmp_path, encoding):
    lines = "编号,县区,数值\n007,庆城县,12.5\n91621000MA0000000X,,1203\n"
    (tmp_path / "sent.csv").write_text(lines, encoding=encoding)

    book = opened(marked(tmp_path / "sent.csv", "csv", [issue("B3", sheet="sent.csv")], "zh"))

    assert list(book.worksheets[0].iter_rows(values_only=True)) == [
        ("编号", "县区", "数值"),
        ("007", "庆城县", 12.5),
        ("91621000MA0000000X", None, 1203),
    ]
    assert colour(book.worksheets[0]["B3"]) == RED


def test_an_xls_becomes_a_workbook_with_the_same_cells(tmp_path):
    old = xlwt.Workbook()
    sheet = old.add_sheet("指标")
    sheet.write(1, 1, "数值")  # the first row and column are empty
    sheet.write(2, 1, 12.5)
    old.save(str(tmp_path / "sent.xls"))

    book = opened(marked(tmp_path / "sent.xls", "xls", [issue("B3")], "zh"))

    assert book.sheetnames == ["指标", LIST]
    assert (book["指标"]["B2"].value, book["指标"]["B3"].value) == ("数值", 12.5)
    assert colour(book["指标"]["B3"]) == RED


def test_a_cell_filled_with_a_gradient_is_marked_like_any_other(tmp_path):
    book = Workbook()
    book.active.title = "指标"
    book.active.append(["数值", 5])
    for cell in ("A1", "B1"):
        book.active[cell].fill = GradientFill(stop=("000000", "FFFFFF"))
    book.save(tmp_path / "sent.xlsx")

    sheet = opened(marked_copy(tmp_path / "sent.xlsx", [issue("A1")], "zh"))["指标"]

    assert (colour(sheet["A1"]), sheet["B1"].fill.tagname) == (RED, "gradientFill")


def without_its_style(name: str, data: bytes) -> tuple[str, bytes]:
    """A cell of a style that the workbook has not got: openpyxl raises IndexError."""
    return name, data.replace(b'<c r="A2"', b'<c r="A2" s="99"')


def with_merges(name: str, data: bytes) -> tuple[str, bytes]:
    """A merged range of all cells there can be: openpyxl makes every one of them."""
    merges = b'</sheetData><mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    return name, data.replace(b"</sheetData>", merges)


@pytest.mark.parametrize("change", [without_its_style, with_merges])
def test_what_openpyxl_cannot_open_comes_back_as_its_cells(tmp_path, change):
    path = repacked(sent(tmp_path, [["数值"], [5]]), change)

    book = opened(marked_copy(path, [issue("A2")], "zh"))

    assert book.sheetnames == ["指标", LIST]
    assert (book["指标"]["A2"].value, colour(book["指标"]["A2"])) == (5, RED)


def test_of_a_file_that_nothing_can_mark_the_list_comes_back(tmp_path):
    (tmp_path / "sent.xlsx").write_bytes(b"PK\x03\x04")

    book = opened(marked_copy(tmp_path / "sent.xlsx", [issue("A2")], "zh"))

    assert book.sheetnames == [LIST]
    assert (
        book[LIST]["A1"].value.startswith("文件超过 5 万行或无法标注")
        and book[LIST]["C3"].value == "A2"
    )


@pytest.mark.parametrize("kind", ["ods", "xlsb", "enciphered"])
def test_other_workbooks_come_back_as_xlsx(tmp_path, kind):
    rows = [["数值", "#REF!"], [12.5]]
    path = {
        "ods": lambda: ods(tmp_path / "a.ods", ods_rows(rows)),
        "xlsb": lambda: xlsb(tmp_path / "a.xlsb", rows),
        "enciphered": lambda: enciphered_xlsx(sent(tmp_path, rows), DEFAULT_PASSWORD),
    }[kind]()

    sheet = opened(marked_copy(path, [issue("A2")], "zh"))["指标"]

    assert [cell.value for cell in sheet[1]] == ["数值", "#REF!"]
    assert (sheet["A2"].value, colour(sheet["A2"])) == (12.5, RED)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_of_a_very_long_file_only_the_list_comes_back_and_says_so(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    path = sent(tmp_path, [["数值"], [1], [2], [3]])
    if kind == "csv":
        path = tmp_path / "sent.csv"
        path.write_text("数值\n1\n2\n3\n", encoding="utf-8")

    book = opened(marked(path, kind, [issue("A2")], "zh"))

    assert book.sheetnames == [LIST]
    assert book[LIST]["A1"].value.startswith("文件超过 5 万行")
    assert book[LIST]["C3"].value == "A2" and book[LIST]["C3"].hyperlink is None
    assert book[LIST].freeze_panes == "A3"
