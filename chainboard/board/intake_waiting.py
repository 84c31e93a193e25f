"""Files that wait to be final, for those whose signature or whose file it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

import streamlit as st

from chainboard.access.roles import roles
from chainboard.board import intake_checks
from chainboard.board.intake_jobs import plain
from chainboard.intake import release, waiting
from chainboard.intake.release import Step
from chainboard.intake.waiting import Waiting
from chainboard.person import Person
from chainboard.store import audit
from chainboard.store.faults import Stop
from chainboard.store.place import data_folder
from chainboard.store.waiting_files import RETURNED
from chainboard.words import listed, texts

ENDED_SHOWN = 5  # of those that are final or returned, the newest


def show_waiting(person: Person, lang: str) -> None:
    """Every file that this person may see: how far it is, what it would change, what to sign."""
    _ = texts(lang)
    standing = [one for one in waiting.standing() if one.is_seen_by(person)]
    ended = list(islice((one for one in waiting.ended() if one.is_seen_by(person)), ENDED_SHOWN))
    if not standing and not ended:
        return
    st.subheader(_("送审件：内部资料 未公布"), anchor=False)
    theirs_first = sorted(standing, key=lambda one: not one.is_due_by(person))
    for one in [*theirs_first, *ended]:
        with st.container(border=True, key=f"waiting_{one.number}"):
            _one(one, person, lang)


def due(person: Person) -> int:
    """How many files wait for a signature of this person."""
    if not person.steps & {step.step for step in release.steps(data_folder())}:
        return 0
    return sum(one.is_due_by(person) for one in waiting.standing())


def _one(one: Waiting, person: Person, lang: str) -> None:
    _ = texts(lang)
    said = _("第 {number} 件 · {office} · {file}")
    st.markdown(plain(said.format(number=one.number, office=one.office, file=one.name)))
    if one.returned:
        said = _("已退回，没有导入：{reason}").format(reason=one.returned.words)
        st.warning(plain(said))
    else:
        st.markdown(_way(one, lang))
    st.text("\n".join(_course(one, lang)))
    if not one.next:
        return
    if st.toggle(_("看它会改变什么"), key=f"look_{one.number}"):
        _change(one, lang)
    step = one.next.step
    with st.container(horizontal=True):
        key = f"sign_{one.number}_{step}"  # a late click on one step never signs the next
        if one.is_due_by(person) and st.button(_name(one.next, lang), key=key, type="primary"):
            _done(lambda: waiting.sign(one.number, step, person, lang), lang)
        if one.is_due_by(person) or person.office == one.office:
            with st.popover(_("退回…")):
                reason = st.text_input(_("原因"), key=f"why_{one.number}")
                is_ready = bool(reason.strip())
                if st.button(_("退回"), key=f"back_{one.number}", disabled=not is_ready):
                    _done(lambda: waiting.send_back(one.number, person, reason), lang)


def _way(one: Waiting, lang: str) -> str:
    """The steps to being final: those that are done, the one that is due, those that follow."""
    _ = texts(lang)
    signed = {sign.step for sign in one.signs}
    done = [_("报送"), *(_name(step, lang) for step in one.steps if step.step in signed)]
    left = [_name(step, lang) for step in one.steps if step.step not in signed]
    marked = [f"✓ {plain(name)}" for name in done]
    marked += [f"**{plain(name)}**" for name in left[:1]] + [plain(name) for name in left[1:]]
    return " → ".join(marked)


def _course(one: Waiting, lang: str) -> Iterator[str]:
    """How it stands, a line a signature: when, what is so, by whom."""
    _ = texts(lang)
    yield _("{when} 报送").format(when=_when(one.at))
    states = {step.step: getattr(step, f"state_{lang}") for step in one.steps}
    states[RETURNED] = _("已退回")
    for sign in one.signs:
        yield f"{_when(sign.at)} {states.get(sign.step, sign.step)} · {sign.office}"
    if one.next:
        since = _when(one.signs[-1].at if one.signs else one.at)
        yield _("等待：{step}（{who}），{since} 起").format(
            step=_name(one.next, lang), who=_signers(one.next, one, lang), since=since
        )


def _signers(step: Step, one: Waiting, lang: str) -> str:
    """Who may sign a step: another of the sender's office, or the roles that have it."""
    _ = texts(lang)
    if step.is_inner:
        return _("{office}的另一个账户").format(office=one.office)
    return listed(lang, [role.name(lang) for role in roles().values() if step.step in role.steps])


def _name(step: Step, lang: str) -> str:
    """What a step is called."""
    return step.name_zh if lang == "zh" else step.name_en


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
