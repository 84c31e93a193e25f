"""The counties that are behind, by measures that add."""

from __future__ import annotations

from dataclasses import replace

from chainboard.analysis.behind import standing, worst
from chainboard.panels.county import attention
from chainboard.panels.panel import Column
from tests.pages.opened import table
from tests.panels.city_rows import CITY, CITY_EN, FIGURE, RULES
from tests.panels.drawing import CHINESE, check, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

SUMS = """
    area_code  area_zh  area_en  metric_id  name_zh  name_en  value  is_derived
    621002     西峰      Xifeng   funds      资金      Funds    60.0   true
    621002     西峰      Xifeng   tax        税收      Tax      70.0   true
    621022     环县      Huan     tax        税收      Tax      65.0   true
    621027     镇原      Zhenyuan  tax       税收      Tax      80.0   true
"""
ALIKE = {"target": 100.0, "area_level": "county", "chain_id": None, "figure_id": None}
OWED = rows("area_level  area_zh  area_en\ncounty  合水  Heshui")


def behind(text: str = SUMS, **alike):
    asked = row_of("behind.county_months")
    drawn = [{**FIGURE, **ALIKE, **alike, **row} for row in rows(text)]
    found = [asked.with_(**{k: v for k, v in row.items() if k in asked}) for row in drawn]
    return worst(standing(found, RULES), "area_code")


def test_counties_stand_by_their_widest_gap_and_a_sum_has_no_light():
    panel = check(attention.of_counties(behind(), [], [], CITY))
    lines = table(panel)

    assert [line["差距最大的指标"] for line in lines] == ["资金（另 1 项）", "税收"]
    assert [line["与序时进度之差"] for line in lines] == ["−15.00 个百分点", "−10.00 个百分点"]
    assert "状态" not in lines[0] and "不评灯" in panel.measure


def test_a_county_that_is_picked_is_spoken_of_and_one_that_has_not_reported_is_named():
    codes = [row.with_(area_code=str(row.area_code)) for row in behind()]
    panel = check(attention.of_counties(codes, OWED, [], replace(CITY, county="621022")))

    assert panel.finding.startswith("环县税收落后序时进度 10.00 个百分点")
    assert [row[0]["words"] for row in panel.body.rows] == ["西峰", "▸ 环县"]
    assert panel.notes == ("当期未报，不列入：合水。",)


def test_the_figures_of_one_chain_are_reported_and_so_they_are_lit():
    one = """
        area_code  area_zh  area_en  metric_id  name_zh  name_en  value  is_derived
        621002     西峰      Xifeng   funds      资金      Funds    60.0   false
    """
    found = behind(one, chain_id="petrochem", chain_zh="石化", chain_en="Petrochemicals")
    (line,) = table(check(attention.of_counties(found, [], [], replace(CITY, chain="petrochem"))))

    assert line["状态"] == "■ 滞后"


def test_nothing_behind_and_no_target_are_two_quiet_lines():
    assert check(attention.of_counties([], [], [], CITY)).status == "没有落后序时进度的县（区）"
    assert check(attention.no_targets(CITY)).status == "没有年度目标，不能判断进度"


def test_the_list_of_counties_is_english_in_english():
    panel = check(attention.of_counties(behind(), OWED, [], CITY_EN))

    assert [t for t in read_by_people(panel) if CHINESE.search(t) and t != panel.source] == []


def test_beside_causes_a_slide_of_counties_has_the_gap_alone_and_the_page_everything():
    causes = [Column("cause", "原因", words=lambda row: "缺用地指标")]
    page, slide = (
        check(attention.of_counties(behind(), [], causes, replace(CITY, theme=theme)))
        for theme in ("light", "projector")
    )

    assert [column["label"] for column in slide.body.columns] == [
        "县（区）", "差距最大的指标", "与序时进度之差", "原因",
    ]  # fmt: skip
    assert [line["原因"] for line in table(page)] == ["缺用地指标", "缺用地指标"]
    assert page.notes[-1].startswith("原因和措施取自台账") and len(page.body.columns) > 4
