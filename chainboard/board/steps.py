"""Steps of the work loop taken on a page: who acts, what can be begun, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from chainboard import way
from chainboard.analysis import steps as folded, workdays
from chainboard.analysis.meetings import PREPARED
from chainboard.analysis.steps import STAYS, TAKE_BACK, Step
from chainboard.board import meeting_files, step_fields
from chainboard.board.scene import Scene
from chainboard.ledger import book, doing, naming, reading, table
from chainboard.ledger.doing import ISSUED, Moment
from chainboard.ledger.fields import Asked
from chainboard.ledger.offices import relations
from chainboard.ledger.refused import has_moved
from chainboard.packs import is_pack, pack_of
from chainboard.page import Page
from chainboard.store import audit
from chainboard.store.faults import Stop
from chainboard.view import Row
from chainboard.words import Words

OFFICE, DONE, NEW = "acting_office", "step_done", "step_new"  # in the session's state


@dataclass(frozen=True)
class _Form:
    """One step that may be taken: by which office, on which matter; None for one that begins."""

    step: Step
    office: str
    matter: Row | None
    now: Scene

    @property
    def key(self) -> str:
        """What its fields are kept under: of one matter the same in every step, so that what was
        typed stays when another step becomes the next one."""
        return _key(self.now, self.matter.id if self.matter else self.step.kind)


def are_there(page: Page, pack: str, theme: str) -> bool:
    """Whether steps are taken on a page: never in the room way, nor on a projector."""
    keeps = is_pack(pack) and pack_of(pack).keeps_ledger and table.is_there()
    is_for = bool(page.takes_steps) and theme != "projector" and not way.current().is_read_only
    return is_for and keeps


def show(page: Page, now: Scene) -> None:
    """What was just done, what can be begun, and what comes next of the matter that is chosen."""
    if now.view.is_pinned:
        st.info(now.view.say("这是较早时的台账，只能看；要办理请回到最新的。"))
        return
    with st.container(key="steps"):
        _done(now)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            office = _acting(now)
            begun = _beginnings(page, office, now)
        if begun is not None:
            with st.container(border=True):
                st.subheader(_begun(begun, now.view.say), anchor=False)
                _form(_Form(begun, office, None, now))
        if now.view.matter:
            matter = reading.matter(now.view, now.view.matter)
            if matter is not None and matter.kind in page.takes_steps:
                _of_matter(matter, office, now)


def _acting(now: Scene) -> str:
    """The office whose steps these are: one's own; at the desk, and on invented figures, the one
    that is chosen."""
    if now.person.office and now.view.pack.is_sent:
        return now.person.office
    say = now.view.say
    known = reading.offices_of(now.view)
    chosen = st.selectbox(
        say("以哪个单位办理"),
        list(known),
        None,
        format_func=lambda name: known[name].name(say.lang) if name in known else name,
        accept_new_options=not known,
        placeholder=say("选择单位") if known else say("写入单位名称"),
        key=OFFICE,
        persist_state="session",
        width=360,
    )
    return str(chosen or "")


def _beginnings(page: Page, office: str, now: Scene) -> Step | None:
    """A button for each kind of matter that the office may begin; gives the one that is open."""
    if not office:
        return None
    known = reading.offices_of(now.view)
    held = relations(office, Row({"raised_by": office}), known)
    lines = {
        line.kind: line
        for kind in page.takes_steps
        for line in table.steps()
        if line.kind == kind and line.begins and line.is_open_to(held)
    }
    for kind, line in lines.items():
        label = _begun(line, now.view.say)
        st.button(label, key=f"new_{kind}", on_click=_set, args=(NEW, kind))
    return lines.get(st.session_state.get(NEW) or "")


def _begun(line: Step, say: Words) -> str:
    """What beginning a matter is called: 提出问题."""
    step, kind = naming.step_name(line.kind, line.step, say.lang), naming.KINDS[line.kind]
    return say("{step}{kind}").format(step=step, kind=kind[0 if say.lang == "zh" else 1])


def _of_matter(matter: Row, office: str, now: Scene) -> None:
    """The steps that the office may take now, the form of one of them, and what was handed in."""
    say = now.view.say
    with st.container(border=True):
        _heading(matter, now)
        if matter.kind == "meeting":
            meeting_files.show(matter, now)
        if not office:
            st.text(say("先在上面选择以哪个单位办理。"))
            return
        held = relations(office, matter, reading.offices_of(now.view))
        lines = {line.step: line for line in folded.open_steps(matter, held, table.steps())}
        if lines:
            picked = st.segmented_control(
                say("下一步"),
                list(lines),
                default=next(iter(lines)),
                required=True,
                format_func=lambda step: naming.step_name(matter.kind, step, say.lang),
                key=f"next_{matter.id}_{matter.state}_{office}",
            )
            _form(_Form(lines[str(picked)], office, matter, now))
        else:
            st.text(_who_next(matter, say))
            _left(matter, now)
        last = matter.standing[-1]
        if last.office == office and (last.kind, last.step) != ISSUED:
            name = naming.step_name(last.kind, last.step, say.lang)
            label = say("撤回上一步（{step}）").format(step=name)
            if st.button(label, key=f"back_{matter.id}_{last.number}"):
                _take_back(matter.id, office, now)


def _heading(matter: Row, now: Scene) -> None:
    say = now.view.say
    number = matter.id.partition("-")[2]
    with st.container(horizontal=True, vertical_alignment="center"):
        told = f"{say.of(matter, 'kind')} {number} · {say.of(matter, 'state')}"
        st.subheader(told, anchor=False, width="content")
        st.space("stretch")
        st.button(say("关闭"), key="matter_close", on_click=_close)
    handed = [pair for event in matter.standing for pair in event.files]
    for sha256, name in dict.fromkeys(handed):
        st.download_button(
            say("附件：{name}").format(name=name),
            data=partial(_content, now.view.pack.name, sha256),
            file_name=name,
            key=f"file_{matter.id}_{sha256[:12]}",
            on_click="ignore",
        )


def _content(pack: str, sha256: str) -> bytes:
    return book.content(pack, sha256) or b""


def _who_next(matter: Row, say: Words) -> str:
    if not matter.is_open:
        return say("已经办完，没有下一步。")
    told = say("这个单位现在没有要办的；下一步是{who}的“{step}”。")
    return told.format(who=say.of(matter, "waits"), step=say.of(matter, "next"))


def _key(now: Scene, name: str) -> str:
    return f"step_{now.view.pack.name}_{name}"


def _left(matter: Row, now: Scene) -> None:
    """What was typed for a matter that another office has closed or taken on meanwhile: to be
    copied, or dropped."""
    say, key = now.view.say, _key(now, matter.id)
    found = step_fields.left(key, matter, say)
    if not found:
        return
    if st.session_state.get(f"{key}_seen", matter.event) != matter.event:
        st.error(has_moved(matter, reading.offices_of(now.view)).words(say.lang))
    st.text(say("为这一件写过、还没有录入的文字，可以复制："))
    for label, text in found.items():
        st.text(label)
        st.code(text, language=None, wrap_lines=True)
    st.button(say("不要这些文字"), key=f"drop_{matter.id}", on_click=_forget, args=(key,))


def _form(form: _Form) -> None:
    """The fields of a step, what it will do, and the button; what is refused is said, and what was
    typed stays."""
    say = form.now.view.say
    seen = f"{form.key}_seen"
    is_overtaken = form.matter is not None and _is_overtaken(form.matter, seen, form.now)
    with st.container(key="step_form"):
        typed = step_fields.ask(form.step, form.matter, form.now, form.key)
        recorder, basis = _for_another(form)
        st.text("\n".join(_effects(form, say)))
        st.text(say("非涉密系统，严禁上传涉密信息。"))
        label = naming.step_name(form.step.kind, form.step.step, say.lang)
        is_sent = st.button(label, key=f"{form.key}_{form.step.step}_take", type="primary")
    if not is_sent or is_overtaken:
        return
    words = {**typed.words, **({"basis": basis} if basis else {})}
    asked = Asked(
        form.step.kind, form.step.step, form.office,
        form.matter.id if form.matter else "", typed.facts, words, typed.files,
        recorder, form.now.person.account, st.session_state.get(seen),
    )  # fmt: skip
    _take(asked, form.now, form.key)


def _is_overtaken(matter: Row, seen: str, now: Scene) -> bool:
    """Whether another step was taken since this form was first drawn, and says by whom: what was
    asked for meanwhile is not done, and what was typed stands in the form of the next step."""
    if st.session_state.setdefault(seen, matter.event) == matter.event:
        return False
    told = has_moved(matter, reading.offices_of(now.view))
    st.error(told.words(now.view.lang))
    st.session_state[seen] = matter.event
    return True


def _for_another(form: _Form) -> tuple[str, str]:
    """Who writes the step down for its office (代录), and on what basis; "" for the office itself.
    Who has signed in acts for their own."""
    if form.now.person.office and form.now.view.pack.is_sent:
        return "", ""
    say = form.now.view.say
    with st.expander(say("代录：替这个单位录入时填")):
        kept = step_fields.KEPT
        recorder = st.text_input(say("由哪个单位录入"), key=f"{form.key}_recorder", **kept)
        if "basis" in form.step.needs:
            return recorder.strip(), ""
        label = step_fields.basis(say)
        return recorder.strip(), st.text_area(label, key=f"{form.key}_basis", **kept)


def _effects(form: _Form, say: Words) -> list[str]:
    """What taking the step will do."""
    step, matter = form.step, form.matter
    found = table.states().get((step.kind, step.to))
    named = getattr(found, f"name_{say.lang}") if found else ""
    told = [
        say("办理后状态不变，记入经过。")
        if step.to == STAYS
        else say("办理后状态为“{state}”。").format(state=named)
    ]
    if (step.kind, step.step) == ("problem", "assign"):
        known = table.deadlines()
        names = ("problem_answer", "problem_help")
        told += [str(getattr(known[name], f"words_{say.lang}")) for name in names]
        last = workdays.after(reading.today(form.now.view.pack.name), known[names[0]].days)
        if not workdays.is_announced(last.year):
            said = say("{years} 年的放假安排还没有公布，期限按周一至周五计。")
            told.append(said.format(years=last.year))
    if (step.kind, step.step) == ISSUED and matter is not None:
        decided = [one for one in matter.standing if one.step == "decide"]
        count = sum(1 for one in decided if one.facts.get("owner"))
        told.append(
            say("有责任单位的议定事项 {count} 条随即成为任务，此后只能按批示终止。").format(
                count=say.number(count, 0)
            )
        )
    return told


def _take(asked: Asked, now: Scene, key: str) -> None:
    say = now.view.say
    try:
        event = doing.do(now.view.pack.name, asked, _moment(now))
    except Stop as stop:
        st.session_state[f"{key}_seen"] = _newest(asked, now)
        st.error(stop.words(say.lang))
        return
    _forget(key)
    if event.kind == "meeting" and event.step in PREPARED:
        st.session_state[meeting_files.PREPARED] = (now.view.pack.name, event.matter)
    st.session_state.pop(NEW, None)
    st.session_state[DONE] = (now.view.pack.name, event.matter, event.number)
    if event.matter:
        st.query_params["matter"] = event.matter
    st.rerun()


def _newest(asked: Asked, now: Scene) -> int | None:
    """The last step of the matter, which the page shows from now on."""
    matter = reading.matter(now.view, asked.matter) if asked.matter else None
    return matter.event if matter is not None else None


def _take_back(matter: str, office: str, now: Scene) -> None:
    asked = Asked(folded.kind_of(matter), TAKE_BACK, office, matter, account=now.person.account)
    _take(asked, now, _key(now, matter))


def _done(now: Scene) -> None:
    """What was recorded last, as long as its matter is looked at."""
    pack, matter, number = st.session_state.get(DONE, ("", "", 0))
    if (pack, matter) == (now.view.pack.name, now.view.matter):
        said = now.view.say("已记入台账：{matter}，第 {number} 步。")
        kind = naming.KINDS[folded.kind_of(matter)][0 if now.view.lang == "zh" else 1]
        named = f"{kind} {matter.partition('-')[2]}"
        st.success(said.format(matter=named, number=number))


def _moment(now: Scene) -> Moment:
    return Moment(audit.now(), reading.today(now.view.pack.name))


def _forget(key: str) -> None:
    """Forget what stands in the fields of a form."""
    for name in [name for name in st.session_state if str(name).startswith(f"{key}_")]:
        del st.session_state[name]


def _close() -> None:
    st.query_params.pop("matter", None)


def _set(name: str, value: str) -> None:
    st.session_state[name] = None if st.session_state.get(name) == value else value
