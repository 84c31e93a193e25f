"""Which points of a series may be joined, and which stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from chainboard.view import Row

FULL_YEAR = 6


def by_series(points: Sequence[Row]) -> list[list[Row]]:
    """The points of each metric and area together, in the order they came."""
    keys = dict.fromkeys((row.metric_id, row.area_code) for row in points)
    return [[r for r in points if (r.metric_id, r.area_code) == key] for key in keys]


def joined(points: Sequence[Row]) -> list[Row]:
    """The points, series by series, with the columns series, run, is_monthly and is_level.

    points  as chain_series.points returns them

    series numbers the series, run the run within it that a point is joined in (segments).
    Those that stand beside another series (beside_of) are a series of their own.
    """
    told = [(own, is_monthly(own)) for own in by_series(points)]
    return [
        row.with_(series=series, run=run, is_monthly=monthly, is_level=is_level(row))
        for series, (own, monthly) in enumerate(told)
        for run, rows in enumerate(segments(own))
        for row in rows
    ]


def is_monthly(points: Sequence[Row]) -> bool:
    """Whether a year of the series has enough months to be drawn month by month."""
    years = [row.period_end.year for row in points if row.basis != "year"]
    return any(len(list(same)) >= FULL_YEAR for _, same in groupby(sorted(years)))


def is_level(row: Row) -> bool:
    """Whether the point is a firm level: not expected, not a floor, not an odd period."""
    return row.value is not None and row.hedge == "none" and row.status == "published"


def segments(points: Sequence[Row]) -> list[list[Row]]:
    """Runs of points that may be joined: full years that follow one another, one source.

    Nine months are not a year, another source may have another scope, and a gap is a gap:
    each ends a run. A run of one point is a dot.
    """
    runs: list[list[Row]] = []
    for row in points:
        if runs and _follows(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _follows(before: Row, row: Row) -> bool:
    same = before.source_id == row.source_id and before.basis == row.basis
    full = (before.period_end.month, row.period_end.month) == (12, 12)
    one_year = row.period_end.year - before.period_end.year == 1
    return bool(same and full and one_year and is_level(before) and is_level(row))
