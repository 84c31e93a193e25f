"""What offices have said of their tables before, kept by office and shape of the table.

One file beside the inbox. What was said of a shape is offered again for the same shape of the same
office, never for another. The year is not kept: it is the one thing that changes by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock

from chainboard.intake import inbox
from chainboard.intake.answers import UNSAID, Answers, Said
from chainboard.intake.check import SheetCount
from chainboard.store.city.desk import put_aside
from chainboard.store.place import ANSWERS, pack_folder
from chainboard.words import listed, texts

KEPT = ("metric", "unit", "basis")
_DAMAGED = (OSError, ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True)
class Told:
    """What an office said, and on which day: answers for a shape, a field's name for a word.

    varies  whether the office has named two indicators for the same shape: none can be offered
    """

    on: str
    answers: Answers = UNSAID
    name: str = ""
    varies: bool = False


@dataclass(frozen=True)
class Memory:
    """What one office has said.

    tables      mark of a shape → what was said of it
    headers     a word in a header → the field it means, "" for none
    is_damaged  whether the file could not be read; then nothing is known
    """

    office: str = ""
    tables: Mapping[str, Told] = field(default_factory=dict)
    headers: Mapping[str, Told] = field(default_factory=dict)
    is_damaged: bool = False

    def under(self, said: Said) -> Said:
        """What is said now, and what was said before where nothing is said now."""
        before = {mark: told.answers for mark, told in self.tables.items() if not told.varies}
        tables = {
            mark: said.tables.get(mark, UNSAID).over(before.get(mark, UNSAID))
            for mark in {**before, **said.tables}
        }
        return replace(said, tables=tables, headers={**self.words, **said.headers})

    @property
    def words(self) -> dict[str, str]:
        """A word in a header → what it was said to mean."""
        return {word: told.name for word, told in self.headers.items()}


def file() -> Path:
    """Where it is kept."""
    return pack_folder("city") / ANSWERS


def recall(office: str) -> Memory:
    """What an office has said; nothing for none. A damaged file counts as none and says so."""
    office = office.strip()
    if not office:
        return Memory()
    try:
        return _all().get(office, Memory(office))
    except _DAMAGED:
        return Memory(office, is_damaged=True)


def used(memory: Memory, now: Said, sheets: Sequence[SheetCount], lang: str) -> list[str]:
    """What was said before of these sheets and is taken for them, a sentence each.

    now  what is said this time, which goes before it
    """
    silent = {
        sheet.mark
        for sheet in sheets
        if any(not getattr(now.of(sheet.mark), what) for what in sheet.silent if what in KEPT)
    }
    names = dict(pair for sheet in sheets for pair in sheet.headers if pair[0] not in now.headers)
    return [
        *(table_words(memory, mark, lang) for mark in memory.tables if mark in silent),
        *(
            header_words(memory, word, names[word], lang)
            for word in memory.headers
            if word in names
        ),
    ]


def table_words(memory: Memory, mark: str, lang: str) -> str:
    """How tables of a shape were read before, and whose word that is."""
    _ = texts(lang)
    told = memory.tables[mark]
    if told.varies:
        return _("{office}同样的表报过不止一个指标，不预填，请选定。").format(office=memory.office)
    answers = [answer for what in KEPT if (answer := getattr(told.answers, what))]
    return _("上次按 {answers} 读，来自 {office} {on} 的答复；可改。").format(
        answers=listed(lang, answers), office=memory.office, on=told.on
    )


def header_words(memory: Memory, word: str, name: str, lang: str) -> str:
    """How a word in a header was read before, and whose word that is."""
    _ = texts(lang)
    told = memory.headers[word]
    if told.name:
        said = _("表头“{word}”上次按“{name}”读，来自 {office} {on} 的答复；可改。")
    else:
        said = _("表头“{word}”上次答的不是“{name}”，来自 {office} {on} 的答复；可改。")
    return said.format(word=word, name=name, office=memory.office, on=told.on)


def remember(office: str, said: Said, marks: Iterable[str], words: Iterable[str]) -> None:
    """Keep what an office has said of these shapes and of these words in headers.

    What was said in the same way before keeps its day. Raises OSError.
    """
    today = date.today().isoformat()

    def added(before: Memory) -> Memory:
        tables, headers = dict(before.tables), dict(before.headers)
        for mark in marks:
            answers = replace(said.of(mark), year="")
            if answers != UNSAID:
                tables[mark] = _told(tables.get(mark), answers, today)
        for word in words:
            if word in said.headers and before.words.get(word) != said.headers[word]:
                headers[word] = Told(today, name=said.headers[word])
        return replace(before, tables=tables, headers=headers)

    _change(office, added)


def forget(office: str, marks: Iterable[str], words: Iterable[str]) -> None:
    """Let go of what an office has said of these shapes and words. Raises OSError."""
    gone = {*marks, *words}

    def left(before: Memory) -> Memory:
        tables = {mark: told for mark, told in before.tables.items() if mark not in gone}
        headers = {word: told for word, told in before.headers.items() if word not in gone}
        return replace(before, tables=tables, headers=headers)

    _change(office, left)


def _told(before: Told | None, answers: Answers, today: str) -> Told:
    if before is None:
        return Told(today, answers)
    names = {each for each in (before.answers.metric, answers.metric) if each}
    told = Told(before.on, answers.over(before.answers), varies=before.varies or len(names) > 1)
    return told if told == before else replace(told, on=today)


def _change(office: str, change: Callable[[Memory], Memory]) -> None:
    """One change after the other; the file is whole before and after each. A damaged one is put
    aside under another name."""
    office = office.strip()
    inbox.make(inbox.folder())
    with FileLock(file().with_suffix(".lock")):
        try:
            kept = _all()
        except _DAMAGED:
            put_aside(file())
            kept = {}
        before = kept.get(office, Memory(office))
        after = change(before)
        if after != before:
            told = {name: _as_json(each) for name, each in {**kept, office: after}.items()}
            inbox.write(file(), json.dumps(told, ensure_ascii=False, indent=1).encode())


def _all() -> dict[str, Memory]:
    """Office → what it has said. Raises one of _DAMAGED."""
    if not file().exists():
        return {}
    kept = json.loads(file().read_text(encoding="utf-8"))
    return {office: _memory(office, said) for office, said in kept.items()}


def _memory(office: str, said: Mapping[str, Any]) -> Memory:
    tables = {
        mark: Told(
            _day(each), Answers(*(str(each[what]) for what in KEPT)), "", bool(each["varies"])
        )
        for mark, each in said["tables"].items()
    }
    headers = {
        word: Told(_day(each), name=str(each["name"])) for word, each in said["headers"].items()
    }
    return Memory(office, tables, headers)


def _day(told: Mapping[str, Any]) -> str:
    return date.fromisoformat(told["on"]).isoformat()


def _as_json(memory: Memory) -> dict[str, object]:
    tables = {
        mark: {what: getattr(told.answers, what) for what in KEPT}
        | {"on": told.on, "varies": told.varies}
        for mark, told in memory.tables.items()
    }
    headers = {word: {"name": told.name, "on": told.on} for word, told in memory.headers.items()}
    return {"tables": tables, "headers": headers}
