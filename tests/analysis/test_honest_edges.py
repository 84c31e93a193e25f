"""The analyses at their edges: a word and a reason, never a number that means nothing."""

from __future__ import annotations

from datetime import date
from math import isfinite

import pytest

from chainboard.analysis import outlook, peers, season
from chainboard.analysis.completeness import completeness
from chainboard.analysis.growth import derived_growth
from chainboard.analysis.missing import missing_links
from chainboard.analysis.pace import completion, pace_gap
from chainboard.analysis.targets import in_versions, set_beside
from chainboard.panels import figures
from chainboard.view import Row
from chainboard.words import moved, turnaround
from tests.panels.drawing import ZH
from tests.tables import rows

FULL = list(range(2, 13))
KEY = {"metric_id": "profit", "area_code": "621000", "chain_id": "petrochem"}
TARGET = Row(kind="flow", target_kind="level", target=100.0, direction="higher_better", **KEY)


def year(number: int, to_date: list[float], months: list[int] = FULL, **more: object) -> Row:
    return Row(year=number, months=months, to_date=to_date, broken_on=None, **KEY).with_(**more)


def even(number: int, **more: object) -> Row:
    return year(number, [month / 12 for month in FULL], **more)


def month(of: int, value: float, **more: object) -> Row:
    end = date(2026, of, 28)
    told = {"basis": "ytd", "hedge": "none", "status": "verified"}
    return TARGET.with_(period_end=end, value=value, **told, **more)


def refused(years: list[Row], months: list[Row], target: float | None = 100.0) -> str:
    past = season.pasts(years).get(season.key_of(TARGET), season.NOTHING)
    row = outlook.of_target(TARGET.with_(target=target), months, past)
    numbers = [value for value in row.values() if isinstance(value, float)]
    assert all(map(isfinite, numbers))
    assert (row.verdict == "refused") == (row.year_end is None)
    return str(row.refusal)


EVEN = [even(number) for number in (2023, 2024, 2025)]
LOSS = [year(number, [-1.0] * 10 + [5.0]) for number in (2023, 2024, 2025)]
NOTHING_MADE = [year(number, [0.0] * 11) for number in (2023, 2024, 2025)]
LATE = [year(number, [0.0] * 10 + [5.0]) for number in (2023, 2024, 2025)]
HOLES = [even(2023), even(2024), year(2025, [1.0, 2.0], [2, 12])]
BROKEN = [even(number, broken_on=date(2026, 6, 1)) for number in (2023, 2024, 2025)]


@pytest.mark.parametrize(
    ("years", "months", "target", "why"),
    [
        (EVEN, [month(9, 60.0)], 100.0, ""),
        (EVEN, [month(9, 60.0)], 0.0, "no_target"),
        (EVEN, [month(9, 60.0)], None, "no_target"),
        (EVEN, [month(9, 60.0).with_(status="flash")], 100.0, "not_firm"),
        (EVEN, [], 100.0, "not_firm"),
        (EVEN, [month(1, 60.0)], 100.0, "january"),
        (EVEN, [month(12, 60.0)], 100.0, "year_over"),
        (EVEN, [month(9, 0.0)], 100.0, "zero"),
        (EVEN, [month(9, -3.0)], 100.0, "below"),
        (LOSS, [month(9, 60.0)], 100.0, "below"),
        (NOTHING_MADE, [month(9, 60.0)], 100.0, "below"),
        (LATE, [month(9, 60.0)], 100.0, "zero"),
        (HOLES, [month(9, 60.0)], 100.0, "holes"),
        (BROKEN, [month(9, 60.0)], 100.0, "broken"),
        (EVEN[1:], [month(9, 60.0)], 100.0, "few_years"),
        ([], [month(9, 60.0)], 100.0, "few_years"),
    ],
)
def test_a_year_that_cannot_be_reckoned_says_why(years, months, target, why):
    assert refused(years, months, target) == why


def test_years_that_never_differed_give_a_range_of_one_number():
    past = season.pasts(EVEN)[season.key_of(TARGET)]
    row = outlook.of_target(TARGET, [month(9, 60.0)], past)

    assert row.year_end_low == pytest.approx(row.year_end_high) == pytest.approx(80)


