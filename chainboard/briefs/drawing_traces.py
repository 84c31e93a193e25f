"""The traces of a figure as marks, and the words that want a place beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainboard.briefs.drawing_axes import DAY, Axis
from chainboard.briefs.drawing_marks import (
    DARK_WORDS,
    Area,
    Line,
    Mark,
    Point,
    Rect,
    Text,
    ink,
    words_on,
)
from chainboard.briefs.drawing_text import (
    Block,
    Wish,
    block,
    own_colour,
    plain_lines,
    wrapped,
)

Trace = Mapping[str, Any]
CORNERS = 20  # of what is drawn for a circle
GAP = 0.35  # from a bar to its words, in the size of their type
DOWN_TO = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


@dataclass(frozen=True)
class Plot:
    """Where in its box a figure's values are drawn.

    pixel  the length of one of Plotly's pixels; size: of the type
    """

    left: float
    top: float
    width: float
    height: float
    x: Axis
    y: Axis
    pixel: float
    size: float

    def x_at(self, value: Any, off: float = 0) -> float:
        """Where a value of x stands; at the edge, where it is beyond."""
        return self.left + min(1.0, max(0.0, self.x.at(value, off))) * self.width

    def y_at(self, value: Any, off: float = 0) -> float:
        """Where a value of y stands."""
        return self.top + (1 - min(1.0, max(0.0, self.y.at(value, off)))) * self.height


def item(values: Any, at: int, default: Any = None) -> Any:
    """What a point has of an attribute that is one for all or one a point."""
    if isinstance(values, list | tuple):
        return values[at] if at < len(values) else default
    return default if values is None else values


def words_of(trace: Trace, at: int) -> str:
    """What is printed at a point."""
    said = item(trace.get("text"), at, "") if isinstance(trace.get("text"), list | tuple) else ""
    return "\n".join(plain_lines(said)) if said else ""


def _length(trace: Trace) -> int:
    return min(len(trace["x"]), len(trace["y"])) if "x" in trace and "y" in trace else 0


@dataclass(frozen=True)
class Bar:
    """A bar of a trace and where it stands."""

    trace: Trace
    at: int
    block: Block
    is_across: bool
    is_under: bool


def bars(traces: Sequence[Trace], plot: Plot, layout: Mapping[str, Any]) -> Iterator[Bar]:
    """All bars: side by side, over one another, or on top of one another."""
    drawn = [trace for trace in traces if trace["type"] == "bar"]
    piled: dict[Any, float] = {}
    for n, trace in enumerate(drawn):
        is_across = trace.get("orientation") == "h"
        names, values = (trace["y"], trace["x"]) if is_across else (trace["x"], trace["y"])
        wide, off = _slot(trace, n, len(drawn), layout)
        for at, value in enumerate(values):
            if value is None:
                continue
            foot, end = _ends(trace, at, plot.x if is_across else plot.y)
            if layout.get("barmode") == "stack":
                foot = piled.get(names[at], 0.0)
                end = piled[names[at]] = foot + value
            made = _block(plot, names[at], (foot, end), (off, wide), is_across)
            yield Bar(trace, at, made, is_across, value < 0)


def _slot(trace: Trace, n: int, count: int, layout: Mapping[str, Any]) -> tuple[float, float]:
    """The width of a bar and how far it stands off the middle of its category."""
    whole = 1 - layout.get("bargap", 0.2)
    if layout.get("barmode", "group") != "group" or count == 1:
        return trace.get("width", whole), 0.0
    part = whole / count
    return trace.get("width", part * (1 - layout.get("bargroupgap", 0))), part * (
        n + 0.5
    ) - whole / 2


def _ends(trace: Trace, at: int, axis: Axis) -> tuple[float, float]:
    values = trace["x"] if trace.get("orientation") == "h" else trace["y"]
    foot = item(trace.get("base"), at, None)
    if axis.kind == "date":
        start = axis.number(foot)
        return start, start + values[at] / DAY
    return foot or 0.0, (foot or 0.0) + values[at]


def _block(
    plot: Plot, name: Any, ends: tuple[float, float], slot: tuple[float, float], is_across: bool
) -> Block:
    off, wide = slot
    along, cross = (plot.x, plot.y) if is_across else (plot.y, plot.x)
    parts = [min(1.0, max(0.0, (end - along.low) / (along.high - along.low))) for end in ends]
    edges = [cross.at(name, off - wide / 2), cross.at(name, off + wide / 2)]
    if is_across:
        x, y = [plot.left + part * plot.width for part in parts], edges
        tops = [plot.top + (1 - edge) * plot.height for edge in y]
        return (min(x), min(tops), max(x), max(tops))
    tops = [plot.top + (1 - part) * plot.height for part in parts]
    sides = [plot.left + edge * plot.width for edge in edges]
    return (min(sides), min(tops), max(sides), max(tops))


def bar_mark(bar: Bar, plot: Plot) -> Rect:
    """A bar as a rectangle; of a length of nought its outline alone."""
    left, top, right, bottom = bar.block
    marker = bar.trace.get("marker", {})
    outline = marker.get("line", {})
    pattern = marker.get("pattern", {})
    width = (item(outline.get("width"), bar.at, 0) or 0) * plot.pixel
    return Rect(
        left, top, right - left, bottom - top,
        fill=ink(pattern.get("bgcolor") or item(marker.get("color"), bar.at)),
        line=ink(item(outline.get("color"), bar.at)) if width else "",
        line_width=width,
        hatch=ink(pattern["fgcolor"]) if pattern else "",
    )  # fmt: skip


def bar_wish(bar: Bar, plot: Plot) -> Wish | None:
    """The words of a bar: beyond its end, or within it where it is to hold them."""
    words, position = words_of(bar.trace, bar.at), bar.trace.get("textposition", "auto")
    if not words or position == "none":
        return None
    left, top, right, bottom = bar.block
    x, y = (left + right) / 2, (top + bottom) / 2
    font = bar.trace.get("textfont", {})
    colour = ink(item(font.get("color"), bar.at)) or DARK_WORDS
    is_inside = position != "outside"
    if bar.is_across:
        x = left if bar.is_under else right
        sides = ("middle left", "middle right") if bar.is_under else ("middle right",)
    else:
        y = bottom if bar.is_under else top
        sides = ("bottom center",) if bar.is_under else ("top center",)
    if is_inside:
        x, y, sides = (left + right) / 2, top, ("top center", "bottom center")
    return Wish(
        words, x, y, plot.size, DARK_WORDS if is_inside else colour, sides, GAP * plot.size,
        within=bar.block if is_inside else None, tone=colour,
        turned=not bar.is_across, before=bar.trace.get("textangle") == -90,
    )  # fmt: skip


def scatter_marks(trace: Trace, before: Trace | None, plot: Plot) -> Iterator[Mark]:
    """What is filled down to the trace before, the lines, and the points."""
    mode = trace.get("mode", "lines")
    places = _places(trace, plot)
    if trace.get("fill") == "tonexty" and before is not None:
        fill, under = ink(trace.get("fillcolor")), _places(before, plot)
        ring = [each for each in places if each] + [each for each in under[::-1] if each]
        if fill and ring:
            yield Area((tuple(ring),), fill=fill)
    line = trace.get("line", {})
    if "lines" in mode and ink(line.get("color")) and line.get("width", 2):
        width = line.get("width", 2) * plot.pixel
        for points in _runs(places):
            dash = "dot" if line.get("dash", "solid") != "solid" else ""
            yield Line(tuple(points), ink(line["color"]), width, dash)
    if "markers" in mode and trace.get("marker", {}).get("opacity") != 0:
        for at, place in enumerate(places):
            if place:
                yield _point(trace, at, place, plot)


def _places(trace: Trace, plot: Plot) -> list[Point | None]:
    pairs = list(zip(trace["x"], trace["y"], strict=False)) if "x" in trace else []
    return [None if x is None or y is None else (plot.x_at(x), plot.y_at(y)) for x, y in pairs]


def _runs(places: Sequence[Point | None]) -> Iterator[list[Point]]:
    """The points of a line piece by piece; a gap is a gap."""
    run: list[Point] = []
    for place in [*places, None]:
        if place is not None:
            run.append(place)
            continue
        if len(run) > 1:
            yield run
        run = []


def _radius(trace: Trace, at: int, plot: Plot) -> float:
    marker = trace.get("marker", {})
    size = item(marker.get("size"), at, 6) or 0
    reference = marker.get("sizeref", 1)
    half = size / 2 / reference
    radius = math.sqrt(half) if marker.get("sizemode") == "area" else half
    least: float = marker.get("sizemin", 0)
    return max(radius, least) * plot.pixel


def _point(trace: Trace, at: int, place: Point, plot: Plot) -> Mark:
    marker, (x, y) = trace.get("marker", {}), place
    symbol, tone = item(marker.get("symbol"), at, "circle"), ink(item(marker.get("color"), at))
    radius = _radius(trace, at, plot)
    outline = marker.get("line", {})
    width = (item(outline.get("width"), at, 1 if "open" in symbol else 0) or 0) * plot.pixel
    if symbol.startswith("line-ew"):
        return Line(((x - radius, y), (x + radius, y)), tone, max(width, 2 * plot.pixel))
    count = 4 if symbol.startswith("diamond") else CORNERS
    turns = [2 * math.pi * n / count for n in range(count)]
    ring = tuple((x + radius * math.sin(turn), y - radius * math.cos(turn)) for turn in turns)
    if "open" in symbol:
        return Area((ring,), line=tone, line_width=width)
    edge = ink(item(outline.get("color"), at)) if width else ""
    return Area((ring,), fill=tone, line=edge, line_width=width if edge else 0)


def scatter_wishes(trace: Trace, plot: Plot) -> Iterator[Wish]:
    """The words beside points, each on its side and else on another."""
    if "text" not in trace.get("mode", ""):
        return
    font = trace.get("textfont", {})
    every = ["top center", "middle right", "middle left", "bottom center"]
    corners = ["top right", "top left", "bottom right", "bottom left"]
    for at, place in enumerate(_places(trace, plot)):
        words = words_of(trace, at)
        if not words or place is None:
            continue
        first = item(trace.get("textposition"), at, "middle center")
        first = "middle center" if first == "middle" else first
        has_points = "markers" in trace.get("mode", "")
        away = (_radius(trace, at, plot) if has_points else 0) + 0.15 * plot.size
        sides = tuple(dict.fromkeys([first, *every, *corners]))
        tone = ink(item(font.get("color"), at)) or DARK_WORDS
        yield Wish(words, *place, plot.size, tone, sides, away)


def heat_marks(trace: Trace, plot: Plot) -> Iterator[Mark]:
    """Shaded cells with their words, as large as all of them fit."""
    cells = list(_cells(trace, plot))
    size = next(
        (part for part in DOWN_TO if all(_fits(each, part * plot.size) for each in cells)), 0.5
    ) * plot.size  # fmt: skip
    for (left, top, right, bottom), shade, words, tone in cells:
        if shade:
            yield Rect(left, top, right - left, bottom - top, fill=shade)
        if words:
            said = wrapped(words, right - left, size)
            yield Text((left + right) / 2, (top + bottom) / 2, said, size, tone, "middle")


Cell = tuple[Block, str, str, str]


def _cells(trace: Trace, plot: Plot) -> Iterator[Cell]:
    gaps = [trace.get(name, 0) * plot.pixel / 2 for name in ("xgap", "ygap")]
    font = item(trace.get("textfont", {}).get("color"), 0)
    for line, name in enumerate(trace["y"]):
        for at, head in enumerate(trace["x"]):
            value, said = trace["z"][line][at], trace["text"][line][at]
            sides = sorted((plot.x_at(head, -0.5), plot.x_at(head, 0.5)))
            tops = sorted((plot.y_at(name, -0.5), plot.y_at(name, 0.5)))
            made = (sides[0] + gaps[0], tops[0] + gaps[1], sides[1] - gaps[0], tops[1] - gaps[1])
            shade = "" if value is None else shaded(trace, value)
            tone = own_colour(said) or font or words_on(shade)
            yield made, shade, "\n".join(plain_lines(said)) if said else "", tone


def _fits(cell: Cell, size: float) -> bool:
    left, top, right, bottom = cell[0]
    a, b, c, d = block(Text(0, 0, wrapped(cell[2], right - left, size), size))
    return c - a <= right - left + 0.5 and d - b <= bottom - top + 0.5


def shaded(trace: Trace, value: float) -> str:
    """The colour of a value on the scale of a heat map."""
    low, high = trace["zmin"], trace["zmax"]
    if "zmid" in trace:
        half = max(high - trace["zmid"], trace["zmid"] - low)
        low, high = trace["zmid"] - half, trace["zmid"] + half
    part = min(1.0, max(0.0, (value - low) / (high - low or 1)))
    scale = [(float(at), str(colour)) for at, colour in trace["colorscale"]]
    upper = next(n for n, (at, _) in enumerate(scale) if part <= at + 1e-9)
    lower = max(0, upper - 1)
    (start, one), (end, other) = scale[lower], scale[upper]
    share = (part - start) / (end - start) if end > start else 1.0
    mixed = [
        round(int(one[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{each:02X}" for each in mixed)
