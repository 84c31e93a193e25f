"""What other places did, those first that do better by published figures, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.experience.cases import case_columns, face
from chainboard.panels.experience.told import fitting, is_more
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Cards, Panel
from chainboard.panels.readings import reading, span, stands
from chainboard.view import Row, View
from chainboard.words import Words

FIRST = 6  # cards that stand open on the page
NAMED = 3  # of what a place does better in, on its card


def practice(rows: Sequence[Row], view: View) -> Panel:
    """A card a case of another place, with what that place does better in.

    rows  as analysis.benchmark.of_leaders returns them
    """
    say = view.say
    if not rows:
        why = say("没有这条产业链的外地案例") if view.pack.is_record and view.chain_id else ""
        return Panel(**empty("practice", view, why, say("领先地区的做法") if why else ""))
    shown = fitting(rows, view)
    return Panel(
        name="practice",
        finding=_finding(rows, say),
        measure=measure(
            say("公布数比本市好的地方在前；概述为本项目译写，量化结果照原文，前后各数的期间见原文"),
            is_more(rows, view),
        ),
        body=Cards(_cards(shown, view), fold=FIRST),
        rows=rows,
        columns=case_columns(say),
        **provenance(rows, view),
        alt=say.listed([str(say.of(row, "title")) for row in rows]),
        notes=_notes(rows, say),
    )


def _finding(rows: Sequence[Row], say: Words) -> str:
    """The two first places that do better, by how much in what, and that cases tell of them."""
    ahead = {row.area_code: row for row in rows if row.ahead}
    if not ahead:
        return say("外地做法案例 {count} 个").format(count=len(rows))
    told = list(ahead.values())[:2]
    first = told[0].ahead[0]
    same = [
        each
        for row in told
        for each in row.ahead
        if (each.metric_id, each.period_end) == (first.metric_id, first.period_end)
    ]
    return say("有做法可看的领先市州：{places}（{name}，{period}）").format(
        places=say.listed([stands(each, say) for each in same]),
        name=say.name(first),
        period=span(first, say),
    )


def _cards(rows: Sequence[Row], view: View) -> list[dict[str, Any]]:
    """The cards; what a place does better in stands on its first one."""
    told: set[str] = set()
    made = []
    for row in rows:
        better = [] if row.area_code in told else row.ahead[:NAMED]
        told.add(row.area_code)
        card = face(row, view)
        notes = [*card["notes"], *(_better(each, view.say) for each in better)]
        made.append({**card, "notes": notes})
    return made


def _better(row: Row, say: Words) -> str:
    """What a place does better in: its figure, the city's, and the gap between them."""
    return say("{name}{period}：{place} {reading}，{own} {own_reading}，{gap}（推算）").format(
        name=say.name(row),
        period=say.in_brackets(span(row, say)),
        place=say.place(row),
        reading=reading(row, say),
        own=say.place(row.own),
        own_reading=reading(row.own, say),
        gap=stands(row, say),
    )


def _notes(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    if not any(row.ahead for row in rows):
        return ()
    return (say("规模不同的地方只看做法，差距不说明本市该有多少；对标名单另见“对标怎么选”。"),)
