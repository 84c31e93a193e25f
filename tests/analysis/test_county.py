"""The indicators of places: sums over chains, their growth, completion and improvement."""

from __future__ import annotations

from datetime import date

import pytest

from chainboard.analysis.county import (
    between_years,
    counties,
    measured,
    of_chains,
    of_place,
    orders,
    shares,
    total,
)
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows

COMMON = {
    "metric_id": "output_value",
    "area_code": "621022",
    "area_level": "county",
    "kind": "flow",
    "unit": "亿元",
    "basis": "ytd",
    "status": "published",
    "hedge": "none",
    "direction": "higher_better",
}
RULES = rows("""
    rule_id  kind   light     gap_at_most  gap_below  words_zh  words_en
    behind   light  behind    -10.0        -          滞后       behind
    watch    light  watch     -            0.0        关注       watch
    fine     light  on_track  -            -          正常       on track
""")


def figures(text: str) -> list[Row]:
    drawn = (Row({**COMMON, **row}) for row in rows(text))
    return [row_of("county.figures", **row) for row in drawn]


TWO_CHAINS = """
    figure_id  chain_id   period_end  value  published_growth  target  prior_value  prior_target
    1          energy     2026-09-30  60.0   20.0              100.0   50.0         80.0
    2          petrochem  2026-09-30  30.0   -25.0             60.0    40.0         50.0
"""


def test_the_chains_of_a_county_are_added_and_set_against_their_targets_without_a_light():
    (row,) = measured(figures(TWO_CHAINS), RULES)

    assert (row.value, row.target) == (90.0, 160.0)
    assert row.completion == pytest.approx(0.5625)
    assert row.gap == pytest.approx(56.25 - 75)
    assert (row.light, row.rule_id, row.figure_id) == (None, None, None)


def test_growth_of_a_sum_is_derived_from_the_published_growth_of_its_parts():
    (row,) = measured(figures(TWO_CHAINS), RULES)

    assert row.published_growth is None and row.is_derived
    assert row.base == pytest.approx(50 + 40)
    assert row.growth == pytest.approx(0.0)


def test_what_one_part_was_before_its_correction_is_not_what_the_sum_was():
    parts = [row.with_(replaced_value=58.0, replaced_growth=19.0) for row in figures(TWO_CHAINS)]

    (both,), (one,) = measured(parts, RULES), measured(parts[:1], RULES)
    assert (both.replaced_value, both.replaced_growth) == (None, None)
    assert (one.replaced_value, one.replaced_growth) == (58.0, 19.0)


def test_growth_of_one_chain_is_the_published_one_whatever_the_levels_say():
    (row,) = measured(figures(TWO_CHAINS)[:0] + figures(TWO_CHAINS)[1:], RULES)

    assert (row.growth, row.published_growth, row.is_derived) == (-25.0, -25.0, False)
    assert row.figure_id == 2


def test_improvement_is_completion_less_that_of_the_same_months_of_last_year():
    (row,) = measured(figures(TWO_CHAINS), RULES)

    assert row.prior_completion == pytest.approx(90 / 130)
    assert row.improvement == pytest.approx(56.25 - 100 * 90 / 130)


def test_a_chain_that_is_withheld_is_left_out_of_value_and_target_and_counted():
    (row,) = measured(
        figures("""
            figure_id  chain_id      period_end  value  target  absence
            1          energy        2026-09-30  60.0   100.0   -
            2          low_altitude  2026-09-30  -      20.0    suppressed
            3          digital       2026-09-30  -      -       not_applicable
        """),
        RULES,
    )

    assert (row.value, row.target, row.left_out, row.absence) == (60.0, 100.0, 1, None)


def test_a_county_with_no_chain_reported_is_missing_and_not_zero():
    (row,) = measured(
        figures("""
            figure_id  chain_id      period_end  value  absence
            1          digital       2026-10-31  -      not_applicable
            2          energy        2026-10-31  -      late
        """),
        RULES,
    )

    assert (row.value, row.completion, row.light, row.absence) == (None, None, None, "late")


def test_a_county_that_nobody_speaks_of_is_not_published():
    (row,) = measured(figures("figure_id  period_end\n-  2023-12-31"), [])

    assert (row.value, row.absence) == (None, "not_published")


def test_the_secondary_sector_is_a_share_of_the_product_of_the_same_year():
    """Huan County 2023: 95.15 of 157.38 is the 60.46 % that the published pack's page shows."""
    found = rows("""
        metric_id      area_code  area_level  period_end  value
        gdp            '621022'   county      2023-12-31  157.3784
        gdp_secondary  '621022'   county      2023-12-31  95.15
        gdp_secondary  '621024'   county      2022-12-31  60.0
    """)

    own, other = shares(found, "gdp_secondary", "gdp")
    assert 100 * own.share == pytest.approx(60.46, abs=0.005)
    assert other.share is None


