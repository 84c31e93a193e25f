"""What the panels of the parks page share: names, marks, links, and the table behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from textwrap import wrap

from chainboard.panels import figures
from chainboard.panels.frame import plain
from chainboard.panels.hover import Line
from chainboard.panels.panel import Column
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

LONGEST_LINE = {"zh": 6, "en": 15}  # characters of an axis label that a phone has room for
MOST_LINES = 3
PICKED = "▶ "
BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]")


def no_parks(view: View) -> str:
    """Why there is nothing to draw: no figure of a park up to the period asked for."""
    say = view.say
    return say("这一期间之前没有园区数据") if view.period else say("没有园区数据")


def go(park: Row) -> str:
    """Where a click on a park leads."""
    return f"parks?park={park.park_id}"


def is_picked(park: Row, view: View) -> bool:
    """Whether the park is drawn in the colour of what the page is about: all, until one is."""
    if view.park_id is not None:
        return bool(park.park_id == view.park_id)
    return view.area_code is None or bool(park.area_code == view.area_code)


def is_marked(park: Row, view: View) -> bool:
    """Whether the park is the one, or of the county, that was chosen."""
    return (view.park_id or view.area_code) is not None and is_picked(park, view)


def colours(parks: Sequence[Row], view: View) -> list[str]:
    """The colour of each park's bar: actual, or previous for those beside the picked one."""
    tokens = TOKENS[view.theme]
    return [tokens["actual" if is_picked(park, view) else "previous"] for park in parks]


def labels(parks: Sequence[Row], metrics: Sequence[str], view: View) -> list[str]:
    """The parks' names for an axis, in lines that a phone has room for; a mark on a chosen one.

    metrics  what is drawn; a park that has none of them says so under its name
    """
    return [
        marked(park, view) + "<br>".join([name, *_nothing(park, metrics, view)])
        for park, name in zip(parks, in_lines(parks, view), strict=True)
    ]


def in_lines(parks: Sequence[Row], view: View, most: int = MOST_LINES) -> list[str]:
    """The parks' names in so many lines at most, as an axis has room for: what stands in brackets
    and what comes after these lines is left to the tables, unless two would be called the same.
    """
    names = [view.say.name(park) for park in parks]
    short = [_shortened(words, view, most) for words in names]
    told = [
        few if short.count(few) == 1 else lines(words, view)
        for few, words in zip(short, names, strict=True)
    ]
    return ["<br>".join(map(plain, each)) for each in told]


def marked(park: Row, view: View) -> str:
    """The mark before the name of the park that was chosen."""
    return PICKED if is_marked(park, view) else ""


def _nothing(park: Row, metrics: Sequence[str], view: View) -> list[str]:
    has_any = any(park.get(metric) is not None for metric in metrics)
    return [] if has_any else [absent(park, metrics[-1], view.say)]


def _shortened(words: str, view: View, most: int) -> list[str]:
    told = lines(BRACKETED.sub("", words).strip(), view)
    return told if len(told) <= most else [*told[: most - 1], told[most - 1] + "…"]


def lines(words: str, view: View) -> list[str]:
    """A name in lines of at most LONGEST_LINE, on a slide twice that; English breaks at blanks."""
    say = view.say
    longest = LONGEST_LINE[say.lang] * (2 if view.theme == "projector" else 1)
    if say.lang == "zh":
        step = ceil(len(words) / ceil(len(words) / longest))
        return [words[start : start + step] for start in range(0, len(words), step)]
    return wrap(words, longest, break_long_words=False, break_on_hyphens=False)


def absent(park: Row, name: str, say: Words) -> str:
    """Which kind of missing a park's figure or share is."""
    return say.missing(park.absences.get(name))


def share_of(park: Row, share: str, say: Words) -> str:
    """A share of the park in percent, or which kind of missing it is."""
    return absent(park, share, say) if park[share] is None else say.share_percent(park[share])


def of_metric(park: Row, metric: str, tone: str, say: Words) -> Line:
    """The line of a park's box that says a reported figure, or which kind of missing it is."""
    row = park.figures.get(metric)
    known = row is not None and row.value is not None
    said = figures.value(row, say) if known else absent(park, metric, say)
    return Line(str(say.of(row, "metric")) if row is not None else "", said, tone)


def of_share(park: Row, share: str, name: str, say: Words, tone: str = "") -> Line:
    """The line of a park's box that says a share, or which kind of missing it is."""
    return Line(name, share_of(park, share, say), tone)


def highest(parks: Sequence[Row]) -> list[Row]:
    """The parks with the largest share, ties together.

    parks  as analysis.parks.by_share returns them
    """
    return [park for park in parks if park.is_highest]


def lowest(parks: Sequence[Row]) -> list[Row]:
    """The parks with the smallest share, ties together."""
    return [park for park in parks if park.is_lowest]


def behind(rows: Sequence[Row]) -> list[Row]:
    """The figures of the parks as the table behind a panel lists them: one line a park and metric.

    rows  as parks.figures, parks.newest or parks.last_full_year return them
    """
    return [row for row in rows if row.metric_id]


def columns(say: Words) -> tuple[Column, ...]:
    """The columns of the table behind a panel of figures."""
    return (
        Column(f"name_{say.lang}", say("园区名称")),
        Column(f"metric_{say.lang}", say("指标")),
        figures.period_column(say),
        figures.value_column(say, say("数值")),
        figures.unit_column(say),
        *figures.growth_columns(say),
        figures.gone_column(say),
    )
