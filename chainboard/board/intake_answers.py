"""What a wide table does not say, asked in a short form above its check."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from chainboard.intake.check import Report
from chainboard.intake.choices import choices
from chainboard.intake.templates import BASES
from chainboard.intake.units import UNITS
from chainboard.intake.wide import UNSAID, Answers
from chainboard.store.place import data_folder
from chainboard.words import texts

LABELS = ("metric", "unit", "basis", "year")


def given(path: Path) -> Answers:
    """What has been answered of a kept file so far."""
    answers = st.session_state.get(_key(path), UNSAID)
    return answers if isinstance(answers, Answers) else UNSAID


def _key(path: Path) -> str:
    return f"answers_{path.name}"


def ask(path: Path, report: Report, lang: str) -> None:
    """The form, where a table of the file leaves something open.

    Nothing is chosen beforehand: an answer is somebody's word, never a guess.
    """
    open_ones = [what for what in LABELS if any(what in sheet.asks for sheet in report.sheets)]
    if not open_ones:
        return
    _ = texts(lang)
    names = {"metric": _("指标"), "unit": _("单位"), "basis": _("口径"), "year": _("年份")}
    listed = choices(data_folder())
    lists = {"metric": listed.metrics, "unit": UNITS, "basis": tuple(BASES)}
    before = given(path)
    with st.form(f"{_key(path)}_form"):
        st.text(_("这张表没有写明以下内容，请选定后再核对："))
        with st.container(horizontal=True):
            chosen = {
                what: st.text_input(names[what], getattr(before, what), max_chars=4)
                if what == "year"
                else st.selectbox(names[what], lists[what], index=None, placeholder=_("请选择"))
                for what in open_ones
            }
        is_sent = st.form_submit_button(_("按此核对"), type="primary")
    if is_sent and all(chosen.values()):
        kept = {what: str(answer).strip() for what, answer in chosen.items()}
        st.session_state[_key(path)] = Answers(**{**vars(before), **kept})
        st.rerun()
