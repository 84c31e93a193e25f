"""The one place that opens the city's main file: under the lock, checked, put right."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from chainboard.store import audit, editions, migrations
from chainboard.store.city import audit as city_audit
from chainboard.store.engine import SAFE
from chainboard.store.faults import Broken, Busy, NoSpace, Stop, reason, refused_write
from chainboard.store.place import data_folder, pack_folder

Progress = Callable[[str, int], None]
PACK = "city"
NOTE = "write.json"  # who holds the lock
KILLED = "killed.json"  # who held it in a process that was killed, until the main file is opened


def _silent(step: str, percent: int) -> None: ...


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


@dataclass(frozen=True)
class Desk:
    """What a writing call needs besides its rows.

    progress  told (step, percent): opening, comparing, writing, publishing, done; and in whole
          sentences with percent 0 what was found damaged or is waited for
    wait  seconds to wait for another writing process
    free  bytes free in a folder
    data  the folder of the city's facts
    account  by which the audit names who does it; "" where nobody has signed in
    """

    progress: Progress = _silent
    wait: float = 0
    free: Callable[[Path], int] = _free
    data: Path = field(default_factory=data_folder)
    account: str = ""


DESK = Desk()


def main_file() -> Path:
    """The city's main file; no process but the writing one opens it."""
    return pack_folder(PACK) / "main.duckdb"


def writer() -> str:
    """Who holds the lock, as office, file and since when; "" when nobody said."""
    told = _told(NOTE)
    return " ".join(told.get(name, "") for name in ("office", "file", "since")).strip()


