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


def of_uploads(lang: str) -> None:
    """Replace the words of the fields for files and of grids, or leave them out, on a Chinese
    page."""
    if lang == "zh":
        st.html(WORDS)
