"""The filters that need the server: each shows the address and writes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from chainboard.board import address
from chainboard.board.scene import Scene
from chainboard.words import bare_period, texts


def filter_of(name: str, now: Scene) -> None:
    """One selector: chain, county, period, basis or map."""
    _ = texts(now.view.lang)
    made: dict[str, tuple[str, Callable[[Scene], dict[str, str]]]] = {
        "chain": (_("产业链"), _chains),
        "county": (_("县(区)"), _counties),
        "period": (_("期间"), _periods),
        "basis": (_("口径"), _bases),
        "map": (_("地图"), _maps),
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
    lang, _ = now.view.lang, texts(now.view.lang)
    named = {row.chain_id: row[f"short_{lang}"] for row in now.choices.chains}
    return {"all": _("全部产业链"), **named}


def _counties(now: Scene) -> dict[str, str]:
    lang, _ = now.view.lang, texts(now.view.lang)
    named = {row.area_code: row[f"name_{lang}"] for row in now.choices.counties}
    return {"all": _("全市"), **named}


def _bases(now: Scene) -> dict[str, str]:
    _ = texts(now.view.lang)
    return {"ytd": _("累计"), "month": _("当月")}


def _maps(now: Scene) -> dict[str, str]:
    _ = texts(now.view.lang)
    return {"shape": _("轮廓图"), "tiles": _("方块图")}


def _periods(now: Scene) -> dict[str, str]:
    """The periods that have a figure, newest first; the first is each metric's latest."""
    lang, asked, _ = now.view.lang, now.view.period, texts(now.view.lang)
    ends = [row.period_end for row in now.choices.periods]
    named = {
        address.period_of(end): bare_period(date(end.year, 1, 1), end, "ytd", lang) for end in ends
    }
    if asked and asked not in named:  # 2024Q3 and 2024-12 are other names of months in the list
        assert now.view.period_end is not None
        same = address.period_of(now.view.period_end)
        named = {asked if name == same else name: words for name, words in named.items()}
    return {"": _("各指标最新一期"), **named}
