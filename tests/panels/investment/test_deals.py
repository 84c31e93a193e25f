"""Deals: the funnel, the counties, those that wait, and the cohorts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chainboard import packs
from chainboard.analysis import deals as counted
from chainboard.panels.investment import deal_lists, deals
from chainboard.sheet import sheet
from tests.panels.drawing import EN, RECORD, ZH, check, inked
from tests.queries.answers import row_of
from tests.stages import STAGES
from tests.tables import rows

CITY = replace(ZH, chain="all")
CITED = {"source_id": "s1", "source_title": "示例报表", "grade": "demo"}
STANDING = """
    area_code  name_zh  name_en  short_zh  short_en  signing_year  rank  deals  contract_value  in_place_funds
    '621002'     西峰区      Xifeng   西峰        Xifeng    2025          1     3      30.0            0.0
    '621002'     西峰区      Xifeng   西峰        Xifeng    2025          5     6      60.0            45.0
    '621022'     环县       Huan     环县        Huan      2026          2     1      10.0            5.0
"""


def standing():
    return [row_of("deals.by_county_year_and_stage", **{**CITED, **row}) for row in rows(STANDING)]


def funnel(view=CITY):
    found = standing()
    return check(deals.funnel(counted.reach(found, STAGES), counted.funding_rate(found), view))


def test_the_funnel_says_what_its_percentages_are_of():
    panel = funnel()
    (bars,) = inked(panel.body)

    assert panel.finding == "签约 10 个项目，开工率 70.00%，投产率 60.00%"
    assert "分母为已签约的 10 个项目" in panel.measure
    assert "2025—2026年签约，省外、省内、境外都计" in panel.measure
    assert bars["text"][-1] == "10 个 · 100.0%"
    assert panel.notes[0].startswith("资金到位率 50.00%：到位 50.00 亿元，分母为签约额 100.00 亿元")


def test_funds_of_today_are_not_shown_for_a_past_period():
    assert funnel(replace(CITY, period="2025")).notes == ()


def test_without_a_deal_the_funnel_says_so():
    assert check(deals.funnel(counted.reach([], STAGES), None, CITY)).status == "没有签约项目"


def by_county(view):
    return deals.by_county(counted.by_county(standing(), STAGES), STAGES, view)


def test_each_county_is_one_bar_of_the_stages_its_deals_stand_at():
    panel = check(by_county(replace(CITY, county="621022")))
    signed, started, *_, total = inked(panel.body)

    assert panel.finding == "10 个项目中 3 个仍处签约阶段，西峰最多（3 个）"
    assert signed["y"] == ["▸ 环县", "西峰"]
    assert (signed["x"], started["x"], total["x"]) == ([0, 3], [1, 0], [1, 9])
    assert signed["ids"][1] == "investment?county=621002"


WAITING = """
    deal_id  name_zh  name_en  chain_id  chain_zh  chain_en  area_code  area_zh  area_en  origin           signed_on   days  contract_value  in_place_funds  office_zh  office_en
    d1       示例项目1    Demo 1   energy    能源        Energy    621022     环县       Huan     out_of_province  2025-01-10  674   3.2             -               能源局        Energy Bureau
    d2       示例项目2    Demo 2   -         -         -         621002     西峰       Xifeng   -                2026-08-01  106   1.0             0.1             -          -
"""


def waiting():
    return [row_of("deals.stalled", **{**CITED, **row}) for row in rows(WAITING)]


def test_those_that_wait_lead_to_county_and_chain_and_every_deal_can_be_taken_away():
    panel = check(deal_lists.stalled(waiting(), 90, CITY, has_deals=True))
    first = panel.body.rows[0]

    assert panel.finding == "2 个项目签约超过 90 天未开工，签约额合计 4.20 亿元"
    assert first[1] == {"go": "county?county=621022", "words": "环县"}
    assert first[2] == {"go": "chain?chain=energy", "words": "能源"}
    assert [(row.area_zh, row.days) for row in panel.rows] == [("环县", 674), ("西峰", 106)]


def test_days_are_counted_to_the_day_of_the_edition_in_both_languages():
    assert "2026年11月15日" in deal_lists.stalled(waiting(), 90, CITY, has_deals=True).measure
    english = check(
        deal_lists.stalled(
            waiting(), 90, replace(EN, chain="all", as_of=date(2026, 11, 1)), has_deals=True
        )
    )
    assert "1 Nov 2026" in english.measure


def test_nobody_waiting_is_said_and_the_record_says_nothing():
    assert (
        deal_lists.stalled([], 90, CITY, has_deals=True).status == "没有签约超过 90 天未开工的项目"
    )
    assert deal_lists.stalled([], 90, RECORD, has_deals=True).status == ""


def test_without_deals_nobody_is_said_to_wait_and_the_workbook_that_is_wanted_is_named():
    panel = deal_lists.stalled([], 90, replace(CITY, pack=packs.CITY), has_deals=False)

    assert panel.status == "没有签约项目；导入“招商”表后显示"


def test_without_a_rule_of_waiting_the_list_is_left_out():
    assert deal_lists.stalled([], None, CITY, has_deals=True).status == ""


def test_a_cohort_shows_its_counts_beside_its_rates():
    panel = check(deal_lists.cohorts(counted.by_signing_year(standing(), STAGES), CITY))

    assert panel.finding == "2025年签约的 9 个项目，开工率 66.67%，投产率 66.67%"
    assert panel.body.rows[1][3:5] == ["6 · 66.67%", "6 · 66.67%"]


def half_hidden():
    """The deal of Huan is confidential: 90 of 100 亿元 are left, of Xifeng."""
    *xifeng, huan = standing()
    return [*xifeng, huan.with_(contract_value=None, in_place_funds=None, confidential=1)]


def test_the_funnel_and_the_cohorts_say_what_their_amounts_leave_out():
    reached = counted.reach(half_hidden(), STAGES)
    panel = check(deals.funnel(reached, counted.funding_rate(half_hidden()), CITY))
    cohorts = check(deal_lists.cohorts(counted.by_signing_year(half_hidden(), STAGES), CITY))

    assert panel.notes[0].startswith("资金到位率 50.00%：到位 45.00 亿元，分母为签约额 90.00 亿元")
    assert panel.notes[1] == "金额不含保密的 1 个项目。"
    assert "金额不含保密的 1 个项目" in cohorts.measure
    assert cohorts.body.rows[0][2] == "— 保密"
    assert cohorts.body.rows[0][5:] == ["— 保密", "— 保密"]


def test_a_confidential_deal_that_waits_says_so_and_is_not_in_the_sum():
    first, second = waiting()
    hidden = first.with_(contract_value=None, in_place_funds=None, absence="suppressed")
    panel = check(deal_lists.stalled([hidden, second], 90, CITY, has_deals=True))
    (line, _) = sheet(panel, CITY).lines

    assert panel.finding.endswith("签约额合计 1.00 亿元（不含保密的 1 个项目）")
    assert panel.body.rows[0][5:7] == ["— 保密", "— 保密"]
    assert [cell.raw for cell in line.cells[7:9]] == [None, None]
    assert [line.cells[at].shown for at in (7, 8, 10)] == ["— 保密"] * 3
    alone = deal_lists.stalled([hidden], 90, CITY, has_deals=True)
    assert alone.finding.endswith("签约额合计 保密")
