"""The filters that need the server: each shows the address and writes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from chainboard.board import address
from chainboard.board.scene import Scene


def filter_of(name: str, now: Scene) -> None:
    """One selector: chain, county, period, basis or map."""
    say = now.view.say
    made: dict[str, tuple[str, Callable[[Scene], dict[str, str]]]] = {
        "chain": (say("产业链"), _chains),
        "county": (say("县(区)"), _counties),
        "period": (say("期间"), _periods),
        "basis": (say("口径"), _bases),
        "map": (say("地图"), _maps),
    }
    label, options_of = made[name]
    options = options_of(now)
    key = f"filter_{name}"
    current = getattr(now.view, name)
    st.session_state[key] = current if current in options else next(iter(options))
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        width=240,
        on_change=lambda: st.query_params.__setitem__(name, st.session_state[key]),
    )


def _chains(now: Scene) -> dict[str, str]:
    say = now.view.say
    named = {row.chain_id: say.of(row, "short") for row in now.choices.chains}
    return {"all": say("全部产业链"), **named}


def _counties(now: Scene) -> dict[str, str]:
    say = now.view.say
    named = {row.area_code: say.of(row, "name") for row in now.choices.counties}
    return {"all": say("全市"), **named}


def _bases(now: Scene) -> dict[str, str]:
    say = now.view.say
    return {"ytd": say("累计"), "month": say("当月")}


def _maps(now: Scene) -> dict[str, str]:
    say = now.view.say
    return {"shape": say("轮廓图"), "tiles": say("方块图")}


def _periods(now: Scene) -> dict[str, str]:
    """The periods that have a figure, newest first; the first is each metric's latest."""
    say = now.view.say
    asked = now.view.period
    ends = [row.period_end for row in now.choices.periods]
    named = {
        address.period_of(end): say.bare_period(date(end.year, 1, 1), end, "ytd") for end in ends
    }
    if asked and asked not in named:  # 2024Q3 and 2024-12 are other names of months in the list
        assert now.view.period_end is not None
        same = address.period_of(now.view.period_end)
        named = {asked if name == same else name: words for name, words in named.items()}
    return {"": say("各指标最新一期"), **named}
