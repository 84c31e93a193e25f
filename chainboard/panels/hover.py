"""The box over a chart: one for all series of a position, which it names and says with units.

A line under the head is what a series says; what is not drawn (a target, a gap to the calendar)
has a line too where the rows have it. A figure that is missing has a line with its kind of missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import framed, measure, plain, room
from chainboard.panels.panel import Figure
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.numbers import MISSING

HOVER = "hover"  # the meta of the trace that speaks for all others
LONGEST = 20  # sizes of type that a line may take: a phone has no room for more
DOT = '<span style="color:{tone}">{mark}</span> {said}'
SOLID, HOLLOW = "●", "○"
NO_INK = "rgba(0,0,0,0)"
# Points add room at both ends of an axis, which takes it from bars; what is filled does not.
UNPADDED = {
    "y": {"fill": "tozerox", "fillcolor": NO_INK},
    "x": {"fill": "tozeroy", "fillcolor": NO_INK},
}
DOTTED = re.compile(r'<span style="color:[^"]*">[●○]</span> ')
AFTER = "<br>　"  # where a line goes on


@dataclass(frozen=True)
class Line:
    """What is said at a position: name, and value with unit or kind of missing.

    tone  the colour of the series it is about; "" for what is not drawn
    mark  SOLID, or HOLLOW as the series is
    """

    name: str
    said: str
    tone: str = ""
    mark: str = SOLID


@dataclass(frozen=True)
class Box:
    """A position along the axis of a chart.

    place  its label there
    head   what the box calls it, where that is not the label
    go     where a click on it leads
    """

    place: str
    lines: Sequence[Line]
    head: str = ""
    go: str = ""


def boxed_figure(
    traces: list[dict[str, Any]], boxes: Sequence[Box], view: View, **layout: Any
) -> Figure:
    """A figure that is the whole body of a panel, as boxed makes it."""
    return Figure(**boxed(traces, boxes, view, **layout))


def boxed(
    traces: list[dict[str, Any]], boxes: Sequence[Box], view: View, **layout: Any
) -> dict[str, Any]:
    """A chart as frame.framed makes it whose traces are silent and whose boxes speak for them.

    boxes  one a category, of the axis of y where its type is category, else of x
    """
    along = "y" if layout.get("yaxis", {}).get("type") == "category" else "x"
    if along == "x":
        layout["xaxis"] = {**layout.get("xaxis", {}), **_line_through(view)}
    silent = [{**trace, "hoverinfo": "skip"} for trace in traces]
    return framed(
        [*silent, _speaker(traces, boxes, along, view)],
        view,
        hovermode=along,
        hoverdistance=-1,  # wherever in the chart: the nearest position
        **layout,
    )


def _line_through(view: View) -> dict[str, Any]:
    """The line that shows which period the box is about."""
    return {
        "showspikes": True,
        "spikemode": "across",
        "spikesnap": "hovered data",
        "spikethickness": 1,
        "spikedash": "dot",
        "spikecolor": TOKENS[view.theme]["muted"],
    }


def _speaker(
    traces: Sequence[dict[str, Any]], boxes: Sequence[Box], along: str, view: View
) -> dict[str, Any]:
    """A trace without ink: a point a box, at the farthest of what is drawn there."""
    across = {"x": "y", "y": "x"}[along]
    reach = _reach(traces, along, across)
    most = max(reach.values(), default=0)
    made = {
        "type": "scatter",
        "mode": "markers",
        "marker": {"opacity": 0, "size": 1},
        along: [box.place for box in boxes],
        across: [reach.get(box.place, most) for box in boxes],
        "hoverinfo": "text",
        "hovertext": [written(box, view) for box in boxes],
        "meta": HOVER,
    }
    ways = {"ids": [box.go or None for box in boxes]} if any(box.go for box in boxes) else {}
    is_beside_bars = any(trace["type"] == "bar" for trace in traces)
    return made | ways | (UNPADDED[along] if is_beside_bars else {})


def _reach(traces: Sequence[dict[str, Any]], along: str, across: str) -> dict[str, float]:
    """The largest value that is drawn at each place."""
    reach: dict[str, float] = {}
    for trace in traces:
        for place, value in zip(trace[along], trace[across], strict=True):
            if value is not None:
                reach[place] = max(value, reach.get(place, value))
    return reach


def of_cell(head: Sequence[str], lines: Sequence[Line], view: View) -> str:
    """The words of the box over a cell of a grid, whose head names its row and its column."""
    return written(Box("", lines, measure(*head)), view)


def written(box: Box, view: View) -> str:
    """The words of a box in Plotly's pseudo-HTML; what comes from the data is escaped."""
    say = view.say
    head = plain(box.head) or box.place.replace("<br>", "" if say.lang == "zh" else " ")
    return "<br>".join([f"<b>{head}</b>", *(_written(line, say) for line in box.lines)])


