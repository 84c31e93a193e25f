"""Files on their way through the page: one folder a job under var/city/inbox, kept until read.

The load itself runs in a process of its own, which writes how far it is into the job's folder:
closing the page or restarting the server loses nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import psutil

from chainboard.intake.answers import NOTHING_SAID, Said, as_said
from chainboard.person import AT_THE_DESK, Person
from chainboard.store.city.loads import Sent
from chainboard.store.place import ROOT, pack_folder
from chainboard.words import texts

DAYS_KEPT = 30  # a file that was dropped and never confirmed
ENDINGS = ("", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".txt", ".tsv")


def folder() -> Path:
    """Where the jobs lie."""
    return pack_folder("city") / "inbox"


def kept(content: bytes, name: str) -> Path:
    """A sent file under its own SHA-256; of the sender's name only a known ending is left."""
    ending = Path(name.replace("\0", "")).suffix.lower()
    ending = ending if ending in ENDINGS else ".other"
    place = folder() / "files" / f"{hashlib.sha256(content).hexdigest()}{ending}"
    make(place.parent)
    if place.is_file() and not place.is_symlink():
        place.touch()
    else:
        write(place, content)
        _let_go(place.parent)
    return place


def make(place: Path) -> None:
    """A folder of the inbox, for its owner only: what offices send is not everyone's to read."""
    for each in (pack_folder("city"), folder(), place):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)


def _let_go(files: Path) -> None:
    """Delete what was dropped long ago; a file that was confirmed has its copy in sent."""
    for file in files.iterdir():
        if time.time() - file.lstat().st_mtime > DAYS_KEPT * 24 * 3600:
            file.unlink(missing_ok=True)


def write(place: Path, content: bytes) -> None:
    """A file, whole or not at all, for its owner only: a draft of a name that nobody can foresee
    takes the place's, and no link is written through."""
    handle, draft = tempfile.mkstemp(suffix=".part", dir=place.parent)  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        os.replace(draft, place)
    except BaseException:
        os.unlink(draft)
        raise


