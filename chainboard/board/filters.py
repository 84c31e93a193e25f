"""The filters that need the server: each shows the address and writes it back."""

from __future__ import annotations

from datetime import date

import streamlit as st

from chainboard.board import address
from chainboard.board.scene import Scene
from chainboard.page import AXES, Axis, Page


def filter_of(name: str, page: Page, now: Scene) -> None:
    """One selector of one axis: its fixed values, or what the edition has."""
    axis = AXES[name]
    options = _options(axis, page, now)
    key = f"filter_{name}"
    current = getattr(now.view, name)
    st.session_state[key] = current if current in options else next(iter(options))
    st.selectbox(
        now.view.say(axis.label),
        list(options),
        format_func=options.__getitem__,
        key=key,
        width=240,
        on_change=lambda: st.query_params.__setitem__(name, st.session_state[key]),
    )


def _options(axis: Axis, page: Page, now: Scene) -> dict[str, str]:
    """What can be chosen, and what it is called: first what stands for no choice."""
    say = now.view.say
    if axis.values:
        return {value: say(words) for value, words in axis.values.items()}
    if axis.name == "period":
        return {axis.default: say(axis.whole), **_periods(now)}
    lender = AXES[page.switch] if axis.of else axis
    listed = {row[lender.ids]: say.of(row, lender.in_list) for row in now.choices.rows[lender.name]}
    if axis.of:
        listed.pop(getattr(now.view, lender.name), None)
    return {axis.default: say(axis.whole), **listed}


def _periods(now: Scene) -> dict[str, str]:
    """The periods that have a figure, newest first."""
    say = now.view.say
    asked = now.view.period
    ends = [row.period_end for row in now.choices.rows["period"]]
    named = {
        address.period_of(end): say.bare_period(date(end.year, 1, 1), end, "ytd") for end in ends
    }
    if asked and asked not in named:  # 2024Q3 and 2024-12 are other names of months in the list
        assert now.view.period_end is not None
        same = address.period_of(now.view.period_end)
        named = {asked if name == same else name: words for name, words in named.items()}
    return named
