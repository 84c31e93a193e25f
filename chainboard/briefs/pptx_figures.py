"""Figures of a panel on slides: native charts and tables where they are faithful, else shapes;
small ones side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chainboard.briefs import drawing, pptx_charts, pptx_heat, pptx_tables
from chainboard.briefs.drawing_marks import Area, Line, Mark, Rect, Text
from chainboard.briefs.drawing_text import block
from chainboard.briefs.pptx_chart import native
from chainboard.briefs.pptx_charts import Placed
from chainboard.briefs.pptx_cut import cut
from chainboard.briefs.pptx_page import GAP, LOOKS, Draw
from chainboard.briefs.pptx_shapes import (
    Box,
    Canvas,
    Paint,
    Set,
    group,
    outline,
    rectangle,
    trail,
    words,
)  # fmt: skip
from chainboard.briefs.pptx_text import Paragraph, Run, Type, height, width
from chainboard.panels.panel import Chart, Figure, Multiples
from chainboard.panels.tokens import TOKENS
from chainboard.sheet import Sheet
from chainboard.view import View

POINT = 2  # pixels of a slide: drawings are laid out in points
PAD = 12
FREE = {"light": 300, "projector": 400}  # the least height of a drawing


@dataclass(frozen=True)
class Small:
    """One of several small figures: what stands over and under it, its height, what draws it."""

    over: tuple[Paragraph, ...]
    under: tuple[Paragraph, ...]
    high: float
    draw: Draw | None
    is_table: bool = False


def parts(sheet: Sheet, room: Box) -> list[Draw]:
    """The slides of a figure."""
    body = sheet.panel.body
    assert isinstance(body, Figure)
    chart: Chart = {"data": body.data, "layout": body.layout}
    view, alt = sheet.view, sheet.panel.alt
    is_map = bool(body.layout.get("meta", {}).get("legend"))
    if pptx_heat.is_heat(chart) and not is_map:
        return pptx_heat.parts(chart, room, view, alt)
    found = native(chart)
    if found is None:
        return [partial(_drawn, chart=chart, alt=alt)]
    placed = Placed(found, pptx_charts.titles(found, sheet), alt)
    cut_up = pptx_charts.cuts(placed, room.h, view)
    return [partial(pptx_charts.draw, placed=each) for each in cut_up]


def _drawn(canvas: Canvas, box: Box, chart: Chart, alt: str) -> None:
    """A figure as shapes, which are moved as one."""
    size = LOOKS[canvas.view.theme].chart / POINT
    inner = drawing.Box(box.w / POINT, box.h / POINT, size)
    made = group(canvas, box, "figure", alt)
    for mark in drawing.draw(chart, inner, canvas.view.say):
        shaped(made, mark, box)


def shaped(canvas: Canvas, mark: Mark, box: Box) -> None:
    """A mark of a drawing as a shape."""

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return box.x + POINT * point[0], box.y + POINT * point[1]

    if isinstance(mark, Rect):
        x, y = at((mark.x, mark.y))
        paint = Paint(mark.fill, mark.line, POINT * (mark.line_width or 1), hatch=mark.hatch)
        rectangle(canvas, Box(x, y, POINT * mark.w, POINT * mark.h), paint, name="bar")
    elif isinstance(mark, Line):
        dash = "sysDot" if mark.dash else ""
        paint = Paint(line=mark.colour, width=POINT * mark.width, dash=dash)
        trail(canvas, [list(map(at, mark.points))], paint, "line")
    elif isinstance(mark, Area):
        paint = Paint(mark.fill, mark.line, POINT * (mark.line_width or 1))
        outline(canvas, [list(map(at, ring)) for ring in mark.rings], paint, "area")
    else:
        _put(canvas, mark, box)


def _put(canvas: Canvas, text: Text, box: Box) -> None:
    """Words of a drawing where they stand, with a little more room than they were given."""
    left, top, right, bottom = (POINT * edge for edge in block(text))
    align = {"start": "l", "middle": "ctr", "end": "r"}[text.anchor]
    kind = Type(POINT * text.size, text.colour, text.weight == "bold", align)
    told = text.words.split("\n")
    spare = max(0.0, *(width(line, kind.size) - (right - left) for line in told))
    spare = 0.0 if text.angle else spare
    shift = {"l": 0.0, "ctr": spare / 2, "r": spare}[align]
    place = Box(box.x + left - shift, box.y + top, right - left + spare, bottom - top)
    how = Set("ctr", is_upwards=bool(text.angle), is_whole=True)
    words(canvas, place, [[Run(line, kind)] for line in told], "label", how)


# ---- small figures --------------------------------------------------------------------------


def several(sheet: Sheet, room: Box) -> list[Draw]:
    """The slides of small figures, two side by side where these can be read so."""
    body = sheet.panel.body
    assert isinstance(body, Multiples)
    across = 1 if len(body.charts) == 1 or any(_is_broad(c, sheet.view) for c in body.charts) else 2
    wide = (room.w - (across - 1) * GAP) / across
    made = [
        small
        for chart in body.charts
        for small in _small(chart, sheet, Box(0, 0, wide - 2 * PAD, room.h - 2 * PAD))
    ]
    rows = [made[at : at + across] for at in range(0, len(made), across)]
    heights = [min(room.h, max(_tall(each, wide) for each in row)) for row in rows]
    drawn: list[Draw] = []
    for places in cut(heights, room.h, GAP):
        spare = (room.h - sum(heights[at] + GAP for at in places) + GAP) / len(places)
        some = [(rows[at], heights[at] + _more(rows[at], spare)) for at in places]
        drawn.append(partial(_rows, rows=some, across=min(across, max(len(r) for r, _ in some))))
    return drawn


def _more(row: Sequence[Small], spare: float) -> float:
    """What a row takes of the height that a slide has left: a drawing may be half as high again."""
    own = max((small.high for small in row if small.draw and not small.is_table), default=0)
    return max(0.0, min(spare, 0.9 * own))


def _is_broad(chart: Chart, view: View) -> bool:
    """Whether a small figure wants the whole width."""
    if "data" not in chart:
        return False
    longest = max((len(str(said)) for trace in chart["data"] for said in _texts(trace)), default=0)
    return pptx_heat.is_heat(chart) or (view.theme == "projector" and longest > 18)


def _texts(trace: Any) -> list[str]:
    text = trace.get("text")
    if trace.get("meta") or not isinstance(text, list | tuple):
        return []
    return [said for said in text if isinstance(said, str)]


def _small(chart: Chart, sheet: Sheet, room: Box) -> list[Small]:
    """A small figure, in parts where it alone is higher than a slide."""
    view = sheet.view
    look, colour = LOOKS[view.theme], TOKENS[view.theme]
    over: list[Paragraph] = [[Run(chart["title"], Type(look.label, colour["text"], True))]]
    if chart.get("note"):
        over.append([Run(chart["note"], Type(look.note + 2, colour["muted"]))])
    quiet = Type(look.note, colour["muted"])
    under: list[Paragraph] = [[Run(f"※ {chart['caveat']}", quiet)]] if chart.get("caveat") else []
    alt = str(chart.get("alt") or sheet.panel.alt)
    left = room.h - height(over, room.w) - height(under, room.w) - 3 * PAD
    if "data" not in chart:
        facts = [*over, *_facts(chart, view)]
        return [Small(tuple(facts), tuple(under), 0, None)]
    return [
        Small(tuple(over), tuple(under), high, drawn, pptx_heat.is_heat(chart))
        for high, drawn in _bodies(chart, sheet, room.with_(h=left), alt)
    ]


def _facts(chart: Chart, view: View) -> list[Paragraph]:
    """Single figures that make no line."""
    look, colour = LOOKS[view.theme], TOKENS[view.theme]
    value = Type(look.label + 8, colour["text"], True)
    when = Type(look.note + 2, colour["muted"])
    return [
        [Run(f"{fact['value']} ", value), Run(str(fact["when"]), when)] for fact in chart["facts"]
    ]


def _bodies(chart: Chart, sheet: Sheet, room: Box, alt: str) -> list[tuple[float, Draw]]:
    view = sheet.view
    if pptx_heat.is_heat(chart):
        grids = pptx_tables.split(pptx_heat.grids(chart, room.w, view), room.h)
        return [
            (pptx_tables.table_height(grid), partial(pptx_tables.draw, grid=grid, alt=alt))
            for grid in grids
        ]
    found = native(chart)
    if found is None:
        own = drawing.high(chart, room.w / POINT, LOOKS[view.theme].chart / POINT) * POINT
        least = max(FREE[view.theme], min(own, room.h))
        return [(least, partial(_drawn, chart=chart, alt=alt))]
    placed = Placed(found, pptx_charts.titles(found, sheet), alt)
    return [
        (pptx_charts.high(each.chart, view), partial(pptx_charts.draw, placed=each))
        for each in pptx_charts.cuts(placed, room.h, view)
    ]


def _tall(small: Small, wide: float) -> float:
    inner = wide - 2 * PAD
    return height(small.over, inner) + small.high + height(small.under, inner) + 3 * PAD


def _rows(canvas: Canvas, room: Box, rows: Sequence[tuple[Any, float]], across: int) -> None:
    wide = (room.w - (across - 1) * GAP) / across
    y = room.y
    for some, high in rows:
        for at, small in enumerate(some):
            _one(canvas, Box(room.x + at * (wide + GAP), y, wide, high), small)
        y += high + GAP


def _one(canvas: Canvas, box: Box, small: Small) -> None:
    inner = Box(box.x + PAD, box.y + PAD, box.w - 2 * PAD, box.h - 2 * PAD)
    rectangle(canvas, box, Paint(line=canvas.colour["grid"], width=1.5), name="frame")
    over, under = height(small.over, inner.w), height(small.under, inner.w)
    words(canvas, inner.with_(h=over), small.over, "title")
    if small.under:
        words(canvas, inner.with_(y=inner.bottom - under, h=under), small.under, "caveat")
    if small.draw is not None:
        high = inner.h - over - under - PAD
        small.draw(canvas, Box(inner.x, inner.y + over + PAD / 2, inner.w, high))
