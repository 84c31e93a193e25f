"""Shares, sums and amounts per mu of the parks."""

import pytest

from chainboard.analysis import parks
from chainboard.view import Row
from tests.tables import rows

PLAIN = {
    "park_id": "p1",
    "area_code": "621002",
    "kind": "stock",
    "absence": None,
    "published_growth": None,
    "growth_text": None,
    "name_zh": "示例园区",
}


def figures(text: str) -> list[Row]:
    return [Row({**PLAIN, **row}) for row in rows(text)]


def test_a_mu_brings_ten_thousands_of_yuan_from_hundreds_of_millions():
    """Xifeng would bring 6.94 万元 a mu: 6.04 亿元 from 8,700 mu."""
    assert parks.per_mu(6.04, 8_700) == pytest.approx(6.94, abs=0.005)


@pytest.mark.parametrize("area", [None, 0, -5])
def test_without_land_nothing_is_said_per_mu(area):
    assert parks.per_mu(6.04, area) is None


def test_each_share_is_of_the_step_before_and_idle_land_is_supplied_and_not_built():
    (park,) = parks.side_by_side(
        figures("""
        metric_id              value
        park_developable_area  4800
        park_supplied_area     3600
        park_built_area        900
        """)
    )

    assert (park.supply_share, park.built_share) == (0.75, 0.25)
    assert (park.idle, park.idle_share) == (2700, 0.75)
    assert park.let_share is None


def test_a_missing_step_gives_no_share_and_keeps_its_reason():
    (park,) = parks.side_by_side(
        figures("""
        metric_id           value  absence
        park_supplied_area  3600   -
        park_built_area     -      late
        """)
    )

    assert (park.built_share, park.idle) == (None, None)
    assert park.absences == {"park_built_area": "late", "built_share": "late"}


def test_more_built_than_supplied_leaves_no_idle_land_and_no_negative_one():
    (park,) = parks.side_by_side(
        figures("metric_id  value\npark_supplied_area  100\npark_built_area  120")
    )

    assert (park.idle, park.built_share) == (0, 1.2)


TWO_PARKS = """
    park_id  metric_id          kind  value  published_growth  growth_text
    p1       park_output_value  flow  110    10.0              '10.0'
    p2       park_output_value  flow  45     -10.0             '-10.0'
"""


def test_a_sum_has_a_derived_growth_and_no_published_one():
    """110 grew from 100 and 45 from 50: 155 from 150."""
    total = parks.totals(figures(TWO_PARKS))["park_output_value"]

    assert (total.value, total.reports, total.parks) == (155, 2, 2)
    assert total.derived_growth == pytest.approx(100 * (155 / 150 - 1))
    assert total.published_growth is None


def test_a_single_park_keeps_its_published_growth():
    total = parks.totals(figures(TWO_PARKS)[:1])["park_output_value"]

    assert (total.published_growth, total.derived_growth) == (10.0, None)


def test_a_sum_says_how_many_parks_it_covers_and_which_its_growth_leaves_out():
    total = parks.totals(
        figures("""
        park_id  metric_id          kind  value  published_growth  name_zh
        p1       park_output_value  flow  110    -                 甲园
        p2       park_output_value  flow  45     -10.0             乙园
        p3       park_output_value  flow  -      -                 丙园
        """)
    )["park_output_value"]

    assert (total.value, total.reports, total.parks) == (155, 2, 3)
    assert total.derived_growth == pytest.approx(-10)
    assert [park.name_zh for park in total.without_growth] == ["甲园"]


def test_no_park_reported_is_a_sum_of_nothing_and_not_of_zero():
    total = parks.totals(figures("metric_id  value\npark_tax  -"))["park_tax"]

    assert (total.value, total.reports) == (None, 0)


def test_an_overall_share_covers_only_the_parks_that_reported_both():
    sides = parks.side_by_side(
        figures("""
        park_id  metric_id           value
        p1       park_workshop_let   8
        p1       park_workshop_area  10
        p2       park_workshop_let   5
        """)
    )

    assert parks.overall(sides, "let_share") == 0.8


