"""Output of one chain: month by month, and county by county."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import county, empty, framed, measure, provenance
from chainboard.panels.months import month_bars, month_label, month_tick
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import label
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    amount,
    bare_period,
    growth_prose,
    listed,
    missing,
    number,
    period,
    scaled,
    share_percent,
    texts,
    unit_name,
)

UNIT = "亿元"


def trend(rows: Sequence[Row], view: View) -> Panel:
    """This year's output by month beside last year's, with the line of the target.

    rows  as chain_output.by_month returns them (亿元)

    Year to date: columns against the linear pace of the annual target. Month: each month, the
    January-February pair as one column of two months, against a twelfth of the target a month.
    """
    _ = texts(view.lang)
    if not rows:
        why = _("没有产业链产值")
        return Panel(**empty("output_trend", view, why, _("产业链产值走势")))
    column = "year_to_date" if view.basis == "ytd" else "month_value"
    last = [row for row in rows if row.year_to_date is not None][-1:]
    return Panel(
        name="output_trend",
        finding=_trend_finding(last, view),
        measure=measure(
            _("产业链产值"),
            _("累计") if view.basis == "ytd" else _("当月(由累计数相减推算)"),
            unit_name(UNIT, view.lang),
            _("深色为本年，灰色为上年，线为目标进度"),
        ),
        body=framed(_trend_traces(rows, column, view), view, barmode="group", bargap=0.25),
        rows=rows,
        columns=_trend_columns(view),
        **provenance(rows, view),
        alt=_trend_alt(rows, column, view),
        notes=_trend_notes(rows, view),
    )


def _trend_finding(last: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    if not last:
        return _("本年尚无产值")
    (row,) = last
    said = _("{period}产值 {value}").format(
        period=bare_period(row.period_start, row.period_end, "ytd", view.lang),
        value=amount(row.year_to_date, UNIT, view.lang),
    )
    if row.published_growth is None:
        return said
    rate = growth_prose(row.published_growth, view.lang, row.growth_text)
    return _("{said}，公布同比{growth}").format(said=said, growth=rate)


def _trend_traces(rows: Sequence[Row], column: str, view: View) -> list[dict[str, Any]]:
    _ = texts(view.lang)
    colour, months = TOKENS[view.theme], [month_tick(row, view) for row in rows]
    return [
        month_bars(months, [r[f"prior_{column}"] for r in rows], colour["previous"], view),
        month_bars(months, [r[column] for r in rows], colour["actual"], view),
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": months,
            "y": [scaled(_target_at(row, view), UNIT, view.lang) for row in rows],
            "line": {"color": colour["text"], "width": 2, "dash": "dot"},
            "marker": {"symbol": "line-ew-open", "size": 14, "color": colour["text"]},
            "name": _("目标进度"),
            "customdata": [amount(_target_at(row, view), UNIT, view.lang) for row in rows],
            "hovertemplate": "%{x} %{fullData.name} %{customdata}<extra></extra>",
        },
    ]


def _target_at(row: Row, view: View) -> float | None:
    """The linear pace of the target: to the end of the month, or of the months of the column."""
    if row.target is None:
        return None
    months = row.months if view.basis == "ytd" else (2 if row.months == 2 else 1)
    return float(row.target * months / 12)


def _trend_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("period_end", _("截至")),
        Column("year_to_date", _("本年累计"), UNIT, 2),
        Column("prior_year_to_date", _("上年同期累计"), UNIT, 2),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("month_value", _("当月(推算)"), UNIT, 2),
        Column("prior_month_value", _("上年同月(推算)"), UNIT, 2),
        Column("target", _("年度目标"), UNIT, 2),
    )


def _trend_alt(rows: Sequence[Row], column: str, view: View) -> str:
    parts = []
    for row in rows:
        value = amount(row[column], UNIT, view.lang)
        said = missing_words(row, view) or value
        parts.append(f"{month_label(row, view)} {said}")
    return listed(parts, view.lang)


def _trend_notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    _ = texts(view.lang)
    notes = [_("1—2月合并公布，不拆分。")]
    late = [row for row in rows if row.absence]
    if late:
        notes.append(
            _("{month}：{missing}").format(
                month=month_label(late[-1], view),
                missing=missing(late[-1].absence, view.lang, view.pack),
            )
        )
    return tuple(notes)


def by_county(rows: Sequence[Row], view: View) -> Panel:
    """One bar a county, largest on top, with its part of the counties that reported.

    rows  as chain_output.year_to_date_by_county returns them (亿元)

    A county without a figure keeps its place and names the reason; it is never drawn as zero.
    """
    _ = texts(view.lang)
    if not any(row.reports for row in rows):
        why = _("没有分县(区)产值")
        return Panel(**empty("county_contribution", view, why, _("各县(区)贡献")))
    bottom_up = rows[::-1]  # Plotly draws the first category at the bottom
    colour = TOKENS[view.theme]
    picked = [
        colour["actual"] if _is_picked(row, view) else colour["previous"] for row in bottom_up
    ]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [scaled(row.year_to_date, UNIT, view.lang) for row in bottom_up],
        "y": [_county_tick(row, view) for row in bottom_up],
        "text": [_county_text(row, view) for row in bottom_up],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": picked},
        "ids": [f"county?county={row.area_code}" for row in bottom_up],
        "hovertemplate": "%{y} %{text}<extra></extra>",
    }
    largest = max((row.year_to_date or 0 for row in rows), default=0)
    return Panel(
        name="county_contribution",
        finding=_leading(rows, view),
        measure=measure(
            _("产业链产值，占比为占已报县(区)之和"),
            period(rows[0].period_start, rows[0].period_end, "ytd", view.lang),
            unit_name(UNIT, view.lang),
        ),
        body=framed(
            [bars],
            view,
            xaxis={"visible": False, "range": [0, (scaled(largest, UNIT, view.lang) or 1) * 1.8]},
            yaxis={"type": "category"},
        ),
        rows=[row.with_(missing=missing_words(row, view)) for row in rows],
        columns=_county_columns(view),
        **provenance([row for row in rows if row.figure_id], view),
        alt=listed(
            [
                f"{label(row, row.year_to_date is not None, view)} {_county_text(row, view)}"
                for row in rows
            ],
            view.lang,
        ),
        notes=_without(rows, view),
    )


def _is_picked(row: Row, view: View) -> bool:
    return view.area_code is None or row.area_code == view.area_code


def missing_words(row: Row, view: View) -> str:
    """Which kind of missing a county's figure is, or nothing."""
    return missing(row.absence, view.lang, view.pack) if row.year_to_date is None else ""


