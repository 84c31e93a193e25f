"""Cards as shapes: what a card says, its chip, its line of months, its bar with the tick of the
calendar; each card is a group that is moved as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

from chainboard.briefs.pptx_cut import cut
from chainboard.briefs.pptx_page import GAP, LOOKS, Draw, Look
from chainboard.briefs.pptx_shapes import (
    Box,
    Canvas,
    Paint,
    Set,
    ellipse,
    group,
    labelled,
    rectangle,
    trail,
    words,
)  # fmt: skip
from chainboard.briefs.pptx_tables import CHIPS
from chainboard.briefs.pptx_text import Paragraph, Run, Type, height, width
from chainboard.panels.panel import Cards
from chainboard.panels.tokens import TOKENS
from chainboard.sheet.sheet import plain
from chainboard.view import View

PAD = 16
BAR, TICK = 18, 5  # the height of a progress bar, the width of its tick, in pixels
SPARK = (120, 40)
TONES = {"watch": "warn", "behind": "bad", "none": "previous"}
Face = Mapping[str, Any]


@dataclass(frozen=True)
class How:
    """How cards of a panel are set: how wide one is, and the size of its big number, with which
    its lines are smaller on a sheet that is read near by."""

    wide: float
    big: int
    view: View

    @property
    def look(self) -> Look:
        """The sizes of the theme."""
        return LOOKS[self.view.theme]

    @property
    def line(self) -> int:
        """The size of a card's lines."""
        step = self.look.big.index(self.big) if self.view.theme == "light" else 0
        return self.look.measure - 2 * step

    @property
    def inner(self) -> float:
        """The room within a card."""
        return self.wide - 2 * PAD


@dataclass(frozen=True)
class Piece:
    """A part of a card from top to bottom: its height, and what draws it there."""

    high: float
    draw: Draw


@dataclass(frozen=True)
class Sheetful:
    """The cards of one slide: in rows of so many, each row as high as it needs."""

    cards: Sequence[Face]
    how: How
    heights: Sequence[float]
    lead: Sequence[Paragraph]
    across: int


def parts(body: Cards, room: Box, view: View) -> list[Draw]:
    """The slides of cards: as many across as stand there without being higher than the room."""
    lead = _lead(body.lead, view)
    led = height(lead, room.w) + GAP if lead else 0
    inner = room.with_(y=room.y + led, h=room.h - led)
    across, how = _set(body.cards, inner, view)
    made = _in_rows(_heights(body.cards, across, how), inner.h) or [[]]
    drawn: list[Draw] = []
    start = 0
    for rows in made:
        some = body.cards[start : start + across * len(rows)]
        start += across * len(rows)
        drawn.append(partial(_draw, page=Sheetful(some, how, rows, lead, across)))
    return drawn


def _lead(said: str, view: View) -> list[Paragraph]:
    kind = Type(LOOKS[view.theme].note + 2, TOKENS[view.theme]["muted"])
    return [[Run(said, kind)]] if said else []


