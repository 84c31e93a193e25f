"""Tables as offices have them: counties, months, indicators or chains across and down."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from chainboard.intake.answers import UNSAID, Answers, Said
from chainboard.intake.grid import Checked
from chainboard.intake.reading import read
from chainboard.intake.rules import checked
from tests.intake.files import Rows, drawn
from tests.intake.tables import KNOWN
from tests.intake.wide_cases import CASES, COUNTIES_DOWN

AREAS = {
    "621000": "city", "621002": "xifeng", "621022": "huan", "621021": "qingcheng",
}  # fmt: skip


def cells(text: str) -> Rows:
    """Rows as drawn, blank lines empty rows; numbers are numbers."""
    lines = text.strip("\n").splitlines()
    return [drawn(line)[0] if line.strip() else [] for line in lines]


def file_of(folder: Path, kind: str, sheet: str, rows: Rows) -> Path:
    """The rows in a file: a workbook, or text whose name is the sheet's."""
    path = folder / f"{sheet}.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def results(path: Path, answers: Answers | None = None) -> list[Checked]:
    """What is found in a file, after all rules."""
    tables, issues = read(path, KNOWN, Said(answers or UNSAID))
    assert issues == []
    return [checked(table, KNOWN) for table in tables]


def figures(found: list[Checked]) -> list[str]:
    """place metric end basis value cell, and growth where there is one."""
    told = []
    for result in found:
        columns = result.batch.columns
        for at in range(len(columns["row"])):
            area, growth = columns["area_code"][at], columns["growth"][at]
            parts = [AREAS.get(str(area), str(area))]
            parts += [str(columns[id][at]) for id in ("metric_id", "period_end", "basis", "value")]
            parts += [str(columns["cell"][at])] + ([f"+{growth}"] if growth else [])
            told.append(" ".join(parts))
    return told


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", CASES)
def test_a_wide_table_is_read_figure_by_figure(tmp_path: Path, name: str, kind: str):
    sheet, text, told = CASES[name]
    found = results(file_of(tmp_path, kind, sheet, cells(text)))

    assert figures(found) == lines(told)
    issues = [each for result in found for each in result.issues]
    assert [each for each in issues if each.severity == "error"] == []
    assert sum(each.code == "wide_table" for each in issues) == len(found)


def test_how_a_table_was_read_is_said_with_one_figure_in_full(tmp_path: Path):
    sheet, text, _ = CASES["counties by months, all in the title"]
    (result,) = results(file_of(tmp_path, "xlsx", sheet, cells(text)))

    said = next(each for each in result.issues if each.code == "wide_table")
    assert said.severity == "warning" and said.cell == "B2"
    assert said.zh.endswith(
        "共 4 个数。如 B3 = 西峰区 · 全部产业链 · 产业链产值 · 2026年1-2月 · 累计 · 亿元。请核对。"
    )


OPEN = """
    县区  9月  10月
    西峰区  10.5  20.5
    环县  3.5  4.5
"""


def test_what_a_table_does_not_say_is_asked_and_never_assumed(tmp_path: Path):
    path = file_of(tmp_path, "xlsx", "s", cells(OPEN))
    (result,) = results(path)

    assert (result.rows, result.asks) == (0, ("metric", "unit", "basis", "year"))
    asked = [each for each in result.issues if each.severity == "error"]
    assert [each.column for each in asked] == ["指标", "单位", "口径", "年份"]
    assert all("--" in each.zh and "导入" in each.zh for each in asked)

    (result,) = results(path, Answers("产业链产值", "万元", "当月", "2026"))
    assert figures([result]) == [
        "xifeng output_value 2026-09-30 month 0.00105 B2",
        "huan output_value 2026-09-30 month 0.00035 B3",
        "xifeng output_value 2026-10-31 month 0.00205 C2",
        "huan output_value 2026-10-31 month 0.00045 C3",
    ]


def test_what_the_table_says_goes_before_what_is_answered(tmp_path: Path):
    sheet, text, told = CASES["counties by months, all in the title"]
    path = file_of(tmp_path, "xlsx", sheet, cells(text))

    assert figures(results(path, Answers("入库税收", "万元", "当月", "2025"))) == lines(told)


@pytest.mark.parametrize(
    ("wrong", "code", "cell"),
    [
        ("西风区", "unknown_county", "A3"),
        ("-", "blank_key", "A3"),
        ("兰州市", "unknown_county", "A3"),
    ],
)
def test_a_line_without_a_known_county_is_an_error_at_its_cell(
    tmp_path: Path, wrong: str, code: str, cell: str
):
    text = "2026年庆阳市产业链产值（亿元）\n" + COUNTIES_DOWN.replace("西峰区", wrong)
    (result,) = results(file_of(tmp_path, "xlsx", "s", cells(text)))

    errors = [(each.code, each.cell) for each in result.issues if each.severity == "error"]
    assert errors == [(code, cell)]
    assert result.kept == 2


def test_totals_of_a_wide_table_are_checked_at_their_cell_and_not_loaded(tmp_path: Path):
    text = "2026年产业链产值（亿元）\n" + COUNTIES_DOWN + "    合计  14.0  26.0\n"
    (result,) = results(file_of(tmp_path, "xlsx", "s", cells(text)))

    errors = [(each.code, each.cell) for each in result.issues if each.severity == "error"]
    assert errors == [("subtotal_mismatch", "C5")]
    assert result.rows == 4


