"""Steps of the work loop that come in a workbook: tried when the file is checked, taken together
when it is loaded, taken back while nothing has followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any

from chainboard.analysis.steps import TAKE_BACK, Event
from chainboard.intake.check import Report
from chainboard.intake.grid import Batch
from chainboard.intake.issue import Issue
from chainboard.intake.policy_rows import planned_demand
from chainboard.intake.row_steps import (
    KINDS,
    MEANT,
    Planned,
    Sending,
    lines,
    planned,
)
from chainboard.ledger import book, doing, reading
from chainboard.ledger.book import Writing
from chainboard.ledger.doing import Moment
from chainboard.ledger.fields import Asked
from chainboard.ledger.offices import offices
from chainboard.ledger.refused import Refused
from chainboard.packs import pack_of
from chainboard.store import audit
from chainboard.store.faults import NotFound
from chainboard.view import Row, View

MARK = 12  # letters of a file's SHA-256 that tell it from others


@dataclass(frozen=True)
class Taken:
    """What became of the steps of a file that is taken back.

    back   the matters whose steps were taken back
    stays  the matters where another step has followed: theirs stay
    """

    back: tuple[str, ...]
    stays: tuple[str, ...]


class _TriedOnly(Exception):
    """Raised where steps were tried and nothing is to stay of them."""


def of_figures(batches: Sequence[Batch]) -> list[Batch]:
    """The sheets that bring figures and lists, with at least a row."""
    return [batch for batch in batches if batch.template not in KINDS and batch.columns["row"]]


def has_steps(batches: Sequence[Batch]) -> bool:
    """Whether a sheet is of problems or tasks."""
    return any(batch.template in KINDS for batch in batches)


def sending(path: Path, name: str, office: str, pack: str, account: str = "") -> Sending:
    """Who sends a file now."""
    with path.open("rb") as data:
        mark = file_digest(data, "sha256").hexdigest()[:MARK]
    basis, today = f"报表 {name}（{mark}）", reading.today(pack)
    return Sending(office, basis, mark, audit.now(), today, account)


def judged(report: Report, path: Path, office: str, pack: str) -> Report:
    """The report with what the ledger says of its rows when that office sends them.

    Nothing is recorded. Without an office, or on a pack that keeps no ledger, it stays as it is.
    """
    if not office.strip() or not has_steps(report.batches) or not pack_of(pack).keeps_ledger:
        return report
    by = sending(path, report.file, office.strip(), pack)
    plans, issues = _plans(report.batches, pack, by)
    if plans:
        with suppress(_TriedOnly), book.writing(pack) as writing:
            issues += _done(writing, plans, by, pack)[1]
            raise _TriedOnly
    wrong = {(issue.sheet, issue.cell) for issue in issues if issue.severity == "error"}
    batches = tuple(_marked(batch, wrong) for batch in report.batches)
    return replace(report, issues=(*report.issues, *issues), batches=batches)


def asked_for(batches: Sequence[Batch], by: Sending, pack: str) -> list[Asked]:
    """The steps that rows ask for, in their order; none for rows that are there already."""
    if not has_steps(batches):
        return []
    return [asked for plan in _plans(batches, pack, by)[0] for asked, _field in plan.steps]


def enter(batches: Sequence[Batch], by: Sending, pack: str) -> list[Event]:
    """Take the steps that rows ask for, all of them or none. Gives their events.

    Rows that are there already ask for nothing. Raises Refused with the words of the first step
    that is not possible, Busy, Broken, Unrecorded.
    """
    if not has_steps(batches):
        return []
    plans, issues = _plans(batches, pack, by)
    wrong = [issue for issue in issues if issue.severity == "error"]
    if not plans and not wrong:
        return []
    with book.writing(pack) as writing:
        events, refused = _done(writing, plans, by, pack)
        if first := [*wrong, *refused][:1]:
            raise Refused(f"{first[0].sheet} {first[0].zh}", f"{first[0].sheet} {first[0].en}")
        for event in events if pack_of(pack).is_sent else ():
            said = f"{event.matter} {event.step}"
            audit.append("loop", event.office, by.account, said, event=event.number)
    return events


def withdraw(pack: str, by: Sending, reason: str) -> Taken:
    """Take back the steps that came in a file, where no other step has followed.

    by  who takes them back; its mark is that of the file
    Raises Busy, Broken, Unrecorded.
    """
    known, mark = offices(pack, int(by.now.timestamp())), by.mark
    back, stays = [], []
    held = {event.matter for event in book.events(pack) if mark in event.words.get("basis", "")}
    with book.writing(pack) as writing:
        for matter in sorted(held, key=lambda name: int(name.rpartition("-")[2])):
            count = 0
            while last := _last_of(writing, matter, mark):
                doing.record(writing, _back(last, by, reason), known, Moment(by.now, by.today))
                count += 1
            row = doing.matter_of(writing.of_matter(matter))
            if row is not None and any(_is_from(event, mark) for event in row.standing):
                stays.append(matter)
            elif count:
                back.append(matter)
        for matter in back if pack_of(pack).is_sent else ():
            audit.append("loop", by.office, by.account, f"{matter} {TAKE_BACK}")
    return Taken(tuple(back), tuple(stays))


def _last_of(writing: Writing, matter: str, mark: str) -> Event | None:
    """The last step of a matter, where it came in the file."""
    row = doing.matter_of(writing.of_matter(matter))
    last = row.standing[-1] if row else None
    return last if last and _is_from(last, mark) else None


def _is_from(event: Event, mark: str) -> bool:
    return mark in event.words.get("basis", "")


def _back(event: Event, by: Sending, reason: str) -> Asked:
    words = {"reason": reason}
    if by.office != event.office:
        words["basis"] = reason
    return Asked(
        event.kind, TAKE_BACK, event.office, event.matter, {}, words,
        recorded_by=by.office, account=by.account,
    )  # fmt: skip


def _plans(batches: Sequence[Batch], pack: str, by: Sending) -> tuple[list[Planned], list[Issue]]:
    found = {kind: _matters(pack, kind) for kind in KINDS.values()}
    plans: list[Planned] = []
    issues: list[Issue] = []
    entered: set[str] = set()
    for line in lines(batches):
        asked: Planned | Issue | None
        if line.kind == "policy":
            asked = planned_demand(line, found["policy"], found["task"], entered, by)
        else:
            asked = planned(line, found[line.kind], by)
        if isinstance(asked, Issue):
            issues.append(asked)
        elif asked is not None:
            plans.append(asked)
    return plans, issues


def _matters(pack: str, kind: str) -> Mapping[str, Row]:
    today = reading.today(pack)
    view = reading.newest(View(pack=pack_of(pack), as_of=today), today)
    return {row.id: row for row in reading.matters(view, kind)}


def _done(
    writing: Writing, plans: Sequence[Planned], by: Sending, pack: str
) -> tuple[list[Event], list[Issue]]:
    """Record what rows ask for, one after another; a row that is refused is an issue."""
    known, when = offices(pack, int(by.now.timestamp())), Moment(by.now, by.today)
    events: list[Event] = []
    issues: list[Issue] = []
    names: dict[str, str] = {}
    for plan in plans:
        for asked, field in plan.steps:
            try:
                event = doing.record(writing, _meant(asked, names), known, when)
            except (Refused, NotFound) as refused:
                issues.append(plan.line.issue("not_possible", field, (refused.zh, refused.en)))
                break
            except KeyError:  # of a document that was refused in a row above
                break
            events.append(event)
            names[event.step] = str(event.number)
            if not asked.matter:
                names[f"{event.kind}{plan.key if event.kind == 'policy' else ''}"] = event.matter
    return events, issues


def _meant(asked: Asked, names: Mapping[str, str]) -> Asked:
    """The step with what earlier ones have given in the place of what it only names."""

    def found(value: Any) -> Any:
        is_meant = isinstance(value, str) and value.startswith(MEANT)
        return names[value.removeprefix(MEANT)] if is_meant else value

    facts = {name: found(value) for name, value in asked.facts.items()}
    return replace(asked, matter=found(asked.matter), facts=facts)


def _marked(batch: Batch, wrong: set[tuple[str, str]]) -> Batch:
    """The batch with the rows that the ledger refuses marked as rows with an error."""
    if batch.template not in KINDS:
        return batch
    cells = [values for name, values in batch.columns.items() if name.startswith("at_")]
    marks = [
        is_wrong or any((batch.sheet, column[place]) in wrong for column in cells)
        for place, is_wrong in enumerate(batch.columns["has_error"])
    ]
    return replace(batch, columns={**batch.columns, "has_error": marks})
