"""Sizes and engines measured: each engine on each size in processes of its own, its answers held
against those of DuckDB."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy import isclose

from bench.scale import asked, country, engines
from bench.scale.country import Size
from chainboard.scale import lake
from chainboard.store.place import ROOT

SAMPLE = 0.05  # seconds between two looks at memory
REFERENCE = "duckdb"
WHOLE = 25_000_000  # up to so many rows the rows of every firm are compared too
BYTES, MEMORY, CELLS, UNEQUAL = "bytes a row", "memory", "compared", "differ"
LOAD = "load average"  # when an engine's turn began: what else the machine did
Part = Callable[[int, Size, str, tuple[Path, int]], Iterator["Figure"]]
YEARS = (1, 2, 5)  # of history behind a month that is added


@dataclass(frozen=True)
class Figure:
    """One figure: rows of the table, engine ("" for the table itself), what it is of, and it:
    milliseconds of a statement, MiB of memory, a count."""

    rows: int
    engine: str
    of: str
    value: float


@dataclass
class Told:
    """What a process that asked said: milliseconds of each statement, the most MiB that it and its
    engine held, and why it stopped, if it did."""

    ms: dict[str, list[float]] = field(default_factory=dict)
    memory: float = 0.0
    stopped: str = ""


def measured(
    size: Size, names: Sequence[str], how: tuple[Path, int], parts: Sequence[Part]
) -> Iterator[Figure]:
    """The figures of one size on these engines; the rows are made unless they are there.

    how  the folder of sizes, and how often each statement is asked
    """
    folder, times = how
    with rows_of(size, folder) as here:
        rows, told = counted()
        yield Figure(rows, "", BYTES, told / rows)
        for name in names:
            print(f"{rows:,} rows, {name}", file=sys.stderr, flush=True)
            for part in parts:
                yield from part(rows, size, name, (here, times))


def of_engine(rows: int, size: Size, name: str, how: tuple[Path, int]) -> Iterator[Figure]:
    """One engine on the rows of the environment: times, memory, answers beside DuckDB's."""
    here, times = how
    answers, month = here / f"answers-{name}", str(size.months[-1])
    only = [each for each in (*asked.STATEMENTS, asked.ROLL) if rows <= WHOLE or each != asked.KEPT]
    yield Figure(rows, name, LOAD, os.getloadavg()[0])
    with engines.running(name, here / f"logs-{name}") as engine:
        told = ask(engine, answers, "--month", month, "--times", str(times), "--only", *only)
    if told.stopped:
        raise RuntimeError(told.stopped)
    yield from (Figure(rows, name, of, median(took)) for of, took in told.ms.items() if took)
    yield Figure(rows, name, MEMORY, told.memory)
    reference = here / f"answers-{REFERENCE}"
    if name != REFERENCE and reference.is_dir():
        cells, wrong = compared(reference, answers)
        yield from (Figure(rows, name, CELLS, cells), Figure(rows, name, UNEQUAL, wrong))


def after_history(rows: int, size: Size, name: str, how: tuple[Path, int]) -> Iterator[Figure]:
    """What a month costs after histories of different lengths, by turns: the least of so many
    times, which tells more of the cost than of what else the machine does."""
    here, times = how
    took: dict[int, list[float]] = {years: [] for years in YEARS}
    with engines.running(name, here / f"logs-{name}") as engine:
        for _ in range(times):
            for years in YEARS:
                last = years * country.A_YEAR
                history = ["--month", str(size.months[last - 1]), "--version", str(last)]
                only = ["--times", "2", "--only", asked.ROLL]
                met = ask(engine, here / "answers-after", *history, *only)
                took[years].append(min(met.ms[asked.ROLL]))
    for years in YEARS:
        yield Figure(rows, name, f"{asked.ROLL} after {12 * years} months", min(took[years]))


@contextmanager
def rows_of(size: Size, folder: Path) -> Iterator[Path]:
    """A folder of the size, with its rows and words made unless they are there; the environment
    names them as long as the block runs."""
    here = folder / f"rows-{size.rows}-{size.seed}"
    words = country.write_words(here)
    with environment(
        CHAINBOARD_FIRMS=str(here / "firms"), CHAINBOARD_DATA=str(words), CHAINBOARD_VAR=str(here)
    ):
        if not (here / "firms").is_dir():
            country.write_rows(size, here / "firms")
        yield here


def counted() -> tuple[int, int]:
    """Rows of the table and the bytes of its files."""
    files = lake.files()
    rows = sum(pq.read_metadata(each).num_rows for each in files)
    return rows, sum(Path(each).stat().st_size for each in files)


def ask(engine: engines.Running, folder: Path, *arguments: str) -> Told:
    """What a process that asks an engine says, and the most memory that both hold meanwhile."""
    process = asking(engine, folder, *arguments)
    told, ended = Told(), threading.Event()
    watched = [process.pid, *(each.pid for each in engine.processes.values())]

    def watch() -> None:
        while not ended.wait(SAMPLE):
            told.memory = max(told.memory, resident(watched) / 2**20)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for line in process.stdout or ():
            said = json.loads(line)
            told.stopped = said.get("stopped", "")
            if "name" in said:
                told.ms[said["name"]] = said["ms"]
    finally:
        ended.set()
        watcher.join()
    if process.wait():
        raise RuntimeError(f"asking {engine.address or REFERENCE} failed: see above")
    return told


def asking(engine: engines.Running, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process that asks an engine; what it says comes line by line."""
    return subprocess.Popen(
        [sys.executable, "-m", "bench.scale.asked", str(folder), *arguments],
        cwd=ROOT,
        env={**os.environ, "CHAINBOARD_ENGINE": engine.address, "CHAINBOARD_VAR": str(folder)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def resident(processes: Iterable[int]) -> int:
    """Bytes in memory of processes and of all that they started."""
    total = 0
    for each in processes:
        try:
            process = psutil.Process(each)
            family = [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
        for member in family:
            try:
                total += member.memory_info().rss
            except psutil.NoSuchProcess:
                continue
    return total


def compared(ours: Path, theirs: Path) -> tuple[int, int]:
    """How many cells two folders of answers have, and how many of them are not the same in value
    and place: numbers to 1e-9, all else exactly."""
    cells = wrong = 0
    for file in sorted(theirs.glob("*.parquet")):
        one, other = pq.read_table(ours / file.name), pq.read_table(file)
        cells += one.num_rows * one.num_columns
        wrong += unequal(one, other)
    return cells, wrong


def unequal(one: pa.Table, other: pa.Table) -> int:
    """How many cells of two answers differ; all of them where the answers have other shapes."""
    if one.column_names != other.column_names or one.num_rows != other.num_rows:
        return max(one.num_rows * one.num_columns, other.num_rows * other.num_columns, 1)
    return sum(_unequal(one[name], other[name]) for name in one.column_names)


def _unequal(one: pa.ChunkedArray, other: pa.ChunkedArray) -> int:
    if _is_number(one.type) and _is_number(other.type):
        ours, theirs = (each.cast(pa.float64()).to_numpy() for each in (one, other))
        return int((~isclose(ours, theirs, rtol=1e-9, atol=0, equal_nan=True)).sum())
    ours, theirs = (each.cast(pa.string()).fill_null("\0") for each in (one, other))
    return int(pc.sum(pc.not_equal(ours, theirs)).as_py() or 0)


def _is_number(kind: pa.DataType) -> bool:
    return pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)


@contextmanager
def environment(**told: str) -> Iterator[None]:
    """Words of the environment as long as the block runs."""
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
