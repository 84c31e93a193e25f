"""What sources say of a chain that no indicator can carry: listed in their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chainboard.panels.frame import as_table, empty, on_day, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
DIGITS = re.compile(r"(\D*)([\d.]+)(\D*)")


def statements(rows: Sequence[Row], targets: Sequence[Row], view: View) -> Panel:
    """What sources say in words or figures that no indicator can carry: listed, never drawn.

    rows     as chain_lists.statements returns them
    targets  as chain_lists.published_targets returns them: conflicting ones stand side by side
    """
    say = view.say
    if not rows and not targets:
        return Panel(**empty("chain_statements", view, "", ""))
    columns = (
        Column("subject", say("事项")),
        Column("said", say("原文数值")),
        Column("when", say("期间")),
        Column("place", say("县(区)")),
        Column("cited", say("来源")),
    )
    shown = [
        *(_target_in_table(row, say) for row in targets),
        *(_statement_in_table(row, say) for row in rows),
    ]
    return Panel(
        name="chain_statements",
        finding=say("目标和其他公开表述 {count} 条").format(count=len(shown)),
        measure=say("目标、设计能力、单个企业或日期不明的说法，只列出，不画图、不相加"),
        body=as_table(shown, columns, is_wide=True),
        rows=shown,
        columns=columns,
        **provenance(shown, view),
        alt=say.listed([row.subject for row in shown]),
    )


def _statement_in_table(row: Row, say: Words) -> Row:
    period = ISO_DAY.sub(lambda found: say.day(date.fromisoformat(found[0])), row.period_text or "")
    return row.with_(
        subject=say.of(row, "subject"),
        said=_said(row, say),
        when=period or on_day(row.stated_on, say.lang),
        place=say.place(row),
        cited=f"{row.source_title} [{say.grade_mark(row.grade)}]",
    )


def _target_in_table(row: Row, say: Words) -> Row:
    digits = say.printed(row.value_text, row.unit, row.hedge, row.hedge_text)
    return row.with_(
        subject=say("{name}目标").format(name=say.name(row)),
        said=digits,
        when=say.bare_period(date(row.year, 1, 1), date(row.year, 12, 31), "year"),
        place=say.place(row),
        cited=f"{row.source_title} [{say.grade_mark(row.grade)}]",
    )


def _said(row: Row, say: Words) -> str:
    """The statement's value: digits as printed with their hedges, or its own words."""
    found = DIGITS.fullmatch(row.value_text)
    if not found or not row.unit_text:
        return f"{row.value_text} {row.unit_text or ''}".strip()
    before, digits, after = found.groups()
    return say.printed(digits, row.unit_text, "none", f"{before} {after}".strip() or None)
