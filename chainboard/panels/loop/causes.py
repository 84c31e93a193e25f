"""Why a chain or a county is behind, in the dated words of an office, and what is being done."""

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
    return _columns(told, "chain_id", "schedule?chain={place}&county=all", say)


def of_counties(told: Mapping[str, Row], chain: str, say: Words) -> tuple[Column, ...]:
    """The same two columns of a list of counties, with the way to what is open of a county.

    told   as analysis.loop.by_county returns it
    chain  the chain of which the matters are; "all" for any
    """
    return _columns(told, "area_code", f"schedule?county={{place}}&chain={chain}", say)


def _columns(told: Mapping[str, Row], key: str, way: str, say: Words) -> tuple[Column, ...]:
    """key: the column that names the place of a row; way: the address of what is open there."""
    if not told:
        return ()

    def doing(row: Row) -> Any:
        matter = told.get(row[key])
        return {"words": measures(matter, say), "go": way.format(place=row[key])} if matter else ""

    return (
        Column("cause", say("原因"), words=lambda row: cause(told.get(row[key]), say)),
        Column("doing", say("正在做什么"), words=doing),
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


def measures(matter: Row, say: Words) -> str:
    """The next step, whose it is and by when, and how many matters are open there."""
    due = say("期限{day}").format(day=say.day(matter.due_on)) if matter.due_on else ""
    held = say("未销号 {count} 件").format(count=say.number(matter.open, 0))
    if matter.overdue:
        late = say.number(matter.overdue, 0)
        held = say("未销号 {open} 件，超期 {late} 件").format(open=matter.open, late=late)
    return say.clauses([part for part in (words.next_step(matter, say), due, held) if part])
