"""The map of a chain as shapes: its steps in the columns of their positions, support below, and
what flows between them as lines that stay with the steps they join."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any

from chainboard.briefs.pptx_page import GAP, LOOKS, Draw
from chainboard.briefs.pptx_shapes import (
    Box,
    Canvas,
    Flow,
    Paint,
    Point,
    Set,
    connector,
    group,
    labelled,
    rectangle,
    trail,
    words,
)  # fmt: skip
from chainboard.briefs.pptx_text import Paragraph, Run, Type, height, width
from chainboard.panels.panel import Tiles
from chainboard.panels.tokens import TOKENS
from chainboard.view import View

# Parts of the height: a step, the room above the steps of support.
HIGH, BAND = 4.0, 4.0
EDGE = 8  # pixels of the coloured edge of a step
TOP, LEFT, BOTTOM, RIGHT = range(4)  # where lines join a step


@dataclass(frozen=True)
class Plan:
    """How a map is laid out: side, step and gutter in parts of the width, of which there are 96;
    the room below a step in parts of the height; the size of its words."""

    side: float
    step: float
    gutter: float
    below: float
    size: float

    @property
    def down(self) -> float:
        """From step to step."""
        return HIGH + self.below

    def rows(self, rows: int, below: int) -> float:
        """The height of so many rows and those of support, in parts."""
        return rows * self.down + (BAND + below * self.down if below else 0) - self.below

    def across(self, room: Box) -> tuple[float, float, float]:
        """Side, step and gutter in pixels."""
        side, step, gutter = (part * room.w / 96 for part in (self.side, self.step, self.gutter))
        return side, step, gutter


def plan(has_flows: bool, size: float) -> Plan:
    """A map with lines between its steps wants room for them."""
    return Plan(3, 24, 9, 1.6, size) if has_flows else Plan(0, 30, 3, 0.8, size)


@dataclass(frozen=True)
class Spot:
    """Where a step stands: column, row, whether among support, and its box."""

    col: int
    row: int
    is_band: bool
    box: Box

    @property
    def middle(self) -> float:
        """Between its sides."""
        return self.box.x + self.box.w / 2

    @property
    def level(self) -> float:
        """Between its edges."""
        return self.box.y + self.box.h / 2


def parts(body: Tiles, room: Box, view: View, alt: str) -> list[Draw]:
    """The slides of a chain map: all of it where it can be read, else some rows of it on each."""
    found: list[tuple[Plan, list[Tiles]]] = []
    for smaller in (0, 2, 4):
        made = plan(bool(body.edges), LOOKS[view.theme].measure - smaller)
        tiles = [tile for position in body.tiles for tile in position["tiles"]]
        least = max((_least(tile, made, room, view) for tile in tiles), default=40)
        most = (room.h - _head_height(view)) / (least / HIGH)
        found.append((made, _cut(body, made, most)))
    made, cut_up = min(found, key=lambda each: len(each[1]))
    return [partial(_draw, body=part, how=made, alt=alt) for part in cut_up]


def _head_height(view: View) -> float:
    return 1.3 * LOOKS[view.theme].label + 12 + GAP


def _least(tile: Mapping[str, Any], how: Plan, room: Box, view: View) -> float:
    """The height that the words of a step need."""
    inner = how.across(room)[1] - EDGE - 20
    return height(_said(tile, inner, how.size, view), inner) + 8


def rows_of(positions: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """How many rows the three columns have, and how many those of support."""
    rows = max(max((len(position["tiles"]) for position in positions[:3]), default=0), 1)
    return rows, ceil(len(positions[3]["tiles"]) / 3) if len(positions) > 3 else 0


def _cut(body: Tiles, how: Plan, most: float) -> list[Tiles]:
    """The map in parts that fit, each with the lines between its own steps.

    most  how many parts of the height there are
    """
    rows, below = rows_of(body.tiles)
    every = list(range(len(body.tiles)))
    if how.rows(rows, below) <= most:
        return [body]
    fit = max(1, int((most + how.below) / how.down))
    count = ceil(rows / fit)
    each = ceil(rows / count)
    is_apart = below > 0 and how.rows(rows - each * (count - 1), below) > most
    made = [
        _some(body, [
            list(range(part * each, (part + 1) * each)) if col < 3
            else list(range(99)) if part == count - 1 and not is_apart else []
            for col in every
        ])
        for part in range(count)
    ]  # fmt: skip
    return [*made, _some(body, [[], [], [], list(range(99))])] if is_apart else made


def _some(body: Tiles, kept: Sequence[Sequence[int]]) -> Tiles:
    """The map with so many steps of each position."""
    ends: dict[int, int] = {}
    at, positions = 0, []
    for position, places in zip(body.tiles, kept, strict=True):
        tiles = []
        for place, tile in enumerate(position["tiles"]):
            if place in places:
                ends[at] = len(ends)
                tiles.append(tile)
            at += 1
        positions.append({**position, "tiles": tiles, "is_cut": True})
    edges = [[ends[one], ends[other]] for one, other in body.edges if {one, other} <= ends.keys()]
    return Tiles(positions, edges, body.words)


def _draw(canvas: Canvas, room: Box, body: Tiles, how: Plan, alt: str) -> None:
    inner = group(canvas, room, "chain map", alt)
    spots = list(_spots(body, room, how, canvas.view))
    faces = [tile for position in body.tiles for tile in position["tiles"]]
    _heads(inner, body, (room, how), spots)
    steps = [
        _step(inner, spot.box, face, how.size) for spot, face in zip(spots, faces, strict=True)
    ]  # fmt: skip
    used: dict[str, int] = {}
    for one, other in body.edges:
        is_broken = "missing" in (faces[one]["status"], faces[other]["status"])
        paint = Paint(
            line=canvas.colour["bad" if is_broken else "previous"], width=3,
            dash="dash" if is_broken else "", has_head=True,
        )  # fmt: skip
        ends = spots[one], spots[other]
        sides = _beside(*ends)
        if sides:
            points = _point(ends[0], sides[0]), _point(ends[1], sides[1])
            connector(inner, Flow((steps[one], steps[other]), sides, points), paint)
        else:
            trail(inner, [_around(ends, (room, how), used)], paint, "flow")


def _spots(body: Tiles, room: Box, how: Plan, view: View) -> Iterator[Spot]:
    side, step, gutter = how.across(room)
    rows, below = rows_of(body.tiles)
    over = rows * how.down + BAND if any(each["tiles"] for each in body.tiles[:3]) else 0
    parts_ = (over + below * how.down if below else rows * how.down) - how.below
    head = _head_height(view)
    unit = min((room.h - head) / parts_, 30 if view.theme == "light" else 40)
    for col, position in enumerate(body.tiles):
        for at in range(len(position["tiles"])):
            is_band = col > 2
            row, column = (at // 3, at % 3) if is_band else (at, col)
            down = row * how.down + (over if is_band else 0)
            yield Spot(column, row, is_band, Box(
                room.x + side + column * (step + gutter), room.y + head + down * unit,
                step, HIGH * unit,
            ))  # fmt: skip


def _heads(canvas: Canvas, body: Tiles, laid: tuple[Box, Plan], spots: Sequence[Spot]) -> None:
    """What each column is called; a column without steps says so."""
    look, colour = LOOKS[canvas.view.theme], canvas.colour
    room, how = laid
    side, step, gutter = how.across(room)
    kind = Type(look.label, colour["card"], True, "ctr")
    high = 1.3 * look.label + 12
    is_only_support = not any(position["tiles"] for position in body.tiles[:3])
    for col, position in enumerate(body.tiles[:3]):
        box = Box(room.x + side + col * (step + gutter), room.y, step, high)
        if is_only_support:
            break
        name = [[Run(position["name"], kind)]]
        labelled(canvas, box, Paint(colour["actual"]), name, "position")
        if not position["tiles"] and not position.get("is_cut"):
            quiet = [[Run(str(body.words.get("none", "")), Type(look.measure, colour["muted"]))]]
            words(canvas, box.with_(y=box.bottom + GAP), quiet, "none")
    support = [spot for spot in spots if spot.is_band]
    if support:
        name = [[Run(body.tiles[3]["name"], kind.with_(colour=colour["actual"], align="l"))]]
        top = support[0].box.y - 1.3 * look.label - 4
        words(canvas, Box(support[0].box.x, top, step, 1.3 * look.label), name, "position")


def _said(tile: Mapping[str, Any], room: float, size: float, view: View) -> list[Paragraph]:
    """Name and status of a step, in one line where there is room, and what is noted of it."""
    look, colour = LOOKS[view.theme], TOKENS[view.theme]
    ink = _paint(tile["status"], colour)[1]
    name, state = Type(size, ink, True), Type(size, ink)
    told = f"{tile['mark']} {tile['word']}"
    both = width(tile["name"], size) + width(told, size) + size
    made: list[Paragraph] = [[Run(tile["name"], name), Run(f"  {told}", state)]]
    if both > room:
        made = [[Run(tile["name"], name)], [Run(told, state)]]
    if tile.get("note") and view.theme == "light":
        made.append([Run(tile["note"], Type(look.note, colour["muted"]))])
    return made


def _paint(status: str, colour: Mapping[str, str]) -> tuple[Paint, str, str]:
    """Ground and outline of a step, its ink, and the colour of its edge."""
    card, text = colour["card"], colour["text"]
    return {
        "strong": (
            Paint(colour["on_track_fill"], colour["actual"]), colour["on_track_text"],
            colour["actual"],
        ),
        "weak": (Paint(colour["weak_fill"], colour["warn"]), colour["watch_text"], colour["warn"]),
        "missing": (Paint(card, colour["bad"], 3, "dash"), colour["bad"], colour["bad"]),
        "under_construction": (Paint(card, colour["planned"], 3), text, colour["planned"]),
        "planned": (Paint(card, colour["planned"], 3, "dash"), text, colour["planned"]),
        "unknown": (
            Paint(card, colour["muted"], 1.5, "dash"), colour["muted"], colour["previous"],
        ),
    }.get(status, (Paint(card, colour["border"], 1.5), text, colour["actual"]))  # fmt: skip


def _step(canvas: Canvas, box: Box, tile: Mapping[str, Any], size: float) -> Any:
    """A step: its box, which lines join, a coloured edge, its words."""
    paint, _, edge = _paint(tile["status"], canvas.colour)
    inner = box.with_(x=box.x + EDGE + 12, w=box.w - EDGE - 20)
    alt = f"{tile['name']} {tile['word']}"
    made = rectangle(canvas, box, paint, name="step", alt=alt)
    rectangle(canvas, box.with_(w=EDGE), Paint(edge), name="edge")
    words(canvas, inner, _said(tile, inner.w, size, canvas.view), "step", Set("ctr"))
    return made


def _beside(one: Spot, other: Spot) -> tuple[int, int] | None:
    """The sides where a line between neighbours leaves and arrives; None for others."""
    if one.is_band != other.is_band:
        return None
    if abs(one.col - other.col) == 1:
        return (RIGHT, LEFT) if other.col > one.col else (LEFT, RIGHT)
    if one.col == other.col and abs(one.row - other.row) == 1:
        return (BOTTOM, TOP) if other.row > one.row else (TOP, BOTTOM)
    return None


def _point(spot: Spot, side: int) -> tuple[float, float]:
    box = spot.box
    return {
        TOP: (spot.middle, box.y), BOTTOM: (spot.middle, box.bottom),
        LEFT: (box.x, spot.level), RIGHT: (box.right, spot.level),
    }[side]  # fmt: skip


def _around(ends: tuple[Spot, Spot], laid: tuple[Box, Plan], used: dict[str, int]) -> list[Point]:
    """A line that runs between rows and along gutters, where it crosses no step."""
    one, other = ends
    if one.is_band != other.is_band:
        path = _to_support(ends, laid, used)
        return path if one.is_band else path[::-1]
    room, how = laid
    unit, (side, _, gutter) = one.box.h / HIGH, how.across(room)
    if one.col == other.col:
        out, x = (-0.8 * side, one.box.x) if one.col == 0 else (0.8 * side, one.box.right)
        off = unit if other.row > one.row else -unit
        start, end = one.level + off, other.level - off
        return [(x, start), (x + out, start), (x + out, end), (x, end)]
    is_ahead = other.col > one.col
    start, end = (one.box.right, other.box.x) if is_ahead else (one.box.x, other.box.right)
    gap = other.row - 1 if other.row > one.row else min(one.row, other.row)
    first = one.box.y - one.row * how.down * unit
    y = (
        first
        + (gap * how.down + HIGH + how.below * (0.3 + 0.2 * _turn(used, f"row {gap}", 3))) * unit
    )
    step = (0.5 if is_ahead else -0.5) * gutter
    return [(start, one.level), (start + step, y), (end - step, y), (end, other.level)]


def _to_support(
    ends: tuple[Spot, Spot], laid: tuple[Box, Plan], used: dict[str, int]
) -> list[Point]:
    """From a step of support up a gutter to the side of a step; the other way it is turned."""
    is_up = ends[0].is_band
    support, main = ends if is_up else ends[::-1]
    room, how = laid
    unit, (side, wide, gutter) = main.box.h / HIGH, how.across(room)
    place = main.col if is_up else main.col + 1  # of four gutters, the outer ones as wide as a side
    own = gutter if place % 3 else side
    start = room.x if place == 0 else room.x + side + place * (wide + gutter) - gutter
    x = start + own * (0.25 + 0.17 * _turn(used, f"gutter {place}", 4))
    end_x = main.box.x if is_up else main.box.right
    top = support.box.y - support.row * how.down * unit
    y = top - (BAND - 0.2 - 0.4 * _turn(used, "over support", 4)) * unit
    off = (0, -1, 1, -2, 2)[_turn(used, f"step {support.col} {support.row}", 5)]
    foot = (support.middle + off * wide / 8, support.box.y)
    if support.row:
        foot = (support.box.x, support.level)
    low = main.level + unit
    return [foot, (foot[0], y), (x, y), (x, low), (end_x, low)]


def _turn(used: dict[str, int], name: str, many: int) -> int:
    """Which of so many places the next line takes."""
    used[name] = used.get(name, -1) + 1
    return used[name] % many
