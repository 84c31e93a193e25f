"""Tables as offices have them: counties, months, indicators or chains across and down."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from chainboard.intake.child import Answers
from chainboard.intake.grid import Checked
from chainboard.intake.reading import read
from chainboard.intake.rules import checked
from tests.intake.files import Rows, drawn
from tests.intake.tables import KNOWN

COUNTIES_DOWN = """县区  1-2月  1-3月
    西峰区  10.5  20.5
    环县  3.5  4.5
"""
PLAIN = """
    xifeng output_value 2026-02-28 ytd 10.5 B{a}
    huan output_value 2026-02-28 ytd 3.5 B{b}
    xifeng output_value 2026-03-31 ytd 20.5 C{a}
    huan output_value 2026-03-31 ytd 4.5 C{b}
"""
AREAS = {
    "621000": "city", "621002": "xifeng", "621022": "huan", "621021": "qingcheng",
}  # fmt: skip
# name: the sheet, what stands in it, the figures that it says: place metric end basis value cell,
# and +growth where there is one.
CASES = {
    "counties by months, all in the title": (
        "s", "2026年各县区产业链产值（亿元）\n" + COUNTIES_DOWN, PLAIN.format(a=3, b=4),
    ),
    "counties by months, year in the name of the sheet, unit in a line of its own": (
        "2026年", "各县区产业链产值\n单位：亿元\n" + COUNTIES_DOWN, PLAIN.format(a=4, b=5),
    ),
    "months with their year in the header": (
        "s", "产业链产值 单位：亿元\n" + COUNTIES_DOWN.replace("1-", "2026年1-"), PLAIN.format(a=3, b=4),
    ),
    "full names of counties": (
        "s",
        "2026年产业链产值（亿元）\n"
        + COUNTIES_DOWN.replace("西峰区", "甘肃省庆阳市西峰区").replace("环县", "庆阳市环县"),
        PLAIN.format(a=3, b=4),
    ),
    "numbered lines, notes below": (
        "s",
        """
        2026年产业链产值（亿元）
        序号  县区  1-2月  1-3月
        1  西峰区  10.5  20.5
        2  环县  3.5  4.5
        注：快报数
        制表人：  -  2026年4月8日
        """,
        PLAIN.format(a=3, b=4).replace("C", "D").replace("B", "C"),
    ),
    "months by counties": (
        "s",
        """
        2026年产业链产值（亿元）
        时间  西峰区  环县
        1-2月  10.5  3.5
        1-3月  20.5  4.5
        """,
        """
        xifeng output_value 2026-02-28 ytd 10.5 B3
        xifeng output_value 2026-03-31 ytd 20.5 B4
        huan output_value 2026-02-28 ytd 3.5 C3
        huan output_value 2026-03-31 ytd 4.5 C4
        """,
    ),
    "counties by indicators with units in the header": (
        "s",
        """
        2026年1-9月各县区主要指标
        地区  产业链产值(亿元)  入库税收（亿元）
        全市  100.5  9.5
        西峰区  10.5  2.5
        """,
        """
        city output_value 2026-09-30 ytd 100.5 B3
        xifeng output_value 2026-09-30 ytd 10.5 B4
        city tax 2026-09-30 ytd 9.5 C3
        xifeng tax 2026-09-30 ytd 2.5 C4
        """,
    ),
    "growth beside each figure": (
        "s",
        """
        2026年1-9月各县区主要指标  单位：亿元
        县区  产业链产值  同比(%)  入库税收  同比(%)
        西峰区  10.5  8.2  2.5  -1.5
        环县  3.5  持平  1.5  ↑3 %
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 B3 +8.2
        huan output_value 2026-09-30 ytd 3.5 B4 +0
        xifeng tax 2026-09-30 ytd 2.5 D3 +-1.5
        huan tax 2026-09-30 ytd 1.5 D4 +3
        """,
    ),
    "this year, last year and growth under an indicator": (
        "2026年1-9月",
        """
        县区  产业链产值(亿元)  -  -  入库税收(亿元)  -  -
        -  本期  上年同期  同比  本期  上年同期  同比
        西峰区  10.5  9.5  8.2  2.5  2.4  3.1
        环县  3.5  3.4  2.2  1.5  1.4  2.1
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 B3 +8.2
        huan output_value 2026-09-30 ytd 3.5 B4 +2.2
        xifeng tax 2026-09-30 ytd 2.5 E3 +3.1
        huan tax 2026-09-30 ytd 1.5 E4 +2.1
        """,
    ),
    "years above months": (
        "产业链产值（亿元）",
        """
        县区  2025年  -  2026年  -
        -  1-6月  1-9月  1-6月  1-9月
        西峰区  10.5  20.5  30.5  40.5
        """,
        """
        xifeng output_value 2025-06-30 ytd 10.5 B3
        xifeng output_value 2025-09-30 ytd 20.5 C3
        xifeng output_value 2026-06-30 ytd 30.5 D3
        xifeng output_value 2026-09-30 ytd 40.5 E3
        """,
    ),
    "a yearbook: indicators by years": (
        "s",
        """
        庆阳市主要产品产量
        指标  计量单位  2023  2024  2025
        原油产量  万吨  800.5  850.5  900.5
        天然气产量  亿立方米  5.5  5.6  5.7
        """,
        """
        city crude_oil_output 2023-12-31 year 800.5 C3
        city natural_gas_output 2023-12-31 year 5.5 C4
        city crude_oil_output 2024-12-31 year 850.5 D3
        city natural_gas_output 2024-12-31 year 5.6 D4
        city crude_oil_output 2025-12-31 year 900.5 E3
        city natural_gas_output 2025-12-31 year 5.7 E4
        """,
    ),
    "counties by years": (
        "s",
        """
        产业链产值 单位：亿元
        县区  2024年  2025年
        西峰区  10.5  20.5
        环县  3.5  4.5
        """,
        """
        xifeng output_value 2024-12-31 year 10.5 B3
        huan output_value 2024-12-31 year 3.5 B4
        xifeng output_value 2025-12-31 year 20.5 C3
        huan output_value 2025-12-31 year 4.5 C4
        """,
    ),
    "the same months of two years": (
        "s",
        """
        1-9月产业链产值 单位：亿元
        县区  2025年  2026年
        西峰区  10.5  20.5
        环县  3.5  4.5
        """,
        """
        xifeng output_value 2025-09-30 ytd 10.5 B3
        huan output_value 2025-09-30 ytd 3.5 B4
        xifeng output_value 2026-09-30 ytd 20.5 C3
        huan output_value 2026-09-30 ytd 4.5 C4
        """,
    ),
    "single months that the title calls so": (
        "s",
        """
        2026年各县区产业链产值（亿元，当月）
        县区  9月  10月
        西峰区  10.5  20.5
        环县  3.5  4.5
        """,
        """
        xifeng output_value 2026-09-30 month 10.5 B3
        huan output_value 2026-09-30 month 3.5 B4
        xifeng output_value 2026-10-31 month 20.5 C3
        huan output_value 2026-10-31 month 4.5 C4
        """,
    ),
    "quarters": (
        "s",
        """
        产业链产值（亿元）
        县区  2026年一季度  2026Q2
        西峰区  10.5  20.5
        环县  3.5  4.5
        """,
        """
        xifeng output_value 2026-03-31 quarter 10.5 B3
        huan output_value 2026-03-31 quarter 3.5 B4
        xifeng output_value 2026-06-30 quarter 20.5 C3
        huan output_value 2026-06-30 quarter 4.5 C4
        """,
    ),
    "a stock at a day": (
        "s",
        """
        规上工业企业 单位：户
        县区  2026年8月  2026年9月
        西峰区  10  20
        环县  3  4
        """,
        """
        xifeng industry_firms 2026-08-31 point 10 B3
        huan industry_firms 2026-08-31 point 3 B4
        xifeng industry_firms 2026-09-30 point 20 C3
        huan industry_firms 2026-09-30 point 4 C4
        """,
    ),
    "rates of growth": (
        "s",
        """
        2026年规上工业增加值增速
        县区  1-8月  1-9月
        西峰区  8.5  -2.5
        环县  下降3%  持平
        """,
        """
        xifeng industrial_va 2026-08-31 ytd 8.5 B3
        huan industrial_va 2026-08-31 ytd -3 B4
        xifeng industrial_va 2026-09-30 ytd -2.5 C3
        huan industrial_va 2026-09-30 ytd 0 C4
        """,
    ),
    "county and indicator both down": (
        "2026年1-9月",
        """
        县区  指标名称  计量单位  本期  同比%
        西峰区  产业链产值  亿元  10.5  8.2
        西峰区  入库税收  亿元  2.5  3.1
        环县  产业链产值  亿元  3.5  2.2
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 D2 +8.2
        xifeng tax 2026-09-30 ytd 2.5 D3 +3.1
        huan output_value 2026-09-30 ytd 3.5 D4 +2.2
        """,
    ),
    "columns that are not known stand aside": (
        "2026年1-9月",
        """
        县区  产业链产值(亿元)  秸秆利用率(%)  位次
        西峰区  10.5  80  1
        环县  3.5  70  2
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 B2
        huan output_value 2026-09-30 ytd 3.5 B3
        """,
    ),
    "two tables one below the other": (
        "2026年",
        """
        产业链产值 单位：亿元
        县区  1-2月  1-3月
        西峰区  10.5  20.5

        入库税收 单位：亿元
        县区  1-2月  1-3月
        环县  1.5  2.5
        """,
        """
        xifeng output_value 2026-02-28 ytd 10.5 B3
        xifeng output_value 2026-03-31 ytd 20.5 C3
        huan tax 2026-02-28 ytd 1.5 B7
        huan tax 2026-03-31 ytd 2.5 C7
        """,
    ),
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
    tables, issues = read(path, KNOWN, answers or Answers())
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
