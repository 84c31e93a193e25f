"""Files that wait to be final, for those whose signature or whose file it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

import streamlit as st

from chainboard.board import intake_checks
from chainboard.board.intake_jobs import plain
from chainboard.intake import waiting
from chainboard.intake.waiting import Waiting
from chainboard.person import Person
from chainboard.store import audit
from chainboard.store.faults import Stop
from chainboard.store.waiting_files import RETURNED
from chainboard.words import texts

ENDED_SHOWN = 5  # of those that are final or returned, the newest


def show_waiting(person: Person, lang: str) -> None:
    """Every file that this person may see: how far it is, what it would change, what to sign."""
    _ = texts(lang)
    standing = [one for one in waiting.standing() if one.is_seen_by(person)]
    ended = list(islice((one for one in waiting.ended() if one.is_seen_by(person)), ENDED_SHOWN))
    if not standing and not ended:
        return
    st.subheader(_("送审件：内部资料 未公布"), anchor=False)
    for one in [*standing, *ended]:
        with st.container(border=True, key=f"waiting_{one.number}"):
            _one(one, person, lang)


def _one(one: Waiting, person: Person, lang: str) -> None:
    _ = texts(lang)
    said = _("第 {number} 件 · {office} · {file}")
    st.markdown(plain(said.format(number=one.number, office=one.office, file=one.name)))
    st.text("\n".join(_course(one, lang)))
    if not one.next:
        return
    if st.toggle(_("看它会改变什么"), key=f"look_{one.number}"):
        _change(one, lang)
    step = one.next.step
    with st.container(horizontal=True):
        key = f"sign_{one.number}_{step}"  # a late click on one step never signs the next
        if one.is_due_by(person) and st.button(_name(one, lang), key=key):
            _done(lambda: waiting.sign(one.number, step, person, lang), lang)
        if one.is_due_by(person) or person.office == one.office:
            with st.popover(_("退回…")):
                reason = st.text_input(_("原因"), key=f"why_{one.number}")
                is_ready = bool(reason.strip())
                if st.button(_("退回"), key=f"back_{one.number}", disabled=not is_ready):
                    _done(lambda: waiting.send_back(one.number, person, reason), lang)


def _course(one: Waiting, lang: str) -> Iterator[str]:
    """How it stands, a line a signature: when, what is so, by whom."""
    _ = texts(lang)
    yield _("{when} 报送").format(when=_when(one.at))
    states = {step.step: getattr(step, f"state_{lang}") for step in one.steps}
    states[RETURNED] = _("已退回")
    for sign in one.signs:
        line = f"{_when(sign.at)} {states.get(sign.step, sign.step)} · {sign.office}"
        yield f"{line} · {sign.words}" if sign.words else line
    if one.next:
        yield _("等待：{step}").format(step=_name(one, lang))


def _name(one: Waiting, lang: str) -> str:
    return str(getattr(one.next, f"name_{lang}"))


def _when(at: str) -> str:
    """A moment (UTC as ISO) as the clock of this machine shows it."""
    return f"{audit.here(datetime.fromisoformat(at)):%Y-%m-%d %H:%M}"


def _change(one: Waiting, lang: str) -> None:
    _ = texts(lang)
    try:
        file = intake_checks.File(one.path, one.name, one.tables, one.office, lang)
        report = intake_checks.checked(file)
        if report.is_refused or not report.batches:
            st.error(_("这个文件现在读不出来；请退回，让报送单位重新拖入。"))
            return
        intake_checks.show_change(file, report, one.chosen)
    except Stop as stop:
        st.error(stop.words(lang))


def _done(act: Callable[[], object], lang: str) -> None:
    """Do it and draw the page anew; say why where it cannot be done."""
    try:
        act()
    except Stop as stop:
        st.error(stop.words(lang))
        return
    st.rerun()
