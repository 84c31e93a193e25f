"""Editions: published whole or not at all, never changed, read under lock, checked in full."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from chainboard import queries
from chainboard.packs import PACKS
from chainboard.store import editions
from chainboard.store.faults import Broken
from chainboard.store.place import edition_file, pack_folder
from chainboard.view import View
from tests.tables import SCHEMA, into

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 15)
PACK = "city"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packs that only this test sees."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A main file with every table and no row, copied by the tests that draw into it."""
    file = tmp_path_factory.mktemp("blank") / "main.duckdb"
    with duckdb.connect(str(file)) as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
    return file


@pytest.fixture
def main(folder: Path, blank: Path) -> Path:
    """The main file of a pack with one figure: 90 亿元 to September."""
    file = folder / "main.duckdb"
    shutil.copyfile(blank, file)
    add(file, "2026-09-30  90")
    return file


def add(main: Path, figure: str) -> None:
    with duckdb.connect(str(main)) as con:
        into(con, "observation", f"period_end  value\n{figure}")


def values(number: int) -> list[float]:
    with editions.open_edition(PACK, number) as con:
        found = con.table("current_figure").project("value").order("value").fetchall()
    return [float(value) for (value,) in found]


def faults() -> dict[int, bool]:
    return {health.number: bool(health.fault) for health in editions.verify(PACK)}


def test_the_first_edition_is_number_one_and_the_current_one(main):
    assert editions.current(PACK) is None
    assert editions.publish(PACK, main, AS_OF) == 1
    assert (editions.current(PACK), editions.numbers(PACK), values(1)) == (1, [1], [90.0])


def test_an_edition_is_stamped_with_its_pack_its_number_and_the_day_it_speaks_from(main):
    editions.publish(PACK, main, AS_OF)

    with editions.open_edition(PACK, 1) as con:
        stamp = con.table("edition").project("pack, number, as_of").fetchall()
    assert stamp == [(PACK, 1, AS_OF)]


@pytest.mark.parametrize(("pack", "shown"), [("city", []), ("published", [8.5])])
def test_a_figure_of_one_firm_is_in_no_edition_but_of_a_record(folder, main, pack, shown):
    with duckdb.connect(str(main)) as con:
        into(con, "rule", "rule_id  kind  threshold\nsuppress_units  suppression  3")
        into(con, "enterprise", "enterprise_id  area_code\nf1  621022")
        into(con, "enterprise_node", "enterprise_id  chain_id\nf1  petrochem")
        head = "area_code  chain_id  period_end  value"
        into(con, "observation", f"{head}\n621022  petrochem  2026-09-30  8.5")
    number = editions.publish(pack, main, AS_OF)

    with editions.open_edition(pack, number) as con:
        found = con.execute("select value from observation where area_code = '621022'")
        assert [float(value) for (value,) in found.fetchall() if value is not None] == shown


def test_the_same_content_publishes_nothing_new(main):
    editions.publish(PACK, main, AS_OF)
    before = edition_file(PACK, 1).stat()

    assert editions.publish(PACK, main, AS_OF) == 1
    after = edition_file(PACK, 1).stat()
    assert editions.numbers(PACK) == [1]
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_new_content_is_a_new_edition_and_the_old_one_shows_what_it_showed(main):
    editions.publish(PACK, main, AS_OF)
    old = edition_file(PACK, 1).read_bytes()
    add(main, "2026-10-31  96")

    assert editions.publish(PACK, main, AS_OF) == 2
    assert (editions.current(PACK), values(2), values(1)) == (2, [90.0, 96.0], [90.0])
    assert edition_file(PACK, 1).read_bytes() == old


def test_a_damaged_current_edition_is_published_anew_under_a_new_number(main):
    editions.publish(PACK, main, AS_OF)
    file = edition_file(PACK, 1)
    file.write_bytes(file.read_bytes()[:5000])

    assert editions.publish(PACK, main, AS_OF) == 2
    assert (editions.current(PACK), values(2)) == (2, [90.0])


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from chainboard.store import editions

replace = os.replace

