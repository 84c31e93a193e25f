"""How far a year's target is reached, and how that compares with the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.view import Row


def completion(year_to_date: float | None, target: float | None) -> float | None:
    """The part of the annual target that is done: 0.862 for 86.2 %.

    None when a figure is missing or the target is not positive.
    """
    if year_to_date is None or target is None or target <= 0:
        return None
    return year_to_date / target


def completed(rows: Sequence[Row]) -> list[Row]:
    """The rows with completion and gap, of their year_to_date and target."""
    return [
        row.with_(
            completion=completion(row.year_to_date, row.target),
            gap=pace_gap(row.year_to_date, row.target, row.period_end.month),
        )
        for row in rows
    ]


def pace(months: int) -> float:
    """The part of the year that has passed: 0.75 to the end of September.

    months  months covered, 1 to 12; the January-February pair counts 2

    Raises ValueError for months outside 1 to 12. Source: the linear pace (序时进度) that
    bureaus quote; no seasonal curve.
    """
    if not 1 <= months <= 12:
        raise ValueError(f"months must be 1 to 12, not {months}")
    return months / 12


def pace_gap(year_to_date: float | None, target: float | None, months: int) -> float | None:
    """Percentage points by which completion leads (+) or trails (-) the calendar.

    year_to_date  value since January, in the unit of the target
    target        annual target of the same metric and scope
    months        months covered, 1 to 12; the January-February pair counts 2

    Returns points, unrounded: 7.33 reads 超过序时进度 7.33 个百分点. None when a figure is
    missing or the target is not positive. Raises ValueError for months outside 1 to 12.
    Source: the linear pace bureaus quote (handbook A5). Flows with an annual target only.
    """
    passed, done = pace(months), completion(year_to_date, target)
    return None if done is None else 100 * (done - passed)


def with_gap(rows: Sequence[Row]) -> list[Row]:
    """The rows with gap, of their value and target since January, in percentage points; None where
    nothing has been reported."""
    return [
        row.with_(
            gap=pace_gap(row.value, row.target, row.period_end.month) if row.period_end else None
        )
        for row in rows
    ]
