"""The audit through loads, crashes and restores: what is done is recorded, or is not done."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chainboard.store import audit, chain, editions, keeping
from chainboard.store.city import loads as city
from chainboard.store.faults import Stop
from chainboard.store.place import ROOT, pack_folder
from tests.store.city.sent import OFFICE, load, output, shown

pytestmark = pytest.mark.weeks(3)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city pack of one load, 90 亿元 to September, its backup, and a load after it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(folder / "var"))
        load(folder, "a.xlsx", output("2026-09-30  90"))
        keeping.backup("city", folder / "backups")
        audit.append("export", "市统计局", "zhang", "chain.csv", rows=3)
        load(folder, "b.xlsx", output("2026-10-31  99"))
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that the test may change."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


@pytest.fixture
def copy(folder: Path) -> Path:
    """The backup."""
    (found,) = (folder / "backups").iterdir()
    return found


def told() -> list[tuple[object, object]]:
    return [(entry["kind"], entry["words"]) for entry in chain.entries()]


def test_what_was_recorded_since_a_backup_stays_after_its_restore(folder, copy):
    keeping.restore("city", copy, force=True)

    assert told() == [
        ("load", "a.xlsx"), ("export", "chain.csv"), ("load", "b.xlsx"), ("restore", copy.name),
    ]  # fmt: skip
    report = keeping.verify("city")
    ((zh, en),) = report.noted
    assert (report.is_whole, report.ledger, chain.check().number) == (True, [], 4)
    assert "b.xlsx" in zh and "left the database when a backup was restored" in en
    assert load(folder, "b.xlsx", output("2026-10-31  99")).load_id == 3
    assert keeping.verify("city").noted == []


def test_lines_cut_off_the_audit_are_missed_after_a_restore_too(folder, copy):
    log = audit.log_file()
    log.write_bytes(log.read_bytes()[:40])

    keeping.restore("city", copy, force=True)

    assert [kind for kind, _ in told()] == ["load", "restore"]
    assert "numbers 2 to 3 are missing" in keeping.verify("city").ledger[0][1]


def test_the_audit_of_another_machine_is_put_aside_for_that_of_the_backup(
    folder, copy, monkeypatch
):
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder / "elsewhere"))
    for _ in range(5):
        audit.append("sign_in", "市工信局", "wang")

    keeping.restore("city", copy)

    (aside,) = pack_folder("city").glob("audit.jsonl.aside-*")
    assert aside.read_bytes().count(b"sign_in") == 5
    assert told() == [("load", "a.xlsx"), ("restore", f"{copy.name} {aside.name}")]
    assert keeping.verify("city").is_whole


def test_an_act_whose_record_cannot_be_written_does_not_happen(folder, copy):
    lock, before = audit.log_file().with_name("audit.lock"), shown()
    lock.unlink(missing_ok=True)
    lock.mkdir()

    with pytest.raises(Stop, match="audit"):
        load(folder, "c.xlsx", output("2026-10-31  77"))
    with pytest.raises(Stop, match="audit"):
        city.withdraw(2, OFFICE, "x")
    with pytest.raises(Stop, match="audit"):
        keeping.restore("city", copy, force=True)
    assert (shown(), editions.numbers("city")) == (before, [1, 2, 3])

    lock.rmdir()
    assert city.open_city() == 3
    assert keeping.verify("city").is_whole
    assert load(folder, "c.xlsx", output("2026-10-31  77")).edition == 4


def test_an_act_that_is_confirmed_and_not_yet_recorded_is_recorded_at_the_next_opening(folder):
    log = audit.log_file()
    first, second, third = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(first + second + third[:30])  # killed between the commit and the line
    audit.head_file().write_text(f"2 {audit.read(second).hash}", encoding="ascii")

    report = keeping.verify("city")
    assert (report.ledger[0][1], report.noted[0][1][:6]) == ("Audit entry 2 is missing.", "Line 3")
    city.open_city()
    assert [words for _, words in told()] == ["a.xlsx", "chain.csv", "b.xlsx"]
    assert keeping.verify("city").is_whole


KILLED_BEFORE_ITS_LINE = """
import os, signal, sys
from pathlib import Path
from chainboard.store import audit
from chainboard.store.city.desk import Desk
from tests.store.city.sent import load, output

audit.Log.append = lambda *told: os.kill(os.getpid(), signal.SIGKILL)
load(Path(sys.argv[1]), "c.xlsx", output("2026-10-31  77"), desk=Desk(account="gxj-1"))
"""


def test_what_a_killed_process_had_done_is_recorded_with_the_account_that_it_worked_for(folder):
    command = [sys.executable, "-c", KILLED_BEFORE_ITS_LINE, str(folder)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL

    keeping.backup("city", folder / "backups")  # holds the lock too, and opens nothing for writing
    city.open_city()
    load(folder, "d.xlsx", output("2026-11-30  78"))
    lines = [json.loads(line) for line in audit.log_file().read_bytes().splitlines()]
    told = [(line["words"], line["account"]) for line in lines]
    assert told[-2:] == [("c.xlsx", "gxj-1"), ("d.xlsx", "")]
    assert not (pack_folder("city") / "killed.json").exists()
