"""The first slides: what the brief is and what stands where in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from chainboard.briefs.brief import Brief
from chainboard.briefs.pptx_cut import cut
from chainboard.briefs.pptx_page import LOOKS, Draw, Page, room
from chainboard.briefs.pptx_shapes import Box, Canvas, words
from chainboard.briefs.pptx_text import Paragraph, Run, Type, height, width
from chainboard.panels.tokens import TOKENS

APART = 48  # between the two columns of the contents
GAP = 10
Entry = tuple[str, int]


def cover(brief: Brief, starts: Sequence[Entry]) -> list[Page]:
    """The cover with the contents, and a slide more where these are many.

    starts  what stands where: names with the number of their slide
    """
    foot = (brief.stamp, brief.mark)
    page = Page("cover", brief.title, brief.about, (), foot, (brief.warning,))
    place = room(page, brief.view)
    warned = _warning(brief)
    led = height(warned, place.w) + 3 * GAP if warned else 3 * GAP
    wide = (place.w - APART) / 2
    heights = [_high(entry, wide, brief) for entry in starts]
    columns = cut(heights, place.h - led, GAP)
    pairs = [columns[at : at + 2] for at in range(0, len(columns), 2)] or [[]]
    drawn: list[Draw] = [
        partial(_draw, brief=brief, columns=[[starts[at] for at in some] for some in pair])
        for pair in pairs
    ]
    return [page.with_(draw=each, part=(at + 1, len(drawn))) for at, each in enumerate(drawn)]


def _warning(brief: Brief) -> list[Paragraph]:
    kind = Type(LOOKS[brief.view.theme].text, TOKENS[brief.view.theme]["bad"], True)
    return [[Run(brief.warning, kind)]] if brief.warning else []


def _kind(brief: Brief) -> Type:
    return Type(LOOKS[brief.view.theme].text, TOKENS[brief.view.theme]["text"])


def _number_room(brief: Brief) -> float:
    return width("9999", _kind(brief).size)


def _high(entry: Entry, wide: float, brief: Brief) -> float:
    return height([[Run(entry[0], _kind(brief))]], wide - _number_room(brief))


def _draw(canvas: Canvas, place: Box, brief: Brief, columns: Sequence[Sequence[Entry]]) -> None:
    y = place.y + GAP
    warned = _warning(brief)
    if warned:
        high = height(warned, place.w)
        words(canvas, place.with_(y=y, h=high), warned, "warning")
        y += high + 2 * GAP
    kind, wide = _kind(brief), (place.w - APART) / 2
    for at, entries in enumerate(columns):
        x, top = place.x + at * (wide + APART), y
        for entry in entries:
            high, room_ = _high(entry, wide, brief), _number_room(brief)
            box = Box(x, top, wide - room_, high)
            words(canvas, box, [[Run(entry[0], kind)]], "contents")
            number = [[Run(str(entry[1]), kind.with_(align="r"))]]
            words(canvas, box.with_(x=box.right, w=room_, h=1.3 * kind.size), number, "contents")
            top += high + GAP
