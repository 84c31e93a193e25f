"""The ledger of the city's main file, and the same entries in the audit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import duckdb

from chainboard.store import audit, chain, statements
from chainboard.store.audit import Log
from chainboard.store.faults import Unlogged, Unrecorded

MARK = b'"entry_id"'  # a quote inside of words is escaped: only a key is written so


@dataclass(frozen=True)
class Entry:
    """One thing done. kind: load, withdrawal, restore, prune, freeze; at: UTC as ISO.

    sha256     of the file, for a load
    rows_held  rows that the load left in the main file
    """

    entry_id: int
    at: str
    kind: str
    office: str
    load_id: int | None = None
    words: str = ""
    sha256: str | None = None
    rows_held: int | None = None


def logged() -> list[Entry]:
    """The entries of the ledger that audit.jsonl has, oldest first; other acts are passed over,
    and so is a line cut short by a crash."""
    lines = chain.lines_of(audit.log_file())
    return [entry for line in lines if MARK in line and (entry := _read(line))]


def recorded(con: duckdb.DuckDBPyConnection) -> list[Entry]:
    """The entries of the ledger, oldest first."""
    rows = con.table("audit").order("entry_id").fetchall()
    return [Entry(row[0], row[1].isoformat(), *row[2:]) for row in rows]


def next_id(con: duckdb.DuckDBPyConnection) -> int:
    """A number that neither ledger nor file has used."""
    used = [entry.entry_id for entry in (*recorded(con), *logged())]
    return max(used, default=0) + 1


def next_load(con: duckdb.DuckDBPyConnection) -> int:
    """A load number that neither ledger nor file has used."""
    held = [number for (number,) in con.table("load").project("load_id").fetchall()]
    said = [entry.load_id or 0 for entry in (*recorded(con), *logged())]
    return max([*held, *said], default=0) + 1


def record(
    con: duckdb.DuckDBPyConnection, kind: str, office: str, told: Mapping[str, object]
) -> None:
    """Add an entry to the ledger, inside the transaction that it tells of."""
    blank = {"load_id": None, "words": "", "sha256": None, "rows_held": None}
    entry = {"entry_id": next_id(con), "at": audit.now(), "kind": kind, "office": office}
    con.execute(statements.named("city/writes", "add_audit"), {**blank, **entry, **told})


def write_log(
    con: duckdb.DuckDBPyConnection,
    log: Log | None = None,
    account: str = "",
    killed: Mapping[str, str] | None = None,
) -> None:
    """Append to audit.jsonl what the ledger has and the file lacks, and see it on the disk.

    log     the audit where it was made ready before the commit; None when the pack is opened: a
            process may be killed between commit and log
    killed  what such a process said of itself: office, file and account

    Raises Unlogged: what the ledger has is done.
    """
    known = {entry.entry_id for entry in logged()}
    missing = [entry for entry in recorded(con) if entry.entry_id not in known]
    if not missing:
        return
    try:
        if log is not None:
            _append(missing, log, lambda entry: account)
            return
        with audit.ready() as opened:
            _append(missing, opened, lambda entry: _account_of(entry, killed or {}))
    except Unrecorded as stop:
        raise Unlogged(stop) from None


def confirm(con: duckdb.DuckDBPyConnection, account: str) -> None:
    """Commit what was done with its entry, and append it to audit.jsonl with who did it.

    Whether it can be appended is found out first. Raises Unrecorded, and nothing was done.
    """
    with audit.ready() as log:
        con.commit()
        write_log(con, log, account)


def _account_of(entry: Entry, killed: Mapping[str, str]) -> str:
    """The account of a process that was killed, where the entry is what it was about to do."""
    did = (entry.office, entry.words), (entry.office, f"load {entry.load_id}")
    return killed.get("account", "") if (killed.get("office"), killed.get("file")) in did else ""


def _append(entries: list[Entry], log: Log, account: Callable[[Entry], str]) -> None:
    for entry in entries:
        told: dict[str, Any] = asdict(entry)
        log.append(told.pop("kind"), told.pop("office"), account(entry), told)


def differences(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """What ledger and audit.jsonl do not agree on, in Chinese and English.

    A load that the ledger lost counts until a file of the same content has been loaded again;
    one that a restore took away does not count (`restored`).
    """
    ledger = {entry.entry_id: entry for entry in recorded(con)}
    log = {entry.entry_id: entry for entry in logged()}
    since = _last_restore()
    found = [
        (
            f"审计第 {entry.entry_id} 条（{entry.kind} {entry.words}）不在数据库里，"
            "请重新导入或恢复备份。",
            f"Audit entry {entry.entry_id} ({entry.kind} {entry.words}) is not in the database: "
            "load the file again or restore a backup.",
        )
        for entry in _lost(con)
        if entry.entry_id > since
    ]
    for number in ledger.keys() & log.keys():
        if ledger[number] != log[number]:
            found.append((
                f"审计第 {number} 条与数据库不一致。",
                f"Audit entry {number} is not what the database says.",
            ))  # fmt: skip
    for number in ledger.keys() - log.keys():
        found.append((f"审计缺第 {number} 条。", f"Audit entry {number} is missing."))
    return found


def restored(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """What the audit tells of and a restore took away, in Chinese and English: no fault."""
    until = _last_restore()
    return [
        (
            f"审计第 {entry.entry_id} 条（{entry.kind} {entry.words}）在恢复备份时撤出了数据库。",
            f"Audit entry {entry.entry_id} ({entry.kind} {entry.words}) left the database when a "
            "backup was restored.",
        )
        for entry in _lost(con)
        if entry.entry_id < until
    ]


def _lost(con: duckdb.DuckDBPyConnection) -> list[Entry]:
    """The entries of the audit that the ledger has not, unless their file was loaded again."""
    held = con.table("load").filter("status = 'accepted'").project("sha256").fetchall()
    there = {sha256 for (sha256,) in held}
    known = {entry.entry_id for entry in recorded(con)}
    return [e for e in logged() if e.entry_id not in known and e.sha256 not in there]


def _last_restore() -> int:
    """The number of the newest restore; numbers only grow."""
    return max((entry.entry_id for entry in logged() if entry.kind == "restore"), default=0)


def miscounted(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Loads whose rows in the database are not as many as the audit says."""
    held = dict(con.execute(statements.named("city/writes", "rows_held")).fetchall())
    told = {e.load_id: e.rows_held for e in recorded(con) if e.kind == "load"}
    return [
        (
            f"第 {load_id} 次导入应有 {rows} 行，实有 {held.get(load_id, 0)} 行。",
            f"Load {load_id} should hold {rows} rows and holds {held.get(load_id, 0)}.",
        )
        for load_id, rows in told.items()
        if held.get(load_id, 0) != rows
    ]


def _read(line: bytes) -> Entry | None:
    try:
        told = json.loads(line)
        return Entry(**{field.name: told[field.name] for field in fields(Entry)})
    except (ValueError, KeyError, TypeError):
        return None
