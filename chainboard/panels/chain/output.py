"""Output of one chain: month by month, and county by county."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import empty, figure, measure, provenance
from chainboard.panels.months import month_bars, month_label, month_tick
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import label
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

UNIT = "亿元"


def trend(rows: Sequence[Row], view: View) -> Panel:
    """This year's output by month beside last year's, with the line of the target.

    rows  as chain_output.by_month returns them (亿元)

    Year to date: columns against the linear pace of the annual target. Month: each month, the
    January-February pair as one column of two months, against a twelfth of the target a month.
    """
    say = view.say
    if not rows:
        why = say("没有产业链产值")
        return Panel(**empty("output_trend", view, why, say("产业链产值走势")))
    column = "year_to_date" if view.basis == "ytd" else "month_value"
    last = [row for row in rows if row.year_to_date is not None][-1:]
    return Panel(
        name="output_trend",
        finding=_trend_finding(last, say),
        measure=measure(
            say("产业链产值"),
            say("累计") if view.basis == "ytd" else say("当月(由累计数相减推算)"),
            say.unit_name(UNIT),
            say("深色为本年，灰色为上年，线为目标进度"),
        ),
        body=figure(_trend_traces(rows, column, view), view, barmode="group", bargap=0.25),
        rows=rows,
        columns=_trend_columns(say),
        **provenance(rows, view),
        alt=_trend_alt(rows, column, view),
        notes=_trend_notes(rows, view),
    )


def _trend_finding(last: Sequence[Row], say: Words) -> str:
    if not last:
        return say("本年尚无产值")
    (row,) = last
    said = say("{period}产值 {value}").format(
        period=say.bare_period(row.period_start, row.period_end, "ytd"),
        value=say.amount(row.year_to_date, UNIT),
    )
    if row.published_growth is None:
        return said
    rate = say.growth_prose(row.published_growth, row.growth_text)
    return say("{said}，公布同比{growth}").format(said=said, growth=rate)


def _trend_traces(rows: Sequence[Row], column: str, view: View) -> list[dict[str, Any]]:
    say = view.say
    colour, months = TOKENS[view.theme], [month_tick(row, view) for row in rows]
    return [
        month_bars(months, [r[f"prior_{column}"] for r in rows], colour["previous"], view),
        month_bars(months, [r[column] for r in rows], colour["actual"], view),
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": months,
            "y": [say.scaled(_target_at(row, view), UNIT) for row in rows],
            "line": {"color": colour["text"], "width": 2, "dash": "dot"},
            "marker": {"symbol": "line-ew-open", "size": 14, "color": colour["text"]},
            "name": say("目标进度"),
            "customdata": [say.amount(_target_at(row, view), UNIT) for row in rows],
            "hovertemplate": "%{x} %{fullData.name} %{customdata}<extra></extra>",
        },
    ]


def _target_at(row: Row, view: View) -> float | None:
    """The linear pace of the target: to the end of the month, or of the months of the column."""
    if row.target is None:
        return None
    months = row.months if view.basis == "ytd" else (2 if row.months == 2 else 1)
    return float(row.target * months / 12)


def _trend_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("period_end", say("截至")),
        Column("year_to_date", say("本年累计"), UNIT, 2),
        Column("prior_year_to_date", say("上年同期累计"), UNIT, 2),
        Column("published_growth", say("公布同比"), "%", 2),
        Column("month_value", say("当月(推算)"), UNIT, 2),
        Column("prior_month_value", say("上年同月(推算)"), UNIT, 2),
        Column("target", say("年度目标"), UNIT, 2),
    )


def _trend_alt(rows: Sequence[Row], column: str, view: View) -> str:
    say = view.say
    parts = []
    for row in rows:
        value = say.amount(row[column], UNIT)
        said = missing_words(row, view) or value
        parts.append(f"{month_label(row, view)} {said}")
    return say.listed(parts)


def _trend_notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    notes = [say("1—2月合并公布，不拆分。")]
    late = [row for row in rows if row.absence]
    if late:
        notes.append(
            say("{month}：{missing}").format(
                month=month_label(late[-1], view),
                missing=say.missing(late[-1].absence),
            )
        )
    return tuple(notes)


def by_county(rows: Sequence[Row], view: View) -> Panel:
    """One bar a county, largest on top, with its part of the counties that reported.

    rows  as chain_output.year_to_date_by_county returns them (亿元)

    A county without a figure keeps its place and names the reason; it is never drawn as zero.
    """
    say = view.say
    if not any(row.reports for row in rows):
        why = say("没有分县(区)产值")
        return Panel(**empty("county_contribution", view, why, say("各县(区)贡献")))
    bottom_up = rows[::-1]  # Plotly draws the first category at the bottom
    colour = TOKENS[view.theme]
    picked = [
        colour["actual"] if _is_picked(row, view) else colour["previous"] for row in bottom_up
    ]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [say.scaled(row.year_to_date, UNIT) for row in bottom_up],
        "y": [_county_tick(row, view) for row in bottom_up],
        "text": [_county_text(row, say) for row in bottom_up],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": picked},
        "ids": [f"county?county={row.area_code}" for row in bottom_up],
        "hovertemplate": "%{y} %{text}<extra></extra>",
    }
    largest = max((row.year_to_date or 0 for row in rows), default=0)
    return Panel(
        name="county_contribution",
        finding=_leading(rows, say),
        measure=measure(
            say("产业链产值，占比为占已报县(区)之和"),
            say.period(rows[0].period_start, rows[0].period_end, "ytd"),
            say.unit_name(UNIT),
        ),
        body=figure(
            [bars],
            view,
            xaxis={"visible": False, "range": [0, (say.scaled(largest, UNIT) or 1) * 1.8]},
            yaxis={"type": "category"},
        ),
        rows=[row.with_(missing=missing_words(row, view)) for row in rows],
        columns=_county_columns(say),
        **provenance([row for row in rows if row.figure_id], view),
        alt=say.listed(
            [
                f"{label(row, row.year_to_date is not None, view)} {_county_text(row, say)}"
                for row in rows
            ],
        ),
        notes=_without(rows, say),
    )


def _is_picked(row: Row, view: View) -> bool:
    return view.area_code is None or row.area_code == view.area_code


def missing_words(row: Row, view: View) -> str:
    """Which kind of missing a county's figure is, or nothing."""
    say = view.say
    return say.missing(row.absence) if row.year_to_date is None else ""


