"""What sources say of a chain that no indicator can carry: listed in their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chainboard.panels.frame import as_table, empty, name, on_day, place, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import bare_period, day, grade_mark, listed, printed, texts

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
DIGITS = re.compile(r"(\D*)([\d.]+)(\D*)")


def statements(rows: Sequence[Row], targets: Sequence[Row], view: View) -> Panel:
    """What sources say in words or figures that no indicator can carry: listed, never drawn.

    rows     as chain_lists.statements returns them
    targets  as chain_lists.published_targets returns them: conflicting ones stand side by side
    """
    _ = texts(view.lang)
    if not rows and not targets:
        return Panel(**empty("chain_statements", view, "", ""))
    columns = (
        Column("subject", _("事项")),
        Column("said", _("原文数值")),
        Column("when", _("期间")),
        Column("place", _("县(区)")),
        Column("cited", _("来源")),
    )
    shown = [
        *(_target_in_table(row, view) for row in targets),
        *(_statement_in_table(row, view) for row in rows),
    ]
    return Panel(
        name="chain_statements",
        finding=_("目标和其他公开表述 {count} 条").format(count=len(shown)),
        measure=_("目标、设计能力、单个企业或日期不明的说法，只列出，不画图、不相加"),
        body={"table": as_table(shown, columns), "wide": True},
        rows=shown,
        columns=columns,
        **provenance(shown, view),
        alt=listed([row.subject for row in shown], view.lang),
    )


def _statement_in_table(row: Row, view: View) -> Row:
    period = ISO_DAY.sub(
        lambda found: day(date.fromisoformat(found[0]), view.lang), row.period_text or ""
    )
    return row.with_(
        subject=row[f"subject_{view.lang}"],
        said=_said(row, view),
        when=period or on_day(row.stated_on, view.lang),
        place=place(row, view.lang),
        cited=f"{row.source_title} [{grade_mark(row.grade, view.lang)}]",
    )


def _target_in_table(row: Row, view: View) -> Row:
    _ = texts(view.lang)
    digits = printed(row.value_text, row.unit, view.lang, row.hedge, row.hedge_text)
    return row.with_(
        subject=_("{name}目标").format(name=name(row, view.lang)),
        said=digits,
        when=bare_period(date(row.year, 1, 1), date(row.year, 12, 31), "year", view.lang),
        place=place(row, view.lang),
        cited=f"{row.source_title} [{grade_mark(row.grade, view.lang)}]",
    )


def _said(row: Row, view: View) -> str:
    """The statement's value: digits as printed with their hedges, or its own words."""
    found = DIGITS.fullmatch(row.value_text)
    if not found or not row.unit_text:
        return f"{row.value_text} {row.unit_text or ''}".strip()
    before, digits, after = found.groups()
    return printed(digits, row.unit_text, view.lang, "none", f"{before} {after}".strip() or None)
