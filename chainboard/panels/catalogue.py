"""What the pack holds and no page draws: documents, meetings, rosters, cases, other places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, of_table, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def catalogue(rows: Sequence[Row], view: View) -> Panel:
    """Every document, meeting, printed role and case with its day and source.

    rows  as about.catalogue returns them; names of documents stand in both languages, sources
          as printed
    """
    say = view.say
    if not rows:
        return Panel(**empty("catalogue", view, "", ""))
    kinds = _kinds(say)
    items = {(row.kind, row.name_zh if row.kind == "policy" else at) for at, row in enumerate(rows)}
    counts = Counter(kind for kind, _item in items)
    counted = [f"{kinds[kind]} {count}" for kind in kinds if (count := counts[kind])]
    columns = (
        Column("kind", say("类别"), words=lambda row: _kind(row, kinds, say)),
        Column(f"name_{say.lang}", say("名称")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column("told_on", say("日期"), words=lambda row: _day(row, say)),
        Column("source", say("来源"), words=lambda row: figures.cited(row, say)),
    )
    return Panel(
        name="catalogue",
        finding=say("资料目录：{counted}").format(counted=say.listed(counted)),
        measure=measure(
            say("按原文收录；政策、会议和案例的内容见“经验”页"),
            say("名单未分链列名的不作链长，招商方向不作承载地"),
        ),
        **of_table(rows, columns, view),
    )


def _kinds(say: Words) -> dict[str, str]:
    return {
        "policy": say("政策文件"),
        "meeting": say("会议"),
        "role": say("名单"),
        "own_case": say("本市做法"),
        "other_case": say("外地做法"),
    }


def _kind(row: Row, kinds: dict[str, str], say: Words) -> str:
    return say.bracketed(kinds[row.kind], say.role_name(row.role) if row.role else "")


def _day(row: Row, say: Words) -> str:
    """The day of the item itself, else that of the report, called so."""
    if row.told_on:
        return say.day(row.told_on)
    if row.told_text:  # a month: 2024-03
        return say.month(date.fromisoformat(f"{row.told_text}-01"))
    if row.reported_on:
        return say("{day}报道").format(day=say.day(row.reported_on))
    return say.stated(None)


def peers(rows: Sequence[Row], view: View) -> Panel:
    """Growth of industrial investment of all prefectures of the province, as published.

    rows  as about.peers returns them: newest period first, then the highest growth
    """
    say = view.say
    if not rows:
        return Panel(**empty("peers", view, "", ""))
    columns = (
        figures.period_column(say),
        Column(f"area_{say.lang}", say("市州")),
        Column(
            "published_growth", say("公布同比"), "%", 1, words=lambda row: figures.rate(row, say)
        ),
        Column("source", say("来源"), words=lambda row: figures.cited(row, say)),
    )
    periods = len({row.period_end for row in rows})
    return Panel(
        name="peers",
        finding=say("各市州{name}：{periods} 个期间 {count} 个数").format(
            name=say.name(rows[0]), periods=periods, count=len(rows)
        ),
        measure=say("按公布增速排列，各期不相连；只列公布了多数市州的期间"),
        **{**of_table(rows, columns, view), **provenance(rows, view)},
    )
