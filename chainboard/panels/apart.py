"""Numbers over the points of a small figure so that none stands on another or on the axis."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from chainboard.panels.frame import room

ACROSS = 24  # sizes of type that a small figure is wide
TALL = {"light": 11, "projector": 6}  # and that its points are high
ON_A_PHONE = 19  # of the labels along its axis, whose type is never smaller
LINE, AWAY = 1.25, 0.5  # of a line of words; from it to its point, and on both of its sides
SIDES = {"top": 1, "bottom": -1}
Block = tuple[float, float, float, float]  # left, right, foot, head


def apart(traces: list[dict[str, Any]], labels: Sequence[str], theme: str) -> list[dict[str, Any]]:
    """The traces with each number on the side where it stands free, the newest first; one that
    has no room on either is left to the box over the chart.

    labels  the categories in their order
    theme   of the view: on a slide a figure is lower for its type
    """
    top = max((value for trace in traces for value in trace["y"] if value is not None), default=0)
    every = [(at, n) for n, trace in enumerate(traces) for at in range(len(trace["x"]))]
    newest = sorted(every, key=lambda each: -labels.index(traces[each[1]]["x"][each[0]]))
    taken: list[Block] = []
    made = [{**trace, "text": list(trace["text"]), "textposition": []} for trace in traces]
    side_of: dict[tuple[int, int], str] = {}
    for at, n in newest:
        trace = traces[n]
        x, words = labels.index(trace["x"][at]), trace["text"][at]
        y = TALL[theme] * (trace["y"][at] or 0) / (top or 1)
        wanted = trace["textposition"].split()[0]
        for side in sorted(SIDES, key=lambda side: side != wanted):
            block = _block(words, (x + 0.6) * ACROSS / (len(labels) + 0.2), y, SIDES[side])
            if block[2] >= 0 and not any(_touch(block, other) for other in taken):
                taken.append(block)
                side_of[at, n] = side
                break
        else:
            made[n]["text"][at] = ""
    for n, trace in enumerate(made):
        trace["textposition"] = [
            f"{side_of.get((at, n), 'top')} center" for at in range(len(trace["x"]))
        ]
    return made


def ticks(labels: Sequence[str]) -> list[str]:
    """The labels of an axis that are shown: every other one, with the newest, where a phone has no
    room for two side by side."""
    pitch = ON_A_PHONE / len(labels)
    lines = [label.split("<br>") for label in labels]
    pairs = [each for two in pairwise(lines) for each in zip(*two, strict=False)]
    is_tight = any(room(one, 10) + room(other, 10) > 20 * pitch for one, other in pairs)
    return list(labels[::-2] if is_tight else labels)


def _block(words: str, x: float, y: float, side: int) -> Block:
    half, high = room(words, 10) / 20 + AWAY, LINE * (words.count("<br>") + 1)
    foot = y + AWAY if side > 0 else y - AWAY - high
    return (x - half, x + half, foot, foot + high)


def _touch(one: Block, other: Block) -> bool:
    left, right, foot, head = one
    return left < other[1] and other[0] < right and foot < other[3] and other[2] < head
