"""What the check says of figures that belong to the statistics office and another office sends."""

from __future__ import annotations

import pytest

from chainboard.intake.claimed import claimed
from chainboard.intake.grid import Batch
from tests.commands.said import is_in
from tests.store.city.sent import batch

BUREAU = "市工信局"
SENT = """
    metric_id      value  growth  status    has_error
    gdp_secondary  90     -       verified  false
    gdp_secondary  91     -       flash     false
    industrial_va  7.9    -       -         false
    tax            5      -       flash     false
    gdp            9O     -       -         true
    gdp_tertiary   -      -       -         false
"""


def sheet(text: str = SENT) -> Batch:
    return batch("indicators", text)


def test_each_metric_is_told_once_a_sheet_with_its_first_cell_and_how_many():
    found = claimed([sheet()], BUREAU)

    assert [(issue.code, issue.severity, issue.sheet, issue.cell) for issue in found] == [
        ("reported_by_department", "warning", "指标", "G2"),
        ("reported_by_department", "warning", "指标", "G4"),
    ]
    assert found[0].zh == (
        "G2 数值：“第二产业增加值”以市/县统计局的数为准。市工信局报的 2 个数照原数收下，"
        "按“部门或企业口径”标明，不评灯、不排名。表上写的状态（核定、快报）不作数。"
    )
    assert "状态" not in found[1].zh and "1 个数" in found[1].zh


def test_it_is_told_in_english_too():
    first, _second = claimed([sheet()], "Industry bureau")

    assert first.en == (
        "G2 数值: “Value added of secondary industry” belongs to: City or county statistics bureau. "
        "Figures from Industry bureau: 2, kept as sent and marked “as a bureau or firm counts it”: "
        "no light, no rank. The status in the sheet (verified, flash) does not hold."
    )
    assert is_in("en", first.en.replace("数值", ""))


def test_two_tables_of_one_sheet_are_told_together():
    first, second = claimed([sheet(), sheet()], BUREAU)

    assert "4 个数" in first.zh and "2 个数" in second.zh


@pytest.mark.parametrize("office", ["市统计局", "环县统计局", "", " "])
def test_a_statistics_office_is_told_nothing_nor_is_who_has_not_said_who_sends(office):
    assert claimed([sheet()], office) == []


def test_a_target_is_no_figure_of_the_office():
    targets = batch("targets", "metric_id  value  kind  year\ngdp  900  level  2026")

    assert claimed([targets], BUREAU) == []
