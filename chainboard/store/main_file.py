"""The main file of a pack as a whole: the hash of its rows, what is wrong with it, a copy."""

from __future__ import annotations

from pathlib import Path

import duckdb

from chainboard.store import editions, limits, statements
from chainboard.store.content import content_hash
from chainboard.store.engine import SAFE
from chainboard.store.faults import TooLong
from chainboard.store.limits import in_time


def content_of(main: Path) -> str:
    """The hash of every row of a main file. Raises TooLong, duckdb.Error where it is damaged."""
    whole = duckdb.connect(str(main), read_only=True, config=SAFE)
    with whole as con, in_time(con, limits.IN_FULL):
        return content_hash(con)


def fault_of(main: Path) -> str:
    """What is wrong with a main file, every row of it read; "" for nothing."""
    try:
        content_of(main)
    except (TooLong, duckdb.Error) as error:
        return editions.said_of(error).replace(str(main.parent), "")
    return ""


def copy_to(main: Path, target: Path) -> None:
    """The rows of a main file, its WAL too, into a fresh file: never a copy of the bytes."""
    with duckdb.connect(config=SAFE) as con:
        con.execute(statements.named("writes", "attach_edition"), {"path": str(target)})
        con.execute(statements.named("writes", "attach_main"), {"path": str(main)})
        con.execute(statements.named("writes", "copy_main"))
