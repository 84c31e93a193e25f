"""What a drawing is made of: rectangles, lines, areas and words in a box, from its top left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chainboard.panels.tokens import TOKENS

Point = tuple[float, float]
CLEAR = ""  # no ink
TINT = re.compile(r"#([0-9A-Fa-f]{6})([0-9A-Fa-f]{2})?$")
MIXED = re.compile(r"rgba?\(([^)]*)\)")
DARK = 150  # brightness below which words on a colour are white
PAPER = TOKENS["light"]  # whatever the theme of the page: a drawing stands on white
LIGHT_WORDS, DARK_WORDS, QUIET = PAPER["card"], PAPER["text"], PAPER["muted"]


@dataclass(frozen=True)
class Box:
    """Room for a drawing: its width and height and the size of its type, in points."""

    width: float
    height: float
    size: float


@dataclass(frozen=True)
class Rect:
    """A rectangle; fill, line and hatch are colours, "" for none. The hatch is over the fill."""

    x: float
    y: float
    w: float
    h: float
    fill: str = CLEAR
    line: str = CLEAR
    line_width: float = 0
    hatch: str = CLEAR


@dataclass(frozen=True)
class Line:
    """A line through points; dash is "dot" or "" for a line without gaps."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dash: str = ""


@dataclass(frozen=True)
class Area:
    """What lies within closed rings, and not within two of them."""

    rings: tuple[tuple[Point, ...], ...]
    fill: str = CLEAR
    line: str = CLEAR
    line_width: float = 0
    hatch: str = CLEAR


@dataclass(frozen=True)
class Text:
    """Words in one line or, with line breaks, in several.

    anchor  which edge of their block stands at x: start its left one, middle, end its right one
    valign  which edge stands at y: top, middle, bottom
    angle   0, or -90 for words that read upwards; the block is that of the turned words
    """

    x: float
    y: float
    words: str
    size: float
    colour: str = DARK_WORDS
    anchor: str = "start"
    valign: str = "middle"
    weight: str = "regular"
    angle: int = 0


Mark = Rect | Line | Area | Text


def ink(colour: str | None) -> str:
    """A colour of Plotly as six digits on white paper; "" where it has no ink."""
    if not colour:
        return CLEAR
    if found := TINT.match(colour):
        tones = [int(found[1][at : at + 2], 16) for at in (0, 2, 4)]
        return _on_white(tones, int(found[2] or "FF", 16) / 255)
    mixed = MIXED.match(colour)
    if mixed is None:
        raise ValueError(f"no colour of a figure: {colour}")
    *parts, share = [*map(float, mixed[1].split(",")), 1.0][:4]
    return _on_white(parts, share)


def _on_white(parts: Sequence[float], share: float) -> str:
    if share == 0:
        return CLEAR
    return "#" + "".join(f"{round(255 + (part - 255) * share):02X}" for part in parts)


def words_on(colour: str) -> str:
    """The colour of words that are read on another."""
    if not colour:
        return DARK_WORDS
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return LIGHT_WORDS if 0.299 * red + 0.587 * green + 0.114 * blue < DARK else DARK_WORDS


def moved(mark: Mark, right: float, down: float) -> Mark:
    """A mark somewhere else."""
    if isinstance(mark, Rect | Text):
        return replace(mark, x=mark.x + right, y=mark.y + down)
    if isinstance(mark, Line):
        return replace(mark, points=_shifted(mark.points, right, down))
    return replace(mark, rings=tuple(_shifted(ring, right, down) for ring in mark.rings))


def _shifted(points: Sequence[Point], right: float, down: float) -> tuple[Point, ...]:
    return tuple((x + right, y + down) for x, y in points)
