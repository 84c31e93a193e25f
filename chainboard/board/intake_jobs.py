"""What became of confirmed loads, who sends, and taking a load back."""

from __future__ import annotations

import json
from dataclasses import replace

import streamlit as st

from chainboard import queries
from chainboard.analysis.behind import standing
from chainboard.board import scene, who
from chainboard.intake import inbox
from chainboard.person import Person
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.view import Row, View
from chainboard.words import texts
from chainboard.words.digest import digest

REFRESH = 1.0  # seconds between two looks at a running load


def show_jobs(lang: str) -> None:
    """Every load that runs or whose end nobody has read yet."""
    _ = texts(lang)
    jobs = inbox.jobs(who.of_session())
    for job in jobs:
        if job.is_running:
            continue
        if not job.state.get("ended"):
            job.fail([_("导入进程意外结束，没有留下半次导入；请把同一个文件再拖入一次。")])
        _ended(job, lang)
    if any(job.is_running for job in jobs):
        _running(lang)


@st.fragment(run_every=REFRESH)
def _running(lang: str) -> None:
    """Progress of the loads that run; the whole page comes again when one has ended."""
    running = [job for job in inbox.jobs(who.of_session()) if job.is_running]
    if not running or len(running) < st.session_state.get("intake_running", 0):
        st.session_state["intake_running"] = 0
        st.rerun()
    st.session_state["intake_running"] = len(running)
    for job in running:
        state = job.state
        words = f"{job.asked['file_name']} · {inbox.step_name(str(state['step']), lang)}"
        st.progress(int(state["percent"]), text=plain(words))


def _ended(job: inbox.Job, lang: str) -> None:
    _ = texts(lang)
    state, name = job.state, job.asked["file_name"]
    loaded = state.get("loaded")
    with st.container(border=True):
        st.text(name)
        if loaded and loaded["load_id"] is not None:
            said = _(
                "第 {load_id} 次导入完成：新增 {new}、更改 {changed}、相同 {same} 行；"
                "版次 {edition}"
            )
            st.success(said.format(**loaded))
            if state["words"]:
                st.info(plain(" ".join(state["words"])))
            _digest(int(loaded["edition"]), lang)
        elif state.get("ok"):
            st.info(plain(" ".join(state["words"])))
        else:
            st.error(plain(" ".join(state["words"]) or _("没有导入。")))
        if st.button(_("知道了"), key=f"read_{job.place.name}"):
            job.forget()
            st.rerun()


def _digest(number: int, lang: str) -> None:
    """What the new edition changed, as text to copy and as JSON; said once, with its load."""
    _ = texts(lang)
    before = [each for each in editions.numbers("city") if each < number]
    if not before:
        return
    view = scene.of_city(number, lang)
    found = queries.changes(view, before[-1])
    (stamp,) = ask(view, "editions.stamp")
    late = [
        row.with_(days_late=(stamp.as_of - row.due_on).days)
        for row in ask(view, "loads.received")
        if row.load_id is None and row.due_on < stamp.as_of
    ]
    with st.expander(_("这次导入改变了什么"), expanded=True):
        crossed = _crossed(view, before[-1])
        st.code(digest(lang, found, crossed, late), language=None, wrap_lines=True)
        told = {"edition": number, "before": before[-1], "crossed": crossed}
        told |= {"changes": found, "late": late}
        st.download_button(
            "JSON",
            data=json.dumps(told, ensure_ascii=False, default=str, indent=1),
            file_name=f"digest_{number:06d}.json",
            key=f"digest_{number}",
            on_click="ignore",
        )


def _crossed(view: View, before: int) -> list[Row]:
    """The targets whose light is another than in the edition before, with old_light."""
    now, then = (
        {
            (row.chain_id, row.metric_id): row
            for row in standing(
                ask(each, "behind.months", area_code=None), ask(each, "rules.in_force")
            )
            if row.chain_id
        }
        for each in (view, replace(view, edition=before))
    )
    lights = {key: row.light for key, row in then.items()}
    return [
        row.with_(old_light=lights.get(key))
        for key, row in now.items()
        if row.light and row.light != lights.get(key)
    ]


def offices(lang: str) -> list[str]:
    """Offices that may send: those that owe a workbook, and those that have sent before; whoever
    has signed in sends for their own office."""
    if own := who.of_session().office:
        return [own]
    owing = [str(row[f"office_{lang}"]) for row in _ask("loads.received", lang)]
    sent = [str(row.sent_by) for row in _ask("loads.all", lang)]
    return list(dict.fromkeys([*owing, *sent]))


def withdrawing(person: Person, lang: str) -> None:
    """The button that opens the undo of one load; of their own office's where a person has one."""
    _ = texts(lang)
    accepted = [
        load
        for load in _ask("loads.all", lang)
        if load.status == "accepted" and person.office in ("", load.sent_by)
    ]
    may = person.may("withdraw") and bool(accepted)
    if may and st.button(_("撤回一次导入…"), key="withdraw_open"):
        _withdraw(accepted, person, lang)


def _ask(name: str, lang: str) -> list[Row]:
    """The answer of the city's current edition; nothing while there is none."""
    number = editions.current("city")
    return ask(scene.of_city(number, lang), name) if number else []


def _withdraw(accepted: list[Row], person: Person, lang: str) -> None:
    """Asks once, says what will change, and starts the withdrawal in a process of its own."""
    _ = texts(lang)

    @st.dialog(_("撤回一次导入"))
    def ask_once() -> None:
        named = {load.load_id: _load_words(load, lang) for load in accepted}
        picked = st.selectbox(_("哪一次"), list(named), format_func=named.__getitem__)
        load = next(each for each in accepted if each.load_id == picked)
        said = _(
            "撤回后会发布新版次：这次导入的 {rows} 行不再显示，更早的数恢复显示。数据本身不删除。"
        )
        st.text(said.format(rows=load.rows_kept))
        office = person.office or st.text_input(_("由哪个单位撤回"))
        reason = st.text_input(_("原因"))
        if st.button(_("撤回"), type="primary", disabled=not (office.strip() and reason.strip())):
            inbox.start_withdrawal(int(picked), office, reason, lang, person.account)
            st.rerun()

    ask_once()


def _load_words(load: Row, lang: str) -> str:
    _ = texts(lang)
    return _("第 {load_id} 次 · {office} · {file}").format(
        load_id=load.load_id, office=load.sent_by, file=load.file_name
    )


def plain(words: str) -> str:
    """Words of a file in a place where Streamlit reads Markdown: nothing of them acts."""
    return "".join(
        f"\\{letter}" if letter in "\\`*_{}[]()#+-.!|<>:$~" else letter for letter in words
    )
