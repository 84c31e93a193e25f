"""At most two sent files are read at once, by all processes on one folder of packs."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock, Timeout

from chainboard.packs import CITY
from chainboard.store.faults import Stop
from chainboard.store.place import pack_folder

AT_ONCE = 2
WAIT = 300  # seconds; two files that take as long as they may are done by then
_LOOK = 0.2  # seconds at one lock before the other is tried
Waiting = Callable[[bool], None]


class Queued(Stop):
    """Two other files were being read all the while; code 75: try again later."""

    code = 75

    def __init__(self) -> None:
        super().__init__(
            "另外两个文件一直在核对，请稍后再试。",
            "Two other files were being checked all the while; try again later.",
        )


@contextmanager
def turn(waiting: Waiting, wait: float = WAIT) -> Iterator[None]:
    """Hold one of the places until the end.

    waiting  told True when all places are taken, and False when one has come free

    Raises Queued after so many seconds. The system gives back the place of a process that died.
    """
    folder = pack_folder(CITY.name).parent / "checks"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):  # one that is only read keeps nobody's place
        yield
        return
    locks = [FileLock(folder / f"{number}.lock") for number in range(1, AT_ONCE + 1)]
    held = _free(locks, 0)
    if held is None:
        waiting(True)
        held = _waited_for(locks, wait)
        waiting(False)
    try:
        yield
    finally:
        held.release()


def _waited_for(locks: list[FileLock], wait: float) -> FileLock:
    end = time.monotonic() + wait
    for lock in itertools.cycle(locks):
        if time.monotonic() >= end:
            break
        if _free([lock], min(_LOOK, wait)):
            return lock
    raise Queued


def _free(locks: list[FileLock], seconds: float) -> FileLock | None:
    """The first of the locks that can be had, so many seconds being given to each."""
    for lock in locks:
        try:
            lock.acquire(timeout=seconds)
            return lock
        except Timeout:
            continue
    return None
