"""The two axes of a figure: where a value lies along them and what they print."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from chainboard.briefs.drawing_marks import DARK_WORDS, Text
from chainboard.briefs.drawing_text import breadth, longest, plain_lines, tall, wrapped
from chainboard.words import Words

DAY = 86_400_000  # milliseconds, in which Plotly writes lengths on an axis of dates
PAD = 0.06  # of what is drawn, at an end that is not nought
STEPS = (1, 2, 5, 10)
MONTHS = (1, 3, 6, 12, 24, 60, 120)  # between two dates that an axis prints
MANY = 12  # places along an axis that are a row of times, of which some may go unnamed
SHRUNK = (1.0, 0.9, 0.8)
ASIDE = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
MOST = 0.7  # of the names left of a figure that set their size


@dataclass(frozen=True)
class Axis:
    """An axis: values from low to high, the place of each category, and what it prints.

    kind   category, date or linear
    ticks  values with their words
    """

    kind: str
    low: float
    high: float
    own: Mapping[str, Any]
    places: Mapping[str, int] = field(default_factory=dict)
    ticks: Sequence[tuple[Any, str]] = ()

    def number(self, value: Any) -> float:
        """A value, a category or a day as a number."""
        if self.kind == "category":
            return float(self.places[value])
        return days(value) if self.kind == "date" else float(value)

    def at(self, value: Any, off: float = 0) -> float:
        """Which part of the axis lies below a value, moved by so many categories or units."""
        return (self.number(value) + off - self.low) / (self.high - self.low or 1)

    @property
    def is_seen(self) -> bool:
        """Whether it prints anything."""
        return self.own.get("visible") is not False and self.own.get("showticklabels") is not False

    @property
    def has_grid(self) -> bool:
        """Whether lines of its own cross the figure."""
        is_number = self.kind != "category"
        return is_number and self.is_seen and self.own.get("showgrid") is not False


def days(value: Any) -> float:
    """A day in words as a number of days."""
    when = datetime.fromisoformat(str(value))
    return when.toordinal() + when.hour / 24


def axis_of(name: str, chart: Mapping[str, Any], length: float, say: Words, size: float) -> Axis:
    """An axis of a figure that is so long, x or y."""
    own, traces = chart["layout"].get(f"{name}axis", {}), chart["data"]
    values = [each for trace in traces for each in _listed(trace.get(name)) if each is not None]
    if own.get("type") == "date":
        low, high = (days(each) for each in own["range"])
        axis = Axis("date", low, high, own)
        return Axis("date", low, high, own, ticks=list(_dates(axis, length, size)))
    if own.get("type") == "category" or any(isinstance(each, str) for each in values):
        return _of_categories(own, values)
    low, high = own.get("range") or _reach(name, traces, own, chart["layout"].get("barmode"))
    axis = Axis("linear", low, high, own)
    apart = (6 if name == "x" else 3) * size
    return Axis("linear", low, high, own, ticks=_printed(axis, int(length / apart), say))


def _listed(values: Any) -> list[Any]:
    return list(values) if isinstance(values, list | tuple) else []


def _of_categories(own: Mapping[str, Any], values: Sequence[Any]) -> Axis:
    listed = own.get("categoryarray", ()) if own.get("categoryorder") == "array" else ()
    names = list(dict.fromkeys([*listed, *values]))
    places = {name: at for at, name in enumerate(names)}
    low, high = own.get("range") or (-0.5, len(names) - 0.5)
    if own.get("autorange") == "reversed":
        low, high = high, low
    shown = own.get("tickvals", names)
    said = dict(zip(shown, own.get("ticktext", shown), strict=True))
    within = sorted((low, high))
    seen = [name for name in said if name in places and within[0] <= places[name] <= within[1]]
    ticks = [(name, "\n".join(plain_lines(str(said[name])))) for name in seen]
    return Axis("category", low, high, own, places, ticks)


def _reach(
    name: str, traces: Sequence[Mapping[str, Any]], own: Mapping[str, Any], mode: str | None
) -> tuple[float, float]:
    """The least and the most that is drawn, with air where it is not nought."""
    ends: list[float] = [0.0] if own.get("rangemode") == "tozero" else []
    piled: dict[Any, float] = {}
    for trace in traces:
        is_bar = trace["type"] == "bar" and (trace.get("orientation") == "h") == (name == "x")
        along = _listed(trace.get("y" if name == "x" else "x"))
        bases = trace.get("base") or [0] * len(_listed(trace.get(name)))
        for at, value in enumerate(_listed(trace.get(name))):
            if value is None:
                continue
            foot = (bases[at] or 0) if is_bar else 0.0
            if is_bar and mode == "stack":
                foot = piled.get(along[at], 0.0)
                piled[along[at]] = foot + value
            ends += [foot, foot + value] if is_bar else [value]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    pad = PAD * (high - low or abs(high) or 1)
    return (low - pad if low < 0 or (low and 0 not in ends) else low, high + pad if high else high)


def _printed(axis: Axis, most: int, say: Words) -> list[tuple[Any, str]]:
    """The numbers along an axis, at most so many."""
    own = axis.own
    if "ticktext" in own:
        texts = ["\n".join(plain_lines(each)) for each in own["ticktext"]]
        return list(zip(own["tickvals"], texts, strict=True))
    values, decimals = _round_values(axis, max(2, min(own.get("nticks", 6), most)))
    if "tickvals" in own:
        values = own["tickvals"]
    if own.get("tickformat") == ".0%":
        return [(value, say.share_percent(value, 0)) for value in values]
    return [(value, say.number(value, decimals)) for value in values]


def _round_values(axis: Axis, most: int) -> tuple[list[float], int]:
    """At most so many round numbers within an axis, and how many decimals they have."""
    low, high = sorted((axis.low, axis.high))
    rough = (high - low) / most or 1
    power = math.floor(math.log10(rough))
    step = next(each for each in STEPS if each * 10.0**power >= rough * 0.999)
    if step == STEPS[-1]:
        step, power = 1, power + 1
    first, last = math.ceil(low / (step * 10.0**power)), math.floor(high / (step * 10.0**power))
    scale = max(0, -power)
    return [round(each * step * 10.0**power, scale) for each in range(first, last + 1)], scale


def _dates(axis: Axis, length: float, size: float) -> Iterator[tuple[str, str]]:
    most = max(2, length / (6 * size))
    step = next((each for each in MONTHS if (axis.high - axis.low) / 30.4 / each <= most), 240)
    first = date.fromordinal(math.ceil(axis.low))
    month = first.year * 12 + first.month - 1
    for at in range(month - month % step, month + round((axis.high - axis.low) / 30) + 2, step):
        day = date(at // 12, at % 12 + 1, 1)
        if axis.low <= day.toordinal() <= axis.high:
            yield day.isoformat(), f"{day:%Y-%m}"


@dataclass(frozen=True)
class Heads:
    """How the words along an axis stand: values with their words and the size of these, upright or
    lying, and the room they take."""

    words: Sequence[tuple[Any, str, float]]
    angle: int
    room: float


def names_aside(axis: Axis, room: float, height: float, size: float) -> Heads:
    """The words left of a figure, in lines no wider than there is room; of a size at which most
    are no higher than the pitch of the categories, the others smaller."""
    if not axis.is_seen:
        return Heads((), 0, 0)
    pitch = height / max(1, abs(axis.high - axis.low)) if axis.kind == "category" else height
    made: list[tuple[Any, str, float]] = []
    for part in ASIDE:
        laid = [_laid(words, room, pitch, part * size) for _, words in axis.ticks]
        made = [(value, *each) for (value, _), each in zip(axis.ticks, laid, strict=True)]
        if sum(own == part * size for _, own in laid) >= MOST * len(laid):
            break
    return Heads(made, 0, max((breadth(words, own) for _, words, own in made), default=0.0))


def _laid(words: str, room: float, pitch: float, size: float) -> tuple[str, float]:
    """A name in lines, and the size at which it is no higher than there is room."""
    for part in ASIDE:
        said = wrapped(words, room, part * size)
        if tall(said, part * size) <= pitch:
            break
    return said, part * size


def names_along(axis: Axis, width: float, size: float) -> Heads:
    """The words over or under a figure: lying, in lines, smaller, upright, or where they are many
    times only some of them, with the last."""
    if not axis.is_seen or not axis.ticks:
        return Heads((), 0, 0)
    slot = width / max(1.0, abs(axis.high - axis.low))
    is_category = axis.kind == "category"
    for part in SHRUNK:
        own = part * size
        made = list(axis.ticks)
        if is_category and len(made) == round(abs(axis.high - axis.low)):
            made = [(value, wrapped(words, slot - 2, own)) for value, words in made]
            lines = max(words.count("\n") for _, words in made)
            if lines > 3 or _is_broken(axis.ticks, slot - 2, own):
                continue
        if _stand_apart(axis, made, width, own):
            return _lying(made, own)
    if is_category and len(axis.ticks) <= MANY and slot > 1.3 * SHRUNK[-1] * size:
        made = [(value, words.replace("\n", " ")) for value, words in axis.ticks]
        sized = [(value, words, own) for value, words in made]
        return Heads(sized, -90, longest([words for _, words in made], own))
    return _thinned(axis, width, own)


def _is_broken(ticks: Sequence[tuple[Any, str]], room: float, size: float) -> bool:
    """Whether a Latin word is wider than there is room."""
    parts = [part for _, words in ticks for part in words.split() if part.isascii()]
    return any(breadth(part, size) > room for part in parts)


def _thinned(axis: Axis, width: float, size: float) -> Heads:
    for step in range(2, len(axis.ticks) + 1):
        made = list(axis.ticks[::-1][::step])[::-1]
        if _stand_apart(axis, made, width, size):
            break
    return _lying(made, size)


def _lying(made: Sequence[tuple[Any, str]], size: float) -> Heads:
    sized = [(value, words, size) for value, words in made]
    return Heads(sized, 0, max(tall(words, size) for _, words in made))


def _stand_apart(axis: Axis, ticks: Sequence[tuple[Any, str]], width: float, size: float) -> bool:
    at = sorted((axis.at(value) * width, breadth(words, size)) for value, words in ticks)
    return all(x + w / 2 + 2 <= u - v / 2 for (x, w), (u, v) in pairwise(at))


def head_texts(axis: Axis, heads: Heads, line: tuple[float, float], y: float) -> list[Text]:
    """The words along a figure that reaches from and to the ends of a line, at a height."""
    left, width = line
    valign = "bottom" if axis.own.get("side") == "top" else "top"
    return [
        Text(
            left + axis.at(value) * width, y, words, size, DARK_WORDS, "middle", valign,
            angle=heads.angle,
        )
        for value, words, size in heads.words
    ]  # fmt: skip
