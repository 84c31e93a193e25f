"""What follows a date that was missed: the order to follow it up (督办单), and for who missed one
again the bulletin (通报). Both are made of the matters alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import papers, words
from chainboard.panels.loop.history import named
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

LISTED = {"light": 20, "projector": 6}  # rows on the page; the text and the table have them all


def order(row: Row | None, view: View) -> Panel:
    """The order to follow up a matter; left out where none is chosen that is over its date.

    row  as ledger.history.ordered returns it
    """
    say = view.say
    if row is None:
        return Panel(**empty("follow_up_order", view, "", say("督办单")))
    title = say("督办单（代拟稿）：{what}").format(what=named(row, say))
    made = say("由台账生成，数不手填；发出前请核对")
    return papers.paper("follow_up_order", title, made, order_of(row, say), view)


def order_of(row: Row, say: Words) -> list[Row]:
    """The parts of an order: which matter, whose it is, since when it is late, what is asked."""
    number = say("{kind} {number}").format(
        kind=say.of(row, "kind"), number=row.id.partition("-")[2]
    )
    helpers = say.listed(list(say.of(row, "helpers")))
    return [
        Row(head=head, lines=[line])
        for head, line in (
            (say("办理事项"), say.bracketed(number, row.id)),
            (say("内容"), words.text(row, "text", say)),
            (say("责任单位"), _owner(row, say)),
            (say("协办单位"), helpers or say("无")),
            (say("期限"), say.day(row.due_on)),
            (say("超期"), _since(row, say)),
            (say("最近进展"), words.last_said(row, say) or say("台账里没有进展")),
            (say("办理要求"), _asked(row, say)),
            (say("督办单位"), str(say.of(row, "ordered"))),
        )
    ]


def bulletin(rows: Sequence[Row], view: View) -> Panel:
    """The matters that are over a date again, the longest first; left out where there is none.

    rows  as ledger.own.late_again returns them
    """
    say = view.say
    if not rows:
        return Panel(**empty("bulletin", view, "", say("超期通报")))
    shown = rows[: LISTED[view.theme]]
    left = say("列出前 {shown} 件，全部见数据表").format(shown=len(shown))
    columns = (
        Column("text", say("办理事项"), words=lambda row: words.way(row, "schedule", say)),
        Column(f"owner_{say.lang}", say("责任单位"), words=lambda row: _owner(row, say)),
        Column("due_on", say("期限"), words=lambda row: words.due(row, say)),
        Column("days_over", say("超期天数"), decimals=0),
        Column("misses", say("错过期限的次数"), decimals=0),
        Column("said", say("最近进展"), words=lambda row: words.last_said(row, say)),
    )
    title = say("通报（代拟稿）：{count} 件再次超期").format(count=say.number(len(rows), 0))
    return Panel(
        name="bulletin",
        fixed=("period",),
        finding=title,
        measure=measure(
            say("超期天数计至{day}").format(day=say.day(view.day)),
            say("超期最久的在前"),
            left if len(shown) < len(rows) else "",
        ),
        body=figures.table(shown, columns[:-1] if view.theme == "projector" else columns),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.clauses([_line(row, say) for row in shown]),
        paper="\n".join([title, "", *bulletin_of(rows, say)]),
    )


def bulletin_of(rows: Sequence[Row], say: Words) -> list[str]:
    """The lines of a bulletin, a matter each."""
    return [f"{place}. {_line(row, say)}" for place, row in enumerate(rows, 1)]


def _line(row: Row, say: Words) -> str:
    told = say("{what}：责任单位{owner}，期限{due}，超期 {days} 天，错过期限 {misses} 次")
    return told.format(
        what=named(row, say),
        owner=_owner(row, say),
        due=say.day(row.due_on),
        days=say.number(row.days_over, 0),
        misses=say.number(row.misses, 0),
    )


def _owner(row: Row, say: Words) -> str:
    return str(say.of(row, "owner") or say("待填报"))


def _since(row: Row, say: Words) -> str:
    first, last = row.due_on + timedelta(days=1), row.due_on + timedelta(days=row.days_over)
    told = say("自{first}起，至{last}超期 {days} 天").format(
        first=say.day(first), last=say.day(last), days=say.number(row.days_over, 0)
    )
    again = say("第 {count} 次错过期限，列入通报").format(count=say.number(row.misses, 0))
    return say.clauses([told, again]) if row.is_told else told


def _asked(row: Row, say: Words) -> str:
    """What is to be done next, by whom, and by when it should have been."""
    return say("请{who}立即办理“{step}”，在台账写明进展；期限{due}已过").format(
        who=say.of(row, "waits") or _owner(row, say),
        step=say.of(row, "next"),
        due=say.day(row.due_on),
    )
