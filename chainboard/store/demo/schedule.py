"""What was planned of the demo's projects, and what is in the way: days, permits, funds, reasons.

Drawn from a stream of chance of its own, so that the amounts, which add up to figures, stay as they
are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.ledger import money
from chainboard.store.demo.pipeline import after_winter
from chainboard.store.demo.recipe import Recipe

Row = dict[str, object]

# In the order in which they are given, with the days before the start that each takes at most.
PERMITS = ("approval", "land", "planning", "environment", "energy", "construction")
NEEDED_FIRST = {"approval": "approval", "land": "land", "planning": "design"}  # why the rest waits


@dataclass(frozen=True)
class Course:
    """What is known of a project's course: the days of its stages, its end if nothing delays it.

    total    its whole investment, in 0.01 亿元
    is_built whether months of building stand behind it
    """

    days: dict[str, date]
    planned_end: date | None
    total: int
    is_built: bool


def planned(recipe: Recipe, course: Course, chance: random.Random) -> tuple[Row, list[Row]]:
    """What a project has besides its amounts, and its permits (without project_id)."""
    as_of: date = recipe.settings["as_of"]
    settings = recipe.settings["schedule"]
    started = course.days.get("started")
    begin = _start(course, settings, as_of, chance)
    end = course.planned_end or begin + timedelta(30 * chance.randint(*settings["months"]))
    if course.planned_end and started:
        end -= started - begin
    permits = _permits(course, settings, begin, as_of, chance)
    row: Row = {"start_planned": begin.isoformat(), "completion_planned": end.isoformat()}
    funds = _funds(course, settings, chance)
    is_done = "completed" in course.days
    is_late = begin < as_of if started is None else not is_done and end < as_of
    is_short = bool(funds) and funds["funds_in_place"] != funds["funds_required"]
    is_asked = is_late or (started is not None and not course.is_built) or is_short
    if is_asked and chance.random() < settings["with_reason"]:
        row |= _reason(recipe, permits, is_short, chance)
    elif not is_done:
        row |= _support(chance.choice(recipe.files["reasons"][-2:]))
    return row | funds, permits


def _start(course: Course, settings: dict[str, object], as_of: date, chance: random.Random) -> date:
    """The day of the planned start: before the true one; of those that wait, past or to come."""
    started = course.days.get("started")
    if started is not None:
        is_late = chance.random() < float(str(settings["late_start"]))
        return started - timedelta(chance.randint(35, 140) if is_late else chance.randint(-12, 9))
    last = max(course.days.values())
    hoped = after_winter(last + timedelta(chance.randint(20, 260)), chance)
    latest = as_of - timedelta(int(str(settings["longest_delay"])))
    return max(hoped, latest + timedelta(chance.randint(0, 60)))


def _permits(
    course: Course, settings: dict[str, object], begin: date, as_of: date, chance: random.Random
) -> list[Row]:
    """All of them before a start; of a project that waits as many as its stage has brought."""
    started = course.days.get("started")
    by = started or min(begin, as_of)
    last = len(PERMITS) if started else 1 + len(course.days) + chance.randint(-1, 1)
    first = course.days["preparatory"]
    span = max(6, (by - first).days)
    days = sorted(chance.randint(1, span) for _ in PERMITS)
    needs_energy = chance.random() < float(str(settings["needs_energy"]))
    return [
        {"permit": permit, "permitted_on": (first + timedelta(day)).isoformat()}
        for permit, day in list(zip(PERMITS, days, strict=True))[: max(1, last)]
        if (permit != "energy" or needs_energy) and first + timedelta(day) <= as_of
    ]


def _funds(course: Course, settings: dict[str, object], chance: random.Random) -> Row:
    """What a project under way needs by now and has: as much, now and then too little."""
    if not course.is_built or "completed" in course.days:
        return {}
    required = max(1, round(course.total * chance.uniform(0.3, 0.7)))
    is_short = chance.random() < float(str(settings["short_of_funds"]))
    in_place = round(required * chance.uniform(0.55, 0.9)) if is_short else required
    return {"funds_required": money(required), "funds_in_place": money(in_place)}


def _reason(recipe: Recipe, permits: list[Row], is_short: bool, chance: random.Random) -> Row:
    """Why it is late: its first missing permit, its funds, or what the stream of chance says."""
    given = {row["permit"] for row in permits}
    missing = next((why for permit, why in NEEDED_FIRST.items() if permit not in given), None)
    line = chance.choice(recipe.files["reasons"])
    wanted = missing or ("funds" if is_short else line["class"])
    line = next(each for each in recipe.files["reasons"] if each["class"] == wanted)
    told = recipe.settings["as_of"].replace(day=1) - timedelta(1)
    return _support(line) | {
        "reason_class": line["class"],
        "reason_zh": line["reason_zh"],
        "reason_en": line["reason_en"],
        "reason_on": told.isoformat(),
    }


def _support(line: CsvRow) -> Row:
    return {"support_zh": line["support_zh"], "support_en": line["support_en"]}


def with_id(permits: list[Row], project_id: object) -> Iterator[Row]:
    """The permits as rows of the table."""
    for row in permits:
        yield {"project_id": project_id, **row}
