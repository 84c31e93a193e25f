"""Reach, current stage and cohorts of deals; which figure stands and what a month added."""

from datetime import date

import pytest

from chainboard.analysis import deals, investment
from chainboard.view import Row
from tests.stages import STAGES
from tests.tables import rows

# Provincial fairs 2020 to 2021 as the city published them: 56 signed, 23 built and 23 more
# under construction, 4.467 of 19.027 bn in place (handbook A7).
FAIRS = """
    area_code  short_zh  short_en  name_zh  name_en   signing_year  rank  deals  contract_value  in_place_funds  confidential  source_id  source_title  grade
    621002     西峰        Xifeng    西峰区      Xifeng    2020          1     10     60.0            1.0             0             s1         报表            A
    621002     西峰        Xifeng    西峰区      Xifeng    2021          3     23     70.0            13.67           0             s1         报表            A
    621022     环县        Huan      环县       Huan      2021          5     23     60.27           30.0            0             s1         报表            A
"""
NONE = """
    area_code  short_zh  short_en  name_zh  name_en  signing_year  rank  deals  contract_value  in_place_funds  confidential  source_id
    621023     华池        Huachi    华池县      Huachi   -             -     0      -               -               0             -
"""


def test_the_rates_are_those_the_city_published_for_its_fairs():
    by = {row.stage: row for row in deals.reach(rows(FAIRS), STAGES)}

    assert round(100 * by["started"].share, 2) == 82.14
    assert round(100 * by["in_production"].share) == 41
    assert round(100 * deals.funding_rate(rows(FAIRS)), 2) == 23.48


def test_a_deal_in_production_has_been_started_and_built():
    assert [row.deals for row in deals.reach(rows(FAIRS), STAGES)] == [56, 46, 46, 23, 23, 0]


def test_without_a_deal_there_is_no_rate():
    assert {row.share for row in deals.reach(rows(NONE), STAGES)} == {None}
    assert deals.funding_rate(rows(NONE)) is None


def test_each_county_keeps_its_place_and_counts_a_deal_once():
    found = deals.by_county([*rows(FAIRS), *rows(NONE)], STAGES)

    assert [(row.short_zh, row.deals, row.signed, row.in_production) for row in found] == [
        ("西峰", 33, 10, 0),
        ("环县", 23, 0, 23),
        ("华池", 0, 0, 0),
    ]


def test_a_cohort_is_the_deals_of_one_year_of_signing_the_newest_first():
    newest, before = deals.by_signing_year(rows(FAIRS), STAGES)

    assert (newest.signing_year, newest.deals, newest.start_rate) == (2021, 46, 1.0)
    assert (before.signing_year, before.deals, before.start_rate) == (2020, 10, 0.0)


def test_a_deal_waits_after_the_days_of_its_rule_and_without_one_for_ever():
    rules = rows("rule_id  threshold\nother  30\ndeal_stalled  90.0")

    assert deals.stalled_after(rules) == 90
    assert deals.stalled_after(rules[:1]) is None


SAID = """
    amount_of            value_text  unit_text  reason              source_id
    investment_signed    '190.27'    亿元         other               s1
    investment_in_place  '44.67'     亿元         other               s1
    -                    '486.4'     亿元         definition_unknown  s2
"""


def test_a_stated_funding_rate_needs_both_amounts_of_one_source():
    found = deals.stated_funding(rows(SAID))

    assert found is not None and round(100 * found.rate, 2) == 23.48
    assert deals.stated_funding(rows(SAID)[1:]) is None


def to_date(text: str) -> list[Row]:
    blank = dict.fromkeys(
        [
            "lacking",
            "prior",
            "grown",
            "target",
            "hedge",
            "status",
            "statuses",
            "alternatives",
            "value",
        ]
    )
    given = {"metric_id": investment.FUNDS, "grade": "demo", "parts": 1}
    return investment.complete([Row({**blank, **given, **row}) for row in rows(text)])


