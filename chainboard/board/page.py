"""Show one page: its panels now, the panels of its other chains or counties right behind."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

import streamlit as st

from chainboard.board import address, drawn, scene
from chainboard.board.server import version
from chainboard.panels.tokens import TOKENS
from chainboard.queries import ask
from chainboard.view import Row, View
from chainboard.words import bare_period, day, pack_name, texts

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
    switch   the parameter that changes without the server: chain, or "" for none
    filters  the parameters that rerun the page: county, period, basis
    """
    now = scene.read(first_chain=switch == "chain")
    if filters:
        with st.container(horizontal=True, key="filters"):
            for name in filters:
                _filter(name, now)
    head = _head(page, switch, now)
    entry = _entry(page, panels, now.view)
    _component("show")(
        data=_joined(head, {_selected(switch, now.view): entry}),
        key="board",
        on_selected_change=_selected_changed(switch),
    )
    if switch:
        _deliver_others(page, panels, now, head["key"])


def _deliver_others(
    page: str, panels: Sequence[drawn.Question], now: scene.Scene, key: str
) -> None:
    """Send every chain's panels, the shown one's too: the same bytes whichever is shown, so
    that the browser keeps them and the next run sends only their name."""
    entries = {}
    for row in now.choices.chains:
        _ = st.session_state.get("board_said")  # lets a waiting click end this run here
        entries[row.chain_id] = _entry(page, panels, replace(now.view, chain=row.chain_id))
    with st.container(key="board_others"):
        _component("receive")(
            data=_joined({"key": key, "lang": now.view.lang}, entries), key="others"
        )


def _selected(switch: str, view: View) -> str:
    return str(getattr(view, switch)) if switch else "all"


def _selected_changed(switch: str) -> Callable[[], None]:
    def changed() -> None:
        said = st.session_state["board"].get("selected") or {}
        if switch and isinstance(said, dict) and isinstance(said.get("id"), str):
            st.session_state["board_said"] = said
            st.query_params[switch] = said["id"]

    return changed


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
    """One chain's page: title, panels and foot, as JSON."""
    made = DRAWING.map(lambda question: drawn.panel(page, question, view), panels)
    title, subtitle = _title(page, view)
    around = {
        "title": title,
        "subtitle": subtitle,
        "view": address.mark(view),
        "foot": _foot(page, view),
    }
    return _json(around)[:-1] + b',"panels":[' + b",".join(panel for panel in made if panel) + b"]}"


def _joined(head: dict[str, Any], entries: dict[str, bytes]) -> bytes:
    """Two lines of JSON, so that the browser can read the head and pass over the rest."""
    parts = (_json(name) + b":" + entry for name, entry in entries.items())
    return _json(head) + b"\n{" + b",".join(parts) + b"}"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _head(page: str, switch: str, now: scene.Scene) -> dict[str, Any]:
    """Everything the board needs that is not a panel."""
    view, _ = now.view, texts(now.view.lang)
    stamp = _("数据来源：{pack} · 版次 {edition} · 数据截至 {as_of}").format(
        pack=pack_name(view.pack, view.lang),
        edition=view.edition,
        as_of=day(view.as_of, view.lang),
    )
    same = address.parameters(view)
    same.pop(switch, None)
    return {
        "key": f"{page}?{'&'.join('='.join(pair) for pair in same.items())}",
        "n": st.session_state.get("board_said", {}).get("n", 0),
        "session": st.session_state.setdefault("board_session", secrets.token_hex(4)),
        "page": page,
        "lang": view.lang,
        "theme": view.theme,
        "switch": switch,
        "selected": _selected(switch, view),
        "options": [_option(row, view.lang) for row in now.choices.chains] if switch else [],
        "options_label": _("选择产业链"),
        "address": address.parameters(view),
        "edition": f"{view.pack}-{view.edition:06d}",
        "stamp": stamp,
        "product": _("产业链看板"),
        "watermark": _("演示数据：数值由程序生成，企业、项目、园区均为虚构，不反映庆阳实际。")
        if view.pack == "demo"
        else "",
        "watermark_mark": _("演示数据") if view.pack == "demo" else "",
        "tokens": TOKENS[view.theme],
        "topojson": "./app/static/topojson/",
        "messages": list(now.messages),
        "words": _words(view.lang),
    }


def _words(lang: str) -> dict[str, str]:
    """The texts of the board's own buttons."""
    _ = texts(lang)
    return {
        "table": _("数据表"),
        "definition": _("定义与来源"),
        "csv": _("下载CSV"),
        "png": _("下载图片"),
        "fullscreen": _("全屏"),
        "close": _("关闭"),
        "sources": _("来源"),
        "copy": _("复制本页地址"),
        "copied": _("已复制"),
        "failed": _("这一板块未能画出，其余板块不受影响。"),
    }


def _option(row: Row, lang: str) -> dict[str, Any]:
    return {
        "id": row.chain_id,
        "label": row[f"short_{lang}"],
        "parent": row.parent_id is not None,
    }


@lru_cache(maxsize=1024)
def _title(page: str, view: View) -> tuple[str, str]:
    _ = texts(view.lang)
    plain = {"about": _("定义、来源与版次")}
    title = plain.get(page) or ask(view, "places.chain")[0][f"name_{view.lang}"]
    record = _("公开资料核对版 · 各数期间不一 · 不评灯") if view.pack == "published" else ""
    return title, record


@lru_cache(maxsize=1024)
def _foot(page: str, view: View) -> list[str]:
    """The foot line: what was looked for and not found in public sources."""
    _ = texts(view.lang)
    missing = [row[f"words_{view.lang}"] for row in ask(view, "pages.not_found", page=page)]
    rounding = _("部分数据因四舍五入，分项之和可能不等于总计。")
    if not missing:
        return [rounding]
    joined = ("；" if view.lang == "zh" else "; ").join(missing)
    return [_("公开资料未见：{what}").format(what=joined), rounding]


def _filter(name: str, now: scene.Scene) -> None:
    """One filter that needs the server: its widget shows the address and writes it back."""
    _ = texts(now.view.lang)
    options = {
        "county": lambda: _county_options(now),
        "period": lambda: _period_options(now),
        "basis": lambda: {"ytd": _("累计"), "month": _("当月")},
    }[name]()
    labels = {"county": _("县(区)"), "period": _("期间"), "basis": _("口径")}
    key = f"filter_{name}"
    current = getattr(now.view, name)
    st.session_state[key] = current if current in options else next(iter(options))
    st.selectbox(
        labels[name],
        list(options),
        format_func=options.__getitem__,
        key=key,
        width=240,
        on_change=lambda: st.query_params.__setitem__(name, st.session_state[key]),
    )


def _county_options(now: scene.Scene) -> dict[str, str]:
    lang, _ = now.view.lang, texts(now.view.lang)
    named = {row.area_code: row[f"name_{lang}"] for row in now.choices.counties}
    return {"all": _("全市"), **named}


def _period_options(now: scene.Scene) -> dict[str, str]:
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
