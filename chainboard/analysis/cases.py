"""What came of a case: which figures of a series stand for before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from chainboard.analysis.overdue import as_day
from chainboard.view import Row

NO_LEVEL = ("claim", "expected")  # of a status: said before it was counted


def before_and_after(points: Sequence[Row]) -> list[Row]:
    """The points that stand for before and after, with series, is_alone, is_unequal and is_broken.

    points  as experience.case_figures or with_figures return them

    Of a series of one case those are kept whose period is as long as the newest's and ends on the
    same day of the year; where that leaves one, all are kept, and is_unequal says so. Where the day
    is known from which the practice began (since), the last period that had ended by then stands
    for before, one like the newest if there is one, and the newest for after; side says which is
    what ("before", "across" of a period in which it began, "after"; "" without that day).
    Of a run of alike periods, each a year after the one before it and of one source, only the ends
    are kept; is_broken says that there is more than one run, so that the first and the last must
    not be set against one another. A series of one figure has no before: is_alone. Nothing is
    worked out of the values.
    """
    found = []
    keyed = groupby(points, lambda row: (row.case_id, row.metric_id))
    for series, (_key, group) in enumerate(keyed):
        listed = list(group)
        since = listed[0].get("since")
        shown, is_unequal = _around(listed, since) if since else _alike(listed)
        runs = _runs(listed, shown)
        found += [
            row.with_(
                series=series,
                is_alone=len(shown) == 1,
                is_unequal=is_unequal,
                is_broken=len(runs) > 1,
                side=_side(row, since) if since else "",
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

    Adds since, the day from which the practice began (None where nobody said it), and is_reported:
    offices sent them by one definition of the metric, in however many files.
    """
    return [
        figure.with_(
            case_id=case.id,
            title_zh=case.get("title"),
            title_en=case.get("title_en") or case.get("title"),
            caveat_zh=None,
            caveat_en=None,
            since=as_day(case.get("since")),
            is_reported=True,
        )
        for case in cases
        for figure in figures
        if all(figure[name] == case.get(name) for name in ("metric_id", "chain_id", "area_code"))
    ]


def of_step(cases: Iterable[Row], node: str | None) -> list[Row]:
    """The cases that name a step of the chain; all where none is chosen."""
    return [row for row in cases if node in (None, row.get("node_id"))]


def with_steps(cases: Iterable[Row], nodes: Iterable[Row]) -> list[Row]:
    """Cases with the step that they name, steps_zh and steps_en (lists), and since as a day.

    nodes  as places.nodes returns them
    """
    known = {row.node_id: row for row in nodes}
    found = []
    for case in cases:
        named = case.get("node_id")
        step = known.get(named) or Row(name_zh=named, name_en=named)
        said = {f"steps_{lang}": [step[f"name_{lang}"]] if named else [] for lang in ("zh", "en")}
        found.append(case.with_(**said, since=as_day(case.get("since"))))
    return found


def _alike(points: list[Row]) -> tuple[list[Row], bool]:
    """The points whose period is like the newest's; else all of them, and that they are unlike."""
    newest = points[-1]
    alike = [row for row in points if _span(row) == _span(newest)]
    return (alike, False) if len(alike) > 1 or len(points) == 1 else (points, True)


def _around(points: list[Row], since: date) -> tuple[list[Row], bool]:
    """The last point before a day and the newest one since; and that their periods are unlike."""
    before = [row for row in points if row.period_end < since]
    newest = points[-1]
    if not before or newest.period_end < since:
        return [newest], False
    alike = [row for row in before if _span(row) == _span(newest)]
    return [(alike or before)[-1], newest], not alike


def _side(row: Row, since: date) -> str:
    if row.period_end < since:
        return "before"
    start = row.period_start or row.period_end
    return "across" if start < since else "after"


def _runs(points: Sequence[Row], shown: Sequence[Row]) -> list[list[Row]]:
    """The points that are shown, in runs: two stand in one where all alike between them follow one
    another."""
    spans = {_span(row) for row in shown}
    runs: list[list[Row]] = []
    last: Row | None = None
    for row in (one for one in points if _span(one) in spans):
        if last is None or not _follows(last, row):
            runs.append([])
        if any(row is one for one in shown):
            runs[-1].append(row)
        last = row
    return [run for run in runs if run]


def _follows(before: Row, row: Row) -> bool:
    """Whether a period is the same one a year later, told by the same source: figures that offices
    report have one definition, in whichever file they came."""
    is_one = row.get("is_reported") or before.source_id == row.source_id
    later = row.period_end.year - before.period_end.year == 1
    alike = _span(before) == _span(row)
    return bool(is_one and later and alike and all(map(_is_level, (before, row))))


def _is_level(row: Row) -> bool:
    return row.value is not None and row.hedge == "none" and row.status not in NO_LEVEL


def _span(row: Row) -> tuple[object, ...]:
    """How long a period is and where in the year it ends, whatever the year."""
    start, end = row.period_start, row.period_end
    began = start and (start.month, start.day, end.year - start.year)
    return row.basis, end.month, end.day, began
