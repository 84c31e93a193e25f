"""Keeping a pack: backups that are checked, restores that overwrite nothing, editions pruned."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
from filelock import FileLock

from chainboard.store import (
    accounts_file,
    audit,
    chain,
    editions,
    ledger_backup,
    ledger_file,
    limits,
    main_file,
    waiting_files,
)
from chainboard.store.city import audit as city_audit
from chainboard.store.city.desk import DESK, PACK, Desk, locked, opened, plainly, put_aside, take
from chainboard.store.editions import Health
from chainboard.store.engine import SAFE
from chainboard.store.faults import Broken, NotFound, Occupied, Unwritable
from chainboard.store.limits import in_time
from chainboard.store.place import ANSWERS, edition_file, pack_folder
from chainboard.store.schemas import SCHEMA_VERSION, refusal

PARTS = (
    "main.duckdb",
    "editions",
    "audit.jsonl",
    "frozen.json",
    "expected.csv",
    "roles.csv",
    ANSWERS,
    waiting_files.PART,
    editions.POINTER,  # put back last: until it stands, nothing is shown
)


@dataclass(frozen=True)
class Report:
    """What a full reading of a pack found.

    editions  one Health an edition; main  "" when the main file is whole
    ledger    in Chinese and English: where the ledger of the work loop or the chain of the audit
              breaks, what loads and audit do not agree on, loads with other rows than the audit
              says; empty when all agree
    noted     in Chinese and English: what is no fault and explains what one finds in the audit
    steps     those of ledger that are of the work loop: each names the command that mends it
    """

    editions: list[Health]
    main: str
    ledger: list[tuple[str, str]]
    noted: list[tuple[str, str]] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.ledger and not self.is_rebuilt

    @property
    def is_rebuilt(self) -> bool:
        """Whether a build mends what is wrong with the figures."""
        return bool(self.main) or any(health.fault for health in self.editions)


def verify(pack: str, desk: Desk = DESK) -> Report:
    """Read everything of a pack in full: editions, pointer, main file, ledger against audit.

    Changes nothing; a damaged file is reported, not put aside. Waits desk.wait seconds for
    another process that reads or writes the pack in full, then raises Busy.
    """
    with plainly(), _held(pack, "verify", desk):
        found = editions.verify(pack)
        folder = pack_folder(pack)
        if os.path.lexists(folder / editions.POINTER) and editions.pointed(folder) is None:
            found.append(Health(0, True, 0, "CURRENT names no edition", 0))
        main = pack_folder(pack) / "main.duckdb"
        steps = ledger_backup.faults_of(folder)
        if pack != PACK:
            fault = main_file.fault_of(main) if main.exists() else ""
            return Report(found, fault, steps, steps=steps)
        report = _main_report(main, found)
        state = chain.check()
        broken = [] if state.is_whole else [(state.zh, state.en)]
        noted = [*report.noted, *state.remarks]
        told = [*steps, *broken, *report.ledger]
        return replace(report, ledger=told, noted=noted, steps=steps)


def backup(pack: str, folder: Path, desk: Desk = DESK, called: str = "") -> Path:
    """Copy a pack into a new folder inside folder. Returns it; manifest.json is written last.

    called  how the name of the new folder ends
    Waits desk.wait seconds for a load that runs, so that main file, editions, pointer and audit
    belong together. Keep those of the city in var/city/backups: a damaged main file is put
    right from there. What was cleared in the ledger is cleared in the other backups in folder.
    Raises Busy, and Broken when what was copied cannot be read.
    """
    with plainly(), _held(pack, "backup", desk):
        stamp = audit.now().strftime("%Y%m%dT%H%M%S")
        taken = sorted(folder.glob(f"{pack}-{stamp}*"))
        target = folder / f"{pack}-{stamp}-{len(taken):02d}{called}"
        try:
            target.mkdir(parents=True)
        except OSError as error:
            raise Unwritable(folder, error) from None
        with _whole_or_gone(target):
            _copy_to(target, pack)
        ledger_backup.clear(pack_folder(pack), folder)
        return target


@contextmanager
def _whole_or_gone(target: Path) -> Iterator[None]:
    """Half a backup is none, and takes room where there may be none left."""
    try:
        yield
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def _copy_to(target: Path, pack: str) -> None:
    source = pack_folder(pack)
    main = source / "main.duckdb"
    rows = ""
    if main.exists():
        rows = main_file.content_of(main)
        main_file.copy_to(main, target / "main.duckdb")
    for part in PARTS[1:]:
        if (source / part).is_dir():
            (target / part).mkdir()
            for file in sorted((source / part).glob("[0-9]*.[ds]*")):
                shutil.copyfile(file, target / part / file.name)
        elif (source / part).exists():
            shutil.copyfile(source / part, target / part)
    if pack == PACK:
        accounts_file.keep(target)
        waiting_files.keep(target)
    last = ledger_backup.keep(source, target)
    _write_json(target / editions.NUMBERS, editions.highest(pack))
    files = {
        path.relative_to(target).as_posix(): editions.checksum(path)
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.name not in ledger_backup.NAMES  # known by their own hashes
    }
    told = {"pack": pack, "schema_version": SCHEMA_VERSION, "files": files, "rows_of_main": rows}
    told |= {"ledger": last, "duckdb_version": duckdb.__version__}
    told["made_at"] = audit.now().isoformat()
    _write_json(target / "manifest.json", told)
    check(target)


def check(folder: Path) -> str:
    """Read a backup in full. Returns the pack it is of.

    Raises NotFound, Broken, and WrongRelease for one of a newer release.
    """
    manifest = folder / "manifest.json"
    if not manifest.exists():
        raise NotFound(
            f"{folder.name} 不是备份：没有 manifest.json。",
            f"{folder.name} is no backup: it has no manifest.json.",
        )
    try:
        told = json.loads(manifest.read_bytes())
        pack, version, files = str(told["pack"]), int(told["schema_version"]), dict(told["files"])
    except (ValueError, KeyError, TypeError):
        raise Broken(
            "备份里的 manifest.json 损坏，没有恢复任何文件；请换一份备份。",
            "manifest.json of the backup is damaged; nothing was restored, take another backup.",
        ) from None
    refused = refusal(version)
    if refused and version > SCHEMA_VERSION:
        raise refused
    for name, sha256 in files.items():
        file = folder / name
        if not file.exists() or editions.checksum(file) != sha256:
            raise Broken(
                f"备份里的 {name} 缺失或已改动，没有恢复任何文件；请换一份备份。",
                f"{name} of the backup is missing or changed; nothing was restored, take another "
                "backup.",
            )
    faults = {file.name: editions.fault_of(file) for file in _edition_files(folder)}
    if (folder / "main.duckdb").exists():
        faults["main.duckdb"] = main_file.fault_of(folder / "main.duckdb")
    ledger_backup.check(folder, int(told.get("ledger", 0)))  # none before there was one
    for name, fault in faults.items():
        if fault:
            raise Broken(f"备份里的 {name} 损坏：{fault}", f"{name} of the backup: {fault}")
    return pack


def newest(pack: str, folder: Path) -> Path:
    """The newest backup of a pack in a folder of backups, or the folder if it is one itself.

    The numbers of editions only grow; a clock that was set back does not hide the last backup.
    """
    taken = [each.parent for each in folder.glob(f"{pack}-*/manifest.json")]
    if not taken or (folder / "manifest.json").exists():
        return folder
    return max(taken, key=lambda each: (editions.noted(each), each.name))


def restore(pack: str, folder: Path, force: bool = False, desk: Desk = DESK) -> int:
    """Put a backup in the place of a pack. Returns the edition that is current after it.

    folder  a backup, or a folder of backups, of which the newest is taken
    The backup is read in full first, and copied before anything that stands is touched. What
    stood before is kept under another name, and no number that it had is given again. The audit
    of the city goes on where it stands.
    Raises Occupied without force where something stands, NotFound, Broken and Busy.
    """
    with plainly():
        folder = newest(pack, folder)
        if check(folder) != pack:
            raise NotFound(f"这不是 {pack} 的备份。", f"This is no backup of {pack}.")
        number = editions.pointed(folder)
        if number is None:
            raise Broken("备份里没有当前版次。", "The backup has no current edition.")
        with _held(pack, f"restore {folder.name}", desk):
            target = pack_folder(pack)
            there = [target / part for part in PARTS if (target / part).exists()]
            there = [each for each in there if each != audit.log_file()]
            has_ledger = (target / ledger_file.FILE).exists()
            if (there or has_ledger) and not force:
                raise Occupied(
                    f"{pack} 已有数据，没有覆盖；确要恢复请加 --force，原有文件会改名保留。",
                    f"{pack} holds data and was not overwritten; --force keeps the old files "
                    "under another name.",
                )
            editions.note(pack, max(editions.highest(pack), editions.noted(folder)))
            with copied(folder, target) as copy, waiting_files.alone(pack):
                words = _keep_log(copy, folder.name) if pack == PACK else ""
                if pack == PACK:
                    accounts_file.put_back(folder)
                ledger_backup.put_back(folder, target)
                for old in [*reversed(there), *target.glob("main.duckdb.wal")]:
                    put_aside(old)
                put_in_place(copy, target)
            if pack == PACK:
                _audit("restore", words, desk)
            return number


def freeze(pack: str, number: int, desk: Desk = DESK) -> list[int]:
    """Keep an edition from being pruned. Returns all that are kept. Raises NotFound."""
    with plainly(), _held(pack, f"freeze {number}", desk):
        if number not in editions.numbers(pack):
            raise NotFound(f"没有第 {number} 版。", f"There is no edition {number}.")
        kept = sorted({*frozen(pack), number})
        _write_json(pack_folder(pack) / "frozen.json", kept)
        if pack == PACK:
            _audit("freeze", str(number), desk)
        return kept


def frozen(pack: str) -> list[int]:
    """The editions that are never pruned. Raises Broken when nobody can tell which."""
    file = pack_folder(pack) / "frozen.json"
    try:
        return [int(number) for number in json.loads(file.read_bytes())] if file.exists() else []
    except (ValueError, TypeError):
        raise Broken(
            "frozen.json 损坏，看不出哪些版次要保留，没有删除任何文件；请改好或删去它。",
            "frozen.json is damaged and nobody can tell which editions are to stay; nothing was "
            "deleted. Mend or remove it.",
        ) from None


def prune(pack: str, keep: int, desk: Desk = DESK) -> list[int]:
    """Delete all but the newest keep editions. Returns the numbers deleted.

    The current edition and frozen ones always stay; of the city, one that is gone can be made
    again with city.rebuild. Raises ValueError for keep below 1, Busy.
    """
    if keep < 1:
        raise ValueError("keep at least one edition")
    with plainly(), _held(pack, "prune", desk):
        editions.delete_drafts(pack)
        found = editions.numbers(pack)
        staying = {*found[-keep:], editions.current(pack), *frozen(pack)}
        gone = [number for number in found if number not in staying]
        for number in gone:
            edition_file(pack, number).unlink()
            editions.checksum_file(edition_file(pack, number)).unlink(missing_ok=True)
        if gone and pack == PACK:
            _audit("prune", " ".join(map(str, gone)), desk)
        return gone


@contextmanager
def _held(pack: str, what: str, desk: Desk) -> Iterator[None]:
    """The lock of whatever process writes the pack."""
    if pack == PACK:
        with locked("", what, desk):
            yield
        return
    pack_folder(pack).mkdir(parents=True, exist_ok=True)
    lock = FileLock(pack_folder(pack) / "build.lock")
    take(lock, pack, desk)
    try:
        yield
    finally:
        lock.release()


def _main_report(main: Path, found: list[Health]) -> Report:
    """What is found of the city's editions and main file."""
    if not main.exists():
        return Report(found, "the file is missing" if city_audit.logged() else "", [])
    fault = main_file.fault_of(main)
    if fault:
        return Report(found, fault, [])
    with duckdb.connect(str(main), read_only=True, config=SAFE) as con:
        with in_time(con, limits.IN_FULL):
            told = [*city_audit.differences(con), *city_audit.miscounted(con)]
            noted = city_audit.restored(con)
        return Report(found, "", told, noted)


