"""Working days of China: the State Council's calendar where a year is announced, else weekdays."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

SATURDAY = 5
FIRST, LAST = (find(chinese_calendar.holidays).year for find in (min, max))


def is_announced(year: int) -> bool:
    """Whether the holidays of a year are known; of any other weekdays are counted."""
    return bool(FIRST <= year <= LAST)


def is_workday(day: date) -> bool:
    """Whether offices work on a day: also Saturdays and Sundays that make up for a holiday."""
    if is_announced(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < SATURDAY


def after(day: date, days: int) -> date:
    """The working day that comes so many working days after a day; 0 for the day itself.

    The day itself is not counted: 3 after a Friday is the Wednesday after it.
    """
    while days > 0:
        day += timedelta(days=1)
        days -= is_workday(day)
    return day


def on_or_after(day: date) -> date:
    """A day that is a working day, or the next one: dates that fall on holidays shift."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def between(first: date, last: date) -> int:
    """Working days after the first day up to the last; 0 where last is not later."""
    days = (last - first).days
    return sum(is_workday(first + timedelta(days=n)) for n in range(1, days + 1))
