"""Targets in their versions, and those of the counties added beside the city's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainboard.view import Row

ADDS_OVER_COUNTIES = ("flow", "stock", "raised")  # what a place has is what its counties have


def in_versions(rows: Sequence[Row]) -> list[Row]:
    """The rows with was, the value of the version before it (None for the first).

    rows  as pace.targets returns them: each target's versions in their order
    """
    before: dict[tuple[object, ...], float] = {}
    found = []
    for row in rows:
        key = (row.metric_id, row.chain_id, row.area_code, row.target_kind)
        found.append(row.with_(was=before.get(key)))
        before[key] = row.target
    return found


def set_beside(versions: Sequence[Row]) -> list[Row]:
    """One row a target of the city: its newest version, and the counties' newest ones added.

    versions  as in_versions returns them

    Adds counties, how many have one; county_sum and difference (county_sum − target), in the unit
    of the metric, None where no county has one or the metric does not add over counties (rates,
    growth); changes, the later versions of the city's and the counties' targets. Counties of one
    chain are added; chains overlap, so that those of the whole city are added for what adds over
    chains alone, without sub-chains. Changed ones first, then by how large the difference is
    beside the target.
    """
    targets: dict[tuple[object, ...], list[Row]] = {}
    counties: dict[tuple[object, ...], list[Row]] = {}
    for row in versions:
        targets.setdefault((row.metric_id, row.chain_id, row.target_kind), []).append(row)
        if row.area_level == "county":
            counties.setdefault((row.metric_id, row.target_kind), []).append(row)
    found = [
        _beside(rows, _counties(rows[0], counties.get((metric, kind), [])))
        for (metric, _chain, kind), rows in targets.items()
        if rows[0].area_level != "county"
    ]
    return sorted(found, key=lambda row: (not row.changes, -_weight(row)))


def with_sums(versions: Sequence[Row], beside: Sequence[Row]) -> list[Row]:
    """The versions with county_sum and difference, as set_beside has them, on the newest of each
    target of the city; None on all others."""
    sums = {row.target_id: row for row in beside}
    nothing = Row(county_sum=None, difference=None)
    return [
        row.with_(**{key: sums.get(row.target_id, nothing)[key] for key in nothing})
        for row in versions
    ]


def _counties(own: Row, of_metric: Sequence[Row]) -> list[Row]:
    """The newest targets of the counties that make up a target of the city.

    of_metric  the counties' targets of its metric
    """
    mine = [row for row in of_metric if row["chain_id"] == own.chain_id]
    if not mine and own.chain_id is None and own.adds_over_chains:
        mine = [row for row in of_metric if row.parent_id is None]
    return _newest(mine)


def _beside(rows: Sequence[Row], of_counties: Sequence[Row]) -> Row:
    own = [row for row in rows if row.area_level != "county"][-1]
    adds = own.target_kind == "level" and own.kind in ADDS_OVER_COUNTIES and of_counties
    added = float(sum(row.target for row in of_counties)) if adds else None
    return own.with_(
        counties=len({row.area_code for row in of_counties}),
        county_sum=added,
        difference=None if added is None else round(added - own.target, 9),
        changes=[row for row in rows if row.was is not None],
    )


def _newest(rows: Iterable[Row]) -> list[Row]:
    return list({(row.area_code, row.chain_id): row for row in rows}.values())


def _weight(row: Row) -> float:
    if row.difference is None or row.target <= 0:
        return 0.0
    return float(abs(row.difference) / row.target)
