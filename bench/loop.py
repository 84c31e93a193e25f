"""The work loop with many steps: what a step takes, and when it is seen, alone and with 20 offices."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Barrier

from chainboard.ledger import book, reading
from chainboard.ledger.book import New
from chainboard.ledger.doing import Moment, do
from chainboard.ledger.fields import Asked
from chainboard.packs import CITY
from chainboard.store.faults import Stop
from chainboard.view import Row, View

PROBLEMS, EVENTS = 5_000, 50_000
OFFICES, STEPS = 20, 10  # in one moment, and how many times
ALONE = 20
BEGUN = datetime(2026, 1, 5, 1, 0)
# Of which the problems are, in turn.
CHAINS = (
    "petrochem", "energy", "digital", "equipment", "apple", "mutton", "tourism", "green",
)  # fmt: skip
COUNTIES = (
    "621002", "621021", "621022", "621023", "621024", "621025", "621026", "621027",
)  # fmt: skip
CHAIN_OFFICE, COUNTY, OWNER = "市链长办", "县链长办", "市自然资源局"


@dataclass(frozen=True)
class Met:
    """What was measured, in milliseconds.

    fold         the first reading of all events
    warm, after  problems asked again, and after one more step
    step, seen   one office: a step, and the step with the list that shows it
    many_*       the same of 20 offices at once; errors: what went wrong there
    """

    fold: float
    warm: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    step: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    many_step: list[float] = field(default_factory=list)
    many_seen: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measured() -> Met:
    """Grow the ledger of the city, then take steps in it."""
    grown()
    reading.forget()
    met = Met(_took(problems))
    for number in range(ALONE):
        begun = time.perf_counter()
        met.step.append(_took(lambda number=number: _step(number)))
        met.after.append(_took(problems))
        met.seen.append(_since(begun))
        met.warm.append(_took(problems))
    together = Barrier(OFFICES)
    with ThreadPoolExecutor(OFFICES) as offices:
        list(offices.map(lambda office: _office(office, together, met), range(OFFICES)))
    return met


def grown() -> None:
    """5,000 problems in 50,000 events: each raised, accepted, handed over, worked on, and three of
    four struck off."""
    with book.writing("city") as writing:
        for number in range(PROBLEMS):
            at = BEGUN + timedelta(minutes=30 * number)
            place = number // len(CHAINS) % len(COUNTIES)
            told = {"chain_id": CHAINS[number % len(CHAINS)], "area_code": COUNTIES[place]}
            text = {"text": f"第{number}件：用地指标不足，请协调"}
            name = writing.add(New("problem", "raise", COUNTY, at, "", told, text)).matter
            writing.add(New("problem", "accept", CHAIN_OFFICE, at, name))
            due = {"owner": OWNER, "due": (at + timedelta(days=30)).date().isoformat()}
            writing.add(New("problem", "assign", CHAIN_OFFICE, at, name, due))
            is_closed = number % 4 != 0
            for place in range(EVENTS // PROBLEMS - (5 if is_closed else 3)):
                said = {"text": f"第{place}次反馈"}
                writing.add(New("problem", "feedback", OWNER, at, name, {}, said))
            if is_closed:
                writing.add(New("problem", "answer", OWNER, at, name, {}, {"text": "已办"}))
                writing.add(New("problem", "confirm", COUNTY, at, name))


def problems() -> list[Row]:
    """The problems that a reader of the newest ledger is shown."""
    view = reading.seen(View(pack=CITY), None, reading.today("city"))
    assert view is not None
    return reading.matters(view, "problem")


def _office(office: int, together: Barrier, met: Met) -> None:
    """One office takes its steps, each in the same moment as all others, and looks at the list
    after each."""
    for place in range(STEPS):
        together.wait()
        begun = time.perf_counter()
        try:
            event = _step(office + place * OFFICES)
            met.many_step.append(_since(begun))
            shown = {row.id: row.event for row in problems()}
        except Stop as error:
            met.errors.append(repr(error))
            continue
        if shown[f"problem-{event[1]}"] < event[0]:
            met.errors.append(f"step {event[0]} was not seen")
        met.many_seen.append(_since(begun))


def _step(place: int) -> tuple[int, int]:
    """One more word on an open problem. Gives the number of the step and of its problem."""
    first = 1 + 4 * (place % (PROBLEMS // 4)) * (EVENTS // PROBLEMS)
    now = datetime(2026, 11, 30, 1, 0)
    asked = Asked("problem", "feedback", OWNER, f"problem-{first}", words={"text": f"进展 {place}"})
    return do("city", asked, Moment(now, now.date())).number, first


def _took(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return _since(begun)


def _since(begun: float) -> float:
    return 1000 * (time.perf_counter() - begun)
