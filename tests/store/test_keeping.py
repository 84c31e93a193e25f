"""Backups, restores, pruning and the check of a pack: what is damaged is said, nothing deleted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import duckdb
import pytest

from chainboard.intake import memory
from chainboard.intake.answers import Said
from chainboard.store import editions, keeping
from chainboard.store.city import loads as city
from chainboard.store.city.desk import Desk, main_file
from chainboard.store.content import content_hash
from chainboard.store.faults import Broken, NotFound, Occupied, WrongRelease
from chainboard.store.place import edition_file, pack_folder
from chainboard.store.schemas import SCHEMA_VERSION
from tests.store.city.sent import OFFICE, load, output, shown

pytestmark = pytest.mark.weeks(3)

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a city pack of one load: 90 亿元 to September."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    load(tmp_path, "a.xlsx", output("2026-09-30  90"))
    return tmp_path


def flip(file: Path, place: int) -> None:
    whole = bytearray(file.read_bytes())
    whole[place] ^= 0xFF
    file.write_bytes(whole)


def test_a_backup_restored_on_a_clean_machine_is_the_same_pack(folder, monkeypatch):
    load(folder, "b.xlsx", output("2026-10-31  99"))
    said = Said(headers={"所在地": "县区"})
    memory.remember("市统计局", said, [], ["所在地"])
    copy = keeping.backup("city", folder / "backups")
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder / "elsewhere"))

    assert keeping.restore("city", copy) == 3
    assert memory.recall("市统计局").words == {"所在地": "县区"}
    assert shown() == {SEPTEMBER: 90, OCTOBER: 99}
    assert keeping.verify("city").is_whole
    assert city.open_city() == 3
    assert load(folder, "a.xlsx", output("2026-09-30  90")).said == "same_file"


def test_nothing_is_overwritten_by_a_restore_without_force(folder):
    copy = keeping.backup("city", folder / "backups")
    load(folder, "b.xlsx", output("2026-10-31  99"))

    with pytest.raises(Occupied):
        keeping.restore("city", copy)
    assert shown() == {SEPTEMBER: 90, OCTOBER: 99}


def test_what_a_forced_restore_replaces_is_kept_under_another_name(folder):
    copy = keeping.backup("city", folder / "backups")
    load(folder, "b.xlsx", output("2026-10-31  99"))

    keeping.restore("city", copy, force=True)
    assert shown() == {SEPTEMBER: 90}
    (aside,) = pack_folder("city").glob("editions.aside-*")
    assert (aside / "000003.duckdb").exists()
    assert keeping.verify("city").is_whole


def test_a_number_is_not_given_again_after_a_restore(folder):
    copy = keeping.backup("city", folder / "backups")
    load(folder, "b.xlsx", output("2026-10-31  99"))
    keeping.restore("city", copy, force=True)
    for aside in pack_folder("city").glob("editions.aside-*"):
        shutil.rmtree(aside)

    assert load(folder, "c.xlsx", output("2026-10-31  77")).edition == 4
    assert editions.numbers("city") == [1, 2, 4]


def test_a_backup_knows_the_numbers_that_were_given_before_it_was_made(folder, monkeypatch):
    older = keeping.backup("city", folder / "backups")
    load(folder, "b.xlsx", output("2026-10-31  99"))
    keeping.restore("city", older, force=True)
    copy = keeping.backup("city", folder / "backups")
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder / "elsewhere"))

    assert keeping.restore("city", copy) == 2
    assert load(folder, "c.xlsx", output("2026-10-31  77")).edition == 4


def test_numbers_taken_away_by_a_restore_of_an_earlier_release_are_not_given_again(folder):
    copy = keeping.backup("city", folder / "backups")
    load(folder, "b.xlsx", output("2026-10-31  99"))
    keeping.restore("city", copy, force=True)
    (pack_folder("city") / editions.NUMBERS).unlink()

    assert load(folder, "c.xlsx", output("2026-10-31  77")).edition == 4


def test_after_a_clock_was_set_back_the_last_backup_is_still_the_newest(folder):
    first = keeping.backup("city", pack_folder("city") / "backups")
    first.rename(first.with_name("city-20991231T000000-00"))
    load(folder, "b.xlsx", output("2026-10-31  99"))
    second = keeping.backup("city", pack_folder("city") / "backups")

    assert keeping.newest("city", second.parent) == second
    cut(main_file())
    city.open_city()
    assert shown() == {SEPTEMBER: 90, OCTOBER: 99}
    assert keeping.verify("city").ledger == []


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"", b"9" * 5000, "٣".encode()])
def test_a_damaged_note_of_the_numbers_stops_nothing(folder, damage):
    (pack_folder("city") / editions.NUMBERS).write_bytes(damage)

    assert load(folder, "b.xlsx", output("2026-10-31  99")).edition == 3
    assert keeping.verify("city").is_whole


@pytest.mark.parametrize("name", ["main.duckdb", "editions/000002.duckdb", "audit.jsonl"])
def test_a_backup_with_a_changed_byte_is_not_restored(folder, name):
    copy = keeping.backup("city", folder / "backups")
    flip(copy / name, 20)

    with pytest.raises(Broken, match=Path(name).name):
        keeping.restore("city", copy, force=True)
    assert shown() == {SEPTEMBER: 90}


def test_a_backup_of_a_newer_release_is_not_restored(folder):
    copy = keeping.backup("city", folder / "backups")
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    newer = {**manifest, "schema_version": SCHEMA_VERSION + 1}
    (copy / "manifest.json").write_text(json.dumps(newer), encoding="utf-8")

    with pytest.raises(WrongRelease, match=str(SCHEMA_VERSION + 1)):
        keeping.restore("city", copy, force=True)
    assert shown() == {SEPTEMBER: 90}


@pytest.mark.parametrize("damage", [b"\xff", b"", b"[]", b"{}", b'{"pack": 1, "files": 2}'])
def test_a_list_of_files_or_of_frozen_editions_of_any_bytes_stops_plainly(folder, damage):
    copy = keeping.backup("city", pack_folder("city") / "backups")
    (copy / "manifest.json").write_bytes(damage)
    (pack_folder("city") / "frozen.json").write_bytes(damage or b"[[]]")
    load(folder, "b.xlsx", output("2026-10-31  99"))

    with pytest.raises(Broken, match=r"manifest\.json"):
        keeping.restore("city", copy, force=True)
    if damage not in (b"[]", b"{}"):
        with pytest.raises(Broken, match=r"frozen\.json"):
            keeping.prune("city", keep=1)
        assert editions.numbers("city") == [1, 2, 3]
    cut(main_file())
    with pytest.raises(Broken, match="no backup"):
        city.open_city()


def test_a_folder_that_is_no_backup_is_not_restored(folder):
    with pytest.raises(NotFound):
        keeping.restore("city", folder / "nothing")


def test_pruning_leaves_the_newest_the_current_and_the_frozen(folder):
    for number, name in enumerate("bcd", start=91):
        load(folder, f"{name}.xlsx", output(f"2026-09-30  {number}"))
    keeping.freeze("city", 2)

    assert keeping.prune("city", keep=1) == [1, 3, 4]
    assert (editions.numbers("city"), editions.current("city")) == ([2, 5], 5)
    assert keeping.verify("city").is_whole
    assert stamp(city.rebuild(3)) == 3


def stamp(file: Path) -> int:
    with duckdb.connect(str(file), read_only=True) as con:
        ((number,),) = con.table("edition").project("number").fetchall()
    return int(number)


def test_an_edition_that_is_not_there_cannot_be_frozen(folder):
    with pytest.raises(NotFound):
        keeping.freeze("city", 9)


def test_a_whole_pack_is_said_to_be_whole(folder):
    assert keeping.verify("city").is_whole


def test_a_ledger_that_lost_a_load_is_named_until_the_file_is_loaded_again(folder):
    older = main_file().read_bytes()
    load(folder, "b.xlsx", output("2026-10-31  99"))
    main_file().write_bytes(older)

    ((zh, en),) = keeping.verify("city").ledger
    assert "b.xlsx" in zh and "b.xlsx" in en
    said: list[str] = []
    again = load(folder, "b.xlsx", output("2026-10-31  99"), desk=teller(said))
    assert any("b.xlsx" in line for line in said)
    assert (again.load_id, keeping.verify("city").ledger) == (3, [])


def test_rows_taken_out_of_the_ledger_behind_its_back_are_counted(folder):
    with duckdb.connect(str(main_file())) as con:
        con.execute("delete from figure")

    ((_, en),) = keeping.verify("city").ledger
    assert en == "Load 1 should hold 1 rows and holds 0."


def test_an_audit_line_that_was_edited_is_found(folder):
    log = pack_folder("city") / "audit.jsonl"
    log.write_text(log.read_text(encoding="utf-8").replace(OFFICE, "他人"), encoding="utf-8")

    (_, broken), (_, differs) = keeping.verify("city").ledger
    assert broken == "The chain of the audit breaks at line 1: the line was changed."
    assert differs == "Audit entry 1 is not what the database says."


def test_a_pointer_that_names_nothing_is_found(folder):
    (pack_folder("city") / "CURRENT").write_text("garbage", encoding="utf-8")

    assert not keeping.verify("city").is_whole


@pytest.mark.sample(1)
@pytest.mark.parametrize("part", range(4))
def test_no_flipped_byte_of_the_main_file_changes_a_row_in_silence(folder, part):
    size = main_file().stat().st_size
    whole = rows_of_main()

    silent, found = [], 0
    for place in range(12_288 + 40 + part * 131_072, size, 4 * 131_072):
        flip(main_file(), place)
        if keeping.verify("city").main:
            found += 1
        elif rows_of_main() != whole:
            silent.append(place)
        flip(main_file(), place)
    assert (silent, found > 0) == ([], True)
    assert keeping.verify("city").is_whole


def rows_of_main() -> str:
    with duckdb.connect(str(main_file()), read_only=True) as con:
        return content_hash(con)


def sqlite_file(file: Path) -> None:
    with sqlite3.connect(file) as con:
        con.execute("create table load (load_id)")
    con.close()


def gone(file: Path) -> None: ...


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize("put", [sqlite_file, cut, gone])
def test_a_damaged_main_file_is_put_aside_and_restored_from_the_newest_backup(folder, put):
    keeping.backup("city", pack_folder("city") / "backups")
    if put is not cut:
        main_file().unlink()
    put(main_file())
    said: list[str] = []

    assert city.open_city(teller(said)) == 2
    assert shown() == {SEPTEMBER: 90}
    assert any(line.startswith("restored: city-") for line in said)
    assert len(list(pack_folder("city").glob("main.duckdb.aside-*"))) == (put is not gone)
    assert keeping.verify("city").is_whole


def test_a_damaged_main_file_without_a_backup_stops_plainly_and_is_not_touched(folder):
    cut(main_file())

    with pytest.raises(Broken) as told:
        city.open_city()
    assert str(folder) not in str(told.value)
    assert main_file().stat().st_size == 5000
    assert shown() == {SEPTEMBER: 90}


@pytest.fixture
def with_wal(folder: Path) -> Path:
    """The main file as a killed process leaves it: a withdrawal committed to the WAL only."""
    copy = folder / "copy.duckdb"
    shutil.copyfile(main_file(), copy)
    with duckdb.connect(str(copy)) as con:
        con.execute("set checkpoint_threshold = '1GB'")
        con.execute("update load set status = 'withdrawn'")
        wal = Path(f"{copy}.wal").read_bytes()
        whole = copy.read_bytes()
    main_file().write_bytes(whole)
    file = Path(f"{main_file()}.wal")
    file.write_bytes(wal)
    return file


def test_a_wal_left_by_a_killed_process_is_played_back(with_wal):
    assert city.open_city() == 3
    assert shown() == {}


def test_a_flipped_byte_in_the_wal_puts_it_aside_and_goes_on_from_the_last_checkpoint(with_wal):
    flip(with_wal, with_wal.stat().st_size // 2)
    said: list[str] = []

    assert city.open_city(teller(said)) == 2
    assert any(line.startswith("damaged: main.duckdb.wal.aside-") for line in said)
    assert len(list(pack_folder("city").glob("main.duckdb.wal.aside-*"))) == 1
    assert shown() == {SEPTEMBER: 90}


def test_a_damaged_current_edition_is_published_anew(folder):
    flip(edition_file("city", 2), 5000)

    assert city.open_city() == 3
    assert shown() == {SEPTEMBER: 90}


def teller(said: list[str]) -> Desk:
    """A desk that keeps what it is told."""
    return Desk(progress=lambda step, percent: said.append(step))
