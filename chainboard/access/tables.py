"""The file of who may do what: made when it is not there, read and written by several processes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from chainboard.store.place import access_file
from chainboard.store.sqlitefile import Change, Found, SqliteFile

__all__ = ["Change", "Found", "ask", "changing"]


def ask(name: str, **bound: Any) -> list[Found]:
    """The rows of one statement of access.sql, as they stand now; none before the first change."""
    return _file().ask(name, **bound)


def changing() -> AbstractContextManager[Change]:
    """One change at a time, over all processes; nothing of it stays where the block raises."""
    return _file().changing()


def _file() -> SqliteFile:
    return SqliteFile(
        access_file(), "access", Path(__file__).parent,
        "账户和角色的文件（var/access）", "The file of accounts and roles (var/access)",
    )  # fmt: skip
