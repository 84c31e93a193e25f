"""Words in a drawing: how wide they are, where they break, and where each stands free."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from chainboard.briefs.drawing_marks import QUIET, Box, Line, Mark, Text

LINE = 1.3  # height of a line of words in the size of its type
# Widths of letters in the size of their type, as the brief's font has them or a little more.
DIGIT, LATIN, CAPITAL, NARROW = 0.57, 0.6, 0.72, 0.34
THIN_LETTERS, WIDE_LETTERS = " \u00a0.,:;'|!ilj()", "mwMWO%@·—…“”‘’▲▼●■◆◇▶★☆✓○※↑↓→"
NO_START = "，。、；：！？）”’》】…%,.;:!?)"
SMALLER = (1.0, 0.88, 0.78, 0.68)
TAG = re.compile(r"<[^>]*>")
SPAN = re.compile(r'<span style="color:(#[0-9A-Fa-f]{6})">')
# What is not broken: Latin words and numbers, and what a hard space ties to them.
PIECES = re.compile(r"[^\u2e80-\uffff \t—]+|[ \t]+|.", re.DOTALL)
# Where words stand of a point: their anchor, their valign, and which way they keep off it.
SIDES = {
    "top center": ("middle", "bottom", 0, -1),
    "bottom center": ("middle", "top", 0, 1),
    "middle right": ("start", "middle", 1, 0),
    "middle left": ("end", "middle", -1, 0),
    "top right": ("start", "bottom", 0.7, -0.7),
    "top left": ("end", "bottom", -0.7, -0.7),
    "bottom right": ("start", "top", 0.7, 0.7),
    "bottom left": ("end", "top", -0.7, 0.7),
    "middle center": ("middle", "middle", 0, 0),
}
Block = tuple[float, float, float, float]  # left, top, right, bottom


def plain_lines(words: str) -> list[str]:
    """The lines of a label without the pseudo-HTML of Plotly."""
    return [html.unescape(TAG.sub("", line)).strip() for line in words.split("<br>")]


def own_colour(words: str) -> str:
    """The colour that a label sets itself, or nothing."""
    found = SPAN.search(words)
    return found[1] if found else ""


def breadth(words: str, size: float) -> float:
    """The width of words; of several lines that of the widest."""
    return max(sum(map(_letter, line)) for line in words.split("\n")) * size


def _letter(letter: str) -> float:
    if letter > "\u2e7f" or letter in WIDE_LETTERS:
        return 1.0
    if letter in THIN_LETTERS:
        return NARROW
    if letter.isdigit():
        return DIGIT
    return CAPITAL if letter.isupper() else LATIN


def tall(words: str, size: float) -> float:
    """The height of words."""
    return LINE * size * (words.count("\n") + 1)


def block(text: Text) -> Block:
    """The room that words take."""
    w, h = breadth(text.words, text.size), tall(text.words, text.size)
    if text.angle:
        w, h = h, w
    left = text.x - w * {"start": 0, "middle": 0.5, "end": 1}[text.anchor]
    top = text.y - h * {"top": 0, "middle": 0.5, "bottom": 1}[text.valign]
    return (left, top, left + w, top + h)


def wrapped(words: str, room: float, size: float) -> str:
    """Words in lines that are no wider than there is room: broken between Chinese letters and
    between words, and within a word only where it alone is wider."""
    return "\n".join(line for given in words.split("\n") for line in _wrapped(given, room, size))


def _wrapped(words: str, room: float, size: float) -> Iterator[str]:
    line = ""
    for piece in _pieces(words, room, size):
        if line.strip() and breadth(line + piece.rstrip(), size) > room and piece not in NO_START:
            yield line.strip()
            line = ""
        line += piece
    yield line.strip()


def _pieces(words: str, room: float, size: float) -> Iterator[str]:
    for piece in PIECES.findall(words):
        if breadth(piece, size) <= room:
            yield piece
        else:
            yield from piece


@dataclass(frozen=True)
class Wish:
    """Words that want a place.

    x, y   the point that they are about; sides: where they may stand of it, the best first
    away   how far they keep off it
    within the block that they are to stand in, in the colour tone, where there is room
    turned whether they may read upwards; before: whether they want to
    """

    words: str
    x: float
    y: float
    size: float
    colour: str
    sides: tuple[str, ...]
    away: float = 0
    within: Block | None = None
    tone: str = ""
    turned: bool = False
    before: bool = False

    def at(self, side: str, size: float, angle: int = 0, words: str = "") -> Text:
        """The words on a side of their point."""
        anchor, valign, right, down = SIDES[side]
        x, y = self.x + right * self.away, self.y + down * self.away
        return Text(
            x, y, words or self.words, size, self.colour, anchor, valign, angle=angle,
        )  # fmt: skip

    def ways(self) -> Iterator[Text]:
        """How the words may stand, the best first."""
        if self.within:
            yield from self._inside()
        for part in SMALLER:
            angles = [*([-90] if self.turned and self.before else []), 0]
            angles += [-90] if self.turned and not self.before else []
            for angle in angles:
                yield from (self.at(side, part * self.size, angle) for side in self.sides)

    def _inside(self) -> Iterator[Text]:
        left, top, right, bottom = self.within or (0, 0, 0, 0)
        x, y = (left + right) / 2, (top + bottom) / 2
        for part in (*SMALLER, 0.6):
            size = part * self.size
            for angle in (0, -90) if self.turned else (0,):
                made = Text(x, y, self.words, size, self.tone, "middle", "middle", angle=angle)
                a, b, c, d = block(made)
                if c - a <= right - left + 0.5 and d - b <= bottom - top + 0.4 * size:
                    yield made


@dataclass
class Ground:
    """A box and the words that stand in it."""

    box: Box
    taken: list[Block] = field(default_factory=list)

    def is_free(self, made: Block) -> bool:
        """Whether a block lies within the box and on no other."""
        left, top, right, bottom = made
        inside = left >= 0 and top >= 0 and right <= self.box.width and bottom <= self.box.height
        return inside and not any(
            left < c and a < right and top < d and b < bottom for a, b, c, d in self.taken
        )

    def put(self, text: Text) -> Text:
        """Words that stand where they stand."""
        self.taken.append(block(text))
        return text

    def place(self, wish: Wish) -> list[Mark]:
        """Words where they are free: as they wish, else near by, with a line to their point."""
        for text in wish.ways():
            if self.is_free(block(text)):
                return [self.put(text)]
        return self._near(wish)

    def _near(self, wish: Wish) -> list[Mark]:
        for part in (0.88, 0.7, 0.58):
            size = part * wish.size
            for words in dict.fromkeys((wish.words, wrapped(wish.words, 7 * size, size))):
                for x, y in _around(wish, self.box):
                    text = Text(x, y, words, size, wish.colour, "middle", "middle")
                    if self.is_free(block(text)):
                        return [*_lead(wish, block(text)), self.put(text)]
        return [self.put(_kept_in(wish.at(wish.sides[0], 0.58 * wish.size), self.box))]


def _around(wish: Wish, box: Box) -> Iterator[tuple[float, float]]:
    """Places round a point, the near ones first."""
    step = 0.6 * wish.size
    for ring in range(1, math.ceil(max(box.width, box.height) / step)):
        for turn in range(16):
            angle = 2 * math.pi * turn / 16
            yield wish.x + ring * step * math.cos(angle), wish.y + ring * step * math.sin(angle)


def _lead(wish: Wish, made: Block) -> list[Mark]:
    left, top, right, bottom = made
    x, y = min(max(wish.x, left), right), min(max(wish.y, top), bottom)
    if math.hypot(x - wish.x, y - wish.y) < 1.2 * wish.size:
        return []
    return [Line(((wish.x, wish.y), (x, y)), QUIET, 0.5)]


def _kept_in(text: Text, box: Box) -> Text:
    """Words moved so far that they are within the box."""
    left, top, right, bottom = block(text)
    right_by = max(0.0, -left) or min(0.0, box.width - right)
    down_by = max(0.0, -top) or min(0.0, box.height - bottom)
    return replace(text, x=text.x + right_by, y=text.y + down_by)


def longest(words: Sequence[str], size: float) -> float:
    """The width of the widest of several words."""
    return max((breadth(each, size) for each in words), default=0.0)