def _county_tick(row: Row, view: View) -> str:
    """The county beside its bar; English has the kind of missing on a second line."""
    say = view.say
    words = label(row, row.year_to_date is not None, view)
    return words if say.lang == "zh" else words.replace(" — ", "<br>— ")


def _county_text(row: Row, say: Words) -> str:
    if row.year_to_date is None:
        return ""
    share = say.share_percent(row.share, 1)
    value = say.number(say.scaled(row.year_to_date, UNIT), 2)
    return f"{value}  {share}"


def _leading(rows: Sequence[Row], say: Words) -> str:
    """The fewest counties that make up half of what was reported."""
    leading, part = [], 0.0
    for row in rows:
        if part >= 0.5 or row.share is None:
            break
        leading.append(say.county(row))
        part += row.share
    return say("{counties}占已报县(区)之和的 {share}").format(
        counties=say.listed(leading), share=say.share_percent(part, 1)
    )


def _without(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    gone = [
        row for row in rows if row.absence in ("late", "not_due", "suppressed", "not_published")
    ]
    if not gone:
        return ()
    names = say.listed([say.county(row) for row in gone])
    return (say("各县(区)之和不含{counties}。").format(counties=names),)


def _county_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("县(区)")),
        Column("year_to_date", say("累计"), UNIT, 2),
        Column("share", say("占比(0—1)"), decimals=4),
        Column("published_growth", say("公布同比"), "%", 2),
        Column("missing", say("缺数原因")),
    )
