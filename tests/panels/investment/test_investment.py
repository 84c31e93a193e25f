"""The panels of /investment: cards, months, chains, years, and the published record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainboard.analysis import investment as settled
from chainboard.analysis.deals import stated_funding
from chainboard.analysis.lights import lit
from chainboard.panels.investment import (
    cards as investment_cards,
    chains as investment_chains,
    in_place as investment_in_place,
    record as investment_record,
    series as investment_series,
)
from chainboard.view import Row
from tests.panels.drawing import EN, RECORD, RECORD_EN, ZH, check, inked, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

CITY = replace(ZH, chain="all")
CITY_EN = replace(EN, chain="all")
FUNDS = {
    "metric_id": "investment_attracted",
    "name_zh": "省外到位资金",
    "name_en": "Out-of-province funds in place",
    "unit": "亿元",
    "kind": "flow",
    "growth_basis": "nominal",
    "decimals": 2,
    "direction": "higher_better",
    "owner_zh": "招商局",
    "owner_en": "Bureau",
    "area_code": "621000",
    "area_zh": "庆阳",
    "area_en": "Qingyang",
    "area_level": "prefecture",
    "basis": "ytd",
    "parts": 1,
    "lacking": 0,
    "source_id": "s1",
    "source_title": "示例报表",
    "grade": "demo",
}
BEHIND_RULE = rows("""
    rule_id  kind   light   gap_at_most  gap_below  words_zh  words_en
    r1       light  behind  -10.0        -          滞后规则      Behind
    r2       light  on_track  -          -          正常规则      On track
""")


def figures(text: str, **more: object) -> list[Row]:
    """Drawn figures with every column of investment.to_date, settled and by month."""
    drawn = [row_of("investment.to_date", **{**FUNDS, **more, **row}) for row in rows(text)]
    starting = [row.with_(period_start=row.period_end.replace(month=1, day=1)) for row in drawn]
    return settled.monthly(settled.complete(starting))


OCTOBER = "figure_id  period_end  value  target\n1  2026-10-31  70.0  120.0"
MONTHS = """
    figure_id  period_end  value  target  absence
    1          2025-02-28  18.0   100.0   -
    2          2025-03-31  27.0   100.0   -
    3          2026-02-28  20.0   120.0   -
    4          2026-03-31  31.0   120.0   -
    5          2026-04-30  -      120.0   late