def _set(cards: Sequence[Face], room: Box, view: View) -> tuple[int, How]:
    """How many stand across and how they are set: on as few slides as can be, then as large."""
    if not cards:
        return 1, How(room.w, LOOKS[view.theme].big[0], view)
    most = min(4 if view.theme == "light" else 3, len(cards))
    found: list[tuple[int, int, How]] = []
    for big in LOOKS[view.theme].big:
        for across in range(min(3, most), 0, -1):
            how = How((room.w - (across - 1) * GAP) / across, big, view)
            found.append((_slides(cards, across, how, room), across, how))
        if most == 4:
            how = How((room.w - 3 * GAP) / 4, big, view)
            found.append((_slides(cards, 4, how, room), 4, how))
    slides, across, how = min(found, key=lambda each: each[0])
    if 1 < slides < len(cards) and across * (slides - 1) < len(cards) <= across * slides:
        across = -(-len(cards) // slides)  # a row on each slide: as many on each
        how = replace(how, wide=(room.w - (across - 1) * GAP) / across)
    return across, how


def _slides(cards: Sequence[Face], across: int, how: How, room: Box) -> int:
    """On how many slides cards stand; very many where one is higher than a slide."""
    heights = _heights(cards, across, how)
    return 999 if max(heights) > room.h else len(_in_rows(heights, room.h))


def _heights(cards: Sequence[Face], across: int, how: How) -> list[float]:
    """Of each row of cards that of its highest."""
    rows = (cards[at : at + across] for at in range(0, len(cards), across))
    return [max(_height(face, how) for face in row) for row in rows]


def _in_rows(heights: Sequence[float], room: float) -> list[list[float]]:
    """The heights of the rows of each slide."""
    return [[heights[at] for at in places] for places in cut(heights, room, GAP)]


def _height(face: Face, how: How) -> float:
    return sum(piece.high for piece in _pieces(face, how)) + 2 * PAD


def _draw(canvas: Canvas, room: Box, page: Sheetful) -> None:
    y = room.y
    if page.lead:
        led = height(page.lead, room.w)
        words(canvas, room.with_(h=led), page.lead, "lead")
        y += led + GAP
    for at, face in enumerate(page.cards):
        row, column = divmod(at, page.across)
        top = y + sum(page.heights[:row]) + row * GAP
        wide = page.how.wide
        place = Box(room.x + column * (wide + GAP), top, wide, page.heights[row])
        _card(canvas, place, face, page.how)


def _card(canvas: Canvas, box: Box, face: Face, how: How) -> None:
    colour = canvas.colour
    inner = group(canvas, box, "card", str(face.get("say") or face.get("label") or ""))
    rectangle(inner, box, Paint(colour["card"], colour["border"], 1.5), name="card")
    y = box.y + PAD
    for piece in _pieces(face, how):
        piece.draw(inner, Box(box.x + PAD, y, how.inner, piece.high))
        y += piece.high


def _pieces(face: Face, how: How) -> Iterator[Piece]:
    """A card from top to bottom."""
    colour, look = TOKENS[how.view.theme], how.look
    line = Type(how.line, colour["text"])
    quiet = Type(look.note, colour["muted"])
    yield _head(face, how)
    if face.get("text"):
        yield _told([[Run(str(face["text"]), line)]], how, "text")
    else:
        yield _figure(face, how)
        yield from _pair(face.get("growth"), face.get("target"), line, how)
        if face.get("bar"):
            yield Piece(BAR + 14, partial(_bar, bar=face["bar"]))
        yield from _pair(face.get("completion"), face.get("gap"), line.with_(is_bold=True), how)
    noted = [[Run(str(note), quiet)] for note in face.get("notes") or ()]
    if noted:
        yield _told(noted, how, "notes")
    ways = [plain(way) for way in face.get("ways") or ()]
    yield from _pair(face.get("owner"), face.get("period"), quiet, how)
    if any(ways):
        yield _told([[Run(" · ".join(filter(None, ways)), quiet)]], how, "ways")


def _told(said: Sequence[Paragraph], how: How, name: str) -> Piece:
    def drawn(canvas: Canvas, box: Box) -> None:
        words(canvas, box, said, name)

    return Piece(height(said, how.inner), drawn)


def _pair(left: Any, right: Any, kind: Type, how: How) -> Iterator[Piece]:
    """Two things said: in one line at both edges where there is room, else one below the other."""
    told = [str(said) for said in (left, right) if said]
    if not told:
        return
    if sum(width(said, kind.size) for said in told) + kind.size > how.inner:
        yield _told([[Run(said, kind)] for said in told], how, "line")
        return

    def drawn(canvas: Canvas, box: Box) -> None:
        ends = [kind, kind.with_(align="r")][0 if left else 1 :][: len(told)]
        wide = [width(said, kind.size) + 2 for said in told]
        for said, end, room in zip(told, ends, wide, strict=True):
            x = box.x if end.align == "l" else box.right - room
            words(canvas, box.with_(x=x, w=room), [[Run(said, end)]], "line", Set(is_whole=True))

    yield Piece(height([[Run(told[0], kind)]], how.inner), drawn)


def _head(face: Face, how: How) -> Piece:
    """The name, and beside it the light or the words for why there is none."""
    colour, look = TOKENS[how.view.theme], how.look
    name = [[Run(str(face.get("label") or ""), Type(look.label, colour["text"], True))]]
    chip = face.get("chip")
    if not chip:
        return _told(name, how, "label")
    fill, ink = CHIPS.get(chip["light"], CHIPS["none"])
    kind = Type(look.note, colour[ink], True, "ctr")
    said = " ".join(filter(None, (chip.get("mark"), chip.get("word"))))
    wide = width(said, kind.size) / 0.94 + 22
    is_beside = wide + 12 + 4 * look.label <= how.inner
    room = how.inner - wide - 12 if is_beside else how.inner
    high, tall = 1.3 * kind.size + 6, height(name, room)

    def drawn(canvas: Canvas, box: Box) -> None:
        words(canvas, box.with_(w=room, h=tall), name, "label")
        x, y = (box.right - wide, box.y) if is_beside else (box.x, box.y + tall)
        place = Box(x, y, min(wide, how.inner), high)
        labelled(canvas, place, Paint(colour[fill]), [[Run(said, kind)]], "chip")

    return Piece(max(tall, high) if is_beside else tall + high, drawn)


def _figure(face: Face, how: How) -> Piece:
    """The big number with its unit and hedges, and the line of months beside it."""
    colour, look = TOKENS[how.view.theme], how.look
    big, small = Type(how.big, colour["text"], True), Type(how.line, colour["text"])
    value = str(face.get("value") or "")
    room = how.inner - (SPARK[0] + 12 if _points(face) else 0)
    while big.size > look.label and width(value, big.size) > 0.9 * room:
        big = big.with_(size=big.size - 2)
    said = [
        Run(f"{text} " if kind is small and at == 0 else text, kind)
        for at, (text, kind) in enumerate(
            (
                (str(face.get("hedge") or ""), small), (value, big),
                (_after(face.get("unit")), small), (_after(face.get("hedge_after")), small),
            )
        )
        if text
    ]  # fmt: skip

    is_in_line = sum(width(run.words, run.type.size) for run in said) <= room

    def drawn(canvas: Canvas, box: Box) -> None:
        words(canvas, box.with_(w=room), [said], "value", Set(is_whole=is_in_line))
        if points := _points(face):
            x, y = box.right - SPARK[0], box.y + (box.h - SPARK[1]) / 2
            _spark(canvas, Box(x, y, *SPARK), points)

    return Piece(_tall([said], room), drawn)


def _tall(said: Sequence[Paragraph], room: float) -> float:
    """The height of runs in several sizes: each measured in its own."""
    wide = sum(width(run.words, run.type.size) for runs in said for run in runs)
    if wide <= room:
        return max((1.3 * run.type.size for runs in said for run in runs), default=0)
    return height(said, room)


def _after(said: Any) -> str:
    return f" {said}" if said else ""


def _points(face: Face) -> list[float | None]:
    points = list(face.get("spark") or ())
    return points if sum(point is not None for point in points) > 1 else []


def _spark(canvas: Canvas, box: Box, points: Sequence[float | None]) -> None:
    known = [point for point in points if point is not None]
    low, span = min(known), (max(known) - min(known)) or 1
    step = (box.w - 8) / (len(points) - 1)
    at = [
        None
        if point is None
        else (box.x + 4 + step * i, box.bottom - 4 - (point - low) / span * (box.h - 8))
        for i, point in enumerate(points)
    ]
    joined = [[one, other] for one, other in pairwise(at) if one and other]
    if joined:
        paint = Paint(line=canvas.colour["previous"], width=3)
        trail(canvas, joined, paint, "months")
    x, y = next(spot for spot in reversed(at) if spot)
    ellipse(canvas, Box(x - 5, y - 5, 10, 10), Paint(canvas.colour["actual"]), "last month")


def _bar(canvas: Canvas, box: Box, bar: Mapping[str, Any]) -> None:
    """The bar to the whole target, and the tick of the calendar."""
    colour = canvas.colour
    track = box.with_(y=box.y + 7, h=BAR)
    tone = TONES.get(bar["tone"], "actual")
    rectangle(canvas, track, Paint(colour["track"]), name="target")
    done = track.with_(w=track.w * min(max(bar["done"], 0), 1))
    outline_of = colour["warn_outline"] if tone == "warn" else ""
    rectangle(canvas, done, Paint(colour[tone], outline_of, 1.5), name="done")
    x = track.x + track.w * min(max(bar["pace"], 0), 1) - TICK / 2
    rectangle(canvas, Box(x, track.y - 5, TICK, BAR + 10), Paint(colour["text"]), name="pace")
