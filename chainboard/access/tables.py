"""The file of who may do what: made when it is not there, read and written by several processes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from chainboard.store import statements
from chainboard.store.faults import Broken, Busy
from chainboard.store.place import access_file

_HERE = Path(__file__).parent
_lock = Lock()
# The connection that reads, with the file it was opened on: a restore puts another in its place.
_open: dict[Path, tuple[tuple[int, int], sqlite3.Connection]] = {}

Found = dict[str, Any]


def ask(name: str, **bound: Any) -> list[Found]:
    """The rows of one statement of access.sql, as they stand now; none before the first change."""
    with _lock, _plainly():
        reader = _reader()
        return [] if reader is None else _rows(reader, name, bound)


class Change:
    """Statements that take effect together, when the block of changing() ends, or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def do(self, name: str, **bound: Any) -> int:
        """Do one statement. Returns the id of the row it put in."""
        return self._connection.execute(_sql(name), bound).lastrowid or 0

    def ask(self, name: str, **bound: Any) -> list[Found]:
        """The rows of a statement, with what was done so far."""
        return _rows(self._connection, name, bound)


@contextmanager
def changing() -> Iterator[Change]:
    """One change at a time, over all processes; nothing of it stays where the block raises."""
    with _plainly(), closing(_opened(access_file())) as connection:
        connection.execute("begin immediate")
        try:
            yield Change(connection)
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("commit")


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise Busy("access") from None
        raise Broken(
            f"账户和角色的文件（var/access）不能读写：{error}。",
            f"The file of accounts and roles (var/access) cannot be read or written: {error}.",
        ) from None


def _rows(connection: sqlite3.Connection, name: str, bound: Found) -> list[Found]:
    found = connection.execute(_sql(name), bound)
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _sql(name: str) -> str:
    return statements.named("access", name, _HERE)


def _reader() -> sqlite3.Connection | None:
    path = access_file()
    now = _is(path)
    if now is None:
        return None
    if path in _open:
        of, connection = _open[path]
        if now == of:
            return connection
        _open.pop(path)[1].close()
    connection = _opened(path)
    _open[path] = _is(path) or (0, 0), connection
    return connection


def _is(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_dev, stat.st_ino


def _opened(path: Path) -> sqlite3.Connection:
    """The file, for nobody's eyes but the board's; what SQLite lays beside it is as closed."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    is_new = not path.exists()
    if is_new:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.executescript(_sql("settings"))
    connection.executescript(_sql("tables"))
    return connection
