"""Problems: which are open, whose they are, and how long over their date."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import words
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

LISTED = {"light": 20, "projector": 8}  # rows on the page; the table behind has them all


def ledger(rows: Sequence[Row], view: View) -> Panel:
    """The problems of the view's chain, county and park, the longest overdue first; left out on a
    pack that keeps no ledger.

    rows  as ledger.reading.matters returns them of problems
    """
    say = view.say
    if not rows:
        why = say("台账里还没有问题；在上面“提出问题”，或用命令 {command}").format(
            command="python -m chainboard problem raise"
        )
        why = why if view.pack.keeps_ledger else ""
        return Panel(**empty("problem_ledger", view, why, say("问题台账")))
    shown = rows[: LISTED[view.theme]]
    left = say("列出前 {shown} 件，全部见数据表").format(shown=len(shown))
    columns = words.columns(say, say("问题"), "schedule")
    return Panel(
        name="problem_ledger",
        fixed=("period",),
        finding=_finding(rows, say),
        measure=measure(
            say("超期天数计至{day}").format(day=say.day(view.day)),
            say("超期最久的在前"),
            _followed(rows, say),
            left if len(shown) < len(rows) else "",
        ),
        body=figures.table(shown, columns),
        rows=rows,
        columns=_to_take_away(say),
        **words.from_ledger(view),
        alt=say.listed([_said(row, say) for row in shown]),
    )


def _followed(rows: Sequence[Row], say: Words) -> str:
    """How many have an order to follow up (a date was missed), and how many are in the bulletin
    (more than one was); "" for none."""
    late = [row for row in rows if row.is_overdue]
    if not late:
        return ""
    told = sum(1 for row in late if row.is_told)
    return say("督办 {ordered} 件、通报 {told} 件").format(
        ordered=say.number(len(late) - told, 0), told=say.number(told, 0)
    )


def _finding(rows: Sequence[Row], say: Words) -> str:
    going = [row for row in rows if row.is_open]
    late = [row for row in going if row.is_overdue]
    if not going:
        return say("{count} 件问题全部销号").format(count=say.number(len(rows), 0))
    if not late:
        return say("{count} 件问题在办，没有超期").format(count=say.number(len(going), 0))
    return say("{count} 件问题在办，{late} 件超期；最久的超期 {days} 天，责任单位{owner}").format(
        count=say.number(len(going), 0),
        late=say.number(len(late), 0),
        days=say.number(late[0].days_over, 0),
        owner=say.of(late[0], "owner"),
    )


def _said(row: Row, say: Words) -> str:
    told = (words.short(row, "text", say), words.state(row, say), words.late(row, say))
    return " ".join(part for part in told if part)


def _to_take_away(say: Words) -> tuple[Column, ...]:
    """The table behind: whole texts, days as numbers, dates as dates."""

    def written(column: str, label: str) -> Column:
        return Column(column, label, words=lambda row: words.text(row, column, say))

    return (
        Column("id", say("编号"), words=lambda row: row.id.partition("-")[2]),
        written("text", say("问题")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(f"raised_{say.lang}", say("提出单位")),
        Column(f"state_{say.lang}", say("状态")),
        Column(f"owner_{say.lang}", say("责任单位")),
        Column("due_on", say("期限")),
        Column("days_over", say("超期天数"), decimals=0),
        written("said", say("最近进展")),
        Column(f"next_{say.lang}", say("下一步")),
    )
