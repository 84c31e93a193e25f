"""Panels as bytes, drawn once for everyone: an edition never changes, so neither do they."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from chainboard.kept import Kept
from chainboard.navigation import Question
from chainboard.page import Page
from chainboard.queries import Damaged, whose
from chainboard.sheet.scope import asked
from chainboard.sheet.screen import as_bytes, screen
from chainboard.store.faults import Stop
from chainboard.view import View
from chainboard.words import Words

LARGEST = 256 * 1024 * 1024  # bytes
_panels: Kept[bytes] = Kept(LARGEST, len)
_log = logging.getLogger("chainboard")


def panel(page: Page, question: Question, view: View) -> bytes:
    """One panel of a page as JSON for the browser, or b"" when it has nothing to show here.

    A panel that fails is an error of its own, not of the page: it is shown as a message with
    a number that the log has too, and it is not kept; nor is what stands in no edition.
    """
    try:
        if page.is_internal:
            return screen(asked(page, question, view))
        key = _key(page, question, view)
        return _panels.get(key, lambda: screen(asked(page, question, view)))
    except Exception as fault:
        return _failed(question.__name__, fault, view.say)


def held(page: Page, question: Question, view: View) -> bytes | None:
    """The panel where it is kept; None where it has to be drawn."""
    return _panels.held(_key(page, question, view))


def _key(page: Page, question: Question, view: View) -> tuple[Any, ...]:
    seen = page.seen_by(question.__name__, view)
    return (*whose(seen), page.address, question.__name__, seen)


def kept() -> int:
    """How many panels are kept."""
    return len(_panels)


def forget() -> None:
    """Forget every kept panel (for tests and benches)."""
    _panels.forget()


def told(name: str, fault: Exception, say: Words) -> tuple[str, str]:
    """The number under which the log has what failed, and the words for it."""
    number = secrets.token_hex(3)
    _log.error("panel %s failed, number %s", name, number, exc_info=fault)
    if isinstance(fault, Stop):
        return number, fault.words(say.lang)
    said = say("这一板块未能生成（编号 {number}），其余板块不受影响。")
    if isinstance(fault, Damaged):
        said = say("版次文件读取失败（编号 {number}）。请运行：python -m chainboard verify")
    return number, said.format(number=number)


def _failed(name: str, fault: Exception, say: Words) -> bytes:
    number, said = told(name, fault, say)
    empty = {"measure": "", "source": "", "as_of": "", "alt": "", "notes": [], "body": {}}
    return as_bytes({"name": name, "finding": said, "status": "", "fault": number, **empty})
