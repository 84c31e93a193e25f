"""The ledger of a pack in backups: copied while steps are written, cleared there too, put back."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from chainboard.store import editions, ledger_file, statements
from chainboard.store.city.desk import aside_of
from chainboard.store.faults import Broken
from chainboard.store.ledger_check import State, check as read
from chainboard.store.ledger_file import FILE, HEAD, Head
from chainboard.store.sqlitefile import Found

NAMES = (FILE, HEAD)  # what a backup holds of it


def keep(pack: Path, backup: Path) -> int:
    """Copy it into a backup as it stands at one moment; nothing where the pack has none. Gives
    the number of its last event.

    The note of its last event goes along where events are missing before it, so that the copy is
    known to lack them. A note that is missing or damaged is written again first, as the next step
    would.
    """
    said = ledger_file.noted(pack) or _noted_again(pack)
    if (pack / FILE).exists():
        ledger_file.of(pack).copy_to(backup / FILE)
        editions.sync(backup / FILE)
    there = _head(backup / FILE, said or Head())
    if said:
        lacks = said.number > there.number or (
            said.number == there.number and said.hash != there.hash
        )
        ledger_file.note(backup, said if lacks else there)
    return there.number


def _noted_again(pack: Path) -> Head | None:
    """Write the note of the last event where it lacks and the events are whole. Gives it; None for
    a pack without a ledger, and for one that is damaged."""
    if not (pack / FILE).exists():
        return None
    with ledger_file.alone(pack):
        if read(pack).lacks_note:
            ledger_file.note(pack, _head(pack / FILE, Head()))
    return ledger_file.noted(pack)


def faults_of(pack: Path) -> list[tuple[str, str]]:
    """What is wrong with the ledger of a pack and the command that mends it, in Chinese and in
    English; nothing for a whole one."""
    fault = fault_of(pack)
    if fault is None:
        return []
    command = f"python -m chainboard restore DIR --pack {pack.name} --force"
    mend = f"请恢复备份：{command}", f"Restore a backup: {command}"
    if read(pack).lacks_note:
        command = f"python -m chainboard backup DIR --pack {pack.name}"
        mend = (
            f"各步完好；请与审计核对后备份一次，这份记录就重新写下：{command}",
            f"Every step is whole; compare the audit, then a backup writes it anew: {command}",
        )
    return [(f"{fault[0]}{mend[0]}", f"{fault[1]} {mend[1]}")]


def fault_of(folder: Path) -> tuple[str, str] | None:
    """What is wrong with a ledger and its first bad event, in Chinese and in English."""
    state: State = read(folder)
    if state.is_whole:
        return None
    return (
        f"台账从第 {state.event} 步起不对：{state.zh}。",
        f"The ledger is wrong from event {state.event} on: {state.en}.",
    )


def check(backup: Path, last: int) -> None:
    """Raises Broken for a ledger of a backup that is not as it was written, or ends before an
    event."""
    fault = fault_of(backup)
    if not fault and _head(backup / FILE, Head()).number < last:
        fault = (f"台账缺到第 {last} 步。", f"The ledger lacks the steps to number {last}.")
    if fault:
        raise Broken(f"备份不能用：{fault[0]}", f"The backup cannot be used. {fault[1]}")


def clear(pack: Path, backups: Path) -> None:
    """Clear in the kept backups of a pack, and in its ledgers put aside, what was cleared in its
    ledger. The act goes along: it follows the last event of each.

    backups  a folder of backups
    Raises Broken for a backup whose ledger cannot be read: what is in it must be deleted.
    """
    acts = _acts(pack / FILE) if (pack / FILE).exists() else []
    for file in [*backups.glob(f"{pack.name}-*/{FILE}"), *pack.glob(f"{FILE}.aside-*[0-9]")]:
        told = _undone(file, acts)
        if told:
            _cleared(file, told)


def put_back(backup: Path, pack: Path) -> None:
    """Let the ledger of a backup take the place of that of a pack, which is kept under another
    name. Numbers go on above the highest that either ever gave, and what was cleared since the
    backup stays cleared. Where a backup has none, that of the pack stays.

    It is written into the file that stands, so that who has it open reads and writes on.
    Raises Busy, Broken.
    """
    if not (backup / FILE).exists():
        return
    with ledger_file.alone(pack):
        before = ledger_file.noted(pack) or Head()
        acts: list[Found] = []
        if (pack / FILE).exists():
            before = _head(pack / FILE, before)
            acts = _acts(pack / FILE)
            ledger_file.of(pack).copy_to(aside_of(pack / FILE))
        with _beside(backup / FILE, pack / "ledger.restoring") as copy:
            _do(copy, _undone(copy, acts))
            ledger_file.of(pack).replace_by(copy)
        said = ledger_file.noted(backup)
        highest = max(before.highest, said.highest if said else 0)
        ledger_file.note(pack, _head(pack / FILE, Head(highest=highest)))


def not_given_back(backup: Path, pack: Path) -> Iterator[str]:
    """The ledger, where it is another after a restore than in the backup."""
    if (backup / FILE).exists():
        kept, given = (ledger_file.noted(folder) for folder in (backup, pack))
        is_same = kept and given and (kept.number, kept.hash) == (given.number, given.hash)
        if not is_same or not read(pack).is_whole:
            yield FILE


def _rows(file: Path, name: str, **bound: object) -> list[Found]:
    with _plainly(file), closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(statements.named("ledger", name), bound)
        return [dict(row) for row in found.fetchall()]


def _head(file: Path, said: Head) -> Head:
    return ledger_file.head_of(_rows(file, "last") if file.exists() else [], said)


def _acts(file: Path) -> list[Found]:
    """The steps that cleared words, each with the hash of the words that it cleared."""
    found = []
    for act in _rows(file, "acts"):
        target = json.loads(act["facts"])["event"]
        for written in _rows(file, "written", number=target):
            found.append({**act, "target": target, "written": written["words_hash"]})
    return found


def _undone(file: Path, acts: Sequence[Found]) -> list[Found]:
    """Those of the acts that clear words which a ledger has and has not cleared."""
    if not acts:
        return []
    done = {act["target"] for act in _acts(file)}
    return [
        act
        for act in acts
        if act["target"] not in done
        and _rows(file, "written", number=act["target"]) == [{"words_hash": act["written"]}]
    ]


def _cleared(file: Path, acts: Sequence[Found]) -> None:
    """Clear words in a ledger that nobody has open: it is the one, or the other, at any moment."""
    with _beside(file, file.with_name("ledger.clearing")) as copy:
        _do(copy, acts)
        editions.sync(copy)
        os.replace(copy, file)
    if not (file.parent / HEAD).exists() or file.name != FILE:
        return
    ledger_file.note(file.parent, _head(file, ledger_file.noted(file.parent) or Head()))


def _do(file: Path, acts: Sequence[Found]) -> None:
    with _plainly(file), closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(statements.named("ledger", "alone"))
        for act in acts:
            _repeat(connection, act)


def _repeat(connection: sqlite3.Connection, act: Found) -> None:
    """Do an act of another ledger in this one."""
    connection.execute(statements.named("ledger", "clear_words"), {"number": act["target"]})
    connection.execute(statements.named("ledger", "clear_files"))
    last = connection.execute(statements.named("ledger", "last")).fetchone()
    event = {name: act[name] for name in ("matter", "step", "office", "at", "facts", "words_hash")}
    event |= {"number": max(act["number"], last[0] + 1), "previous": last[1]}
    connection.execute(
        statements.named("ledger", "put_event"), {**event, "hash": ledger_file.hash_of(event)}
    )
    if act["said"] is not None:
        words = {"number": event["number"], "salt": act["salt"], "said": act["said"]}
        connection.execute(statements.named("ledger", "put_words"), words)


@contextmanager
def _beside(file: Path, copy: Path) -> Iterator[Path]:
    """A copy of a ledger that nobody has open; gone afterwards, where it has no other place."""
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        shutil.copyfile(file, copy)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _plainly(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        where = file.parent.name
        raise Broken(
            f"{where} 里的台账读不出（{error}），已清除的文字可能还在其中；请删去或换一份备份。",
            f"The ledger in {where} cannot be read ({error}) and may still hold words that were "
            "cleared: delete that backup or take another.",
        ) from None
