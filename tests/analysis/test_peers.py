"""Peers: nearest neighbours by public indicators, worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from chainboard.analysis.peers import (
    limits,
    neighbours,
    peer_codes,
    readings,
    steadiness,
)
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows

WITHIN = {"number": 2, "shared": 2, "years": 2}
PLACES = rows("""
    area_code  area_zh  area_en   is_own  is_of_province
    A          甲市      Jia       true    true
    B          乙市      Yi        false   true
    C          丙市      Bing      false   true
    D          丁市      Ding      false   false
""")
BOTH = [
    row_of("peers.indicators", metric_id="share", used_for="near", is_log=False, name_zh="占比"),
    row_of("peers.indicators", metric_id="gdp", used_for="near", is_log=True, name_zh="总量"),
]


def figure(metric_id: str, area_code: str, year: int, value: float, **other: object) -> Row:
    return row_of(
        "peers.figures",
        metric_id=metric_id,
        area_code=area_code,
        name_zh={"share": "占比", "gdp": "总量"}[metric_id],
        period_start=dt.date(year, 1, 1),
        period_end=dt.date(year, 12, 31),
        value=value,
        hedge="none",
        **other,
    )


def shares(**values: float) -> list[Row]:
    return [figure("share", place, 2022, value) for place, value in values.items()]


def levels(**values: float) -> list[Row]:
    return [figure("gdp", place, 2022, value) for place, value in values.items()]


def test_the_distance_is_the_root_mean_square_of_the_differences_of_standard_scores():
    """Shares 10, 20, 30, 40: their spread is √125, so one step is 10/√125 = 0.894; of GDP 1, 10,
    100, 1000 the logarithms are as far apart. B is one step away in both, D three."""
    told = [*shares(A=10, B=20, C=30, D=40), *levels(A=1, B=10, C=100, D=1000)]
    near = neighbours(readings(told, BOTH, PLACES, WITHIN), PLACES, WITHIN)

    assert [row.area_zh for row in near] == ["乙市", "丙市", "丁市"]
    assert [row.distance for row in near] == pytest.approx(
        [10 / 125**0.5, 20 / 125**0.5, 30 / 125**0.5]
    )
    assert [row.order for row in near] == [1, 2, 3]
    assert peer_codes(near) == {"B", "C"}


def test_a_place_with_fewer_indicators_than_the_rule_asks_for_is_left_out_and_says_what_it_lacks():
    told = [*shares(A=10, B=20, C=30), *levels(A=1, B=10)]
    *_, left = neighbours(readings(told, BOTH, PLACES, WITHIN), PLACES, WITHIN)

    assert (left.area_zh, left.distance, left.order, left.is_peer) == ("丁市", None, None, False)
    assert left.lacks_zh == ["占比", "总量"]


def test_the_distance_is_over_what_both_have():
    told = [*shares(A=10, B=20, C=10), *levels(A=1, B=10)]
    near = neighbours(readings(told, BOTH, PLACES, {**WITHIN, "shared": 1}), PLACES, WITHIN)

    alone = {**WITHIN, "shared": 1}
    found = neighbours(readings(told, BOTH, PLACES, alone), PLACES, alone)
    assert [(row.area_zh, row.shared, row.distance) for row in found][:1] == [("丙市", 1, 0.0)]
    assert [row.area_zh for row in near if row.distance is None] == ["丙市", "丁市"]


def test_the_year_is_that_which_most_places_share_with_the_city_and_another_one_is_said():
    told = [
        *shares(A=10, B=20, C=30),
        figure("share", "A", 2024, 11),
        figure("share", "D", 2020, 40),
    ]
    read = readings(told, BOTH, PLACES, WITHIN)

    assert [(row.area_code, row.value, row.is_other_year) for row in read] == [
        ("A", 10, False), ("B", 20, False), ("C", 30, False), ("D", 40, True),
    ]  # fmt: skip
    assert {row.year for row in read} == {2022}


def test_a_figure_of_a_year_too_far_off_a_floor_and_a_part_of_a_year_are_not_read():
    told = [
        *shares(A=10, B=20),
        figure("share", "C", 2018, 30),
        figure("share", "D", 2022, 40).with_(hedge="over"),
        figure("share", "D", 2022, 41).with_(period_end=dt.date(2022, 9, 30)),
    ]

    assert [row.area_code for row in readings(told, BOTH, PLACES, WITHIN)] == ["A", "B"]


def test_of_two_years_as_near_the_newer_is_read():
    told = [*shares(A=10, B=20), figure("share", "C", 2021, 1), figure("share", "C", 2023, 3)]

    assert readings(told, BOTH, PLACES, WITHIN)[-1].value == 3


def test_what_all_places_have_alike_tells_none_apart():
    near = neighbours(
        readings(shares(A=10, B=10, C=10), BOTH, PLACES, {**WITHIN, "shared": 1}),
        PLACES,
        {**WITHIN, "shared": 1},
    )

    assert [row.distance for row in near] == [0.0, 0.0, None]


def test_without_a_figure_of_the_city_nobody_is_near():
    read = readings(shares(B=10, C=20), BOTH, PLACES, WITHIN)

    assert read == []
    assert neighbours(read, PLACES, WITHIN) == []
    assert steadiness(read, PLACES, WITHIN) == []


def test_steadiness_is_the_part_of_both_lists_that_stays_when_an_indicator_is_left_out():
    """By both the nearest is B. By share alone it is B, by GDP alone it is C: with one peer the
    lists share all or nothing."""
    told = [*shares(A=10, B=11, C=20), *levels(A=1, B=1.2, C=1.1)]
    one = {**WITHIN, "number": 1}
    steady = steadiness(readings(told, BOTH, PLACES, one), PLACES, one)

    assert [(row.name_zh, row.overlap) for row in steady] == [("占比", 0.0), ("总量", 1.0)]


def test_the_limits_are_those_of_the_rules_and_without_one_there_are_none():
    told = rows("""
        rule_id       kind   threshold
        peers_number  peers  8.0
        peers_shared  peers  4.0
        peers_years   peers  2.0
        old_figure    age    18.0
    """)

    assert limits(told) == {"number": 8, "shared": 4, "years": 2}
    assert limits(told[:2]) == {}
