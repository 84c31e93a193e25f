"""The record of what was done to the city's data and with it: one file, a chain of hashes.

Every line of audit.jsonl holds the hash of the line before and its own, so that a line which was
changed, taken out or put in is found (`chain.py`). Lines are only ever added. Those of before
the chain stay as they were, and the first line after them holds the hash of them all.

A note beside it (audit.head) says which line was the last: lines cut off the end would leave a
whole chain.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from filelock import FileLock, Timeout

from chainboard.store.faults import Unrecorded
from chainboard.store.place import pack_folder

Kind = Literal[
    "sign_in",
    "sign_out",
    "denial",
    "access",  # what an account may do was changed
    "load",
    "withdrawal",
    "step",  # of a release
    "loop",  # a step of the work loop
    "export",
    "restore",
    "prune",
    "freeze",
    "migrated",  # the first line of the chain, over lines of before
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Told = Mapping[str, str | int | None]

LONGEST = 500  # letters of what was done, where the ledger does not hold the same words
PATIENCE = 20.0  # seconds that another process may take to write its line
TAIL = 65_536  # bytes in which the last line is looked for
ROOM = 65_536  # bytes held free for the lines of an act that is about to be confirmed


@dataclass(frozen=True)
class Line:
    """One line of the chain: its number, its own hash, and all that it says."""

    number: int
    hash: str
    told: Mapping[str, object]


def now() -> datetime:
    """The moment, UTC, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def here(moment: datetime) -> datetime:
    """A moment as now() gives it, by the clock of this machine."""
    return moment.replace(tzinfo=UTC).astimezone()


def log_file() -> Path:
    """Where the audit stands."""
    return pack_folder("city") / "audit.jsonl"


def head_file() -> Path:
    """Where the note of the last line stands."""
    return log_file().with_name("audit.head")


def append(
    kind: Kind, office: str = "", account: str = "", words: str = "", **told: str | int | None
) -> int:
    """Record what is done, on the disk when it returns. Gives the number of the line.

    office, account  who does it, as they are called here; no other word about a person
    words            what is done, in the words of who does it or as an address
    told             figures of it: rows, load_id, edition, form, …

    Record first and act then: raises Unrecorded where it cannot be written, and nothing may be
    done. ValueError for a kind that is none.
    """
    with _held() as log:
        return log.append(kind, office, account, {**told, "words": words[:LONGEST]})


def append_all(kind: Kind, actors: Iterable[tuple[str, str]]) -> None:
    """Record one kind of act of many (office, account) at once, as append does each: a line each,
    all on the disk when it returns, or none of them. Raises Unrecorded.
    """
    with _held() as log:
        log.append_all([(kind, office, account, {"words": ""}) for office, account in actors])


@contextmanager
def ready() -> Iterator[Log]:
    """The log held by this process, with room for what is about to be confirmed elsewhere.

    Whoever confirms inside it appends after that: what could keep the line from being written
    is found before. Raises Unrecorded.
    """
    room = log_file().with_name("audit.room")
    with _held() as log:
        try:
            with _plainly(), room.open("wb") as held:
                held.write(bytes(ROOM))
                held.flush()
                os.fsync(held.fileno())
            yield log
        finally:
            room.unlink(missing_ok=True)


@dataclass
class Log:
    """The log while this process alone may write it."""

    fd: int
    number: int
    last: str
    is_cut: bool
    sealed: int | None  # lines of before the chain, that its first line has yet to seal

    def append(self, kind: Kind, office: str, account: str, told: Told) -> int:
        """Add a line and see it on the disk. Gives its number. Raises Unrecorded."""
        self.append_all([(kind, office, account, told)])
        return self.number

    def append_all(self, acts: Sequence[tuple[Kind, str, str, Told]]) -> None:
        """Add a line for each (kind, office, account, told), and see them on the disk at once."""
        for kind, *_ in acts:
            if kind not in KINDS:
                raise ValueError(f"nothing that is recorded is called {kind}")
        log_file().with_name("audit.room").unlink(missing_ok=True)
        with _plainly():
            if self.sealed is not None:
                self._seal(self.sealed)
            self._add(
                *(
                    {"kind": kind, "office": office, "account": account, **told}
                    for kind, office, account, told in acts
                )
            )

    def _seal(self, lines: int) -> None:
        """The first line of the chain: how many lines stand before it, and their hash."""
        if self.is_cut:
            _write(self.fd, b"\n")
        self.number, self.is_cut, self.sealed = lines, False, None
        self.last = sha256_of(log_file(), os.fstat(self.fd).st_size)
        self._add({"kind": "migrated", "office": "", "account": "", "words": "", "lines": lines})

    def _add(self, *told: Told) -> None:
        """A line for each, written at once. What is held of the log changes when they are there."""
        number, last, lines = self.number, self.last, b"\n" if self.is_cut else b""
        for each in told:
            number += 1
            whole = {"at": now().isoformat(), **each, "number": number, "previous": last}
            last = hash_of(whole)
            lines += canonical({**whole, "hash": last}) + b"\n"
        _write(self.fd, lines)
        self.number, self.last, self.is_cut = number, last, False
        _note(number, last)


