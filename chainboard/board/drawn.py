"""Panels as bytes, drawn once for everyone: an edition never changes, so neither do they."""

from __future__ import annotations

import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any

from chainboard.board import behind
from chainboard.panels import Panel
from chainboard.queries import Damaged
from chainboard.view import View
from chainboard.words import texts

WIDE = {"cards", "tiles", "multiples"}
LARGEST = 256 * 1024 * 1024
_kept: OrderedDict[tuple[str, str, View], bytes] = OrderedDict()
_size = 0  # of all that is kept, in bytes
_lock = Lock()
_log = logging.getLogger("chainboard")

Question = Callable[[View], Panel]


def panel(page: str, question: Question, view: View) -> bytes:
    """One panel of a page as JSON for the browser, or b"" when it has nothing to show here.

    A panel that fails is an error of its own, not of the page: it is shown as a message with
    a number that the log has too, and it is not kept.
    """
    key = (page, question.__name__, view)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    try:
        made = as_json(question(view), view)
    except Exception as fault:
        return _failed(question.__name__, fault, view.lang)
    with _lock:
        _keep(key, made)
    return made


def as_json(drawn: Panel, view: View) -> bytes:
    """A panel with its table, definitions and citations; b"" for one the pack leaves out."""
    if not drawn.body and (view.pack == "published" or not drawn.status):
        return b""
    sent = {
        "name": drawn.name,
        "finding": drawn.finding,
        "measure": drawn.measure,
        "body": drawn.body,
        "source": drawn.source,
        "as_of": drawn.as_of,
        "alt": drawn.alt,
        "status": drawn.status,
        "notes": drawn.notes,
        "wide": is_wide(drawn),
        **behind.panel(drawn, view),
    }
    return _bytes(sent)


def is_wide(drawn: Panel) -> bool:
    """Whether the panel takes the whole width: cards and tiles do, a figure when it says so."""
    if "data" in drawn.body:
        return bool(drawn.body["layout"].get("meta", {}).get("wide"))
    return bool(drawn.body.get("wide", not WIDE.isdisjoint(drawn.body)))


def forget() -> None:
    """Forget every kept panel (for tests and benches)."""
    global _size
    with _lock:
        _kept.clear()
        _size = 0


def _keep(key: tuple[str, str, View], made: bytes) -> None:
    """Keep a panel, perhaps in place of the same one drawn meanwhile; the oldest make room."""
    global _size
    _size += len(made) - len(_kept.get(key, b""))
    _kept[key] = made
    while _size > LARGEST:
        _size -= len(_kept.popitem(last=False)[1])


def _failed(name: str, fault: Exception, lang: str) -> bytes:
    _ = texts(lang)
    number = secrets.token_hex(3)
    _log.error("panel %s failed, number %s", name, number, exc_info=fault)
    said = _("这一板块未能生成(编号 {number})，其余板块不受影响。").format(number=number)
    if isinstance(fault, Damaged):
        said = _("版次文件读取失败(编号 {number})。请运行：python -m chainboard verify").format(
            number=number
        )
    empty = {"measure": "", "source": "", "as_of": "", "alt": "", "notes": [], "body": {}}
    return _bytes({"name": name, "finding": said, "status": "", "fault": number, **empty})


def _bytes(sent: dict[str, Any]) -> bytes:
    words = json.dumps(
        sent, ensure_ascii=False, separators=(",", ":"), default=_plain, allow_nan=False
    )
    return words.encode()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a panel may hold plain values and dates, not {type(value).__name__}")
