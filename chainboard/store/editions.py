"""Editions: immutable, numbered files of one pack, and the pointer that names the current one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from chainboard.packs import pack_of
from chainboard.store import limits, schemas, statements, suppress
from chainboard.store.content import content_hash
from chainboard.store.engine import LOCKED_DOWN, SAFE
from chainboard.store.faults import Broken, TooLong
from chainboard.store.limits import in_time
from chainboard.store.place import edition_file, pack_folder

Fill = Callable[[duckdb.DuckDBPyConnection], None]
POINTER = "CURRENT"  # names the edition that is shown
NUMBERS = "NUMBERS"  # the highest number that was ever given
LONGEST = 6  # digits of a number


# read_only is no sandbox: without these, plain SQL reads files, writes CSV and installs code.
@dataclass(frozen=True)
class Health:
    """What a full reading of one edition found.

    fault  "" when it is whole; schema  that of its tables, 0 when it is damaged
    """

    number: int
    is_current: bool
    figures: int
    fault: str
    schema: int

    @property
    def is_readable(self) -> bool:
        """Whether the edition is whole and this release reads its schema."""
        return not self.fault and schemas.refusal(self.schema) is None


def current(pack: str) -> int | None:
    """The number of the current edition, or None when there is none.

    Raises Broken, which names the cure, when CURRENT is there and names no edition.
    """
    folder = pack_folder(pack)
    number = pointed(folder)
    if number is None and os.path.lexists(folder / POINTER):
        raise Broken(
            f"{pack} 的 CURRENT 已损坏，看不出哪一版次是当前的，数据没有丢失；"
            f"请运行：python -m chainboard build --pack {pack}",
            f"CURRENT of {pack} is damaged and names no edition; no data is lost. "
            f"Run: python -m chainboard build --pack {pack}",
        )
    return number


def pointed(folder: Path) -> int | None:
    """The number that CURRENT names in the folder of a pack or a backup; None when it names none,
    whatever its bytes are."""
    return _number_in(folder / POINTER)


def _number_in(file: Path) -> int | None:
    try:
        with file.open("rb") as opened:
            told = opened.read(100).strip()
    except OSError:
        return None
    return int(told) if told.isdigit() and len(told) <= LONGEST else None


def numbers(pack: str) -> list[int]:
    """The numbers of the editions that exist, oldest first."""
    files = (pack_folder(pack) / "editions").glob("[0-9]*.duckdb")
    return sorted(int(file.stem) for file in files if file.stem.isdecimal())


def highest(pack: str) -> int:
    """The highest number that an edition of the pack ever had; 0 when there was none.

    NUMBERS keeps it: a restore takes editions out of the folder, and people hold addresses with
    their numbers. What earlier restores put aside counts too.
    """
    folder = pack_folder(pack)
    files = folder.glob("editions*/[0-9]*.duckdb")
    return max([noted(folder), *(int(file.stem) for file in files if file.stem.isdecimal())])


def noted(folder: Path) -> int:
    """The number in the file NUMBERS of a pack or a backup; 0 for none, whatever its bytes are."""
    return _number_in(folder / NUMBERS) or 0


def note(pack: str, number: int) -> None:
    """Write down that no number up to this one may be given again."""
    if number > noted(pack_folder(pack)):
        _write_number(pack_folder(pack) / NUMBERS, number)


def mark(pack: str, number: int) -> str:
    """Sixteen hex digits that name the content of an edition; "" when it is not there.

    What is kept of an edition is kept under its mark: another machine's backup, or an edition
    made anew, may give other figures to a number that was seen here.
    """
    return mark_of(edition_file(pack, number))


def mark_of(file: Path) -> str:
    """As mark, of an edition's file. Asked for with every answer: text, not Path, for its speed."""
    edition = os.fspath(file)
    beside = os.path.splitext(edition)[0] + ".sha256"
    for each in (beside, edition):  # beside a whole edition stands its checksum
        try:
            stat = os.stat(each)
        except OSError:
            continue
        return _digest(each, stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return ""


@lru_cache(maxsize=1024)
def _digest(file: str, *stat: int) -> str:
    told = Path(file).read_bytes() if file.endswith(".sha256") else repr(stat).encode()
    return hashlib.sha256(told).hexdigest()[:16]


def open_edition(pack: str, number: int) -> duckdb.DuckDBPyConnection:
    """A read-only, locked-down connection that shows an older edition with the tables of today.

    Its cursors must run schemas.compatible for themselves. Raises duckdb.Error when the file is
    damaged, or another edition of this number is still open in this process; WrongRelease when
    this release does not read its schema.
    """
    con = _open_as_it_is(edition_file(pack, number))
    try:
        with in_time(con):
            con.execute(schemas.compatible(con))
    except BaseException:
        con.close()
        raise
    return con


def schema_of(pack: str, number: int) -> int | None:
    """The schema of a whole edition; None for a damaged one."""
    try:
        with _open_as_it_is(edition_file(pack, number)) as con, in_time(con):
            return schemas.stamped(con)
    except duckdb.Error:
        return None


def is_outdated(pack: str, number: int) -> bool:
    """Whether a whole edition was built by an earlier release than this one."""
    version = schema_of(pack, number)
    return version is not None and version < schemas.SCHEMA_VERSION


def _open_as_it_is(file: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB gives who opens a path once more what it has open already, whatever lies there now;
    a configuration that names the content makes it refuse instead."""
    config = {**LOCKED_DOWN, "custom_user_agent": mark_of(file)}
    return duckdb.connect(str(file), read_only=True, config=config)


def publish(pack: str, main: Path, as_of: date) -> int:
    """Write the next edition from the main file, check it, then point to it. Returns its number.

    An edition whose content equals the current one is not kept. Raises WrongRelease
    when the current one is of a newer release.
    """
    return publish_filled(pack, main, as_of, _copy)


def publish_filled(pack: str, main: Path, as_of: date, fill: Fill) -> int:
    """As publish, with the tables that fill makes of the main file (main_file in its SQL).

    fill  makes schema and rows in the database in use; it must give the same rows every time
    """
    standing, number = pointed(pack_folder(pack)), highest(pack) + 1
    _refuse_over_newer(pack, standing)
    final = edition_file(pack, number)
    final.parent.mkdir(parents=True, exist_ok=True)
    content = write(final, main, {"pack": pack, "number": number, "as_of": as_of}, fill)
    if standing is not None and _is_same(pack, standing, content):
        _remove(final)
        return standing
    fault = fault_of(final)
    if fault:
        _remove(final)
        raise OSError(f"edition {number} of {pack} did not survive writing: {fault}")
    _point_to(pack, number)
    return number


def write(final: Path, main: Path, stamp: dict[str, Any], fill: Fill) -> str:
    """Write one edition's file and the checksum beside it. Returns the hash of its content.

    What the pack may not show is hidden before it is hashed: the file never holds it.

    stamp  pack, number and as_of
    """
    draft = draft_of(final)
    with duckdb.connect(config=SAFE) as con:
        con.execute(statements.named("writes", "attach_edition"), {"path": str(draft)})
        con.execute(statements.named("writes", "attach_main"), {"path": str(main)})
        con.execute(statements.named("writes", "use_edition"))
        fill(con)
        if pack_of(str(stamp["pack"])).hides_small_cells:
            suppress.suppress(con, stamp["as_of"])
        content = content_hash(con)
        for verb in ("settle", "drop_unsettled", "name_settled"):
            for settled in ("figures", "targets"):
                con.execute(statements.named("writes", f"{verb}_{settled}"))
        con.execute(
            statements.named("writes", "stamp_edition"),
            {
                "built_at": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
                "schema_version": schemas.SCHEMA_VERSION,
                "content": content,
                **stamp,
            },
        )
    sync(draft)
    checksum_file(final).write_text(checksum(draft) + "\n", encoding="utf-8")
    sync(checksum_file(final))
    os.replace(draft, final)
    return content


def draft_of(file: Path) -> Path:
    """Where a file of DuckDB is written before it takes its place; what a killed process left
    there is gone."""
    draft = file.with_suffix(".building")
    for leftover in (draft, draft.with_suffix(".building.wal")):
        leftover.unlink(missing_ok=True)
    return draft


def _refuse_over_newer(pack: str, standing: int | None) -> None:
    newest = standing or max(numbers(pack), default=None)  # CURRENT may be gone or damaged
    version = 0 if newest is None else schema_of(pack, newest) or 0
    refused = schemas.refusal(version) if version > schemas.SCHEMA_VERSION else None
    if refused:
        raise refused


def _copy(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(statements.named("writes", "copy_main"))


def _remove(final: Path) -> None:
    final.unlink()
    checksum_file(final).unlink(missing_ok=True)


def delete_drafts(pack: str) -> int:
    """Delete what a killed process left half written. Returns how many files that were.

    Call it under the lock of the process that writes the pack.
    """
    folder = pack_folder(pack)
    orphans = [*folder.glob("*.building*"), *(folder / "editions").glob("*.building*")]
    for orphan in orphans:
        orphan.unlink()
    return len(orphans)


def verify(pack: str) -> list[Health]:
    """Every edition read in full against the content it was stamped with, oldest first."""
    standing = pointed(pack_folder(pack))
    found = []
    for number in numbers(pack):
        fault = _fault(pack, number)
        figures, schema = 0, 0
        if not fault:
            try:
                figures, schema = _counted(pack, number)
            except (TooLong, duckdb.Error) as error:
                fault = said_of(error)
        found.append(Health(number, number == standing, figures, fault, schema))
    if standing is not None and standing not in {health.number for health in found}:
        found.append(Health(standing, True, 0, "the file is missing", 0))
    return found


def _is_same(pack: str, number: int, content: str) -> bool:
    """Whether the edition holds this content in these tables and is whole."""
    try:
        with _open_as_it_is(edition_file(pack, number)) as con:
            stamp = con.table("edition").project("content, schema_version").fetchall()
    except duckdb.Error:
        return False
    return stamp == [(content, schemas.SCHEMA_VERSION)] and not _fault(pack, number)


def _counted(pack: str, number: int) -> tuple[int, int]:
    """How many figures an edition shows, and its schema."""
    with _open_as_it_is(edition_file(pack, number)) as con, in_time(con, limits.IN_FULL):
        ((figures,),) = con.table("current_figure").count("figure_id").fetchall()
        return int(figures), schemas.stamped(con)


def _fault(pack: str, number: int) -> str:
    return fault_of(edition_file(pack, number))


def fault_of(file: Path) -> str:
    """What is wrong with an edition's file: its bytes first, then its rows; "" for nothing."""
    if not file.exists() or not checksum_file(file).exists():
        return "its file or its .sha256 is missing"
    if checksum_file(file).read_text(encoding="utf-8").strip() != checksum(file):
        return "its bytes are not those that were published"
    try:
        with _open_as_it_is(file) as con, in_time(con, limits.IN_FULL):
            stamped = con.table("edition").project("content").fetchall()
            whole = stamped == [(content_hash(con),)]
    except (TooLong, duckdb.Error) as error:
        return said_of(error)
    return "" if whole else "its rows are not those it was stamped with"


def said_of(error: TooLong | duckdb.Error) -> str:
    """In a few English words, why a file could not be read in full."""
    if isinstance(error, TooLong):
        return f"reading it takes more than {error.seconds:g} seconds"
    return str(error).splitlines()[0]


def checksum_file(file: Path) -> Path:
    """Where the SHA-256 of an edition's bytes stands."""
    return file.with_suffix(".sha256")


def checksum(file: Path) -> str:
    """SHA-256 of the whole file: blocks that no table reads (an index) are in it too."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _point_to(pack: str, number: int) -> None:
    note(pack, number)
    pointer = pack_folder(pack) / POINTER
    if pointer.is_dir():  # nothing can be written over a folder
        os.replace(pointer, pointer.with_name(f"{POINTER}.aside-{number:06d}"))
    _write_number(pointer, number)


def _write_number(file: Path, number: int) -> None:
    draft = file.with_suffix(".building")
    draft.write_text(f"{number}\n", encoding="utf-8")
    sync(draft)
    os.replace(draft, file)
    if os.name == "posix":
        sync(file.parent)


def sync(path: Path) -> None:
    """Return when the file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
