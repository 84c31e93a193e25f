"""Cursors on the editions that this process has open, one for each answer."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import duckdb

from chainboard.person import Audience
from chainboard.store import editions, schemas
from chainboard.store.audience import restrict
from chainboard.store.limits import in_time
from chainboard.store.place import edition_file

Cursor = duckdb.DuckDBPyConnection
_OPEN = 4  # editions
_SPARE = 16  # cursors of an edition that wait for the next question of their audience
_PATIENCE = 5.0  # seconds that answers of an edition which was replaced may still take


@dataclass(eq=False)
class _Edition:
    """An open edition: the mark of its content, and what its cursors run first, so that an older
    one reads like one of today."""

    mark: str
    con: Cursor
    compatible: str
    spare: list[tuple[Audience, Cursor]] = field(default_factory=list)

    def close(self) -> None:
        for opened in (self.con, *(cursor for _, cursor in self.spare)):
            opened.close()


_open: OrderedDict[Path, _Edition] = OrderedDict()
_lock = Lock()


@contextmanager
def of(pack: str, number: int, audience: Audience) -> Iterator[Cursor]:
    """A cursor on an edition that shows what the audience may see; of nobody else until it ends.

    A shared connection fails under threads. What a restricted audience may see is worked out once
    for a cursor, which the next question of that audience gets.
    """
    with _lock:
        edition = _edition(pack, number)
        spare = _spare(edition, audience)
        cursor = spare or edition.con.cursor()
    if spare is None:
        _prepare(cursor, edition, audience)
    yield cursor
    if not audience.is_everyone:  # and it has answered: one that failed is let go
        _put_back(cursor, edition, audience)


def _prepare(cursor: Cursor, edition: _Edition, audience: Audience) -> None:
    if edition.compatible:
        cursor.execute(edition.compatible)
    if not audience.is_everyone:
        with in_time(cursor):
            restrict(cursor, audience)


def _spare(edition: _Edition, audience: Audience) -> Cursor | None:
    for place, (whose, cursor) in enumerate(edition.spare):
        if whose == audience:
            del edition.spare[place]
            return cursor
    return None


def _put_back(cursor: Cursor, edition: _Edition, audience: Audience) -> None:
    with _lock:
        if edition not in _open.values():
            cursor.close()
            return
        edition.spare.append((audience, cursor))
        del edition.spare[:-_SPARE]


def _edition(pack: str, number: int) -> _Edition:
    key = edition_file(pack, number)
    mark = editions.mark_of(key)
    if key in _open and _open[key].mark != mark:
        _open.pop(key).close()
    if key not in _open:
        opened = _opened(pack, number)
        _open[key] = _Edition(mark, opened, schemas.compatible(opened))
        for old in list(_open)[:-_OPEN]:
            _open.pop(old)
    _open.move_to_end(key)
    return _open[key]


def _opened(pack: str, number: int) -> Cursor:
    """The edition, once nobody in this process reads another one of its number any more."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return editions.open_edition(pack, number)
        except duckdb.ConnectionException:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
