"""What documents ask, and what was done about it: each demand with its task or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chainboard.analysis.steps import Event
from chainboard.view import Row

FACTS = ("chain_id", "area_code", "metric_id", "by_date", "owner", "due")


def in_order(policies: Iterable[Row], levels: Iterable[str]) -> list[Row]:
    """Documents in the order of levels, of others last, the newest first."""
    newest = sorted(policies, key=lambda row: str(row.get("issued_on") or ""), reverse=True)
    places = {level: place for place, level in enumerate(levels)}
    return sorted(newest, key=lambda row: places.get(str(row.get("level")), len(places)))


def with_demands(policies: Iterable[Row], tasks: Iterable[Row]) -> list[Row]:
    """Documents with demands: rows as of_policy has them, task the row of it, and is_open (no task
    is bound to it and nobody said that there is none yet).

    policies, tasks  as ledger.reading.matters has them
    """
    known = {task.id: task for task in tasks}
    return [
        policy.with_(
            demands=[
                row.with_(task=known.get(str(row.task)), is_open=not (row.task or row.no_action))
                for row in of_policy(policy)
            ]
        )
        for policy in policies
    ]


def of_policy(policy: Row) -> list[Row]:
    """What a document asks, in its order: the facts and words of each demand, event (its number),
    raised_at, and as it was bound: task (its id; None for none) and no_action."""
    bound = {
        str(event.facts["demand"]): event.facts for event in policy.standing if event.step == "bind"
    }
    return [
        _demand(event, bound.get(str(event.number), {}))
        for event in policy.standing
        if event.step == "demand"
    ]


def _demand(event: Event, bound: Mapping[str, Any]) -> Row:
    nothing = dict.fromkeys(FACTS)
    words = {name: event.words.get(name) for name in ("text", "text_en", "target")}
    return Row(
        {
            **nothing,
            **event.facts,
            **words,
            "event": event.number,
            "raised_at": event.at,
            "task": bound.get("task") or event.facts.get("task"),
            "no_action": bound.get("no_action"),
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
