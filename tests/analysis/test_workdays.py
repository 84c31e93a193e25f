"""Working days follow the State Council's calendar, and weekdays where a year is not announced."""

from datetime import date

from chainboard.analysis import workdays


def test_days_after_a_friday_pass_over_the_weekend():
    assert workdays.after(date(2026, 11, 6), 3) == date(2026, 11, 11)


def test_national_day_is_no_working_day_and_the_saturday_that_makes_up_for_it_is():
    """2026: 1 to 7 October off, Sunday 20 September and Saturday 10 October worked."""
    assert not workdays.is_workday(date(2026, 10, 7))
    assert workdays.is_workday(date(2026, 10, 10))
    assert workdays.after(date(2026, 9, 30), 1) == date(2026, 10, 8)


def test_a_date_on_a_holiday_shifts_to_the_next_working_day():
    assert workdays.on_or_after(date(2026, 10, 3)) == date(2026, 10, 8)


def test_a_year_that_is_not_announced_counts_by_weekdays_and_says_so():
    assert not workdays.is_announced(2031)
    assert workdays.after(date(2031, 9, 30), 1) == date(2031, 10, 1)


def test_working_days_between_two_days_count_the_last_and_not_the_first():
    assert workdays.between(date(2026, 11, 6), date(2026, 11, 9)) == 1
    assert workdays.between(date(2026, 11, 9), date(2026, 11, 6)) == 0
