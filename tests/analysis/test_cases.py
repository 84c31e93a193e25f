"""cases: which figures stand for before and after, and which may not be set side by side."""

from __future__ import annotations

from datetime import date

from chainboard.analysis.cases import before_and_after
from chainboard.view import Row
from tests.tables import rows

SAME = {"case_id": 1, "hedge": "none", "status": "published", "basis": "ytd", "source_id": "s1"}


def points(text: str) -> list[Row]:
    """The drawn figures; each period starts on 1 January."""
    drawn = [Row({**SAME, **row}) for row in rows(text)]
    return [row.with_(period_start=date(row.period_end.year, 1, 1)) for row in drawn]


def kept(found: list[Row]) -> list[float]:
    return [row.value for row in found]


def test_years_of_one_source_are_a_run_of_which_the_ends_are_kept():
    found = before_and_after(
        points("""
        metric_id  period_end  value
        raised     2019-12-31  1
        raised     2020-12-31  2
        raised     2021-12-31  3
        """)
    )

    assert kept(found) == [1, 3]
    assert {(r.is_alone, r.is_unequal, r.is_broken) for r in found} == {(False, False, False)}


def test_sheep_of_two_sources_stand_beside_one_another_and_are_not_joined():
    """环县羊饲养量 2021年 315 万只 and 2024年 375 万只: two sources, no year between them."""
    found = before_and_after(
        points("""
        metric_id  period_end  value  source_id
        raised     2021-12-31  315    s9db5cd5c
        raised     2024-12-31  375    s96066d10
        """)
    )

    assert kept(found) == [315, 375]
    assert {row.is_broken for row in found} == {True}


def test_a_period_of_nine_months_gives_way_where_two_whole_years_are_known():
    found = before_and_after(
        points("""
        metric_id  period_end  value
        raised     2020-12-31  10
        raised     2021-09-30  7
        raised     2021-12-31  11
        """)
    )

    assert kept(found) == [10, 11]


def test_where_no_two_periods_are_alike_all_are_kept_and_said_to_be_unequal():
    found = before_and_after(
        points("""
        metric_id  period_end  value
        raised     2020-09-30  7
        raised     2021-12-31  11
        """)
    )

    assert kept(found) == [7, 11]
    assert {row.is_unequal for row in found} == {True}


def test_one_figure_has_no_before_and_each_series_has_a_number_of_its_own():
    found = before_and_after(
        points("""
        metric_id  period_end  value
        output     2022-12-31  14.9
        raised     2024-12-31  1.05
        """)
    )

    assert [(row.series, row.is_alone, row.is_broken) for row in found] == [
        (0, True, False),
        (1, True, False),
    ]
