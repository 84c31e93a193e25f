"""What the panels of the parks page share: names, marks, links, and the table behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from textwrap import wrap

from chainboard.panels.frame import plain
from chainboard.panels.panel import Column
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import growth, in_brackets, unit_name

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

    An axis has room for three lines a park: what stands in brackets and what comes after them
    is left to the tables, unless two parks would be called the same.
    """
    say = view.say
    names = [say.name(park) for park in parks]
    short = [_shortened(words, view) for words in names]
    told = [
        few if short.count(few) == 1 else lines(words, view)
        for few, words in zip(short, names, strict=True)
    ]
    return [
        _mark(park, view) + "<br>".join([*map(plain, each), *_nothing(park, metrics, view)])
        for park, each in zip(parks, told, strict=True)
    ]


def _mark(park: Row, view: View) -> str:
    return PICKED if is_marked(park, view) else ""


def _nothing(park: Row, metrics: Sequence[str], view: View) -> list[str]:
    has_any = any(park.get(metric) is not None for metric in metrics)
    return [] if has_any else [absent(park, metrics[-1], view)]


def _shortened(words: str, view: View) -> list[str]:
    told = lines(BRACKETED.sub("", words).strip(), view)
    return (
        told if len(told) <= MOST_LINES else [*told[: MOST_LINES - 1], told[MOST_LINES - 1] + "…"]
    )


def lines(words: str, view: View) -> list[str]:
    """A name in lines of at most LONGEST_LINE, on a slide twice that; English breaks at blanks."""
    say = view.say
    longest = LONGEST_LINE[say.lang] * (2 if view.theme == "projector" else 1)
    if say.lang == "zh":
        step = ceil(len(words) / ceil(len(words) / longest))
        return [words[start : start + step] for start in range(0, len(words), step)]
    return wrap(words, longest, break_long_words=False, break_on_hyphens=False)


def absent(park: Row, metric_id: str, view: View) -> str:
    """Which kind of missing a park's figure is."""
    say = view.say
    return say.missing(park.absences.get(metric_id))


def heading(words: str, unit: str, lang: str) -> str:
    """A column's heading with its unit: 已建成(亩)."""
    return words + in_brackets(lang, unit_name(lang, unit))


def behind(rows: Sequence[Row], view: View) -> list[Row]:
    """Figures of many units as the table behind a panel shows them.

    rows  as parks.figures, parks.newest or parks.last_full_year return them
    """
    return [_in_table(row, view) for row in rows if row.metric_id]


def _in_table(row: Row, view: View) -> Row:
    say = view.say
    lang, is_known = say.lang, row.value is not None
    decimals = row.get("decimals", 2)
    return row.with_(
        metric_shown=say.of(row, "metric"),
        shown=say.number(say.scaled(row.value, row.unit), decimals) if is_known else "",
        shown_unit=say.unit_name(row.unit),
        when=say.period(row.period_start, row.period_end, row.basis) if is_known else "",
        growth_shown=published(row.get("published_growth"), row.get("growth_text"), lang),
        missing="" if is_known else say.missing(row.get("absence")),
    )


def published(rate: float | None, text: str | None, lang: str) -> str:
    """Published growth as a label, or nothing."""
    return "" if rate is None else growth(lang, rate, text)


def columns(view: View) -> tuple[Column, ...]:
    """The columns of the table behind a panel of figures."""
    say = view.say
    return (
        Column(f"name_{say.lang}", say("园区名称")),
        Column("metric_shown", say("指标")),
        Column("when", say("期间")),
        Column("shown", say("数值"), decimals=2),
        Column("shown_unit", say("单位")),
        Column("growth_shown", say("公布同比")),
        Column("missing", say("缺数原因")),
    )
