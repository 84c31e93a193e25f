"""A day of the office in minutes: people of several roles come, look, take, send and go, at random.

Watched are the server's resident memory and its open files. What has been drawn is kept up to a
bound, and pages that were left stand two minutes more: both fill while it warms up.
"""

from __future__ import annotations

import random
import re
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from pathlib import Path

import psutil
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from bench import intake, sent_files, servers
from bench.tab import PAGE, Tab
from chainboard.access import grants
from chainboard.access.grants import Account, Difference, Given
from chainboard.navigation import addresses
from chainboard.store import dictionary, editions
from chainboard.store.place import ROOT

READERS = 8  # at the board at once; each is now one account of its role, now another
ACCOUNTS = 3  # of each reader
ROLES: tuple[dict[str, object], ...] = (
    {"role": "chain_office", "sees_firms": True},
    {"role": "leader_office", "sees_firms": True},
    {"role": "county", "counties": "621002"},
    {"role": "lead_department", "chains": "petrochem"},
    {"role": "statistics", "sees_firms": True},
    {"role": "supervision"},
    {"role": "viewer"},
    {"role": "audit_admin", "chains": "", "counties": "", "parks": ""},
)
ACTS = {"look": 10, "change": 10, "export": 4, "search": 3, "send": 1, "leave": 1}
REST = 0.1  # seconds between two acts of one reader, at most
LOADS = 150.0  # seconds between two loads: each is an edition more
SAMPLE = 2.0  # seconds between two looks at the server
WARM = 0.35  # of the time in which it warms up
WORD = re.compile(r"of=([0-9a-f]{32})")  # what a link must carry to sign out
PACKS = ("published", "demo", "city")
PERIODS = ("2026-06", "2026-03", "2025-12")
VIEWS = 16  # choices that they have between them: what they draw is then kept, as in an office
CHOSEN = 0.3  # how often a chain, a county, a period is chosen in one of them
KEPT = re.compile(rb'chainboard_kept\{what="panels"\} ([0-9.]+)')


@dataclass(frozen=True)
class Sample:
    """The server at a moment: seconds since the start, resident bytes, open files, threads, and
    the panels that it keeps drawn."""

    at: float
    memory: int
    files: int
    threads: int
    kept: float


@dataclass
class Day:
    """What happened, and how the server stood meanwhile."""

    samples: list[Sample] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: int = 0  # answers of 4xx: pages and figures that are not this account's
    failures: list[str] = field(default_factory=list)

    @property
    def warm(self) -> list[Sample]:
        """The samples after it has warmed up."""
        return [each for each in self.samples if each.at >= WARM * self.samples[-1].at]

    def a_minute(self, of: Callable[[Sample], float]) -> float:
        """By how much something grows in a minute once it is warm: the line of least squares."""
        points = [(each.at / 60, of(each)) for each in self.warm]
        middle = sum(x for x, _ in points) / len(points)
        return sum((x - middle) * y for x, y in points) / sum((x - middle) ** 2 for x, _ in points)


def spent(folder: Path, minutes: float) -> Day:
    """Let them come for so long to a board of their own. The packs of CHAINBOARD_VAR are there."""
    _load(folder, 0)
    _let_in()
    day, is_over = Day(), threading.Event()
    with servers.board(folder / "board", **servers.in_the_office(folder)) as board:
        them = [_Reader(number, board.address, day) for number in range(READERS)]
        work = [threading.Thread(target=each.stay, args=(is_over,)) for each in them]
        work.append(threading.Thread(target=_loads, args=(folder, is_over)))
        start = time.monotonic()
        day.samples.append(_sample(board, start))
        for each in work:
            each.start()
        while not is_over.wait(SAMPLE):
            day.samples.append(_sample(board, start))
            if day.samples[-1].at > 60 * minutes:
                is_over.set()
        for each in work:
            each.join()
    return day


def _sample(board: servers.Board, start: float) -> Sample:
    server = psutil.Process(board.pid)
    with urllib.request.urlopen(f"{board.address}metrics", timeout=120) as figures:
        found = KEPT.search(figures.read())
    with server.oneshot():
        memory, threads = server.memory_info().rss, server.num_threads()
    kept = float(found[1]) if found else 0.0
    return Sample(time.monotonic() - start, memory, server.num_fds(), threads, kept)


def _let_in() -> None:
    given, accounts = [], []
    for number, role in enumerate(ROLES[:READERS]):
        scope = {"chains": "*", "counties": "*", "parks": "*", "valid_from": 0, **role}
        given.append(Given(f"第{number}单位", **scope))  # type: ignore[arg-type]
        names = (_account(number, turn) for turn in range(ACCOUNTS))
        accounts += [Account(name, f"第{number}单位", 0, None) for name in names]
    grants.apply(Difference(tuple(given), {}), int(time.time()), accounts)


def _account(number: int, turn: int) -> str:
    return f"post.{number}.{turn}"


