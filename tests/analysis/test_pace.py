"""How far a year's target is reached, against the calendar."""

import pytest

from chainboard.analysis.pace import completion, pace, pace_gap, with_gap
from tests.tables import rows


def test_pace_gap_is_the_figure_sanming_published():
    """74 % of the year's target by August was reported as 7.33 points ahead."""
    assert pace_gap(year_to_date=74, target=100, months=8) == pytest.approx(7.33, abs=0.005)


def test_pace_gap_is_the_figure_panzhihua_published():
    """125.64 % at ten months was reported as 42.31 ahead: the calendar is linear."""
    assert pace_gap(year_to_date=125.64, target=100, months=10) == pytest.approx(42.31, abs=0.005)


def test_completion_is_the_one_a_bulletin_published():
    """219.22亿元 is 37.22 % of the year's task of 589亿元."""
    assert completion(219.22, 589) == pytest.approx(0.3722, abs=0.00005)


def test_crude_oil_of_2023_was_5_96_points_ahead_in_september():
    """850.09万吨 of 1,050万吨 to September (published.md, card 3)."""
    assert completion(850.09, 1050) == pytest.approx(0.8096, abs=0.00005)
    assert pace_gap(850.09, 1050, 9) == pytest.approx(5.96, abs=0.005)


def test_january_and_february_are_two_months_of_the_year():
    assert pace(2) == pytest.approx(2 / 12)


def test_the_year_has_passed_in_december():
    assert pace(12) == 1
    assert pace_gap(80, 100, 12) == pytest.approx(-20)


@pytest.mark.parametrize("months", [0, 13, -1])
def test_a_year_has_one_to_twelve_months(months):
    with pytest.raises(ValueError, match="1 to 12"):
        pace_gap(1, 1, months)


@pytest.mark.parametrize(
    ("year_to_date", "target"), [(None, 100), (90, None), (None, None), (90, 0), (90, -5)]
)
def test_without_a_figure_or_a_target_above_zero_there_is_no_completion(year_to_date, target):
    assert completion(year_to_date, target) is None
    assert pace_gap(year_to_date, target, 9) is None


def test_a_figure_of_zero_is_a_figure():
    assert completion(0, 100) == 0
    assert pace_gap(0, 100, 3) == pytest.approx(-25)


def test_more_than_all_of_the_target_is_more_than_all():
    assert completion(130, 100) == pytest.approx(1.3)


def test_nothing_is_rounded_here():
    gap = pace_gap(1, 3, 4)

    assert gap is not None and gap == pytest.approx(0, abs=1e-12)
    assert pace_gap(219.22, 589, 6) != round(pace_gap(219.22, 589, 6) or 0, 2)


def test_a_gap_is_that_of_the_month_and_none_without_a_target():
    reached = rows("""
        value  target  period_end
        74     100     2026-08-31
        74     -       2026-08-31
    """)

    assert [row.gap and round(row.gap, 2) for row in with_gap(reached)] == [7.33, None]
