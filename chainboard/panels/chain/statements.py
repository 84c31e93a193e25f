"""What sources say of a chain that no indicator can carry: listed in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chainboard.panels import figures
from chainboard.panels.frame import empty, provenance, stated_when
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def statements(rows: Sequence[Row], targets: Sequence[Row], view: View) -> Panel:
    """What sources say in words or figures that no indicator can carry: listed, never drawn.

    rows     as chain_lists.statements returns them
    targets  as chain_lists.published_targets returns them: conflicting ones stand side by side
    """
    say = view.say
    if not rows and not targets:
        return Panel(**empty("chain_statements", view, "", ""))
    columns = (
        Column("subject", say("事项"), words=lambda row: _subject(row, say)),
        Column("value_text", say("原文数值"), words=lambda row: _said(row, say)),
        Column("period_text", say("期间"), words=lambda row: _when(row, say)),
        Column(f"area_{say.lang}", say("县（区）")),
        Column("source_title", say("来源"), words=lambda row: _cited(row, say)),
    )
    shown = [*targets, *rows]
    return Panel(
        name="chain_statements",
        fixed=("period",),
        finding=say("目标和其他公开表述 {count} 条").format(count=len(shown)),
        measure=say("目标、设计能力、单个企业或日期不明的说法，只列出，不画图、不相加"),
        body=figures.table(shown, columns),
        rows=shown,
        columns=columns,
        **provenance(shown, view),
        alt=say.listed([_subject(row, say) for row in shown]),
    )


def _is_target(row: Row) -> bool:
    return "target_id" in row


def _subject(row: Row, say: Words) -> str:
    if _is_target(row):
        return say("{name}目标").format(name=say.name(row))
    return str(say.of(row, "subject"))


def _when(row: Row, say: Words) -> str:
    if _is_target(row):
        return say.bare_period(date(row.year, 1, 1), date(row.year, 12, 31), "year")
    return stated_when(row, say)


def _cited(row: Row, say: Words) -> str:
    return f"{row.source_title} [{say.grade_mark(row.grade)}]"


def _said(row: Row, say: Words) -> str:
    """The value: digits as printed with their hedges, or its own words."""
    if _is_target(row):
        return say.printed(row.value_text, row.unit, row.hedge, row.hedge_text)
    return figures.stated(row, say)
