"""What a database holds, as one number: two with the same rows in the same tables have the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import duckdb
from pyarrow.csv import write_csv

from chainboard.store import statements


def content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 of every table exported as ordered CSV, the edition's own stamp left out."""
    digest = hashlib.sha256()
    for table in _tables(con):
        digest.update(table.encode())
        rows = con.table(table).order("all").to_arrow_table()
        write_csv(rows, Hashed(digest))  # as text: Arrow's own bytes under a NULL are undefined
    return digest.hexdigest()


class Hashed:
    """A file that only hashes what is written to it: digest is fed."""

    closed = False

    def __init__(self, digest: hashlib._Hash) -> None:
        self._digest = digest

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return len(data)

    def flush(self) -> None: ...

    def close(self) -> None: ...


def _tables(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    derived = {"edition", "current_figure", "current_target"}
    names = con.execute(statements.named("writes", "tables")).fetchall()
    return (name for (name,) in names if name not in derived)
