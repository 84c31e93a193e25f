"""What the steps of the work loop add up to: events in, the state of each matter out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chainboard.view import Row

STAYS = "="  # the state a step leads to: the one there was
ANYONE = "anyone"
TAKE_BACK, CLEAR = "take_back", "clear"  # steps that every kind has, and no table needs to name
MEANT = ("before_due", "silent")  # what a step needs and no field holds: in time; unanswered


@dataclass(frozen=True)
class Step:
    """One line of the table of steps (data/dictionary/steps.csv).

    begins   whether it begins a matter; else it goes on from one of the states `from_`
    to       the state it leads to; STAYS for the one there was
    by       who may do it: owner, helper, raiser, or a role of data/dictionary/access_roles.csv
    never    who may not, whatever else they are
    needs    facts and words without which it is refused, and of MEANT
    takes    facts and words that it may say beside these; of others it says nothing
    is_item  whether it adds an item to the matter, and changes nothing that the matter says
    """

    kind: str
    step: str
    from_: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    never: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    is_item: bool = False
    name_zh: str = ""
    name_en: str = ""

    @property
    def begins(self) -> bool:
        """Whether it begins a matter."""
        return not self.from_

    def is_open_to(self, relations: Iterable[str]) -> bool:
        """Whether an office that stands so to the matter may do it."""
        held = {ANYONE, *relations}
        return not held.isdisjoint(self.by) and held.isdisjoint(self.never)


@dataclass(frozen=True)
class Event:
    """One step as it was recorded: nothing of it is ever changed.

    number   of the ledger, from 1
    matter   what it belongs to: its kind and the number of the event that began it (problem-17)
    at       UTC, to the second
    facts    what is coded: places, offices, dates as ISO text, ids
    words    what was written; without what has been cleared
    files    (sha256, name) of what was handed in
    """

    number: int
    matter: str
    step: str
    office: str
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """What kind of matter it belongs to."""
        return kind_of(self.matter)


def kind_of(matter: str) -> str:
    """problem of problem-17."""
    return matter.partition("-")[0]


def fold(
    events: Iterable[Event], steps: Sequence[Step], before: Mapping[str, Row] | None = None
) -> dict[str, Row]:
    """Every matter as its events leave it, by its name, in the order in which they began.

    before  what earlier events had been folded to; only matters with a new event are worked out

    A matter is a row: id, kind, state, raised_by and raised_at, the facts and words of its steps,
    the newest over the older, at_… and by_… of each step (at_answer), `history` (all events) and
    `standing` (those not taken back). A matter whose first event was taken back is gone.
    """
    table: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        table.setdefault((step.kind, step.step), []).append(step)
    done = dict(before or {})
    new: dict[str, list[Event]] = {}
    for event in events:
        new.setdefault(event.matter, []).append(event)
    for matter, added in new.items():
        known = done.get(matter)
        history = _cleared((*(known.history if known else ()), *added))
        row = _matter(matter, history, table)
        if row is None:
            done.pop(matter, None)
        else:
            done[matter] = row
    return done


def standing(history: Iterable[Event]) -> tuple[Event, ...]:
    """The events that count: without those taken back, without what took them back."""
    held: list[Event] = []
    for event in history:
        if event.step == TAKE_BACK:
            held = [one for one in held if one.number != event.facts["event"]]
        elif event.step != CLEAR:
            held.append(event)
    return tuple(held)


def may_follow(state: str | None, step: str, kind: str, steps: Sequence[Step]) -> list[Step]:
    """The lines of the table by which a step can be done in a state; None: to a new matter."""
    return _from([one for one in steps if (one.kind, one.step) == (kind, step)], state)


def open_steps(matter: Row, relations: Iterable[str], steps: Sequence[Step]) -> list[Step]:
    """What an office that stands so to a matter may do next, each step once."""
    held = tuple(relations)
    found = {
        one.step: one
        for one in reversed(steps)
        if one.kind == matter.kind and matter.state in one.from_ and one.is_open_to(held)
    }
    return list(reversed(found.values()))


def _cleared(history: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events without the words that were cleared."""
    gone = {event.facts["event"] for event in history if event.step == CLEAR}
    return tuple(
        replace(event, words={}, files=()) if event.number in gone else event for event in history
    )


def _matter(
    name: str,
    history: tuple[Event, ...],
    table: Mapping[tuple[str, str], Sequence[Step]],
) -> Row | None:
    held = standing(history)
    if not held or not table[held[0].kind, held[0].step][-1].begins:
        return None
    first = held[0]
    row: dict[str, Any] = {
        "id": name,
        "kind": first.kind,
        "state": None,
        "raised_by": first.office,
        "raised_at": first.at,
    }
    for event in held:
        lines = table[event.kind, event.step]
        if not lines[-1].is_item:
            row |= {**event.facts, **event.words}
        row["state"] = _after(row["state"], lines)
        row[f"at_{event.step}"], row[f"by_{event.step}"] = event.at, event.office
    row |= {name: first.words.get(name, "") for name in ("text", "text_en")}
    said = [
        event
        for event in held[1:]
        if event.words.get("text") and not table[event.kind, event.step][-1].is_item
    ]
    row["said"] = said[-1].words["text"] if said else None
    row["said_en"] = said[-1].words.get("text_en") if said else None
    row["said_by"] = said[-1].office if said else None
    row["said_at"] = said[-1].at if said else None
    return Row({**row, "event": history[-1].number, "history": history, "standing": held})


def _after(state: str | None, lines: Sequence[Step]) -> str | None:
    """The state a step leads to; that of before for one that none of its lines allows."""
    found = _from(lines, state)
    return state if not found or found[0].to == STAYS else found[0].to


def _from(lines: Iterable[Step], state: str | None) -> list[Step]:
    """The lines that go on from a state; None: that begin a matter."""
    return [one for one in lines if (one.begins if state is None else state in one.from_)]
