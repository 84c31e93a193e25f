"""The nightly self-check: every pack is read, backed up, restored beside itself and compared.

What it found stands in var/selfcheck.json until the next one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock

from chainboard.packs import Pack, by_name
from chainboard.store import (
    audit,
    editions,
    keeping,
    ledger_backup,
    ledger_file,
    main_file,
    waiting_files,
)
from chainboard.store.city.desk import DESK, Desk, plainly, take
from chainboard.store.faults import Broken, NoSpace, Stop
from chainboard.store.place import edition_file, pack_folder, standing_packs, var_folder

FILE = "selfcheck.json"
NIGHTLY = "-nightly"  # how the backups end that are made here; no other is ever deleted
KEPT = 14  # of them, of what offices sent: two weeks
KEPT_OF_BUILT = 1  # of a pack that can be built again
STALE = timedelta(hours=36)  # a night was left out

Words = tuple[str, str]  # in Chinese and in English
Tell = Callable[[str, str], None]


@dataclass(frozen=True)
class Selfcheck:
    """What one self-check found.

    at      the moment it ended, UTC
    faults  pack → what is wrong with it, in Chinese and English with what to do; () for nothing
    """

    at: datetime
    faults: Mapping[str, tuple[Words, ...]]

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all is wrong, and there was something to check."""
        return bool(self.faults) and not any(self.faults.values())

    def is_stale(self, now: datetime) -> bool:
        """Whether the next one should have been there before now (UTC)."""
        return now - self.at > STALE


def run(desk: Desk = DESK, tell: Tell = lambda pack, step: None) -> Selfcheck:
    """Check every pack that has an edition, and keep what was found. Changes no pack.

    tell  told the pack and the step: verify, backup, restore, done
    Of each pack one backup is made under var/<pack>/backups, and of those that were made here the
    newest stay: KEPT of what offices sent, KEPT_OF_BUILT of any other.
    Raises Busy while another one runs.
    """
    var_folder().mkdir(parents=True, exist_ok=True)
    lock = FileLock(var_folder() / f"{FILE}.lock")
    take(lock, "selfcheck", desk)
    try:
        standing = [pack for pack in by_name(standing_packs()).values() if _stands(pack.name)]
        faults = {pack.name: _faults(pack, desk, tell) for pack in standing}
        done = Selfcheck(audit.now(), faults)
        _keep(done)
        return done
    finally:
        lock.release()


def last() -> Selfcheck | None:
    """The self-check that was made last; None where there was none, or nobody can read it."""
    try:
        told = json.loads((var_folder() / FILE).read_bytes())
        faults = {
            pack: tuple((str(zh), str(en)) for zh, en in said)
            for pack, said in told["faults"].items()
        }
        return Selfcheck(datetime.fromisoformat(told["at"]), faults)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def as_json(done: Selfcheck) -> dict[str, object]:
    """As it stands in the file."""
    return {"at": done.at.isoformat(), "faults": dict(done.faults)}


def _stands(pack: str) -> bool:
    pointer = pack_folder(pack) / editions.POINTER
    return os.path.lexists(pointer) or bool(editions.numbers(pack))


def _faults(pack: Pack, desk: Desk, tell: Tell) -> tuple[Words, ...]:
    name = pack.name
    try:
        tell(name, "verify")
        found = _told(name, keeping.verify(name, desk))
        if found:  # what is damaged takes no place of a whole backup
            return found
        _check_space(name, desk)
        tell(name, "backup")
        made = keeping.backup(name, backups(name), desk, NIGHTLY)
        tell(name, "restore")
        with TemporaryDirectory(prefix="rehearsal-", dir=var_folder()) as scratch:
            _rehearse(name, made, Path(scratch))
        _thin(pack)
    except Stop as stop:
        return ((stop.zh, stop.en),)
    tell(name, "done")
    return ()


def backups(pack: str) -> Path:
    """Where the self-check keeps its backups of a pack."""
    return pack_folder(pack) / "backups"


