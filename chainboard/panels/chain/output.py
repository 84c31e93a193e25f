"""Output of one chain: month by month, and county by county."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.figures import gone_column, growth_columns
from chainboard.panels.frame import MAIN, empty, measure, provenance
from chainboard.panels.hover import Box, Line, boxed_figure, of_growth, of_value
from chainboard.panels.months import by_month, so_far
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import ids, label, of_some, tick, tones
from chainboard.view import Row, View
from chainboard.words import Words


def trend(rows: Sequence[Row], view: View) -> Panel:
    """This year's output by month beside last year's, with the line of the target.

    rows  as chain_output.by_month returns them

    Year to date: columns against the linear pace of the annual target. Month: each month, the
    January-February pair as one column of two months, against a twelfth of the target a month.
    """
    say = view.say
    if not rows:
        why = say("没有产业链产值")
        return Panel(**empty("output_trend", view, why, say("产业链产值走势"), "indicators"))
    finding = so_far(rows, say("产值"), say)
    return Panel(name="output_trend", finding=finding, **by_month(rows, say("产业链产值"), view))


def by_county(rows: Sequence[Row], view: View) -> Panel:
    """One bar a county, largest on top, with its part of the counties that reported.

    rows  as analysis.sums.with_rest returns them

    A county without a figure keeps its place and names the reason; it is never drawn as zero.
    """
    say = view.say
    if not any(row.reports for row in rows):
        why = say("没有分县（区）产值")
        return Panel(**empty("county_contribution", view, why, say("各县（区）贡献"), "indicators"))
    if not view.sees_all_counties:
        rows = [row.with_(share=None, rest=None) for row in rows]
    what = (
        say("产业链产值，占比为占已报县（区）之和") if view.sees_all_counties else say("产业链产值")
    )
    bottom_up = rows[::-1]  # Plotly draws the first category at the bottom
    unit = rows[0].unit
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [say.scaled(row.year_to_date, unit) for row in bottom_up],
        "y": [tick(row, row.year_to_date is not None, view) for row in bottom_up],
        "text": [_county_text(row, say) for row in bottom_up],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": tones(bottom_up, view)},
        "meta": MAIN,
        "ids": ids(bottom_up),
    }
    largest = max((row.year_to_date or 0 for row in rows), default=0)
    return Panel(
        name="county_contribution",
        marks=("county",),
        finding=leading(rows, say) if view.sees_all_counties else of_some(what, say),
        measure=measure(
            what,
            say.period(rows[0].period_start, rows[0].period_end, "ytd"),
            say.unit_name(unit),
        ),
        body=boxed_figure(
            [bars],
            [_county_box(*each, view) for each in zip(bottom_up, ids(bottom_up), strict=True)],
            view,
            xaxis={"visible": False, "range": [0, (say.scaled(largest, unit) or 1) * 1.8]},
            yaxis={"type": "category"},
        ),
        rows=rows,
        columns=_county_columns(rows[0], say),
        **provenance([row for row in rows if row.figure_id], view),
        alt=say.listed([_county_words(row, view) for row in rows]),
        notes=_without(rows, say),
    )


def _county_box(row: Row, way: str, view: View) -> Box:
    say = view.say
    (tone,) = tones([row], view)
    share = [] if row.share is None else [say.share_percent(row.share, 1)]
    lines = [
        of_value(say("产业链产值"), row, say, "year_to_date", tone),
        *(Line(say("占已报县（区）之和（推算）"), said) for said in share),
        *of_growth(row, say),
    ]
    place = tick(row, row.year_to_date is not None, view)
    return Box(place, lines, say.county(row), way)


def _county_words(row: Row, view: View) -> str:
    return f"{label(row, row.year_to_date is not None, view)} {_county_text(row, view.say)}"


def _county_text(row: Row, say: Words) -> str:
    if row.year_to_date is None:
        return ""
    value = say.number(say.scaled(row.year_to_date, row.unit), row.decimals)
    return value if row.share is None else f"{value}  {say.share_percent(row.share, 1)}"


def leading(rows: Sequence[Row], say: Words) -> str:
    """The fewest counties that make up half of what was reported."""
    if not any((row.share or 0) > 0 for row in rows):
        return say("各县（区）没有可比的产值")
    leading, part = [], 0.0
    for row in rows:
        if part >= 0.5 or row.share is None:
            break
        leading.append(say.county(row))
        part += row.share
    return say("{counties}占已报县（区）之和的 {share}").format(
        counties=say.listed(leading), share=say.share_percent(part, 1)
    )


def _without(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """What the counties' sum lacks of the city's own figure, or else which counties."""
    gone = [row for row in rows if row.absence not in (None, "not_applicable")]
    if rows[0].rest is not None:
        return (_rest(rows[0], gone, say),)
    if not gone:
        return ()
    names = say.listed([say.county(row) for row in gone])
    return (say("各县（区）之和不含{counties}。").format(counties=names),)


def _rest(row: Row, gone: Sequence[Row], say: Words) -> str:
    whole, rest = (say.amount(value, row.unit, row.decimals) for value in (row.whole, row.rest))
    if not gone:
        return say("全市 {whole}，其余 {rest}未分县（区）（推算）。").format(whole=whole, rest=rest)
    missing = [
        say("{county}{missing}").format(
            county=say.county(each), missing=say.absence_name(each.absence)
        )
        for each in gone
    ]
    return say("全市 {whole}，其中{counties}，其余 {rest}未分县（区）（推算）。").format(
        whole=whole, counties=say.listed(missing), rest=rest
    )


def _county_columns(row: Row, say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("县（区）")),
        Column("year_to_date", say("累计"), row.unit, row.decimals),
        Column("share", say("占比（0—1）"), decimals=4, derived=True),
        *growth_columns(say),
        gone_column(say, "year_to_date"),
    )
