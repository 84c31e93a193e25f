"""The panels of an address in the server's first answer, drawn before Streamlit has started."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from chainboard.board import address, entry, head, scene
from chainboard.navigation import questions
from chainboard.page import Page

_log = logging.getLogger("chainboard")


def first_answer(page: Page, asked: Mapping[str, str], browser: str | None) -> str:
    """What stands in the page until Streamlit has a place for it, as HTML with the panels as JSON.

    asked    the parameters of the address
    browser  the language that the browser asks for
    "" where Streamlit must speak first: it takes in files above the panels, builds a missing
    edition, or says what is wrong with one.
    """
    if page.takes_files:
        return ""
    try:
        if not scene.has_edition(scene.pack(asked)):
            return ""
        now = scene.read(page, asked, address.language(asked, browser))
        sent = head.of_page(page, now)
        panels = entry.alone(page, questions(page), now.view, sent).decode()
    except Exception:  # Streamlit meets it again, and has words for it
        _log.info("no first answer on %s", page.address, exc_info=True)
        return ""
    filters = '<div class="st-key-filters"></div>' if head.has_filters(page, now) else ""
    as_data = panels.replace("<", r"\u003c")  # nothing in it may end the element
    return (
        f'<div id="cb-first"><div class="st-key-frame"></div>{filters}<div></div></div>'
        f'<script type="application/json" id="cb-answer">{as_data}</script>'
    )