def test_january_and_february_are_one_and_a_month_after_a_gap_is_unknown():
    months = investment.monthly(
        to_date("""
        period_end  value
        2026-02-28  50
        2026-03-31  88
        2026-05-31  170
        """)
    )

    assert [(row.months, row.month_value) for row in months] == [(2, 50), (3, 38), (5, None)]


def test_a_sum_that_lacks_a_chain_is_no_month_and_has_no_target_and_no_growth():
    (march,) = to_date(
        "period_end  value  parts  lacking  prior  target\n2026-03-31  9  8  1  8  30"
    )

    assert (march.target, march.derived_growth) == (None, None)
    assert investment.monthly([march])[0].month_value is None


def test_growth_of_a_sum_is_computed_and_growth_of_a_reported_figure_is_not():
    summed, reported = to_date("""
        period_end  value  parts  grown  prior
        2026-09-30  35     2      33.0   30.0
        2026-10-31  33     1      -      30.0
    """)

    assert summed.derived_growth == pytest.approx(10)
    assert reported.derived_growth is None


def test_a_reprint_does_not_stand_while_a_firmer_figure_exists():
    figures = to_date("""
        period_end  value  grade
        2025-12-31  1102   B
        2026-03-31  300    C
    """)

    assert [row.value for row in investment.standing(figures, [investment.FUNDS], None)] == [1102]
    march = investment.standing(figures, [investment.FUNDS], date(2026, 3, 31))
    assert [row.value for row in march] == [300]


def test_years_are_compared_to_the_same_month():
    figures = to_date("""
        period_end  value
        2025-10-31  20
        2025-12-31  30
        2026-10-31  24
    """)

    found = investment.to_the_same_month(figures, [investment.FUNDS], None)
    assert [(row.year, row.value) for row in found] == [(2025, 20), (2026, 24)]


def test_the_shown_year_stands_beside_the_same_months_of_the_year_before():
    figures = investment.monthly(
        to_date("""
        period_end  value
        2025-02-28  40
        2025-03-31  70
        2026-02-28  50
        2026-03-31  88
        """)
    )

    found = investment.shown_year(figures, None)
    assert [(row.month_value, row.prior_month_value) for row in found] == [(50, 40), (38, 30)]
    assert investment.shown_year(figures, date(2025, 2, 28))[0].prior_month_value is None


HALF_HIDDEN = """
    area_code  short_zh  short_en  signing_year  rank  deals  contract_value  in_place_funds  confidential  source_id  source_title  grade
    621002     西峰        Xifeng    2026          1     3      30.0            6.0             0             s1         报表            A
    621022     环县        Huan      2026          5     2      -               -               2             s1         报表            A
    621022     环县        Huan      2025          1     1      -               -               1             s1         报表            A
"""


def test_sums_of_deals_say_how_many_confidential_ones_they_leave_out():
    signed, *_, producing, _ = deals.reach(rows(HALF_HIDDEN), STAGES)

    assert (signed.deals, signed.contract_value, signed.confidential) == (6, 30.0, 3)
    assert signed.absence is None
    assert (producing.deals, producing.contract_value, producing.absence) == (2, None, "suppressed")
    assert deals.funding_rate(rows(HALF_HIDDEN)) == pytest.approx(0.2)


def test_a_cohort_of_confidential_deals_has_no_amounts_and_no_zero():
    newest, before = deals.by_signing_year(rows(HALF_HIDDEN), STAGES)

    assert (newest.contract_value, newest.confidential, newest.absence) == (30.0, 2, None)
    assert (before.contract_value, before.in_place_funds, before.funding_rate) == (None, None, None)
    assert (before.deals, before.absence) == (1, "suppressed")


def test_a_stage_that_no_deal_reached_has_signed_nothing():
    *_, last = deals.reach(rows(HALF_HIDDEN), STAGES)

    assert (last.deals, last.contract_value, last.absence) == (0, 0.0, None)
