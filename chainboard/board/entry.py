"""One choice's page as bytes: title, path, panels and foot, as the browser reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chainboard.board import address, drawn, head
from chainboard.navigation import Question
from chainboard.page import Page
from chainboard.sheet import titles
from chainboard.sheet.scope import part
from chainboard.view import View

# Two at a time: DuckDB's planning, the larger part of a panel, runs outside the interpreter's lock.
DRAWING = ThreadPoolExecutor(2, thread_name_prefix="panel")


def of(page: Page, panels: Sequence[Question], view: View) -> bytes:
    """What a view of a page shows, as JSON.

    panels  the questions of the page, in order
    """
    made = [drawn.held(page, question, view) for question in panels]
    missing = [question for question, panel in zip(panels, made, strict=True) if panel is None]
    new = DRAWING.map(lambda question: drawn.panel(page, question, view), missing)
    made = [next(new) if panel is None else panel for panel in made]
    title, subtitle = titles.title(page, view)
    around = {
        "title": title,
        "subtitle": subtitle,
        "path": head.path(page, view),
        "view": address.mark(view),
        "foot": head.foot(page, view),
        "part": part(page, view),
    }
    return _json(around)[:-1] + b',"panels":[' + b",".join(panel for panel in made if panel) + b"]}"


def alone(page: Page, panels: Sequence[Question], view: View, sent: dict[str, Any]) -> bytes:
    """The head of a page, and what it shows now.

    sent  the head, as head.of_page has it
    """
    return joined(sent, {sent["selected"]: of(page, panels, view)})


def joined(first: dict[str, Any], entries: Mapping[str, bytes]) -> bytes:
    """Two lines of JSON, so that the browser can read the head and pass over the rest."""
    parts = (_json(name) + b":" + entry for name, entry in entries.items())
    return _json(first) + b"\n{" + b",".join(parts) + b"}"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
