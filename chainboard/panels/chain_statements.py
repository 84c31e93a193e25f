"""What sources say of a chain that no indicator can carry: listed in their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chainboard.panels.chain_lists import as_table
from chainboard.panels.frame import empty, on_day, place, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import listed, printed, texts

DIGITS = re.compile(r"(\D*)([\d.]+)(\D*)")


def statements(rows: Sequence[Row], view: View) -> Panel:
    """What sources say in words or figures that no indicator can carry: listed, never drawn.

    rows  as chain_lists.statements returns them
    """
    _ = texts(view.lang)
    if not rows:
        return Panel(**empty("chain_statements", view, "", ""))
    columns = (
        Column(f"subject_{view.lang}", _("事项")),
        Column("said", _("原文数值")),
        Column("when", _("期间")),
        Column("place", _("县(区)")),
        Column("cited", _("来源")),
    )
    shown = [_statement_in_table(row, view) for row in rows]
    return Panel(
        name="chain_statements",
        finding=_("其他公开表述 {count} 条").format(count=len(rows)),
        measure=_("目标、设计能力、单个企业或日期不明的说法，只列出，不画图、不相加"),
        body={"table": as_table(shown, columns), "wide": True},
        rows=shown,
        columns=columns,
        **provenance(rows, view),
        alt=listed([row[f"subject_{view.lang}"] for row in rows], view.lang),
    )


def _statement_in_table(row: Row, view: View) -> Row:
    return row.with_(
        said=_said(row, view),
        when=row.period_text or on_day(row.stated_on, view.lang),
        place=place(row, view.lang),
        cited=f"{row.source_title} [{row.grade}]",
    )


def _said(row: Row, view: View) -> str:
    """The statement's value: digits as printed with their hedges, or its own words."""
    found = DIGITS.fullmatch(row.value_text)
    if not found or not row.unit_text:
        return f"{row.value_text} {row.unit_text or ''}".strip()
    before, digits, after = found.groups()
    return printed(digits, row.unit_text, view.lang, "none", f"{before} {after}".strip() or None)
