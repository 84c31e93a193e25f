"""The cards of the work loop: what is open and overdue, what falls due, which decisions are met."""

from __future__ import annotations

from typing import Any

from chainboard.view import Row, View
from chainboard.words import Words


def faces(loop: Row, soon: Row, view: View) -> list[dict[str, Any]]:
    """A card of problems, one of tasks, one of decisions; none before the first step is taken.

    loop  as analysis.loop.in_all returns it
    soon  as ledger.own.soon returns it
    """
    if not view.ledger:
        return []
    say = view.say
    return [_problems(loop.problems, say), _tasks(loop.tasks, soon, say), _decided(loop, say)]


def _problems(held: dict[str, int], say: Words) -> dict[str, Any]:
    notes = [say("已销号 {count} 件").format(count=say.number(held["closed"], 0))]
    return _face(say("未销号的问题"), held["open"], _overdue(held, say), notes, say)


def _tasks(held: dict[str, int], soon: Row, say: Words) -> dict[str, Any]:
    notes = [say("未销号 {count} 件").format(count=say.number(held["open"], 0))]
    return _face(
        say("{soon}的任务").format(soon=say.of(soon, "soon")),
        held["soon"],
        _overdue(held, say),
        notes,
        say,
    )


def _decided(loop: Row, say: Words) -> dict[str, Any]:
    """Met of those that figures have judged; what waits for its figures is said beside it."""
    waiting = say("待出数 {count} 项").format(count=say.number(loop.pending, 0))
    notes = [
        say("有数可判的 {due} 项中").format(due=say.number(loop.due, 0)),
        waiting if loop.pending else "",
    ]
    face = _face(say("完成的会议议定事项"), loop.met, None, [each for each in notes if each], say)
    value, _, unit = say.amount(loop.met, "项", 0).partition(" ")
    return {**face, "value": value, "unit": unit}


def _overdue(held: dict[str, int], say: Words) -> dict[str, str] | None:
    if not held["overdue"]:
        return None
    word = say("超期 {count} 件").format(count=say.number(held["overdue"], 0))
    return {"light": "behind", "mark": "■", "word": word}


def _face(
    label: str, count: int, chip: dict[str, str] | None, notes: list[str], say: Words
) -> dict[str, Any]:
    value, _, unit = say.amount(count, "件", 0).partition(" ")
    told = [f"{label} {value}", chip["word"] if chip else "", *notes]
    return {
        "metric_id": "",
        "label": label,
        "chip": chip,
        "say": say.clauses([each for each in told if each]),
        "value": value,
        "unit": unit,
        "go": "",
        "notes": notes,
        "owner": "",
        "period": "",
    }
