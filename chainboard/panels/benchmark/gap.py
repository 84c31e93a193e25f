"""The city beside its peers and beside those who do better: by how much, in the unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.figures import worked_out
from chainboard.panels.frame import measure, provenance
from chainboard.panels.panel import OWN, Panel, Table
from chainboard.panels.readings import (
    apart,
    columns,
    dated,
    nothing,
    reading,
    span,
    stands,
)
from chainboard.view import Row, View
from chainboard.words import Words

NAMED = 2  # of those who do better
BEST = 3  # the column of the best peer
PLACED = 5  # places of the same period, from which on the city's order among them is told


def gap(gaps: Sequence[Row], near: Sequence[str], view: View) -> Panel:
    """A line an indicator: the city, the median of its peers, the best of them, who does better.

    gaps  as analysis.benchmark.gaps returns them
    near  the metrics that peers are found by: there a small gap follows from the rule

    All are of the city's own period. Gaps are worked out here (推算); nothing is judged.
    """
    say = view.say
    if not gaps:
        return Panel(**nothing("peer_gap", view, ""))
    shown = [row for own in gaps for row in _behind(own)]
    return Panel(
        name="peer_gap",
        fixed=("chain",),
        finding=_finding(gaps, say),
        measure=measure(
            say("只比同一期间、已公布的数"),
            say("差为推算（对方减本市；中位数一栏为本市减中位数）"),
            say("不评灯，不是考核"),
        ),
        body=_table(gaps, view),
        rows=shown,
        columns=(
            *columns(say)[:-1],
            worked_out("gap", say("与本市之差（推算）"), OWN, lambda row: _signed(row, say)),
            columns(say)[-1],
        ),
        **provenance(shown, view),
        alt=" ".join(_sentence(row, say) for row in gaps),
        notes=_notes(gaps, near, say),
    )


def _behind(own: Row) -> list[Row]:
    """The figures behind a line, each once: the city's, its best peer's, those who do better."""
    others = [*own.ahead, *([own.best_peer] if own.best_peer else [])]
    once = {row.area_code: row for row in others}
    return [own.with_(gap=None), *once.values()]


def _signed(row: Row, say: Words) -> str:
    return "" if row.gap is None else apart(row.gap, row, say)


def _finding(gaps: Sequence[Row], say: Words) -> str:
    """The first indicator in which two places do better; else one; else that none does."""
    told = max(gaps, key=lambda row: min(len(row.ahead), NAMED))
    if not told.ahead:
        return say("有同期数的 {count} 项指标，没有市州比本市好").format(count=len(gaps))
    return say("{name}（{period}）：{places}").format(
        name=say.name(told),
        period=span(told, say),
        places=say.clauses([stands(row, say) for row in told.ahead[:NAMED]]),
    )


def _table(gaps: Sequence[Row], view: View) -> Table:
    """All of it; a slide has no room for the best peer, who stands among those who do better."""
    say = view.say
    heads = [
        say("指标"), say("本市"), say("对标中位数（推算）"), say("最好的对标市州"),
        say("同期更好的市州"),
    ]  # fmt: skip
    lines = [_line(row, view) for row in gaps]
    if view.theme == "projector":
        heads, lines = _without_best(heads), [_without_best(line) for line in lines]
    return Table([{"label": head} for head in heads], lines, True)


def _without_best(cells: list[Any]) -> list[Any]:
    return [cell for at, cell in enumerate(cells) if at != BEST]


def _line(row: Row, view: View) -> list[Any]:
    say = view.say
    order = say("同期 {count} 个市州第 {order}")
    is_placed = row.order is not None and row.same >= PLACED
    placed = [order.format(count=row.same, order=row.order)] if is_placed else []
    return [
        [say.name(row), dated(row, view)],
        [reading(row, say), *placed],
        _middle(row, say),
        _best(row, say),
        _ahead(row, say),
    ]


def _middle(row: Row, say: Words) -> Any:
    if row.median is None:
        few = say("有同期数的对标不足 {least} 个（{count} 个）")
        return few.format(least=row.least, count=row.peers)
    value = (
        say.percent(row.median, 1 if row.is_growth else 2)
        if row.unit == "%"
        else say.amount(row.median, row.unit, row.decimals)
    )
    counted = say("{count} 个有同期数").format(count=row.peers)
    return [
        say.bracketed(value, counted),
        say("本市{apart}").format(apart=apart(row.gap_median, row, say)),
    ]


def _best(row: Row, say: Words) -> Any:
    best = row.best_peer
    if best is None:
        return "" if row.median is None or row.order is not None else say("不分高低")
    return [f"{say.place(best)} {reading(best, say)}", stands(best, say)]


def _ahead(row: Row, say: Words) -> Any:
    if row.order is None:
        return say("不分高低")
    if not row.ahead:
        return say("没有")
    told = [f"{stands(each, say)}{say.in_brackets(reading(each, say))}" for each in row.ahead]
    rest = len(told) - NAMED
    return [*told[:NAMED], *([say("另有 {count} 个").format(count=rest)] if rest > 0 else [])]


def _sentence(row: Row, say: Words) -> str:
    parts = [f"{say.name(row)}{say.in_brackets(span(row, say))} {reading(row, say)}"]
    if row.gap_median is not None:
        told = say("比 {count} 个对标市州的中位数{apart}")
        parts.append(told.format(count=row.peers, apart=apart(row.gap_median, row, say)))
    parts += [stands(each, say) for each in row.ahead[:NAMED]]
    return say("{said}。").format(said=say.clauses(parts))


def _notes(gaps: Sequence[Row], near: Sequence[str], say: Words) -> tuple[str, ...]:
    both = [say.name(row) for row in gaps if row.metric_id in near]
    notes = [
        say("{names}也是选对标用的指标：与中位数相近是选法所致，不说明好坏。").format(
            names=say.listed(both)
        )
    ]
    return tuple(notes if both else ())
