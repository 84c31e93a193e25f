"""Tasks: how many each office has, and what its owner and the figures say of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import verdict, words
from chainboard.panels.loop.history import FIXED
from chainboard.panels.loop.meetings import named
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

LISTED = {"light": 20, "projector": 6}  # rows on the page; the table behind has them all


def by_office(rows: Sequence[Row], tasks: Sequence[Row], soon: Row, view: View) -> Panel:
    """One row an office, in the order of their names: no office is ranked by how much it does.

    rows   as analysis.loop.by_office returns them
    tasks  those that it counts
    soon   as ledger.own.soon returns it
    """
    say = view.say
    if not rows:
        return _nothing("tasks_by_office", say("各单位的任务"), view)
    columns = (
        Column(f"owner_{say.lang}", say("责任单位"), words=lambda row: office(row, say)),
        *(figures.count_column(key, label, say) for key, label in _counts(soon, say)),
    )
    return Panel(
        name="tasks_by_office",
        fixed=("period",),
        finding=_finding(tasks, soon, say),
        measure=measure(
            say("计至{day}").format(day=say.day(view.day)),
            say("按单位名称排列，不排名"),
            say("判定由挂接指标的数得出"),
        ),
        body=figures.table(rows, columns),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.clauses([_said(row, soon, say) for row in rows]),
        notes=(say("按期销号：销号前没有错过期限。"),),
    )


def listed(rows: Sequence[Row], view: View) -> Panel:
    """The tasks, overdue first: the owner's own words, and beside them the figures' verdict.

    rows  as analysis.verdicts.judged returns them
    """
    say = view.say
    if not rows:
        return _nothing("task_list", say("任务清单"), view)
    shown = rows[: LISTED[view.theme]]
    left = say("列出前 {shown} 件，全部见数据表").format(shown=len(shown))
    return Panel(
        name="task_list",
        fixed=("period",),
        finding=_judged(rows, say),
        measure=measure(
            say("超期最久的在前"),
            say("超期天数计至{day}").format(day=say.day(view.day)),
            left if len(shown) < len(rows) else "",
        ),
        body=figures.table(shown, _columns(view)),
        rows=rows,
        columns=_to_take_away(say),
        **words.from_ledger(view),
        alt=say.clauses([_in_words(row, say) for row in shown]),
    )


def before(meeting: Row, rows: Sequence[Row], view: View) -> Panel:
    """What a meeting hears first: what became of what earlier ones decided.

    rows  as analysis.verdicts.judged returns them, what is not done first
    """
    say = view.say
    if not rows:
        why = say("以前的会议没有议定要落实的任务。")
        return Panel(**empty("meeting_report", view, why, say("上次议定事项")))
    done = sum(not row.is_open for row in rows)
    return Panel(
        name="meeting_report",
        fixed=FIXED,
        finding=say("以前议定 {all} 件，已销号 {done} 件，超期 {late} 件").format(
            all=say.number(len(rows), 0),
            done=say.number(done, 0),
            late=say.number(sum(bool(row.is_overdue) for row in rows), 0),
        ),
        measure=measure(
            say("{meeting}首先听取").format(meeting=named(meeting, say)),
            say("未销号的在前"),
            say("超期天数计至{day}").format(day=say.day(view.day)),
        ),
        body=figures.table(rows, _columns(view)),
        rows=rows,
        columns=_to_take_away(say),
        **words.from_ledger(view),
        alt=say.clauses([_in_words(row, say) for row in rows]),
    )


def office(row: Row, say: Words) -> str:
    """Whose a task is; that nobody is named where nobody is."""
    return say.of(row, "owner") or say("待填报")


def _nothing(name: str, heading: str, view: View) -> Panel:
    """There is no task yet; a pack that keeps no ledger leaves the panel out."""
    why = view.say("台账里还没有任务；在上面“下达任务”，或用命令 {command}").format(
        command="python -m chainboard task add"
    )
    return Panel(**empty(name, view, why if view.pack.keeps_ledger else "", heading))


def _counts(soon: Row, say: Words) -> tuple[tuple[str, str], ...]:
    return (
        ("open", say("未销号")),
        ("soon", say.of(soon, "soon")),
        ("overdue", say("超期")),
        ("closed", say("已销号")),
        ("in_time", say("按期销号")),
        ("met", say("判定完成")),
        ("missed", say("判定未完成")),
        ("pending", say("待出数")),
    )


def _finding(tasks: Sequence[Row], soon: Row, say: Words) -> str:
    going = sum(row.is_open for row in tasks)
    if not going:
        return say("{count} 件任务全部办结").format(count=say.number(len(tasks), 0))
    return say("{count} 件任务未销号，{late} 件超期，{near} 件{soon}").format(
        count=say.number(going, 0),
        late=say.number(sum(row.is_overdue for row in tasks), 0),
        near=say.number(sum(row.is_soon for row in tasks), 0),
        soon=_within(soon, say),
    )


def _within(soon: Row, say: Words) -> str:
    """Due within so many days, in the middle of a sentence."""
    words = str(say.of(soon, "soon"))
    return words[:1].lower() + words[1:]


def _judged(rows: Sequence[Row], say: Words) -> str:
    bound = [row for row in rows if row.verdict != "none"]
    if not bound:
        return say("{count} 件任务都没有可判定的数").format(count=say.number(len(rows), 0))
    counted = [
        f"{verdict.name(each, say)} {sum(row.verdict == each for row in bound)}"
        for each in ("met", "missed", "pending")
    ]
    return say("{all} 件任务中 {count} 件由数判定：{counted}").format(
        all=say.number(len(rows), 0), count=len(bound), counted=say.listed(counted)
    )


def _said(row: Row, soon: Row, say: Words) -> str:
    parts = [f"{label} {row[key]}" for key, label in _counts(soon, say) if row[key]]
    return f"{office(row, say)} {say.listed(parts)}"


def _in_words(row: Row, say: Words) -> str:
    told = (words.short(row, "text", say), words.state(row, say), words.late(row, say))
    return " ".join(part for part in (*told, verdict.verdict(row, say)) if part)


def _text(row: Row, say: Words) -> list[Any]:
    """A task as the way to its steps, and the place it is about."""
    place = " · ".join(part for part in (say.of(row, "chain"), say.of(row, "area")) if part)
    return [words.way(row, "schedule", say), *([place] if place else [])]


def _judgement(row: Row, say: Words) -> list[str]:
    return [part for part in (verdict.verdict(row, say), verdict.grounds(row, say)) if part]


def _state(row: Row, say: Words) -> list[str]:
    return [part for part in (words.state(row, say), words.late(row, say)) if part]


def _columns(view: View) -> tuple[Column, ...]:
    """What stands on the page; on a slide in three columns, or it would be cut into slides."""
    say = view.say
    if view.theme == "projector":
        return (
            Column("text", say("任务"), words=lambda row: [*_text(row, say), *_state(row, say)]),
            Column(f"owner_{say.lang}", say("责任单位"), words=lambda row: office(row, say)),
            Column("verdict", say("数据判定"), words=lambda row: _judgement(row, say)),
        )
    return (
        Column("text", say("任务"), words=lambda row: _text(row, say)),
        Column(f"owner_{say.lang}", say("责任单位"), words=lambda row: office(row, say)),
        Column("due_on", say("期限"), words=lambda row: words.due(row, say)),
        Column("state", say("状态"), words=lambda row: _state(row, say)),
        Column("said", say("责任单位自述"), words=lambda row: words.last_said(row, say)),
        Column("verdict", say("数据判定"), words=lambda row: _judgement(row, say)),
        Column("next", say("下一步"), words=lambda row: words.next_step(row, say)),
    )


def _to_take_away(say: Words) -> tuple[Column, ...]:
    """The table behind: whole texts, days as numbers, dates as dates."""

    def written(column: str, label: str) -> Column:
        return Column(column, label, words=lambda row: words.text(row, column, say))

    return (
        Column("id", say("编号"), words=lambda row: row.id.partition("-")[2]),
        written("text", say("任务")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(f"owner_{say.lang}", say("责任单位"), words=lambda row: office(row, say)),
        Column(f"state_{say.lang}", say("状态")),
        Column("due_on", say("期限")),
        Column("days_over", say("超期天数"), decimals=0),
        written("said", say("责任单位自述")),
        *verdict.columns(say),
        Column(f"next_{say.lang}", say("下一步")),
    )
