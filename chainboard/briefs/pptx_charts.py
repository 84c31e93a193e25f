"""Native charts in their boxes: how high they want to be, what axis gives their words room, and
what crosses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.enum.chart import XL_CHART_TYPE

from chainboard.briefs.pptx_chart import Native, values as all_values, within
from chainboard.briefs.pptx_chart_xml import Scale, Written, steps
from chainboard.briefs.pptx_cut import cut
from chainboard.briefs.pptx_page import LOOKS
from chainboard.briefs.pptx_shapes import Box, Canvas, Paint, Set, described, emu, line, words
from chainboard.briefs.pptx_text import Run, Type, flat, lines, width
from chainboard.sheet import Heading, Sheet
from chainboard.sheet.screen import heading
from chainboard.view import View

ASIDE = 0.47  # of the width that names beside bars may take
PITCH = 1.3  # from bar to bar, in heights of the type
LEAST = {"light": 250, "projector": 330}  # the height of a chart of columns or lines
ROUNDS = 30  # until an axis gives all words room
NEAR = 1e-6


@dataclass(frozen=True)
class Placed:
    """A native chart that is to be drawn.

    titles  of its series
    alt     the chart in words
    """

    chart: Native
    titles: tuple[str, ...]
    alt: str
    name: str = "chart"


def high(chart: Native, view: View) -> float:
    """The least height of a chart, in pixels."""
    size = LOOKS[view.theme].chart
    if not chart.is_flat:
        return LEAST[view.theme]
    return len(chart.names) * _pitch(chart, size) + _along(chart, size) + 8


def cuts(placed: Placed, room: float, view: View) -> list[Placed]:
    """Bars that would stand on one another go on to the next slide, the upper ones first."""
    chart, size = placed.chart, LOOKS[view.theme].chart
    if not chart.is_flat or high(chart, view) <= room:
        return [placed]
    most = room - _along(chart, size) - 8
    many = len(chart.names)
    found = cut([_pitch(chart, size)] * many, most)
    return [
        Placed(within(chart, many - 1 - places[-1], many - places[0]), placed.titles, placed.alt)
        for places in found
    ]


def _pitch(chart: Native, size: float) -> float:
    beside = sum(series.kind == "bar" for series in chart.series) if chart.mode == "group" else 1
    return size * PITCH * max(1, 0.8 * beside)


def _along(chart: Native, size: float) -> float:
    """The height of what stands along the axis of lying bars."""
    return 1.5 * size if chart.is_flat and _is_seen(chart) else 0


def _is_seen(chart: Native) -> bool:
    return chart.axis.get("visible") is not False


def draw(canvas: Canvas, box: Box, placed: Placed) -> None:
    """The chart, with what crosses it and stands behind it."""
    chart, view = placed.chart, canvas.view
    look = LOOKS[view.theme]
    kind = Type(look.chart, canvas.colour["text"])
    inner = _inner(chart, box, kind.size)
    scale = _scale(chart, inner, kind.size)
    parts = (
        (inner.x - box.x) / box.w, (inner.y - box.y) / box.h, inner.w / box.w, inner.h / box.h,
    )  # fmt: skip
    written = Written(
        _shown(chart, inner, scale, kind.size), placed.titles, scale, parts, kind, canvas.colour,
        view.lang,
    )  # fmt: skip
    frame = canvas.slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *emu(box), written)
    described(canvas, frame, placed.name, placed.alt)
    span = scale.high - scale.low
    for value, ink in chart.across:
        x = inner.x + (value - scale.low) / span * inner.w
        line(canvas, (x, inner.y), (x, inner.bottom), Paint(line=ink, width=5), "reference")
    _beyond(canvas, chart, inner, scale)


def _beyond(canvas: Canvas, chart: Native, inner: Box, scale: Scale) -> None:
    """The words that stand apart from the bars."""
    kind = Type(LOOKS[canvas.view.theme].chart, canvas.colour["text"])
    pitch = inner.h / max(1, len(chart.names))
    for at, (value, said) in enumerate(chart.beyond):
        if said:
            x = inner.x + (value - scale.low) / (scale.high - scale.low) * inner.w + 8
            y = inner.bottom - (at + 0.5) * pitch - 0.65 * kind.size
            place = Box(x, y, width(said, kind.size) + 6, 1.3 * kind.size)
            words(canvas, place, [[Run(said, kind)]], "beyond", Set(is_whole=True))


def _inner(chart: Native, box: Box, size: float) -> Box:
    """The plot within its box: what is left by the words along its axes."""
    if chart.is_flat:
        aside = min(max((width(name, size) for name in chart.names), default=0), ASIDE * box.w)
        left = aside + 18
        return Box(box.x + left, box.y + 4, box.w - left - 8, box.h - 8 - _along(chart, size))
    left = 8.0
    if _is_seen(chart):
        top = max((abs(value) for value in all_values(chart)), default=1)
        left = width(f"{top:,.0f}" if top >= 10 else "0.00", size) + 24
    slot = (box.w - left - 8) / max(1, len(chart.names)) * chart.skip
    tall = max((len(lines(name, size, slot)) for name in chart.names[:: chart.skip]), default=1)
    return Box(box.x + left, box.y + 6, box.w - left - 8, box.h - 14 - tall * 1.35 * size)


def _ends(chart: Native) -> tuple[float, float]:
    own = chart.axis.get("range")
    held = [*all_values(chart), *(value for value, _ in chart.across)]
    low, top = min(held, default=0.0), max(held, default=1.0)
    is_bars = any(series.kind == "bar" for series in chart.series)
    if is_bars or chart.axis.get("rangemode") == "tozero" or (own and own[0] == 0):
        return min(0.0, low), max(0.0, top)
    pad = 0.08 * (top - low or abs(top) or 1)
    return low - pad, top + pad


def _scale(chart: Native, inner: Box, size: float) -> Scale:
    """An axis long enough for the words at the ends of bars and over points."""
    low, top = _ends(chart)
    if top == low:
        top = low + 1
    length = inner.w if chart.is_flat else inner.h
    told = list(_told(chart, size))
    for _ in range(ROUNDS):
        span = top - low
        over = max(
            ((value - low) / span * length + room - length for value, room in told if value >= 0),
            default=0,
        )
        under = max(
            (room - (value - low) / span * length for value, room in told if value < 0), default=0
        )
        if over <= 0.5 and under <= 0.5:
            break
        top += max(0.0, over) / length * span
        low -= max(0.0, under) / length * span
    if not _is_seen(chart):
        return Scale(low, top, 0)
    if chart.axis.get("tickformat") == ".0%":
        return Scale(low, top, 1.0, "0%")
    step = steps(low, top, int(length / (5 * size if chart.is_flat else 2.6 * size)))
    return Scale(low, top, step, "#,##0" if step >= 1 else "#,##0.0" if step >= 0.1 else "#,##0.00")


def _told(chart: Native, size: float) -> list[tuple[float, float]]:
    """Values with the room that their words want beyond them along the axis."""
    made = [
        (point.value, (width(point.words, size) / 0.92 + 14) if chart.is_flat else 1.5 * size)
        for series in chart.series
        for point in series.points
        if point.value is not None and point.words and point.place in ("outEnd", "t")
    ]
    made += [(value, width(said, size) + 20) for value, said in chart.beyond if said]
    return made


def _shown(chart: Native, inner: Box, scale: Scale, size: float) -> Native:
    """The chart without words that are wider than the part of a stack they stand in: its number
    stays in the workbook."""
    if chart.mode != "stack":
        return chart
    unit = (inner.w if chart.is_flat else inner.h) / (scale.high - scale.low)
    series = [
        replace(
            each,
            points=tuple(
                replace(point, words="")
                if width(point.words, size) > (point.value or 0) * unit - 4
                else point
                for point in each.points
            ),
        )
        for each in chart.series
    ]
    return replace(chart, series=tuple(series))


def titles(chart: Native, sheet: Sheet) -> tuple[str, ...]:
    """What the series are called: the column of the sheet that holds their numbers."""
    say = sheet.view.say
    found = []
    for series in chart.series:
        column = _column([point.value for point in series.points], sheet)
        found.append(heading(column, say) if column else flat(sheet.panel.measure))
    many = {name: found.count(name) for name in found}
    return tuple(
        f"{name} {found[: at + 1].count(name)}" if many[name] > 1 else name
        for at, name in enumerate(found)
    )


def _column(values: Sequence[float | None], sheet: Sheet) -> Heading | None:
    known = {value for value in values if value is not None}
    for at, column in enumerate(sheet.headings):
        raw = [line_.cells[at].raw for line_ in sheet.lines if column.is_number]
        held = [float(value) for value in raw if isinstance(value, int | float)]
        if held and known and all(_is_held(value, held) for value in known):
            return column
    return None


def _is_held(value: float, held: Sequence[float]) -> bool:
    """Whether a number is one of a column, where that is in per cent also as a fraction."""
    return any(
        abs(value * times - each) < NEAR * max(1, abs(each)) for times in (1, 100) for each in held
    )
