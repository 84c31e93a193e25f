"""Build a pack from the project's own files: main.duckdb first, then an edition from it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from chainboard.store import dictionary, editions
from chainboard.store.demo import pack as demo
from chainboard.store.engine import SAFE
from chainboard.store.faults import BuildError, Busy as Busy
from chainboard.store.place import ROOT, data_folder, pack_folder
from chainboard.store.published import pack as published

Tables = dict[str, list[dict[str, object]]]
Progress = Callable[[str, int], None]

PACK_TABLES: dict[str, Callable[[Path], Tables]] = {
    "published": published.tables,
    "demo": demo.tables,
}
AS_OF: dict[str, Callable[[Path], date]] = {
    "published": published.as_of,
    "demo": demo.as_of,
}


def build(pack: str, progress: Progress, data: Path | None = None) -> int:
    """Build the pack and publish an edition of it. Returns the number of the current edition.

    progress  told (step, percent) as the work goes on
    data  the folder of the city's facts; None for the one that is set

    Raises BuildError for a row that cannot become a figure, and Busy when another process is
    building; either way the last good edition stays current.
    """
    folder = pack_folder(pack)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "build.lock", timeout=0):
            return _build(pack, progress, data or data_folder())
    except Timeout:
        raise Busy(pack) from None


def wait_until_built(pack: str, seconds: float) -> None:
    """Return when no other process is building the pack. Raises Busy after so many seconds."""
    try:
        with FileLock(pack_folder(pack) / "build.lock", timeout=seconds):
            return
    except Timeout:
        raise Busy(pack) from None


def _build(pack: str, progress: Progress, data: Path) -> int:
    progress("reading", 5)
    tables = {**dictionary.tables(data), **PACK_TABLES[pack](data)}
    progress("writing", 40)
    main = pack_folder(pack) / "main.duckdb"
    draft = editions.draft_of(main)
    with duckdb.connect(str(draft), config=SAFE) as con:
        fill(con, tables, data)
    progress("publishing", 70)
    number = editions.publish(pack, draft, AS_OF[pack](data))
    os.replace(draft, main)
    progress("done", 100)
    return number


def fill(con: duckdb.DuckDBPyConnection, tables: Tables, data: Path | None = None) -> None:
    """Make the empty schema in con and put every table's rows in, in the order given.

    data  where the dictionary was read, for the line of a fault; None as build has it

    Raises BuildError for a row that a key or a CHECK of the schema refuses.
    """
    con.execute((ROOT / "data" / "schema.sql").read_text(encoding="utf-8"))
    for table, rows in tables.items():
        if not rows:
            continue
        try:
            _append(con, table, rows)
        except (duckdb.ConstraintException, duckdb.ConversionException) as refusal:
            raise _refused(con, table, rows, refusal, data or data_folder()) from None


def _refused(
    con: duckdb.DuckDBPyConnection,
    table: str,
    rows: list[dict[str, object]],
    refusal: duckdb.Error,
    data: Path,
) -> BuildError:
    """The first row that the schema refuses, with the file and line it came from."""
    why, culprit = str(refusal).splitlines()[0], 0
    for number, row in enumerate(rows):
        culprit = number
        try:
            _append(con, table, [row])
        except duckdb.Error as one:
            why = str(one).splitlines()[0]
            break
    file, line = _origin(table, rows[culprit], culprit, data)
    key = " ".join(str(value) for value in list(rows[culprit].values())[:3])
    return BuildError(
        file,
        line,
        f"表 {table} 不接受这一行（{key}）：{why}",
        f"table {table} refuses this row ({key}): {why}",
    )


def _origin(table: str, row: dict[str, object], number: int, data: Path) -> tuple[str, int]:
    """Where a row was read: a line of the dictionary, the sheet and line a figure carries, or
    the schema that refuses it."""
    if table in dictionary.FILES:
        found = dictionary.read(data, table)[number]
        return found.file, found.line
    sheet, cell = str(row.get("sheet") or ""), str(row.get("cell") or "")
    if cell.startswith("line "):
        return f"data/published/{sheet}", int(cell.removeprefix("line "))
    return "data/schema.sql", 1


def _append(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    """Rows as text: DuckDB casts each column on insert, so 5.10 is not made a float first."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with con.appender(table, columns=columns) as appender:
        appender.append_rows([_text(row.get(name)) for name in columns] for row in rows)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
