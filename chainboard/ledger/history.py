"""The steps of one matter, each as a row: when, by whom, what it was called, what was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chainboard.analysis.days import local
from chainboard.analysis.steps import CLEAR, TAKE_BACK, Event
from chainboard.ledger import naming, reading
from chainboard.ledger.offices import Office
from chainboard.view import Row, View


def chosen(view: View) -> tuple[Row | None, list[Row]]:
    """The matter that a view looks at, and its steps; None and none where there is none."""
    row = reading.matter(view, view.matter) if view.matter else None
    return row, of_matter(row, view) if row else []


def ordered(view: View) -> Row | None:
    """The matter that a view looks at, where it is over its date: None for others.

    Adds ordered_zh/_en (the office that handed it over, and now orders that it be followed up) and
    helpers_zh/_en (lists).
    """
    row = reading.matter(view, view.matter) if view.matter else None
    if row is None or not row.is_overdue:
        return None
    known = reading.offices_of(view)
    by = row.get("by_assign") or row.get("by_accept") or row.raised_by
    told: dict[str, Any] = {**naming.office("ordered", by, known)}
    helpers = [naming.office("helper", name, known) for name in row.get("helpers") or ()]
    told |= {f"helpers_{lang}": [one[f"helper_{lang}"] for one in helpers] for lang in ("zh", "en")}
    return row.with_(**told)


def of_matter(matter: Row, view: View) -> list[Row]:
    """Every step of a matter, the newest first, those taken back among them.

    matter  as reading.matter has it

    Rows have event (its number), at (the clock of the city), step, step_zh/_en, office_zh/_en,
    recorded_zh/_en (who wrote it down for that office; None for itself), text, reason, basis with
    their English where it was written, owner_zh/_en, due and level where the step set them,
    evidence (names of files), gone (back: it was taken back; cleared: its words were), None else.
    """
    known = reading.offices_of(view)
    gone = {event.facts["event"]: event.step for event in matter.history if _mends(event)}
    return [_row(event, known, gone.get(event.number)) for event in reversed(matter.history)]


def _mends(event: Event) -> bool:
    return event.step in (TAKE_BACK, CLEAR)


def _row(event: Event, known: Mapping[str, Office], mended: str | None) -> Row:
    told: dict[str, Any] = {
        "event": event.number,
        "at": local(event.at),
        "step": event.step,
        **{f"step_{lang}": naming.step_name(event.kind, event.step, lang) for lang in ("zh", "en")},
        **naming.office("office", event.office, known),
        **naming.office("recorded", event.facts.get("recorded_by"), known),
        **naming.office("owner", event.facts.get("owner"), known),
        "due": event.facts.get("due"),
        "level": event.facts.get("level"),
        "evidence": [name for _, name in event.files],
        "evidence_kind": event.facts.get("evidence_kind"),
        "evidence_number": event.facts.get("evidence_number"),
        "gone": {TAKE_BACK: "back", CLEAR: "cleared"}.get(mended or ""),
    }
    for name in ("title", "text", "reason", "basis", "agenda"):
        told |= {key: event.words.get(key) for key in (name, f"{name}_en")}
    return Row(told)
