"""The nightly self-check: whole packs are said to be whole, and what is damaged is named."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from chainboard.store import editions, keeping, selfcheck
from chainboard.store.city import loads as city
from chainboard.store.city.desk import Desk, main_file
from chainboard.store.faults import Busy
from chainboard.store.place import edition_file, pack_folder
from tests.store.city.sent import load, output
from tests.store.test_keeping import flip

pytestmark = pytest.mark.weeks(3)


def city_of_one_load(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a city pack of one load: 90 亿元 to September."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder / "var"))
    load(folder, "a.xlsx", output("2026-09-30  90"))
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return city_of_one_load(tmp_path, monkeypatch)


def backups() -> list[Path]:
    return sorted(selfcheck.backups("city").iterdir())


def test_a_whole_pack_is_backed_up_restored_beside_itself_and_said_to_be_whole(folder):
    before = {file: file.read_bytes() for file in pack_folder("city").rglob("*.*")}
    steps: list[tuple[str, str]] = []

    done = selfcheck.run(tell=lambda pack, step: steps.append((pack, step)))

    assert done.is_whole and done.faults == {"city": ()}
    assert [step for _pack, step in steps] == ["verify", "backup", "restore", "done"]
    (made,) = backups()
    assert keeping.check(made) == "city" and made.name.endswith("-nightly")
    assert selfcheck.last() == done
    assert [file for file in before if file.read_bytes() != before[file]] == []
    assert list(folder.glob("var/rehearsal-*")) == []


@pytest.mark.parametrize("part", ["edition", "main", "pointer", "audit"])
def test_what_is_damaged_is_named_with_its_command_and_gets_no_backup(folder, part):
    number = editions.current("city") or 0
    if part == "edition":
        flip(edition_file("city", number), 20_000)
    elif part == "main":
        flip(main_file(), 20_000)
    elif part == "pointer":
        (pack_folder("city") / editions.POINTER).write_bytes(b"\xff")
    else:
        log = pack_folder("city") / "audit.jsonl"
        told = log.read_text(encoding="utf-8")
        log.write_text(told.replace("a.xlsx", "b.xlsx"), encoding="utf-8")

    done = selfcheck.run()

    (zh, en), *_ = done.faults["city"]  # of an audit both: its chain, and the ledger beside it
    named = {"edition": str(number), "main": "database", "pointer": "CURRENT", "audit": "audit"}
    assert not done.is_whole and named[part] in en.lower() + en
    assert part == "audit" or "python -m chainboard verify --pack city" in zh
    assert not selfcheck.backups("city").exists()


def test_what_a_restore_would_not_give_back_is_found(folder, monkeypatch):
    """The rows of the backup's main file are others, and its manifest says that this is right."""
    made = keeping.backup("city", folder / "kept")
    told = json.loads((made / "manifest.json").read_bytes())
    load(folder, "b.xlsx", output("2026-10-31  99"))
    other = keeping.backup("city", folder / "kept")
    ours = json.loads((other / "manifest.json").read_bytes())
    (other / "manifest.json").write_text(
        json.dumps({**ours, "rows_of_main": told["rows_of_main"]}),
        encoding="utf-8",
    )

    assert list(selfcheck.not_given_back("city", made, made)) == []
    assert list(selfcheck.not_given_back("city", other, other)) == ["main.duckdb"]
    flip(made / "editions" / f"{editions.pointed(made):06d}.duckdb", 20_000)
    assert list(selfcheck.not_given_back("city", made, made)) == [
        f"{editions.pointed(made):06d}.duckdb"
    ]


def test_the_newest_fourteen_stay_and_backups_made_by_hand_are_never_deleted(folder):
    by_hand = keeping.backup("city", selfcheck.backups("city"))
    earlier = [f"city-202610{day:02d}T020000-00-nightly" for day in range(1, selfcheck.KEPT + 2)]
    for name in earlier:
        shutil.copytree(by_hand, by_hand.with_name(name))
    half = by_hand.with_name("city-20261201T020000-00-nightly")
    half.mkdir()

    assert selfcheck.run().is_whole
    nightly = [each.name for each in backups() if each != by_hand]
    assert by_hand.exists() and not half.exists() and len(nightly) == selfcheck.KEPT
    assert nightly[:-1] == earlier[2:]


def test_of_a_pack_that_can_be_built_again_one_backup_stays(packs, tmp_path, monkeypatch):
    shutil.copytree(packs / "published", tmp_path / "var/published")
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))

    for _night in range(2):
        assert selfcheck.run().faults == {"published": ()}

    assert len(list(selfcheck.backups("published").iterdir())) == selfcheck.KEPT_OF_BUILT


def test_a_disk_without_room_is_said_before_a_backup_is_begun(folder):
    done = selfcheck.run(Desk(free=lambda folder: 1000))

    ((zh, en),) = done.faults["city"]
    assert "prune --keep 5 --pack city" in zh and "MB are free" in en
    assert not selfcheck.backups("city").exists()


def test_a_load_between_two_steps_is_no_fault(folder):
    def tell(pack: str, step: str) -> None:
        if step in ("backup", "restore"):
            load(folder, f"{step}.xlsx", output(f"2026-{10 if step == 'backup' else 11}-30  99"))

    assert selfcheck.run(tell=tell).is_whole
    assert city.open_city() == 4


def test_two_do_not_check_at_once(folder):
    with FileLock(folder / "var" / f"{selfcheck.FILE}.lock"), pytest.raises(Busy):
        selfcheck.run()


def test_nothing_to_check_is_not_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))

    assert selfcheck.last() is None
    assert not selfcheck.run().is_whole


@pytest.mark.parametrize(
    "told", [b"", b"\xff", b"[]", b'{"at": 1, "faults": {}}', b'{"at": "2026"}']
)
def test_a_result_that_cannot_be_read_is_none(tmp_path, monkeypatch, told):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    (tmp_path / selfcheck.FILE).write_bytes(told)

    assert selfcheck.last() is None


def test_a_result_is_stale_when_a_night_was_left_out():
    done = selfcheck.Selfcheck(datetime(2026, 11, 30, 2, 0), {"city": ()})

    assert not done.is_stale(done.at + timedelta(hours=36))
    assert done.is_stale(done.at + timedelta(hours=36, seconds=1))
