"""What was promised for resources, and which promises are overdue."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

UNIT = "亿元"
LISTED = {"light": 12, "projector": 6}  # rows on the page; the table behind has them all
MARKS = {"overdue": "■", "kept": "●", "under_way": "▷", "promised": "○", "withdrawn": "×"}


def commitments(rows: Sequence[Row], total: Row, view: View) -> Panel:
    """One row a promise, the overdue ones on top with their days.

    rows   as analysis.commitments.standing returns them
    total  as analysis.commitments.totals returns it
    """
    say = view.say
    heading = say("以资源换项目的承诺")
    if not rows:
        why = "" if view.pack.is_record else say("没有资源换项目的承诺")
        return Panel(**empty("resource_commitments", view, why, heading, "commitments"))
    first = rows[: LISTED[view.theme]]
    return Panel(
        name="resource_commitments",
        fixed=("period",),
        finding=_finding(total, say),
        measure=measure(
            say("给了什么资源、谁取得、承诺了什么项目"),
            say("逾期天数计至{day}，最久的在前").format(day=say.day(view.as_of)),
            say("列出前 {shown} 项，全部见数据表").format(shown=len(first))
            if len(rows) > len(first)
            else "",
        ),
        body=figures.table(first, _on_the_page(view)),
        rows=rows,
        columns=_to_take_away(say),
        **{
            **provenance(rows, view),
            "as_of": say("截至 {period}").format(period=say.day(view.as_of)),
        },
        alt=say.listed([f"{say.of(row, 'promised')} {_standing(row, say)}" for row in first]),
        notes=_notes(total, say),
    )


def _finding(total: Row, say: Words) -> str:
    counts = {"promises": say.number(total.promises, 0), "overdue": say.number(total.overdue, 0)}
    if total.investment is None:
        return say("{promises} 项资源换项目的承诺，{overdue} 项逾期未兑现").format(**counts)
    return say("{promises} 项资源换项目的承诺共 {value}，{overdue} 项逾期未兑现").format(
        **counts, value=say.amount(total.investment, UNIT)
    )


def _notes(total: Row, say: Words) -> tuple[str, ...]:
    notes = []
    if total.overdue_investment is not None:
        value = say.amount(total.overdue_investment, UNIT)
        notes.append(say("逾期未兑现的承诺投资合计 {value}。").format(value=value))
    if total.unpriced:
        count = say.number(total.unpriced, 0)
        notes.append(say("{count} 项没有写明投资额，不在合计里。").format(count=count))
    return tuple(notes)


def _standing(row: Row, say: Words) -> str:
    return f"{MARKS[row.standing]} {say.promise_name(row.standing)}"


def _on_the_page(view: View) -> tuple[Column, ...]:
    """The table on the page; on a slide who holds the resource and where is left to the table."""
    say = view.say
    columns = (
        Column("standing", say("兑现情况"), words=lambda row: _standing(row, say)),
        Column("days_over", say("逾期天数"), words=lambda row: _days(row, say)),
        Column(f"promised_{say.lang}", say("承诺项目")),
        Column(f"resource_{say.lang}", say("资源")),
        Column(f"holder_{say.lang}", say("资源取得方")),
        Column("investment", say("承诺投资"), words=lambda row: _investment(row, say)),
        Column("due_on", say("承诺期限"), words=lambda row: _day(row, "due_on", say)),
        Column("area", say("县（区）"), words=lambda row: say.place(row)),
        Column("chain", say("产业链"), words=lambda row: _chain(row, say)),
        Column(f"note_{say.lang}", say("说明")),
    )
    return columns if view.theme == "light" else (*columns[:4], *columns[5:7])


def _days(row: Row, say: Words) -> str:
    return "" if row.days_over is None else say.number(row.days_over, 0)


def _investment(row: Row, say: Words) -> str:
    return "" if row.investment is None else say.amount(row.investment, UNIT)


def _day(row: Row, key: str, say: Words) -> str:
    return say.day(row[key]) if row[key] else say("未约定")


def _chain(row: Row, say: Words) -> object:
    name = say.of(row, "chain")
    if not name or not row.chain_is_shown:
        return name or ""
    return {"go": f"chain?chain={row.chain_id}", "words": name}


def _to_take_away(say: Words) -> tuple[Column, ...]:
    """The table behind the panel: numbers and days as a spreadsheet reads them."""
    return (
        Column("standing", say("兑现情况"), words=lambda row: say.promise_name(row.standing)),
        Column("days_over", say("逾期天数"), decimals=0),
        Column("resource", say("资源类别"), words=lambda row: say.resource_name(row.resource)),
        Column(f"resource_{say.lang}", say("资源")),
        Column(f"holder_{say.lang}", say("资源取得方")),
        Column(f"promised_{say.lang}", say("承诺项目")),
        Column("investment", say("承诺投资"), UNIT, 2),
        Column("granted_on", say("配置日期")),
        Column("due_on", say("承诺期限")),
        Column("stated_on", say("核实日期")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(f"note_{say.lang}", say("说明")),
    )
