"""Files that wait for signatures, as a part of the city's pack: where they lie, and in backups.

Under var/city/waiting: a record each, in files what waits itself, in ended the records of what is
final or was given back. Of a record only its file and its signatures are known here.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock

from chainboard.store.place import pack_folder

PART = "waiting"  # of the pack
ENDED, FILES = "ended", "files"
RECORDS = "[0-9]*.json"
RETURNED = "returned"  # the last signature of what was given back


def folder() -> Path:
    """Where the records lie."""
    return pack_folder("city") / PART


@contextmanager
def alone(pack: str = "city") -> Iterator[None]:
    """Nobody hands in, signs or restores meanwhile. Of another pack than the city nothing waits."""
    if pack != "city":
        yield
        return
    lock = pack_folder("city") / f"{PART}.lock"
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(lock):
        yield


def keep(backup: Path) -> None:
    """Copy it into a backup, as it stands at one moment; call it while nothing is loaded.

    What has all signatures and is not loaded yet is kept as before the last one: restored, it
    waits for that again, and is neither lost nor taken for final without its figures.
    """
    with alone():
        if not folder().exists():
            return
        shutil.copytree(folder(), backup / PART, dirs_exist_ok=True)
        for job in _begun():
            for record in (backup / PART / ENDED).glob(RECORDS):
                told = json.loads(record.read_bytes())
                if _is_of(told, job):
                    _wait_again(backup / PART, record, told)


def _begun() -> list[dict[str, Any]]:
    """What jobs of the inbox are to load and have not."""
    found = []
    for asked in pack_folder("city").glob("inbox/jobs/*/job.json"):
        state = asked.with_name("state.json")
        with suppress(FileNotFoundError):  # its end has just been read
            if not state.exists() or not json.loads(state.read_bytes())["ended"]:
                found.append(json.loads(asked.read_bytes()))
    return found


def _is_of(record: dict[str, Any], job: dict[str, Any]) -> bool:
    is_final = record["signs"] and record["signs"][-1]["step"] != RETURNED
    same = all(record[name] == job.get(name) for name in ("file", "office"))
    return bool(is_final and same)


def _wait_again(part: Path, record: Path, told: dict[str, Any]) -> None:
    told["signs"].pop()
    (part / FILES).mkdir(exist_ok=True)
    shutil.copy(pack_folder("city") / "inbox" / "sent" / told["file"], part / FILES)
    record.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    record.rename(part / record.name)