def test_merged_names_stand_in_all_cells_that_they_cover(tmp_path: Path):
    rows = cells("""
        县区  指标  2024年  2025年
        西峰区  产业链产值(亿元)  10.5  20.5
        -  入库税收(亿元)  1.5  2.5
        环县  产业链产值(亿元)  3.5  4.5
    """)
    path = file_of(tmp_path, "xlsx", "s", rows)
    (result,) = results(path)
    assert {each.code for each in result.issues if each.severity == "error"} == {"blank_key"}

    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(path)
    (result,) = results(path)
    assert "xifeng tax 2024-12-31 year 1.5 C3" in figures([result])
    assert [each for each in result.issues if each.severity == "error"] == []


def test_a_table_of_a_template_is_never_taken_for_a_wide_one(tmp_path: Path):
    rows = cells("""
        产业链  县区  指标  期间  口径  数值  单位
        油煤气化工  西峰区  产业链产值  2026-09  累计  10.5  亿元
        油煤气化工  环县  产业链产值  2026-09  累计  3.5  亿元
    """)
    (result,) = results(file_of(tmp_path, "xlsx", "s", rows))

    assert result.issues == [] and result.kept == 2


def test_a_sheet_that_is_not_read_beside_others_is_named(tmp_path: Path):
    sheet, text, told = CASES["counties by months, all in the title"]
    book = Workbook()
    book.active.title = sheet
    for row in cells(text):
        book.active.append(row)
    other = book.create_sheet("车辆")
    for row in cells("车牌  驾驶员  里程\n甲1  某  100\n甲2  某  200"):
        other.append(row)
    book.save(tmp_path / "a.xlsx")

    tables, (skipped,) = read(tmp_path / "a.xlsx", KNOWN)
    assert figures([checked(table, KNOWN) for table in tables]) == lines(told)
    assert (skipped.code, skipped.severity, skipped.sheet) == ("sheet_skipped", "warning", "车辆")
    assert re.search("“车辆”没有读", skipped.zh)


def test_a_county_that_stands_twice_is_told_by_its_cells(tmp_path: Path):
    text = "2026年产业链产值（亿元）\n" + COUNTIES_DOWN.replace("环县", "西峰区")
    (result,) = results(file_of(tmp_path, "xlsx", "s", cells(text)))

    twice = [each.zh for each in result.issues if each.code == "duplicate_row"]
    assert len(twice) == 2 and "B3与B4是同一条" in twice[0]


MONTH = """
    各县区情况  2026年9月
    县区  2026年9月  较预期
    西峰区  10.5  20.5
    庆城县  7.5  8.5
    环县  3.5  4.5
"""


def mark(folder: Path, text: str, sheet: str = "9月") -> str:
    (result,) = results(file_of(folder, "xlsx", sheet, cells(text)))
    return result.mark


@pytest.mark.parametrize(
    "another_month",
    [
        MONTH.replace("9月", "10月"),
        MONTH.replace("10.5", "99").replace("4.5", "未报"),
        MONTH.replace("环县  3.5  4.5", "环县  -  -"),
        MONTH.replace("  较预期", "  2026年10月  较预期").replace("10.5", "10.5  8.5"),
    ],
)
def test_the_shape_of_a_sheet_is_the_same_in_another_month(tmp_path: Path, another_month: str):
    assert mark(tmp_path, another_month, "10月") == mark(tmp_path, MONTH)


@pytest.mark.parametrize(
    "another",
    [
        MONTH.replace("各县区情况", "各县区税收情况"),
        MONTH.replace("较预期", "备注"),
        MONTH.replace("环县  3.5", "宁县  3.5"),
    ],
)
def test_another_title_header_or_list_of_rows_is_another_shape(tmp_path: Path, another: str):
    assert mark(tmp_path, another) != mark(tmp_path, MONTH)
    assert mark(tmp_path, MONTH, "税收") != mark(tmp_path, MONTH)


def test_sheets_of_two_shapes_are_answered_apart(tmp_path: Path):
    paths = [
        file_of(tmp_path, "xlsx", sheet, cells(OPEN.replace("9月", "2026年9月")))
        for sheet in ("甲", "乙")
    ]
    (first,), (second,) = results(paths[0]), results(paths[1])
    answers = {
        first.mark: Answers("产业链产值", "亿元", "当月", "2026"),
        second.mark: Answers("入库税收", "万元", "累计", "2026"),
    }
    told = []
    for path in paths:
        (table,), _ = read(path, KNOWN, Said(tables=answers))
        told += figures([checked(table, KNOWN)])[:1]

    assert told == [
        "xifeng output_value 2026-09-30 month 10.5 B2",
        "xifeng tax 2026-09-30 ytd 0.00105 B2",
    ]


def test_what_a_table_leaves_open_is_known_also_when_it_has_been_answered(tmp_path: Path):
    path = file_of(tmp_path, "xlsx", "s", cells(OPEN))
    (result,) = results(path, Answers("规上工业企业", "户", "", "2026"))

    assert (result.asks, result.silent) == ((), ("metric", "unit", "basis", "year"))
