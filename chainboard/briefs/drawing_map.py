"""The counties as areas: outlines of the data folder, and names that stand within them or are led
out by a line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from chainboard.briefs.drawing_marks import DARK_WORDS, Area, Box, Line, Mark, Point, Text, ink
from chainboard.briefs.drawing_text import Block, block, breadth, plain_lines, tall
from chainboard.panels.panel import Chart
from chainboard.store.place import boundaries_file

STEP = 3.0  # points between the places that are tried for a name
PART = 0.9  # of its box that a map fills
CLEAR_OF = (2.0, 1.0, 0.0)  # points that a name keeps off the outline of its area
Rings = tuple[tuple[Point, ...], ...]


def outlines() -> Mapping[str, Rings]:
    """The rings of each area by its code, as the data folder has them; none where it has none."""
    file = boundaries_file()
    return _outlines(file, file.stat().st_mtime_ns) if file else {}


@lru_cache(maxsize=2)
def _outlines(file: Path, _changed: int) -> Mapping[str, Rings]:
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return {each["properties"]["area_code"]: _rings(each["geometry"]) for each in features}


def _rings(geometry: Mapping[str, Any]) -> Rings:
    found = geometry["coordinates"]
    polygons = [found] if geometry["type"] == "Polygon" else found
    return tuple(tuple((x, y) for x, y, *_ in ring) for polygon in polygons for ring in polygon)


@dataclass
class Field:
    """A box as a grid of places, each with how many of those above and left of it are marked."""

    sums: list[list[int]]

    @classmethod
    def of(cls, marked: Sequence[Sequence[bool]]) -> Field:
        """From the places themselves."""
        sums = [[0] * (len(marked[0]) + 1)]
        for line in marked:
            row, total = [0], 0
            for at, each in enumerate(line):
                total += each
                row.append(total + sums[-1][at + 1])
            sums.append(row)
        return cls(sums)

    def count(self, left: int, top: int, right: int, bottom: int) -> int:
        """How many places are marked of those from left to before right, top to before bottom."""
        sums = self.sums
        return sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left]


def drawn(chart: Chart, box: Box) -> list[Mark]:
    """The map in a box; nothing where the data folder has no outlines of its areas."""
    found = outlines()
    areas = [trace for trace in chart["data"] if trace["meta"].get("area") in found]
    if not areas:
        return []
    codes = [trace["meta"]["area"] for trace in areas]
    shapes = _scaled([found[code] for code in codes], box)
    pixel = box.size / chart["layout"]["font"]["size"]
    marks: list[Mark] = [
        Area(
            rings, ink(trace["fillcolor"]), ink(trace["line"]["color"]),
            trace["line"]["width"] * pixel,
        )
        for trace, rings in zip(areas, shapes, strict=True)
    ]  # fmt: skip
    listed = next(trace for trace in chart["data"] if trace["meta"].get("part") == "names")
    at = [listed["meta"]["areas"].index(code) for code in codes]
    words = ["\n".join(plain_lines(listed["text"][n])) for n in at]
    tones = [listed["textfont"]["color"][n] for n in at]
    return [*marks, *_named(words, tones, shapes, box)]


def _scaled(areas: Sequence[Rings], box: Box) -> list[Rings]:
    """Degrees to points of the box."""
    points = [point for rings in areas for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = ((west + east) / 2, (south + north) / 2)
    narrow = math.cos(math.radians(middle[1]))
    wide, tall_ = (east - west) * narrow or 1, north - south or 1
    scale = PART * min(box.width / wide, box.height / tall_)

    def to(point: Point) -> Point:
        x = box.width / 2 + (point[0] - middle[0]) * narrow * scale
        return x, box.height / 2 - (point[1] - middle[1]) * scale

    return [tuple(tuple(map(to, ring)) for ring in rings) for rings in areas]


def _marked(rings: Rings, box: Box) -> list[list[bool]]:
    """Which places of a grid over the box lie within an area."""
    wide, high = math.ceil(box.width / STEP), math.ceil(box.height / STEP)
    lines = []
    for at in range(high):
        y, line = (at + 0.5) * STEP, [False] * wide
        crossings = sorted(_crossings(rings, y))
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            for n in range(max(0, math.ceil(start / STEP - 0.5)), min(wide, int(end / STEP + 0.5))):
                line[n] = True
        lines.append(line)
    return lines


def _crossings(rings: Rings, y: float) -> Iterator[float]:
    for ring in rings:
        for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (b > y) != (d > y):
                yield a + (y - b) / (d - b) * (c - a)


def _named(
    words: Sequence[str], tones: Sequence[str], shapes: Sequence[Rings], box: Box
) -> list[Mark]:
    """Each name within its area, in two lines or one, smaller if need be; else led out of all."""
    grids = [_marked(rings, box) for rings in shapes]
    busy = [
        [any(cells) for cells in zip(*lines, strict=True)] for lines in zip(*grids, strict=True)
    ]
    marks: list[Mark] = []
    led = []
    for said, tone, grid in zip(words, tones, grids, strict=True):
        text = _within(said, tone, grid, box)
        if text is None:
            led.append((said, grid))
        else:
            marks.append(text)
    for said, grid in led:
        start = _point(_middle(grid))
        text = _outside(said, start, busy, box)
        left, top, right, bottom = block(text)
        end = (min(max(start[0], left), right), min(max(start[1], top), bottom))
        marks += [Line((start, end), DARK_WORDS, 0.75), text]
        _take(busy, [(left, top, right, bottom), *_along(start, end)])
    return marks


def _along(start: Point, end: Point) -> list[Block]:
    """The line that leads a name out, as blocks that no other name may touch."""
    parts = [n / 40 for n in range(41)]
    ways = [tuple(a + (b - a) * part for a, b in zip(start, end, strict=True)) for part in parts]
    return [(x - 1, y - 1, x + 1, y + 1) for x, y in ways]


def _take(busy: list[list[bool]], blocks: Sequence[Block]) -> None:
    """Marks the places of blocks."""
    for left, top, right, bottom in blocks:
        for line in busy[max(0, int(top / STEP)) : math.ceil(bottom / STEP)]:
            for n in range(max(0, int(left / STEP)), min(len(line), math.ceil(right / STEP))):
                line[n] = True


def _ways(said: str, size: float) -> Iterator[tuple[str, float]]:
    for part in (1.0, 0.9, 0.8):
        for words in dict.fromkeys((said, said.replace("\n", " "))):
            yield words, part * size


def _point(place: Point) -> Point:
    return ((place[0] + 0.5) * STEP, (place[1] + 0.5) * STEP)


def _middle(grid: Sequence[Sequence[bool]]) -> Point:
    cells = [(n, at) for at, line in enumerate(grid) for n, each in enumerate(line) if each]
    x, y = (sum(each[n] for each in cells) / len(cells) for n in (0, 1))
    return min(cells, key=lambda cell: math.hypot(cell[0] - x, cell[1] - y))


def _nearest(field: Field, size: tuple[int, int], want: int, to: Point) -> Point | None:
    """The middle of the block of so many places nearest to a point that has as many marked as
    wanted."""
    w, h = size
    spots = [
        ((n + w / 2) * STEP, (at + h / 2) * STEP)
        for at in range(len(field.sums) - h)
        for n in range(len(field.sums[0]) - w)
        if field.count(n, at, n + w, at + h) == want
    ]
    return min(spots, key=lambda each: math.dist(each, to), default=None)


def _within(said: str, tone: str, grid: Sequence[Sequence[bool]], box: Box) -> Text | None:
    inside, middle = Field.of(grid), _point(_middle(grid))
    for words, size in _ways(said, box.size):
        for clear in CLEAR_OF:
            w = math.ceil((breadth(words, size) + 2 * clear) / STEP)
            h = math.ceil((tall(words, size) + 2 * clear) / STEP)
            place = _nearest(inside, (w, h), w * h, middle)
            if place:
                return Text(*place, words, size, tone, "middle", "middle")
    return None


def _outside(said: str, start: Point, busy: Sequence[Sequence[bool]], box: Box) -> Text:
    """A name off all areas and names, as near as there is room."""
    full = Field.of(busy)
    for words, size in _ways(said, box.size):
        w, h = math.ceil(breadth(words, size) / STEP) + 1, math.ceil(tall(words, size) / STEP)
        place = _nearest(full, (w, h), 0, start)
        if place:
            return Text(*place, words, size, anchor="middle")
    return Text(*start, said, 0.7 * box.size, anchor="middle")
