"""What came of a case: which figures of a series stand for before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from chainboard.analysis.series import segments
from chainboard.view import Row


def before_and_after(points: Sequence[Row]) -> list[Row]:
    """The points that stand for before and after, with series, is_alone, is_unequal and is_broken.

    points  as experience.case_figures returns them

    Of a series of one case those are kept whose period is as long as the newest's and ends on the
    same day of the year; where that leaves one, all are kept, and is_unequal says so. Of a run that
    may be joined (analysis.series.segments) only the ends are kept; is_broken says that there is
    more than one run, so that the first and the last must not be set against one another. A series
    of one figure has no before: is_alone. Nothing is worked out of the values.
    """
    found = []
    keyed = groupby(points, lambda row: (row.case_id, row.metric_id))
    for series, (_key, group) in enumerate(keyed):
        shown, is_unequal = _alike(list(group))
        runs = segments(shown)
        found += [
            row.with_(
                series=series,
                is_alone=len(shown) == 1,
                is_unequal=is_unequal,
                is_broken=len(runs) > 1,
            )
            for run in runs
            for row in (run if len(run) < 3 else [run[0], run[-1]])
        ]
    return found


def bound_to(cases: Iterable[Row]) -> dict[str, list[str]]:
    """What is to be asked of the figures for cases of the ledger: the parameters of
    cases.figures_of_places, in which "" stands for no chain."""
    bound = [row for row in cases if row.get("metric_id") and row.get("area_code")]
    return {
        "metric_ids": sorted({str(row.metric_id) for row in bound}),
        "chain_ids": sorted({str(row.get("chain_id") or "") for row in bound}),
        "area_codes": sorted({str(row.area_code) for row in bound}),
    }


def with_figures(cases: Iterable[Row], figures: Sequence[Row]) -> list[Row]:
    """The figures of each case's metric, chain and county, as before_and_after takes them.

    cases    as ledger.reading.matters has them
    figures  as cases.figures_of_places returns them
    """
    return [
        figure.with_(
            case_id=case.id,
            title_zh=case.get("title"),
            title_en=case.get("title_en") or case.get("title"),
            caveat_zh=None,
            caveat_en=None,
        )
        for case in cases
        for figure in figures
        if all(figure[name] == case.get(name) for name in ("metric_id", "chain_id", "area_code"))
    ]


def _alike(points: list[Row]) -> tuple[list[Row], bool]:
    """The points whose period is like the newest's; else all of them, and that they are unlike."""
    newest = points[-1]
    alike = [row for row in points if _span(row) == _span(newest)]
    return (alike, False) if len(alike) > 1 or len(points) == 1 else (points, True)


def _span(row: Row) -> tuple[object, ...]:
    """How long a period is and where in the year it ends, whatever the year."""
    start, end = row.period_start, row.period_end
    began = start and (start.month, start.day, end.year - start.year)
    return row.basis, end.month, end.day, began
