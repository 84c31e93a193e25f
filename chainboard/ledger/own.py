"""What a chain, a county or a park has in the work loop: open matters, demands, meetings, cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from chainboard.analysis.days import day_of
from chainboard.analysis.demands import in_order, of_policy
from chainboard.analysis.meetings import newest_first
from chainboard.analysis.overdue import as_day, worst_first
from chainboard.ledger import naming, reading, table
from chainboard.page import AXES
from chainboard.store import dictionary
from chainboard.store.place import data_folder
from chainboard.view import Row, View
from chainboard.words.codes import CODES

KINDS = ("problem", "task")
INVESTMENT = "project_investment"
PLACES = ("chain", "county", "park")


def open_of(view: View, *axes: str) -> list[Row]:
    """The open problems and tasks of what is chosen by some axes, overdue first.

    axes  of chain, county and park those that the page chooses by; on that of parks what names no
          park is of none of them
    """
    others: dict[str, Any] = {name: AXES[name].default for name in PLACES if name not in axes}
    mine = replace(view, **others)
    found = [row for kind in KINDS for row in reading.of_view(mine, kind) if row.is_open]
    return worst_first(row for row in found if "park" not in axes or row.get("park_id"))


def late_again(view: View) -> list[Row]:
    """The problems and tasks of a view that are over a date and have missed one before (通报), the
    longest first."""
    found = [row for kind in KINDS for row in reading.of_view(view, kind)]
    return worst_first(row for row in found if row.is_overdue and row.is_told)


def soon() -> Row:
    """What "soon" is called in both languages: within how many days a date comes near; nothing in a
    data folder that has no work loop."""
    if not table.is_there():
        return Row(soon_zh="", soon_en="")
    deadline = table.deadlines()["soon"]
    return Row(soon_zh=deadline.words_zh, soon_en=deadline.words_en)


def inspected(view: View) -> Row:
    """What one who comes to look asks of the ledger: asked, the demands of documents, and last that
    investment keeps up with the calendar; problems, meetings that were held, and cases."""
    chosen = {"chain_id": view.chain_id, "area_code": view.area_code}
    return Row(
        asked=[*demands(view), Row(metric_id=INVESTMENT, raised_at=datetime.min, **chosen)],
        problems=reading.of_view(view, "problem"),
        meetings=[row for row in meetings(view) if row.state != "opened"],
        cases=cases(view),
    )


def demands(view: View) -> list[Row]:
    """What documents in force ask, the province's first: of all chains and of the one chosen.

    A row is the demand as a matter of its own (text, owner and chain with their names), with
    document, document_en, number, level and issued_on of its policy; task and no_action as it was
    bound to them.
    """
    found = [
        policy.with_(**demand, document=policy.text, document_en=policy.text_en)
        for policy in in_order(_in_force(view), CODES["level"])
        for demand in of_policy(policy)
        if _is_of(demand.chain_id, view)
    ]
    return naming.named(found, reading.offices_of(view))


def meetings(view: View) -> list[Row]:
    """The meetings of the chain that is chosen, or all, the newest first; their days as days."""
    held = [
        row.with_(held_on=as_day(row.held_on), issued_on=as_day(row.get("issued_on")))
        for row in reading.matters(view, "meeting")
        if any(_is_of(chain, view) for chain in row.get("chains") or [None])
    ]
    return newest_first(held)


def cases(view: View) -> list[Row]:
    """The cases of what is chosen that have been checked, the one taken over most often first;
    adopted: how often; checked_on: the day."""
    found = [
        row.with_(
            adopted=sum(event.step == "adopt" for event in row.standing),
            checked_on=day_of(row.at_check),
        )
        for row in reading.of_view(view, "case")
        if row.state == "checked"
    ]
    return sorted(found, key=lambda row: (-row.adopted, row.id))


def _in_force(view: View) -> list[Row]:
    return [row for row in reading.matters(view, "policy") if row.state == "in_force"]


def _is_of(chain: str | None, view: View) -> bool:
    """Whether something is of the chain that is chosen: of all chains, of it, of one in it, or of
    the one that contains it."""
    above = dictionary.parents(data_folder())
    if chain is None or view.chain_id in (None, chain, above.get(chain)):
        return True
    return above.get(view.chain_id or "") == chain
