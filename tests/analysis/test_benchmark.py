"""The city beside other prefectures: same periods only, gaps in the unit, orders to be read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from chainboard.analysis.benchmark import compared, gaps, of_leaders, of_province
from chainboard.analysis.county_types import by_type
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows

WITHIN = {"number": 8, "shared": 4, "years": 2}
PEERS = frozenset("BCD")
CODES = "ABCDE"
PLACES = [
    Row(area_code=code, area_zh=f"{code}市", area_en=code, is_own=code == "A", is_of_province=True)
    for code in CODES
]
RATE = row_of("peers.indicators", metric_id="rate", used_for="compare", is_log=False)
MONEY = row_of("peers.indicators", metric_id="money", used_for="compare", is_log=False)


def rate(code: str, growth: float, year: int = 2025, month: int = 9, **other: Any) -> Row:
    """Growth since January, as published."""
    drawn = {"metric_id": "rate", "kind": "growth_only", "unit": "%", "published_growth": growth}
    return _figure(code, year, month, {**drawn, **other})


def money(code: str, value: float, year: int = 2022, month: int = 12, **other: Any) -> Row:
    drawn = {"metric_id": "money", "kind": "flow", "unit": "亿元", "value": value}
    return _figure(code, year, month, {**drawn, **other})


def _figure(code: str, year: int, month: int, drawn: dict[str, Any]) -> Row:
    common = {
        "area_code": code,
        "area_zh": f"{code}市",
        "period_start": dt.date(year, 1, 1),
        "period_end": dt.date(year, month, 31 if month == 12 else 30),
        "direction": "higher_better",
        "hedge": "none",
    }
    return row_of("peers.figures", **{**common, **drawn})


def beside(*figures: Row) -> list[Row]:
    return compared(figures, [RATE, MONEY], PLACES, PEERS, WITHIN)


def test_the_period_is_that_which_most_places_share_with_the_city():
    shown = beside(
        rate("A", 14.5), rate("B", 42.2), rate("A", 3.7, month=6), rate("B", 9), rate("A", 1, 2026)
    )

    assert [(row.area_code, row.reading, row.is_same) for row in shown] == [
        ("A", 14.5, True), ("B", 42.2, True),
    ]  # fmt: skip


def test_a_figure_of_another_period_is_beside_it_and_enters_no_gap():
    shown = beside(rate("A", 10), rate("B", 12), rate("C", 30, 2024))
    (gap,) = gaps(shown)

    assert [(row.area_code, row.is_same) for row in shown] == [
        ("A", True), ("B", True), ("C", False),
    ]  # fmt: skip
    assert (gap.same, gap.peers) == (2, 1)
    assert [row.area_code for row in gap.ahead] == ["B"]


def test_a_figure_further_off_than_the_rule_says_is_not_used():
    assert [row.area_code for row in beside(rate("A", 10), rate("B", 12), rate("C", 30, 2022))] == [
        "A", "B",
    ]  # fmt: skip


def test_a_part_of_a_year_never_stands_beside_the_value_of_a_whole_year():
    assert [row.area_code for row in beside(money("A", 9), money("B", 8), money("C", 7, month=9))] == [
        "A", "B",
    ]  # fmt: skip


def test_an_indicator_that_nobody_shares_with_the_city_is_left_out():
    assert beside(rate("A", 10), rate("B", 12, 2024)) == []
    assert beside(rate("B", 12), rate("C", 12)) == []


def test_a_floor_is_no_level_and_an_about_enters_no_gap():
    """突破 30, 约 25: the first is not drawn, the second is hollow; neither is in the median."""
    shown = beside(
        money("A", 10), money("B", 20), money("C", 30, hedge="over"), money("D", 25, hedge="about")
    )
    (gap,) = gaps(shown)

    assert [(row.area_code, row.is_floor, row.is_same) for row in shown] == [
        ("A", False, True), ("B", False, True), ("C", True, False), ("D", False, False),
    ]  # fmt: skip
    assert gap.peers == 1


def test_the_gap_to_the_median_of_three_peers_as_published_of_industrial_investment_in_2025():
    """庆阳 14.5, 白银 42.2, 酒泉 2.9, 平凉 −18.5: median 2.9, the city 11.6 points above it; the
    best is 27.7 points above the city."""
    (gap,) = gaps(beside(rate("A", 14.5), rate("B", 42.2), rate("C", 2.9), rate("D", -18.5)))

    assert gap.median == 2.9
    assert gap.gap_median == pytest.approx(11.6)
    assert (gap.best_peer.area_code, gap.order) == ("B", 2)
    assert [round(row.gap, 2) for row in gap.ahead] == [27.7]


def test_fewer_than_three_peers_have_no_median():
    (gap,) = gaps(beside(rate("A", 14.5), rate("B", 42.2), rate("C", 2.9)))

    assert (gap.peers, gap.median, gap.gap_median, gap.best_peer) == (2, None, None, None)


def test_where_less_is_better_the_lowest_is_the_best_and_neutral_ones_have_no_best():
    low = {"direction": "lower_better"}
    (gap,) = gaps(beside(*(rate(code, n, **low) for n, code in enumerate("BADC"))))
    assert [row.area_code for row in gap.ahead] == ["B"]
    assert (gap.order, gap.best_peer.area_code) == (2, "B")

    (neutral,) = gaps(
        beside(*(rate(code, n, direction="neutral") for n, code in enumerate("ABCD")))
    )
    assert (neutral.ahead, neutral.best_peer, neutral.order) == ([], None, None)
    assert neutral.median == 2


def test_equal_readings_are_neither_ahead_nor_behind():
    (gap,) = gaps(beside(rate("A", 5), rate("B", 5.001), rate("E", 6)))

    assert [row.area_code for row in gap.ahead] == ["E"]
    assert gap.order == 2


def test_the_province_is_listed_by_its_two_newest_widely_told_periods_of_a_growth():
    told = [
        *(rate(code, n) for n, code in enumerate(CODES)),
        *(rate(code, n, month=6) for n, code in enumerate(CODES)),
        *(rate(code, n, 2024) for n, code in enumerate(CODES)),
        rate("A", 1, 2026),
    ]
    listed = of_province(told, PLACES, ["rate"])

    assert [(row.group, row.period_end.month) for row in listed] == [(0, 9)] * 5 + [(1, 6)] * 5
    assert [row.area_code for row in listed][:5] == list("EDCBA")
    assert [row.rank for row in listed][:5] == [1, 2, 3, 4, 5]


def test_a_list_that_lacks_places_names_them_and_ranks_nobody():
    told = [money("A", 4), money("B", 3), money("C", 2), money("D", 1, hedge="over")]
    listed = of_province(told, PLACES, ["money"])

    assert [(row.area_code, row.reading, row.rank) for row in listed] == [
        ("A", 4, None), ("B", 3, None), ("C", 2, None), ("D", 1, None), ("E", None, None),
    ]  # fmt: skip
    assert (listed[-1].figure_id, listed[-1].absence, listed[-1].held) == (None, "not_published", 4)
    assert listed[3].is_floor


def test_of_a_value_the_newest_complete_period_stands_before_a_newer_one_with_gaps():
    told = [
        *(money(code, n, 2020) for n, code in enumerate(CODES)),
        *(money(code, n, 2021) for n, code in enumerate("ABCD")),
    ]

    assert {row.period_end.year for row in of_province(told, PLACES, ["money"])} == {2020}


def test_cases_of_places_that_do_better_come_first_and_the_citys_own_not_at_all():
    cases = rows("""
        case_id  area_code  is_own
        1        A          true
        2        -          false
        3        E          false
    """)
    (gap,) = gaps(beside(rate("A", 5), rate("E", 6)))
    told = of_leaders(cases, [gap])

    assert [(row.case_id, [each.area_code for each in row.ahead]) for row in told] == [
        (3, ["E"]), (2, []),
    ]  # fmt: skip
    assert told[0].ahead[0].own.reading == 5


TYPES = rows("""
    area_code  type_zh  type_en
    west     服务      services
    north     工业      industry
    east     工业      industry
""")


def test_counties_stand_beside_those_of_their_type_alone_the_farthest_first():
    told = rows("""
        area_code  done  status     absence
        north     40.0  published  -
        east     50.0  published  -
        west     90.0  published  -
        south     99.0  published  -
    """)

    assert [(row.type_zh, row.area_code) for row in by_type(told, TYPES, True)] == [
        ("工业", "east"), ("工业", "north"), ("服务", "west"),
    ]  # fmt: skip
    assert [row.area_code for row in by_type(told, TYPES, False)] == ["west", "north", "east"]


def test_what_another_office_claims_is_set_beside_nothing():
    told = rows("""
        area_code  done  status  absence
        north     40.0  claim   -
    """)

    assert [row.done for row in by_type(told, TYPES, True)] == [None]
