"""Firm rows entered, replaced, put back and packed closer: each a version of the table, or nothing.

Who writes waits for the others of this machine and then looks at the table as it is; a commit that
another machine was quicker with is refused, and the look is taken anew.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from filelock import FileLock, Timeout

from chainboard.intake.issue import Issue
from chainboard.intake.ratios import over_one
from chainboard.scale import lake
from chainboard.scale.firm_rows import LISTED, checked
from chainboard.store import statements
from chainboard.store.engine import SAFE
from chainboard.store.faults import Busy, Stop, Unwritable, refused_write
from chainboard.store.place import firms_folder

if TYPE_CHECKING:
    from deltalake import CommitProperties, DeltaTable, WriterProperties

Progress = Callable[[str, int], None]
Look = Callable[["DeltaTable"], "Entered"]

SQL = Path(__file__).with_name("loading.sql")
PATIENCE = 120.0  # seconds for another process of this machine
TRIES = 6  # times that a commit of another machine may come first
PAUSE = 0.05  # seconds before the second try, doubled for each one after it
FILE_SIZE = 128 << 20  # bytes of a file that compacting aims at
ACTS = {  # by the first word of the operation
    "CREATE": "create", "WRITE": "append", "MERGE": "replace", "OPTIMIZE": "compact",
    "RESTORE": "restore",
}  # fmt: skip
SAME_KEY = " and ".join(
    ["target.month in ({months})", *(f"target.{column} = source.{column}" for column in lake.KEY)]
)


@dataclass(frozen=True)
class Entered:
    """What became of a file.

    version   of the table; None where nothing was entered
    rows      of the file; replaced: how many of them stand for an earlier one of the same office
    is_known  whether the very file had been entered before
    issues    the first of what is wrong; faults: how many there are in all
    """

    version: int | None
    rows: int = 0
    replaced: int = 0
    is_known: bool = False
    issues: list[Issue] = field(default_factory=list)
    faults: int = 0


@dataclass(frozen=True)
class Version:
    """A version of the table: what made it. act is create, append, replace, compact or restore."""

    version: int
    at: datetime
    act: str
    office: str
    file: str
    rows: int | None


def load(path: Path, office: str, tell: Progress, patience: float = PATIENCE) -> Entered:
    """Enter the rows of a file that an office sends, whole or not at all.

    A file that stands in the table is not entered again. A row whose month, firm and chain stand
    already replaces that one if the same office sent it, and else nothing is entered. Raises Busy,
    NotInstalled and what keeps the table from being read or written.
    """
    lake.require()
    tell("reading", 0)
    mark = _sha256(path)
    if mark and _is_there() and is_entered(lake.opened(), mark):
        return Entered(None, is_known=True)
    found = checked(path, office)
    rows = found.rows
    if rows is None:
        return Entered(None, issues=found.issues, faults=found.faults)
    told = {"office": office, "file": path.name, "sha256": mark, "rows": str(rows.num_rows)}

    def enter(table: DeltaTable) -> Entered:
        tell("comparing", 60)
        if is_entered(table, mark):
            return Entered(None, is_known=True)
        replaced, issues, faults = _compared(table, rows, office)
        if issues:
            return Entered(None, rows.num_rows, issues=issues, faults=faults)
        tell("writing", 80)
        _write(table, rows, replaced > 0, _commit(told, table.transaction_version(mark)))
        return Entered(table.version(), rows.num_rows, replaced)

    entered = _written(enter, patience, is_new=True)
    tell("done", 100)
    return entered


def is_entered(table: DeltaTable, mark: str) -> bool:
    """Whether the file of this hash is in the table as it is: a restore may have taken it out."""
    if table.transaction_version(mark) is None:
        return False
    lines = {int(line["version"]): line for line in table.history()}
    version = table.version()
    while version in lines:
        line = lines[version]
        if line.get("sha256") == mark:
            return True
        before = line.get("operationParameters", {}).get("version")
        is_restore = line.get("operation") == "RESTORE" and before is not None
        version = int(before) if is_restore else version - 1
    return False


def compact(patience: float = PATIENCE) -> tuple[int, int]:
    """Pack the rows of each month into few files; how many files there were, and are.

    No answer changes, and earlier versions keep their files. Raises Busy.
    """
    counts = (0, 0)

    def pack(table: DeltaTable) -> Entered:
        nonlocal counts
        before = len(table.file_uris())
        table.optimize.compact(
            target_size=FILE_SIZE, commit_properties=_commit({}), writer_properties=_packed()
        )
        counts = before, len(table.file_uris())
        return Entered(table.version())

    _written(pack, patience)
    return counts


def versions() -> list[Version]:
    """Every version of the table, newest first."""
    return [_version(line) for line in lake.opened().history()]


def restore(version: int, office: str, patience: float = PATIENCE) -> int:
    """Put the rows of an earlier version back, as a new version, whose number is returned.

    Raises NoVersion, Vacuumed and Busy.
    """

    def put_back(table: DeltaTable) -> Entered:
        lake.files(version)
        table.restore(version, commit_properties=_commit({"office": office}))
        return Entered(table.version())

    return _written(put_back, patience).version or 0


def _version(line: dict[str, Any]) -> Version:
    at = datetime.fromtimestamp(line["timestamp"] / 1000, UTC)
    operation = str(line.get("operation", "")).partition(" ")[0]
    rows = line.get("rows")
    return Version(
        int(line["version"]),
        at.replace(microsecond=0),
        ACTS.get(operation, operation.lower()),
        str(line.get("office", "")),
        str(line.get("file", "")),
        int(rows) if rows else None,
    )


def _written(act: Look, patience: float, is_new: bool = False) -> Entered:
    """What an act on the table gives, looked at anew while others commit before it. Raises Busy."""
    lake.require()
    from deltalake.exceptions import CommitFailedError

    with _alone(patience), _plainly():
        for attempt in range(TRIES):
            try:
                return act(_opened_or_made() if is_new else lake.opened())
            except CommitFailedError:
                time.sleep(PAUSE * 2**attempt * random.random())
    raise Busy("firms")


@contextmanager
def _alone(patience: float) -> Iterator[None]:
    """This process alone of this machine writes the table. Raises Busy."""
    folder = firms_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "_writing.lock", timeout=patience)
        lock.acquire()
    except Timeout:
        raise Busy("firms") from None
    except OSError as error:
        raise Unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _plainly() -> Iterator[None]:
    """What keeps the table from being written, in plain words."""
    from deltalake.exceptions import DeltaError, DeltaProtocolError

    try:
        yield
    except (DeltaError, DeltaProtocolError, OSError) as error:
        first = str(error).splitlines()[0]
        raise refused_write(error) or Stop(
            f"企业明细没有写成（{first}）；原有的数不变。",
            f"The firm rows could not be written ({first}); what stood is unchanged.",
        ) from error


def _is_there() -> bool:
    return (firms_folder() / "_delta_log").is_dir()


def _opened_or_made() -> DeltaTable:
    from deltalake import DeltaTable

    if not _is_there():
        folder = firms_folder()
        DeltaTable.create(folder, lake.SCHEMA, "ignore", lake.PARTS, configuration=lake.KEPT)
    return lake.opened()


def _commit(told: dict[str, str], entered: int | None = None) -> CommitProperties:
    """What a commit says of itself. Another commit that came first makes it fail.

    entered  how often the file of told was entered before, and taken out by a restore
    """
    from deltalake import CommitProperties, Transaction

    file = [Transaction(told["sha256"], (entered or 0) + 1)] if "sha256" in told else []
    return CommitProperties(custom_metadata=told, max_commit_retries=0, app_transactions=file)


def _packed() -> WriterProperties:
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD", compression_level=3)


def _write(table: DeltaTable, rows: pa.Table, is_merge: bool, commit: CommitProperties) -> None:
    from deltalake import write_deltalake

    if not is_merge:
        write_deltalake(
            table, rows, mode="append", commit_properties=commit, writer_properties=_packed()
        )
        return
    months = ", ".join(f"'{month}'" for month in _months(rows))
    merged = table.merge(
        rows,
        SAME_KEY.format(months=months),
        source_alias="source",
        target_alias="target",
        streamed_exec=False,
        commit_properties=commit,
        writer_properties=_packed(),
    )
    merged.when_matched_update_all().when_not_matched_insert_all().execute()


def _months(rows: pa.Table) -> list[str]:
    return sorted(map(str, rows["month"].unique().to_pylist()))


def _compared(table: DeltaTable, rows: pa.Table, office: str) -> tuple[int, list[Issue], int]:
    """How many rows replace one of the table; the first that may not enter, and how many do not."""
    firms = pc.min_max(rows["enterprise_id"]).as_py()
    files = lake.paths(
        table,
        [
            ("month", "in", _months(rows)),
            ("enterprise_id", ">=", firms["min"]),
            ("enterprise_id", "<=", firms["max"]),
        ],
    )
    if not files:
        return 0, [], 0
    with duckdb.connect(config=SAFE) as con:
        con.register("sent", rows)
        con.execute(_sql("standing"), {"files": files})
        asked = {"office": office, "most": LISTED}
        others = con.execute(_sql("of_others"), asked).fetchall()
        if others:
            return 0, [_of_another(*row[:-1]) for row in others], int(others[0][-1])
        over = con.execute(_sql("over_shared"), {"files": files, "most": LISTED}).fetchall()
        issues = [_over(*row[:-1]) for row in over]
        replaced = len(con.table("standing"))
        return replaced, issues, int(over[0][-1]) if over else 0


def _sql(name: str) -> str:
    return statements.read(SQL)[name].sql


def _of_another(month: str, name: str, firm: str, chain: str, office: str) -> Issue:
    return Issue(
        "duplicate_row",
        f"{month} {name}（{firm}）{chain}：已由 {office} 报过，别的单位不能替换；"
        f"请与 {office} 核对，由其更正。",
        f"{month} {name} ({firm}) {chain}: sent by {office} already, and nobody else replaces it; "
        f"ask {office} to correct it.",
        value=firm,
    )


def _over(month: str, firm: str, shares: float) -> Issue:
    zh, en = over_one(f"{shares:g}")
    return Issue(
        "out_of_range",
        f"{month} {firm}：连同表里已有的，{zh}",
        f"{month} {firm}: with what stands in the table {en}",
        value=firm,
    )


def _sha256(path: Path) -> str:
    """The hash of a file; "" where it cannot be opened, which reading it will say."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
