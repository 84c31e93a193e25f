"""A figure of a panel in a box of paper or of a slide: lines, areas and words at their places.

No word stands on another or leaves the box: numbers along an axis are thinned, names go on in a
second line, and what a bar or a point says moves to where it is free. None of it is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainboard.briefs import drawing_map
from chainboard.briefs.drawing_axes import (
    Axis,
    Heads,
    axis_of,
    head_texts,
    names_along,
    names_aside,
)
from chainboard.briefs.drawing_marks import QUIET, Area, Box, Line, Mark, Rect, Text, ink, moved
from chainboard.briefs.drawing_text import (
    LINE,
    Ground,
    Wish,
    block,
    breadth,
    longest,
    plain_lines,
)
from chainboard.briefs.drawing_traces import (
    Plot,
    bar_mark,
    bar_wish,
    bars,
    heat_marks,
    scatter_marks,
    scatter_wishes,
)
from chainboard.panels.hover import HOVER
from chainboard.panels.panel import Chart
from chainboard.words import Words

__all__ = ["Area", "Box", "Line", "Mark", "Rect", "Text", "draw", "high", "least"]

ASIDE = 0.38  # of the width that names left of a figure may take
EDGE = 0.7  # round everything, in the size of the type
LEAST = 0.3  # of the box that is left to what is drawn
PITCH, CLOSE = 1.75, 1.4  # between two bars with words, as wanted and at least, in its size
MAP = 26  # height of a map at least, in the size of its type
CELL = 0.62  # width of a digit in a cell, in the size of its type at its smallest
ROUNDS = 12  # until margins hold all words


@dataclass(frozen=True)
class Margins:
    """Room round a plot."""

    left: float
    top: float
    right: float
    bottom: float


def draw(chart: Chart, box: Box, say: Words) -> list[Mark]:
    """The figure of a panel, or one of several small ones, in a box.

    chart  a Plotly figure as our panels make it: {"data", "layout"}
    """
    layout = chart["layout"]
    legend = layout.get("meta", {}).get("legend", ())
    told, room = drawn_legend(legend, box)
    inner = Box(box.width, box.height - room, box.size)
    if layout.get("meta", {}).get("boundaries"):
        made = drawing_map.drawn(chart, inner)
        if made:
            return [*made, *told]
    parts = folded(chart, box)
    each = inner.height / len(parts)
    marks = [
        moved(mark, 0, each * at)
        for at, part in enumerate(parts)
        for mark in _charted(part, Box(box.width, each, box.size), say)
    ]
    return [*marks, *told]


def high(chart: Chart, width: float, size: float) -> float:
    """How high a figure wants its box to be that is so wide, with type of a size."""
    layout, data = chart["layout"], chart["data"]
    own: float = layout["height"] * size / layout["font"]["size"]
    names = {name for trace in data if trace.get("orientation") == "h" for name in trace["y"]}
    own = max(own, PITCH * size * len(names) + 3 * size, _cells_high(chart, width, size))
    _, legend = drawn_legend(layout.get("meta", {}).get("legend", ()), Box(width, own, size))
    return own * len(folded(chart, Box(width, own, size))) + legend


def _cells_high(chart: Chart, width: float, size: float) -> float:
    """How high the cells of a heat table and the heads over them are; 0 of another figure."""
    heat = chart["data"][0] if chart["data"] else {}
    if heat.get("type") != "heatmap" or chart["layout"]["xaxis"].get("side") != "top":
        return 0.0
    heads = [plain_lines(name) for name in heat["x"]]
    names = min(longest(["".join(plain_lines(name)) for name in heat["y"]], size), ASIDE * width)
    slot = (width - names - 2 * size) / len(heads)
    lying = max(map(len, heads)) * LINE * size
    flat = max(longest(lines, size) for lines in heads) + 2 <= slot
    upright = longest([" ".join(lines) for lines in heads], size)
    return PITCH * size * len(heat["y"]) + 2 * size + (lying if flat else max(lying, upright))


def least(chart: Chart, width: float, size: float) -> float:
    """How high its box is at least where there is little room."""
    data = chart["data"]
    names = {name for trace in data if trace.get("orientation") == "h" for name in trace["y"]}
    lines = 3 + (CLOSE * len(names) if names else 0)
    if chart["layout"].get("meta", {}).get("boundaries"):
        lines = MAP
    elif not names:
        lines += 9 + sum(1.6 * len(trace["y"]) for trace in data if trace["type"] == "heatmap")
    box = Box(width, 1000, size)
    _, legend = drawn_legend(chart["layout"].get("meta", {}).get("legend", ()), box)
    return min(lines * size * len(folded(chart, box)) + legend, high(chart, width, size))


def folded(chart: Chart, box: Box) -> list[Chart]:
    """A heat table in as few parts, one under another, as its numbers have room for; any other
    figure as it is."""
    heat = chart["data"][0] if chart["data"] else {}
    if heat.get("type") != "heatmap" or chart["layout"]["xaxis"].get("side") != "top":
        return [chart]
    if len([trace for trace in chart["data"] if trace.get("meta") != HOVER]) > 1:
        return [chart]
    names = longest(["".join(plain_lines(name)) for name in heat["y"]], box.size)
    digits = max(len(part) for line in heat["text"] for said in line for part in plain_lines(said))
    most = max(1, int((box.width - names - box.size) / (digits * CELL * 0.8 * box.size + 3)))
    parts = -(-len(heat["x"]) // most)
    step = -(-len(heat["x"]) // parts)
    return [_columns(chart, at, at + step) for at in range(0, len(heat["x"]), step)]


def _columns(chart: Chart, first: int, last: int) -> Chart:
    heat = chart["data"][0]
    cut = {key: [line[first:last] for line in heat[key]] for key in ("z", "text")}
    return {"layout": chart["layout"], "data": [{**heat, **cut, "x": heat["x"][first:last]}]}


def drawn_legend(items: Sequence[Mapping[str, str]], box: Box) -> tuple[list[Mark], float]:
    """A square and words for each class at the foot of a box, in as many lines as they take, and
    how high that is."""
    swatch, step = 0.9 * box.size, 1.6 * box.size
    x, line, places = EDGE * box.size, 0, []
    for each in items:
        long = swatch + 0.5 * box.size + breadth(each["words"], box.size)
        if x + long > box.width and x > box.size:
            x, line = EDGE * box.size, line + 1
        places.append((x, line))
        x += long + 1.2 * box.size
    room = step * (line + 1) + 0.4 * box.size if items else 0.0
    marks: list[Mark] = []
    for (left, at), each in zip(places, items, strict=True):
        y = box.height - room + 0.4 * box.size + step * (at + 0.5)
        edge = QUIET
        marks.append(Rect(left, y - swatch / 2, swatch, swatch, ink(each["colour"]), edge, 0.75))
        marks.append(Text(left + swatch + 0.5 * box.size, y, each["words"], box.size))
    return marks, room


def _charted(chart: Chart, box: Box, say: Words) -> list[Mark]:
    own = [trace for trace in chart["data"] if trace.get("meta") != HOVER]
    plot, aside, along = _fitted(chart, own, box, say)
    heads = [
        *_aside(plot, aside),
        *head_texts(plot.x, along, (plot.left, plot.width), _head_line(plot)),
    ]
    ground = Ground(box)
    marks: list[Mark] = [*_grid(plot), *_traces(own, plot, chart["layout"])]
    for text in [mark for mark in marks if isinstance(mark, Text)] + heads:
        ground.put(text)
    for wish in sorted(_wishes(own, plot, chart["layout"]), key=lambda wish: not wish.within):
        marks.extend(ground.place(wish))
    return [*marks, *_shapes(plot, chart["layout"]), *heads]


def _head_line(plot: Plot) -> float:
    gap = 0.25 * plot.size
    return plot.top - gap if plot.x.own.get("side") == "top" else plot.top + plot.height + gap


def _fitted(
    chart: Chart, own: Sequence[Mapping[str, Any]], box: Box, say: Words
) -> tuple[Plot, Heads, Heads]:
    """The plot with margins that hold what is printed along its axes and beyond its values."""
    edge = EDGE * box.size
    margins = Margins(edge, edge, edge, edge)
    beyond = Margins(0, 0, 0, 0)
    for _ in range(ROUNDS):
        plot, aside, along = _plotted(chart, (margins, beyond), box, say)
        over = _beyond([wish.at(wish.sides[0], wish.size) for wish in _free(own, plot, chart)], box)
        if max(over.left, over.top, over.right, over.bottom) < 0.02:
            break
        beyond = Margins(
            beyond.left + over.left, beyond.top + over.top,
            beyond.right + over.right, beyond.bottom + over.bottom,
        )  # fmt: skip
    return plot, aside, along


def _free(own: Sequence[Mapping[str, Any]], plot: Plot, chart: Chart) -> Iterator[Wish]:
    return (wish for wish in _wishes(own, plot, chart["layout"]) if not wish.within)


def _plotted(
    chart: Chart, margins: tuple[Margins, Margins], box: Box, say: Words
) -> tuple[Plot, Heads, Heads]:
    edges, beyond = margins
    pixel, gap = box.size / chart["layout"]["font"]["size"], 0.5 * box.size
    height, over = box.height - edges.top - edges.bottom - 2 * box.size, Margins(0, 0, 0, 0)
    for _ in range(3):  # the room of names depends on the height, and that on the room of others
        y = axis_of("y", chart, height, say, box.size)
        aside = names_aside(y, ASIDE * box.width, height, box.size)
        left = max(edges.left + (aside.room + gap if aside.words else 0), beyond.left)
        right = min(edges.right + beyond.right, (1 - LEAST) * box.width - left)
        left, width = left + over.left, box.width - left - right - over.left - over.right
        x = axis_of("x", chart, width, say, box.size)
        along = names_along(x, width, box.size)
        more = _beyond(head_texts(x, along, (left, width), 0), box)
        over = Margins(over.left + more.left, 0, over.right + more.right, 0)
        room, is_top = along.room + gap if along.words else 0.0, x.own.get("side") == "top"
        top = edges.top + max(beyond.top, room if is_top else 0)
        bottom = edges.bottom + max(beyond.bottom, 0 if is_top else room)
        height = max(box.height - top - bottom, LEAST * box.height)
    return Plot(left, top, width, height, x, y, pixel, box.size), aside, along


def _beyond(texts: Sequence[Text], box: Box) -> Margins:
    """How far words reach out of a box."""
    blocks = [block(text) for text in texts]
    return Margins(
        max((-each[0] for each in blocks if each[0] < 0), default=0),
        max((-each[1] for each in blocks if each[1] < 0), default=0),
        max((each[2] - box.width for each in blocks if each[2] > box.width), default=0),
        max((each[3] - box.height for each in blocks if each[3] > box.height), default=0),
    )


def _aside(plot: Plot, heads: Heads) -> list[Text]:
    x = plot.left - 0.5 * plot.size
    return [
        Text(x, plot.top + (1 - plot.y.at(value)) * plot.height, words, size, anchor="end")
        for value, words, size in heads.words
        if 0 <= plot.y.at(value) <= 1
    ]


def _grid(plot: Plot) -> Iterator[Mark]:
    """Quiet lines at the numbers of an axis, and one at nought."""
    bottom, right = plot.top + plot.height, plot.left + plot.width
    for axis, is_x in ((plot.x, True), (plot.y, False)):
        lines = [(value, ink(axis.own["gridcolor"])) for value, _ in axis.ticks if axis.has_grid]
        if axis.kind == "linear" and axis.low <= 0 <= axis.high and _has_nought(axis):
            lines.append((0, ink(axis.own["zerolinecolor"])))
        for value, tone in lines:
            at = plot.x_at(value) if is_x else plot.y_at(value)
            ends = ((at, plot.top), (at, bottom)) if is_x else ((plot.left, at), (right, at))
            yield Line(ends, tone, plot.pixel)


def _has_nought(axis: Axis) -> bool:
    return axis.own.get("visible") is not False and axis.own.get("zeroline", True) is not False


def _traces(
    own: Sequence[Mapping[str, Any]], plot: Plot, layout: Mapping[str, Any]
) -> Iterator[Mark]:
    for trace in own:
        if trace["type"] == "heatmap":
            yield from heat_marks(trace, plot)
    for bar in bars(own, plot, layout):
        yield bar_mark(bar, plot)
    before = None
    for trace in own:
        if trace["type"] == "scatter":
            yield from scatter_marks(trace, before, plot)
            before = trace


def _wishes(
    own: Sequence[Mapping[str, Any]], plot: Plot, layout: Mapping[str, Any]
) -> Iterator[Wish]:
    for bar in bars(own, plot, layout):
        wish = bar_wish(bar, plot)
        if wish is not None:
            yield wish
    for trace in own:
        if trace["type"] == "scatter":
            yield from scatter_wishes(trace, plot)


def _shapes(plot: Plot, layout: Mapping[str, Any]) -> Iterator[Mark]:
    """Lines through the whole figure: the calendar, the day of the figures."""
    for shape in layout.get("shapes", ()):
        if shape["type"] != "line":
            raise ValueError(f"no shape of a figure: {shape['type']}")
        ends = tuple((_place(plot, shape, "x", end), _place(plot, shape, "y", end)) for end in "01")
        line = shape["line"]
        dash = "dot" if line.get("dash") else ""
        yield Line(ends, ink(line["color"]), line["width"] * plot.pixel, dash)


def _place(plot: Plot, shape: Mapping[str, Any], name: str, end: str) -> float:
    value = shape[f"{name}{end}"]
    if shape.get(f"{name}ref", name) == "paper":
        part = float(value)
        return plot.left + part * plot.width if name == "x" else plot.top + (1 - part) * plot.height
    return plot.x_at(value) if name == "x" else plot.y_at(value)
