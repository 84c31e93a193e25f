"""The frame round every page: navigation that keeps the address, switches, a missing edition."""

from __future__ import annotations

import html
import logging
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence

import streamlit as st

from chainboard import way
from chainboard.board import address, levels, scene, who
from chainboard.board.intake_waiting import due
from chainboard.packs import pack_of
from chainboard.page import AXES, Page
from chainboard.person import Person
from chainboard.queries import Damaged
from chainboard.store.faults import Stop, refused_write
from chainboard.store.place import ROOT
from chainboard.words import Words, number, pack_name, texts

_log = logging.getLogger("chainboard")


def enter(pages: Sequence[Page]) -> None:
    """Run the page that the address names, inside the frame.

    pages  in the order of the navigation; pages/<address>.py holds the questions of each
    """
    typed, person = st.query_params.to_dict(), who.of_session()
    asked = scene.settled(typed, person)
    lang = language(asked)
    _ = texts(lang)
    pack = scene.pack(asked, person)
    words = Words(lang, pack_of(pack))
    st.set_page_config(page_title=_("产业链看板"), layout="wide", initial_sidebar_state="collapsed")
    if way.current().sign_in and not person.account:
        st.error(_("请先登录。"))
        return
    links = {
        st.Page(
            f"pages/{page.address}.py",
            title=words.heading(vars(page)),
            url_path="" if page is pages[0] else page.address,
            default=page is pages[0],
        ): page
        for page in pages
        if page.is_for(person)
    }
    shown = st.navigation(list(links), position="hidden")
    _keep_address(typed)
    _bar(links, shown, person, asked, words)
    try:
        if _has_edition(pack, lang):
            shown.run()
    except Damaged:
        _damaged(pack, lang)
    except Stop as stop:
        st.error(stop.words(lang))
    except Exception as fault:
        _failed(fault, lang)


def language(asked: Mapping[str, str]) -> str:
    """zh or en, from the parameters of the address or the browser."""
    return address.language(asked, st.context.locale)


def _keep_address(asked: dict[str, str]) -> None:
    """Write the address that a link to this same page asked for: Streamlit leaves the old one."""
    if st.session_state.get("frame_address") != asked:
        st.session_state["frame_address"] = asked
        st.query_params.from_dict(asked)


def _kept(asked: Mapping[str, str], *dropped: str) -> dict[str, str]:
    """The parameters a link carries on: all but those named, and but a page that nothing has."""
    return {name: value for name, value in asked.items() if name not in ("page", *dropped)}


def _dressed(asked: Mapping[str, str], theme: str) -> dict[str, str]:
    """The parameters of a link to the other theme; the default one is not said."""
    kept = _kept(asked, "theme")
    return kept if theme == AXES["theme"].default else {**kept, "theme": theme}


def _bar(
    links: Mapping[st.Page, Page],
    shown: st.Page,
    person: Person,
    asked: Mapping[str, str],
    words: Words,
) -> None:
    """Pages, packs, languages and themes as links that carry every parameter of the address."""
    lang, chosen = words.lang, words.pack.name
    _ = texts(lang)
    with st.container(horizontal=True, key="frame", vertical_alignment="center"):
        st.html(_menu(shown.url_path, _("页面与筛选")))
        own = [axis.name for axis in AXES.values() if axis.of_acts or axis.stays]
        for link, page in links.items():
            kept = _kept(asked) if link == shown else _kept(asked, *own)
            st.page_link(link, label=_called(page, person, words), query_params=kept)
        st.space("stretch")
        with st.container(horizontal=True, key="switches", width="content"):
            st.markdown(_("数据来源：{pack}").format(pack=pack_name(lang, chosen)))
            here = _kept(asked, "edition", "ledger", "matter", "code", "period", "park")
            there = scene.packs(person)
            for pack in levels.tops(there):
                if pack != chosen:
                    label = _("改看{pack}").format(pack=pack_name(lang, pack))
                    st.page_link(shown, label=label, query_params={**here, "pack": pack})
            for label, pack in levels.steps(there, chosen, asked.get("county", ""), lang):
                elsewhere = {**_kept(here, "county"), "pack": pack}
                st.page_link(shown, label=label, query_params=elsewhere)
            other, name = ("en", "English") if lang == "zh" else ("zh", "中文")
            st.page_link(shown, label=name, query_params={**_kept(asked), "lang": other})
            for theme, label in AXES["theme"].values.items():
                if theme != scene.theme(asked):
                    st.page_link(shown, label=_(label), query_params=_dressed(asked, theme))
            if person.account:
                st.html(_signed_in(person, lang))


def _called(page: Page, person: Person, words: Words) -> str:
    """A page's name; that of the page where files are taken in with how many wait for a signature
    of who reads."""
    name = words.heading(vars(page))
    waits = due(person) if page.takes_files and way.current().is_reviewed else 0
    return words.bracketed(name, number(words.lang, waits, 0)) if waits else name


def _signed_in(person: Person, lang: str) -> str:
    _ = texts(lang)
    who, leave = html.escape(f"{person.office} · {person.account}"), _("退出登录")
    return f'<span class="cb-who">{who} <a href="./sign-out">{leave}</a></span>'


def _menu(page: str, words: str) -> str:
    """What a phone shows instead of pages and filters (frame.css); closed on each new page."""
    return f'<details class="cb-menu" id="menu-{page}"><summary>{words}</summary></details>'


def _has_edition(pack: str, lang: str) -> bool:
    """Whether there is an edition to show; a missing one, or one of the release before, is built
    now, by a child process, except where it is not at this machine."""
    if scene.has_edition(pack):
        return True
    _ = texts(lang)
    if way.current().is_open:
        told = _("还没有版次。请运行：python -m chainboard build --pack {pack}")
        st.error(told.format(pack=pack))
        return False
    st.title(_("首次启动：正在生成数据"))
    bar = st.progress(0, text=_("准备中"))
    command = [sys.executable, "-m", "chainboard", "build", "--pack", pack, "--lang", lang]
    said: list[str] = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            said.append(line.strip())
            percent = re.search(r"(\d+)%", line)
            bar.progress(int(percent.group(1)) if percent else 0, text=line.strip())
    if child.returncode == 0:
        st.rerun()
    st.error(_("数据未能生成：{message}").format(message=" ".join(said[-2:])))
    return False


def _failed(fault: Exception, lang: str) -> None:
    _ = texts(lang)
    refused = refused_write(fault)
    if refused:
        st.error(refused.words(lang))
        return
    number = secrets.token_hex(3)
    _log.error("page failed, number %s", number, exc_info=fault)
    st.error(
        _("这一页未能显示（编号 {number}）。请刷新；仍不行时把编号告诉维护人员。").format(
            number=number
        )
    )


def _damaged(pack: str, lang: str) -> None:
    _ = texts(lang)
    st.error(
        _(
            "这一版次的数据文件缺失或损坏，看板暂时不能显示。请运行 "
            "`python -m chainboard verify --pack {pack}` 查看原因，再运行 "
            "`python -m chainboard build --pack {pack}` 重新生成。"
        ).format(pack=pack)
    )
