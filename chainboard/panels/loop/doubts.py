"""Figures that an office doubts: whose they are, what was asked, and what their sender answered."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import words
from chainboard.panels.loop.history import FIXED
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View


def doubts(rows: Sequence[Row], view: View) -> Panel:
    """One row a query, those without an answer first; left out where no ledger is kept.

    rows  as ledger.reading.matters returns them of doubts
    """
    say = view.say
    if not rows:
        why = say(
            "没有核实询问：链办或统计部门对一个数有疑问时，在上面提出，由报送单位答复或更正。"
        )
        why = why if view.pack.keeps_ledger else ""
        return Panel(**empty("doubts", view, why, say("核实询问")))
    columns = (
        Column("text", say("疑问"), words=lambda row: words.way(row, "intake", say)),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column("period", say("期间"), words=lambda row: str(row.get("period") or "")),
        Column(f"raised_{say.lang}", say("提出单位")),
        Column(f"owner_{say.lang}", say("报送单位")),
        Column("state", say("状态"), words=lambda row: words.state(row, say)),
        Column("said", say("答复"), words=lambda row: words.last_said(row, say)),
    )
    going = sum(1 for row in rows if row.is_open)
    return Panel(
        name="doubts",
        fixed=FIXED,
        finding=say("核实询问 {count} 件，待答复 {open} 件").format(
            count=say.number(len(rows), 0), open=say.number(going, 0)
        ),
        measure=measure(say("由报送单位答复，或重新报送；别人不能改数")),
        body=figures.table(rows, columns),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.listed([words.short(row, "text", say) for row in rows]),
    )
