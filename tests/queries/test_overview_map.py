"""overview_map: the counties' funds against their targets, and their secondary industry."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from chainboard.packs import DEMO, PUBLISHED
from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.queries.chained import with_chains
from tests.tables import into, only, rows

CITY = View(pack=DEMO)
RECORD = View(pack=PUBLISHED)
EIGHT = ("621002", "621021", "621022", "621023", "621024", "621025", "621026", "621027")


def with_funds() -> duckdb.DuckDBPyConnection:
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        metric_id             chain_id     area_code  period_end  value  absence
        investment_attracted  energy       621002     2026-10-31  60     -
        investment_attracted  agriculture  621002     2026-10-31  20     -
        investment_attracted  apple        621002     2026-10-31  15     -
        investment_attracted  energy       621022     2026-10-31  30     -
        investment_attracted  agriculture  621022     2026-10-31  -      not_applicable
        investment_attracted  energy       621022     2026-09-30  27     -
        """,
    )
    into(
        pack,
        "target",
        """
        metric_id             chain_id     area_code  year  value
        investment_attracted  energy       621002     2026  75
        investment_attracted  agriculture  621002     2026  25
        investment_attracted  apple        621002     2026  18
        investment_attracted  energy       621022     2026  40
        """,
    )
    return pack


def funds(pack: duckdb.DuckDBPyConnection, view: View = CITY) -> list:
    return only(answer(pack, "overview_map.funds", view), "area_code", "share", "absence")


def test_a_county_s_funds_are_the_sum_of_its_whole_chains_against_the_sum_of_their_targets():
    """80 of 100: the apples are in agriculture. What a county does not have does not count."""
    assert funds(with_funds()) == rows("""
        area_code  share  absence
        '621002'   0.8    -
        '621022'   0.75   -
    """)


def test_a_county_that_owes_one_chain_has_no_share_and_says_why():
    pack = with_funds()
    into(pack, "observation", "metric_id  chain_id  area_code  period_end  absence\n"
         "investment_attracted  agriculture  621022  2026-11-30  not_applicable\n"
         "investment_attracted  energy  621022  2026-11-30  late\n"
         "investment_attracted  energy  621002  2026-11-30  suppressed")  # fmt: skip

    assert funds(pack) == rows("""
        area_code  share  absence
        '621002'   -      suppressed
        '621022'   -      late
    """)


def test_a_confidential_chain_is_left_out_of_both_sums_and_counted():
    """60 of 75: the figure of agriculture and its target of 25 stand in neither."""
    pack = with_funds()
    into(pack, "observation", "metric_id  chain_id  area_code  period_end  value  absence\n"
         "investment_attracted  energy  621002  2026-11-30  60  -\n"
         "investment_attracted  agriculture  621002  2026-11-30  -  suppressed")  # fmt: skip

    (found, *_rest) = only(answer(pack, "overview_map.funds", CITY), "share", "absence", "hidden")
    assert found == {"share": 0.8, "absence": None, "hidden": 1}


def test_a_county_that_nobody_asked_that_month_keeps_its_place_without_a_share():
    found = funds(with_funds(), View(pack=DEMO, period="2026-09"))

    assert only(found, "area_code", "absence") == rows("""
        area_code  absence
        '621002'   not_published
        '621022'   -
    """)


def with_eight_counties() -> duckdb.DuckDBPyConnection:
    pack = with_places()
    for code in EIGHT[1:2] + EIGHT[3:]:
        into(pack, "area", "area_code  name_zh  level  parent_code  sort\n"
             f"{code}  县{code}  county  621000  90")  # fmt: skip
    return pack


def product(pack: duckdb.DuckDBPyConnection, year: int, counties: tuple[str, ...]) -> None:
    for nth, code in enumerate(counties, start=1):
        into(pack, "observation", "metric_id  area_code  period_end  value\n"
             f"gdp  {code}  {year}-12-31  100\n"
             f"gdp_secondary  {code}  {year}-12-31  {10 * nth}")  # fmt: skip


def test_shares_of_the_secondary_industry_are_of_the_newest_year_that_all_eight_have():
    pack = with_eight_counties()
    product(pack, 2022, EIGHT[::-1])
    product(pack, 2023, EIGHT)
    product(pack, 2024, EIGHT[:7])

    found = answer(pack, "overview_map.secondary_industry", RECORD)
    assert {row.period_end for row in found} == {date(2023, 12, 31)}
    assert [row.area_code for row in found] == [*reversed(EIGHT)]
    assert [row.share for row in found] == pytest.approx([n / 10 for n in range(8, 0, -1)])


def test_nine_months_are_no_year_and_seven_counties_are_no_map():
    pack = with_eight_counties()
    product(pack, 2023, EIGHT[:7])
    into(pack, "observation", "metric_id  area_code  period_end  value\n"
         "gdp  621027  2023-09-30  70\ngdp_secondary  621027  2023-09-30  30")  # fmt: skip

    assert answer(pack, "overview_map.secondary_industry", RECORD) == []
