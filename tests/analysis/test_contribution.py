"""What drove a change: pulls add to the growth, shares to 100, and near zero no share is told."""

from __future__ import annotations

import random
from datetime import date

import pytest

from chainboard.analysis.contribution import drivers, floor_of, refusal
from chainboard.view import Row

OCTOBER, YEAR_BEFORE = date(2026, 10, 31), date(2025, 10, 31)


def part(name: str, value: float | None, before: float | None, **more: object) -> Row:
    """A part with its level of now and of the same months a year before, on this year's scope."""
    plain = {
        "chain_id": name, "may_add": True, "kind": "flow", "growth_basis": "nominal",
        "value": value, "same_scope_prior": before, "published_growth": None,
        "prior_value": before, "period_end": OCTOBER, "prior_end": YEAR_BEFORE,
        "is_broken": False, "absence": None if value is not None else "late",
    }  # fmt: skip
    return Row({**plain, **more})


def test_pulls_add_to_the_growth_of_the_whole_and_shares_to_a_hundred():
    found = drivers([part("a", 66, 60), part("b", 32, 30), part("c", 9, 10)], 20)

    assert [row.chain_id for row in found.parts] == ["a", "b", "c"]
    assert [row.pull for row in found.parts] == pytest.approx([6, 2, -1])
    assert found.total.growth == pytest.approx(7)
    assert [row.contribution for row in found.parts] == pytest.approx([600 / 7, 200 / 7, -100 / 7])


def test_in_many_states_the_identities_hold():
    chance = random.Random(202651)
    for _ in range(500):
        rows = [
            part(str(at), chance.uniform(0, 900), chance.uniform(1, 900))
            for at in range(chance.randint(1, 12))
        ]
        found = drivers(rows, 20)
        assert sum(row.pull for row in found.parts) == pytest.approx(found.total.growth)
        if not found.total.is_hidden:
            assert sum(row.contribution for row in found.parts) == pytest.approx(100)


def test_near_zero_the_shares_would_be_two_thousand_percent_and_are_not_told_the_pull_is():
    """Handbook C11: +20 and −19 of a base of 100."""
    rows = [part("a", 80, 60), part("b", 21, 40)]

    hidden, shown = drivers(rows, 20), drivers(rows, 1)

    assert [row.contribution for row in shown.parts] == pytest.approx([2000, -1900])
    assert [row.contribution for row in hidden.parts] == [None, None]
    assert [row.pull for row in hidden.parts] == pytest.approx([20, -19])
    assert hidden.total.growth == pytest.approx(1) and hidden.total.is_hidden


def test_without_the_rule_and_without_any_movement_no_share_is_told():
    assert drivers([part("a", 66, 60)], None).total.is_hidden
    assert drivers([part("a", 60, 60)], 20).total.is_hidden
    assert floor_of([Row(kind="age", threshold=18), Row(kind="contribution", threshold=20)]) == 20
    assert floor_of([]) is None


def test_the_year_before_is_what_the_published_growth_gives_and_not_the_level_of_then():
    """D5: 110 after +10 % grew from 100, whatever was published a year before."""
    row = part("a", 110, None, published_growth=10.0, prior_value=90.0)

    (found,) = drivers([row], 20).parts

    assert (found.base, found.change) == pytest.approx((100, 10))


def test_against_another_period_levels_are_compared_where_no_scope_broke_between():
    before = date(2024, 10, 31)
    rows = [part("a", 110, None, published_growth=10.0, prior_value=90.0, prior_end=before)]
    broken = [rows[0].with_(is_broken=True)]

    assert drivers(rows, 20).parts[0].change == 20
    assert drivers(broken, 20).refused == "broken"


def test_between_months_of_one_year_the_change_is_what_was_added_and_no_growth():
    row = part("a", 110, None, prior_value=100.0, prior_end=date(2026, 9, 30), published_growth=5.0)

    found = drivers([row], 20)

    assert (found.parts[0].change, found.parts[0].pull, found.total.growth) == (10, None, None)
    assert found.parts[0].contribution == 100


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"may_add": False}, "overlap"),
        ({"kind": "stock"}, "level"),
        ({"growth_basis": "real"}, "real"),
        ({"prior_end": date(2024, 9, 30)}, "months"),
    ],
)
def test_what_does_not_add_is_not_a_flow_or_is_at_constant_prices_is_not_taken_apart(more, why):
    rows = [part("a", 66, 60, **more)]

    assert refusal(rows) == drivers(rows, 20).refused == why
    assert drivers(rows, 20).parts == []


def test_a_part_without_a_figure_or_a_base_is_in_neither_side_and_is_named():
    rows = [
        part("a", 66, 60),
        part("b", None, 30),
        part("c", 5, None),
        part("d", None, None, absence="not_applicable"),
    ]

    found = drivers(rows, 20)

    assert (found.total.value, found.total.base) == (66, 60)
    assert [row.chain_id for row in found.left_out] == ["b", "c"]


def test_from_a_base_that_is_not_positive_there_is_no_growth_and_no_pull():
    found = drivers([part("a", 3, -5)], 20)

    assert (found.total.change, found.total.growth, found.parts[0].pull) == (8, None, None)


def test_without_any_figure_that_compares_nothing_is_told():
    assert drivers([], 20).refused == "nothing"
    assert drivers([part("a", None, 5)], 20).refused == "nothing"
