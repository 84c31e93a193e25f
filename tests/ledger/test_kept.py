"""The ledger in backups: whole while steps are written, put back without a number given twice,
cleared there too, and named where it was changed."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from chainboard.commands import main
from chainboard.ledger import book, checking
from chainboard.store import keeping, ledger_check, selfcheck
from chainboard.store.faults import Broken, Occupied
from chainboard.store.ledger_file import FILE, HEAD
from chainboard.store.place import pack_folder
from tests.ledger.taken import CHAIN_OFFICE, COUNTY, raised, shown, step
from tests.ledger.test_book import changed

pytestmark = pytest.mark.weeks(3)

SECRET = "620000190001010000"


@pytest.fixture(autouse=True)
def demo(packs: Path, var: Path) -> Path:
    """The demo's pack without a step in its ledger."""
    shutil.copytree(packs / "demo", var / "demo", ignore=shutil.ignore_patterns("ledger*"))
    return var / "demo"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def held(folder: Path) -> bytes:
    """All bytes of the ledgers in a folder."""
    return b"".join(file.read_bytes() for file in folder.rglob("ledger*") if file.is_file())


def numbers() -> list[int]:
    return [event.number for event in book.events("demo")]


def test_what_was_recorded_is_there_after_a_restore_and_numbers_go_on_above_the_highest(kept):
    first = raised(text="第一件")
    backup = keeping.backup("demo", kept)
    raised()
    raised()

    keeping.restore("demo", backup, force=True)
    assert [row.id for row in shown("problem")] == [first]
    assert checking.check("demo").is_whole
    assert raised() == "problem-4"
    keeping.restore("demo", backup, force=True)
    assert raised() == "problem-5"
    assert numbers() == [1, 5]


def test_the_ledger_that_a_restore_replaces_is_kept_under_another_name(kept, demo):
    backup = keeping.backup("demo", kept)
    raised(text="备份之后")
    older = keeping.backup("demo", kept)
    raised(text="以后")
    keeping.restore("demo", older, force=True)

    (aside,) = demo.glob("ledger.sqlite.aside-*")
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute("select count(*) from event").fetchall() == [(2,)]
    keeping.restore("demo", backup, force=True)  # of before the first step: the ledger stays
    assert [row.text for row in shown("problem")] == ["备份之后"]


def test_a_ledger_alone_is_not_overwritten_without_force(kept, demo):
    raised()
    backup = keeping.backup("demo", kept)
    for part in keeping.PARTS:
        shutil.rmtree(demo / part) if (demo / part).is_dir() else (demo / part).unlink(True)

    with pytest.raises(Occupied):
        keeping.restore("demo", backup)


def test_a_restore_on_a_clean_machine_knows_the_numbers_given_before(kept, monkeypatch, tmp_path):
    raised()
    older = keeping.backup("demo", kept)
    raised()
    raised()
    keeping.restore("demo", older, force=True)
    backup = keeping.backup("demo", kept)
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "elsewhere"))

    keeping.restore("demo", backup)
    assert raised() == "problem-4"
    assert keeping.verify("demo").is_whole


def test_a_backup_made_while_steps_are_written_is_a_whole_beginning_of_the_ledger(kept):
    raised()

    def writes(_: int) -> list[str]:
        return [raised(text=f"第{number}件") for number in range(20)]

    with ThreadPoolExecutor(4) as offices:
        writing = [offices.submit(writes, number) for number in range(3)]
        backups = [keeping.backup("demo", kept) for _ in range(3)]
        names = [name for one in writing for name in one.result()]

    assert len(set(names)) == 60
    whole = [row["hash"] for row in book.rows("demo")]
    for backup in backups:
        state = ledger_check.check(backup)
        assert state.is_whole
        with closing(sqlite3.connect(backup / FILE)) as connection:
            rows = connection.execute("select hash from event order by number").fetchall()
        assert [own for (own,) in rows] == whole[: len(rows)]


def test_who_writes_during_a_restore_loses_nothing_that_was_said_to_be_recorded(kept):
    raised()
    backup = keeping.backup("demo", kept)
    with ThreadPoolExecutor(4) as offices:
        writing = [offices.submit(raised, text="同时") for _ in range(40)]
        keeping.restore("demo", backup, force=True)
        names = [one.result() for one in writing]

    assert len(set(names)) == 40
    (aside,) = pack_folder("demo").glob("ledger.sqlite.aside-*")
    with closing(sqlite3.connect(aside)) as connection:
        before = connection.execute("select matter from event").fetchall()
    assert {*names} <= {row.id for row in shown("problem")} | {name for (name,) in before}
    assert checking.check("demo").is_whole


def secret_in_a_backup(kept: Path) -> Path:
    """A backup that holds what is cleared right after it was made."""
    problem = raised(text=f"身份证号 {SECRET}", files=[("扫描件.txt", f"{SECRET}件".encode())])
    backup = keeping.backup("demo", kept)
    assert SECRET.encode() in held(backup)
    step(CHAIN_OFFICE, "problem clear", problem, event=1, reason="误填个人信息")
    return backup


def test_what_was_cleared_is_cleared_in_kept_backups_when_the_next_is_made(kept):
    backup = secret_in_a_backup(kept)
    newer = keeping.backup("demo", kept)

    assert SECRET.encode() not in held(backup) + held(newer)
    assert keeping.check(backup) == "demo"
    assert list(kept.rglob("ledger.clearing")) == []
    keeping.restore("demo", backup, force=True)
    (row,) = shown("problem")
    assert (row.text, [event.step for event in row.history]) == ("", ["raise", "clear"])
    assert checking.check("demo").is_whole