def test_a_sum_carries_its_part_of_the_whole_over_the_parks_that_reported_both():
    sums = parks.totals(
        figures("""
        park_id  metric_id           value
        p1       park_workshop_let   8
        p1       park_workshop_area  10
        p2       park_workshop_let   5
        """)
    )

    assert (sums["park_workshop_let"].value, sums["park_workshop_let"].share) == (13, 0.8)
    assert sums["park_workshop_area"].share is None


def test_where_no_park_has_tax_the_output_stands_in_and_ends_are_of_parks_that_have_both():
    found = parks.yields(
        rows("""
        park_id  metric_id          per_mu
        p1       park_output_value  500.0
        p1       park_fai           40.0
        p2       park_output_value  50.0
        p2       park_fai           30.0
        p3       park_output_value  900.0
        p3       park_fai           -
        """)
    )

    assert [(row.metric_id, row.up, row.across) for row in found] == [
        ("park_output_value", 500.0, 40.0),
        ("park_output_value", 50.0, 30.0),
        ("park_output_value", 900.0, None),
    ]
    assert [row.park_id for row in found if row.is_highest] == ["p1"]
    assert [row.park_id for row in found if row.is_lowest] == ["p2"]


def test_a_park_with_fewer_than_two_full_years_is_not_compared_per_mu():
    old, new = parks.with_per_mu(rows("value  area  full_years\n2.0  1000  2\n2.0  1000  1"))

    assert (old.per_mu, new.per_mu) == (20.0, None)


def test_ties_stand_together_at_both_ends():
    sides = rows("park_id  let_share\np1  0.9\np2  0.9\np3  0.4\np4  -")
    ends = parks.marked(sides, "let_share")

    assert [park.park_id for park in ends if park.is_highest] == ["p1", "p2"]
    assert [park.park_id for park in ends if park.is_lowest] == ["p3"]


def test_a_park_without_the_share_comes_last():
    ordered = parks.by_share(rows("park_id  let_share\np1  -\np2  0.0\np3  0.4"), "let_share")

    assert [park.park_id for park in ordered] == ["p3", "p2", "p1"]


def test_the_leading_chain_is_that_of_most_firms_counted_by_their_shares():
    found = parks.leading(
        rows("""
        park_id  chain_id  firms  weight
        p1       digital   4      4.0
        p1       energy    4      4.0
        p1       health    5      3.1
        p2       health    1      0.5
        """)
    )

    first = [(row.park_id, row.chain_id) for row in found if row.is_leading]
    assert first == [("p1", "digital"), ("p1", "energy"), ("p2", "health")]
    assert parks.leading([]) == []


def test_a_park_comes_before_a_county_and_a_county_before_all():
    drawn = rows("park_id  area_code\np1  '621002'\np2  '621022'\np3  '621022'")

    assert [r.park_id for r in parks.chosen(drawn, "p1", "621022")] == ["p1"]
    assert [r.park_id for r in parks.chosen(drawn, None, "621022")] == ["p2", "p3"]
    assert len(parks.chosen(drawn, None, None)) == 3


def yielded(text: str) -> list[Row]:
    return rows(text)


def test_a_park_is_on_the_frontier_while_no_other_brings_more_for_no_more_investment():
    told = parks.frontier(
        yielded("""
        park_id  up  across
        a        10  20
        b        8   20
        c        5   9
        d        4   12
        e        -   3
    """)
    )

    assert [row.park_id for row in told if row.is_on_frontier] == ["a", "c"]


def test_two_parks_that_are_the_same_in_both_are_both_on_it():
    told = parks.frontier(yielded("park_id  up  across\na  10  20\nb  10  20"))

    assert [row.is_on_frontier for row in told] == [True, True]


def test_lines_of_one_share_stand_below_between_and_above_the_parks():
    """3 of 20 is 15 %, 9 of 12 is 75 %."""
    told = parks.iso_shares(yielded("park_id  up  across\na  3  20\nb  9  12"))

    assert told == [0.1, 0.2, 0.5, 1.0]


def test_without_a_park_that_has_both_there_is_no_line():
    assert parks.iso_shares(yielded("park_id  up  across\na  -  20\nb  9  0")) == []
