"""What needs attention: chains or indicators that are behind, and who carries the work out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainboard.analysis.behind import standing, trailing, worst
from chainboard.panels.overview import attention
from chainboard.panels.panel import Column
from chainboard.view import Row
from tests.pages.opened import table
from tests.panels.city_rows import BUREAUS, CITY, CITY_EN, GAPS, RULES, aimed
from tests.panels.drawing import CHINESE, check, read_by_people


def targets(text: str, **alike) -> list[Row]:
    """Targets of chains as the month of September leaves them: 75 of 100 is on the calendar."""
    return standing(aimed(text, **alike), RULES)


GROWTH = """
    figure_id  chain_id   metric_id  name_zh  name_en  published_growth  target
    11         petrochem  va         增速      Growth   3.6               6.5
    12         digital    va         增速      Growth   7.9               8.2
"""
RATE = {"kind": "growth_only", "target_kind": "growth"}


def of_chains(*rows: Row, view=CITY):
    return check(attention.of_chains(worst(rows, "chain_id"), BUREAUS, (), view))


def test_each_chain_stands_once_the_widest_gap_first_and_the_title_says_it():
    panel = of_chains(*targets(GAPS))

    assert [row[0]["words"] for row in panel.body.rows] == ["石化", "数字"]
    assert panel.finding.startswith("最需要关注：石化产值，落后序时进度 15.00 个百分点")
    assert "落后序时进度：2 条链" in panel.measure


def test_a_line_has_indicator_light_completion_gap_growth_and_the_lead_department():
    (first, second) = table(of_chains(*targets(GAPS), *targets(GROWTH, **RATE)))

    assert first["差距最大的指标"] == "产值（另 1 项）"
    assert (first["状态"], first["完成率"], first["与序时进度之差"]) == (
        "■ 滞后", "60.00%", "−15.00 个百分点",
    )  # fmt: skip
    assert (first["增加值增速较目标"], first["牵头部门"]) == ("−2.90 个百分点（滞后）", "工信局")
    assert (second["增加值增速较目标"], second["牵头部门"]) == ("−0.30 个百分点（关注）", "未注明")


def test_numbers_stand_as_numbers_with_their_units():
    panel = of_chains(*targets(GAPS))
    units = {column.key: column.unit for column in panel.columns if column.unit}

    assert units == {
        "completion": "fraction", "gap": "个百分点", "gap_change": "个百分点",
        "months_behind": "个月", "growth_gap": "个百分点",
    }  # fmt: skip
    assert panel.rows[0].gap == pytest.approx(-15.0)


def test_for_how_many_months_in_a_row_is_said_with_the_month_it_began():
    (row,) = targets("figure_id  chain_id  value  target\n1  petrochem  60.0  100.0")
    told = row.with_(months_behind=7, behind_since=row.period_end.replace(month=2, day=28))

    assert "连续 7 个月，1—2月起" in of_chains(told).finding
    assert "7 months in a row, since Jan–Feb" in of_chains(told, view=CITY_EN).finding


def test_sub_chains_are_counted_apart_from_the_chains_that_contain_them():
    text = """
        figure_id  chain_id   value  target
        1          petrochem  60.0   100.0
        2          apple      70.0   100.0
    """
    panel = of_chains(*targets(text))

    assert "落后序时进度：1 条链（另有分链 1 条）" in panel.measure
    assert panel.body.rows[1][0]["words"] == "苹果（分链）"


def test_a_chain_whose_growth_alone_is_low_has_no_gap_to_the_calendar():
    panel = of_chains(*targets(GROWTH, **RATE))

    assert panel.finding == "石化增加值增速较目标 −2.90 个百分点"
    assert "序时" not in panel.finding
    assert panel.rows[0].gap is None


def test_a_season_stands_with_the_light():
    (row,) = targets("figure_id  chain_id  value  target\n1  petrochem  60.0  100.0")
    told = row.with_(season_zh="一季度项目受季节影响", season_en="Winter")

    assert table(of_chains(told))[0]["状态"] == "■ 滞后（一季度项目受季节影响）"


def test_by_indicator_completions_stand_first_and_rates_after_them_each_counted_apart():
    found = trailing([*targets(GROWTH, **RATE), *targets(GAPS)])
    panel = check(attention.of_indicators(found, BUREAUS, (), CITY))
    lines = [(line["产业链"], line["指标"]) for line in table(panel)]

    assert [name["words"] if isinstance(name, dict) else name for name, _ in lines] == [
        "石化", "石化", "数字", "石化", "数字",
    ]  # fmt: skip
    assert [metric for _, metric in lines] == ["产值", "税收", "产值", "增速", "增速"]
    assert "落后序时进度 3 项" in panel.measure and "增速低于目标 2 项" in panel.measure


def test_no_department_has_told_a_cause_and_one_line_says_so():
    panel = of_chains(*targets(GAPS))

    assert panel.notes[-1] == "落后原因和措施：部门尚未填报。"
    assert [column.label for column in panel.columns if "原因" in column.label] == []


def test_nothing_behind_and_no_target_are_two_quiet_lines():
    ahead = targets("figure_id  chain_id  value  target\n1  petrochem  90.0  100.0")

    assert of_chains(*ahead).status == "没有落后序时进度或增速目标的产业链"
    assert check(attention.no_targets(CITY)).status == "没有年度目标，不能判断进度"


def test_the_list_is_english_in_english():
    panels = (
        of_chains(*targets(GAPS), *targets(GROWTH, **RATE), view=CITY_EN),
        check(attention.of_indicators(trailing(targets(GAPS)), BUREAUS, (), CITY_EN)),
    )
    for panel in panels:
        assert [t for t in read_by_people(panel) if CHINESE.search(t) and t != panel.source] == []


def test_beside_causes_a_slide_has_the_gap_alone_and_the_page_everything():
    causes = [Column("cause", "原因", words=lambda row: "缺用地指标")]
    found = worst(targets(GAPS), "chain_id")
    page, slide = (
        check(attention.of_chains(found, BUREAUS, causes, replace(CITY, theme=theme)))
        for theme in ("light", "projector")
    )

    assert [column["label"] for column in slide.body.columns] == [
        "产业链", "差距最大的指标", "与序时进度之差", "原因",
    ]  # fmt: skip
    assert len(page.body.columns) == len(page.columns) == len(slide.columns)
    assert page.notes[-1].startswith("原因和措施取自台账")
