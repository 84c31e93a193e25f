"""drivers.parts"""

from datetime import date

from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

CITY = View()


def two_years():
    pack = with_places()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   area_code  period_end  value  growth
        1          petrochem  621000     2024-03-31  20.0   -
        2          petrochem  621000     2025-03-31  22.0   -
        3          petrochem  621000     2026-03-31  24.4   5.2
        4          digital    621000     2026-03-31  9.0    -
        5          petrochem  621002     2025-03-31  7.0    -
        6          petrochem  621002     2026-03-31  8.0    2.0
        """,
    )
    return pack


def parts(pack, along, *columns, view=CITY, against_end=None):
    more = {"metric_id": "output_value", "along": along, "against_end": against_end}
    return only(answer(pack, "drivers.parts", view, **more), *columns)


def test_the_chains_of_the_place_stand_beside_the_year_before():
    told = parts(two_years(), "chain", "chain_id", "value", "prior_value", "prior_end", "may_add")

    before = date(2025, 3, 31)
    assert told == [
        {
            "chain_id": "digital", "value": 9.0, "prior_value": None, "prior_end": before,
            "may_add": False,
        },
        {
            "chain_id": "petrochem", "value": 24.4, "prior_value": 22.0, "prior_end": before,
            "may_add": False,
        },
    ]  # fmt: skip


def test_counties_of_one_chain_add_and_another_period_may_be_compared_with():
    chain = View(chain="petrochem")
    last = parts(two_years(), "county", "area_code", "value", "prior_value", "may_add", view=chain)
    city = View(chain="petrochem", county="all")
    earlier = parts(two_years(), "chain", "prior_value", view=city, against_end=date(2024, 3, 31))

    assert last == [{"area_code": "621002", "value": 8.0, "prior_value": 7.0, "may_add": True}]
    assert [row["prior_value"] for row in earlier] == [None, 20.0]


def test_a_break_of_scope_between_the_two_is_told():
    pack = two_years()
    into(
        pack,
        "scope_break",
        """
        panel        sort  kind      metric_id     period_end  words_zh  words_en  source_id
        county_rank  1     revision  output_value  2025-12-31  修订      revised   s1
        """,
    )

    assert {row["is_broken"] for row in parts(pack, "chain", "is_broken")} == {True}
    assert {row["is_broken"] for row in parts(two_years(), "chain", "is_broken")} == {False}
