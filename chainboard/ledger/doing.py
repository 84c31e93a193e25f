"""A step of the work loop: checked against the table, recorded, or refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chainboard.analysis import steps as folded, workdays
from chainboard.analysis.days import day_of
from chainboard.analysis.steps import CLEAR, TAKE_BACK, Event
from chainboard.ledger import book, fields, table
from chainboard.ledger.book import New, Writing
from chainboard.ledger.fields import Asked
from chainboard.ledger.offices import Office, offices, relations
from chainboard.ledger.refused import Refused, has_moved, not_now, not_yours
from chainboard.packs import pack_of
from chainboard.store import audit
from chainboard.store.faults import NotFound
from chainboard.view import Row

LEVELS = 4  # above the county: executing department, chain leader, general leader, the province
ISSUED = ("meeting", "issue")  # its tasks exist from then on


@dataclass(frozen=True)
class Moment:
    """When a step is taken: the moment in UTC, and the day in the city that dates are judged by."""

    now: datetime
    today: date


def do(pack: str, asked: Asked, when: Moment) -> Event:
    """Record a step, on the disk when it returns, and what follows from it. Gives its event.

    Raises Refused with the reason and what may be done instead; NotFound for a matter that is not
    there; Busy, Broken, Unrecorded.
    """
    if not pack_of(pack).keeps_ledger:
        raise Refused(
            "公开资料是已发布资料的记录，没有台账。",
            "The published data are a record of what was published and keep no ledger.",
        )
    known = offices(pack, int(when.now.timestamp()))
    with book.writing(pack) as doing:
        event = record(doing, asked, known, when)
        if pack_of(pack).is_sent:
            audit.append(
                "loop", asked.office, asked.account, f"{event.matter} {event.step}",
                event=event.number,
            )  # fmt: skip
    return event


def record(
    doing: Writing, asked: Asked, known: Mapping[str, Office], when: Moment, salt: str = ""
) -> Event:
    """Add a step, and what follows from it, to a ledger that is being written.

    known  the offices there are
    salt   of the hash of its words, as book.New has it
    Raises Refused and NotFound as do.
    """
    fields.check(asked, when.today)
    event = doing.add(replace(_checked(doing, asked, known, when), salt=salt))
    for place, follows in enumerate(_follow(doing, event, when.now), 1):
        doing.add(replace(follows, salt=salt and f"{salt}.{place}"))
    return event


def matter_of(history: Sequence[Event]) -> Row | None:
    """A matter as its events leave it; None where there is none, or it was taken back."""
    return next(iter(folded.fold(history, table.steps()).values()), None)


def _checked(doing: Writing, asked: Asked, known: Mapping[str, Office], when: Moment) -> New:
    """The event to be recorded. Raises Refused, NotFound."""
    matter = _found(doing, asked, known)
    if asked.step in (TAKE_BACK, CLEAR):
        return _mended(asked, matter, known, when.now)
    state = matter.state if matter else None
    lines = folded.may_follow(state, asked.step, asked.kind, table.steps())
    held = relations(asked.office, _to(asked, matter), known)
    if not lines:
        raise not_now((asked.kind, asked.step), matter, held, known)
    allowed = [line for line in lines if line.is_open_to(held)]
    if not allowed:
        raise not_yours(lines, asked.office, matter, held)
    refusals = [fields.missing(line, asked, matter, when.today) for line in allowed]
    if None not in refusals:
        raise refusals[0] or Refused("", "")
    facts = {**asked.facts, **_derived(asked, matter, when.today)}
    if asked.recorded_by and asked.recorded_by != asked.office:
        facts["recorded_by"] = asked.recorded_by
    return New(
        asked.kind, asked.step, asked.office, when.now, asked.matter,
        {name: value for name, value in facts.items() if value not in (None, "", [], ())},
        {name: text for name, text in asked.words.items() if text}, asked.files,
    )  # fmt: skip


def _found(doing: Writing, asked: Asked, known: Mapping[str, Office]) -> Row | None:
    if not asked.matter:
        return None
    history = doing.of_matter(asked.matter)
    matter = matter_of(history)
    if matter is None or matter.kind != asked.kind:
        raise NotFound(f"台账中没有 {asked.matter}。", f"There is no {asked.matter} in the ledger.")
    if asked.seen is not None and history[-1].number != asked.seen:
        raise has_moved(matter, known)
    return matter


def _to(asked: Asked, matter: Row | None) -> Row:
    """What the office stands to: the matter, one that is about to begin, or for a case that is
    taken over the place that takes it."""
    row = matter or Row({"raised_by": asked.office, **asked.facts})
    taken_by = {
        "area_code": asked.facts.get("adopted_in"),
        "park_id": asked.facts.get("adopted_by"),
    }
    return row.with_(**taken_by) if any(taken_by.values()) else row


def _mended(asked: Asked, matter: Row | None, known: Mapping[str, Office], now: datetime) -> New:
    """A counter-event: the last step taken back by its own office; words cleared by the offices
    that keep the ledger."""
    if matter is None:
        raise Refused("要写明是哪一件。", "Say which matter it is.")
    last = matter.standing[-1]
    if asked.step == TAKE_BACK:
        if (last.kind, last.step) == ISSUED:
            raise Refused(
                "纪要印发后任务已经下达，不能撤回；可以逐件终止任务。",
                "The minutes are out and their tasks exist; drop the tasks one by one.",
            )
        if asked.office != last.office:
            raise Refused(
                f"最后一步是{last.office}做的，只能由它撤回。",
                f"The last step was taken by {last.office}; only that office can take it back.",
            )
        facts = {"event": last.number}
    else:
        held = relations(asked.office, matter, known)
        if held.isdisjoint({"chain_office", "leader_office"}):
            raise Refused(
                "只有链办或总链长办公室可以清除文字。",
                "Only the chain office or the general leader's office clears words.",
            )
        facts = {"event": asked.facts["event"]}
        if facts["event"] not in {event.number for event in matter.history}:
            raise NotFound("没有这一步。", "There is no such step.")
    return New(asked.kind, asked.step, asked.office, now, asked.matter, facts, asked.words)


def _derived(asked: Asked, matter: Row | None, today: date) -> dict[str, Any]:
    """What a step settles beside what was asked: dates that run from it, how high it has gone."""
    if (asked.kind, asked.step) == ("problem", "assign"):
        since = _accepted_on(matter) or today
        days = {name: _day_after(since, name) for name in ("problem_answer", "problem_help")}
        return {"answer_by": days["problem_answer"], "help_by": days["problem_help"]}
    if asked.step == "escalate":
        return {"level": min(int((matter.get("level") if matter else 0) or 0) + 1, LEVELS)}
    return {}


def _accepted_on(matter: Row | None) -> date | None:
    at = matter.get("at_accept") if matter else None
    return day_of(at) if at else None


def _day_after(since: date, name: str) -> str:
    deadline = table.deadlines()[name]
    if deadline.is_working:
        return workdays.after(since, deadline.days).isoformat()
    return date.fromordinal(since.toordinal() + deadline.days).isoformat()


def _follow(doing: Writing, event: Event, now: datetime) -> list[New]:
    """What a step brings with it: issued minutes make a task of every decision with an owner."""
    if event.step == CLEAR:
        doing.clear(int(event.facts["event"]))
    if (event.kind, event.step) != ISSUED:
        return []
    decided = [
        one for one in folded.standing(doing.of_matter(event.matter)) if one.step == "decide"
    ]
    return [
        New(
            "task", "add", event.office, now,
            facts={**one.facts, "meeting": event.matter, "decision": one.number},
            words=one.words,
        )
        for one in decided
        if one.facts.get("owner")
    ]  # fmt: skip
