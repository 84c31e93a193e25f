"""What a page prints round its panels: title, path, selector, stamp, foot, and the buttons."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Any

import streamlit as st

from chainboard.board import address, scene
from chainboard.panels.tokens import TOKENS
from chainboard.queries import ask
from chainboard.view import Row, View
from chainboard.words import Words, texts


def of_page(page: str, switch: str, now: scene.Scene) -> dict[str, Any]:
    """Everything the board needs that is not a panel."""
    say = now.view.say
    view = now.view
    is_demo = view.pack.is_synthetic
    same = address.parameters(view)
    same.pop(switch, None)
    labels = {"chain": say("选择产业链"), "county": say("选择县(区)"), "park": say("选择园区")}
    return {
        "key": f"{page}?{'&'.join('='.join(pair) for pair in same.items())}",
        "n": st.session_state.get("board_said", {}).get("n", 0),
        "session": st.session_state.setdefault("board_session", secrets.token_hex(4)),
        "page": page,
        "pages": st.session_state.get("frame_pages", [page]),
        "lang": view.lang,
        "theme": view.theme,
        "switch": switch,
        "selected": selected(switch, view),
        "options": options(switch, now),
        "options_label": labels.get(switch, ""),
        "address": address.parameters(view),
        "edition": f"{view.pack.name}-{view.edition:06d}",
        "stamp": stamp(view),
        "product": say("产业链看板"),
        "watermark": _watermark(view) if is_demo else "",
        "watermark_mark": say("演示数据") if is_demo else "",
        "tokens": TOKENS[view.theme],
        "topojson": "./app/static/topojson/",
        "search": f"./board/search/{view.pack.name}/{view.edition}/{view.lang}",
        "messages": list(now.messages),
        "words": _words(view.lang),
    }


def selected(switch: str, view: View) -> str:
    """What the page's own selector shows: the id of a chain, county or park, or all."""
    return str(getattr(view, switch)) if switch else "all"


def options(switch: str, now: scene.Scene) -> list[dict[str, Any]]:
    """The buttons of the page's own selector."""
    say = now.view.say
    if switch == "chain":
        return [
            _option(row.chain_id, say.of(row, "short"), row.parent_id is not None)
            for row in now.choices.chains
        ]
    if switch == "county":
        named = [_option(row.area_code, say.of(row, "short")) for row in now.choices.counties]
        return [_option("all", say("全市")), *named]
    if switch == "park":
        named = [_option(row.park_id, say.of(row, "name")) for row in now.choices.parks]
        return [_option("all", say("全部园区")), *named]
    return []


def _option(choice: str, label: str, is_sub: bool = False) -> dict[str, Any]:
    return {"id": choice, "label": label, "parent": is_sub}


def stamp(view: View) -> str:
    """Which edition of which pack this is, and how far it reaches."""
    say = view.say
    return say("数据来源：{pack} · 版次 {edition} · 数据截至 {as_of}").format(
        pack=say.pack_name(view.pack.name),
        edition=view.edition,
        as_of=say.day(view.as_of),
    )


def _watermark(view: View) -> str:
    say = view.say
    (city,) = ask(view, "places.city")
    words = say("演示数据：数值由程序生成，企业、项目、园区均为虚构，不反映{city}实际。")
    return words.format(city=say.of(city, "short"))


def _words(lang: str) -> dict[str, str]:
    """The texts of the board's own buttons."""
    _ = texts(lang)
    return {
        "table": _("数据表"),
        "definition": _("定义与来源"),
        "csv": _("下载CSV"),
        "png": _("下载图片"),
        "fullscreen": _("全屏"),
        "present": _("全屏放映"),
        "close": _("关闭"),
        "sources": _("来源"),
        "copy": _("复制本页地址"),
        "copied": _("已复制"),
        "workbook": _("本页工作簿"),
        "failed": _("这一板块未能画出，其余板块不受影响。"),
        "search": _("搜索：产业链、县(区)、园区、项目、企业、指标，可用拼音首字母"),
        "nothing": _("没有找到"),
        "path": _("所在位置"),
    }


@lru_cache(maxsize=1024)
def title(page: str, view: View) -> tuple[str, str]:
    """The page's title, and the line that says what kind of record this pack is."""
    say = view.say
    plain = {
        "overview": say("{city}产业链总览").format(city=_name("places.city", view)),
        "investment": say("招商引资"),
        "parks": say("园区") if view.park_id else say("各园区"),
        "intake": say("报送情况与载入记录"),
        "about": say("定义、来源与版次"),
    }
    record = say("公开资料核对版 · 各数期间不一 · 不评灯") if view.pack.is_record else ""
    if page == "chain":
        return _name("places.chain", view), record
    if page == "county":
        return _county(view) or say("各县(区)"), record
    place = _park(view) if page == "parks" else _county(view) if page == "investment" else ""
    words = " · ".join(part for part in (plain[page], place) if part)
    return words[:1].upper() + words[1:], record


def path(page: str, view: View) -> list[dict[str, str]]:
    """The way up from here: the city, the page's subject, and what is picked; the last is here."""
    say = view.say
    names = {
        "chain": say("产业链"),
        "county": say("各县(区)"),
        "investment": say("招商引资"),
        "parks": say("各园区"),
        "intake": say("导入"),
        "about": say("关于数据"),
    }
    if page == "overview":
        return []
    up = [{"words": _name("places.city", view), "go": "overview?chain=all&county=all&park=all"}]
    if page == "chain":
        return [*up, *_chain_path(view), *_last(_county(view))]
    picked = _park(view) if page == "parks" else _county(view) if page != "about" else ""
    whole = {"words": names[page], "go": f"{page}?county=all&park=all"}
    return [*up, whole, *_last(picked)] if picked else [*up, *_last(names[page])]


def _chain_path(view: View) -> list[dict[str, str]]:
    say = view.say
    chains = {row.chain_id: row for row in ask(view, "places.chains")}
    here = chains[view.chain]
    line = [chains[here.parent_id], here] if here.parent_id in chains else [here]
    return [
        {"words": say.of(row, "short"), "go": f"chain?chain={row.chain_id}&county=all"}
        for row in line
    ]


def _last(words: str) -> list[dict[str, str]]:
    return [{"words": words, "go": ""}] if words else []


def _county(view: View) -> str:
    return _name("places.county", view) if view.area_code else ""


def _park(view: View) -> str:
    return _name("places.park", view) if view.park_id else ""


def _name(question: str, view: View) -> str:
    say = view.say
    return "".join(str(say.of(row, "name")) for row in ask(view, question))


@lru_cache(maxsize=1024)
def foot(page: str, view: View) -> list[str]:
    """The foot line: what was looked for and not found in public sources."""
    say = view.say
    missing: list[str] = [_said(row, say) for row in ask(view, "pages.not_found", page=page)]
    rounding = say("部分数据因四舍五入，分项之和可能不等于总计。")
    if not missing:
        return [rounding]
    joined = say.clauses(missing)
    return [say("公开资料未见：{what}").format(what=joined), rounding]


def _said(row: Row, say: Words) -> str:
    return str(say.of(row, "words"))