def _loads(folder: Path, is_over: threading.Event) -> None:
    number = 1
    while not is_over.wait(LOADS):
        _load(folder, number)
        number += 1


def _load(folder: Path, number: int) -> None:
    """A load of figures that differ from those before: another edition of the city."""
    file = sent_files.text(folder / f"{number}.csv", 400 + 20 * number)
    done = intake.run("load", str(file), "--by", intake.OFFICE, "--pack", "city")
    assert done.code == 0 and done.loaded


class _Reader:
    """One who comes and goes, as one of the accounts of an office."""

    def __init__(self, number: int, board: str, day: Day) -> None:
        self._number = number
        self._board = board
        self._day = day
        self._random = random.Random(number)
        self._tab = self._arrived()

    def stay(self, is_over: threading.Event) -> None:
        """One act after the other, until it is over."""
        while not is_over.wait(self._random.uniform(0, REST)):
            (act,) = self._random.choices([*ACTS], [*ACTS.values()])
            try:
                getattr(self, f"_{act}")()
                self._day.done[act] += 1
            except (OSError, HTTPException, WebSocketException, AssertionError) as fault:
                self._day.failures.append(f"{act}: {type(fault).__name__} {fault}")
                self._come_back()
        self._tab.close()

    def _arrived(self) -> Tab:
        """In a browser that knows nothing."""
        account = _account(self._number, self._random.randrange(ACCOUNTS))
        return Tab(self._board, servers.named(account))

    def _come_back(self) -> None:
        self._day.refused += self._tab.refused
        self._tab.close()
        self._tab = self._arrived()

    def _query(self) -> str:
        return self._random.choice(_views())

    def _look(self) -> None:
        """A page in a new tab; the old one is closed."""
        self._tab.open(self._random.choice(addresses()), self._query())

    def _change(self) -> None:
        """Another choice on the page that is open."""
        if self._tab.is_open:
            self._tab.run(self._query())
        else:
            self._look()

    def _export(self) -> None:
        kind, page = self._random.choice(("json", "xlsx")), self._random.choice(addresses())
        self._tab.get(f"/data/{page}.{kind}?{self._query()}")

    def _search(self) -> None:
        pack = self._random.choice(PACKS)
        number = editions.current(pack) or 0
        self._tab.get(f"/board/search/{pack}/{number}/{editions.mark(pack, number)}/zh")

    def _send(self) -> None:
        """A small file, dropped on the intake page, read and judged there, and taken no further."""
        query = "pack=city&lang=zh"
        self._tab.open("intake", query)
        found = [each for each in self._tab.said if b"intake_files_" in each]
        if found:  # else it is not theirs to send
            element = ForwardMsg.FromString(found[0]).delta.new_element.file_uploader.id
            self._tab.send(element, sent_files.few(5), query)

    def _leave(self) -> None:
        """Sign out here, and come back as somebody else."""
        self._tab.get("/", **PAGE)
        _, said = self._tab.get("/sign-out", **PAGE)
        word = WORD.search(said.decode())
        assert word, "no way out"
        self._tab.get(f"/sign-out?of={word[1]}", **PAGE)
        self._come_back()


@cache
def _views() -> tuple[str, ...]:
    """What an address asks for, some of all that it can."""
    words, dice = dictionary.tables(ROOT / "data"), random.Random(VIEWS)
    choices = {
        "chain": [str(row["chain_id"]) for row in words["chain"] if row["is_shown"]],
        "county": [str(row["area_code"]) for row in words["area"] if row["level"] == "county"],
        "period": [*PERIODS],
    }
    found = []
    for number in range(VIEWS):
        chosen = {"pack": PACKS[number % len(PACKS)], "lang": "zh" if number % 4 else "en"}
        for name, values in choices.items():
            if dice.random() < CHOSEN:
                chosen[name] = dice.choice(values)
        found.append("&".join(f"{name}={value}" for name, value in chosen.items()))
    return tuple(found)


def told(day: Day) -> Iterator[tuple[str, str]]:
    """What was watched, and how it stood at the start, once warm, and at the end."""
    acts = ", ".join(f"{name} {day.done[name]:,}" for name in ACTS)
    yield "acts", f"{day.done.total():,} ({acts}), {len(day.failures)} failed"
    watched: dict[str, tuple[Callable[[Sample], float], str]] = {
        "memory": (lambda each: each.memory / 2**20, "MiB"),
        "open files": (lambda each: each.files, "files"),
        "threads": (lambda each: each.threads, "threads"),
        "panels kept": (lambda each: each.kept, "panels"),
    }
    for name, (of, unit) in watched.items():
        first, warm, last = day.samples[0], day.warm[0], day.samples[-1]
        slope = day.a_minute(of)
        stood = f"{of(first):,.0f} at the start, {of(warm):,.0f} warm, {of(last):,.0f} at the end"
        yield name, f"{stood}, {slope:+.2f} {unit} a minute"
