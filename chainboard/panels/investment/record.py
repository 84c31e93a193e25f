"""What has been published on investment promotion: tables, where periods cannot be joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance, stated_when
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

SPAN = re.compile(r"\d{4}-\d\d-\d\d – (\d{4}-\d\d-\d\d)")


def published(rows: Sequence[Row], view: View) -> Panel:
    """The published figures one under another: their periods differ, so no line joins them.

    rows  as investment_record.figures returns them
    """
    say = view.say
    if not rows:
        return Panel(**empty("investment_series", view, "", ""))
    columns = _figure_columns(view)
    counties = list(dict.fromkeys(say.place(row) for row in rows if row.area_level == "county"))
    return Panel(
        name="investment_series",
        fixed=("chain",),
        finding=say("已公布的招商和投资数 {count} 个，期间不同，不连线").format(count=len(rows)),
        measure=measure(
            say("全市在前；县（区）只有{county}公布了招商数").format(county=counties[0])
            if len(counties) == 1
            else say("全市在前，县（区）在后"),
            say("不同期间、口径的数不相除、不算增速"),
        ),
        body=figures.table(rows, columns),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([_figure_said(row, view) for row in rows]),
        notes=_conflicts(rows, say),
    )


def _figure_said(row: Row, view: View) -> str:
    say = view.say
    when = figures.dated(row, view)
    parts = (
        say.name(row),
        say.place(row),
        when,
        _value(row, say),
        figures.published_rate(row, say),
    )
    return " ".join(part for part in parts if part)


def _figure_columns(view: View) -> tuple[Column, ...]:
    say = view.say
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column(f"area_{say.lang}", say("地区")),
        Column("period", say("期间"), words=lambda row: figures.dated(row, view)),
        figures.value_column(say, say("数值")),
        *figures.growth_columns(say),
        Column(f"note_{say.lang}", say("说明")),
        Column("source", say("来源"), words=lambda row: figures.cited(row, say)),
    )


def _value(row: Row, say: Words) -> str:
    """The digits as printed; nothing where only growth was published."""
    return "" if row.value is None else figures.value(row, say)


def _conflicts(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """The two totals of 2023 that fall with time: side by side, never joined."""
    noted = [row for row in rows if row.metric_id == "investment_signed" and row.note_zh]
    if len(noted) < 2:
        return ()
    said = [
        f"{say.bare_period(row.period_start, row.period_end, row.basis)} " + figures.value(row, say)
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
    columns = _cohort_columns(view)
    shown = _with_figures(statements, rows)
    return Panel(
        name="investment_cohorts",
        fixed=("county", "chain"),
        finding=say("已公布的招商批次 {count} 个，各率分母不同，不可比较").format(
            count=len({(row.source_id, row.period_text) for row in statements})
        ),
        measure=say("按原文列出；分母未说明的率不推算"),
        body=figures.table(shown, columns),
        rows=shown,
        columns=columns,
        **provenance(shown, view),
        alt=say.listed([f"{_subject(row, say)} {_said(row, say)}" for row in shown]),
        notes=_funding_note(funding, say),
    )


def _with_figures(statements: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Each source's statements, its own figures before them."""
    known = [row for row in rows if row.value is not None]
    return [
        row
        for source_id in dict.fromkeys(row.source_id for row in statements)
        for row in (*known, *statements)
        if row.source_id == source_id
    ]


def _cohort_columns(view: View) -> tuple[Column, ...]:
    say = view.say
    return (
        Column("subject", say("事项"), words=lambda row: _subject(row, say)),
        Column("value_text", say("原文数值"), words=lambda row: _said(row, say)),
        Column("period_text", say("期间"), words=lambda row: _when(row, view)),
        Column("source", say("来源"), words=lambda row: figures.cited(row, say)),
    )


def _is_figure(row: Row) -> bool:
    """Whether it is a figure and not a statement."""
    return bool(row.get("metric_id"))


def _subject(row: Row, say: Words) -> str:
    return say.name(row) if _is_figure(row) else str(say.of(row, "subject"))


def _said(row: Row, say: Words) -> str:
    return (
        figures.value(row, say) if _is_figure(row) else say.printed(row.value_text, row.unit_text)
    )


def _when(row: Row, view: View) -> str:
    """The span that a source names in days, in words, and whether it is long ago."""
    say = view.say
    if _is_figure(row):
        return figures.dated(row, view)
    span = SPAN.fullmatch(row.period_text or "")
    old = figures.age(date.fromisoformat(span[1]), view) if span else ""
    return " · ".join(part for part in (stated_when(row, say), old) if part)


def _funding_note(funding: Row | None, say: Words) -> tuple[str, ...]:
    if funding is None:
        return ()
    said = say("省级节会批次资金到位 {rate}（推算：到位 {funds}，分母为签约额 {value}）。")
    return (
        said.format(
            rate=say.share_percent(funding.rate),
            funds=say.printed(funding.funds_text, funding.unit),
            value=say.printed(funding.value_text, funding.unit),
        ),
    )
