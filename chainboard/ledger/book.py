"""The file of a pack's work loop: events added one after another, each with the hash of the one
before; readers never wait, and what has been said to be recorded is on the disk."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from chainboard.analysis.steps import Event
from chainboard.store.place import pack_folder
from chainboard.store.sqlitefile import Change, Found, SqliteFile

FILE, HEAD = "ledger.sqlite", "ledger.head"
LAST = 2**62  # above every number


@dataclass(frozen=True)
class Head:
    """Where a ledger stands: its last event, and the highest number that was ever given."""

    number: int = 0
    hash: str = ""
    highest: int = 0


@dataclass(frozen=True)
class New:
    """An event to be recorded.

    matter  "" for one that begins a matter: its name is then made of its kind and number
    files   (name, content) of what is handed in
    salt    of the hash of its words; made up where it is "", given where the same events are to
            have the same hashes
    """

    kind: str
    step: str
    office: str
    at: datetime
    matter: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[tuple[str, bytes]] = ()
    salt: str = ""


def ledger_file(pack: str) -> Path:
    """Where the ledger of a pack stands."""
    return pack_folder(pack) / FILE


def head_file(pack: str) -> Path:
    """Where the note of its last event stands."""
    return pack_folder(pack) / HEAD


def head(pack: str) -> Head:
    """Where the ledger stands now."""
    return _head(_file(pack).ask("last"), noted(pack))


def events(pack: str, after: int = 0, to: int = LAST) -> list[Event]:
    """What was recorded after one event, to another."""
    return [event_of(row) for row in rows(pack, after, to)]


def rows(pack: str, after: int = 0, to: int = LAST) -> list[Found]:
    """The same as it stands in the file, with hashes."""
    return _file(pack).ask("events", after=after, to=to)


def files(pack: str) -> list[Found]:
    """Every file that was handed in and is kept: sha256, data."""
    return _file(pack).ask("files")


def content(pack: str, sha256: str) -> bytes | None:
    """A file that was handed in; None for one that is not there or was cleared."""
    found = _file(pack).ask("file", sha256=sha256)
    return bytes(found[0]["data"]) if found else None


class Writing:
    """The ledger while this process alone writes it: what is added takes effect together."""

    def __init__(self, change: Change, at: Head) -> None:
        self._change = change
        self.head = at
        self.has_cleared = False

    def of_matter(self, matter: str) -> list[Event]:
        """All that was recorded of one matter, with what was added here."""
        return [event_of(row) for row in self._change.ask("of_matter", matter=matter)]

    def add(self, new: New) -> Event:
        """Record an event. Gives it with its number and the name of its matter."""
        number = self.head.highest + 1
        handed = [(hashlib.sha256(data).hexdigest(), name) for name, data in new.files]
        for (sha256, _), (_, data) in zip(handed, new.files, strict=True):
            self._change.do("put_file", sha256=sha256, data=data)
        said = canonical({**new.words, **({"files": handed} if handed else {})})
        salt = new.salt or secrets.token_hex(16)
        told: Found = {
            "number": number,
            "matter": new.matter or f"{new.kind}-{number}",
            "step": new.step,
            "office": new.office,
            "at": new.at.isoformat(),
            "facts": canonical(new.facts),
            "words_hash": hash_of_words(salt, said),
            "previous": self.head.hash,
        }
        own = hash_of(told)
        self._change.do("put_event", **told, hash=own)
        self._change.do("put_words", number=number, salt=salt, said=said)
        self.head = Head(number, own, number)
        return event_of({**told, "said": said})

    def clear(self, number: int) -> None:
        """Let go of what was written of an event, and of its files that no other event has."""
        told = map(event_of, self._change.ask("events", after=0, to=LAST))
        held = {event.number: {sha256 for sha256, _ in event.files} for event in told}
        others = set().union(*(own for other, own in held.items() if other != number))
        self.has_cleared = True
        self._change.do("clear_words", number=number)
        for sha256 in held.get(number, set()) - others:
            self._change.do("clear_file", sha256=sha256)


@contextmanager
def writing(pack: str) -> Iterator[Writing]:
    """One writer at a time, over all processes; nothing of it stays where the block raises.

    Raises Busy where another process holds it too long, Broken for a file that cannot be read.
    """
    with _file(pack).changing() as change:
        doing = Writing(change, _head(change.ask("last"), noted(pack)))
        yield doing
    note(pack, doing.head)
    if doing.has_cleared:
        _file(pack).ask("emptied")


def event_of(row: Mapping[str, Any]) -> Event:
    """An event as its row has it; without words where they were cleared."""
    said = json.loads(row["said"]) if row["said"] else {}
    handed = tuple((str(sha256), str(name)) for sha256, name in said.pop("files", ()))
    at, facts = datetime.fromisoformat(row["at"]), json.loads(row["facts"])
    return Event(row["number"], row["matter"], row["step"], row["office"], at, facts, said, handed)


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


def note(pack: str, at: Head) -> None:
    """Keep which event was the last and which number the highest: events cut off the end would
    leave a whole chain, and after a restore no number is given a second time."""
    file = head_file(pack)
    with suppress(OSError):
        told = f"{at.number} {at.hash} {at.highest}\n"
        file.with_suffix(".writing").write_text(told, encoding="ascii")
        os.replace(file.with_suffix(".writing"), file)


def noted(pack: str) -> Head | None:
    """Where the note says that the ledger stands; None when it cannot be read."""
    try:
        number, own, highest = head_file(pack).read_text(encoding="ascii").split(" ")
        return Head(int(number), own, int(highest))
    except (OSError, ValueError):
        return None


def _head(last: Sequence[Found], said: Head | None) -> Head:
    highest = said.highest if said else 0
    if not last:
        return Head(highest=highest)
    number = int(last[0]["number"])
    return Head(number, str(last[0]["hash"]), max(number, highest))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")  # half a surrogate, as JSON escapes it


def _file(pack: str) -> SqliteFile:
    return SqliteFile(
        ledger_file(pack), "ledger", Path(__file__).parent,
        f"台账文件（var/{pack}/{FILE}）", f"The ledger (var/{pack}/{FILE})",
    )  # fmt: skip
