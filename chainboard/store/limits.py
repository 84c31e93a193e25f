"""How long one answer of an edition may take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import duckdb

from chainboard.store.faults import TooLong

LONGEST = 20.0  # seconds; the slowest question of ours takes a tenth of one


@contextmanager
def in_time(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """What runs on the connection is stopped when it takes longer than LONGEST.

    An edition may hold views, and one from elsewhere may hold a view without an end. Raises
    TooLong; the connection can be used again.
    """
    alarm = Timer(LONGEST, con.interrupt)
    alarm.daemon = True
    alarm.start()
    try:
        yield
    except duckdb.InterruptException:
        raise TooLong(LONGEST) from None
    finally:
        alarm.cancel()
