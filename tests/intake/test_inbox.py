"""Files on their way through the page: kept under a safe name, loaded by a process of their own."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from chainboard.intake import inbox
from chainboard.intake.inbox import Job
from chainboard.person import AT_THE_DESK, VISITOR, Person
from chainboard.store.city import desk as city_desk
from chainboard.store.city.loads import Sent
from chainboard.store.place import ROOT
from tests.intake.files import output, xlsx
from tests.store.city.sent import OFFICE, loads, shown

pytestmark = pytest.mark.weeks(3)

NAMES = ["../../x.xlsx", "\u202excel.xslx", "长" * 300, "=cmd.xlsx", "a\0b.xlsx"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packs that only this test sees."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


def kept_output(folder: Path, *lines: str) -> Path:
    return inbox.kept(xlsx(folder / "drawn.xlsx", output(*lines)).read_bytes(), "drawn.xlsx")


def ended(job: Job) -> Job:
    """The job after its process has ended, whoever waits for that."""
    for _ in range(600):
        if not job.is_running:
            break
        with suppress(psutil.Error, KeyError):
            psutil.Process(int(job.state["process"])).wait(timeout=0.1)
    assert not job.is_running
    return job


def test_a_file_is_kept_under_the_hash_of_its_content(folder):
    place = inbox.kept(b"one", "../九月.XLSX")

    assert place == inbox.folder() / "files" / f"{hashlib.sha256(b'one').hexdigest()}.xlsx"
    assert place.read_bytes() == b"one"
    assert inbox.kept(b"one", "b.xlsx") == place and inbox.kept(b"two", "a.xlsx") != place
    assert len(list(place.parent.iterdir())) == 2


def test_a_file_that_was_not_confirmed_goes_after_a_month_and_a_sent_one_stays(folder):
    old, sent = inbox.kept(b"old", "a.csv"), kept_output(folder, "2026-09  90")
    ended(inbox.start(Sent(sent, "a.xlsx", OFFICE), None, "zh"))
    for file in (old, sent):
        os.utime(file, (0, 0))

    young = inbox.kept(b"young", "b.csv")
    assert list(young.parent.iterdir()) == [young]
    assert [file.name for file in (inbox.folder() / "sent").iterdir()] == [sent.name]


def test_a_file_that_is_dropped_again_is_kept_for_another_month(folder):
    old = inbox.kept(b"old", "a.csv")
    os.utime(old, (0, 0))
    inbox.kept(b"old", "a.csv")

    inbox.kept(b"young", "b.csv")
    assert old.exists()


def test_whatever_files_are_called_they_lie_in_the_inbox_and_are_loaded_one_by_one(folder):
    kept = [kept_output(folder, f"2026-0{month}  {month}") for month in range(1, 6)]
    outside = {path for path in folder.rglob("*") if "var" not in path.parts}

    begun = [
        inbox.start(Sent(file, name, OFFICE), None, "zh")
        for file, name in zip(kept, NAMES, strict=True)
    ]
    jobs = [ended(job) for job in begun]
    assert [job.file_name for job in inbox.jobs()] == NAMES
    assert [job.state["ok"] for job in jobs] == [True] * 5
    assert sorted(load["file_name"] for load in loads()) == sorted(NAMES)
    assert sorted(shown().values()) == [1, 2, 3, 4, 5]
    assert {path for path in folder.rglob("*") if "var" not in path.parts} == outside


def test_a_job_ends_with_what_it_loaded(folder):
    job = ended(
        inbox.start(Sent(kept_output(folder, "2026-09  90"), "九月.xlsx", OFFICE), None, "zh")
    )

    assert not job.is_running
    assert (job.state["loaded"]["load_id"], job.state["loaded"]["new"]) == (1, 1)
    assert list(shown().values()) == [90]


def test_a_job_takes_the_rows_that_were_chosen(folder):
    kept = kept_output(folder, "2026-08  80", "2026-09  9O")

    job = ended(inbox.start(Sent(kept, "九月.xlsx", OFFICE), ["指标!2"], "zh"))
    assert job.chosen == ["指标!2"] and job.state["ok"]
    assert list(shown().values()) == [80]


@pytest.mark.parametrize(("lang", "words"), [("zh", "F2 数值：“9O” 不是数字"), ("en", "is not a")])
def test_a_job_that_cannot_be_done_says_why_in_the_language_of_its_sender(folder, lang, words):
    job = ended(
        inbox.start(Sent(kept_output(folder, "2026-09  9O"), "九月.xlsx", OFFICE), None, lang)
    )

    assert (job.state["ended"], job.state["ok"], job.is_running) == (True, False, False)
    assert words in job.state["words"][0]
    assert loads() == []


def test_a_file_that_is_there_already_is_no_failure_and_said(folder):
    kept = kept_output(folder, "2026-09  90")
    ended(inbox.start(Sent(kept, "a.xlsx", OFFICE), None, "zh"))

    again = ended(inbox.start(Sent(kept, "b.xlsx", OFFICE), None, "zh"))
    assert again.state["ok"] and "b.xlsx 已经导入过" in again.state["words"][0]


def test_a_withdrawal_is_a_job_too(folder):
    ended(inbox.start(Sent(kept_output(folder, "2026-09  90"), "a.xlsx", OFFICE), None, "zh"))

    done = ended(inbox.start_withdrawal(1, OFFICE, "数值有误", "zh"))
    assert done.state["ok"] and done.state["words"]
    assert shown() == {}
    failed = ended(inbox.start_withdrawal(1, OFFICE, "数值有误", "en"))
    assert failed.state["words"] == ["There is no load 1, or it is withdrawn."]
    assert not failed.state["ok"]


@contextmanager
def held() -> Iterator[None]:
    """The pack held by this process: a load waits, and does not end."""
    with city_desk.locked(OFFICE, "别的文件.xlsx", city_desk.DESK):
        yield


def test_a_job_whose_process_was_killed_is_not_running_and_has_not_ended(folder):
    with held():
        job = inbox.start(Sent(kept_output(folder, "2026-09  90"), "a.xlsx", OFFICE), None, "zh")
        was_running = job.is_running
        os.kill(int(job.state["process"]), signal.SIGKILL)
        ended(job)

    assert was_running and not job.is_running
    assert not job.state["ended"]
    assert inbox.jobs() == [job]


def test_jobs_are_there_for_a_new_process_until_they_are_forgotten(folder):
    job = ended(
        inbox.start(Sent(kept_output(folder, "2026-09  90"), "九月.xlsx", OFFICE), None, "zh")
    )
    asked = (
        "import json; from chainboard.intake import inbox;"
        "print(json.dumps([[job.file_name, job.state] for job in inbox.jobs()]))"
    )

    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert json.loads(told.stdout) == [["九月.xlsx", job.state]]

    job.forget()
    assert inbox.jobs() == []
    assert len(list((inbox.folder() / "files").iterdir())) == 1


def test_the_jobs_of_an_office_are_listed_for_it_and_none_for_who_is_in_no_office_and_may_not_send(
    folder,
):
    job = ended(inbox.start(Sent(inbox.kept(b"no table", "a.csv"), "a.csv", OFFICE), None, "zh"))

    assert inbox.jobs(Person("gxj-1", OFFICE)) == inbox.jobs(AT_THE_DESK) == [job]
    assert inbox.jobs(Person("ncj-1", "市农业农村局")) == inbox.jobs(VISITOR) == []


def test_the_process_of_a_job_that_has_ended_is_no_zombie(folder):
    with held():
        job = inbox.start(Sent(kept_output(folder, "2026-09  90"), "a.xlsx", OFFICE), None, "zh")
        process = int(job.state["process"])
    (keeper,) = [each for each in threading.enumerate() if each.name == f"job-{process}"]

    keeper.join(60)
    assert job.state["ended"]
    assert not psutil.pid_exists(process)


SERVER = """
import sys
from pathlib import Path
from chainboard.intake import inbox
from chainboard.store.city.loads import Sent