"""


def cards(text: str, view=CITY, **more: object):
    return check(investment_cards.cards(lit(figures(text, **more), BEHIND_RULE), [], view))


def test_a_card_says_how_far_the_funds_trail_the_calendar():
    panel = cards(OCTOBER)
    (face,) = panel.body.cards

    assert (face["chip"]["light"], face["completion"]) == ("behind", "完成 58.33%")
    assert panel.finding.endswith("完成年度目标 58.33%，落后序时进度 25.00 个百分点")


def test_a_sum_says_that_it_is_one_what_it_lacks_and_that_its_growth_is_computed():
    panel = cards(OCTOBER, parts=9, prior=56.0, grown=70.0)
    assert panel.body.cards[0]["notes"] == [
        "由 9 条链相加（推算）",
        "同比 ▲ +25.00%（推算，由各链公布同比折算）",
    ]
    assert panel.body.cards[0]["growth"] == ""

    gone = {"lacking": 2, "without": [{"chain_zh": "石油化工"}, {"chain_zh": "文旅康养"}]}
    part = cards(OCTOBER, parts=9, prior=56.0, grown=70.0, **gone).body.cards[0]
    assert part["notes"] == ["由 9 条链相加（推算）", "不含石油化工、文旅康养"]


def test_a_sum_is_as_firm_as_its_parts_and_its_growth_names_the_part_without_one():
    """60 of the 70 grew from 48: 25 %."""
    made = {"prior": 48.0, "grown": 60.0, "without_growth": [{"chain_zh": "装备制造"}]}
    (face,) = cards(OCTOBER, parts=9, statuses=["preliminary", "flash"], **made).body.cards

    assert face["notes"] == [
        "快报",
        "由 9 条链相加（推算）",
        "同比 ▲ +25.00%（推算，由各链公布同比折算）",
        "推算同比不含装备制造",
    ]


def test_a_sum_of_chains_keeps_its_completion_and_has_no_light():
    """No office reported it: /county shows the same sum without one."""
    (face,) = cards(OCTOBER, parts=9).body.cards
    (part,) = cards(OCTOBER, parts=9, lacking=1, without=[{"chain_zh": "石油化工"}]).body.cards

    assert (face["completion"], face["chip"], part["chip"]) == ("完成 58.33%", None, None)


def test_a_county_that_has_not_reported_keeps_its_card():
    panel = cards("period_end  absence\n2026-10-31  late", area_level="county", area_zh="合水")

    assert panel.body.cards[0]["value"] == "— 未报"
    assert "合水" in panel.finding


def test_the_published_card_has_no_light_and_keeps_the_hedge():
    text = """
        figure_id  metric_id          name_zh   period_end  value   value_text  unit_text  hedge  hedge_text  grade
        1          investment_signed  招商引资签约额  2025-12-31  1645.4  '1645.4'    亿元         over   突破          B
    """
    panel = check(investment_cards.cards(lit(figures(text), []), [], RECORD))

    assert panel.finding == "招商引资签约额，2025年（全年），突破 1,645.4 亿元"
    assert panel.body.cards[0].get("bar") is None


def test_a_period_without_figures_says_so():
    assert check(investment_cards.cards([], [], CITY)).status == "没有这一期的招商数据"


def month_rows(text: str = MONTHS, end: date | None = None) -> list[Row]:
    return lit(settled.shown_year(figures(text), end), BEHIND_RULE)


def test_each_month_stands_beside_last_year_and_a_twelfth_of_the_target():
    panel = check(investment_in_place.by_month(month_rows(), CITY))
    before, now, plan = inked(panel.body)

    assert (before["y"], now["y"]) == ([18.0, 9.0, None], [20.0, 11.0, None])
    assert plan["y"] == pytest.approx([20.0, 10.0, 10.0])
    assert panel.finding.startswith("2026年1—3月到位资金累计 31.00 亿元，完成年度目标 25.83%")
    assert any("4月 — 未报" in note for note in panel.notes)


def test_months_are_in_rmb_bn_in_english():
    panel = check(investment_in_place.by_month(month_rows(), CITY_EN))

    assert panel.body.data[1]["y"][:2] == pytest.approx([2.0, 1.1])


def test_the_record_has_no_months_even_where_two_totals_of_a_year_are_published():
    assert investment_in_place.by_month(month_rows(), RECORD).body is None


CHAINS = """
    chain_id     parent_id    short_zh  short_en  figure_id  value  target  absence
    energy       -            能源        Energy    1          50.0   60.0    -
    agriculture  -            农业        Farming   2          30.0   60.0    -
    apple        agriculture  苹果        Apples    3          10.0   11.0    -
    digital      -            数字        Digital   -          -      -       late
"""


def chains(view=CITY):
    made = [
        row_of(
            "investment.by_chain",
            **{**FUNDS_OF_CHAIN, **row, "target_kind": "level" if row.target else None},
        )
        for row in rows(CHAINS)
    ]
    return check(investment_chains.by_chain(lit(made, BEHIND_RULE), view))


FUNDS_OF_CHAIN = {
    key: FUNDS[key]
    for key in [
        "metric_id",
        "unit",
        "kind",
        "direction",
        "basis",
        "source_title",
        "grade",
        "area_zh",
        "area_en",
    ]
} | {
    "status": "published",
    "hedge": "none",
    "period_start": date(2026, 1, 1),
    "period_end": date(2026, 10, 31),
}


def test_the_chain_furthest_behind_is_named_and_stands_in_red():
    panel = chains()
    outline, bar, said = inked(panel.body)

    assert panel.finding == "2 条链和 1 条分链中 1 条落后序时进度，农业落后序时进度 33.33 个百分点"
    assert bar["y"] == ["数字", "· 苹果", "农业", "能源"]
    assert len(set(bar["marker"]["color"])) == 2
    assert said["text"][0] == " — 未报" and "■ 滞后" in said["text"][2]
    assert outline["ids"][3] == "chain?chain=energy"


def test_a_picked_chain_keeps_its_colour_and_the_others_step_back():
    colours = chains(replace(ZH, chain="energy")).body.data[1]["marker"]["color"]

    assert colours[3] not in colours[:3] and len(set(colours[:3])) == 1


YEARS = """
    figure_id  period_end  value
    1          2025-10-31  20
    2          2026-10-31  24
