"""The filters that need the server: each shows the address and writes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from chainboard import recorded
from chainboard.board import scene
from chainboard.board.scene import Scene
from chainboard.page import AXES, Axis, Page
from chainboard.queries import ask
from chainboard.sheet.code import LONGEST
from chainboard.view import period_of

WIDTHS = {"year": 200, "period": 200}  # pixels; two selectors of one choice


def filter_of(name: str, page: Page, now: Scene) -> None:
    """One selector of one axis: its fixed values, or what the edition has; none for nothing."""
    special = {"period": _period_of, "against": _against_of, "since": _time_of, "skip": _part_of}
    special["code"] = _code_of
    if name in special:
        special[name](page, now)
        return
    axis = AXES[name]
    options = _options(axis, page, now)
    if len(options) < 2:
        return
    current = getattr(now.view, name)
    shown = current if current in options else next(iter(options))
    _choose(name, now.view.say(axis.label), options, shown, _writes(name))


def _options(axis: Axis, page: Page, now: Scene) -> dict[str, str]:
    """What can be chosen, and what it is called: first what stands for no choice."""
    say = now.view.say
    if axis.values:
        return {value: say(words) for value, words in axis.values.items()}
    lender = AXES[page.switch] if axis.of else axis
    rows = now.choices.rows[lender.name]
    if axis.within:
        around = AXES[axis.within]
        rows = tuple(row for row in rows if row[around.ids] == getattr(now.view, around.name))
    listed = {row[lender.ids]: say.of(row, lender.in_list) for row in rows}
    if axis.of:
        listed.pop(getattr(now.view, lender.name), None)
    return {axis.default: say(axis.whole), **listed}


def _period_of(page: Page, now: Scene) -> None:
    """A year, then a period of it: only what the panels of this page have, and what is shown."""
    say, axis, shown = now.view.say, AXES["period"], now.view.period_end
    ends = {row.period_end for row in ask(now.view, "periods.of_page", page=page.address)}
    ends |= {shown} if shown else set()
    newest = {end.year: end for end in sorted(ends)}
    if not newest:
        return
    year = shown.year if shown else max(newest)
    _choose(
        "year",
        say("年份"),
        {
            each: say.bare_period(date(each, 1, 1), date(each, 12, 31), "ytd")
            for each in sorted(newest, reverse=True)
        },
        year,
        lambda chosen: _writes("period")(period_of(newest[chosen])),
    )
    named = {
        period_of(end): say.bare_period(date(end.year, 1, 1), end, "ytd")
        for end in sorted(ends, reverse=True)
        if end.year == year
    }
    current = period_of(shown) if shown else axis.default
    options = {axis.default: say(axis.whole), **named}
    _choose("period", say(axis.label), options, current, _writes("period"))


def _against_of(page: Page, now: Scene) -> None:
    """The period that is compared with: as many months of another year, or earlier in the year."""
    say, axis = now.view.say, AXES["against"]
    ends = [row.period_end for row in ask(now.view, "periods.of_page", page=page.address)]
    if not axis.is_for(now.view.pack) or not ends:
        return
    shown = now.view.period_end or max(ends)
    named = {
        period_of(end): say.bare_period(date(end.year, 1, 1), end, "ytd")
        for end in ends
        if end < shown and (shown.month == end.month or shown.year == end.year)
    }
    current = now.view.against
    if current and current not in named:
        named[current] = current
    _choose("against", say(axis.label), {"": say(axis.whole), **named}, current, _writes("against"))


def _time_of(_page: Page, now: Scene) -> None:
    """When acts were done: in a month, or since the beginning of one."""
    say, view, axis = now.view.say, now.view, AXES["since"]
    named = {row.month: say.of(row, "name") for row in now.choices.rows["since"]}
    since = say("{month}以来")
    options = {("", ""): say(axis.whole)}
    options |= {(month, month): name for month, name in named.items()}
    options |= {(month, ""): since.format(month=name) for month, name in named.items()}
    current = view.since, view.until
    if current not in options:
        first, last = (named.get(month, "") for month in current)
        options[current] = say("{since}至{until}").format(since=first, until=last).strip()
    _choose(
        "since",
        say(axis.label),
        options,
        current,
        lambda chosen: _write(dict(zip(("since", "until"), chosen, strict=True))),
    )


def _part_of(_page: Page, now: Scene) -> None:
    """Which of many acts: the newest, or so many before them."""
    say, axis = now.view.say, AXES["skip"]
    count, _ = recorded.chosen(now.view)
    if count <= recorded.MOST:
        return
    each = say("第 {first} 至 {last} 条")
    places = range(0, count, recorded.MOST)
    options = {
        str(place or ""): each.format(
            first=say.number(place + 1, 0), last=say.number(min(place + recorded.MOST, count), 0)
        )
        for place in places
    }
    shown = now.view.skip if now.view.skip in options else ""
    _choose("skip", say(axis.label), options, shown, _writes("skip"))


def _code_of(_page: Page, now: Scene) -> None:
    """Where a code is typed: a panel is found again by it."""
    key, axis = "filter_code", AXES["code"]
    label = now.view.say(axis.label)
    st.session_state[key] = now.view.code

    def typed() -> None:
        code = st.session_state[key].strip()[:LONGEST]
        said = {"code": code} if code else {}
        stays = {"pack": now.view.pack.name, "lang": now.view.lang}
        if "edition" in scene.settled(said, now.person):  # the code says where it is
            stays = {}
        dropped = ("code", "pack", "edition", "lang")
        asked = st.query_params.to_dict().items()
        kept = {name: each for name, each in asked if name not in dropped}
        st.query_params.from_dict({**kept, **stays, **said})

    st.text_input(label, key=key, placeholder=label, width=320, on_change=typed)


def _choose(
    name: str, label: str, options: dict[Any, str], current: Any, write: Callable[[Any], None]
) -> None:
    """A selector that shows what is current.

    write  puts what is chosen into the address
    """
    key = f"filter_{name}"
    st.session_state[key] = current
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        placeholder=label,
        width=WIDTHS.get(name, 240),
        on_change=lambda: write(st.session_state[key]),
    )


def _writes(parameter: str) -> Callable[[Any], None]:
    """Puts a choice into the address as it stands, under this parameter."""
    return lambda chosen: _write({parameter: chosen})


def _write(said: dict[str, str]) -> None:
    """Put choices into the address; another choice of acts begins with the newest of them."""
    is_of_acts = any(AXES[name].of_acts for name in said)
    dropped = {*said, "skip"} if is_of_acts else {*said}
    kept = {name: each for name, each in st.query_params.to_dict().items() if name not in dropped}
    st.query_params.from_dict({**kept, **said})
