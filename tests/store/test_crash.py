"""A loading process killed at any moment: what it confirmed is there once, nothing is half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from chainboard.intake.grid import Batch
from chainboard.store import editions, keeping
from chainboard.store.city import loads as city
from chainboard.store.city.desk import main_file
from chainboard.store.city.loads import Sent
from chainboard.store.place import pack_folder
from tests.store.city.sent import batch

pytestmark = pytest.mark.weeks(3)

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("CHAINBOARD_KILLS", "6"))
ROWS = 40
RELOADED = 2  # every second load reports the months of the one before it again

LOADER = """
import sys
from pathlib import Path
from chainboard.store.city import loads as city
from chainboard.store.city.loads import Sent
from tests.store.test_crash import sent

folder, first = Path(sys.argv[1]), int(sys.argv[2])
for number in range(first, first + 1000):
    file = folder / f"{number}.xlsx"
    file.write_text(str(number), encoding="utf-8")
    print("begun", number, flush=True)
    done = city.load([sent(number)], [], Sent(file, file.name, "市统计局"))
    print("loaded", number, done.load_id, flush=True)
"""


def sent(number: int) -> Batch:
    """The rows of file number: all of them say number; two files in turn speak of one year."""
    year = 1950 + (number // RELOADED) % 150
    metrics = ("output_value", "revenue", "tax", "project_investment")
    drawn = "\n".join(
        f"{metric}  {year}-{month:02d}-28  {number}" for metric in metrics for month in range(1, 11)
    )
    same = {"chain_id": "petrochem", "area_code": "621002"}
    return batch("indicators", f"metric_id  period_end  value\n{drawn}", **same)


def killed_run(folder: Path, first: int, seconds: float) -> tuple[list[int], int]:
    """The numbers of the files confirmed by a process killed so long after its first file began,
    and the number of the last that it began."""
    child = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(folder), str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    began = child.stdout.readline().split()
    killer = threading.Timer(seconds, os.kill, (child.pid, signal.SIGKILL))
    killer.start()
    lines = [began, *(line.split() for line in child.stdout.read().splitlines())]
    assert child.wait() == -signal.SIGKILL
    confirmed = [int(line[1]) for line in lines if line[0] == "loaded" and len(line) == 3]
    return confirmed, max(int(line[1]) for line in lines if len(line) > 1)


def accepted() -> dict[int, int]:
    """File number → rows that the current edition holds of it, among all accepted loads."""
    number = editions.current("city")
    assert number is not None
    with editions.open_edition("city", number) as con:
        held = con.table("observation").aggregate("load_id, count(*) as rows", "load_id").fetchall()
        names = con.table("load").project("load_id, file_name").fetchall()
    rows, files = dict(held), [int(name.removesuffix(".xlsx")) for _, name in names]
    assert len(files) == len(set(files)), "a file was loaded twice"
    return {int(name.removesuffix(".xlsx")): rows[load_id] for load_id, name in names}


def mixed_years() -> list[object]:
    """Years of which the current edition shows figures of two files at once."""
    number = editions.current("city")
    assert number is not None
    with editions.open_edition("city", number) as con:
        years = con.table("current_figure").aggregate(
            "year(period_end) as year, count(distinct value) as files, count(*) as rows"
        )
        return years.filter(f"files <> 1 or rows <> {ROWS}").fetchall()


def test_a_process_killed_at_any_moment_loses_and_doubles_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    city.open_city()
    chance, confirmed, first = random.Random(20261115), set(), 1
    for _ in range(KILLS):
        done, last = killed_run(tmp_path, first, chance.uniform(0.0, 2.0))
        confirmed |= set(done)

        city.open_city()
        there = accepted()
        assert confirmed <= set(there), "a confirmed load is gone"
        assert set(there.values()) <= {ROWS}, "a load is there in part"
        assert set(there) - confirmed <= {last}
        assert mixed_years() == []
        assert list(pack_folder("city").rglob("*.building*")) == []
        if last in there and last not in confirmed:
            again = city.load(
                [sent(last)], [], Sent(tmp_path / f"{last}.xlsx", f"{last}.xlsx", "市统计局")
            )
            assert again.said == "same_file"
            confirmed.add(last)
        first = max(confirmed, default=0) + 1

    assert keeping.verify("city").is_whole
    with duckdb.connect(str(main_file()), read_only=True) as con:
        assert len(con.table("figure").fetchall()) == ROWS * len(confirmed)


STOPPED = """
import os, signal, sys
from pathlib import Path
from chainboard.store.city import edition as city_edition, loads as city
from chainboard.store.city.loads import Sent
from tests.store.test_crash import sent

