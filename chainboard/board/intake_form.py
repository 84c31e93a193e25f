"""The monthly form on the page where files come in: of the chosen office, at the desk of any."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from chainboard.board import intake_jobs, scene, who
from chainboard.intake.form_book import book_of
from chainboard.intake.form_rows import form, last_month, month_end
from chainboard.ledger import reading
from chainboard.packs import CITY
from chainboard.store import editions
from chainboard.words import texts


def show_form(lang: str) -> None:
    """Which office and month, and the button that makes the form when it is pressed."""
    _ = texts(lang)
    today = reading.today(CITY.name)
    with st.expander(_("下载月度报表")):
        st.text(_("看板已有的都填好，填完还在这里拖入。非涉密系统，严禁上传涉密信息。"))
        office = _office(lang)
        end = st.selectbox(
            _("哪个月"), _months(today), format_func=lambda day: f"{day:%Y-%m}", key="form_month"
        )
        if office and end:
            st.download_button(
                _("下载月度报表"),
                data=partial(_made, office, end, lang),
                file_name=f"{office}_{end:%Y-%m}.xlsx",
                key="form_download",
                on_click="ignore",
            )


def _office(lang: str) -> str:
    """Their own where they have one; else as it is chosen or written."""
    _ = texts(lang)
    if own := who.of_session().office:
        return own
    chosen = st.selectbox(
        _("哪个单位"),
        intake_jobs.offices(lang),
        index=None,
        placeholder=_("选择单位，或直接写入"),
        accept_new_options=True,
        key="form_office",
    )
    return str(chosen or "")


def _months(today: date) -> list[date]:
    """The month that is reported now, and the one that runs."""
    running = month_end(today.year, max(today.month, 2))
    return list(dict.fromkeys([last_month(today), running]))


def _made(office: str, end: date, lang: str) -> bytes:
    today = reading.today(CITY.name)
    start = scene.of_city(editions.current(CITY.name) or 0, lang)
    view = reading.newest(start, today)
    return book_of(form(view, office, end), view)
