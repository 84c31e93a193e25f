"""county.figures and years_apart; county_course.points, by_chain, positions and growth."""

from __future__ import annotations

from datetime import date

import pytest

from chainboard.packs import DEMO, PUBLISHED
from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only, rows

ALL = View(pack=DEMO)
METRICS = ["investment_attracted", "output_value", "industrial_va", "gdp"]


def figures(pack, view=ALL):
    return answer(pack, "county.figures", view, metric_ids=METRICS)


def with_chains(metric_id="investment_attracted"):
    pack = with_places()
    into(
        pack,
        "chain",
        """
        chain_id     parent_id    name_zh  sort
        energy       -            综合能源  10
        agriculture  -            现代农业  50
        apple        agriculture  苹果      51
        """,
    )
    is_added = metric_id == "investment_attracted"
    into(pack, "metric", f"metric_id  adds_over_chains\n{metric_id}  {is_added}")
    into(
        pack,
        "observation",
        f"""
        figure_id  metric_id             chain_id     area_code  period_end  value  growth  absence
        1          {metric_id}  energy       621002     2025-10-31  40     -       -
        2          {metric_id}  energy       621002     2026-10-31  50     10.0    -
        3          {metric_id}  agriculture  621002     2026-10-31  20     5.0     -
        4          {metric_id}  apple        621002     2026-10-31  9      1.0     -
        5          {metric_id}  energy       621022     2026-10-31  -      -       late
        6          {metric_id}  energy       621000     2026-10-31  55     9.0     -
        """,
    )
    into(
        pack,
        "target",
        f"""
        metric_id             chain_id  area_code  year  value
        {metric_id}  energy    621002     2025  50
        {metric_id}  energy    621002     2026  60
        """,
    )
    return pack


def test_without_a_chain_the_parts_are_the_chains_that_have_no_parent():
    assert only(figures(with_chains()), "area_code", "chain_id", "figure_id", "absence") == rows("""
        area_code  chain_id     figure_id  absence
        '621000'   energy       6          -
        '621002'   agriculture  3          -
        '621002'   energy       2          -
        '621022'   energy       5          late
    """)


def test_output_of_several_chains_is_never_added_and_so_not_asked_for():
    """What one chain sells another stands in both: there is a row where one chain is picked."""
    pack = with_chains("output_value")

    assert figures(pack) == []
    assert answer(pack, "county_course.points", ALL, metric_id="output_value") == []
    picked = figures(pack, View(pack=DEMO, chain="energy"))
    assert [row.value for row in picked if row.area_code == "621002"] == [50.0]


def test_a_chain_that_is_picked_is_the_only_part_and_a_place_without_it_keeps_its_row():
    view = View(pack=DEMO, chain="apple")
    into(pack := with_chains(), "observation", "metric_id  chain_id  area_code  period_end  value\n"
         "investment_attracted  apple  621000  2026-10-31  9")  # fmt: skip

    assert only(figures(pack, view), "area_code", "figure_id", "value") == rows("""
        area_code  figure_id  value
        '621000'   7          9.0
        '621002'   4          9.0
        '621022'   -          -
    """)


def test_a_figure_stands_beside_target_and_the_same_months_of_last_year():
    (row,) = [r for r in figures(with_chains()) if r.figure_id == 2]

    assert (row.target, row.prior_end, row.prior_value, row.prior_target) == (
        60.0,
        date(2025, 10, 31),
        40.0,
        50.0,
    )


def test_a_month_that_fewer_than_half_the_counties_have_is_not_the_latest():
    pack = with_places()
    into(pack, "area", "area_code  name_zh  level  parent_code  sort\n"
         "621024  合水县  county  621000  70")  # fmt: skip
    into(
        pack,
        "observation",
        """
        metric_id  area_code  chain_id  period_end  value  growth
        gdp        621002     -         2023-12-31  318    -
        gdp        621022     -         2023-12-31  157    -
        gdp        621024     -         2024-03-31  -      25.4
        """,
    )

    assert {row.period_end for row in figures(pack)} == {date(2023, 12, 31)}


def test_a_period_that_is_asked_for_is_shown_and_no_other():
    view = View(pack=DEMO, period="2025-10")

    assert {row.period_end for row in figures(with_chains(), view)} == {date(2025, 10, 31)}
    assert figures(with_chains(), View(pack=DEMO, period="2022")) == []


def test_two_censuses_and_two_counts_of_firms_stand_beside_each_other():
    pack = with_places()
    into(
        pack,
        "metric",
        "metric_id  kind\nresident_population  stock\nindustry_firms  stock",
    )
    into(
        pack,
        "observation",
        """
        metric_id            area_code  chain_id  period_end  basis  value
        resident_population  621002     -         2010-11-01  point  37.75
        resident_population  621002     -         2018-12-31  point  37.48
        resident_population  621002     -         2020-11-01  point  51.39
        resident_population  621002     -         2022-12-31  point  52.10
        resident_population  621022     -         2010-11-01  point  30.29
        resident_population  621022     -         2018-12-31  point  30.11
        resident_population  621022     -         2020-11-01  point  30.47
        resident_population  621022     -         2022-12-31  point  29.80
        industry_firms       621002     -         2011-12-31  point  9
        industry_firms       621022     -         2011-12-31  point  7
        industry_firms       621002     -         2020-12-31  point  18
        industry_firms       621002     -         2023-12-31  point  33
        industry_firms       621022     -         2020-12-31  point  12
        industry_firms       621022     -         2023-12-31  point  19
        """,
    )

    into(
        pack,
        "scope_break",
        """
        panel            sort  kind        metric_id            period_end
        county_dumbbell  10    same_scope  resident_population  2010-11-01
        county_dumbbell  20    same_scope  industry_firms       2020-12-31
        """,
    )

    found = answer(pack, "county.years_apart", ALL)
    assert only(found, "metric_id", "area_code", "prior_value", "value") == rows("""
        metric_id            area_code  prior_value  value
        industry_firms       '621002'   18.0         33.0
        industry_firms       '621022'   12.0         19.0
        resident_population  '621002'   37.75        51.39
        resident_population  '621022'   30.29        30.47
    """)
    before_2023 = answer(pack, "county.years_apart", View(pack=PUBLISHED, period="2022"))
    assert {row.metric_id for row in before_2023} == {"resident_population"}


