"""The lists of an edition, worked out from the rows that offices sent: pure, newest load wins."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from operator import attrgetter

from chainboard.store.city import nodes
from chainboard.store.city.keys import KEYS
from chainboard.store.city.rows import Kept, as_json

Row = dict[str, object]
PERMITS = ("approval", "land", "planning", "environment", "energy", "construction")
HAPPENED = {
    "signed": "signed_on",
    "started": "started_on",
    "completed": "completed_on",
    "in_production": "produced_on",
}
Tables = dict[str, list[Row]]


def tables(rows: Iterable[Kept], sent_on: Mapping[int, str], city: str) -> Tables:
    """Rows of node, target, project, deal, enterprise, problem, resource_commitment and what hangs
    on them.

    rows     of accepted loads only; order does not matter
    sent_on  load_id → the day the load was sent, as ISO
    city     the area_code of rows that name no county
    """
    everything = sorted(rows, key=attrgetter("load_id", "sheet", "row_number"))
    newest = _newest(everything)
    projects = _by_subject(newest, "projects", "project_id")
    deals = _by_subject(newest, "deals", "deal_id")
    firms = _by_subject(newest, "enterprises", "enterprise_id")
    steps = nodes.tables(_of(everything, "nodes"), city)
    ids = {(row["chain_id"], row["name_zh"]): row["node_id"] for row in steps["node"]}
    return {
        **steps,
        "enterprise": [_enterprise(told[-1]) for told in firms],
        "enterprise_node": [share for told in firms for share in _shares(told, ids)],
        "enterprise_figure": [figure for told in firms for figure in _firm_figures(told)],
        "target": _targets(_of(everything, "targets"), sent_on, city),
        "project": [_project(told[-1], city, ids) for told in projects],
        "project_stage": [stage for told in projects for stage in _project_stages(told)],
        "project_permit": [permit for told in projects for permit in _permits(told)],
        "project_done": [
            _taken(row, "project_id", "period_end", "month_done", "year_done", "total_done")
            | {"progress": row.fields.get("progress")}
            for told in projects
            for row in told
        ],
        "deal": [_deal(told, city) for told in deals],
        "deal_stage": [stage for told in deals for stage in _deal_stages(told)],
        "deal_funds": [
            _taken(
                row, "deal_id", "period_end", "month_in_place", "year_in_place", "total_in_place"
            )
            for told in deals
            for row in told
        ],
        "problem": [_problem(row) for row in _of(newest, "problems")],
        "resource_commitment": [_commitment(row, city) for row in _of(newest, "commitments")],
        "loaded_row": [_loaded(row) for row in newest],
    }


def load_periods(rows: Iterable[Kept]) -> list[Row]:
    """The months that lists were sent of, by load and template, as rows of load_period."""
    told = {
        (row.load_id, row.template, _month_end(str(row.fields["period_end"])))
        for row in rows
        if "period_end" in row.fields
    }
    names = ("load_id", "template", "period_end")
    return [dict(zip(names, values, strict=True)) for values in sorted(told)]


def source_id(load_id: int) -> str:
    """The source that a load is: each file is cited by itself."""
    return f"load_{load_id}"


def _month_end(day: str) -> str:
    found = date.fromisoformat(day)
    return found.replace(day=monthrange(found.year, found.month)[1]).isoformat()


def _newest(rows: list[Kept]) -> list[Kept]:
    """The newest row of each key, in the order of template and key."""
    found: dict[tuple[str, str], Kept] = {}
    for row in rows:
        found[row.template, row.row_key] = row
    return [found[key] for key in sorted(found)]


def _of(newest: list[Kept], template: str) -> list[Kept]:
    return [row for row in newest if row.template == template]


def _by_subject(newest: list[Kept], template: str, key: str) -> list[list[Kept]]:
    """The rows of each project, deal or firm, by period: the last one is how it stands."""
    told: dict[str, list[Kept]] = {}
    for row in _of(newest, template):
        told.setdefault(str(row.fields[key]), []).append(row)
    when: Callable[[Kept], tuple[str, int, int]] = lambda row: (  # noqa: E731
        str(row.fields.get("period_end", "")), row.load_id, row.row_number
    )  # fmt: skip
    return [sorted(told[subject], key=when) for subject in sorted(told)]


def _cited(row: Kept) -> Row:
    return {"load_id": row.load_id, "sheet": row.sheet, "cell": row.cell}


def _taken(row: Kept, *names: str) -> Row:
    return {name: row.fields.get(name) for name in names} | _cited(row)


def _named(row: Kept) -> Row:
    """What is named alike in lists; offices send no English names, so both are the one sent."""
    name = row.fields.get("name")
    return {
        "name_zh": name,
        "name_en": name,
        "park_id": row.fields.get("park_id"),
        "source_id": source_id(row.load_id),
    } | _cited(row)


def _placed(row: Kept, city: str) -> Row:
    return {
        "chain_id": row.fields.get("chain_id"),
        "area_code": row.fields.get("area_code") or city,
    }


def _enterprise(row: Kept) -> Row:
    taken = _taken(row, "enterprise_id", "area_code", "is_above_size")
    return taken | _named(row) | {"role": "other"}


def _shares(told: list[Kept], ids: nodes.Ids) -> list[Row]:
    """A firm's share in each chain it was reported for; one without a printed share counts 1."""
    newest = {row.fields["chain_id"]: row for row in told if "chain_id" in row.fields}
    return [
        _taken(row, "enterprise_id", "chain_id")
        | {"share": row.fields.get("share", 1), "node_id": nodes.id_of(row, ids)}
        for row in newest.values()
    ]


