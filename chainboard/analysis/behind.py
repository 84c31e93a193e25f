"""What is behind, since when, and what changed: the months of a year beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from chainboard.analysis.lights import is_firm, lit, measured, rule_of
from chainboard.analysis.season import NO_PASTS, Key, Pasts, key_of
from chainboard.view import Row

TRACED = ("last_gap", "gap_change")


def of(rows: Iterable[Row], chain_id: str | None, area_code: str | None) -> list[Row]:
    """The rows of one chain and of one place; None takes them all."""
    return [
        row
        for row in rows
        if chain_id in (None, row.chain_id) and area_code in (None, row.area_code)
    ]


def standing(
    months: Iterable[Row],
    rules: Sequence[Row],
    end: date | None = None,
    pasts: Pasts = NO_PASTS,
) -> list[Row]:
    """The last month of each target, lit, with what the months before it say.

    months  as behind.months, behind.county_months or investment.to_date returns them: of one year,
            in order
    rules   as rules.in_force returns them
    end     a day of the month that is asked for: targets that do not reach it are left out
    pasts   as analysis.season.pasts returns them: what the season has to do with it

    Adds what analysis.lights adds, and of the month before, where it follows without a hole:
    last_gap and last_light; gap_change in percentage points (None too when the sum is made of
    other parts); months_behind, how many months in a row the gap is below zero, 0 when it is
    not; behind_since, the last day of the first of them. January and February count once, as the
    pair; every year starts anew; a month without a figure ends a row of months. A sum of several
    parts is ours and has no light.
    """
    targets = by_target(months).values()
    found = [_standing(_paired(mine), rules, pasts) for mine in targets]
    return [row for row in found if end is None or _month(row) == (end.year, end.month)]


def by_target(months: Iterable[Row]) -> dict[Key, list[Row]]:
    """The months of each target, in the order they came."""
    targets: dict[Key, list[Row]] = {}
    for row in months:
        targets.setdefault(key_of(row), []).append(row)
    return targets


def _month(row: Row) -> tuple[int, int]:
    return row.period_end.year, row.period_end.month


def _paired(months: Sequence[Row]) -> list[Row]:
    """Without January where February, which holds it, is there."""
    ends = {row.period_end.month for row in months}
    return [row for row in months if row.period_end.month != 1 or 2 not in ends]


def _standing(months: Sequence[Row], rules: Sequence[Row], pasts: Pasts) -> Row:
    (row,) = lit(months[-1:], rules, pasts)
    before = months[-2] if len(months) > 1 and _follows(row, months[-2]) else None
    last_gap = measured(before)[2] if before else None
    last_rule = rule_of(before, last_gap, rules) if before else None
    is_same = before is not None and row.get("parts") == before.get("parts")
    has_both = is_same and row.gap is not None and last_gap is not None
    run = _run(months)
    return row.with_(
        last_gap=last_gap,
        last_light=last_rule.light if last_rule else None,
        gap_change=row.gap - last_gap if has_both else None,
        months_behind=len(run),
        behind_since=run[-1].period_end if run else None,
    )


def _run(months: Sequence[Row]) -> list[Row]:
    """The months in a row, the last first, in which the gap is below zero."""
    run: list[Row] = []
    for row in reversed(months):
        if not _is_below(measured(row)[2]) or (run and not _follows(run[-1], row)):
            break
        run.append(row)
    return run


def _follows(row: Row, before: Row) -> bool:
    year, month = _month(before)
    return _month(row) == (year, month + 1)


def _is_below(gap: float | None) -> bool:
    """Whether a gap is below zero, dust of binary fractions aside."""
    return gap is not None and round(gap, 9) < 0


def told(rows: Iterable[Row], targets: Iterable[Row]) -> list[Row]:
    """Figures with the gap of the month before (last_gap, gap_change), None where there is none.

    rows     figures, or sums of a county without a figure_id
    targets  as standing returns them
    """
    known = {_key(row): row for row in targets}
    nothing = Row(dict.fromkeys(TRACED))
    return [
        row.with_(**{column: known.get(_key(row), nothing)[column] for column in TRACED})
        for row in rows
    ]


def _key(row: Row) -> tuple[object, ...]:
    if row.figure_id is not None:
        return (row.figure_id,)
    return row.metric_id, row.area_code, row.period_end


def is_growth(row: Row) -> bool:
    """Whether the target is a rate of growth: never ordered or counted with completions."""
    return bool(row.kind == "growth_only")


def judged(rows: Iterable[Row]) -> list[Row]:
    """The targets that may be said to be behind or not: those with a light, and sums of ours.

    rows  as standing returns them; without any, nothing is known to be on pace either
    """
    return [
        row
        for row in rows
        if row.gap is not None and (row.light or (row.get("is_derived") and is_firm(row)))
    ]


def trailing(rows: Iterable[Row]) -> list[Row]:
    """The targets that are behind, widest gap first: completions, then rates in their own order.

    rows  as standing returns them; one that may not be lit counts only as a sum of ours that is
          firm, one that stops before the newest month of its metric does not count
    """
    behind = [row for row in judged(_current(rows)) if _is_below(row.gap)]
    return sorted(behind, key=lambda row: (is_growth(row), row.gap))


def worst(rows: Iterable[Row], of: str) -> list[Row]:
    """One row a chain or county (the column of) that is behind, the widest completion gap first.

    rows  as standing returns them

    Each is its target with the widest gap, with growth_gap, growth_light and growth_rule of
    its rate of growth when that is below its target, and others, how many more completions are
    behind. Those whose growth alone is low stand at the end in their own order, their gap None.
    """
    groups: dict[str, list[Row]] = {}
    behind = trailing(rows)
    for row in behind:
        groups.setdefault(row[of], []).append(row)
    return [_worst(group) for group in groups.values()]


def _worst(group: Sequence[Row]) -> Row:
    done = [row for row in group if not is_growth(row)]
    rate = next((row for row in group if is_growth(row)), None)
    beside_it = {
        "growth_gap": rate.gap if rate else None,
        "growth_light": rate.light if rate else None,
        "growth_rule_zh": rate.rule_zh if rate else None,
        "growth_rule_en": rate.rule_en if rate else None,
        "others": max(0, len(done) - 1),
    }
    if done:
        return done[0].with_(**beside_it)
    nothing = dict.fromkeys(("gap", "completion", "gap_change", "last_gap", "months_behind"))
    return group[0].with_(**nothing, **beside_it)


def _current(rows: Iterable[Row]) -> list[Row]:
    """Those that reach the newest month of their metric."""
    held = list(rows)
    last: dict[str, date] = {}
    for row in held:
        last[row.metric_id] = max(row.period_end, last.get(row.metric_id, row.period_end))
    return [row for row in held if row.period_end == last[row.metric_id]]


def changes(targets: Sequence[Row], remarks: Sequence[Row]) -> list[Row]:
    """What the newest month brought: targets that changed sides, then the remarks of that month.

    targets  as standing returns them; those that stop before the newest month are left out
    remarks  as behind.remarked returns them

    kind  newly_behind (the gap fell below zero), recovered (it rose to zero or more), crossed
          (behind in both months, under another light), with _growth for a rate of growth; their
          gaps are old_value and new_value. correction, of the month's own figures or sent in the
          month after it; not_reported, one a place. What is not firm changes no sides
    """
    events = [(row, _event(row)) for row in _current(targets)]
    found = [
        row.with_(
            kind=f"{event}_growth" if is_growth(row) else event,
            old_value=row.last_gap,
            new_value=row.gap,
        )
        for row, event in events
        if event
    ]
    end = max((row.period_end for row in targets), default=None)
    return [*sorted(found, key=lambda row: row.new_value), *_of_the_month(remarks, end)]


def _event(row: Row) -> str:
    if row.last_gap is None or row.gap is None or not is_firm(row):
        return ""
    was, now = _is_below(row.last_gap), _is_below(row.gap)
    if was != now:
        return "newly_behind" if now else "recovered"
    return "crossed" if now and row.light and row.last_light not in (None, row.light) else ""


def _of_the_month(remarks: Sequence[Row], end: date | None) -> list[Row]:
    corrections = [row for row in remarks if row.kind == "correction"]
    if end is None:
        return owed(remarks)
    after = end + timedelta(days=31)
    recent = [row for row in corrections if row.period_end == end or end < row.sent_on <= after]
    return [*owed(remarks), *recent]


def owed(remarks: Sequence[Row]) -> list[Row]:
    """What is not reported, one row a place; figures counts those of all its chains together.

    remarks  as behind.remarked returns them
    """
    places: dict[str, list[Row]] = {}
    for row in remarks:
        if row.kind == "not_reported":
            places.setdefault(row.area_code, []).append(row)
    nothing = dict.fromkeys(("chain_id", "chain_zh", "chain_en", "parent_id"))
    return [
        rows[0].with_(
            figures=sum(row.figures for row in rows), **(nothing if len(rows) > 1 else {})
        )
        for rows in places.values()
    ]
