"""Streamlit's own words in Chinese, where it speaks English only."""

from __future__ import annotations

import streamlit as st

WORDS = """<style>
[data-testid="stFileUploaderDropzone"] button p { display: none; }
[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"]::after
  { content: "选择文件"; }
[data-testid="stFileUploaderDropzoneInstructions"] span { display: none; }
[data-testid="stElementToolbar"] { display: none; }
</style>"""
# An empty date: the letters are let go of, not the field that is typed into.
DATES = """<style>
[data-testid="stDateInput"] [data-placeholder]:is([data-type="year"], [data-type="month"],
  [data-type="day"]) { font-size: 0; }
[data-testid="stDateInput"] [data-placeholder]::after { font-size: 0.875rem; }
[data-testid="stDateInput"] [data-placeholder][data-type="year"]::after { content: "年"; }
[data-testid="stDateInput"] [data-placeholder][data-type="month"]::after { content: "月"; }
[data-testid="stDateInput"] [data-placeholder][data-type="day"]::after { content: "日"; }
</style>"""


def of_uploads(lang: str) -> None:
    """Replace the words of the fields for files and of grids, or leave them out, on a Chinese
    page."""
    if lang == "zh":
        st.html(WORDS)


def of_dates(lang: str) -> None:
    """Say 年-月-日 in an empty field for a date, on a Chinese page."""
    if lang == "zh":
        st.html(DATES)
