"""The dictionary, alike in all packs: places, chains, metrics, rules, and what is made of which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from chainboard.store import csvfile
from chainboard.store.csvfile import CsvRow

Tables = dict[str, list[dict[str, object]]]
Area = CsvRow | dict[str, object]

FOLDER = "dictionary"
FILES = {
    "area": "areas.csv",
    "chain": "chains.csv",
    "alias": "aliases.csv",
    "metric": "metrics.csv",
    "stage": "stages.csv",
    "rule": "rules.csv",
    "conversion": "conversions.csv",
    "balance_item": "balances.csv",
    "peer_indicator": "peers.csv",
    "park_score": "park_scores.csv",
}
# What a city may do without: nothing of it is worked out then.
OPTIONAL = ("conversion", "balance_item", "peer_indicator", "park_score")
KEYS = {
    "area": ("area_code",),
    "chain": ("chain_id",),
    "alias": ("kind", "alias"),
    "metric": ("metric_id",),
    "stage": ("kind", "stage_id"),
    "rule": ("rule_id", "version"),
    "conversion": ("product_id",),
    "balance_item": ("balance_id", "metric_id"),
    "peer_indicator": ("metric_id", "used_for"),
    "park_score": ("score_id", "measure"),
}
# What a column names elsewhere: table.column -> the table whose key it must be.
REFERENCES = {
    "chain.parent_id": "chain",
    "metric.chain_id": "chain",
    "conversion.chain_id": "chain",
    "conversion.produced_metric_id": "metric",
    "conversion.processed_metric_id": "metric",
    "balance_item.chain_id": "chain",
    "balance_item.metric_id": "metric",
    "peer_indicator.metric_id": "metric",
}


def tables(data: Path) -> Tables:
    """The rows of every table of the dictionary, parents before children.

    Raises BuildError with file and line for a row without its key, a key given twice, and a
    chain or an area that is not there.
    """
    found = {table: read(data, table) for table in FILES}
    known = {table: {row[KEYS[table][0]] for row in rows} for table, rows in found.items()}
    for table, rows in found.items():
        _check_keys(table, rows)
        _check_references(table, rows, known)
    return {table: [_record(row) for row in rows] for table, rows in found.items()}


def completed(kept: Tables, data: Path) -> Tables:
    """A dictionary as an edition kept it, with today's of what its release did not know.

    That is a table, a column of a row, and the rules of a kind; what was kept stays as it was.
    """
    today, found = tables(data), Tables()
    for table, rows in today.items():
        by_key = {_key(table, row): row for row in rows}
        known = kept.get(table, _still_named(found, table, rows))
        found[table] = [{**by_key.get(_key(table, row), {}), **row} for row in known]
    kinds = {row["kind"] for row in found["rule"]}
    found["rule"] += [row for row in today["rule"] if row["kind"] not in kinds]
    return {**found, **{table: rows for table, rows in kept.items() if table not in found}}


def _still_named(
    found: Tables, table: str, rows: list[dict[str, object]]
) -> list[dict[str, object]]:
    """The rows of a table that all they name elsewhere is there for."""
    named = {
        column.split(".")[1]: {row[KEYS[target][0]] for row in found[target]}
        for column, target in REFERENCES.items()
        if column.startswith(f"{table}.") and target in found
    }
    return [
        row
        for row in rows
        if all(row[column] is None or row[column] in known for column, known in named.items())
    ]


def read(data: Path, table: str) -> list[CsvRow]:
    """The rows of one dictionary table with their lines, unchecked; none of an optional file that
    is not there."""
    if table in OPTIONAL and not (data / FOLDER / FILES[table]).exists():
        return []
    return csvfile.rows(data, f"{FOLDER}/{FILES[table]}", " ".join(KEYS[table]))


def by_key(data: Path, table: str) -> dict[str, CsvRow]:
    """The rows of one dictionary table by the first column of its key."""
    return {row[KEYS[table][0]]: row for row in read(data, table)}


def parents(data: Path) -> Mapping[str, str | None]:
    """The chain that each chain is part of, by chain_id; read again when the file is another."""
    return _parents(data, (data / FOLDER / FILES["chain"]).stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _parents(data: Path, _changed: int) -> Mapping[str, str | None]:
    return {row["chain_id"]: row.text("parent_id") for row in read(data, "chain")}


def city_code(areas: Iterable[Area]) -> str:
    """The area_code of the city: the area whose parts are counties.

    areas  rows with level and parent_code; where counties have several parents, the first's
    """
    return next(str(row["parent_code"]) for row in areas if row["level"] == "county")


def _record(row: CsvRow) -> dict[str, object]:
    return {column: row.text(column) for column in row.cells}


def _key(table: str, row: dict[str, object]) -> tuple[str, ...]:
    return tuple(str(row[column]) for column in KEYS[table])


def _check_keys(table: str, rows: list[CsvRow]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.needed(column) for column in KEYS[table])
        if key in seen:
            zh = f"{' '.join(key)} 与第 {seen[key]} 行重复"
            raise row.fault(zh, f"{' '.join(key)} is already on line {seen[key]}")
        seen[key] = row.line


def _check_references(table: str, rows: list[CsvRow], known: dict[str, set[str]]) -> None:
    for row in rows:
        for reference, target in REFERENCES.items():
            owner, column = reference.split(".")
            if owner == table and row[column] and row[column] not in known[target]:
                zh = f"{column} {row[column]} 不在 {FILES[target]} 里"
                raise row.fault(zh, f"{column} {row[column]} is not in {FILES[target]}")
        if table == "alias" and row["kind"] in known and row["id"] not in known[row["kind"]]:
            zh = f"{row['id']} 不在 {FILES[row['kind']]} 里"
            raise row.fault(zh, f"{row['id']} is not in {FILES[row['kind']]}")
