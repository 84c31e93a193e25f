"""What has been published on investment promotion: tables, where periods cannot be joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chainboard.panels.frame import (
    as_table,
    bracketed,
    empty,
    measure,
    name,
    on_day,
    place,
    provenance,
)
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    age,
    amount,
    bare_period,
    basis_name,
    grade_mark,
    growth,
    listed,
    period,
    printed,
    share_percent,
    texts,
)

SPAN = re.compile(r"(\d{4}-\d\d-\d\d) – (\d{4}-\d\d-\d\d)")


def figures(rows: Sequence[Row], view: View) -> Panel:
    """The published figures one under another: their periods differ, so no line joins them.

    rows  as investment_record.figures returns them
    """
    _ = texts(view.lang)
    if not rows:
        return Panel(**empty("investment_series", view, "", ""))
    listed_rows = [_figure_in_table(row, view) for row in rows]
    columns = _figure_columns(view)
    return Panel(
        name="investment_series",
        finding=_("已公布的招商和投资数 {count} 个，期间不同，不连线").format(count=len(rows)),
        measure=measure(
            _("全市在前；县(区)只有宁县公布了招商数")
            if _only_ning(rows)
            else _("全市在前，县(区)在后"),
            _("不同期间、口径的数不相除、不算增速"),
        ),
        body={"table": as_table(listed_rows, columns), "wide": True},
        rows=listed_rows,
        columns=columns,
        **provenance(rows, view),
        alt=listed([_figure_said(row) for row in listed_rows], view.lang),
        notes=_conflicts(rows, view),
    )


def _only_ning(rows: Sequence[Row]) -> bool:
    return {row.area_zh for row in rows if row.area_level == "county"} == {"宁县"}


def _figure_said(row: Row) -> str:
    return " ".join(
        part for part in (row.label, row.place, row.period, row.shown, row.rate) if part
    )


def _figure_in_table(row: Row, view: View) -> Row:
    lang, unit = view.lang, row.unit_text or row.unit
    rate = ""
    if row.published_growth is not None:
        rate = growth(row.published_growth, lang, row.growth_text)
        rate = bracketed(rate, basis_name(row.growth_basis, lang), lang)
    shown = ""
    if row.value_text:
        shown = printed(row.value_text, unit, lang, row.hedge, row.hedge_text)
    elif row.value is not None:
        shown = amount(row.value, unit, lang, row.decimals)
    old = age(row.period_end, view.as_of, lang)
    when = period(row.period_start, row.period_end, row.basis, lang)
    return row.with_(
        label=name(row, lang),
        place=place(row, lang),
        period=" · ".join(part for part in (when, old) if part),
        shown=shown,
        rate=rate,
        note=row[f"note_{lang}"] or "",
        cited=f"{row.source_title} [{grade_mark(row.grade, view.lang)}]",
    )


def _figure_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("label", _("指标")),
        Column("place", _("地区")),
        Column("period", _("期间")),
        Column("shown", _("数值")),
        Column("rate", _("公布同比")),
        Column("note", _("说明")),
        Column("cited", _("来源")),
    )


def _conflicts(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    """The two totals of 2023 that fall with time: side by side, never joined."""
    _ = texts(view.lang)
    noted = [row for row in rows if row.metric_id == "investment_signed" and row.note_zh]
    if len(noted) < 2:
        return ()
    said = [
        f"{bare_period(row.period_start, row.period_end, row.basis, view.lang)} "
        + printed(row.value_text, row.unit_text or row.unit, view.lang, row.hedge, row.hedge_text)
        for row in noted
    ]
    told = _("签约额两数并列：{figures}。累计额反而下降，口径应不同，不连线。")
    return (told.format(figures=listed(said, view.lang)),)


def cohorts(
    statements: Sequence[Row], rows: Sequence[Row], funding: Row | None, view: View
) -> Panel:
    """How far the deals of a fair or of a period have come, in the words of the source.

    statements  as investment_record.cohorts returns them
    rows        as investment_record.figures returns them: those of the same source stand beside
    funding     as analysis.deals.stated_funding returns it: shown as a note, marked 推算
    """
    _ = texts(view.lang)
    if not statements:
        return Panel(**empty("investment_cohorts", view, "", ""))
    columns = (
        Column("subject", _("事项")),
        Column("said", _("原文数值")),
        Column("when", _("期间")),
        Column("cited", _("来源")),
    )
    shown = _with_figures([_statement_in_table(row, view) for row in statements], rows, view)
    return Panel(
        name="investment_cohorts",
        finding=_("已公布的招商批次 {count} 个，各率分母不同，不可比较").format(
            count=len({(row.source_id, row.period_text) for row in statements})
        ),
        measure=_("按原文列出；分母未说明的率不推算"),
        body={"table": as_table(shown, columns), "wide": True},
        rows=shown,
        columns=columns,
        **provenance(shown, view),
        alt=listed([f"{row.subject} {row.said}" for row in shown], view.lang),
        notes=_funding_note(funding, view),
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
    return row.with_(
        subject=row[f"subject_{view.lang}"],
        said=printed(row.value_text, row.unit_text, view.lang),
        when=_when(row, view),
        cited=f"{row.source_title} [{grade_mark(row.grade, view.lang)}]",
    )


def _when(row: Row, view: View) -> str:
    """The span that a source names in days, in words, and whether it is long ago."""
    found = SPAN.fullmatch(row.period_text or "")
    if not found:
        return row.period_text or on_day(row.stated_on, view.lang)
    start, end = (date.fromisoformat(day) for day in found.groups())
    old = age(end, view.as_of, view.lang)
    words = bare_period(start, end, "point", view.lang)
    return " · ".join(part for part in (words, old) if part)


def _funding_note(funding: Row | None, view: View) -> tuple[str, ...]:
    _ = texts(view.lang)
    if funding is None:
        return ()
    said = _("省级节会批次资金到位 {rate}(推算：到位 {funds}，分母为签约额 {value})。")
    return (
        said.format(
            rate=share_percent(funding.rate, view.lang),
            funds=printed(funding.funds_text, "亿元", view.lang),
            value=printed(funding.value_text, "亿元", view.lang),
        ),
    )
