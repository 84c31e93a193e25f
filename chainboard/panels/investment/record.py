"""What has been published on investment promotion: tables, where periods cannot be joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chainboard.panels.frame import (
    as_table,
    empty,
    measure,
    on_day,
    provenance,
)
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

SPAN = re.compile(r"(\d{4}-\d\d-\d\d) – (\d{4}-\d\d-\d\d)")


def figures(rows: Sequence[Row], view: View) -> Panel:
    """The published figures one under another: their periods differ, so no line joins them.

    rows  as investment_record.figures returns them
    """
    say = view.say
    if not rows:
        return Panel(**empty("investment_series", view, "", ""))
    listed_rows = [_figure_in_table(row, view) for row in rows]
    columns = _figure_columns(say)
    return Panel(
        name="investment_series",
        finding=say("已公布的招商和投资数 {count} 个，期间不同，不连线").format(count=len(rows)),
        measure=measure(
            say("全市在前；县(区)只有宁县公布了招商数")
            if _only_ning(rows)
            else say("全市在前，县(区)在后"),
            say("不同期间、口径的数不相除、不算增速"),
        ),
        body=as_table(listed_rows, columns, is_wide=True),
        rows=listed_rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([_figure_said(row) for row in listed_rows]),
        notes=_conflicts(rows, say),
    )


def _only_ning(rows: Sequence[Row]) -> bool:
    return {row.area_zh for row in rows if row.area_level == "county"} == {"宁县"}


def _figure_said(row: Row) -> str:
    return " ".join(
        part for part in (row.label, row.place, row.period, row.shown, row.rate) if part
    )


def _figure_in_table(row: Row, view: View) -> Row:
    say = view.say
    unit = row.unit_text or row.unit
    rate = ""
    if row.published_growth is not None:
        rate = say.growth(row.published_growth, row.growth_text)
        rate = say.bracketed(rate, say.basis_name(row.growth_basis))
    shown = ""
    if row.value_text:
        shown = say.printed(row.value_text, unit, row.hedge, row.hedge_text)
    elif row.value is not None:
        shown = say.amount(row.value, unit, row.decimals)
    old = say.age(row.period_end, view.as_of)
    when = say.period(row.period_start, row.period_end, row.basis)
    return row.with_(
        label=say.name(row),
        place=say.place(row),
        period=" · ".join(part for part in (when, old) if part),
        shown=shown,
        rate=rate,
        note=say.of(row, "note") or "",
        cited=f"{row.source_title} [{say.grade_mark(row.grade)}]",
    )


def _figure_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("label", say("指标")),
        Column("place", say("地区")),
        Column("period", say("期间")),
        Column("shown", say("数值")),
        Column("rate", say("公布同比")),
        Column("note", say("说明")),
        Column("cited", say("来源")),
    )


def _conflicts(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """The two totals of 2023 that fall with time: side by side, never joined."""
    noted = [row for row in rows if row.metric_id == "investment_signed" and row.note_zh]
    if len(noted) < 2:
        return ()
    said = [
        f"{say.bare_period(row.period_start, row.period_end, row.basis)} "
        + say.printed(row.value_text, row.unit_text or row.unit, row.hedge, row.hedge_text)
        for row in noted
    ]
    told = say("签约额两数并列：{figures}。累计额反而下降，口径应不同，不连线。")
    return (told.format(figures=say.listed(said)),)


def cohorts(
    statements: Sequence[Row], rows: Sequence[Row], funding: Row | None, view: View
) -> Panel:
    """How far the deals of a fair or of a period have come, in the words of the source.

    statements  as investment_record.cohorts returns them
    rows        as investment_record.figures returns them: those of the same source stand beside
    funding     as analysis.deals.stated_funding returns it: shown as a note, marked 推算
    """
    say = view.say
    if not statements:
        return Panel(**empty("investment_cohorts", view, "", ""))
    columns = (
        Column("subject", say("事项")),
        Column("said", say("原文数值")),
        Column("when", say("期间")),
        Column("cited", say("来源")),
    )
    shown = _with_figures([_statement_in_table(row, view) for row in statements], rows, view)
    return Panel(
        name="investment_cohorts",
        finding=say("已公布的招商批次 {count} 个，各率分母不同，不可比较").format(
            count=len({(row.source_id, row.period_text) for row in statements})
        ),
        measure=say("按原文列出；分母未说明的率不推算"),
        body=as_table(shown, columns, is_wide=True),
        rows=shown,
        columns=columns,
        **provenance(shown, view),
        alt=say.listed([f"{row.subject} {row.said}" for row in shown]),
        notes=_funding_note(funding, say),
    )


def _with_figures(shown: list[Row], rows: Sequence[Row], view: View) -> list[Row]:
    """Each source's statements, its own figures before them."""
    made: list[Row] = []
    for source_id in dict.fromkeys(row.source_id for row in shown):
        own = [_figure_in_table(row, view) for row in rows if row.source_id == source_id]
        made += [
            row.with_(subject=row.label, said=row.shown, when=row.period)
            for row in own
            if row.shown
        ]
        made += [row for row in shown if row.source_id == source_id]
    return made


def _statement_in_table(row: Row, view: View) -> Row:
    say = view.say
    return row.with_(
        subject=say.of(row, "subject"),
        said=say.printed(row.value_text, row.unit_text),
        when=_when(row, view),
        cited=f"{row.source_title} [{say.grade_mark(row.grade)}]",
    )


def _when(row: Row, view: View) -> str:
    """The span that a source names in days, in words, and whether it is long ago."""
    say = view.say
    found = SPAN.fullmatch(row.period_text or "")
    if not found:
        return row.period_text or on_day(row.stated_on, say.lang)
    start, end = (date.fromisoformat(day) for day in found.groups())
    old = say.age(end, view.as_of)
    words = say.bare_period(start, end, "point")
    return " · ".join(part for part in (words, old) if part)


def _funding_note(funding: Row | None, say: Words) -> tuple[str, ...]:
    if funding is None:
        return ()
    said = say("省级节会批次资金到位 {rate}(推算：到位 {funds}，分母为签约额 {value})。")
    return (
        said.format(
            rate=say.share_percent(funding.rate),
            funds=say.printed(funding.funds_text, "亿元"),
            value=say.printed(funding.value_text, "亿元"),
        ),
    )
