"""What matters of the work loop add up to: by office, by chain, and in all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from chainboard.analysis.days import day_of
from chainboard.analysis.verdicts import MET, MISSED, PENDING
from chainboard.view import Row

STRUCK_OFF = "closed"


def by_office(tasks: Iterable[Row]) -> list[Row]:
    """One row an office that owns tasks, in the order of their names; what has no owner last.

    tasks  as analysis.verdicts.judged returns them

    Counts: open, soon (due within the days of the rule), overdue, closed, in_time (closed without
    a date missed), met, missed and pending (verdicts). An office stands by its name, never by how
    much it does.
    """
    owned: dict[str, list[Row]] = {}
    for task in tasks:
        owned.setdefault(task.get("owner") or "", []).append(task)
    return [
        _of_office(owned[office]) for office in sorted(owned, key=lambda name: (not name, name))
    ]


def _of_office(tasks: Sequence[Row]) -> Row:
    first = tasks[0]
    return Row(
        owner=first.get("owner"),
        owner_zh=first.get("owner_zh"),
        owner_en=first.get("owner_en"),
        **counts(tasks),
    )


def counts(matters: Sequence[Row]) -> dict[str, int]:
    """How many matters are open, soon due, overdue, closed, closed in time, and of each verdict."""
    closed = [row for row in matters if row.state == STRUCK_OFF]
    verdicts = [row.get("verdict") for row in matters]
    return {
        "open": sum(row.is_open for row in matters),
        "soon": sum(row.is_soon for row in matters),
        "overdue": sum(row.is_overdue for row in matters),
        "closed": len(closed),
        "in_time": sum(not row.misses for row in closed),
        MET: verdicts.count(MET),
        MISSED: verdicts.count(MISSED),
        PENDING: verdicts.count(PENDING),
    }


def decisions(tasks: Iterable[Row]) -> list[Row]:
    """The tasks that meetings decided and that are not dropped."""
    return [task for task in tasks if task.get("meeting") and task.state != "dropped"]


def in_all(problems: Sequence[Row], tasks: Sequence[Row]) -> Row:
    """What the cards say: problems and tasks counted, and the decisions whose figures are out.

    problems  dated matters
    tasks     as analysis.verdicts.judged returns them

    decided: tasks of meetings with a verdict; of these due: those that figures have judged, and
    met: those that they found done.
    """
    decided = counts(decisions(tasks))
    return Row(
        problems=counts(problems),
        tasks=counts(tasks),
        due=decided[MET] + decided[MISSED],
        met=decided[MET],
        pending=decided[PENDING],
    )


def inspected(
    held: Row, asked: Sequence[Row], tasks: Sequence[Row], projects: Iterable[Row]
) -> Row:
    """What stands on the sheet for who comes to look.

    held      as ledger.own.inspected returns it
    asked     its demands with their verdicts, as analysis.verdicts.to_date returns them
    tasks     as analysis.verdicts.judged returns them
    projects  as analysis.projects.standing returns them

    demands, each with the task that it is bound to (None without); investment, the verdict on it;
    meetings and cases; decisions and problems counted, all of them under `all`; projects as starts.
    """
    known = {task.id: task for task in tasks}
    decided = decisions(tasks)
    return Row(
        demands=[row.with_(task=known.get(row.task)) for row in asked[:-1]],
        investment=asked[-1],
        meetings=held.meetings,
        cases=held.cases,
        decisions={**counts(decided), "all": len(decided)},
        problems={**counts(held.problems), "all": len(held.problems)},
        projects=starts(projects),
    )


def starts(projects: Iterable[Row]) -> Row:
    """How far projects are: due to start and started, to enter the statistics and entered.

    projects  as analysis.projects.standing returns them; due to start are those of which a start
              was planned and that have started or are late, to enter those with a light of it
    """
    held = list(projects)
    to_start = [row for row in held if row.start_planned and (row.is_started or row.start_days)]
    to_enter = [row for row in held if row.entry_light]
    return Row(
        due=len(to_start),
        started=sum(row.is_started for row in to_start),
        to_enter=len(to_enter),
        entered=sum(bool(row.is_in_statistics) for row in to_enter),
    )


def by_chain(matters: Iterable[Row], parents: Mapping[str, str]) -> dict[str, Row]:
    """The open matter of each chain of which an office has said something last, by the chain.

    parents  sub-chain → the chain that contains it: what is said of one is said of both

    Adds told (the column of its newest words: said, else the text), told_on, told_by_… in both
    languages, and of the chain open and overdue, how many there are.
    """
    return _by_place(
        matters, lambda row: (row.get("chain_id"), parents.get(row.get("chain_id") or ""))
    )


def by_county(matters: Iterable[Row]) -> dict[str, Row]:
    """The open matter of each county of which an office has said something last, by its code; the
    columns are those of by_chain."""
    return _by_place(matters, lambda row: (row.get("area_code"),))


def _by_place(
    matters: Iterable[Row], places: Callable[[Row], tuple[str | None, ...]]
) -> dict[str, Row]:
    own: dict[str, list[Row]] = {}
    for matter in matters:
        for each in filter(None, places(matter) if matter.is_open else ()):
            own.setdefault(each, []).append(_told(matter))
    return {place: _last(held) for place, held in own.items()}


def _last(held: Sequence[Row]) -> Row:
    newest = max(held, key=lambda row: (row.told_at, row.event))
    return newest.with_(open=len(held), overdue=sum(row.is_overdue for row in held))


def _told(matter: Row) -> Row:
    column, by = ("said", "said_by") if matter.said else ("text", "raised")
    when = matter.said_at if matter.said else matter.raised_at
    said: dict[str, Any] = {f"told_by_{lang}": matter[f"{by}_{lang}"] for lang in ("zh", "en")}
    return matter.with_(told=column, told_at=when, told_on=day_of(when), **said)
