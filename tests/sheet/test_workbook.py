"""Sheets as a workbook, read back by another library than the one that wrote it."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from chainboard.packs import PUBLISHED
from chainboard.panels import Column
from chainboard.panels.panel import OWN
from chainboard.sheet.workbook import sheet_names, workbook
from chainboard.view import Row
from tests.sheet.test_data import BOTH, OUTPUT, drawn

pytestmark = pytest.mark.usefixtures("packs")

STAMP = "数据来源：公开 · 版次 1"


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(page: Any) -> list[list[Any]]:
    """The cells below the frozen heading, and the heading."""
    top = int(page.freeze_panes[1:]) - 1
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=top)]


def of(rows: list[Row], *columns: Column, **more: Any) -> Any:
    return opened(workbook([("产值", drawn(rows, *columns, **more))], STAMP))["产值"]


def test_a_sheet_has_title_measure_notes_source_and_edition_above_its_table():
    page = of([Row(value=1.5)], OUTPUT, pack=PUBLISHED)
    above = [page.cell(row, 1).value for row in range(1, 6)]

    assert above == ["产值 1 亿元", "亿元", "合并公布", "来源：甲", STAMP]
    assert table(page) == [["产值（亿元）", "数据来源", "版次"], [1.5, "公开", 1]]


def test_a_sheet_of_made_up_figures_says_so_first_and_in_each_line():
    page = of([Row(value=1.5)], OUTPUT)

    assert page["A1"].value.startswith("演示数据：数值由程序生成")
    assert [row[-1] for row in table(page)] == ["演示数据", "是"]


def test_numbers_are_numbers_with_the_decimals_of_their_column_or_line():
    rows = [
        Row(value=1234.5, own=3, unit="个", decimals=0),
        Row(value=1, own=2.5, unit="%", decimals=1),
    ]
    page = of(rows, OUTPUT, Column("own", "数值", OWN))
    top = int(page.freeze_panes[1:])

    assert [page.cell(top, 1).value, page.cell(top, 1).number_format] == [1234.5, "#,##0.00"]
    assert page.cell(top, 2).number_format == "#,##0"
    assert page.cell(top + 1, 2).number_format == "#,##0.0"


def test_a_column_is_as_wide_as_its_numbers_are_shown():
    page = of([Row(value=3050000), Row(value=0.586055276381909)], OUTPUT)

    assert len("3,050,000.00") < page.column_dimensions["A"].width < 16


def test_a_sheet_is_printed_lying_as_wide_as_the_paper_with_its_headings_on_each_page():
    page = of([Row(value=1.5)], OUTPUT)
    heading = int(page.freeze_panes[1:]) - 1

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
    assert page.print_title_rows == f"${heading}:${heading}"


def test_a_day_is_a_day_and_a_missing_cell_is_empty():
    rows = table(of([Row(day=date(2026, 10, 31), value=None)], Column("day", "截至"), OUTPUT))

    assert rows[1][:2] == [datetime(2026, 10, 31), None]


@pytest.mark.parametrize("words", [*BOTH, "http://elsewhere.test/", "007", "{=1}"])
def test_text_is_never_a_formula_a_link_or_a_number(words: str):
    page = of([Row(name=words)], Column("name", "企业"))
    cell = page.cell(int(page.freeze_panes[1:]), 1)

    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value.replace("\n", "\r").endswith(words[1:])


def test_the_same_panels_make_the_same_bytes():
    assert workbook([("产值", drawn([Row(value=1)], OUTPUT))], STAMP) == workbook(
        [("产值", drawn([Row(value=1)], OUTPUT))], STAMP
    )


def test_names_of_sheets_are_short_without_forbidden_marks_and_each_once():
    long = "产业链" * 20
    names = sheet_names(["a/b:c", "A/B:C", long, long, "", "History", "'quoted'", "[x]*?\\"])

    assert names[:2] == ["a_b_c", "A_B_C 2"]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "History" not in names and names[6] == "quoted"


def test_text_longer_than_a_cell_is_cut_and_not_lost():
    page = of([Row(name="长" * 40_000)], Column("name", "企业"))

    assert len(page.cell(int(page.freeze_panes[1:]), 1).value) == 32_767
