"""Tables drawn in a test: read as rows, or loaded into the empty schema of a pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from chainboard.view import Row

DATA = Path(__file__).parents[1] / "data"
SCHEMA = DATA / "schema.sql"

# What a drawn table may leave out. Every value is the dullest one the schema accepts, so
# that a test draws only what its question turns on.
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "edition": {
        "pack": "published",
        "number": 1,
        "as_of": date(2026, 11, 15),
        "built_at": "2026-11-15 08:00:00",
        "schema_version": 1,
    },
    "load": {
        "load_id": 1,
        "file_name": "drawn in the test",
        "sha256": "0" * 64,
        "template": "drawn",
        "sent_by": "drawn in the test",
        "sent_at": "2026-11-15 08:00:00",
        "rows_in": 0,
        "rows_kept": 0,
        "status": "accepted",
    },
    "enterprise_figure": {"basis": "year"},
    "project_permit": {"permit": "land"},
    "stage": {"kind": "project", "stage_id": "signed"},
    "project_stage": {"kind": "project"},
    "deal_stage": {"kind": "deal"},
    "enterprise_node": {"share": 1.0},
    "load_issue": {"severity": "warning"},
    "scope_break": {"kind": "revision"},
    "expected": {"period_end": date(2026, 10, 31), "due_on": date(2026, 11, 10)},
    "source": {"source_id": "s1", "title": "drawn in the test", "grade": "A"},
    "area": {
        "area_code": "621000",
        "name_zh": "庆阳市",
        "name_en": "Qingyang",
        "level": "county",
    },
    "chain_role": {"role": "leader", "is_post": True},
    "chain": {"chain_id": "petrochem", "name_zh": "石油化工", "name_en": "Petrochemicals"},
    "metric": {
        "metric_id": "output_value",
        "name_zh": "产值",
        "name_en": "Output value",
        "unit": "亿元",
        "kind": "flow",
        "growth_basis": "unknown",
        "decimals": 2,
        "direction": "higher_better",
        "frequency": "monthly",
        "owner_zh": "未注明",
        "owner_en": "not stated",
        "face": "chain_output",
        "definition_zh": "未注明",
        "definition_en": "not stated",
        "is_our_definition": False,
        "adds_over_chains": False,
    },
    "observation": {
        "metric_id": "output_value",
        "area_code": "621000",
        "basis": "ytd",
        "status": "published",
        "hedge": "none",
        "source_id": "s1",
        "load_id": 1,
        "sheet": "drawn",
    },
    "target": {
        "metric_id": "output_value",
        "area_code": "621000",
        "year": 2026,
        "version": 1,
        "kind": "level",
        "hedge": "none",
        "source_id": "s1",
    },
    "rule": {
        "version": 1,
        "kind": "light",
        "words_zh": "未注明",
        "words_en": "not stated",
        "valid_from": date(2021, 1, 1),
        "source_zh": "未注明",
        "source_en": "not stated",
    },
    "balance_item": {"part": "stock"},
    "peer_indicator": {"used_for": "near", "is_log": False},
    "park_score": {"shape": "benchmark", "measure": "tax_per_mu", "weight": 30},
    "node_rating": {"feasibility": 1, "upstream_input": 1, "policy_fit": 1},
    "park_step": {"heading": "operation"},
    "resource_commitment": {"resource": "wind", "state": "promised"},
}

# What holds for a column of this name in any table that has no default of its own.
COLUMN_DEFAULTS: Mapping[str, Any] = {
    "sort": 1,
    "words_zh": "drawn in the test",
    "words_en": "drawn in the test",
    "go": "chain?chain=petrochem",
    "source_id": "s1",
    "load_id": 1,
    "area_code": "621000",
    "chain_id": "petrochem",
    "metric_id": "output_value",
    "produced_metric_id": "output_value",
    "processed_metric_id": "output_value",
    "name_zh": "示例",
    "name_en": "Demo",
    "is_shown": True,
    "is_drawn": True,
    "is_card": False,
    "face": "chain_output",
    "stage": "signed",
    "position": "midstream",
    "role": "other",
    "status": "unknown",
    "hedge": "none",
    "reason": "other",
    "share": 1.0,
}

PARENTS = {
    "source_id": "source",
    "load_id": "load",
    "metric_id": "metric",
    "produced_metric_id": "metric",
    "processed_metric_id": "metric",
    "area_code": "area",
    "chain_id": "chain",
    "park_id": "park",
    "node_id": "node",
    "project_id": "project",
    "deal_id": "deal",
    "enterprise_id": "enterprise",
}


def rows(text: str) -> list[Row]:
    """The rows of a drawn table.

    The first line names the columns; columns stand two or more spaces apart, so that a cell
    may hold single spaces. `-` is None, `""` the empty text, true and false are booleans, a
    number is int or float (1,705.88 too), an ISO date is a date, `'0621'` stays text.
    Raises ValueError for a line with more or fewer cells than the header.
    """
    return [Row({name: cell(drawn) for name, drawn in row.items()}) for row in _drawn(text)]


def cell(text: str) -> Any:
    """The value of one drawn cell: None, bool, int, float, date or text."""
    if text == "-":
        return None
    if text in ("true", "false"):
        return text == "true"
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    if re.fullmatch(r"[-−+]?(\d+|\d{1,3}(,\d{3})+)", text):
        return int(text.replace(",", "").replace("−", "-"))
    if re.fullmatch(r"[-−+]?(\d+|\d{1,3}(,\d{3})+)\.\d+", text):
        return float(text.replace(",", "").replace("−", "-"))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    return text


def empty_pack() -> duckdb.DuckDBPyConnection:
    """A pack in memory: every table and view of data/schema.sql, and not one row."""
    con = duckdb.connect(":memory:")
    con.execute(SCHEMA.read_text(encoding="utf-8"))
    return con


def into(con: duckdb.DuckDBPyConnection, table: str, text: str) -> None:
    """Load a drawn table into a table of the schema.

    A required column that is not drawn takes its default; a text column keeps its digits as
    drawn (621022, 1,645.40); a parent that a row names and nobody drew (source, load, metric,
    area, chain) is added with defaults. A year-to-date row that draws no period_start starts
    on 1 January. A constraint that the drawing breaks raises, as it would in a build.
    """
    columns = _columns(con, table)
    for number, drawn in enumerate(_drawn(text), start=1 + _count(con, table)):
        unknown = set(drawn) - set(columns)
        if unknown:
            raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
        row = {name: _value(written, columns[name].kind) for name, written in drawn.items()}
        filled = _filled(columns, table, row, number)
        _add_parents(con, table, filled)
        _insert(con, table, filled)


def asked(con: duckdb.DuckDBPyConnection, sql: str, **values: Any) -> list[Row]:
    """All rows that a statement returns, in its order, with its named parameters bound."""
    answer = con.execute(sql, values) if values else con.execute(sql)
    names = [column[0] for column in answer.description or []]
    return [Row(zip(names, row, strict=True)) for row in answer.fetchall()]


def only(found: Iterable[Row], *columns: str) -> list[Row]:
    """The rows with just the columns that a test compares."""
    return [Row({column: row[column] for column in columns}) for row in found]


@dataclass(frozen=True)
class _Column:
    kind: str
    required: bool


def _drawn(text: str) -> list[dict[str, str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    header, *body = [re.split(r"\s{2,}", line) for line in lines]
    for cells in body:
        if len(cells) != len(header):
            raise ValueError(f"{len(cells)} cells under {len(header)} columns: {'  '.join(cells)}")
    return [dict(zip(header, cells, strict=True)) for cells in body]


def _value(drawn: str, kind: str) -> Any:
    """A text column keeps what is drawn, so that digits as printed stay as printed."""
    value = cell(drawn)
    is_number_or_date = value is not None and not isinstance(value, str)
    return drawn if kind == "VARCHAR" and is_number_or_date else value


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    found = con.execute(f'select count(*) from "{table}"').fetchone()
    assert found is not None
    return int(found[0])


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, _Column]:
    found = con.execute(
        "select column_name, data_type, not is_nullable from duckdb_columns() where table_name = ?",
        [table],
    )
    return {name: _Column(kind, required) for name, kind, required in found.fetchall()}


def _filled(
    columns: Mapping[str, _Column], table: str, row: Mapping[str, Any], number: int
) -> dict[str, Any]:
    defaults = DEFAULTS.get(table, {})
    filled = dict(row)
    for name, column in columns.items():
        if name in defaults:
            filled.setdefault(name, defaults[name])
        elif column.required:
            filled.setdefault(name, _default(name, column.kind, filled, number))
    if filled.get("basis") == "ytd":
        filled.setdefault("period_start", filled["period_end"].replace(month=1, day=1))
    return filled


def _default(name: str, kind: str, filled: Mapping[str, Any], number: int) -> Any:
    if name in ("short_zh", "short_en"):
        return filled[name.replace("short", "name")]
    if name in COLUMN_DEFAULTS:
        return COLUMN_DEFAULTS[name]
    if kind in ("INTEGER", "BIGINT", "DOUBLE"):
        return number
    if kind == "BOOLEAN":
        return False
    if kind in ("DATE", "TIMESTAMP"):
        return date(2026, 11, 15)
    return f"{name}{number}" if name.endswith("_id") else f"line {number}"


def _add_stages(con: duckdb.DuckDBPyConnection) -> None:
    """The stages of the dictionary, where none was drawn: a drawn stage is one of them."""
    if not _count(con, "stage"):
        file = str(DATA / "dictionary/stages.csv")
        con.execute("insert into stage by name select * from read_csv(?)", [file])


def _add_parents(con: duckdb.DuckDBPyConnection, table: str, row: Mapping[str, Any]) -> None:
    if table in ("project_stage", "deal_stage"):
        _add_stages(con)
    for key, parent in PARENTS.items():
        if parent == table or row.get(key) is None:
            continue
        own = "metric_id" if parent == "metric" else key
        held = con.execute(f"select 1 from {parent} where {own} = ?", [row[key]]).fetchone()
        if held is None:
            number = 1 + _count(con, parent)
            filled = _filled(_columns(con, parent), parent, {own: row[key]}, number)
            _add_parents(con, parent, filled)
            _insert(con, parent, filled)


def _insert(con: duckdb.DuckDBPyConnection, table: str, row: Mapping[str, Any]) -> None:
    names = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    con.execute(f'insert into "{table}" ({names}) values ({marks})', list(row.values()))
