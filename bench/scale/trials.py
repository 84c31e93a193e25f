"""What is done to engines and rows on purpose, and what becomes of the answers."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import psutil
import pyarrow.parquet as pq

from bench.report import Line
from bench.scale import asked, country, engines, measuring
from bench.scale.country import Size
from bench.scale.measuring import environment
from chainboard.scale import lake, loading
from chainboard.store.place import ROOT

WRITERS, FILES, FIRMS = 3, 100, 5  # each writer sends so many files of so many firms
WITHIN = 3.0  # seconds until a server that is gone is told of
MONTH = "2025-11"
HEAD = [
    "enterprise_id",
    "name",
    "chain_id",
    "share",
    "area_code",
    "is_above_size",
    "period",
    "output",
    "revenue",
    "profit",
    "tax",
    "power_use",
    "staff",
]
PAGE = ("panel", "overview", "--pack", "demo", "--json")


def of_engines(size: Size, folder: Path) -> Iterator[Line]:
    """A worker of Spark killed, and the whole server of Sail."""
    with measuring.rows_of(size, folder) as here:
        right = here / f"answers-{measuring.REFERENCE}"
        with engines.running("duckdb", here) as engine:
            measuring.ask(engine, right, "--month", str(size.months[-1]), "--times", "1")
        yield worker_killed(size, here, right)
        yield from server_killed(size, here)


def worker_killed(size: Size, here: Path, right: Path) -> Line:
    """A worker and what it had started killed while it adds up; its work is done by the other."""
    month = ["--month", str(size.months[-1]), "--only", "cells"]
    answers = here / "answers-killed"
    with engines.running("spark", here / "logs-killed") as engine:
        warm = measuring.ask(engine, answers, *month, "--times", "3").ms["cells"]
        after = min(warm) / 3
        process = measuring.asking(engine, answers, *month, "--times", "1")
        _wait_for("opened", process)
        time.sleep(after / 1000)
        executors = psutil.Process(engine.processes["worker 2"].pid).children(recursive=True)
        engines.kill(engine.processes["worker 2"])
        took = _wait_for("cells", process)["ms"][0]
        process.wait()
    one, other = (pq.read_table(each / "cells.parquet") for each in (right, answers))
    wrong = measuring.unequal(one, other)
    told = (
        f"{other.num_rows:,} rows, {wrong} cells wrong; killed after {after / 1000:.1f} s, "
        f"answered after {took / 1000:.1f} s instead of {min(warm) / 1000:.1f} s"
    )
    measured = (
        f"a worker of Spark and the {len(executors)} processes it had started killed in the middle "
        f"of a roll-up of {size.rows / 1e6:g} M rows"
    )
    return Line(measured, told, "right answer", wrong == 0 and took > after)


def server_killed(size: Size, here: Path) -> Iterator[Line]:
    """The server of Sail killed while it answers; pages are read meanwhile as before."""
    pages = here / "pages"
    with environment(CHAINBOARD_VAR=str(pages), CHAINBOARD_DATA=str(ROOT / "data")):
        _command("build", "--pack", "demo")
        before = _command(*PAGE)
    month = ["--month", str(size.months[-1]), "--only", "cells", "--times", "1000"]
    with engines.running("sail", here / "logs-gone") as engine:
        process = measuring.asking(engine, here / "answers-gone", *month)
        _wait_for("opened", process)
        time.sleep(1)
        engines.kill(engine.processes["server"])
        killed = time.perf_counter()
        said = _wait_for("stopped", process)["stopped"]
        took = time.perf_counter() - killed
        process.wait()
        with environment(
            CHAINBOARD_VAR=str(pages), CHAINBOARD_DATA=str(ROOT / "data"),
            CHAINBOARD_ENGINE=engine.address,
        ):  # fmt: skip
            after = _command(*PAGE)
    is_plain = engine.address in said
    yield Line(
        "Sail's server killed while it answers: said plainly after", f"{took:.1f} s",
        f"< {WITHIN:g} s", is_plain and took < WITHIN,
    )  # fmt: skip
    yield Line(
        "the overview's panels while the named engine is gone", f"{len(after):,} characters, "
        f"{'the same' if after == before else 'others'}", "the same", after == before,
    )  # fmt: skip


def of_writers(folder: Path) -> Iterator[Line]:
    """Three offices that enter files at once; then an earlier version, and fewer files."""
    here = folder / "writers"
    shutil.rmtree(here, ignore_errors=True)
    words = country.write_words(here)
    with environment(
        CHAINBOARD_FIRMS=str(here / "firms"), CHAINBOARD_DATA=str(words), CHAINBOARD_VAR=str(here)
    ):
        started = time.perf_counter()
        took = [ms for writer in [*_writers(here)] for ms in writer]
        seconds = time.perf_counter() - started
        rows, wanted = measuring.counted()[0], WRITERS * FILES * FIRMS
        told = f"{len(took)} files, {rows:,} of {wanted:,} rows, in {seconds:.0f} s"
        measured = f"{WRITERS} offices enter {FILES} files each at once"
        yield Line(measured, told, "none lost", rows == wanted)
        first, last = median(took[:30]), median(took[-30:])
        yield Line(
            "a file entered, with waiting for the two others: the first 30, the last 30 of 300",
            f"{first:,.0f} and {last:,.0f} ms",
        )
        yield _restored(wanted)
        yield _compacted(here)


def write(office: str, first: int, folder: Path) -> None:
    """One office's files, entered one after the other; prints what each took and when."""
    codes = [str(area["area_code"]) for area in country.counties()]
    for number in range(first, first + FILES):
        file = folder / f"{office}-{number}.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            lines = [_line(FIRMS * number + at, codes) for at in range(FIRMS)]
            csv.writer(out).writerows([HEAD, *lines])
        ms, entered = asked.timed(lambda file=file: loading.load(file, office, _silently))
        assert entered.version is not None, entered.issues
        print(json.dumps({"at": time.time(), "ms": ms}), flush=True)


