"""The filters that need the server: each shows the address and writes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from chainboard.board import address
from chainboard.board.scene import Scene
from chainboard.page import AXES, Axis, Page
from chainboard.queries import ask

WIDTHS = {"year": 200, "period": 200}  # pixels; two selectors of one choice


def filter_of(name: str, page: Page, now: Scene) -> None:
    """One selector of one axis: its fixed values, or what the edition has; none for nothing."""
    if name == "period":
        _period_of(page, now)
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
        lambda chosen: _writes("period")(address.period_of(newest[chosen])),
    )
    named = {
        address.period_of(end): say.bare_period(date(end.year, 1, 1), end, "ytd")
        for end in sorted(ends, reverse=True)
        if end.year == year
    }
    current = address.period_of(shown) if shown else axis.default
    options = {axis.default: say(axis.whole), **named}
    _choose("period", say(axis.label), options, current, _writes("period"))


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
    return lambda chosen: st.query_params.__setitem__(parameter, chosen)