def _written(line: Line, say: Words) -> str:
    words = plain(line.said.removeprefix(f"{MISSING} "))  # behind a colon its word is enough
    said = say("{name}：{said}").format(name=plain(line.name), said=words)
    if room(said, 1) > LONGEST:
        cut = said.rindex(words)
        said = f"{said[:cut].strip()}{AFTER}{said[cut:]}"
    return DOT.format(tone=line.tone, mark=line.mark, said=said) if line.tone else said


def beside(
    first: dict[str, Any], second: dict[str, Any], name: str, tone: str, along: str
) -> dict[str, Any]:
    """The boxes of a chart, each with what those of a second chart say at its place below its own.

    first, second  the traces that speak, with the same places along the axis along
    name, tone     of the second, whose series has this colour
    """
    head = DOT.format(tone=tone, mark=HOLLOW, said=plain(name))
    said = dict(zip(second[along], second["hovertext"], strict=True))
    others = [_below(head, said.get(place, "")) for place in first[along]]
    both = [own + other for own, other in zip(first["hovertext"], others, strict=True)]
    return {**first, "hovertext": both}


def _below(head: str, text: str) -> str:
    """A box's lines under the name of what they are about, without the colours of a chart of
    their own."""
    _head, _, lines = DOTTED.sub("", text).partition("<br>")
    return f"<br>{head}<br>{lines}" if lines else ""


def of_value(name: str, row: Row, say: Words, key: str = "value", tone: str = "") -> Line:
    """A value of the row (in the column key) with its unit, or its kind of missing."""
    return Line(name, _amount(row, key, say), tone)


def _amount(row: Row, key: str, say: Words) -> str:
    if row[key] is None:
        return say.missing(row.get("absence"))
    if key == "value" and say.pack.is_record:
        return figures.value(row, say)
    decimals = row.get("decimals")
    return say.amount(row[key], row.unit, 2 if decimals is None else decimals)


def of_figure(
    name: str,
    row: Row,
    say: Words,
    tones: tuple[str, str] = ("", ""),
    keys: tuple[str, str] = ("value", "prior_value"),
) -> list[Line]:
    """A figure since January: value, the same months of last year, target, gap and growth.

    row    as queries return it; what it has no column for, or no number in, has no line
    tones  the colours of the series of this year and of last year
    keys   the columns of both
    """
    now, before = keys
    value = of_value(name, row, say, now, tones[0])
    if figures.is_claimed(row):
        value = replace(value, said=say.bracketed(value.said, say.status_name("claim")))
    lines = [value]
    if row.get(before) is not None or (tones[1] and before in row):
        lines.append(of_value(say("上年同期"), row, say, before, tones[1]))
    return [*lines, *of_target(row, say), *of_growth(row, say)]


def of_target(row: Row, say: Words) -> list[Line]:
    """The target of the year, what part of it is reached, and the gaps to the calendar and to the
    season."""
    if row.get("target") is None:
        return []
    if row.get("target_kind") == "growth":
        aimed, short = say.percent(row.target, 1), say("与目标之差（推算）")
    else:
        aimed, short = figures.target(row, say), say("与序时进度之差（推算）")
    lines = [Line(say("年度目标"), aimed)]
    if row.get("completion") is not None:
        lines.append(Line(say("完成率（推算）"), say.share_percent(row.completion)))
    if row.get("gap") is not None:
        lines.append(Line(short, say.points(row.gap)))
    if row.get("seasonal_gap") is not None:
        lines.append(Line(say("与季节进度之差（推算）"), say.points(row.seasonal_gap)))
    return lines


def of_growth(row: Row, say: Words) -> list[Line]:
    """Published growth with its basis; growth that is worked out here is called so."""
    star = "*" if row.get("is_small") or row.get("is_small_base") else ""
    if row.get("published_growth") is not None:
        said = say.bracketed(figures.rate(row, say) + star, figures.basis(row, say))
        return [Line(say("公布同比"), said)]
    ours = row.get("derived_growth", row.get("growth") if row.get("is_derived") else None)
    if ours is None:
        return []
    scope = say.basis_name("comparable_scope") if row.get("is_same_scope") else ""
    return [Line(say("推算同比"), say.bracketed(say.growth(ours) + star, scope))]
