"""What documents ask, and what was done about it: each demand with its task or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chainboard.analysis.steps import Event
from chainboard.view import Row

LEVELS = {"province": 0, "state": 1, "city": 2}  # in the order in which documents stand


def in_order(policies: Iterable[Row]) -> list[Row]:
    """Documents, the province's on top, the newest first."""
    newest = sorted(policies, key=lambda row: str(row.get("issued_on") or ""), reverse=True)
    return sorted(newest, key=lambda row: LEVELS.get(str(row.get("level")), len(LEVELS)))


def with_demands(policies: Iterable[Row], tasks: Iterable[Row]) -> list[Row]:
    """Documents with demands: rows of text, text_en, owner, due, task (a row of tasks; None where
    none is bound to it) and is_open (nothing was done about it and nobody said so).

    policies, tasks  as ledger.reading.matters has them
    """
    known = {task.id: task for task in tasks}
    return [policy.with_(demands=_demands(policy, known)) for policy in policies]


def _demands(policy: Row, tasks: Mapping[str, Row]) -> list[Row]:
    bound = {str(event.facts["demand"]): event for event in policy.standing if event.step == "bind"}
    return [
        _demand(event, bound.get(str(event.number)), tasks)
        for event in policy.standing
        if event.step == "demand"
    ]


def _demand(event: Event, bind: Event | None, tasks: Mapping[str, Row]) -> Row:
    task = (bind.facts.get("task") if bind else None) or event.facts.get("task")
    of_it = next((row for row in tasks.values() if row.get("demand") == event.number), None)
    return Row(
        {
            "event": event.number,
            "text": event.words.get("text", ""),
            "text_en": event.words.get("text_en"),
            "owner": event.facts.get("owner"),
            "due": event.facts.get("due"),
            "metric_id": event.facts.get("metric_id"),
            "target": event.words.get("target"),
            "task": tasks.get(str(task)) if task else of_it,
            "is_open": bind is None and not task and of_it is None,
        }
    )


def adoptions(cases: Iterable[Row]) -> list[Row]:
    """Who took a checked case over, the newest first: case (its row), area_code, park_id, office,
    text, text_en, at."""
    found = [
        Row(
            {
                "case": case,
                "area_code": event.facts.get("adopted_in"),
                "park_id": event.facts.get("adopted_by"),
                "office": event.office,
                "text": event.words.get("text", ""),
                "text_en": event.words.get("text_en"),
                "at": event.at,
            }
        )
        for case in cases
        for event in case.standing
        if event.step == "adopt"
    ]
    return sorted(found, key=lambda row: row.at, reverse=True)