@dataclass(frozen=True)
class Job:
    """One confirmed load: job.json in its folder says what is asked, state.json how it goes."""

    place: Path

    @property
    def asked(self) -> dict[str, Any]:
        """file_name, chosen: the rows to take, and said: what the sender says of the tables."""
        return dict(json.loads((self.place / "job.json").read_text(encoding="utf-8")))

    @property
    def file_name(self) -> str:
        """What the sender called the file."""
        return str(self.asked["file_name"])

    @property
    def account(self) -> str:
        """Who has it done; "" where nobody has signed in."""
        return str(self.asked.get("account", ""))

    @property
    def chosen(self) -> list[str] | None:
        """The rows to take, or None for the whole file."""
        found = self.asked["chosen"]
        return None if found is None else [str(each) for each in found]

    @property
    def said(self) -> Said:
        """What the sender says of the tables."""
        return as_said(self.asked["said"])

    @property
    def state(self) -> dict[str, Any]:
        """step and percent while it runs; ended, ok, words and loaded afterwards."""
        try:
            return dict(json.loads((self.place / "state.json").read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {"step": "opening", "percent": 0, "ended": False}

    @property
    def is_running(self) -> bool:
        """Whether its process is alive."""
        process = self.state.get("process")
        return not self.state.get("ended") and process is not None and _is_alive(int(process))

    def progress(self, step: str, percent: int) -> None:
        """Write down how far the load is."""
        self._write({"step": step, "percent": percent, "ended": False, "process": os.getpid()})

    def begun(self, process: int) -> None:
        """Write down which process does the work, unless it has written more already."""
        if not (self.place / "state.json").exists():
            self._write({"step": "opening", "percent": 0, "ended": False, "process": process})

    def end(self, words: Sequence[str], loaded: Mapping[str, object] | None) -> None:
        """Write down that the work is done.

        words   what is to be said of it; loaded  the counts of a load that took rows
        """
        told = None if loaded is None else dict(loaded)
        self._write({"ended": True, "ok": True, "words": list(words), "loaded": told})

    def fail(self, words: Sequence[str]) -> None:
        """Write down why it could not be done."""
        self._write({"ended": True, "ok": False, "words": list(words)[:20], "loaded": None})

    def forget(self) -> None:
        """Its end has been read: the job goes, the file stays."""
        for file in self.place.iterdir():
            file.unlink()
        self.place.rmdir()

    def _write(self, state: dict[str, Any]) -> None:
        told = json.dumps(state, ensure_ascii=False)
        write(self.place / "state.json", told.encode())


def jobs(person: Person = AT_THE_DESK) -> list[Job]:
    """The jobs whose end nobody has read yet, oldest first: those of a person's office; all at the
    desk, where nobody has one; none for who is in no office and may not send."""
    found = [path.parent for path in folder().glob("jobs/*/job.json")]
    listed = [Job(place) for place in sorted(found)]
    if person.office:
        return [job for job in listed if job.asked.get("office") == person.office]
    return listed if person.may("send") else []


def start(
    sent: Sent,
    chosen: Sequence[str] | None,
    lang: str,
    of_tables: Said = NOTHING_SAID,
    account: str = "",
) -> Job:
    """Begin the load of a kept file in a process of its own that outlives this one.

    of_tables  what the sender says of tables that do not say it
    account    who has it loaded

    A copy of the file stays for good, under sent.
    """
    picked = None if chosen is None else list(chosen)
    asked = {"file_name": sent.name, "chosen": picked, "said": of_tables.as_json()}
    asked |= {"office": sent.office, "account": account, "file": sent.path.name}
    place = keep_sent(sent.path)
    return _begin(asked, ["load", str(place), "--by", sent.office], lang)


def keep_sent(path: Path) -> Path:
    """Keep a file for good, under sent. Returns its copy there."""
    place = folder() / "sent" / path.name
    if place != path:
        make(place.parent)
        write(place, path.read_bytes())
    return place


def start_withdrawal(load_id: int, office: str, reason: str, lang: str, account: str = "") -> Job:
    """Begin to take a load back, in a process of its own."""
    asked = {"file_name": f"{load_id}", "chosen": None, "office": office, "account": account}
    return _begin(asked, ["withdraw", str(load_id), "--by", office, "--reason", reason], lang)


def _begin(asked: dict[str, Any], command: list[str], lang: str) -> Job:
    parent = folder() / "jobs"
    make(parent)
    numbers = [int(each.name) for each in parent.iterdir() if each.name.isdecimal()]
    place = parent / f"{max(numbers, default=0) + 1:06d}"
    place.mkdir(mode=0o700)
    write(place / "job.json", json.dumps(asked, ensure_ascii=False).encode())
    job = Job(place)
    with (place / "log").open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "chainboard", *command, "--lang", lang, "--job", str(place)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
    # Somebody must wait for it, or it stays as a zombie when it has ended.
    Thread(target=child.wait, name=f"job-{child.pid}", daemon=True).start()
    job.begun(child.pid)
    return job


def step_name(step: str, lang: str) -> str:
    """What the writing process is doing, or what it found damaged or waits for."""
    _ = texts(lang)
    kind, _colon, about = step.partition(": ")
    found = {
        "waiting": _("正在等待另一个写入进程：{about}"),
        "damaged": _("已损坏：{about}"),
        "restored": _("已从备份恢复：{about}"),
        "ledger": _("台账与审计记录不一致：{about}"),
    }
    if about and kind in found:
        return found[kind].format(about=about)
    return {
        "opening": _("打开数据库"),
        "queued": _("正在等待另外两个核对"),
        "reading": _("读取文件"),
        "comparing": _("与现有数据比对"),
        "writing": _("写入"),
        "publishing": _("发布版次"),
        "done": _("完成"),
    }.get(step, step)


def _is_alive(process: int) -> bool:
    """A child that ended but that nobody has waited for yet is not alive."""
    try:
        return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
