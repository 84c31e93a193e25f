"""Every physical series of a chain as small multiples, each with its own unit and caveats."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from chainboard.panels.apart import apart, ticks
from chainboard.panels.figures import digits, growth_columns, unit, unit_column, value, value_column
from chainboard.panels.frame import (
    MAIN,
    empty,
    height,
    measure,
    plain,
    provenance,
    room,
    size,
)
from chainboard.panels.hover import Box, Line, boxed, of_growth
from chainboard.panels.months import in_lines
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

SMALL = 0.64  # of the usual height
LONG_DAYS = 8  # characters: 1 Jan–28 Dec, but not Jan–Sep
SHORT_TICK = 6


def series(points: Sequence[Row], view: View) -> Panel:
    """One small figure a series: by month beside last year, or dots where figures are few.

    points  as chain_series.points returns them, joined by analysis.series

    Dots are joined only over full years that follow one another in one source. A floor, an
    expected figure and a part of a year are hollow. A series that stands beside another one
    (another basis, another area) is drawn hollow in its figure and never joined to it.
    """
    say = view.say
    main = [row for row in points if row.beside_of is None]
    if not any(row.value is not None for row in main):
        why = say("没有实物量数据")
        return Panel(**empty("chain_series", view, why, say("实物量和专项指标"), "indicators"))
    series_of = [list(group) for _, group in groupby(main, lambda row: row.series)]
    groups = [group for group in series_of if any(row.value is not None for row in group)]
    return Panel(
        name="chain_series",
        finding=say("实物量和专项指标 {count} 项").format(count=len(groups)),
        measure=measure(
            say("每图一个指标，单位各异"),
            say("空心为下限、预计或不足一年的数")
            if view.pack.is_record
            else say("深色为本年累计，灰色为上年"),
        ),
        body=Multiples(_in_order([_multiple(group, points, view) for group in groups], view)),
        rows=points,
        columns=_columns(say),
        **provenance(points, view),
        alt=" ".join(_sentence(group, view) for group in groups),
    )


def _in_order(multiples: list[dict[str, Any]], view: View) -> list[dict[str, Any]]:
    """The reviewed order of a published record; else figures first, single numbers last."""
    if view.pack.is_record:
        return multiples
    return sorted(multiples, key=lambda each: "data" not in each)


def _multiple(group: Sequence[Row], points: Sequence[Row], view: View) -> dict[str, Any]:
    """One series: its title, its unit and growth basis, its figure and its caveat.

    A series of one figure is its number in words: a dot alone says nothing. So is a series
    whose points have no definition in common (series_note.is_drawn).
    """
    say = view.say
    row = group[0]
    hollow = [r for r in points if (r.beside_of, r.area_code) == (row.metric_id, row.area_code)]
    known = [r for r in (*group, *hollow) if r.value is not None]
    figure: dict[str, Any]
    if not row.is_drawn or len(known) == 1:
        figure = {"facts": [{"value": value(r, say), "when": _when(r, say)} for r in known]}
    elif row.is_monthly:
        boxes = _boxes(_of_two_years(group), _month, view)
        figure = _framed(_months(group, view), boxes, _every_other(group, say), view)
    else:
        boxes = _boxes([*group, *hollow], _tick, view)
        order = _order(known, say)
        dots = apart(_dots(group, hollow, view), order["categoryarray"], view.theme)
        figure = _framed(dots, boxes, order, view)
    return {
        "title": f"{say.place(row)} · {say.name(row)}"
        if row.area_level == "county"
        else say.name(row),
        "note": _subtitle(group, say),
        "caveat": say.of(row, "caveat") or "",
        "alt": _sentence([*group, *hollow], view),
        **figure,
    }


def _framed(
    traces: list[dict[str, Any]], boxes: Sequence[Box], order: dict[str, Any], view: View
) -> dict[str, Any]:
    say = view.say
    return dict(
        boxed(
            traces,
            boxes,
            view,
            height=height(view, SMALL),
            margin={
                "r": max(24, _half_of_the_last(traces, view)),
                "t": round((1.7 if say.lang == "zh" else 3) * size(view)),
            },
            xaxis={"type": "category", "showgrid": False, **order},
            yaxis={"rangemode": "tozero", "visible": False},
        )
    )


def _subtitle(group: Sequence[Row], say: Words) -> str:
    """Unit, and the newest published growth with its basis."""
    last = [row for row in group if row.published_growth is not None][-1:]
    if not last:
        return say.unit_name(unit(group[0]))
    (row,) = last
    rate = say("{period}公布同比 {growth}（{basis}）").format(
        period=say.bare_period(row.period_start, row.period_end, row.basis),
        growth=say.growth(row.published_growth, row.growth_text),
        basis=say.basis_name(row.growth_basis, row.unit),
    )
    return measure(say.unit_name(unit(row)), rate)


def _half_of_the_last(traces: Sequence[dict[str, Any]], view: View) -> int:
    """Room for half of a number over the last point of an axis."""
    ends = [text for trace in traces for text in trace["text"][-1:]]
    return max((room(text, size(view)) // 2 + 4 for text in ends), default=0)


def _of_two_years(group: Sequence[Row]) -> list[Row]:
    """This year's rows, then last year's."""
    newest = group[-1].period_end.year
    return [row for year in (newest, newest - 1) for row in group if row.period_end.year == year]


def _boxes(rows: Sequence[Row], place: Callable[[Row, Words], str], view: View) -> list[Box]:
    """A box a place of the axis, with a line for each figure that there is, and its growth."""
    say = view.say
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault(place(row, say), []).append(row)
    return [
        Box(at, [*(_said_of(row, rows[0], view) for row in mine), *_grown(mine[0], rows[0], say)])
        for at, mine in held.items()
    ]


def _grown(row: Row, first: Row, say: Words) -> list[Line]:
    """Published growth of the series itself, of two years that of the newest."""
    is_before = row.is_monthly and row.period_end.year < first.period_end.year
    return [] if is_before or row.metric_id != first.metric_id else of_growth(row, say)


def _said_of(row: Row, first: Row, view: View) -> Line:
    """A figure, of two years with its period, else with its name and the grade of its source."""
    say, colour = view.say, TOKENS[view.theme]
    if row.is_monthly:
        tone = "actual" if row.period_end.year == first.period_end.year else "previous"
        return Line(_when(row, say), value(row, say), colour[tone])
    tone = "actual" if row.metric_id == first.metric_id else "previous"
    grade = "" if row.value is None else f" [{say.grade_mark(row.grade)}]"
    return Line(say.name(row), value(row, say) + grade, colour[tone])


def _months(group: Sequence[Row], view: View) -> list[dict[str, Any]]:
    """This year and last year month by month, each line with the number at its end."""
    newest = group[-1].period_end.year
    now = [row for row in group if row.period_end.year == newest]
    before = [row for row in group if row.period_end.year == newest - 1]
    lines = [
        _course(rows, other, tone, view)
        for rows, other, tone in ((before, now, "previous"), (now, before, "actual"))
        if rows
    ]
    lines[-1]["meta"] = MAIN
    return lines


def _course(rows: Sequence[Row], other: Sequence[Row], tone: str, view: View) -> dict[str, Any]:
    """One year as a line; its last number stands away from the line of the other year."""
    say, colour, last = view.say, TOKENS[view.theme][tone], rows[-1]
    beside = {_month(row, say): row.value for row in other}.get(_month(last, say))
    side = "bottom" if beside is not None and (last.value or 0) < beside else "top"
    goes_on = len(other) > len(rows)
    end = ("left" if side == "top" else "right") if goes_on else "center"
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [_month(row, say) for row in rows],
        "y": [say.scaled(row.value, row.unit) for row in rows],
        "text": [""] * (len(rows) - 1) + [digits(last, say)],
        "textposition": f"{side} {end}",
        "cliponaxis": False,
        "line": {"color": colour, "width": 3 if tone == "actual" else 2},
        "marker": {"color": colour, "size": 5},
    }


def _every_other(group: Sequence[Row], say: Words) -> dict[str, Any]:
    """Every other month is named on the axis: there is room for no more without turning them."""
    labels = list(dict.fromkeys(_month(row, say) for row in group))[::2]
    words = [in_lines(label) for label in labels]
    return {"tickmode": "array", "tickvals": labels, "ticktext": words, "tickangle": 0}


def _month(row: Row, say: Words) -> str:
    """The month the year to date ends in: 1—2月 for the pair, then the month alone."""
    pair = row.basis == "ytd" and row.period_end.month == 2
    start = row.period_start if pair else row.period_end.replace(day=1)
    return say.short_period(start, row.period_end, "month")


def _dots(group: Sequence[Row], hollow: Sequence[Row], view: View) -> list[dict[str, Any]]:
    """Each run of joinable points as a line, every other point as a dot with its digits."""
    traces = [_run(list(run), view) for _, run in groupby(group, lambda row: row.run)]
    return [*traces, *(_beside(row, view) for row in hollow if row.value is not None)]


def _order(rows: Sequence[Row], say: Words) -> dict[str, Any]:
    """The labels of the axis in the order of time, with room for the words at both ends."""
    dated = sorted(rows, key=lambda row: (row.period_end, row.basis))
    labels = list(dict.fromkeys(_tick(row, say) for row in dated))
    return {
        "categoryorder": "array",
        "categoryarray": labels,
        "range": [-0.6, len(labels) - 0.4],
        "tickmode": "array",
        "tickvals": ticks(labels),
    }


def _run(rows: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    colour = TOKENS[view.theme]["actual"]
    firm = [row.is_level and _is_whole(row) for row in rows]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [_tick(row, say) for row in rows],
        "y": [say.scaled(row.value, row.unit) for row in rows],
        "text": [_over_lines(row, view) for row in rows],
        "textposition": "top center",
        "cliponaxis": False,
        "line": {"color": colour, "width": 2},
        "marker": {
            "symbol": ["circle" if solid else "circle-open" for solid in firm],
            "size": 10,
            "color": colour,
            "line": {"color": colour, "width": 2},
        },
        "meta": MAIN,
    }


def _beside(row: Row, view: View) -> dict[str, Any]:
    say = view.say
    tone = TOKENS[view.theme]["previous"]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_tick(row, say)],
        "y": [say.scaled(row.value, row.unit)],
        "text": [_over_lines(row, view)],
        "textposition": "bottom center",
        "cliponaxis": False,
        "marker": {"symbol": "diamond-open", "size": 10, "color": tone, "line": {"width": 2}},
    }


def _over_lines(row: Row, view: View) -> str:
    """The digits of a point; English says over, expected on a line of its own."""
    say = view.say
    said = plain(digits(row, say))
    return said if say.lang == "zh" else re.sub(r"^([a-z]+) ", r"\1<br>", said)


def _is_whole(row: Row) -> bool:
    """Whether the figure covers all it counts: a year for a flow, a day for a stock."""
    return bool(row.basis == "point" or row.period_end.month == 12)


def _when(row: Row, say: Words) -> str:
    return say.bare_period(row.period_start, row.period_end, row.basis)


def _tick(row: Row, say: Words) -> str:
    """The period on lines of its own where it is long, so that it need not be turned."""
    words = _when(row, say)
    if len(words) <= SHORT_TICK:
        return words
    if say.lang == "zh":
        return words.replace("年", "年<br>", 1)
    days, _, year = words.rpartition(" ")
    lines = [days.replace("–", "–<br>") if len(days) > LONG_DAYS else days, year]
    return "<br>".join(line for line in lines if line)


def _sentence(group: Sequence[Row], view: View) -> str:
    say = view.say
    shown = group[-3:] if group[0].is_monthly else group
    parts = [_named(row, group[0], view) for row in shown if row.value is not None]
    return say("{name}：{points}。").format(name=say.name(group[0]), points=say.listed(parts))


def _named(row: Row, main: Row, view: View) -> str:
    """A point in words; one of another series that stands beside it says which."""
    say = view.say
    said = f"{_when(row, say)} {value(row, say)}"
    return said if row.metric_id == main.metric_id else f"{say.name(row)} {said}"


def _state(row: Row, say: Words) -> str:
    return "" if row.status == "published" else say.status_name(row.status)


def _columns(say: Words) -> tuple[Column, ...]:
    printed = say("数值（原文）") if say.pack.is_record else say("数值（含单位）")
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column(f"area_{say.lang}", say("地区")),
        Column(
            "period", say("期间"), words=lambda r: say.period(r.period_start, r.period_end, r.basis)
        ),
        Column("value_text", printed, words=lambda row: value(row, say)),
        value_column(say, say("数值")),
        unit_column(say),
        *growth_columns(say),
        Column("status", say("状态"), words=lambda row: _state(row, say)),
        Column(f"note_{say.lang}", say("说明")),
    )