def killed_at(source, target):
    if Path(target).name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(source, target)

os.replace = killed_at
editions.publish("city", Path(sys.argv[1]), date(2026, 11, 15))
"""


@pytest.mark.parametrize("step", ["000002.duckdb", "CURRENT"])
def test_a_process_killed_while_it_publishes_leaves_the_old_edition_current(main, step):
    editions.publish(PACK, main, AS_OF)
    add(main, "2026-10-31  96")

    child = subprocess.run([sys.executable, "-c", KILLED, str(main), step], cwd=ROOT, check=False)

    assert child.returncode == -signal.SIGKILL
    assert (editions.current(PACK), values(1)) == (1, [90.0])
    assert editions.publish(PACK, main, AS_OF) >= 2
    number = editions.current(PACK)
    assert number is not None and values(number) == [90.0, 96.0]
    assert not any(faults().values())


def flip(file: Path, place: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(place)
        (byte,) = opened.read(1)
        opened.seek(place)
        opened.write(bytes([byte ^ 0xFF]))


def test_a_byte_flipped_in_any_block_is_found(main):
    editions.publish(PACK, main, AS_OF)
    file = edition_file(PACK, 1)
    whole = file.read_bytes()
    block, header = 262_144, 12_288
    places = [
        start + 40
        for start in range(header, len(whole), block)
        if any(whole[start + 8 : start + 4096])
    ]

    unseen = []
    for place in [20, *places]:
        flip(file, place)
        unseen += [] if faults()[1] else [place]
        flip(file, place)

    assert len(places) > 5
    assert unseen == []
    assert not faults()[1]


def text_file(file: Path) -> None:
    file.write_text("第一章 总则\n" * 5000, encoding="utf-8")


def sqlite_file(file: Path) -> None:
    with sqlite3.connect(file) as con:
        con.execute("create table edition (content)")
    con.close()


def zip_file(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("observation.csv", "a,b\n" * 5000)


def other_duckdb(file: Path) -> None:
    with duckdb.connect(str(file)) as con:
        con.execute("create table somebody_elses (a integer)")


def empty_file(file: Path) -> None:
    file.touch()


def no_file(file: Path) -> None: ...


FOREIGN = (text_file, sqlite_file, zip_file, other_duckdb, empty_file, no_file)


@pytest.mark.parametrize("put", FOREIGN)
def test_a_file_that_is_no_edition_is_found(main, put):
    editions.publish(PACK, main, AS_OF)
    edition_file(PACK, 1).unlink()
    put(edition_file(PACK, 1))

    assert faults() == {1: True}


@pytest.mark.parametrize("part", [0.99, 0.5, 0.01])
def test_a_truncated_file_is_found(main, part):
    editions.publish(PACK, main, AS_OF)
    whole = edition_file(PACK, 1).read_bytes()
    edition_file(PACK, 1).write_bytes(whole[: int(len(whole) * part)])

    assert faults() == {1: True}


def test_a_figure_changed_behind_the_back_of_the_edition_is_found(main):
    editions.publish(PACK, main, AS_OF)
    with duckdb.connect(str(edition_file(PACK, 1))) as con:
        con.execute("update observation set value = 99")

    assert faults() == {1: True}


def test_a_shown_figure_changed_behind_the_back_of_the_edition_is_found(main):
    """current_figure is worked out once: it is what people see."""
    editions.publish(PACK, main, AS_OF)
    with duckdb.connect(str(edition_file(PACK, 1))) as con:
        con.execute("update current_figure set value = 99")

    assert faults() == {1: True}


def test_every_edition_is_checked_and_the_whole_ones_are_said_to_be_whole(main):
    editions.publish(PACK, main, AS_OF)
    add(main, "2026-10-31  96")
    editions.publish(PACK, main, AS_OF)
    text_file(edition_file(PACK, 1))

    found = editions.verify(PACK)
    assert [(health.number, health.is_current, health.figures) for health in found] == [
        (1, False, 0),
        (2, True, 2),
    ]
    assert faults() == {1: True, 2: False}


def test_a_pointer_that_names_nothing_is_damaged_and_the_next_edition_mends_it(main):
    editions.publish(PACK, main, AS_OF)
    (pack_folder(PACK) / "CURRENT").write_text("garbage", encoding="utf-8")

    with pytest.raises(Broken, match="build --pack city"):
        editions.current(PACK)
    assert editions.publish(PACK, main, AS_OF) == 2


FORBIDDEN = [
    "select * from read_csv('{file}')",
    "select * from read_text('{file}')",
    "select * from '{file}'",
    "select * from glob('{folder}/*')",
    "copy (select 1) to '{folder}/stolen.csv'",
    "export database '{folder}/stolen'",
    "attach '{folder}/other.duckdb' as other",
    "attach ':memory:' as other",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set memory_limit = '64GB'",
    "pragma threads = 64",
    "reset lock_configuration",
    "update observation set value = 0",
    "drop table observation",
    "create table mine as select 1",
    "select * from a_python_variable",
]


@pytest.mark.parametrize("attack", FORBIDDEN)
def test_a_connection_to_an_edition_reads_the_edition_and_nothing_else(folder, main, attack):
    editions.publish(PACK, main, AS_OF)
    secret = folder / "secret.csv"
    secret.write_text("password\nhunter2\n", encoding="utf-8")
    a_python_variable = [1, 2, 3]
    before = sorted(folder.rglob("*"))

    with editions.open_edition(PACK, 1) as con, pytest.raises(duckdb.Error):
        con.execute(attack.format(file=secret, folder=folder)).fetchall()

    assert sorted(folder.rglob("*")) == before
    assert (values(1), a_python_variable) == ([90.0], [1, 2, 3])


@pytest.fixture(scope="module")
def six_editions(tmp_path_factory: pytest.TempPathFactory, blank: Path) -> Iterator[None]:
    """Six editions of a pack, the newest with the figures 1 to 6."""
    folder = tmp_path_factory.mktemp("six")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CHAINBOARD_VAR", str(folder))
        file = folder / "main.duckdb"
        shutil.copyfile(blank, file)
        for number in range(1, 7):
            add(file, f"2026-{number + 1:02d}-28  {number}")
            assert editions.publish(PACK, file, AS_OF) == number
        yield


def figures_of(number: int) -> int:
    (row,) = queries.ask(View(pack=PACKS[PACK], edition=number), "about.contents")
    return int(row.figures)


def test_old_editions_still_answer_as_they_did(six_editions):
    there_and_back = [6, 1, 2, 3, 4, 5, 6, 1]

    assert [figures_of(number) for number in there_and_back] == there_and_back


def test_eight_people_ask_fifty_times_each_without_an_error(six_editions):
    now_and_then_an_old_one = {n: 1 + n % 2 for n in range(0, 8 * 50, 25)}
    asked = [now_and_then_an_old_one.get(n, 3 + n % 4) for n in range(8 * 50)]

    def number_of(number: int) -> int:
        (stamp,) = queries.ask(View(pack=PACKS[PACK], edition=number), "editions.stamp")
        return int(stamp.number)

    with ThreadPoolExecutor(max_workers=8) as people:
        answers = list(people.map(number_of, asked))

    assert answers == asked


@pytest.mark.parametrize(("number", "put"), list(enumerate(FOREIGN, start=11)))
def test_asking_an_edition_that_is_none_says_that_it_is_damaged(six_editions, number, put):
    put(edition_file(PACK, number))

    with pytest.raises(queries.Damaged):
        queries.ask(View(pack=PACKS[PACK], edition=number), "editions.stamp")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_an_edition_deleted_under_a_reader_is_read_to_the_end_and_the_next_one_opens(main):
    editions.publish(PACK, main, AS_OF)
    with editions.open_edition(PACK, 1) as con:
        edition_file(PACK, 1).unlink()
        add(main, "2026-10-31  99")
        editions.publish(PACK, main, AS_OF)

        assert con.table("current_figure").project("value").fetchall() == [(90,)]
    assert values(editions.current(PACK) or 0) == [90.0, 99.0]
