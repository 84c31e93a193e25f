"""What each light was worked out of, so that whoever is lit can work it out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chainboard.analysis.lights import lit
from chainboard.analysis.projects import WORST_FIRST, first_and_last, months_missed
from chainboard.view import Row

LIGHTS = WORST_FIRST[:2]  # those that begin at an edge
KINDS = {"progress": "project_progress", "funds": "project_funds"}
WAITS = {"start": "project_start", "entry": "project_entry"}


def figures(rows: Sequence[Row], rules: Sequence[Row]) -> list[Row]:
    """The figures that have a light, with what it follows from.

    rows   as recompute.targets returns them
    rules  as rules.in_force returns them

    Adds what lights.lit adds; given, the figure that is judged: since January in the metric's unit,
    or a rate of growth in percent; months, how many of the year it covers (None for a rate); and of
    the worse lights the gap (percentage points) at which each begins: edge_behind, edge_watch (None
    where no rule gives that light), with at_most_behind, at_most_watch: whether the edge itself has
    that light already.
    """
    return [_figure(row, rules) for row in lit(rows, rules) if row.light]


def projects(rows: Sequence[Row], rules: Sequence[Row], as_of: date) -> list[Row]:
    """The projects that have a light, with what each of theirs follows from.

    rows   as projects.standing returns them
    rules  as rules.in_force returns them
    as_of  the day the edition speaks from

    Adds as_of; started, 1 or 0; done_month, first_month and last_month: up to which month of this
    year is told, and in which the plan lets build; start_waits and entry_waits, the months without
    what is due; of progress and funds their edges as figures has them, in percentage points and in
    percent (edge_progress_behind …); of start and entry the months after which each light begins
    (after_start_behind …). A column of a light that a project has not is None.
    """
    edges: dict[str, object] = {}
    for subject, kind in KINDS.items():
        edges |= _edges(rules, kind, f"{subject}_")
    for subject, kind in WAITS.items():
        edges |= {f"after_{subject}_{light}": _after(rules, kind, light) for light in LIGHTS}
    return [_project(row.with_(**edges), as_of) for row in rows if row.light]


def _figure(row: Row, rules: Sequence[Row]) -> Row:
    is_rate = row.kind == "growth_only"
    return row.with_(
        given=row.published_growth if is_rate else row.value,
        months=None if is_rate else row.period_end.month,
        **_edges(rules, "growth" if is_rate else "light"),
    )


def _edges(rules: Sequence[Row], kind: str, of: str = "") -> dict[str, object]:
    by = {rule.light: rule for rule in rules if rule.kind == kind}
    found: dict[str, object] = {}
    for light in LIGHTS:
        rule = by.get(light)
        is_at = rule is not None and rule.gap_at_most is not None
        found[f"edge_{of}{light}"] = (
            (rule.gap_at_most if is_at else rule.gap_below) if rule else None
        )
        found[f"at_most_{of}{light}"] = is_at
    return found


def _after(rules: Sequence[Row], kind: str, light: str) -> float | None:
    return next(
        (rule.threshold for rule in rules if rule.kind == kind and rule.light == light), None
    )


def _project(row: Row, as_of: date) -> Row:
    first, last = first_and_last(row) if row.progress_light else (None, None)
    return row.with_(
        as_of=as_of,
        started=int(row.is_started),
        done_month=row.done_end.month if row.progress_light else None,
        first_month=first,
        last_month=last,
        start_waits=_waits(row, as_of) if row.start_light else None,
        entry_waits=row.months_out or 0 if row.entry_light else None,
    )


def _waits(row: Row, as_of: date) -> int:
    return 0 if row.is_started else months_missed(row.start_planned, as_of)