def test_what_was_cleared_does_not_come_back_from_a_backup_of_before(kept, demo):
    backup = secret_in_a_backup(kept)

    keeping.restore("demo", backup, force=True)
    assert shown("problem")[0].text == ""
    assert checking.check("demo").is_whole
    assert SECRET.encode() not in held(demo)
    assert raised() == "problem-3"


def test_what_was_cleared_is_cleared_in_ledgers_put_aside(kept, demo):
    problem = raised(text=f"身份证号 {SECRET}")
    keeping.restore("demo", keeping.backup("demo", kept), force=True)
    step(CHAIN_OFFICE, "problem clear", problem, event=1, reason="误填个人信息")
    assert SECRET.encode() in held(demo)

    keeping.backup("demo", kept)
    assert SECRET.encode() not in held(demo) + held(kept)


def test_a_file_that_another_step_has_too_stays_where_one_is_cleared(kept):
    same = ("照片.txt", b"picture")
    problem = raised(files=[same])
    raised(files=[same])
    backup = keeping.backup("demo", kept)
    step(CHAIN_OFFICE, "problem clear", problem, event=1, reason="误填")
    keeping.backup("demo", kept)

    keeping.restore("demo", backup, force=True)
    assert [bytes(row["data"]) for row in book.files("demo")] == [b"picture"]


@pytest.mark.parametrize("where", ["pack", "backup"])
def test_a_ledger_whose_bytes_were_changed_is_named_with_its_first_bad_event(kept, where, demo):
    for text in ("一", "二", "三"):
        raised(text=f"{text}件{SECRET}")
    backup = keeping.backup("demo", kept)
    closed = {"pack": demo, "backup": backup}[where] / FILE
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    raw = closed.read_bytes()
    closed.write_bytes(raw.replace("二件".encode(), "五件".encode()))

    if where == "pack":
        (said,) = keeping.verify("demo").ledger
        assert "event 2" in said[1] and not keeping.verify("demo").is_whole
        (found,) = selfcheck.run().faults["demo"]
        assert "第 2 步" in found[0]
    else:
        with pytest.raises(Broken, match="event 2"):
            keeping.restore("demo", backup, force=True)


def test_a_ledger_of_which_a_part_is_no_ledger_is_named_and_stops_no_reading(demo):
    for number in range(400):
        raised(text=f"第{number}件")
    with closing(sqlite3.connect(demo / FILE)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    raw = bytearray((demo / FILE).read_bytes())
    raw[8 * 4096 : 9 * 4096] = bytes(4096)
    (demo / FILE).write_bytes(raw)

    (said,) = keeping.verify("demo").ledger
    assert said[0].startswith("台账从第")


@pytest.mark.parametrize(
    "damage", [lambda note: note.unlink(), lambda note: note.write_bytes(b"?")]
)
def test_a_backup_writes_a_missing_or_damaged_note_of_the_last_step_again(kept, demo, damage):
    first, _ = raised(), raised()
    damage(demo / HEAD)
    (said,) = keeping.verify("demo").ledger
    assert "python -m chainboard backup" in said[0] and "chainboard backup" in said[1]

    backup = keeping.backup("demo", kept)
    assert keeping.verify("demo").is_whole
    assert raised() == "problem-3"
    keeping.restore("demo", backup, force=True)
    assert [row.id for row in shown("problem")] == [first, "problem-2"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_verify_names_a_restore_where_the_ledger_alone_is_damaged(lang, demo, capsys):
    raised()
    changed("update event set office = 'x' where number = 1")

    assert main(["verify", "--pack", "demo", "--lang", lang]) == 1
    said = capsys.readouterr().err
    assert "python -m chainboard restore DIR --pack demo --force" in said
    assert "chainboard build" not in said
    (demo / "main.duckdb").write_bytes(b"not a database")
    assert main(["verify", "--pack", "demo", "--lang", lang]) == 1
    assert "python -m chainboard build --pack demo" in capsys.readouterr().err


def test_no_backup_is_made_of_a_changed_ledger_whose_note_is_gone(kept, demo):
    raised()
    changed("update event set office = 'x' where number = 1")
    (demo / HEAD).unlink()

    with pytest.raises(Broken):
        keeping.backup("demo", kept)
    assert not (demo / HEAD).exists() and list(kept.glob("*")) == []


def test_a_backup_whose_ledger_is_gone_or_shorter_is_not_restored(kept):
    raised()
    backup = keeping.backup("demo", kept)
    for file in backup.glob("ledger*"):
        file.unlink()

    with pytest.raises(Broken, match="number 1"):
        keeping.check(backup)


def test_the_self_check_restores_the_ledger_beside_itself_and_compares_it(kept):
    problem = raised()
    step(COUNTY, "problem escalate", problem, reason="协调不下")

    assert selfcheck.run().faults == {"demo": ()}
    (backup,) = selfcheck.backups("demo").iterdir()
    assert ledger_check.check(backup).events == 2
    assert list(selfcheck.not_given_back("demo", backup, backup)) == []
    changed("update event set office = 'x' where number = 2")
    ((_, said),) = selfcheck.run().faults["demo"]
    assert "event 2" in said


def test_a_pack_of_before_the_ledger_is_backed_up_restored_and_checked(kept, demo):
    backup = keeping.backup("demo", kept)

    assert list(backup.glob("ledger*")) == []
    keeping.restore("demo", backup, force=True)
    assert keeping.verify("demo").is_whole
    assert selfcheck.run().faults == {"demo": ()}
    assert not (demo / FILE).exists()
