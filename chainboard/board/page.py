"""Show one page: its panels now, the panels of its other chains or counties right behind."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Any

import streamlit as st

from chainboard.board import address, drawn, filters as widgets, head, scene
from chainboard.board.server import version
from chainboard.store.place import ROOT
from chainboard.view import View

# Two at a time: DuckDB's planning, the larger part of a panel, runs outside the interpreter's lock.
DRAWING = ThreadPoolExecutor(2, thread_name_prefix="panel")
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


def show(
    page: str,
    panels: Sequence[drawn.Question],
    switch: str = "",
    filters: Sequence[str] = (),
) -> None:
    """Draw the page that the address describes.

    page     the page's name in the address
    panels   its questions, in order
    switch   the parameter that changes without the server: chain, county, park, or "" for none
    filters  the parameters that rerun the page: chain, county, period, basis, map
    """
    _follow()
    now = scene.read(first_chain=switch == "chain")
    if filters and now.view.theme != "projector":
        with st.container(horizontal=True, key="filters"):
            for name in filters:
                widgets.filter_of(name, now)
    sent = head.of_page(page, switch, now)
    entry = _entry(page, panels, now.view)
    _component("show")(
        data=_joined(sent, {head.selected(switch, now.view): entry}),
        key="board",
        on_selected_change=_selected_changed(switch),
        on_go_change=_go_changed,
    )
    if switch:
        _deliver_others(page, panels, switch, now, sent["key"])


def _deliver_others(
    page: str, panels: Sequence[drawn.Question], switch: str, now: scene.Scene, key: str
) -> None:
    """Send the panels of every choice, the shown one's too: the same bytes whichever is shown,
    so that the browser keeps them and the next run sends only their name."""
    say = now.view.say
    entries = {}
    for option in head.options(switch, now):
        _ = st.session_state.get("board_said")  # lets a waiting click end this run here
        entries[option["id"]] = _entry(page, panels, replace(now.view, **{switch: option["id"]}))
    with st.container(key="board_others"):
        _component("receive")(data=_joined({"key": key, "lang": say.lang}, entries), key="others")


def _selected_changed(switch: str) -> Callable[[], None]:
    def changed() -> None:
        said = st.session_state["board"].get("selected") or {}
        if switch and isinstance(said, dict) and isinstance(said.get("id"), str):
            st.session_state["board_said"] = said
            st.query_params[switch] = said["id"]

    return changed


def _go_changed() -> None:
    st.session_state["board_go"] = st.session_state["board"].get("go")


def _follow() -> None:
    """Leave for the page that a click on a card, a row or a place of a figure leads to."""
    asked = st.session_state.pop("board_go", None)
    if not isinstance(asked, dict) or not str(asked.get("page", "")).isidentifier():
        return
    script = f"pages/{asked['page']}.py"
    if not (ROOT / script).exists():
        return
    given = {**st.query_params.to_dict(), **(asked.get("params") or {})}
    kept = {name: str(value) for name, value in given.items() if value != "all" and name != "page"}
    st.switch_page(script, query_params=kept)


@cache
def _component(verb: str) -> Any:
    folder = f"board/{version()}"
    return st.components.v2.component(
        f"chainboard_{verb}",
        html="<div></div>",
        js=COMPONENT.format(folder=folder, verb=verb),
        isolate_styles=False,
    )


def _entry(page: str, panels: Sequence[drawn.Question], view: View) -> bytes:
    """One choice's page: title, path, panels and foot, as JSON."""
    made = DRAWING.map(lambda question: drawn.panel(page, question, view), panels)
    title, subtitle = head.title(page, view)
    around = {
        "title": title,
        "subtitle": subtitle,
        "path": head.path(page, view),
        "view": address.mark(view),
        "foot": head.foot(page, view),
    }
    return _json(around)[:-1] + b',"panels":[' + b",".join(panel for panel in made if panel) + b"]}"


def _joined(first: dict[str, Any], entries: dict[str, bytes]) -> bytes:
    """Two lines of JSON, so that the browser can read the head and pass over the rest."""
    parts = (_json(name) + b":" + entry for name, entry in entries.items())
    return _json(first) + b"\n{" + b",".join(parts) + b"}"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
