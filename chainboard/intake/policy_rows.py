"""Rows of a table that splits documents into what they ask of whom (任务分解表) as steps of the
work loop: the document, each demand, and what it is bound to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from chainboard.intake.issue import Issue
from chainboard.intake.row_steps import (
    MEANT,
    Line,
    Planned,
    Sending,
    already,
    asked_of,
    matter_name,
)
from chainboard.ledger.fields import Asked
from chainboard.view import Row

Step = tuple[Asked, str]
BOUND = "是"  # that nothing is being done about a demand yet


def planned_demand(
    line: Line,
    policies: Mapping[str, Row],
    tasks: Mapping[str, Row],
    entered: set[str],
    sending: Sending,
) -> Planned | Issue:
    """What a row asks for: its document where it is not there yet, its demand, its binding.

    entered  documents that rows above enter; this one's is added
    """
    text, office = line.text("text"), line.text("issued_by")
    key = f" {text} {office}"
    standing = [row for row in policies.values() if (row.text, row.get("office")) == (text, office)]
    if any(_asks(row, line.text("demand")) for row in standing):
        return already(line, "demand", "这条要求", "this demand")
    bound = _bound(line, tasks, sending, standing[0].id if standing else f"{MEANT}policy{key}")
    if isinstance(bound, Issue):
        return bound
    steps: list[Step] = []
    if not standing and key not in entered:
        entered.add(key)
        facts = {"office": office, "number": line.text("doc_number"), "level": line.text("level")}
        facts["issued_on"] = _day(line["issued_on"])
        steps.append((asked_of(line, "add", "", sending, facts, {"text": text}), "text"))
    return Planned(line, (*steps, *bound), key)


def _asks(policy: Row, demand: str) -> bool:
    return any(
        event.step == "demand" and event.words.get("text") == demand for event in policy.standing
    )


def _bound(
    line: Line, tasks: Mapping[str, Row], sending: Sending, policy: str
) -> list[Step] | Issue:
    """The demand, and a task of it, a target, or that nothing is done yet."""
    facts = {"owner": line.text("owner"), "chain_id": line.text("about_chain")}
    due, words = _day(line["until"]), {"text": line.text("demand")}
    how, number = line["done_by"], line.text("task")
    if how == "target" and not line["metric_id"]:
        told = ("落实方式是目标的，要写指标。", "a demand bound to a target names its metric.")
        return line.issue("not_possible", "metric_id", told)
    aim = {"metric_id": line.text("metric_id"), "by_date": due} if how == "target" else {"due": due}
    said = {**words, "target": line.text("target")} if how == "target" else words
    steps = [(asked_of(line, "demand", policy, sending, {**facts, **aim}, said), "demand")]
    binding: dict[str, str] = {}
    if how == "none":
        binding = {"no_action": BOUND}
    elif number:
        name = matter_name("task", number)
        if name not in tasks:
            told = ("台账中没有这件任务。", "there is no such task in the ledger.")
            return line.issue("unknown_matter", "task", told)
        binding = {"task": str(name)}
    elif how == "task":
        told_of = {**facts, "due": due, "policy": policy}
        task = replace(asked_of(line, "add", "", sending, told_of, words), kind="task")
        steps.append((task, "until" if facts["owner"] else "owner"))
        binding = {"task": f"{MEANT}task"}
    if binding:
        bind = {"demand": f"{MEANT}demand", **binding}
        steps.append((asked_of(line, "bind", policy, sending, bind, {}), "done_by"))
    return steps


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else ""
