"""The steps of the city's chains as their offices sent them: places, statuses, flows, ratings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chainboard.store.city.rows import Kept

Row = dict[str, object]
Ids = Mapping[tuple[object, object], object]  # chain and name of a step → its node_id
RATINGS = ("feasibility", "upstream_input", "policy_fit")
BETWEEN = re.compile(r"[、，,；;\s]+")


def tables(rows: Sequence[Kept], city: str) -> dict[str, list[Row]]:
    """Rows of node, node_edge, node_status and node_rating.

    rows  of the template nodes in the order they were sent; the newest of each step holds

    A step keeps the place it had when it was first sent, so that the map looks the same every
    month. A flow to a name that the chain does not have is passed over; a step without all three
    ratings has none.
    """
    newest: dict[tuple[object, object], Kept] = {}
    for row in rows:
        key = row.fields.get("chain_id"), row.fields["node"]
        if key[0] is not None:
            newest[key] = row  # a key that is there keeps its place
    told = list(newest.values())
    return {
        "node": [_node(row, sort) for sort, row in enumerate(told, start=1)],
        "node_edge": [edge for row in told for edge in _edges(row, newest)],
        "node_status": [_status(row, city) for row in told],
        "node_rating": [
            _rating(row) for row in told if all(row.fields.get(n) is not None for n in RATINGS)
        ],
    }


def id_of(row: Kept, ids: Ids) -> object:
    """The step that a firm's or a project's row names, where its chain has it."""
    return ids.get((row.fields.get("chain_id"), row.fields.get("node")))


def _id(row: Kept) -> str:
    return f"{row.fields['chain_id']}.{row.fields['node']}"


def _node(row: Kept, sort: int) -> Row:
    name = row.fields["node"]
    return {
        "node_id": _id(row),
        "chain_id": row.fields["chain_id"],
        "position": row.fields["position"],
        "name_zh": name,
        "name_en": name,
        "weight": row.fields.get("weight"),
        "sort": sort,
    }


def _edges(row: Kept, known: Mapping[tuple[object, object], Kept]) -> list[Row]:
    chain = row.fields["chain_id"]
    names = dict.fromkeys(BETWEEN.split(str(row.fields.get("feeds") or "")))
    fed = [known[chain, name] for name in names if (chain, name) in known]
    return [{"from_node": _id(row), "to_node": _id(to)} for to in fed if to is not row]


def _cited(row: Kept) -> Row:
    source = f"load_{row.load_id}"
    cited: Row = {"source_id": source, "load_id": row.load_id, "sheet": row.sheet, "cell": row.cell}
    return cited | {"node_id": _id(row), "stated_on": row.fields.get("stated_on")}


def _status(row: Kept, city: str) -> Row:
    return _cited(row) | {
        "area_code": city,
        "status": row.fields["node_status"],
        "evidence_zh": row.fields["evidence"],
        "coverage": row.fields.get("coverage"),
    }


def _rating(row: Kept) -> Row:
    given = {name: row.fields[name] for name in RATINGS}
    return _cited(row) | given | {"reason_zh": row.fields.get("rating_reason")}