def test_a_sum_with_a_hole_is_no_sum():
    found = rows("metric_id  area_level  value\ngdp  county  1.5\ngdp  county  -")

    assert total(found) is None
    assert total(counties(found)["gdp"][:1]) == 1.5


def test_each_chain_of_a_county_has_its_own_completion_and_none_is_part_of_a_sum():
    """25 of 50 at nine months: 50 %, 25 points behind; a base of 0.05 is too small for a rate."""
    found = [
        Row(COMMON).with_(
            **row, period_end=date(2026, 9, 30), target_kind="level", published_growth=None
        )
        for row in rows("""
            chain_id  parent_id    value  target  base
            energy    -            25.0   50.0    24.0
            apple     agriculture  0.06   -       0.05
        """)
    ]

    energy, apple = of_chains(found, [])
    assert (energy.done, energy.gap, energy.is_small) == (50.0, -25.0, False)
    assert (apple.done, apple.gap, apple.is_small) == (None, None, True)
    assert "share" not in energy


PLACES = """
    area_code  done  growth  improvement  is_small  status
    '621002'   60.0  5.6     -            false     published
    '621022'   60.0  8.2     4.0          false     published
    '621024'   -     -       -            false     -
    '621025'   92.0  557.1   22.0         true      published
"""


def test_each_row_of_an_order_has_its_rank_in_all_three_and_a_small_base_none_in_growth():
    found = orders(rows(PLACES))

    assert [(row.area_code, row.rank) for row in found["done"]] == [
        ("621025", 1),
        ("621002", 2),
        ("621022", 2),
        ("621024", None),
    ]
    best = found["improvement"][0]
    assert (best.area_code, best.rank) == ("621025", 1)
    assert (best.rank_done, best.rank_growth, best.rank_improvement) == (1, None, 1)


def risen(text: str) -> list[tuple[str, int | None, int | None, int | None]]:
    found = orders(rows(text))["done"]
    return [(row.area_code, row.rank_done, row.rank_before, row.rose) for row in found]


def test_a_county_rises_in_rank_by_completion_since_the_same_months_of_last_year():
    """621025 was second of three; 621024 has not reported, and its old place counts for nobody."""
    assert risen("""
        area_code  done  growth  improvement  is_small  status     prior_completion
        '621002'   60.0  -       -            false     published  0.70
        '621022'   60.0  -       -            false     published  0.50
        '621024'   -     -       -            false     -          0.90
        '621025'   92.0  -       -            false     published  0.60
    """) == [
        ("621025", 1, 2, 1),
        ("621002", 2, 1, -1),
        ("621022", 2, 3, 1),
        ("621024", None, None, None),
    ]


def test_where_one_that_has_a_rank_had_none_last_year_nobody_is_said_to_have_risen():
    assert {
        row[2:]
        for row in risen("""
        area_code  done  growth  improvement  is_small  status     prior_completion
        '621002'   60.0  -       -            false     published  0.70
        '621022'   50.0  -       -            false     published  -
    """)
    } == {(None, None)}


def test_what_a_department_claims_keeps_its_value_and_has_no_rank():
    claimed = [r.with_(status="claim") if r.done == 92 else r for r in rows(PLACES)]

    found = orders(claimed)
    assert [(row.done, row.rank) for row in found["done"]] == [
        (60, 1), (60, 1), (92, None), (None, None),
    ]  # fmt: skip
    assert {row.rank for each in found.values() for row in each if row.done == 92} == {None}


def test_a_sum_is_as_firm_as_its_weakest_chain():
    parts = figures(TWO_CHAINS)

    (whole,) = measured([parts[0], parts[1].with_(status="claim")], RULES)
    assert whole.status == "claim"


def test_a_rate_between_two_years_is_ours_and_a_count_has_none():
    people, firms = between_years(
        rows("""
            value  prior_value  decimals
            44.0   40.0         2
            19     12           0
        """)
    )

    assert (people.growth, people.is_derived) == (pytest.approx(10.0), True)
    assert firms.growth is None


def test_the_rows_of_a_place_are_those_of_the_county_or_of_the_city():
    found = rows("""
        area_code  area_level
        '621000'   prefecture
        '621022'   county
        '621024'   county
    """)

    assert [row.area_code for row in of_place(found, "621022")] == ["621022"]
    assert [row.area_code for row in of_place(found, None)] == ["621000"]
