"""Targets in versions, and the counties' beside the city's."""

from datetime import date

import pytest

from chainboard.analysis.targets import in_versions, set_beside
from chainboard.view import Row

CITY = Row(
    metric_id="output_value", chain_id="digital", parent_id=None, area_code="621000",
    area_level="prefecture", target_kind="level", kind="flow", adds_over_chains=False, year=2026,
    version=1, target=108.0, decided_on=date(2026, 1, 20), reason_zh=None,
)  # fmt: skip
RAISED = CITY.with_(version=2, target=117.0, decided_on=date(2026, 7, 18), reason_zh="上调")


def county(code: str, target: float, **other: object) -> Row:
    return CITY.with_(area_code=code, area_level="county", target=target, **other)


def beside(*rows: Row) -> list[Row]:
    return set_beside(in_versions(rows))


def test_a_later_version_knows_what_stood_before_it():
    first, second = in_versions([CITY, RAISED])

    assert (first.was, second.was, second.target) == (None, 108.0, 117.0)


def test_the_newest_versions_of_the_counties_are_added_beside_the_newest_of_the_city():
    """60 was raised to 70, and 70 + 44.5 is 2.5 short of 117."""
    lifted = county("621002", 70.0, version=2)
    (found,) = beside(CITY, RAISED, county("621002", 60.0), lifted, county("621022", 44.5))

    assert (found.target, found.counties, found.county_sum) == (117.0, 2, 114.5)
    assert found.difference == pytest.approx(-2.5)
    assert [row.area_code for row in found.changes] == ["621000", "621002"]


@pytest.mark.parametrize(
    "other", [{"kind": "rate"}, {"kind": "growth_only", "target_kind": "growth"}]
)
def test_rates_and_growth_are_not_added(other):
    (found,) = beside(CITY.with_(**other), county("621002", 60.0, **other))

    assert (found.county_sum, found.difference) == (None, None)


def test_without_targets_of_counties_there_is_no_sum_and_not_zero():
    (found,) = beside(CITY)

    assert (found.counties, found.county_sum, found.difference) == (0, None, None)


def test_output_of_chains_is_never_added_and_what_adds_is_without_its_sub_chains():
    """Tax of two chains and of a part of one: 30 and 12 count, the 5 are among the 12."""
    counties = [
        county("621002", 30.0, chain_id="energy"),
        county("621002", 12.0, chain_id="agriculture"),
        county("621002", 5.0, chain_id="apple", parent_id="agriculture"),
    ]
    whole = CITY.with_(chain_id=None, target=40.0)

    assert beside(whole, *counties)[0].county_sum is None
    adding = [row.with_(metric_id="tax", adds_over_chains=True) for row in (whole, *counties)]
    assert beside(*adding)[0].county_sum == 42.0


def test_what_was_changed_comes_first_then_what_differs_most_for_its_size():
    small = CITY.with_(metric_id="small", target=10.0)
    large = CITY.with_(metric_id="large", target=100.0)
    same = CITY.with_(metric_id="same", target=1.0)
    rows = [CITY, RAISED, small, county("621002", 12.0, metric_id="small"), large]
    rows += [county("621002", 105.0, metric_id="large"), same]
    rows += [county("621002", 1.0, metric_id="same")]

    assert [row.metric_id for row in beside(*rows)] == ["output_value", "small", "large", "same"]


def test_a_target_of_zero_has_a_difference_and_no_weight():
    (found,) = beside(CITY.with_(target=0.0), county("621002", 3.0))

    assert found.difference == 3.0
