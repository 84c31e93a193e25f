"""The files of a meeting, made when it is prepared and kept as they are: what a meeting shows does
not change with what is loaded after it."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from chainboard.analysis import meetings
from chainboard.board import brief_door, door
from chainboard.board.scene import Scene
from chainboard.store.faults import Stop
from chainboard.view import Row

FORMS = ("html", "pptx", "pdf")  # what a presenter takes along
PREPARED = "meeting_prepared"  # in the session's state: the meeting that was just prepared


def show(meeting: Row, now: Scene) -> None:
    """What a meeting is frozen at, and its files: made at once where it was just prepared, else
    when somebody asks for them."""
    say = now.view.say
    edition, step = meetings.frozen_at(meeting)
    told = say("会议冻结在版次 {edition}、台账第 {number} 步；此后导入的数据不会改变它。")
    st.text(told.format(edition=edition or now.view.edition, number=step))
    of = {"pack": now.view.pack.name, "lang": now.view.lang}
    said = {**of, "meeting": meeting.id}
    is_new = st.session_state.pop(PREPARED, None) == (now.view.pack.name, meeting.id)
    with st.container(horizontal=True):
        is_asked = st.button(say("生成会议文件"), key=f"files_{meeting.id}")
        labels = {
            "html": say("放映（一个网页文件）"),
            "pptx": say("幻灯片 PPTX"),
            "pdf": say("纸质 PDF"),
            "docx": say("文档 DOCX"),
        }
        for form, label in labels.items():
            st.link_button(label, f"./data/meeting.{form}?{urlencode(said)}")
        minutes = urlencode({**of, "matter": meeting.id})
        st.link_button(say("纪要 DOCX"), f"./data/meeting/meeting_minutes.docx?{minutes}")
    if is_new or is_asked:
        _make(said, now)


def _make(said: dict[str, str], now: Scene) -> None:
    """Write every file, and say how far that is."""
    say = now.view.say
    bar = st.progress(0, text=say("正在准备会议文件"))
    try:
        asked = brief_door.asked("meeting", list(said.items()), now.view.lang, now.person)
        for done, form in enumerate(FORMS):
            told = say("正在生成 {form}（{place}/{all}）")
            words = told.format(form=form.upper(), place=done + 1, all=len(FORMS))
            bar.progress(done / len(FORMS), text=words)
            brief_door.made(form, asked)
    except door.Refused as refused:
        st.error(refused.message)
        return
    except Stop as stop:
        st.error(stop.words(now.view.lang))
        return
    bar.progress(1.0, text=say("会议文件已生成：放映、幻灯片、纸质材料"))
