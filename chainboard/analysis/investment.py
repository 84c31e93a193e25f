"""Funds and deals to date: which figure stands, what each month added, year beside year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chainboard.analysis.growth import derived_growth
from chainboard.analysis.sums import weakest
from chainboard.view import Row

FUNDS = "investment_attracted"


def complete(rows: Sequence[Row]) -> list[Row]:
    """The rows with what a sum lacks filled in, and growth of a sum (推算, percent).

    rows  as investment.to_date returns them

    is_derived marks a sum, whose status is that of its least firm chain. The target stands only
    beside one that lacks no chain; derived_growth is None for a figure that was reported as one,
    whose growth is the published one, and for an incomplete sum.
    """
    return [
        row.with_(
            target=None if row.lacking else row.target,
            target_kind="level",
            is_derived=row.parts != 1,
            hedge=row.hedge or "none",
            status=row.status or weakest(row.statuses or ()) or "published",
            alternatives=row.alternatives or 0,
            derived_growth=None
            if row.parts == 1 or row.lacking
            else derived_growth(row.grown, row.prior),
        )
        for row in rows
    ]


def standing(rows: Sequence[Row], metric_ids: Sequence[str], end: date | None) -> list[Row]:
    """The figure of each metric that stands at the end of a period, or its newest one.

    rows  as complete returns them; a metric without a figure of that month is left out. As long
          as a firmer figure exists, one that only a reprint (grade C) gives does not stand.
    """
    found = []
    for metric_id in metric_ids:
        of_metric = [row for row in rows if row.metric_id == metric_id and _is_of(row, end)]
        firm = [row for row in of_metric if row.grade != "C"] or of_metric
        found += firm[-1:]
    return found


def months_to(shown: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The known figures of the year of each shown one up to it, itself the last of them.

    shown  as standing returns them
    rows   what they were chosen from
    """
    return [
        row
        for last in shown
        for row in rows
        if (row.metric_id, row.period_end.year) == (last.metric_id, last.period_end.year)
        and row.period_end <= last.period_end
        and row.value is not None
    ]


def monthly(rows: Sequence[Row]) -> list[Row]:
    """The rows with months and month_value: year to date less the month before (推算).

    January and February come as one figure of two months. None after a month that is missing,
    and where a sum lacks a chain: a sum without one of its parts would look like a fall.
    """
    known = {
        (row.metric_id, row.period_end.year, row.period_end.month): _whole(row) for row in rows
    }
    return [row.with_(months=row.period_end.month, month_value=_added(row, known)) for row in rows]


def shown_year(rows: Sequence[Row], end: date | None) -> list[Row]:
    """The months of funds in place in the year asked for, or the newest, beside the year before.

    rows  as monthly returns them

    Each row has year_to_date and, of the same month a year before, prior_year_to_date and
    prior_month_value; None where there is none.
    """
    funds = [
        row for row in rows if row.metric_id == FUNDS and (end is None or row.period_end <= end)
    ]
    if not funds:
        return []
    year = end.year if end else funds[-1].period_end.year
    before = {row.months: row for row in funds if row.period_end.year == year - 1}
    return [
        row.with_(
            year_to_date=_whole(row),
            prior_year_to_date=_whole(before[row.months]) if row.months in before else None,
            prior_month_value=before[row.months].month_value if row.months in before else None,
        )
        for row in funds
        if row.period_end.year == year
    ]


def to_the_same_month(
    rows: Sequence[Row], metric_ids: Sequence[str], end: date | None
) -> list[Row]:
    """The figures of every year to the month of the newest known one, or of the period's end."""
    known = [row for row in rows if row.metric_id in metric_ids and row.value is not None]
    if end is None and not known:
        return []
    last = end or max(row.period_end for row in known)
    return [
        row.with_(year=row.period_end.year)
        for metric_id in metric_ids
        for row in rows
        if row.metric_id == metric_id
        and row.period_end.month == last.month
        and row.period_end <= last
    ]


def _is_of(row: Row, end: date | None) -> bool:
    return end is None or (row.period_end.year, row.period_end.month) == (end.year, end.month)


def _whole(row: Row) -> float | None:
    return None if row.lacking else row.value


def _added(row: Row, known: dict[tuple[str, int, int], float | None]) -> float | None:
    value = _whole(row)
    if row.period_end.month <= 2 or value is None:
        return value
    before = known.get((row.metric_id, row.period_end.year, row.period_end.month - 1))
    return None if before is None else value - before
