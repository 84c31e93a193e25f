"""What drove a change: what each part added to the whole, in points of its growth and as a share.

    change_i       = value_i − base_i                     in the unit of the metric
    pull_i         = 100 · change_i / Σ base              percentage points; they add to the growth
    contribution_i = 100 · change_i / Σ change            percent; they add to 100

Only for parts that add to a whole: counties of one chain, and chains of a metric that adds over
them. A base is the prior on this year's scope, else what the published growth gives (handbook D5,
D6); against another period the level that was published then, where no break of scope lies
between. Growth at constant prices is not worked out of levels: it would want constant-price
weights. Source: handbook C11. With parts of +20 and −19 of a base of 100 the whole grows by 1 %:
pulls are 20 and −19 points, contributions 2,000 % and −1,900 %, which say nothing, so that a rule
hides them.
"""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.analysis.growth import base as grown_from
from chainboard.view import Row


def floor_of(rules: Sequence[Row]) -> float | None:
    """From which part of all movements on (percent) the whole is far enough from zero for shares.

    rules  as rules.in_force returns them; None without such a rule: then no share is told
    """
    found = (float(rule.threshold) for rule in rules if rule.kind == "contribution")
    return next(found, None)


def drivers(rows: Sequence[Row], floor: float | None) -> Row:
    """The parts of a change, the largest increase first, and their total.

    rows   as drivers.parts returns them
    floor  as floor_of returns it

    parts: rows with base, change, pull and contribution; total: value, base, change, growth in
    percent and is_hidden, whether the total is too near zero for shares; left_out: rows without a
    figure or without a base, in neither side; refused: why nothing may be compared (overlap, level,
    real, months, broken, nothing), else "". Between two months of one year, change is what was
    added since, and there is no pull: that is no growth.
    """
    why = refusal(rows)
    known = [] if why else [row.with_(base=_base(row)) for row in rows if row.value is not None]
    held = [row for row in known if row.base is not None]
    if not held:
        is_broken = any(row.is_broken for row in known)
        why = why or ("broken" if is_broken else "nothing")
        return Row(parts=[], total=None, left_out=[], refused=why)
    left_out = [
        row
        for row in rows
        if row.absence != "not_applicable" and (row.value is None or _base(row) is None)
    ]
    moved = [row.with_(change=float(row.value - row.base)) for row in held]
    total = _total(moved, floor)
    parts = [_shared(row, total) for row in moved]
    return Row(
        parts=sorted(parts, key=lambda row: -row.change), total=total, left_out=left_out, refused=""
    )


def refusal(rows: Sequence[Row]) -> str:
    """Why these rows may not be taken apart; "" where they may."""
    if not rows:
        return "nothing"
    first = rows[0]
    if not first.may_add:
        return "overlap"
    if first.kind != "flow":
        return "level"
    if first.growth_basis == "real":
        return "real"
    return "" if _is_same_span(first) or _is_same_year(first) else "months"


def _is_same_span(row: Row) -> bool:
    return bool(row.prior_end.month == row.period_end.month)


def _is_same_year(row: Row) -> bool:
    return bool(row.prior_end.year == row.period_end.year)


def is_year_before(row: Row) -> bool:
    """Whether the row is compared with the same months of the year before."""
    return _is_same_span(row) and bool(row.prior_end.year == row.period_end.year - 1)


def _base(row: Row) -> float | None:
    """What the part had: of the year before as its growth was published; else the level of then."""
    if is_year_before(row):
        grown = grown_from(row)
        if grown is not None:
            return grown
    if row.prior_value is None or row.is_broken:
        return None
    return float(row.prior_value)


def _total(parts: Sequence[Row], floor: float | None) -> Row:
    before, now = (float(sum(row[key] for row in parts)) for key in ("base", "value"))
    change = now - before
    movements = sum(abs(row.change) for row in parts)
    is_near_zero = floor is None or abs(change) < floor / 100 * movements or not movements
    is_growth = _is_same_span(parts[0]) and before > 0
    return parts[0].with_(
        figure_id=None,
        value=now,
        base=before,
        change=change,
        growth=100 * change / before if is_growth else None,
        is_hidden=is_near_zero,
    )


def _shared(row: Row, total: Row) -> Row:
    return row.with_(
        pull=None if total.growth is None else 100 * row.change / total.base,
        contribution=None if total.is_hidden else 100 * row.change / total.change,
    )