@contextmanager
def copied(folder: Path, target: Path) -> Iterator[Path]:
    """The parts of a backup beside the pack, ready to take their places: gone again afterwards."""
    copy = target / "restoring"
    shutil.rmtree(copy, ignore_errors=True)
    try:
        copy.mkdir()
        for part in PARTS:
            if (folder / part).is_dir():
                shutil.copytree(folder / part, copy / part)
            elif (folder / part).exists():
                shutil.copyfile(folder / part, copy / part)
        for file in copy.rglob("*.*"):
            editions.sync(file)
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _keep_log(copy: Path, name: str) -> str:
    """Let the audit that stands go on where the backup's is the beginning of it, else put it
    aside for the backup's. Gives what the audit will say of the restore of that name."""
    with audit.ready():  # or nothing is restored
        pass
    log, kept = audit.log_file(), copy / audit.log_file().name
    if not kept.exists() or audit.goes_on(log, kept):
        kept.unlink(missing_ok=True)
        return name
    if not log.exists():
        return name
    aside = put_aside(log)
    if not audit.is_same(aside, kept):  # of another machine: so is the note of its last line
        audit.head_file().unlink(missing_ok=True)
    return f"{name} {aside.name}"


def put_in_place(copy: Path, target: Path) -> None:
    """Move the parts of a pack from a copy to where they belong; the pointer is the last."""
    for part in [part for part in PARTS if (copy / part).exists()]:
        os.replace(copy / part, target / part)


def _edition_files(folder: Path) -> list[Path]:
    return sorted((folder / "editions").glob("[0-9]*.duckdb"))


def _audit(kind: str, words: str, desk: Desk) -> None:
    with opened(desk) as con:
        con.begin()
        city_audit.record(con, kind, "", {"words": words})
        city_audit.confirm(con, desk.account)
        con.checkpoint()


def _write_json(file: Path, told: Mapping[str, object] | list[int] | int) -> None:
    draft = file.with_suffix(".building")
    draft.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    editions.sync(draft)
    os.replace(draft, file)
