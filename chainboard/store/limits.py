"""How long one answer of an edition, and reading one in full, may take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import duckdb

from chainboard.store.faults import TooLong

LONGEST = 20.0  # seconds; the slowest question of ours takes a tenth of one
# Every row of an edition or a main file: 1.5 s for the demo's 96,000 figures. So much leaves room
# for a hundred times the figures on a slower machine, and still ends.
IN_FULL = 600.0
AGAIN = 0.05  # seconds until what began after the alarm is stopped too


@contextmanager
def in_time(con: duckdb.DuckDBPyConnection, longest: float | None = None) -> Iterator[None]:
    """What runs on the connection is stopped when it takes longer than so many seconds.

    longest  LONGEST unless it is given

    An edition may hold views, and one from elsewhere may hold a view without an end. Raises
    TooLong; the connection can be used again.
    """
    seconds, over = longest or LONGEST, Event()
    alarm = Thread(target=_stop, args=(con, over, seconds), daemon=True)
    alarm.start()
    try:
        yield
    except duckdb.InterruptException:
        raise TooLong(seconds) from None
    finally:
        over.set()
        alarm.join()


def _stop(con: duckdb.DuckDBPyConnection, over: Event, seconds: float) -> None:
    """Between two statements there is nothing to interrupt: hence again and again."""
    while not over.wait(seconds):
        con.interrupt()
        seconds = AGAIN