def _told(pack: str, report: keeping.Report) -> tuple[Words, ...]:
    """What a full reading found, and the command that says how to mend it."""
    damaged = [
        (f"第 {health.number} 版", f"edition {health.number}")
        if health.number
        else (editions.POINTER, editions.POINTER)
        for health in report.editions
        if not health.is_readable
    ]
    if report.main:
        damaged.append(("数据库文件", "the database file"))
    mend = f"python -m chainboard verify --pack {pack}"
    found = [
        (f"{zh}不能使用；请运行 {mend}。", f"{en} cannot be used; run {mend}.")
        for zh, en in damaged
    ]
    return (*found, *report.ledger)


def _rehearse(pack: str, folder: Path, scratch: Path) -> None:
    """Put a backup that has just been made into an empty folder, as restore does, and compare.

    What is restored is compared with the rows that the main file had when it was copied, and with
    the editions as they stand. Raises Broken for what a restore would not give back, NoSpace.
    """
    with plainly():
        with keeping.copied(folder, scratch) as copy:
            ledger_backup.put_back(folder, scratch)
            keeping.put_in_place(copy, scratch)
        for name in not_given_back(pack, folder, scratch):
            raise Broken(
                f"备份 {folder.name} 恢复后，{name} 与原来不同；请另做一份备份并告诉维护人员。",
                f"Restored from {folder.name}, {name} is not what it was: make another backup "
                "and tell who maintains the board.",
            )


def not_given_back(pack: str, folder: Path, scratch: Path) -> Iterator[str]:
    """The parts of a pack that differ after a restore into scratch."""
    if editions.pointed(scratch) is None or editions.pointed(scratch) != editions.pointed(folder):
        yield editions.POINTER
    for file in sorted((scratch / "editions").glob("[0-9]*.duckdb")):
        original = edition_file(pack, int(file.stem))
        is_same = not original.exists() or editions.checksum(original) == editions.checksum(file)
        if not is_same or editions.fault_of(file):
            yield file.name
    yield from ledger_backup.not_given_back(folder, scratch)
    told = json.loads((folder / "manifest.json").read_bytes())
    rows = told["rows_of_main"]
    for name, checksum in told["files"].items():
        file = scratch / name
        if name.startswith(f"{waiting_files.PART}/") and (
            not file.exists() or editions.checksum(file) != checksum
        ):
            yield name
    main = scratch / "main.duckdb"
    if (main_file.content_of(main) if main.exists() else "") != rows:
        yield main.name


def _check_space(pack: str, desk: Desk) -> None:
    """Raises NoSpace where backup and rehearsal would not leave as much free again."""
    folder = pack_folder(pack)
    files = [
        folder / "main.duckdb",
        folder / ledger_file.FILE,
        *(folder / "editions").glob("*.duckdb"),
    ]
    needed = 3 * sum(file.stat().st_size for file in files if file.exists())
    free = desk.free(folder)
    if free < needed:
        raise NoSpace(
            f"磁盘可用 {free // 2**20:,} MB，自检要 {needed // 2**20 + 1:,} MB，没有备份；"
            f"请腾出空间，例如 python -m chainboard prune --keep 5 --pack {pack}。",
            f"{free // 2**20:,} MB are free, the self-check needs {needed // 2**20 + 1:,} MB and "
            f"made no backup; make room, for instance with python -m chainboard prune --keep 5 "
            f"--pack {pack}.",
        )


def _thin(pack: Pack) -> None:
    """Delete the older ones of the backups that were made here, and what is left of half a one."""
    made = [each for each in backups(pack.name).glob(f"{pack.name}-*{NIGHTLY}") if each.is_dir()]
    whole = [each for each in made if (each / "manifest.json").exists()]
    whole.sort(key=lambda each: (editions.noted(each), each.name))
    staying = whole[-(KEPT if pack.is_sent else KEPT_OF_BUILT) :]
    for old in [each for each in made if each not in staying]:
        shutil.rmtree(old)


def _keep(done: Selfcheck) -> None:
    folder = var_folder()
    draft = folder / f"{FILE}.building"
    draft.write_text(json.dumps(as_json(done), ensure_ascii=False, indent=1), encoding="utf-8")
    editions.sync(draft)
    os.replace(draft, folder / FILE)