def _county_tick(row: Row, view: View) -> str:
    """The county beside its bar; English has the kind of missing on a second line."""
    words = label(row, row.year_to_date is not None, view)
    return words if view.lang == "zh" else words.replace(" — ", "<br>— ")


def _county_text(row: Row, view: View) -> str:
    if row.year_to_date is None:
        return ""
    share = share_percent(row.share, view.lang, 1)
    value = number(scaled(row.year_to_date, UNIT, view.lang), 2, view.lang)
    return f"{value}  {share}"


def _leading(rows: Sequence[Row], view: View) -> str:
    """The fewest counties that make up half of what was reported."""
    _ = texts(view.lang)
    leading, part = [], 0.0
    for row in rows:
        if part >= 0.5 or row.share is None:
            break
        leading.append(county(row, view.lang))
        part += row.share
    return _("{counties}占已报县(区)之和的 {share}").format(
        counties=listed(leading, view.lang), share=share_percent(part, view.lang, 1)
    )


def _without(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    _ = texts(view.lang)
    gone = [
        row for row in rows if row.absence in ("late", "not_due", "suppressed", "not_published")
    ]
    if not gone:
        return ()
    names = listed([county(row, view.lang) for row in gone], view.lang)
    return (_("各县(区)之和不含{counties}。").format(counties=names),)


def _county_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("县(区)")),
        Column("year_to_date", _("累计"), UNIT, 2),
        Column("share", _("占比(0—1)"), decimals=4),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("missing", _("缺数原因")),
    )
