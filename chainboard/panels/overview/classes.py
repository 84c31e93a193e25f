"""The classes of the map: where their edges are, their colours, and what the legend says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View

# The same classes for every place, so that colours compare.
OF_SHARE = (0.30, 0.45, 0.60, 0.75)
OF_GROWTH = (-0.10, 0.0, 0.10)


@dataclass(frozen=True)
class Classes:
    """The classes of one column of the rows, lowest first.

    key      the column
    edges    between the classes; a value on an edge is in the class above it
    colours  one more than edges
    words    what the legend says of each
    dark     the places of the colours that take light type
    first_down  whether a value on the first edge is in the class below it
    """

    key: str
    edges: Sequence[float]
    colours: Sequence[str]
    words: Sequence[str]
    dark: frozenset[int]
    first_down: bool = False

    def of(self, row: Row) -> int | None:
        """The class of a row, 0 the lowest; None where it has no value."""
        value = row[self.key]
        if value is None:
            return None
        exact = round(value, 9)  # 9.9999999999 from binary fractions is 10
        above = sum(exact >= edge for edge in self.edges)
        return 0 if self.first_down and exact == self.edges[0] else above

    def colour(self, row: Row, view: View) -> str:
        """The colour of a row, or that of no value."""
        place = self.of(row)
        return TOKENS[view.theme]["none_fill"] if place is None else self.colours[place]

    def is_dark(self, row: Row) -> bool:
        """Whether the colour of a row takes light type."""
        return self.of(row) in self.dark

    def legend(self, rows: Sequence[Row], view: View) -> list[dict[str, str]]:
        """What each colour means; that of no value only where a row has none."""
        named = list(zip(self.colours, self.words, strict=True))
        if any(self.of(row) is None for row in rows):
            named.append((TOKENS[view.theme]["none_fill"], view.say("无数据")))
        return [{"colour": colour, "words": words} for colour, words in named]


def flat(colours: Sequence[str]) -> list[list[Any]]:
    """Flat colours as Plotly writes them: each twice."""
    count = len(colours)
    steps = [[[i / count, each], [(i + 1) / count, each]] for i, each in enumerate(colours)]
    return [step for pair in steps for step in pair]


def of_share(view: View) -> Classes:
    """Five classes of a part of a whole, on one scale that judges nothing."""
    say = view.say
    names = [say.share_percent(edge, 0) for edge in OF_SHARE]
    between = [say("{low}—{high}").format(low=low, high=high) for low, high in pairwise(names)]
    lowest, highest = say("不足{edge}"), say("{edge}及以上")
    words = [lowest.format(edge=names[0]), *between, highest.format(edge=names[-1])]
    return Classes("share", OF_SHARE, ramp(view.theme), words, frozenset({3, 4}))


def of_gap(edges: Sequence[float], view: View) -> Classes:
    """Classes on both sides of the schedule, in percentage points.

    edges  as analysis.lights.edges returns them: (0,), or one on each side of it as well
    """
    say = view.say
    colours = TOKENS[view.theme]["diverging"].split()
    if len(edges) == 1:
        words = [say("落后序时进度"), say("不落后序时进度")]
        return Classes("gap", edges, colours[1:3], words, frozenset())
    far = say.points(edges[-1], 0).lstrip("+")
    words = [
        say("落后 {points}及以上").format(points=far),
        say("落后不足 {points}").format(points=far),
        say("持平或超过不足 {points}").format(points=far),
        say("超过 {points}及以上").format(points=far),
    ]
    return Classes("gap", edges, colours, words, frozenset({0, 3}), first_down=True)


def of_growth(view: View) -> Classes:
    """Classes of growth on both sides of none, as parts: 0.1 is 10 %."""
    say = view.say
    far = say.share_percent(OF_GROWTH[-1], 0)
    words = [
        say("下降{far}以上").format(far=far),
        say("下降不足{far}").format(far=far),
        say("增长不足{far}").format(far=far),
        say("增长{far}及以上").format(far=far),
    ]
    colours = TOKENS[view.theme]["diverging"].split()
    return Classes("share", OF_GROWTH, colours, words, frozenset({0, 3}))
