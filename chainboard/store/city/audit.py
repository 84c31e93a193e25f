"""The audit: what was done to the city's data, in the ledger and again in a file of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from chainboard.store import statements
from chainboard.store.place import pack_folder


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


def now() -> datetime:
    """The moment, UTC, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def log_file() -> Path:
    """Where the audit stands outside the database."""
    return pack_folder("city") / "audit.jsonl"


def logged(file: Path | None = None) -> list[Entry]:
    """The entries of audit.jsonl, oldest first; a line cut short by a crash is passed over."""
    file = file or log_file()
    if not file.exists():
        return []
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return [entry for entry in map(_read, lines) if entry]


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
    entry = {"entry_id": next_id(con), "at": now(), "kind": kind, "office": office}
    con.execute(statements.named("city/writes", "add_audit"), {**blank, **entry, **told})


def write_log(con: duckdb.DuckDBPyConnection) -> None:
    """Append to audit.jsonl what the ledger has and the file lacks, and see it on the disk.

    Called after a commit, and when the pack is opened: a process may be killed between the two.
    """
    known = {entry.entry_id for entry in logged()}
    missing = [entry for entry in recorded(con) if entry.entry_id not in known]
    if not missing:
        return
    file = log_file()
    is_cut = file.exists() and not file.read_bytes().endswith((b"\n",)) and file.stat().st_size > 0
    with file.open("a", encoding="utf-8") as log:
        log.write("\n" if is_cut else "")
        for entry in missing:
            log.write(json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n")
        log.flush()
        os.fsync(log.fileno())


def differences(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """What ledger and audit.jsonl do not agree on, in Chinese and English.

    A load that the ledger lost counts until a file of the same content has been loaded again.
    """
    ledger = {entry.entry_id: entry for entry in recorded(con)}
    log = {entry.entry_id: entry for entry in logged()}
    held = con.table("load").filter("status = 'accepted'").project("sha256").fetchall()
    there = {sha256 for (sha256,) in held}
    found = []
    for number, entry in log.items():
        if number not in ledger and entry.sha256 not in there:
            found.append((
                f"审计第 {number} 条（{entry.kind} {entry.words}）不在数据库里，"
                "请重新导入或恢复备份。",
                f"Audit entry {number} ({entry.kind} {entry.words}) is not in the database: "
                "load the file again or restore a backup.",
            ))  # fmt: skip
        elif number in ledger and ledger[number] != entry:
            found.append((
                f"审计第 {number} 条与数据库不一致。",
                f"Audit entry {number} is not what the database says.",
            ))  # fmt: skip
    for number in ledger.keys() - log.keys():
        found.append((f"审计缺第 {number} 条。", f"Audit entry {number} is missing."))
    return found


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


def _read(line: str) -> Entry | None:
    try:
        told = json.loads(line)
        return Entry(**{field.name: told[field.name] for field in fields(Entry)})
    except (ValueError, KeyError, TypeError):
        return None
