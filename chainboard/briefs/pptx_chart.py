"""Which figures of panels are native charts of a slide, and what such a chart holds.

Bars that stand on nought and lines over categories are: anyone can edit them. Floating bars, bands,
points on two scales and the like are drawn as shapes instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from chainboard.briefs.drawing_marks import ink
from chainboard.briefs.pptx_shapes import Paint
from chainboard.briefs.pptx_text import flat, plain
from chainboard.panels.hover import HOVER
from chainboard.panels.panel import Chart

Trace = Mapping[str, Any]
SYMBOLS = {"line-ew-open": "dash", "circle": "circle", "circle-open": "circle"}
DASHES = {"dot": "sysDot", "dash": "dash", "dashdot": "dashDot"}
BESIDE = {"right": "r", "left": "l"}
NEAR = 1e-9
NO_INK = Paint()


@dataclass(frozen=True)
class Point:
    """One value: what is printed at it, how it is filled, and where its words stand.

    place  of the words, as the file names it: outEnd, ctr, t, b, l, r
    """

    value: float | None = None
    words: str = ""
    paint: Paint = NO_INK
    place: str = ""
    ink: str = ""
    is_hollow: bool = False


@dataclass(frozen=True)
class Series:
    """Values of one kind, a point a category.

    kind    bar or line
    paint   of the line, or of the bars where a point has no other
    symbol  of a line's points, "" for none; size: theirs in pixels
    """

    kind: str
    points: tuple[Point, ...]
    paint: Paint
    symbol: str = ""
    size: float = 8


@dataclass(frozen=True)
class Native:
    """A chart as it is written into the file.

    is_flat   whether bars lie
    names     of the categories: of lying bars the first is the lowest
    mode      group, overlay or stack
    axis      of the values, as the panel sets it
    skip      of how many names one is shown
    across    values at which a line crosses all bars, and its colour
    totals    words behind a whole stack, a category each
    """

    is_flat: bool
    names: tuple[str, ...]
    series: tuple[Series, ...]
    mode: str
    axis: Mapping[str, Any]
    skip: int = 1
    across: tuple[tuple[float, str], ...] = ()
    beyond: tuple[tuple[float, str], ...] = ()


def native(chart: Chart) -> Native | None:
    """The chart; None for a figure that would not be the same as one."""
    layout = chart["layout"]
    own = [trace for trace in chart["data"] if trace.get("meta") != HOVER]
    bars = [trace for trace in own if trace["type"] == "bar"]
    others = [trace for trace in own if trace["type"] == "scatter"]
    shapes = layout.get("shapes", ())
    is_flat = any(trace.get("orientation") == "h" for trace in bars)
    if len(bars) + len(others) < len(own) or layout.get("annotations") or not own:
        return None
    if any(shape.get("yref") != "paper" or shape["x0"] != shape["x1"] for shape in shapes):
        return None
    if any(_is_odd(trace, is_flat) for trace in own) or (shapes and not is_flat):
        return None
    return _flat(bars, others, layout) if is_flat else _upright(bars, others, layout)


def within(chart: Native, first: int, last: int) -> Native:
    """The chart with its categories from first to before last."""
    cut = [replace(series, points=series.points[first:last]) for series in chart.series]
    return replace(
        chart, names=chart.names[first:last], series=tuple(cut), beyond=chart.beyond[first:last]
    )


def _is_odd(trace: Trace, is_flat: bool) -> bool:
    """Whether a native chart cannot hold a trace as it is."""
    along = trace.get("y" if is_flat else "x") or ()
    if trace["type"] == "bar":
        return "base" in trace or (trace.get("orientation") == "h") != is_flat
    if is_flat:
        return trace.get("mode") != "text" and not _crosses(trace)
    is_named = all(isinstance(name, str) for name in along)
    return bool(trace.get("fill")) or not is_named or trace.get("mode") == "text"


def _crosses(trace: Trace) -> bool:
    """Whether a line crosses lying bars at one value."""
    return trace.get("mode") == "lines" and len(set(trace["x"])) == 1 and None not in trace["x"]


def _categories(traces: Sequence[Trace], name: str, own: Mapping[str, Any]) -> list[str]:
    listed = own.get("categoryarray", ()) if own.get("categoryorder") == "array" else ()
    found = (value for trace in traces for value in trace[name])
    return list(dict.fromkeys([*listed, *found]))


def _flat(bars: Sequence[Trace], others: Sequence[Trace], layout: Any) -> Native | None:
    names = _categories([*bars, *others], "y", layout["yaxis"])
    mode = layout.get("barmode", "group") if len(bars) > 1 else "overlay"
    series = [_bars(trace, names, "x", "y", mode) for trace in bars]
    beyond: tuple[tuple[float, str], ...] = ()
    lines = [(shape["x0"], shape["line"]["color"]) for shape in layout.get("shapes", ())]
    for trace in others:
        if _crosses(trace):
            lines.append((trace["x"][0], trace["line"]["color"]))
            continue
        at = dict(zip(trace["y"], zip(trace["x"], trace["text"], strict=True), strict=True))
        said = [at.get(name, (None, "")) for name in names]
        ends = next((each for each in series if _ends_at(each, said)), None)
        if mode != "stack" and (ends or not lines):
            series = _labelled(series, ends or series[-1], said)
        else:
            beyond = tuple((value or 0, flat(words or "")) for value, words in said)
    across = tuple((value, ink(colour)) for value, colour in lines)
    if layout["yaxis"].get("autorange") == "reversed":
        return None
    return Native(
        True, tuple(map(flat, names)), tuple(series), mode, layout["xaxis"],
        across=across, beyond=beyond,
    )  # fmt: skip


def _upright(bars: Sequence[Trace], others: Sequence[Trace], layout: Any) -> Native | None:
    names = _categories([*bars, *others], "x", layout["xaxis"])
    mode = layout.get("barmode", "group") if len(bars) > 1 else "overlay"
    own = layout["xaxis"]
    series = [
        *(_bars(trace, names, "y", "x", mode) for trace in bars),
        *(_line(trace, names) for trace in others),
    ]
    shown = [names.index(name) for name in own.get("tickvals", names) if name in names]
    steps = {later - one for one, later in pairwise(shown)}
    skip = steps.pop() if len(steps) == 1 and shown[0] == 0 else 1
    told = dict(zip(own.get("tickvals", ()), own.get("ticktext", ()), strict=False))
    return Native(
        False, tuple(plain(str(told.get(name, name))) for name in names), tuple(series), mode,
        layout["yaxis"], skip=skip,
    )  # fmt: skip


def _each(value: Any, many: int) -> list[Any]:
    """A value a point, of one for all or of one each."""
    return list(value) if isinstance(value, list | tuple) else [value] * many


def _bars(trace: Trace, names: Sequence[str], value: str, along: str, mode: str) -> Series:
    many = len(trace[value])
    marker = trace.get("marker", {})
    colours = _each(marker.get("color"), many)
    edges, widths = (_each(marker.get("line", {}).get(key), many) for key in ("color", "width"))
    hatch = _each(marker.get("pattern", {}).get("fgcolor"), many)
    said = "" if trace.get("textposition") == "none" else trace.get("text") or ""
    texts = [flat(str(words)) for words in _each(said, many)]
    place = "ctr" if trace.get("textposition") == "inside" else "outEnd"
    inks = _each(trace.get("textfont", {}).get("color"), many)
    found = {
        name: Point(
            trace[value][at], texts[at], _bar_paint(colours[at], edges[at], widths[at], hatch[at]),
            "ctr" if mode == "stack" else place, ink(inks[at]),
        )
        for at, name in enumerate(trace[along])
    }  # fmt: skip
    return Series(
        "bar", _points(found, names), _bar_paint(colours[0], edges[0], widths[0], hatch[0])
    )


def _bar_paint(colour: Any, edge: Any, width: Any, hatch: Any) -> Paint:
    line = ink(edge) if width else ""
    return Paint("" if hatch else ink(colour), line, 1.5 * (width or 1), hatch=ink(hatch))


def _points(found: Mapping[str, Point], names: Sequence[str]) -> tuple[Point, ...]:
    return tuple(found.get(name, Point()) for name in names)


def _line(trace: Trace, names: Sequence[str]) -> Series:
    many, marker, line = len(trace["x"]), trace.get("marker", {}), trace.get("line", {})
    mode = trace["mode"].split("+")
    symbols = _each(marker.get("symbol", "circle"), many)
    texts = [flat(str(words)) for words in _each(trace.get("text") or "", many)]
    places = _each(trace.get("textposition", "top center"), many)
    inks = _each(trace.get("textfont", {}).get("color"), many)
    tones = _each(marker.get("color", line.get("color")), many)
    found = {
        name: Point(
            trace["y"][at], texts[at], Paint(ink(tones[at])), _beside(places[at]), ink(inks[at]),
            "open" in symbols[at],
        )
        for at, name in enumerate(trace["x"])
    }  # fmt: skip
    colour = ink(line.get("color") or tones[0])
    paint = Paint(line=colour if "lines" in mode else "", width=1.6 * line.get("width", 2))
    is_seen = "markers" in mode and marker.get("opacity", 1)
    size = marker.get("size", 6)
    return Series(
        "line", _points(found, names), replace(paint, dash=DASHES.get(line.get("dash"), "")),
        SYMBOLS.get(symbols[0], "circle") if is_seen else "",
        1.6 * (size if isinstance(size, int | float) else max(size)),
    )  # fmt: skip


def _beside(position: str) -> str:
    high, _, wide = position.partition(" ")
    return {"top": "t", "bottom": "b"}.get(high) or BESIDE.get(wide, "r")


def _labelled(
    series: Sequence[Series], chosen: Series, said: Sequence[tuple[Any, str]]
) -> list[Series]:
    """The bars with words at the ends of those that are chosen."""
    points = [
        replace(point, words=flat(words), place="outEnd", ink="") if words else point
        for point, (_, words) in zip(chosen.points, said, strict=True)
    ]
    labelled = replace(chosen, points=tuple(points))
    return [labelled if each is chosen else each for each in series]


def _ends_at(series: Series, said: Sequence[tuple[Any, str]]) -> bool:
    pairs = zip(series.points, said, strict=True)
    return all(
        point.value is not None and abs(point.value - (value or 0)) < NEAR
        for point, (value, words) in pairs
        if words
    )


def values(chart: Native) -> Iterator[float]:
    """Everything that a chart must have room for: of stacks their sums."""
    if chart.mode == "stack":
        bars = [series for series in chart.series if series.kind == "bar"]
        for at in range(len(chart.names)):
            yield sum(series.points[at].value or 0 for series in bars)
    for series in chart.series:
        yield from (point.value for point in series.points if point.value is not None)
