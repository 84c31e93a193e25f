"""Small tables beside the editions, in SQLite: many read, one writes at a time, and what has been
said to be written is on the disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from chainboard.store import statements
from chainboard.store.faults import Broken, Busy

Found = dict[str, Any]

# One at a time for each file: who reads a long one does not keep others from theirs.
_locks: dict[Path, Lock] = {}
# The connection that reads, with the file it was opened on: a restore puts another in its place.
_open: dict[Path, tuple[tuple[int, int], sqlite3.Connection]] = {}


class Change:
    """Statements that take effect together, when the block of changing() ends, or not at all."""

    def __init__(self, of: SqliteFile, connection: sqlite3.Connection) -> None:
        self._of, self._connection = of, connection

    def do(self, name: str, **bound: Any) -> int:
        """Do one statement. Returns the id of the row it put in."""
        return self._connection.execute(self._of.sql(name), bound).lastrowid or 0

    def ask(self, name: str, **bound: Any) -> list[Found]:
        """The rows of a statement, with what was done so far."""
        return _rows(self._connection, self._of.sql(name), bound)


@dataclass(frozen=True)
class SqliteFile:
    """One file and the statements that are asked of it: folder/topic.sql, of which `settings` and
    `tables` are done whenever it is opened.

    zh, en  what it is called where it cannot be read or written
    """

    path: Path
    topic: str
    folder: Path
    zh: str
    en: str

    def ask(self, name: str, **bound: Any) -> list[Found]:
        """The rows of one statement as they stand now; none before the first change."""
        if not self.path.exists():
            return []
        with _locks.setdefault(self.path, Lock()), self._plainly():
            return _rows(self._reader(), self.sql(name), bound)

    @contextmanager
    def changing(self) -> Iterator[Change]:
        """One change at a time, over all processes; nothing of it stays where the block raises.

        Raises Busy where another process holds the file too long, Broken for one that cannot be
        read or written.
        """
        with self._plainly(), closing(self._opened()) as connection:
            connection.execute("begin immediate")
            try:
                yield Change(self, connection)
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")

    def copy_to(self, target: Path) -> None:
        """All of it as it stands at one moment, in a file of its own for nobody else's eyes; who
        reads or writes goes on meanwhile."""
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with self._plainly(), closing(self._opened()) as connection:
            connection.execute(self.sql("copy"), {"path": str(target)})

    def replace_by(self, copy: Path) -> None:
        """Let what is in a copy take the place of all that stands, at once, for all who have the
        file open. Nobody else writes meanwhile: whoever calls has seen to it."""
        with self._plainly(), closing(self._opened()) as connection:
            with closing(sqlite3.connect(copy)) as kept:
                kept.backup(connection)
            connection.executescript(self.sql("emptied"))

    def sql(self, name: str) -> str:
        """The text of one statement."""
        return statements.named(self.topic, name, self.folder)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise Busy(self.topic) from None
            raise Broken(
                f"{self.zh}不能读写：{error}。", f"{self.en} cannot be read or written: {error}."
            ) from None

    def _reader(self) -> sqlite3.Connection:
        if self.path in _open:
            of, connection = _open[self.path]
            if _is(self.path) == of:
                return connection
            _open.pop(self.path)[1].close()
        connection = self._opened()
        _open[self.path] = _is(self.path) or (0, 0), connection
        return connection

    def _opened(self) -> sqlite3.Connection:
        """The file, for nobody's eyes but the board's; what SQLite lays beside it is as closed."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, timeout=10
        )
        connection.executescript(self.sql("settings"))
        connection.executescript(self.sql("tables"))
        return connection


def _rows(connection: sqlite3.Connection, sql: str, bound: Found) -> list[Found]:
    found = connection.execute(sql, bound)
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _is(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_dev, stat.st_ino
