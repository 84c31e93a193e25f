"""The panels of an address in the server's first answer, drawn before Streamlit has started."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from chainboard.board import address, entry, head, scene, steps
from chainboard.navigation import questions
from chainboard.page import Page
from chainboard.person import Person

_log = logging.getLogger("chainboard")


def first_answer(
    page: Page, asked: Mapping[str, str], browser: str | None, person: Person
) -> bytes:
    """The head and the panels of an address, as entry.alone has them.

    asked    the parameters of the address
    browser  the language that the browser asks for
    person   who reads
    b"" where Streamlit must speak first: it takes in files above the panels, shows what changes
    while an edition stands, builds a missing edition, or says what is wrong with one.
    """
    if page.takes_files or page.is_internal:
        return b""
    try:
        asked = scene.settled(asked, person)
        if not scene.has_edition(scene.pack(asked, person)):
            return b""
        now = scene.read(page, asked, address.language(asked, browser), person)
        return entry.alone(page, questions(page), now.view, head.of_page(page, now))
    except Exception:  # Streamlit meets it again, and has words for it
        _log.info("no first answer on %s", page.address, exc_info=True)
        return b""


def as_html(answer: bytes, page: Page, asked: Mapping[str, str]) -> str:
    """An answer, and what stands in its place until Streamlit has one for it; "" for none."""
    if not answer:
        return ""
    filters = (
        '<div class="st-key-filters"></div>' if head.has_filters(page, scene.theme(asked)) else ""
    )
    if steps.are_there(page, asked.get("pack", ""), scene.theme(asked)):
        filters = f'<div class="st-key-steps"></div>{filters}'
    as_data = answer.decode().replace("<", r"\u003c")  # nothing in it may end the element
    return (
        f'<div id="cb-first"><div class="st-key-frame"></div>{filters}<div></div></div>'
        f'<script type="application/json" id="cb-answer">{as_data}</script>'
    )
