"""Meetings of the work loop: which is looked at, what it decided, and what it has to hear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chainboard.analysis.steps import Event
from chainboard.view import Row

HEARD = 5  # matters that an item of the agenda names
PREPARED = ("open", "prepare")  # the steps that say what a meeting hears


def newest_first(meetings: Iterable[Row]) -> list[Row]:
    """Meetings by the day they are held on, the last first."""
    return sorted(meetings, key=lambda row: (str(row.held_on), row.raised_at), reverse=True)


def looked_at(meetings: Sequence[Row], name: str) -> Row | None:
    """The meeting of a name; without one the newest. None where there is none.

    meetings  as newest_first has them
    """
    return next((row for row in meetings if row.id == name), next(iter(meetings), None))


def counted(meetings: Iterable[Row], tasks: Iterable[Row]) -> list[Row]:
    """Meetings with decided (how many decisions they hold), with_owner (those that are or will be
    tasks) and struck_off (tasks of theirs that are closed)."""
    listed = list(tasks)
    return [
        row.with_(
            decided=len(_decided(row)),
            with_owner=sum(1 for event in _decided(row) if event.facts.get("owner")),
            struck_off=sum(task.state == "closed" for task in tasks_of(row, listed)),
        )
        for row in meetings
    ]


def tasks_of(meeting: Row, tasks: Iterable[Row]) -> list[Row]:
    """The tasks that a meeting decided."""
    return [task for task in tasks if task.get("meeting") == meeting.id]


def decisions(meeting: Row, tasks: Iterable[Row]) -> list[Row]:
    """What a meeting decided, in the order in which it was written down.

    tasks  as ledger.reading.matters has them

    Rows have text, text_en, owner, due, task (the row of its task; None while it is a draft, and
    for a decision without an owner).
    """
    of = {task.get("decision"): task for task in tasks_of(meeting, tasks)}
    return [_decision(event, of.get(event.number)) for event in _decided(meeting)]


def _decided(meeting: Row) -> list[Event]:
    return [event for event in meeting.standing if event.step == "decide"]


def _decision(event: Event, task: Row | None) -> Row:
    return Row(
        {
            "event": event.number,
            "text": event.words.get("text", ""),
            "text_en": event.words.get("text_en"),
            "owner": event.facts.get("owner"),
            "due": event.facts.get("due"),
            "task": task,
        }
    )


def agenda(meeting: Row, about: Mapping[str, Sequence[Row]], usual: Mapping[str, str]) -> list[Row]:
    """What each item of a meeting's agenda is about, in the order of its office, else the usual.

    about  problems, tasks, policies and cases that concern the meeting, by kind
    usual  the usual items, by what they hear: learn, share, report, settle, assign

    Rows have item, usual (the usual item that it begins with: 经验交流：镇原县; "" for none), and
    rows: matters, none where an item is of no kind that the ledger knows.
    """
    heard: dict[str, Sequence[Row]] = {
        usual["learn"]: [row for row in about["policy"] if row.is_open][:HEARD],
        usual["share"]: [row for row in about["case"] if row.state == "checked"][:HEARD],
        usual["report"]: before(meeting, about["task"]),
        usual["settle"]: _to_settle(about["problem"]),
        usual["assign"]: decisions(meeting, ()),
    }
    written = [line.strip() for line in str(meeting.get("agenda") or "").splitlines()]
    items = [line for line in written if line] or list(usual.values())
    kinds = [next((name for name in heard if item.startswith(name)), "") for item in items]
    return [
        Row(item=item, usual=kind, rows=list(heard.get(kind, ())))
        for item, kind in zip(items, kinds, strict=True)
    ]


def frozen_at(meeting: Row) -> tuple[int | None, int]:
    """The edition (None where nobody named one) and the step of the ledger that a meeting hears:
    those of the step that prepared it last."""
    event = next(event for event in reversed(meeting.standing) if event.step in PREPARED)
    return meeting.get("edition"), event.number


def concerns(meeting: Row, matter: Row, above: Mapping[str, str | None]) -> bool:
    """Whether a matter is of a chain that a meeting is about; a meeting without chains is about
    all of them.

    above  the chain that each chain is part of
    """
    chains, chain = meeting.get("chains") or (), matter.get("chain_id")
    return not chains or chain in chains or above.get(chain or "") in chains


def before(meeting: Row, tasks: Iterable[Row]) -> list[Row]:
    """The tasks of earlier meetings, to be reported on first: what is not done before what is."""
    earlier = [row for row in tasks if row.get("meeting") and _is_before(row.meeting, meeting.id)]
    return sorted(earlier, key=lambda row: (not row.is_open, -row.days_over))


def _to_settle(problems: Iterable[Row]) -> list[Row]:
    """The problems that a meeting is to settle: raised a level or over their date, the worst first.

    problems  as ledger.reading.matters has them
    """
    return [row for row in problems if row.is_open and (row.get("level") or row.is_overdue)][:HEARD]


def _is_before(one: str, other: str) -> bool:
    """Whether a matter was begun before another: its number is that of its first step."""
    return int(one.partition("-")[2]) < int(other.partition("-")[2])