def _firm_figures(told: list[Kept]) -> list[Row]:
    """One row a period: a firm that stands in two chains has reported the same figures twice."""
    names = ("enterprise_id", "period_end", "output", "revenue", "profit", "tax", "power_use")
    found = {}
    for row in told:
        basis = row.fields.get("basis", "ytd")
        found[row.fields["period_end"], basis] = _taken(row, *names, "staff") | {"basis": basis}
    return list(found.values())


def _targets(rows: list[Kept], sent_on: Mapping[int, str], city: str) -> list[Row]:
    """Versions of each target by the day decided; the day sent stands in for a missing one.

    Another value or another day is a new version; the same said again is not.
    """
    decided: Callable[[Kept], tuple[str, int, int]] = lambda row: (  # noqa: E731
        str(row.fields.get("decided_on") or sent_on[row.load_id]), row.load_id, row.row_number
    )  # fmt: skip
    versions: dict[str, list[Kept]] = {}
    for row in sorted((row for row in rows if "value" in row.fields), key=decided):
        subject = as_json([row.fields.get(name) for name in KEYS["targets"][:-1]])
        said = versions.setdefault(subject, [])
        if said and _is_same_target(said[-1], row):
            said.pop()
        said.append(row)
    ordered = [
        (number, row)
        for subject in sorted(versions)
        for number, row in enumerate(versions[subject], start=1)
    ]
    return [
        _target(row, number, city) | {"target_id": target_id}
        for target_id, (number, row) in enumerate(ordered, start=1)
    ]


def _is_same_target(one: Kept, other: Kept) -> bool:
    said = [(row.fields["value"], row.fields.get("decided_on")) for row in (one, other)]
    return said[0] == said[1]


def _target(row: Kept, version: int, city: str) -> Row:
    return (
        _taken(row, "metric_id", "year", "kind", "value", "decided_on")
        | _placed(row, city)
        | {
            "version": version,
            "value_text": row.fields.get("value"),
            "hedge": "none",
            "reason_zh": row.fields.get("reason"),
            "source_id": source_id(row.load_id),
        }
    )


def _project(row: Kept, city: str, ids: nodes.Ids) -> Row:
    names = (
        "project_id", "total_investment", "year_investment", "is_in_statistics", "start_planned",
        "completion_planned", "funds_required", "funds_in_place", "reason_class",
    )  # fmt: skip
    is_told = "reason" in row.fields or "reason_class" in row.fields
    return (
        _taken(row, *names)
        | _named(row)
        | _placed(row, city)
        | {
            "node_id": nodes.id_of(row, ids),
            "support_zh": row.fields.get("support"),
            "reason_zh": row.fields.get("reason"),
            "reason_on": row.fields["period_end"] if is_told else None,
            "owner_zh": row.fields.get("owner"),
            "total_investment_text": row.fields.get("total_investment"),
            "note_zh": row.fields.get("problem"),
        }
    )