file = Path(sys.argv[1])
file.write_text("1", encoding="utf-8")
city_edition.publish = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
city.load([sent(1)], [], Sent(file, file.name, "市统计局"))
"""


def test_a_load_accepted_but_not_published_is_published_at_the_next_start(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    city.open_city()
    child = subprocess.run(
        [sys.executable, "-c", STOPPED, str(tmp_path / "1.xlsx")], cwd=ROOT, check=False
    )
    assert (child.returncode, editions.current("city")) == (-signal.SIGKILL, 1)
    orphan = pack_folder("city") / "editions" / "000002.building"
    orphan.write_text("half", encoding="utf-8")

    assert city.open_city() == 2
    assert accepted() == {1: ROWS}
    assert not orphan.exists()


FULL = """
import resource, signal, sys
from pathlib import Path
from chainboard.store.city import loads as city
from chainboard.store.city.loads import Sent
from chainboard.store.city.desk import main_file
from chainboard.store.faults import Stop
from tests.store.test_crash import many

file = Path(sys.argv[1])
file.write_text("many", encoding="utf-8")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room = main_file().stat().st_size + int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    city.load([many()], [], Sent(file, file.name, "市统计局"))
except Stop as stop:
    print(stop.words("zh"))
    sys.exit(stop.code)
"""


def many() -> Batch:
    """So many rows that the main file must grow."""
    told = [sent(number) for number in range(2, 2000, 2)]
    columns = {name: [v for one in told for v in one.columns[name]] for name in told[0].columns}
    columns["value"] = [str(number * 7919 % 100_003) for number in range(len(columns["value"]))]
    return Batch("指标", "indicators", columns)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize("room", [0, 20_000, 400_000])
def test_a_disk_that_fills_up_in_a_load_stops_plainly_and_loses_nothing(
    tmp_path, monkeypatch, room
):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    file = tmp_path / "1.xlsx"
    file.write_text("1", encoding="utf-8")
    city.load([sent(1)], [], Sent(file, file.name, "市统计局"))

    child = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "2.xlsx"), str(room)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert child.returncode in (1, 75), child.stderr
    assert child.stdout and "Traceback" not in child.stderr and str(tmp_path) not in child.stdout
    city.open_city()
    assert accepted()[1] == ROWS
    assert keeping.verify("city").is_whole


READER = """
import sys
from chainboard.store import editions

seen = []
while not seen or seen[-1] < int(sys.argv[1]):
    number = editions.current("city")
    with editions.open_edition("city", number) as con:
        ((stamp,),) = con.table("edition").project("number").fetchall()
        values = con.table("current_figure").project("value").distinct().fetchall()
    assert stamp == number and len(values) <= 1, (stamp, number, values)
    seen += [number] if not seen or seen[-1] != number else []
assert seen == sorted(seen), seen
print(len(seen))
"""


@pytest.mark.parametrize("published", [6])
def test_readers_see_whole_editions_in_order_while_they_are_published(
    tmp_path, monkeypatch, published
):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    first = city.open_city()
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(first + published)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for number in range(published):
        file = tmp_path / f"{number}.xlsx"
        file.write_text(str(number), encoding="utf-8")
        city.load(
            [sent(0) if number == 0 else again(number)], [], Sent(file, file.name, "市统计局")
        )
    said = [reader.communicate()[0] for reader in readers]

    assert [reader.returncode for reader in readers] == [0, 0, 0]
    assert min(int(count) for count in said) >= 2


def again(number: int) -> Batch:
    """The months of file 0 with other values."""
    told = sent(0)
    told.columns["value"] = [str(number)] * ROWS
    return told
