"""What signing in costs: the same page, on the same packs, at the desk and in the office."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import content, servers
from bench.content import CHAIN, Subject
from bench.sessions import processor
from bench.tab import Tab
from chainboard.access import grants
from chainboard.access.grants import Account, Difference, Given

ROWS, RUNS = 6, 50
ACCOUNT, OFFICE = "chain.office", "链办"


@dataclass(frozen=True)
class Seat:
    """Where somebody sits: their tab, and the process of the board that they look at."""

    tab: Tab
    pid: int


@dataclass(frozen=True)
class Pair:
    """One seat at the desk and one in the office, on boards of the same packs."""

    desk: Seat
    office: Seat


@contextmanager
def pair(folder: Path, subject: Subject) -> Iterator[Pair]:
    """Both with the page of a subject open; in the office by an account that sees and does all."""
    all_of = {"chains": "*", "counties": "*", "parks": "*", "sees_firms": True, "valid_from": 0}
    given = Given(OFFICE, "chain_office", **all_of)  # type: ignore[arg-type]
    grants.apply(Difference((given,), {}), int(time.time()), [Account(ACCOUNT, OFFICE, 0, None)])
    with (
        servers.board(folder / "desk", CHAINBOARD_WAY="desk") as desk,
        servers.board(folder / "office", **servers.in_the_office(folder)) as theirs,
    ):
        both = Pair(
            Seat(Tab(desk.address, {}), desk.pid),
            Seat(Tab(theirs.address, servers.named(ACCOUNT)), theirs.pid),
        )
        page, _, query = content.address(subject).partition("?")
        for seat in (both.desk, both.office):
            seat.tab.open(page, query)
        yield both
        for seat in (both.desk, both.office):
            seat.tab.close()


def reruns(both: Pair, query: str) -> list[tuple[float, float]]:
    """Milliseconds of processor that a run of the open page takes its server, at the desk and in
    the office: the mean of each row of runs, the two by turns.

    All panels are kept. Of the clock it would tell little: each waits for what else is done.
    """
    rows = [(_processor(both.desk, query), _processor(both.office, query)) for _ in range(1 + ROWS)]
    return rows[1:]


def _processor(seat: Seat, query: str) -> float:
    before = processor(seat.pid)
    for _ in range(RUNS):
        seat.tab.run(query)
    return 1000 * (processor(seat.pid) - before) / RUNS


def added(rows: list[tuple[float, float]]) -> float:
    """By how many milliseconds a run in the office is longer: the median over rows."""
    return median(office - desk for desk, office in rows)


def switched(both: Pair) -> list[tuple[int, int]]:
    """What the server says after a switch of the chain, at the desk and in the office: messages
    and bytes. The switch itself has been drawn by then, and waits for nothing of it."""
    *_, last = content.choices(CHAIN)
    for seat in (both.desk, both.office):
        seat.tab.run(content.address(CHAIN).partition("?")[2].replace(CHAIN.first, last))
    return [(len(seat.tab.said), sum(map(len, seat.tab.said))) for seat in (both.desk, both.office)]