@pytest.mark.parametrize("target", [None, 0, 0.0, -5.0])
def test_of_a_target_that_is_not_above_zero_there_is_no_completion_and_no_gap(target):
    assert completion(50.0, target) is None
    assert pace_gap(50.0, target, 6) is None


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        (-5.0, 3.0, "扭亏为盈"),
        (-5.0, -3.0, "减亏"),
        (-5.0, -8.0, "增亏"),
        (5.0, -3.0, "由盈转亏"),
        (0.0, 3.0, "上年同期为零"),
    ],
)
def test_from_zero_or_less_a_word_stands_and_no_rate(before, now, word):
    assert turnaround("zh", before, now) == word
    assert before > 0 or (derived_growth(now, before), moved("zh", before, now, "亿元")) == (
        None,
        "",
    )


def test_a_growth_from_a_loss_is_said_in_a_word_even_where_a_rate_was_sent():
    row = Row(value=3.0, same_scope_prior=-5.0, published_growth=-160.0, growth_basis="nominal",
              unit="亿元")  # fmt: skip

    assert figures.rate(row, ZH.say) == "扭亏为盈"
    assert figures.published_rate(row, ZH.say) == "扭亏为盈（名义、同口径）"
    assert figures.rate(row.with_(same_scope_prior=2.0), ZH.say).startswith("▼")


def test_a_target_of_the_city_of_zero_is_set_beside_its_counties_without_a_ratio():
    drawn = rows("""
        target_id  area_code  area_level  target
        1          621000     prefecture  0.0
        2          621002     county      5.0
    """)
    same = {"metric_id": "tax", "chain_id": "petrochem", "parent_id": None, "kind": "flow",
            "target_kind": "level", "adds_over_chains": True}  # fmt: skip
    (row,) = set_beside(in_versions([each.with_(**same) for each in drawn]))

    assert (row.county_sum, row.difference, row.counties) == (5.0, 5.0, 1)


def step(name: str, status: str, **more: object) -> Row:
    whole = {"node_id": name, "status": status, "reviewed": status, "weight": 2.0, "coverage": 0.5}
    return Row(whole).with_(**more)


def rating(name: str, feasibility: int = 2) -> Row:
    return Row(node_id=name, feasibility=feasibility, upstream_input=2, policy_fit=2)


@pytest.mark.parametrize(
    ("steps", "ways"),
    [
        ([], (None, None, None)),
        ([step("a", "strong", coverage=1.0)], (1.0, 1.0, 1.0)),
        ([step("a", "missing", coverage=None)], (0.0, 0.0, 0.0)),
        ([step("a", "weak", weight=None)], (1.0, None, None)),
        ([step("a", "weak", coverage=None)], (1.0, 1.0, None)),
    ],
)
def test_a_way_to_say_how_complete_a_chain_is_needs_what_it_is_worked_out_from(steps, ways):
    whole = completeness(steps)

    assert (whole.by_count, whole.by_weight, whole.by_coverage) == ways


def test_a_chain_without_steps_or_with_strong_ones_alone_lacks_nothing_to_order():
    assert missing_links([], [], "1-1-1-1", 1) == []
    assert missing_links([step("a", "strong")], [rating("a")], "1-1-1-1", 1) == []


def test_the_only_one_of_several_that_is_rated_is_not_missing_first():
    short = [step("a", "weak"), step("b", "weak")]

    assert [row.is_first for row in missing_links(short, [rating("a")], "1-1-1-1", 1)] == [
        False
    ] * 2
    assert missing_links(short[:1], [rating("a")], "1-1-1-1", 1)[0].is_first


def test_what_cannot_be_done_at_all_is_nowhere_missing_first():
    short = [step("a", "weak"), step("b", "missing")]
    found = missing_links(short, [rating("a", 0), rating("b", 0)], "1-1-1-1", 1)

    assert {(row.score, row.rank, row.is_first) for row in found} == {(0, 1, False)}


def test_a_place_at_zero_is_not_read_where_the_logarithm_is_taken():
    """0 beside logarithms of 100 would pass for a value of 1."""
    places = [Row(area_code=code, is_own=code == "own") for code in ("own", "a", "b")]
    same = {"metric_id": "gdp", "hedge": "none", "period_start": date(2025, 1, 1),
            "period_end": date(2025, 12, 31)}  # fmt: skip
    figures = [
        Row(area_code=code, value=value, **same)
        for code, value in (("own", 100.0), ("a", 50.0), ("b", 0.0))
    ]
    near = Row(metric_id="gdp", used_for="near", is_log=True, reason_zh="", reason_en="")
    read = peers.readings(figures, [near], places, {"number": 8, "shared": 4, "years": 2})

    assert [row.area_code for row in read] == ["own", "a"]
