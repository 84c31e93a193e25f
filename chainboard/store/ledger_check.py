"""Whether a ledger is as it was written: every hash, from the first event to the last."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from chainboard.store import ledger_file, statements
from chainboard.store.ledger_file import CLEAR, FILE, HEAD, LAST, Head
from chainboard.store.sqlitefile import Found

Wrong = tuple[int, str, str]  # the first event that is wrong; why, in Chinese and in English


@dataclass(frozen=True)
class State:
    """What reading all of a ledger found.

    events, last  how many there are, and the number of the last
    event         the first that is wrong; None where all is whole
    zh, en        what is wrong with it
    """

    events: int
    last: int
    event: int | None = None
    zh: str = ""
    en: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.en

    @property
    def lacks_note(self) -> bool:
        """Whether no event is wrong, but the note of the last one is missing or damaged."""
        return self.en.startswith(HEAD)


def check(folder: Path) -> State:
    """Read the ledger of a pack or a backup from end to end. Changes nothing.

    One that is damaged in its bytes is read as far as it goes: the event after the last that can
    be read is the first that is wrong.
    """
    noted = ledger_file.noted(folder)  # before the events: steps may be written meanwhile
    if not (folder / FILE).exists():
        return State(0, 0, *(_ended([], noted) or ()))
    rows: list[Found] = []
    with _read(folder) as connection:
        wrong = (
            _unread(connection, rows)
            or _first_wrong(rows, connection)
            or _ended(rows, noted)
            or _apart(connection, rows)
        )
    return State(len(rows), _last(rows), *(wrong or ()))


@contextmanager
def _read(folder: Path) -> Iterator[sqlite3.Connection]:
    address = f"{(folder / FILE).absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)) as found:
        found.text_factory = lambda raw: raw.decode("utf-8", "replace")
        yield found


def _last(rows: list[Found]) -> int:
    return int(rows[-1]["number"]) if rows else 0


def _unread(connection: sqlite3.Connection, rows: list[Found]) -> Wrong | None:
    """Fill rows with the events as far as they can be read."""
    connection.row_factory = sqlite3.Row
    try:
        bound = {"after": 0, "to": LAST}
        for row in connection.execute(statements.named("ledger", "events"), bound):
            rows.append(dict(row))
    except sqlite3.DatabaseError as error:
        return _last(rows) + 1, f"从这一步起读不出（{error}）", f"it cannot be read ({error})"
    return None


def _first_wrong(rows: list[Found], connection: sqlite3.Connection) -> Wrong | None:
    acts = [row for row in rows if row["step"] == CLEAR and row["hash"] == _hash(row)]
    cleared = {json.loads(row["facts"]).get("event") for row in acts}
    kept = _whole_files(connection)
    previous, before = "", 0
    for row in rows:
        number = row["number"]
        if row["hash"] != _hash(row):
            return number, "这一步被改动", "the step was changed"
        if row["previous"] != previous:
            return number, "它接的不是上一步", "it does not follow the step before"
        if number <= before:
            return number, "编号重复或倒退", "its number is not above the one before"
        fault = _words_wrong(row, number in cleared, kept)
        if fault:
            return number, *fault
        previous, before = row["hash"], number
    return None


def _hash(row: Found) -> str:
    return ledger_file.hash_of(ledger_file.told_of(row))


def _whole_files(connection: sqlite3.Connection) -> set[str]:
    """The names of the files that are there and are what their name says."""
    found = set()
    try:
        for sha256, data in connection.execute(statements.named("ledger", "files")):
            if hashlib.sha256(data).hexdigest() == sha256:
                found.add(sha256)
    except sqlite3.DatabaseError:
        pass  # those after it are missed where their event names them
    return found


def _words_wrong(row: Found, is_cleared: bool, kept: set[str]) -> tuple[str, str] | None:
    if row["said"] is None:
        missing = ("文字不见了，也没有清除的记录", "its words are gone and nobody cleared them")
        return None if is_cleared else missing
    if row["words_hash"] != ledger_file.hash_of_words(row["salt"], row["said"]):
        return "文字被改动", "its words were changed"
    for sha256, name in json.loads(row["said"]).get("files", ()):
        if sha256 not in kept:
            return f"附件“{name}”缺失或被改动", f"the file {name!r} is missing or was changed"
    return None


def _ended(rows: list[Found], noted: Head | None) -> Wrong | None:
    """Whether the last step is there, as the note beside the ledger has it."""
    if not rows:
        if noted and noted.number:
            return 1, f"缺第 1 至 {noted.number} 步", f"steps 1 to {noted.number} are missing"
        return None
    last = rows[-1]
    if noted is None:
        return (
            last["number"],
            f"{HEAD} 缺失或损坏，看不出末尾是否少了步骤",
            f"{HEAD} is missing or damaged: nobody can tell whether steps are missing at the end",
        )
    if noted.number > last["number"]:
        return (
            last["number"] + 1,
            f"末尾缺到第 {noted.number} 步",
            f"the steps to number {noted.number} are missing at the end",
        )
    if noted.number == last["number"] and noted.hash != last["hash"]:
        return last["number"], "最后一步被换过", "the last step was exchanged"
    return None


def _apart(connection: sqlite3.Connection, rows: list[Found]) -> Wrong | None:
    """Whether what finds the steps of a matter still knows them all."""
    try:
        said = str(connection.execute(statements.named("ledger", "whole")).fetchone()[0])
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said == "ok":
        return None
    return _last(rows), f"文件结构损坏（{said}）", f"the file is damaged ({said})"