"""


def test_years_stand_side_by_side_as_levels_without_a_growth_of_our_own():
    found = settled.to_the_same_month(figures(YEARS), ["investment_attracted"], None)
    panel = check(investment_series.by_year(found, CITY))
    (small,) = panel.body.charts

    assert panel.finding == "2026年1—10月省外到位资金 24.00 亿元，2025年同期 20.00 亿元"
    assert small["data"][0]["x"] == ["2025", "2026"]
    assert not any("20.00%" in text for text in read_by_people(panel))


RECORDED = """
    metric_id             name_zh   name_en    unit  period_end  value    value_text  published_growth  hedge  hedge_text  note_zh  source_id
    investment_attracted  省外到位资金    Funds      亿元   2025-12-31  1102.09  '1102.09'   20.09             none   -           -        s1
    investment_signed     招商引资签约额   Contracts  亿元   2023-07-20  1272.95  '1272.95'   -                 none   -           口径不同     s2
    investment_signed     招商引资签约额   Contracts  亿元   2023-09-30  1063.61  '1063.61'   -                 about  约           口径不同     s3
"""
STATED = """
    statement_id  amount_of            subject_zh  subject_en  value_text  unit_text  period_text                  reason              source_id
    1             -                    开工率         Start rate  '96.31'     %          '2023-01-01 – 2023-09-30'    definition_unknown  s3
    2             investment_signed    节会签约额       Value       '190.27'    亿元         '2020-01-01 – 2021-05-31'    other               s4
    3             investment_in_place  节会到位资金      Funds       '44.67'     亿元         '2020-01-01 – 2021-05-31'    other               s4
"""


def recorded() -> list[Row]:
    given = {**FUNDS, "growth_basis": "nominal", "grade": "B"}
    columns = row_of("investment_record.figures")
    return [
        Row({**columns, **{k: v for k, v in given.items() if k in columns}, **row}).with_(
            period_start=row.period_end.replace(month=1, day=1), growth_text=None
        )
        for row in rows(RECORDED)
    ]


def test_the_record_is_a_table_and_two_totals_that_fall_are_named_side_by_side():
    panel = check(investment_record.published(recorded(), RECORD))

    assert panel.body.rows[0][4:6] == ["▲ +20.09%", "名义"]
    assert "1,272.95 亿元" in panel.notes[0] and "约 1,063.61 亿元" in panel.notes[0]
    assert panel.body.rows[1][2].endswith("距今超过 18 个月")
    check(investment_record.published(recorded(), RECORD_EN))


def test_a_cohort_keeps_its_printed_rates_and_only_a_known_denominator_is_computed():
    told = [
        row_of("investment_record.cohorts", **{"grade": "C", "source_title": "报表", **row})
        for row in rows(STATED)
    ]
    panel = check(investment_record.cohorts(told, recorded(), stated_funding(told), RECORD))

    assert [line[1] for line in panel.body.rows] == [
        "约 1,063.61 亿元",
        "96.31%",
        "190.27 亿元",
        "44.67 亿元",
    ]
    assert "23.48%（推算" in panel.notes[0]
    assert not any("48.64" in text for text in read_by_people(panel))