def _permits(told: list[Kept]) -> list[Row]:
    """Each permit with the day that was told of it last."""
    found: dict[str, Row] = {}
    for row in told:
        for permit in PERMITS:
            if f"permit_{permit}" in row.fields:
                found[permit] = _taken(row, "project_id") | {
                    "permit": permit,
                    "permitted_on": row.fields[f"permit_{permit}"],
                }
    names = ("project_id", "permit", "permitted_on")
    return [{name: row[name] for name in names} for row in found.values()]


def _project_stages(told: list[Kept]) -> list[Row]:
    """Each stage once: preparatory before a start; signed, started, completed and in production
    with their days; under construction between them, stated with the words of the newest report."""
    found: dict[str, Row] = {}
    for row in told:
        for stage, field in HAPPENED.items():
            if field in row.fields:
                found[stage] = _stage(row, stage) | {"happened_on": row.fields[field]}
        if "completed_on" in row.fields or "produced_on" in row.fields:
            continue
        stage = "under_construction" if "started_on" in row.fields else "preparatory"
        found[stage] = _stage(row, stage) | {"stage_text": row.fields.get("progress")}
    return list(found.values())


def _stage(row: Kept, stage: str) -> Row:
    said = {"stage": stage, "stated_on": row.fields["period_end"]}
    return _taken(row, "project_id") | said | {"source_id": source_id(row.load_id)}


def _deal(told: list[Kept], city: str) -> Row:
    row = told[-1]
    taken = _taken(row, "deal_id", "origin", "contract_value")
    return (
        taken
        | _named(row)
        | _placed(row, city)
        | {
            "investor_zh": row.fields.get("investor"),
            "in_place_funds": row.fields.get("total_in_place"),
        }
    )


def _deal_stages(told: list[Kept]) -> list[Row]:
    """Each stage once, on its earliest day: a project counts at its first signing, and another
    report of it is no second one. A stage without a day is dated by the end of the first period
    that reports it, the latest day it can have been reached."""
    found: dict[str, tuple[str, Kept]] = {}
    for row in _of_last_investor(told):
        days = {"signed": row.fields.get("signed_on")}
        stage = str(row.fields["stage"])
        known = row.fields.get("stage_on") or days.get(stage)
        days[stage] = known or row.fields["period_end"]
        for reached, day in days.items():
            if day and (reached not in found or str(day) < found[reached][0]):
                found[reached] = str(day), row
    return [
        _taken(row, "deal_id") | {"stage": stage, "happened_on": day}
        for stage, (day, row) in found.items()
    ]


def _problem(row: Kept) -> Row:
    names = (
        "problem_id", "raised_by", "chain_id", "area_code", "project_id", "problem", "owner",
        "helper", "raised_on", "due_on", "state", "handling",
    )  # fmt: skip
    return _taken(row, *names) | {"source_id": source_id(row.load_id)}


def _of_last_investor(told: list[Kept]) -> list[Kept]:
    """The reports since the investor changed and the deal was signed anew: that re-dates it, and
    what the one before had done is not the new one's. Another name under the same day of signing
    is the same investor written otherwise."""
    since = 0
    for number, (before, row) in enumerate(pairwise(told), start=1):
        names = [each.fields.get("investor") for each in (before, row)]
        days = [each.fields.get("signed_on") for each in (before, row)]
        is_known = None not in (*names, *days)
        if is_known and names[0] != names[1] and str(days[0]) < str(days[1]):
            since = number
    return told[since:]


def _commitment(row: Kept, city: str) -> Row:
    told = row.fields.get
    return (
        _taken(row, "commitment_id", "resource", "project_id", "granted_on")
        | _placed(row, city)
        | {
            "resource_zh": told("resource_name"),
            "holder_zh": told("holder"),
            "promised_zh": told("promised"),
            "investment": told("promised_investment"),
            "due_on": told("promised_by"),
            "state": told("promise"),
            "stated_on": told("checked_on"),
            "note_zh": told("note"),
            "source_id": source_id(row.load_id),
        }
    )


def _loaded(row: Kept) -> Row:
    said = {"template": row.template, "row_key": row.row_key, "fields": as_json(row.fields)}
    return said | _cited(row)