@pytest.mark.parametrize("kind", ["revision", "other_source"])
def test_two_years_with_a_break_of_scope_between_them_are_no_pair(kind):
    """The threshold of firms above size moved in 2011: what is counted on either side differs."""
    pack = with_places()
    into(
        pack,
        "observation",
        """
        metric_id            area_code  chain_id  period_end  basis  value
        industry_firms       621002     -         2020-12-31  point  18
        industry_firms       621002     -         2023-12-31  point  33
        industry_firms       621022     -         2020-12-31  point  12
        industry_firms       621022     -         2023-12-31  point  19
        """,
    )
    into(
        pack,
        "scope_break",
        f"""
        panel            kind        metric_id       period_end
        county_dumbbell  same_scope  industry_firms  2020-12-31
        county_cards     {kind}      industry_firms  2023-12-31
        """,
    )

    assert answer(pack, "county.years_apart", ALL) == []


def test_what_adds_is_the_sum_of_a_county_s_chains_month_by_month():
    funds = {"metric_id": "investment_attracted"}
    found = answer(with_chains(), "county_course.points", ALL, **funds)

    assert only(found, "area_code", "period_end", "value", "figure_id", "absence") == rows("""
        area_code  period_end  value  figure_id  absence
        '621002'   2025-10-31  40.0   1          -
        '621002'   2026-10-31  70.0   -          -
        '621022'   2026-10-31  -      5          late
    """)


def test_the_product_moves_by_full_years_and_keeps_the_note_that_breaks_its_line():
    pack = with_places()
    into(
        pack,
        "observation",
        """
        metric_id  area_code  chain_id  period_end  value  note_zh
        gdp        621022     -         2018-12-31  103.8  -
        gdp        621022     -         2019-12-31  113.4  口径有断点
        gdp        621022     -         2024-03-31  30.1   -
        """,
    )

    found = answer(pack, "county_course.points", ALL, metric_id="gdp")
    assert only(found, "period_end", "note_zh") == rows("""
        period_end  note_zh
        2018-12-31  -
        2019-12-31  口径有断点
    """)


def test_growth_that_only_a_second_source_prints_is_found():
    pack = with_places()
    into(pack, "source", "source_id  grade\nbook  B\nreprint  C")
    into(
        pack,
        "observation",
        """
        metric_id  area_code  chain_id  period_end  value  growth  growth_text  source_id
        gdp        621022     -         2022-12-31  151.8  -       -            book
        gdp        621022     -         2022-12-31  151.8  6.2     6.2          reprint
        """,
    )

    found = answer(pack, "county_course.growth_as_published", ALL)
    assert only(found, "published_growth", "growth_text", "grade") == [
        {"published_growth": 6.2, "growth_text": "6.2", "grade": "C"}
    ]


def test_every_county_has_a_row_for_every_chain_and_a_missing_one_says_so():
    found = answer(with_chains("output_value"), "county_course.by_chain", ALL)

    assert only(found, "area_code", "chain_id", "value", "absence") == rows("""
        area_code  chain_id     value  absence
        '621002'   energy       50.0   -
        '621002'   agriculture  20.0   -
        '621002'   apple        9.0    -
        '621022'   energy       -      late
        '621022'   agriculture  -      not_published
        '621022'   apple        -      not_published
    """)


def test_a_county_without_a_statement_keeps_its_place_among_the_positions():
    pack = with_chains()
    into(
        pack,
        "statement",
        """
        area_code  chain_id  subject_zh            subject_en  value_text  sheet         reason
        621022     energy    环县招商方向：能源       Energy      –           chains.csv    dated_fact
        621022     energy    环县风电累计            Wind        84.5        output.csv    other
        """,
    )

    found = answer(pack, "county_course.positions", ALL)
    assert only(found, "area_code", "subject_zh") == rows("""
        area_code  subject_zh
        '621002'   -
        '621022'   环县招商方向：能源
    """)


def test_a_total_that_was_reported_stands_instead_of_its_chains_and_never_with_them():
    pack = with_chains()
    into(pack, "edition", "pack  number\ndemo  1")
    into(pack, "observation", "metric_id  chain_id  area_code  period_end  value  growth\n"
         "investment_attracted  -  621000  2026-10-31  77  8.1")  # fmt: skip

    city = [row for row in figures(pack) if row.area_code == "621000"]
    assert only(city, "chain_id", "value") == [{"chain_id": None, "value": 77.0}]
    picked = figures(pack, View(pack=DEMO, chain="energy"))
    assert [row.value for row in picked if row.area_code == "621000"] == [55.0]
