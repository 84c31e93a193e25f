"""Vintage curves on the page: a line a year, cut where the year is too young."""

from __future__ import annotations

from dataclasses import replace

from chainboard.analysis.vintage import compared, curves
from chainboard.panels import Panel
from chainboard.panels.investment.vintages import vintages
from chainboard.view import View
from tests.analysis.test_vintage import PLACED, funds, stages
from tests.panels.drawing import CHINESE, EN, RECORD, ZH, check, inked, read_by_people

TWO_YEARS = """
    signing_year  stage          months  deals  contract_value  youngest
    2020          signed         0       56     190.27          30
    2020          started        3       46     -               30
    2020          in_production  11      23     -               30
    2021          signed         0       40     100.00          14
    2021          started        2       30     -               14
    2021          in_production  12      10     -               14
"""


def drawn(text: str, view: View) -> Panel:
    rows = curves(stages(text) if text else [], funds(PLACED) if text else [])
    told = [row.with_(source_title="示例数据", grade="demo") for row in rows]
    panel = vintages(told, compared(told), view)
    return check(panel) if panel.body or panel.status else panel


def test_the_title_compares_two_years_at_the_same_age():
    assert drawn(TWO_YEARS, ZH).finding == (
        "签约满 12 个月，2021年的项目开工 75.00%、投产 25.00%，2020年的为 82.14%、41.07%"
    )


def test_each_year_is_a_line_to_its_own_age_with_its_name_at_the_end():
    start = drawn(TWO_YEARS, ZH).body.charts[0]

    assert [(len(line["x"]), line["text"][-1]) for line in inked(start)] == [
        (31, "2020"),
        (15, "2021"),
    ]


def test_a_year_without_amounts_has_no_line_of_funds():
    funding = drawn(TWO_YEARS, ZH).body.charts[1]

    assert funding["title"] == "资金到位率"
    assert [line["text"][-1] for line in inked(funding)] == ["2020"]


def test_in_english_nothing_is_chinese():
    panel = drawn(TWO_YEARS, EN)

    assert [text for text in read_by_people(panel) if CHINESE.search(text)] == []


def test_on_a_slide_two_figures_stand_side_by_side():
    assert len(drawn(TWO_YEARS, replace(ZH, theme="projector")).body.charts) == 2


def test_a_record_has_no_such_panel_and_without_deals_it_says_so():
    assert (drawn("", RECORD).body, drawn("", RECORD).status) == (None, "")
    assert drawn("", ZH).status == "没有签约满 3 个月的项目"
