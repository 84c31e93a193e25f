"""Whether the audit is as it was written: every line against the one before, the last of all too.

What a chain shows is a line that was changed, taken out, put in or moved by somebody who did not
work out every hash after it anew. Backups hold the lines up to their day.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chainboard.store import audit
from chainboard.store.audit import Line

WIDEST = 1024  # bytes that a line has room in, when the newest are read from the end
START = b'{"account":'  # every line of the chain begins so, one that was cut short as well


@dataclass
class State:
    """What reading the whole audit found.

    lines   lines read; entries: of them those that tell of an act
    number, last: of the last line of the chain, 0 and "" without one
    cut     lines that were cut short by a crash: they tell of nothing that was done
    broken  line at which the chain breaks first, 0 for nowhere; zh, en: how, in both languages
    """

    lines: int = 0
    entries: int = 0
    number: int = 0
    last: str = ""
    cut: list[int] = field(default_factory=list)
    broken: int = 0
    zh: str = ""
    en: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether no line was changed, taken out or put in."""
        return not self.broken

    @property
    def remarks(self) -> list[tuple[str, str]]:
        """The lines cut short, in Chinese and English."""
        return [
            (
                f"审计第 {line} 行在程序中断时没有写完，没有内容。",
                f"Line {line} of the audit was cut short by a crash and tells of nothing.",
            )
            for line in self.cut
        ]

    def breaks(self, line: int, zh: str, en: str) -> None:
        """Take down where the chain breaks and how; only the first place counts."""
        if not self.broken:
            self.broken = line
            self.zh = f"审计链在第 {line} 行断开：{zh}。"
            self.en = f"The chain of the audit breaks at line {line}: {en}."


@dataclass
class Reading:
    """How far an audit was read: what was found, the bytes that it took, and their hash."""

    state: State = field(default_factory=State)
    size: int = 0
    sha256: Any = field(default_factory=hashlib.sha256)


def check(reading: Reading | None = None) -> State:
    """Read the audit from its first line to its last. Nothing is changed.

    reading  what an earlier check has read: where those bytes are the same, only what follows is
             read as lines. It is moved on to the end
    """
    reading = reading or Reading()
    noted = audit.head()  # before the log: it may grow while it is read
    _read_on(reading, audit.log_file())
    state = replace(reading.state, cut=list(reading.state.cut))
    _ended(state, noted)
    return state


def _read_on(reading: Reading, file: Path) -> None:
    same = reading.size and file.exists()
    if same and audit.sha256_of(file, reading.size) != reading.sha256.hexdigest():
        same = False
    if not same:
        fresh = Reading()
        reading.state, reading.size, reading.sha256 = fresh.state, fresh.size, fresh.sha256
    for raw in lines_of(file, reading.size):
        _take(reading.state, raw, file, reading.size)
        reading.size += len(raw) + 1
        reading.sha256.update(raw + b"\n")


def _take(state: State, raw: bytes, file: Path, before: int) -> None:
    """One line more. before: bytes of the file that stand before it."""
    state.lines += 1
    line = audit.read(raw)
    if line is not None:
        _joined(state, line, raw, file, before)
        state.number, state.last = line.number, line.hash
        state.entries += 1
    elif state.number:
        _outside(state, raw)
    else:
        state.entries += _told(raw) is not None


def entries() -> Iterator[Mapping[str, object]]:
    """All that the audit tells, oldest first, each as its keys; lines cut short are passed over.

    One of before the chain has the number of its line.
    """
    is_chained = False
    for number, raw in enumerate(lines_of(audit.log_file()), start=1):
        line = audit.read(raw)
        if line is not None:
            is_chained = True
            yield line.told
        elif not is_chained and (told := _told(raw)) is not None:
            yield {"number": number, "account": "", **told}


def newest(most: int) -> list[Mapping[str, object]]:
    """The newest acts, the newest first: read from the end of the file where that will do."""
    file = audit.log_file()
    size = file.stat().st_size if file.exists() else 0
    tail = list(lines_of(file, max(0, size - most * WIDEST)))[size > most * WIDEST :]
    read = [line for line in map(audit.read, reversed(tail)) if line is not None]
    if len(read) >= most:
        return [line.told for line in read[:most]]
    return list(reversed(deque(entries(), maxlen=most)))


def lines_of(file: Path, since: int = 0) -> Iterator[bytes]:
    """The lines of a file as bytes, without their ends; none where there is no file.

    since  bytes of it that are passed over
    """
    if not file.exists():
        return
    with file.open("rb") as data:
        data.seek(since)
        for raw in data:
            yield raw.removesuffix(b"\n")


def _joined(state: State, line: Line, raw: bytes, file: Path, before: int) -> None:
    """Whether a line holds on to the one before and is itself as it was written.

    before  bytes of the file that stand before the line
    """
    here = state.lines
    if line.hash != audit.hash_of(line.told) or raw != audit.canonical(line.told):
        state.breaks(here, "这一行被改动", "the line was changed")
    elif not state.number and line.told.get("kind") == "migrated":
        if (line.told["previous"], line.number) != (audit.sha256_of(file, before), here):
            state.breaks(here, "它之前的旧记录被改动", "the lines of before it were changed")
    elif line.number <= state.number:
        state.breaks(here, "这一行换了位置或是插入的", "the line was moved or put in")
    elif line.number > state.number + 1:
        state.breaks(
            here,
            f"它之前缺第 {state.number + 1} 至 {line.number - 1} 号",
            f"numbers {state.number + 1} to {line.number - 1} are missing before it",
        )
    elif line.told["previous"] != state.last:
        state.breaks(here, "它接的不是上一行", "it does not follow the line before")
    elif not state.number and here > 1:
        state.breaks(here, "它之前的行不在链上", "the lines before it are not of the chain")


def _outside(state: State, raw: bytes) -> None:
    """A line that is none of the chain: cut short by a crash, or put in."""
    rest = raw.rstrip(b"\0")
    if _told(raw) is None and START.startswith(rest[: len(START)]):
        state.cut.append(state.lines)
    else:
        state.breaks(state.lines, "这一行不是写入的", "the line was not written by the board")


def _ended(state: State, noted: tuple[int, str] | None) -> None:
    """Whether the last line is there, as the note of it has it."""
    after = state.lines + 1
    if noted is None:
        if state.number:
            state.breaks(
                after,
                "audit.head 缺失或损坏，看不出末尾是否少了行",
                "audit.head is missing or damaged and nobody can tell whether lines at the end "
                "are missing",
            )
    elif noted[0] > state.number:
        state.breaks(
            after,
            f"末尾缺第 {state.number + 1} 至 {noted[0]} 号",
            f"numbers {state.number + 1} to {noted[0]} are missing at the end",
        )
    elif noted[0] == state.number and noted[1] != state.last:
        state.breaks(state.lines, "最后一行被换过", "the last line was exchanged")


def _told(raw: bytes) -> dict[str, object] | None:
    try:
        told = json.loads(raw)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
