"""The file of a pack's work loop: where it lies, its hashes, and the note beside it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock, Timeout

from chainboard.store import statements
from chainboard.store.faults import Busy
from chainboard.store.sqlitefile import Found, SqliteFile

FILE, HEAD = "ledger.sqlite", "ledger.head"
LAST = 2**62  # above every number
WAIT = 10  # seconds for who writes the ledger now
CLEAR = "clear"  # the step that lets go of what was written of another

# Who asks within this process is let in by turns; a file's lock is only asked for now and then,
# so that of twenty some waited ten times as long as others.
_here: dict[Path, Lock] = {}


@dataclass(frozen=True)
class Head:
    """Where a ledger stands: its last event, and the highest number that was ever given."""

    number: int = 0
    hash: str = ""
    highest: int = 0


def of(folder: Path) -> SqliteFile:
    """The ledger in the folder of a pack, or of a backup."""
    name = f"var/{folder.name}/{FILE}"
    return SqliteFile(
        folder / FILE, "ledger", statements.WRITES, f"台账文件（{name}）", f"The ledger ({name})"
    )


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else writes the ledger or its note meanwhile. Raises Busy."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    here, lock = _here.setdefault(folder, Lock()), FileLock(folder / "ledger.lock")
    if not here.acquire(timeout=WAIT):
        raise Busy("ledger")
    try:
        lock.acquire(timeout=WAIT, poll_interval=0.005)
    except Timeout:
        here.release()
        raise Busy("ledger") from None
    try:
        yield
    finally:
        lock.release()
        here.release()


def head_of(last: list[Found], said: Head | None) -> Head:
    """Where a ledger stands that has this last event, with the note beside it."""
    highest = said.highest if said else 0
    if not last:
        return Head(highest=highest)
    number = int(last[0]["number"])
    return Head(number, str(last[0]["hash"]), max(number, highest))


def told_of(event: Mapping[str, Any]) -> Found:
    """What of an event is hashed."""
    beside = ("hash", "salt", "said")
    return {name: value for name, value in event.items() if name not in beside}


def canonical(told: Mapping[str, Any]) -> str:
    """Facts or words as they are written and hashed: keys in order, letters as they are."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(told: Mapping[str, Any]) -> str:
    """The hash of an event: of its number, what it says in codes, the hash of its words and that
    of the event before it."""
    return hashlib.sha256(_bytes(canonical(told))).hexdigest()


def hash_of_words(salt: str, said: str) -> str:
    """The hash of what was written: with a salt, so that a short secret is not guessed from it
    once it is cleared."""
    return hashlib.sha256(_bytes(f"{salt}{said}")).hexdigest()


def note(folder: Path, at: Head) -> None:
    """Keep which event was the last and which number the highest: events cut off the end would
    leave a whole chain, and after a restore no number is given a second time."""
    file = folder / HEAD
    with suppress(OSError):
        told = f"{at.number} {at.hash} {at.highest}\n"
        file.with_suffix(".writing").write_text(told, encoding="ascii")
        os.replace(file.with_suffix(".writing"), file)


def noted(folder: Path) -> Head | None:
    """Where the note says that the ledger stands; None when it cannot be read."""
    try:
        number, own, highest = (folder / HEAD).read_text(encoding="ascii").split(" ")
        return Head(int(number), own, int(highest))
    except (OSError, ValueError):
        return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")  # half a surrogate, as JSON escapes it
