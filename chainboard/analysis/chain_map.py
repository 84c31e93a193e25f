"""The steps of a chain: how each stands by its review and its projects, what moved, who carries it.

A review says how a step stood on a day; projects go on after it. A status therefore follows the
furthest project of its step, upwards only: what was judged weak, present or strong stays, because
a stage says nothing of strength.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chainboard.view import Row

PRODUCES, STARTED = 7, 4  # ranks of stages of projects
ORDER = ("missing", "planned", "under_construction", "present")  # what projects may lift
OPEN = ("missing", "weak", "planned", "under_construction", "unknown")  # short of what is needed
WORKING = ("strong", "present", "weak")  # something is made there
TARGET = "target"  # the role of a firm that is sought


def standing(nodes: Sequence[Row], projects: Sequence[Row], is_record: bool) -> list[Row]:
    """The steps with their firms' and projects' standing in one status.

    nodes     as chain_lists.nodes returns them
    projects  as chain_map.projects returns them
    is_record statuses stay as they were reviewed, whatever projects say

    Adds reviewed, the status of the review; status, that or the one that the furthest project of
    the step gives; furthest, that project (a row; None without one or where the review stands).
    A project before its start makes a missing step planned, one that was started makes it under
    construction, one that produces makes it present. A step that is to be verified is only lifted
    by one that produces. Nothing is ever lowered.
    """
    by_node = of_step(projects)
    return [_followed(row, () if is_record else by_node.get(row.node_id, ())) for row in nodes]


def of_step(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by the step they belong to, in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.node_id].append(row)
    return found


def moved(now: Sequence[Row], before: Sequence[Row]) -> list[Row]:
    """The steps with was: the status of an earlier edition where it was another, "new" for a step
    that was not there, else None.

    now, before  as standing returns them; an edition without steps moves nothing
    """
    old = {row.node_id: row.status for row in before}
    return [
        row.with_(was=_was(row, old) if old else None)
        for row in now
    ]  # fmt: skip


def _was(row: Row, old: Mapping[str, str]) -> str | None:
    was = old.get(row.node_id, "new")
    return None if was == row.status else was


def with_evidence(rows: Sequence[Row], firms: Sequence[Row], projects: Sequence[Row]) -> list[Row]:
    """The steps with the firms that are there, those that are sought, and their projects.

    firms, projects  as chain_map.firms and chain_map.projects return them

    has_firms says whether any firm of the chain names its step: else none can be missing there.
    """
    by_firm, by_project = of_step(firms), of_step(projects)
    return [
        row.with_(
            there=[firm for firm in by_firm.get(row.node_id, ()) if firm.role != TARGET],
            sought=[firm for firm in by_firm.get(row.node_id, ()) if firm.role == TARGET],
            projects_there=by_project.get(row.node_id, []),
            has_firms=bool(firms),
        )
        for row in rows
    ]


def carried(
    nodes: Sequence[Row], firms: Sequence[Row], projects: Sequence[Row], counties: Sequence[Row]
) -> list[Row]:
    """Who carries which step: a row a step, in the order of nodes.

    firms, projects  as chain_map.firms and chain_map.projects return them, of the whole city
    counties         as places.counties returns them

    Adds places: area_code → (firms, projects) of a county that has any; firms, projects, the sums;
    shared, firms that work in another chain too. Firms that are only sought are not counted.
    """
    working = of_step(row for row in firms if row.role != TARGET)
    building = of_step(projects)
    return [
        row.with_(
            places=_places(working.get(row.node_id, ()), building.get(row.node_id, ()), counties),
            firms=len(working.get(row.node_id, ())),
            projects=len(building.get(row.node_id, ())),
            shared=sum(bool(firm.is_shared) for firm in working.get(row.node_id, ())),
        )
        for row in nodes
    ]


def matters_of(rows: Sequence[Row], step: Row, projects: Sequence[Row]) -> list[Row]:
    """The problems and tasks of one step: those of its projects, and those whose words name it.

    rows      matters of the chain with project_id and text
    projects  as chain_map.projects returns them
    """
    mine = {row.project_id for row in projects if row.node_id == step.node_id}
    return [row for row in rows if row.get("project_id") in mine or step.name_zh in row.text]


def _places(
    firms: Sequence[Row], projects: Sequence[Row], counties: Sequence[Row]
) -> dict[str, tuple[int, int]]:
    found: dict[str, Any] = {}
    for county in counties:
        code = county.area_code
        both = (
            sum(row.area_code == code for row in firms),
            sum(row.area_code == code for row in projects),
        )
        if any(both):
            found[code] = both
    return found


def _followed(row: Row, projects: Sequence[Row]) -> Row:
    """The step with the status of its furthest project, where that is further than the review."""
    staged = [each for each in projects if each.rank is not None]
    top = max(staged, key=lambda each: each.rank, default=None)
    given = _given(top.rank) if top else None
    lifts = given is not None and _is_lifted(row.status, given)
    return row.with_(
        reviewed=row.status,
        status=given if lifts else row.status,
        furthest=top if lifts else None,
    )


def _given(rank: int) -> str:
    if rank >= PRODUCES:
        return "present"
    return "under_construction" if rank >= STARTED else "planned"


def _is_lifted(status: str, given: str) -> bool:
    if status == "unknown":
        return given == "present"
    return status in ORDER and ORDER.index(given) > ORDER.index(status)
