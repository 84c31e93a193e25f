"""Moments of the work loop by the clock of the city: China has one, without summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def local(moment: datetime) -> datetime:
    """A moment in UTC, by the city's clock."""
    return moment.replace(tzinfo=UTC).astimezone(CHINA).replace(tzinfo=None)


def day_of(moment: datetime) -> date:
    """The day in the city on which a moment in UTC falls."""
    return local(moment).date()