job = inbox.start(Sent(Path(sys.argv[1]), "a.xlsx", "市统计局"), None, "zh")
print(job.place, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_is_stopped_in_the_middle_of_a_load_does_not_stop_the_load(folder, how):
    file = kept_output(folder, "2026-09  90")
    with held():
        server = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(file)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert server.stdout
        job = Job(Path(server.stdout.readline().strip()))
        os.killpg(server.pid, how)  # as a terminal does: the server and what belongs to it
        assert server.wait(60) == -how
        assert job.is_running

    ended(job)
    assert (job.state["ended"], job.state["ok"]) == (True, True)
    assert [load["file_name"] for load in loads()] == ["a.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")
def test_a_planted_link_is_not_written_through_and_only_the_owner_reads_what_is_sent(folder):
    outside = folder / "outside"
    outside.write_bytes(b"mine")
    place = inbox.kept(b"one", "a.csv")
    place.unlink()
    for planted in (place, place.with_suffix(".part")):
        planted.symlink_to(outside)

    assert inbox.kept(b"one", "a.csv") == place
    assert (outside.read_bytes(), place.read_bytes(), place.is_symlink()) == (
        b"mine",
        b"one",
        False,
    )
    sent = inbox.start(Sent(kept_output(folder, "2026-09  90"), "a.xlsx", OFFICE), None, "zh")
    ended(sent)
    told = [inbox.folder(), *inbox.folder().rglob("*")]
    assert [str(each) for each in told if not each.is_symlink() and open_to_others(each)] == []


def open_to_others(path: Path) -> bool:
    """Whether another user gets at it: no folder above keeps them out, and its mode lets them."""
    above = [each for each in (path, *path.parents) if each.is_relative_to(inbox.folder())]
    return all(each.stat().st_mode & 0o077 for each in above)