def _told(name: str) -> dict[str, str]:
    """What a note in the folder of the pack says; nothing of one that cannot be read."""
    try:
        found = json.loads((pack_folder(PACK) / name).read_text(encoding="utf-8"))
        return {str(key): str(value) for key, value in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


@contextmanager
def locked(office: str, file: str, desk: Desk) -> Iterator[None]:
    """The lock of the city pack, with a note of who holds it. Raises Busy after desk.wait."""
    folder = pack_folder(PACK)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what offices send is its owner's
    lock = FileLock(folder / "write.lock")
    take(lock, PACK, desk, writer)
    note = folder / NOTE
    try:
        told = {"office": office, "file": file, "account": desk.account}
        told |= {"since": audit.now().isoformat()}
        with suppress(OSError):  # a full disk must not keep anyone from making room
            if note.exists() and not (folder / KILLED).exists():
                os.replace(note, folder / KILLED)
            note.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def take(lock: FileLock, pack: str, desk: Desk, who: Callable[[], str] = str) -> None:
    """Take a lock of a pack, saying that it is waited for where another process has it.

    who  says who has it; "" for nobody known

    Raises Busy after desk.wait.
    """
    with suppress(Timeout):
        lock.acquire(timeout=0)
        return
    desk.progress(f"waiting: {who() or pack}", 0)
    try:
        lock.acquire(timeout=desk.wait)
    except Timeout:
        raise Busy(pack, who()) from None


@contextmanager
def plainly() -> Iterator[None]:
    """Turns what DuckDB says into a plain stop: no path, no process number, no traceback."""
    try:
        yield
    except duckdb.FatalException:
        raise _fatal() from None
    except duckdb.Error as error:
        if refused := refused_write(error):
            raise refused from None
        why = str(error).splitlines()[0].replace(str(pack_folder(PACK)), "")
        raise Broken(
            f"数据库不能继续使用：{why}。请运行 python -m chainboard verify --pack city。",
            f"The database cannot go on: {why}. Run python -m chainboard verify --pack city.",
        ) from None
    except OSError as error:
        if refused := refused_write(error):
            raise refused from None
        zh, en = reason(error)
        raise Stop(f"写入失败：{zh}。", f"Writing failed: {en}.") from None


def _fatal() -> Broken:
    stop = Broken(
        "数据库已停止（多半是磁盘已满），已确认的数据没有丢失；请腾出空间后重新启动。",
        "The database has stopped (most often a full disk); nothing confirmed is lost. Make "
        "room and start again.",
    )
    stop.code = 75
    return stop


@contextmanager
def opened(desk: Desk) -> Iterator[duckdb.DuckDBPyConnection]:
    """The main file open for writing, made when it is missing; call it under the lock.

    A damaged file or WAL is put aside by a new name, the newest backup takes its place, and
    desk.progress tells it. Raises WrongRelease, and Broken when there is no backup.
    """
    file = main_file()
    if not file.exists() and not city_audit.logged():
        _make(file, desk)
    con = _open(file, desk)
    try:
        migrations.migrate(con)
        city_audit.write_log(con, killed=_told(KILLED))
        (pack_folder(PACK) / KILLED).unlink(missing_ok=True)
        yield con
    finally:
        con.close()


def check_space(upload: int, desk: Desk) -> None:
    """Raises NoSpace when less is free than three times the main file and the upload."""
    folder = pack_folder(PACK)
    needed = 3 * (main_file().stat().st_size + upload)
    free = desk.free(folder)
    if free < needed:
        raise NoSpace(
            f"磁盘可用 {free // 2**20:,} MB，导入需要 {needed // 2**20 + 1:,} MB；"
            "没有写入任何数据。",
            f"{free // 2**20:,} MB are free and loading needs {needed // 2**20 + 1:,} MB; "
            "nothing was written.",
        )


def put_aside(file: Path) -> Path:
    """Give a file or folder a name that says it is damaged or replaced; nothing is deleted."""
    aside = aside_of(file)
    os.replace(file, aside)
    return aside


def aside_of(file: Path) -> Path:
    """A name that says so, and that nothing has."""
    stamp = audit.now().strftime("%Y%m%dT%H%M%S")
    number = 0
    while True:
        aside = file.with_name(f"{file.name}.aside-{stamp}{f'-{number}' if number else ''}")
        if not aside.exists():
            return aside
        number += 1


def _make(file: Path, desk: Desk) -> None:
    draft = file.with_suffix(".building")
    for leftover in (draft, draft.with_suffix(".building.wal")):
        leftover.unlink(missing_ok=True)
    with duckdb.connect(str(draft), config=SAFE) as con:
        migrations.create(con, audit.now().date())
    os.replace(draft, file)


def _open(file: Path, desk: Desk) -> duckdb.DuckDBPyConnection:
    """The file as it is, else without its WAL, else from the newest backup."""
    con = _tried(file)
    wal = file.with_name(f"{file.name}.wal")
    if con is None and wal.exists():
        desk.progress(f"damaged: {put_aside(wal).name}", 0)
        con = _tried(file)
    if con is None:
        con = _from_backup(file, desk)
    for zh, en in city_audit.differences(con):
        desk.progress(f"ledger: {zh} {en}", 0)
    return con


def _from_backup(file: Path, desk: Desk) -> duckdb.DuckDBPyConnection:
    backup = _newest_backup()
    if backup is None:
        raise Broken(
            "数据库缺失或损坏，也没有备份；没有删除任何文件。请用 restore 恢复备份。",
            "The database is missing or damaged and there is no backup; no file was deleted. "
            "Restore a backup.",
        )
    if file.exists():
        desk.progress(f"damaged: {put_aside(file).name}", 0)
    draft = file.with_suffix(".building")
    shutil.copyfile(backup, draft)
    os.replace(draft, file)
    desk.progress(f"restored: {backup.parent.name}", 0)
    return duckdb.connect(str(file), config=SAFE)


def _tried(file: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection | None:
    if not file.exists():
        return None
    try:
        con = duckdb.connect(str(file), read_only=read_only, config=SAFE)
        migrations.stated(con)
    except duckdb.Error:
        return None
    return con


def _newest_backup() -> Path | None:
    """The main file of the newest backup in var/city/backups that is whole."""
    taken = (pack_folder(PACK) / "backups").glob("*/manifest.json")
    newest_first = sorted(taken, key=lambda each: (editions.noted(each.parent), each), reverse=True)
    for manifest in newest_first:
        file = manifest.with_name("main.duckdb")
        try:
            said = json.loads(manifest.read_bytes())["files"].get(file.name)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        con = _tried(file, read_only=True)
        if con is not None:
            con.close()
            if editions.checksum(file) == said:
                return file
    return None
