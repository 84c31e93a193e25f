"""The file of a pack's work loop: events added one after another, each with the hash of the one
before; readers never wait, and what has been said to be recorded is on the disk."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from chainboard.analysis.steps import Event
from chainboard.store import ledger_file as kept
from chainboard.store.ledger_file import FILE, HEAD, LAST, Head
from chainboard.store.place import pack_folder
from chainboard.store.sqlitefile import Change, Found, SqliteFile


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
    return kept.head_of(_file(pack).ask("last"), kept.noted(pack_folder(pack)))


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

    def begin_anew(self) -> None:
        """Let go of every step, and count from 1 again: of invented figures alone."""
        for name in ("no_events", "no_words", "no_files"):
            self._change.do(name)
        self.head, self.has_cleared = Head(), True

    def of_matter(self, matter: str) -> list[Event]:
        """All that was recorded of one matter, with what was added here."""
        return [event_of(row) for row in self._change.ask("of_matter", matter=matter)]

    def add(self, new: New) -> Event:
        """Record an event. Gives it with its number and the name of its matter."""
        number = self.head.highest + 1
        handed = [(hashlib.sha256(data).hexdigest(), name) for name, data in new.files]
        for (sha256, _), (_, data) in zip(handed, new.files, strict=True):
            self._change.do("put_file", sha256=sha256, data=data)
        said = kept.canonical({**new.words, **({"files": handed} if handed else {})})
        salt = new.salt or secrets.token_hex(16)
        told: Found = {
            "number": number,
            "matter": new.matter or f"{new.kind}-{number}",
            "step": new.step,
            "office": new.office,
            "at": new.at.isoformat(),
            "facts": kept.canonical(new.facts),
            "words_hash": kept.hash_of_words(salt, said),
            "previous": self.head.hash,
        }
        own = kept.hash_of(told)
        self._change.do("put_event", **told, hash=own)
        self._change.do("put_words", number=number, salt=salt, said=said)
        self.head = Head(number, own, number)
        return event_of({**told, "said": said})

    def clear(self, number: int) -> None:
        """Let go of what was written of an event, and of its files that no other event has."""
        self.has_cleared = True
        self._change.do("clear_words", number=number)
        self._change.do("clear_files")


@contextmanager
def writing(pack: str) -> Iterator[Writing]:
    """One writer at a time, over all processes; nothing of it stays where the block raises.

    Raises Busy where another process holds it too long, Broken for a file that cannot be read.
    """
    folder = pack_folder(pack)
    with kept.alone(folder):
        with _file(pack).changing() as change:
            doing = Writing(change, kept.head_of(change.ask("last"), kept.noted(folder)))
            yield doing
        kept.note(folder, doing.head)
    if doing.has_cleared:
        _file(pack).ask("emptied")


def event_of(row: Mapping[str, Any]) -> Event:
    """An event as its row has it; without words where they were cleared."""
    said = _read(row["said"])
    handed = tuple((str(sha256), str(name)) for sha256, name in said.pop("files", ()))
    at, facts = datetime.fromisoformat(row["at"]), _read(row["facts"])
    return Event(row["number"], row["matter"], row["step"], row["office"], at, facts, said, handed)


def _read(told: str | None) -> dict[str, Any]:
    """Facts or words as they were written; most steps have none of one of them."""
    return json.loads(told) if told and told != "{}" else {}


def _file(pack: str) -> SqliteFile:
    return kept.of(pack_folder(pack))
