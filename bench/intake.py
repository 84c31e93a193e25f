"""Checking and loading what offices send: seconds, memory, and what readers see meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psutil

from bench import looking
from chainboard.intake.grid import Batch
from chainboard.store.changes import changes
from chainboard.store.city import loads as city
from chainboard.store.place import ROOT

SAMPLE = 0.03  # seconds between two looks at the memory of a command and its children
READER = "chainboard.intake.child"
LOADS, PROCESSES = 100, 4
OFFICE = "bench"


@dataclass(frozen=True)
class Run:
    """One command: seconds with the start of Python, and the most resident memory in bytes.

    own     of the command itself; reader  of the process that opens the sent file
    loaded  what `load --json` prints of its rows; None when nothing was loaded
    """

    seconds: float
    own: int
    reader: int
    code: int
    loaded: dict[str, int] | None


@dataclass(frozen=True)
class Polled:
    """Small loads beside readers: how many were done in how many seconds, what readers met."""

    loads: int
    seconds: float
    looks: int
    errors: int
    halves: int


def run(command: str, *arguments: str) -> Run:
    """A command of the board, its memory sampled until it has ended."""
    start = time.perf_counter()
    process = psutil.Popen(
        [sys.executable, "-m", "chainboard", command, *arguments, "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    own = reader = 0
    while process.poll() is None:
        own = max(own, _resident(process))
        reader = max([reader, *(_resident(child) for child in _readers(process))])
        time.sleep(SAMPLE)
    seconds = time.perf_counter() - start
    said = json.loads(process.stdout.read() or "{}")
    return Run(seconds, own, reader, process.returncode, said.get("loaded"))


def _readers(process: psutil.Popen) -> list[psutil.Process]:
    try:
        return [child for child in process.children() if READER in child.cmdline()]
    except psutil.Error:  # it has ended between two looks
        return []


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def compared(pack: str, number: int, times: int) -> list[float]:
    """Milliseconds of comparing an edition with itself: every figure, target and rule is read."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        assert changes(pack, number, number) == []
        took.append(1000 * (time.perf_counter() - start))
    return took


def small_loads(folder: Path) -> Polled:
    """Loads of a few rows, one after the other, while readers look at the current edition."""
    with _var(folder):
        first = city.open_city()
        readers = [_reader(first, first + LOADS) for _ in range(PROCESSES)]
        try:
            for reader in readers:
                assert reader.stdout is not None and reader.stdout.readline() == "ready\n"
            start, done = time.perf_counter(), 0
            for number in range(1, LOADS + 1):
                done += _load(folder, number).load_id is not None
            seconds = time.perf_counter() - start
            said = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
        finally:
            for reader in readers:
                reader.kill()
    totals = {name: sum(each[name] for each in said) for name in ("looks", "errors", "halves")}
    return Polled(done, seconds, **totals)


@contextmanager
def _var(folder: Path) -> Iterator[None]:
    """Another folder of packs for as long as the block runs."""
    before = os.environ.get("CHAINBOARD_VAR")
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["CHAINBOARD_VAR"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["CHAINBOARD_VAR"]
        else:
            os.environ["CHAINBOARD_VAR"] = before


def _reader(first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.looking", str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")


def _load(folder: Path, number: int) -> city.Loaded:
    """A year of new figures, every one of them 1."""
    file = folder / f"{number}.csv"
    file.write_text(str(number), encoding="utf-8")
    ends = [date(1950 + number, month, 28) for month in range(1, looking.ROWS + 1)]
    same = {"chain_id": looking.CHAIN, "metric_id": looking.METRIC, "basis": "ytd", "value": "1"}
    columns: dict[str, list[object]] = {
        "period_end": [*ends],
        "period_start": [end.replace(month=1, day=1) for end in ends],
        "cell": [f"G{row}" for row in range(2, 2 + len(ends))],
        **{name: [value] * len(ends) for name, value in same.items()},
    }
    sent = city.Sent(file, file.name, OFFICE)
    return city.load([Batch("指标", "indicators", columns)], [], sent)
