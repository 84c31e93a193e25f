"""Show one page: its panels now, the panels of its other chains or counties right behind."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import streamlit as st

from chainboard.board import entry, filters, frame, head, scene, steps, who
from chainboard.board.server import version
from chainboard.navigation import Question, addresses, shown
from chainboard.page import AXES, Page
from chainboard.sheet.scope import whole

COMPONENT = """
const address = new URL("{folder}/board.js", new URL(".", location.href)).href;
const module = import(address);
const boards = new WeakMap();
export default function (component) {{
  const place = component.parentElement;
  module.then((board) => boards.set(place, board.{verb}(component)));
  return () => module.then((board) => boards.get(place)?.root && board.leave(boards.get(place)));
}}
"""


def show(page: Page, panels: Sequence[Question]) -> None:
    """Draw the page that the address describes.

    panels  its questions, in order
    """
    _follow()
    panels = shown(page, panels)
    person = who.of_session()
    asked = scene.settled(st.query_params.to_dict(), person)  # a look costs 14 µs, a run took 38
    now = scene.read(page, asked, frame.language(asked), person)
    if steps.are_there(page, now.view.pack.name, now.view.theme):
        steps.show(page, now)
    if head.has_filters(page, now.view.theme):
        with st.container(horizontal=True, key="filters"):
            for name in page.filters:
                if AXES[name].is_for(now.view.pack):
                    filters.filter_of(name, page, now)
    session = st.session_state.setdefault("board_session", secrets.token_hex(4))
    sent = head.of_page(page, now, session, st.session_state.get("board_said", {}).get("n", 0))
    _component("show")(
        data=entry.alone(page, panels, now.view, sent),
        key="board",
        on_selected_change=_selected_changed(page.switch),
        on_go_change=_go_changed,
    )
    if page.switch:
        _deliver_others(page, panels, now, sent)


def _deliver_others(
    page: Page, panels: Sequence[Question], now: scene.Scene, sent: dict[str, Any]
) -> None:
    """Send the panels of every choice, the shown one's too: the same bytes whichever is shown,
    so that the browser keeps them and the next run sends only their name."""
    entries = {}
    for option in sent["options"]:
        _ = st.session_state.get("board_said")  # lets a waiting click end this run here
        seen = whole(replace(now.view, **{page.switch: option["id"]}))
        entries[option["id"]] = entry.of(page, panels, seen)
    first = {"key": sent["key"], "lang": sent["lang"]}
    with st.container(key="board_others"):
        _component("receive")(data=entry.joined(first, entries), key="others")


def _selected_changed(switch: str) -> Callable[[], None]:
    def changed() -> None:
        said = st.session_state["board"].get("selected") or {}
        if switch and isinstance(said, dict) and isinstance(said.get("id"), str):
            st.session_state["board_said"] = said
            parts = [axis.name for axis in AXES.values() if axis.within == switch]
            kept = {k: v for k, v in st.query_params.to_dict().items() if k not in parts}
            st.query_params.from_dict({**kept, switch: said["id"]})

    return changed


def _go_changed() -> None:
    st.session_state["board_go"] = st.session_state["board"].get("go")


def _follow() -> None:
    """Leave for the page that a click on a card, a row or a place of a figure leads to."""
    asked = st.session_state.pop("board_go", None)
    if not isinstance(asked, dict) or asked.get("page") not in addresses(who.of_session()):
        return
    own = [axis.name for axis in AXES.values() if axis.stays]
    here = {name: value for name, value in st.query_params.to_dict().items() if name not in own}
    given = {**here, **(asked.get("params") or {})}
    kept = {
        name: str(value)
        for name, value in given.items()
        if value not in ("all", "") and name != "page"
    }
    st.switch_page(f"pages/{asked['page']}.py", query_params=kept)


@cache
def _component(verb: str) -> Any:
    folder = f"board/{version()}"
    return st.components.v2.component(
        f"chainboard_{verb}",
        html="<div></div>",
        js=COMPONENT.format(folder=folder, verb=verb),
        isolate_styles=False,
    )
