"""The open problems and tasks of a chain, a county or a park, with the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import words
from chainboard.panels.panel import Column, Panel, Table
from chainboard.view import Row, View
from chainboard.words import Words

SHOWN = {"light": 10, "projector": 5}


def open_matters(rows: Sequence[Row], axes: Sequence[str], view: View) -> Panel:
    """At most ten of the problems and tasks that are open, overdue first.

    rows  as ledger.own.open_of returns them
    axes  by which the page has chosen them: chain, county, park; node: a step of the chain
    """
    say = view.say
    narrowed = ("node",) if "node" in axes and view.node_id else ()
    heading = say("未销号的问题和任务")
    if not view.pack.keeps_ledger:
        return Panel(**empty("open_matters", view, say("公开数据不设台账。"), heading))
    if not rows:
        blank = empty("open_matters", view, say("没有未销号的问题和任务"), heading)
        return Panel(**blank, narrowed=narrowed)
    shown = rows[: SHOWN[view.theme]]
    columns = _columns(say)
    on_page = columns if view.theme == "light" else (*columns[:2], *columns[3:6])
    table = figures.table(shown, on_page)
    way = _way(axes, view, len(on_page))
    return Panel(
        name="open_matters",
        fixed=("period",),
        narrowed=narrowed,
        finding=_finding(rows, say),
        measure=measure(
            say("项目在这一环节或文字提到它的") if narrowed else "",
            say("超期最久的在前"),
            say("超期天数计至{day}").format(day=say.day(view.day)),
        ),
        body=Table(table.columns, [*table.rows, way], is_wide=True),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.clauses([_said(row, say) for row in shown]),
    )


def _finding(rows: Sequence[Row], say: Words) -> str:
    problems = sum(row.kind == "problem" for row in rows)
    late = sum(row.is_overdue for row in rows)
    said = say("未销号的问题 {problems} 件、任务 {tasks} 件").format(
        problems=problems, tasks=len(rows) - problems
    )
    return say("{said}，其中超期 {late} 件").format(said=said, late=late) if late else said


def _said(row: Row, say: Words) -> str:
    told = (str(say.of(row, "kind")), words.short(row, "text", say), words.late(row, say))
    return " ".join(part for part in told if part)


def _way(axes: Sequence[str], view: View, width: int) -> list[Any]:
    """The last line of the table leads to all of them on the schedule page."""
    chosen = "&".join(f"{axis}={getattr(view, axis)}" for axis in axes)
    told = view.say("在“调度”页看全部问题和任务")
    return [{"go": f"schedule?{chosen}", "words": told}, *[""] * (width - 1)]


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("kind", say("类别"), words=lambda row: str(say.of(row, "kind"))),
        Column("text", say("内容"), words=lambda row: words.way(row, "schedule", say)),
        Column("state", say("状态"), words=lambda row: words.state(row, say)),
        Column(f"owner_{say.lang}", say("责任单位"), words=lambda row: say.of(row, "owner") or ""),
        Column("due_on", say("期限"), words=lambda row: words.due(row, say)),
        Column("days_over", say("超期"), words=lambda row: words.late(row, say)),
        Column("said", say("最近进展"), words=lambda row: words.last_said(row, say)),
        Column("next", say("下一步"), words=lambda row: words.next_step(row, say)),
    )
