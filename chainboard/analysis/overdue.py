"""What is late, by how much, and what comes of it: matters and a day in, the same rows out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chainboard.analysis.days import day_of
from chainboard.analysis.steps import Event
from chainboard.view import Row

OPEN_ENDED = date.max


def with_dates(
    matters: Iterable[Row], day: date, soon: int, is_open: Mapping[str, bool]
) -> list[Row]:
    """Matters with what their dates say on a day, in the order given.

    day      that ages and lateness count from, never the clock here
    soon     days within which a date comes near (deadlines.csv: soon)
    is_open  state → whether something is still to be done

    Adds is_open; due_on (a date, None without one); days_over (days past due_on while it is open,
    0 otherwise); is_overdue; is_soon; misses: dates that passed before it was answered or the date
    was moved, the one that runs now among them; is_ordered (督办: a date has been missed) and
    is_told (通报: more than one has).
    """
    return [_dated(matter, day, soon, is_open.get(str(matter.state), True)) for matter in matters]


def worst_first(matters: Iterable[Row]) -> list[Row]:
    """Open before done, the longest overdue first, then the next date, then the oldest."""
    return sorted(
        matters,
        key=lambda row: (
            not row.is_open,
            -row.days_over,
            row.due_on or OPEN_ENDED,
            row.raised_at,
            row.id,
        ),
    )


def _dated(matter: Row, day: date, soon: int, is_open: bool) -> Row:
    due = as_day(matter.get("due") or matter.get("answer_by"))
    waits_for_owner = is_open and matter.state != "answered"
    over = (day - due).days if due and waits_for_owner else 0
    misses = _misses(matter.standing, day if waits_for_owner else None) if due else 0
    return matter.with_(
        is_open=is_open,
        due_on=due,
        days_over=max(over, 0),
        is_overdue=over > 0,
        is_soon=bool(due and waits_for_owner and 0 <= -over <= soon),
        misses=misses,
        is_ordered=misses > 0,
        is_told=misses > 1,
    )


def as_day(value: Any) -> date | None:
    """A date as facts hold it (ISO text), as a date."""
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _misses(events: Iterable[Event], day: date | None) -> int:
    """How many dates passed unkept. day  None where its owner has nothing to do now."""
    missed: set[date] = set()
    due, is_with_owner = None, True
    for event in events:
        moved = as_day(event.facts.get("due"))
        is_end = event.step == "answer" or (moved is not None and moved != due)
        if due and is_with_owner and is_end and day_of(event.at) > due:
            missed.add(due)
        due = moved or due
        is_with_owner = event.step != "answer"
    if due and day and day > due:
        missed.add(due)
    return len(missed)