def _line(firm: int, codes: list[str]) -> list[object]:
    money = [f"{(firm % 97 + 1) / 10**power:.6f}" for power in (1, 1, 3, 3, 1)]
    area, chain = codes[firm % len(codes)], f"c{firm % country.CHAINS + 1:03}"
    return [f"93{firm:016}", f"样本企业{firm}", chain, "", area, "是", MONTH, *money, firm % 90]


def _writers(here: Path) -> Iterator[list[float]]:
    """Milliseconds of each file of all writers, in the order in which they ended."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.scale", "write", f"office-{number}", str(FILES * number), str(here)],
            cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8",
        )
        for number in range(WRITERS)
    ]  # fmt: skip
    told = [json.loads(line) for each in running for line in each.communicate()[0].splitlines()]
    yield [each["ms"] for each in sorted(told, key=lambda each: each["at"])]


def _restored(wanted: int) -> Line:
    """An earlier version put back, and the newest again."""
    newest = lake.newest()
    middle = newest - WRITERS * FILES // 2
    earlier = sum(pq.read_metadata(each).num_rows for each in lake.files(middle))
    loading.restore(middle, "bench")
    back = measuring.counted()[0]
    loading.restore(newest, "bench")
    again = measuring.counted()[0]
    told = f"{back:,} rows as it had, then {again:,} again"
    measured = f"version {middle} of {newest} put back, and the newest after it"
    return Line(measured, told, "rows of each", (back, again) == (earlier, wanted))


def _compacted(here: Path) -> Line:
    """Fewer files, the same answers."""
    month = ["--month", f"{MONTH}-30", "--times", "1"]
    with engines.running("duckdb", here) as engine:
        measuring.ask(engine, here / "before", *month)
        before, after = loading.compact()
        measuring.ask(engine, here / "after", *month)
    cells, wrong = measuring.compared(here / "before", here / "after")
    told = f"{before} files to {after}; {wrong} of {cells:,} cells of answers differ"
    return Line("compaction", told, "half the files, no cell", wrong == 0 and after * 2 <= before)


def _wait_for(name: str, process: subprocess.Popen[str]) -> dict[str, Any]:
    """The line in which a process says something of that name. RuntimeError when it never does."""
    for line in process.stdout or ():
        said = json.loads(line)
        if said.get("name") == name or name in said:
            return said
    raise RuntimeError(f"the process that asks ended without a word of {name}")


def _command(*arguments: str) -> str:
    """What a command of the board prints."""
    ended = subprocess.run(
        [sys.executable, "-m", "chainboard", *arguments], cwd=ROOT, capture_output=True,
        encoding="utf-8", check=True, env=os.environ,
    )  # fmt: skip
    return ended.stdout


def _silently(step: str, percent: int) -> None: ...