def canonical(told: Mapping[str, object]) -> bytes:
    """A line as it is written and hashed: keys in order, no blanks, letters as they are."""
    said = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return said.encode("utf-8", "backslashreplace")  # half a surrogate, as JSON escapes it


def hash_of(told: Mapping[str, object]) -> str:
    """The hash of a line: of all that it says but the hash."""
    rest = {name: value for name, value in told.items() if name != "hash"}
    return hashlib.sha256(canonical(rest)).hexdigest()


def read(raw: bytes) -> Line | None:
    """A line of the chain; None for one of before, one that was cut short, or no line at all."""
    try:
        told = json.loads(raw)
        number, own = told["number"], told["hash"]
    except (ValueError, KeyError, TypeError):
        return None
    is_line = type(number) is int and isinstance(own, str) and "previous" in told
    return Line(number, own, told) if is_line else None


def head() -> tuple[int, str] | None:
    """Number and hash of the line that was written last; None when the note cannot be read."""
    try:
        number, own = head_file().read_text(encoding="ascii").split()
        return int(number), own
    except (OSError, ValueError):
        return None


def is_same(file: Path, other: Path) -> bool:
    """Whether two audits begin with the same line, whole or cut: of two cities they do not."""
    first, second = (_first(each) for each in (file, other))
    return first.startswith(second) or second.startswith(first)


def goes_on(file: Path, other: Path) -> bool:
    """Whether an audit is the same as another and no shorter."""
    if not file.exists() or not is_same(file, other):
        return False
    return file.stat().st_size >= other.stat().st_size


def _first(file: Path) -> bytes:
    with file.open("rb") as data:
        return data.readline()


def sha256_of(file: Path, size: int) -> str:
    """The hash of the first bytes of a file."""
    hashed = hashlib.sha256()
    with file.open("rb") as data:
        while size > 0 and (part := data.read(min(size, 2**20))):
            hashed.update(part)
            size -= len(part)
    return hashed.hexdigest()


@contextmanager
def _held() -> Iterator[Log]:
    """The log, opened under its lock. Raises Unrecorded."""
    file = log_file()
    with _plainly():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(file.with_name("audit.lock"), timeout=PATIENCE, poll_interval=0.002)
        lock.acquire()
    try:
        with _plainly():
            how = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            fd = os.open(file, how, 0o600)
        try:
            with _plainly():
                log = _opened(fd)
            yield log
        finally:
            os.close(fd)
    finally:
        lock.release()


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:  # of which Timeout is one
        raise Unrecorded(None if isinstance(error, Timeout) else error) from None


def _opened(fd: int) -> Log:
    """The log as its last line has it, and as the note has it where lines are missing."""
    size = os.fstat(fd).st_size
    tail = _read_at(fd, max(0, size - TAIL), min(size, TAIL))
    line = _last(tail)
    if line is None and size > TAIL:  # a long line, a damaged end, or a file of before the chain
        tail = _read_at(fd, 0, size)
        line = _last(tail)
    noted = head()
    if noted and noted[0] >= (line.number if line else 0):
        number, last = noted
    else:
        number, last = (line.number, line.hash) if line else (0, "")
    is_cut = bool(tail) and not tail.endswith(b"\n")
    lines = tail.count(b"\n") + is_cut if tail and line is None and noted is None else None
    return Log(fd, number, last, is_cut, lines)


def _last(tail: bytes) -> Line | None:
    return next(filter(None, map(read, reversed(tail.split(b"\n")))), None)


def _read_at(fd: int, place: int, size: int) -> bytes:
    os.lseek(fd, place, os.SEEK_SET)
    parts = []
    while size > 0 and (part := os.read(fd, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _write(fd: int, lines: bytes) -> None:
    """All of some lines, on the disk, or nothing of them."""
    before = os.fstat(fd).st_size
    try:
        written = os.write(fd, lines)
        while written < len(lines):  # the rest of them says why not all was taken
            written += os.write(fd, lines[written:])
        os.fsync(fd)
    except OSError:
        with suppress(OSError):
            os.ftruncate(fd, before)
        raise


def _note(number: int, own: str) -> None:
    """Keep which line was the last. A note that is late is found out by the line after it."""
    note = head_file()
    with suppress(OSError):
        note.with_suffix(".writing").write_text(f"{number} {own}\n", encoding="ascii")
        os.replace(note.with_suffix(".writing"), note)
