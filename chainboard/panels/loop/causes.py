"""Why a chain is behind, in the dated words of an office, and what is being done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chainboard.panels.loop import words
from chainboard.panels.panel import Column
from chainboard.view import Row
from chainboard.words import Words


def columns(told: Mapping[str, Row], say: Words) -> tuple[Column, ...]:
    """The columns "cause" and "what is being done" of a list of chains; none where nothing is told.

    told  as analysis.loop.by_chain returns it: of each chain the matter that was spoken of last
    """
    if not told:
        return ()
    return (
        Column("cause", say("原因"), words=lambda row: cause(told.get(row.chain_id), say)),
        Column("doing", say("正在做什么"), words=lambda row: doing(row, told, say)),
    )


def cause(matter: Row | None, say: Words) -> str:
    """What was said last, by whom and when; "" where nobody has said anything."""
    if matter is None:
        return ""
    return say("{said}（{who}，{day}）").format(
        said=words.short(matter, matter.told, say),
        who=say.of(matter, "told_by"),
        day=say.day(matter.told_on),
    )


def doing(row: Row, told: Mapping[str, Row], say: Words) -> Any:
    """The next step, whose it is and by when, leading to all that is open of the chain."""
    matter = told.get(row.chain_id)
    if matter is None:
        return ""
    due = say("期限{day}").format(day=say.day(matter.due_on)) if matter.due_on else ""
    held = say("未销号 {count} 件").format(count=say.number(matter.open, 0))
    if matter.overdue:
        late = say.number(matter.overdue, 0)
        held = say("未销号 {open} 件，超期 {late} 件").format(open=matter.open, late=late)
    parts = [words.next_step(matter, say), due, held]
    said = say.clauses([part for part in parts if part])
    return {"words": said, "go": f"schedule?chain={row.chain_id}&county=all"}
