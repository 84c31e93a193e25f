"""From the rows of a checked file to what the main file keeps: figures, and rows of lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pyarrow as pa
from pyarrow import compute
from pyarrow.csv import write_csv

from chainboard.store.city.keys import KEYS
from chainboard.store.city.owners import claims
from chainboard.store.content import Hashed
from chainboard.store.dictionary import city_code
from chainboard.store.faults import Unfit

Tables = dict[str, list[dict[str, object]]]

PARK_METRICS = {
    "planned_area": "park_planned_area",
    "developable_area": "park_developable_area",
    "supplied_area": "park_supplied_area",
    "built_area": "park_built_area",
    "workshop_area": "park_workshop_area",
    "workshop_let": "park_workshop_let",
    "firms_settled": "park_firms_settled",
    "firms_producing": "park_firms_producing",
    "output": "park_output_value",
    "tax": "park_tax",
    "investment": "park_fai",
    "operator_revenue": "park_operator_revenue",
    "operator_staff": "park_operator_staff",
}
PARK_FLOWS = frozenset({"output", "tax", "investment", "operator_revenue"})
FIGURE = pa.schema(
    [(name, pa.string()) for name in ("metric_id", "area_code", "chain_id", "park_id")]
    + [("period_start", pa.date32()), ("period_end", pa.date32())]
    + [(name, pa.string()) for name in ("basis", "value", "growth", "unit_text")]
    + [(name, pa.string()) for name in ("same_scope_prior", "absence", "status", "note")]
    + [(name, pa.string()) for name in ("sheet", "cell")]
)
ABOUT = frozenset({"row", "cell", "has_error"})  # what a batch says of a row beside its fields


class Rows(Protocol):
    """The rows of one checked sheet, column by column; intake.grid.Batch is one."""

    @property
    def sheet(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def columns(self) -> Mapping[str, Sequence[object]]: ...


@dataclass(frozen=True)
class Kept:
    """A row of a list as the main file keeps it; fields without the empty ones, dates as ISO."""

    load_id: int
    template: str
    sheet: str
    row_number: int
    cell: str
    row_key: str
    fields: dict[str, object]


@dataclass(frozen=True)
class Sound:
    """The rows of a file that may be loaded.

    figures   one row a figure, columns of FIGURE, running, is_growth_only and is_claim
    reported  those of indicators; the others are of parks, which are in listed too
    listed    rows of the other templates
    rows_in   rows that came in; rows_kept  those without an error and with a value
    """

    figures: pa.Table
    reported: pa.Table
    listed: list[Kept]
    rows_in: int
    rows_kept: int


def sound(batches: Sequence[Rows], dictionary: Tables, load_id: int = 0, office: str = "") -> Sound:
    """What of the batches can be loaded: rows without an error, names checked.

    office  who sends them; "" where that is not said yet

    Raises Unfit for a metric, chain or place that is not in the dictionary.
    """
    city = city_code(dictionary["area"])
    figures, of_parks, listed, rows_in, rows_kept = [], [], [], 0, 0
    for batch in batches:
        total = len(next(iter(batch.columns.values()), ()))
        rows_in += total
        good = _without_errors(batch, total)
        if batch.template == "indicators":
            figures.append(_figures(batch, good, city))
            rows_kept += figures[-1].num_rows - _count_absent(figures[-1])
            continue
        rows = [_kept(batch, number, load_id) for number in good]
        rows_kept += len(rows)
        listed += rows
        if batch.template == "parks":
            of_parks += _park_figures(rows, dictionary, city)
    together = pa.concat_tables([*figures, *of_parks] or [FIGURE.empty_table()])
    _check_names(together, dictionary)
    marked = _marked(together, dictionary, office)
    reported = marked.slice(0, sum(table.num_rows for table in figures))
    return Sound(marked, reported, listed, rows_in, rows_kept)


def fingerprint(found: Sound) -> str:
    """SHA-256 of the rows, whatever the file that brought them looks like."""
    digest = hashlib.sha256()
    write_csv(found.figures.drop_columns(["sheet", "cell", "running", "is_claim"]), Hashed(digest))
    for row in found.listed:
        digest.update(f"{row.template} {row.row_key} {as_json(row.fields)}\n".encode())
    return digest.hexdigest()


def as_json(value: object) -> str:
    """Compact JSON with sorted keys, dates as ISO: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))


def listed_table(rows: list[Kept]) -> pa.Table:
    """The rows of lists as columns, fields as JSON."""
    names = ("template", "sheet", "row_number", "cell", "row_key")
    columns: dict[str, list[object]] = {n: [getattr(row, n) for row in rows] for n in names}
    return pa.table(columns | {"fields": [as_json(row.fields) for row in rows]})


def _without_errors(batch: Rows, total: int) -> list[int]:
    flags = batch.columns.get("has_error") or [False] * total
    return [number for number, has_error in enumerate(flags) if not has_error]


def _count_absent(figures: pa.Table) -> int:
    given = compute.coalesce(figures["value"], figures["growth"])
    return int(given.null_count)


def _figures(batch: Rows, good: list[int], city: str) -> pa.Table:
    total = len(batch.columns["metric_id"])
    columns = []
    for field in FIGURE:
        values = batch.columns.get(field.name, [None] * total)
        if field.name == "sheet":
            values = [batch.sheet] * total
        columns.append(pa.array(values, field.type))
    table = pa.table(columns, schema=FIGURE)
    table = table if len(good) == total else table.take(good)
    places = compute.fill_null(table["area_code"], city)
    return table.set_column(FIGURE.get_field_index("area_code"), FIGURE.field("area_code"), places)


def _kept(batch: Rows, number: int, load_id: int) -> Kept:
    cells = {name: values[number] for name, values in batch.columns.items()}
    fields = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in cells.items()
        if name not in ABOUT and value is not None
    }
    row = int(str(cells.get("row") or number + 1))
    cell = str(cells.get("cell") or f"{row}:{row}")
    key = as_json([fields.get(name) for name in KEYS[batch.template]])
    return Kept(load_id, batch.template, batch.sheet, row, cell, key, fields)


def _park_figures(rows: list[Kept], dictionary: Tables, city: str) -> list[pa.Table]:
    """The figures of parks: land, workshops and firms at a day, output, tax, investment over it."""
    home = {row["park_id"]: row["area_code"] for row in dictionary["park"]}
    figures = [
        _park_figure(row, field, row.fields.get("area_code") or home.get(row.fields["park_id"]))
        for row in rows
        for field in PARK_METRICS
        if field in row.fields
    ]
    for figure in figures:
        figure["area_code"] = figure["area_code"] or city
    return [pa.Table.from_pylist(figures, FIGURE)] if figures else []


def _park_figure(row: Kept, field: str, area: object) -> dict[str, object]:
    is_flow, end = field in PARK_FLOWS, date.fromisoformat(str(row.fields["period_end"]))
    basis = str(row.fields.get("basis", "ytd"))
    since = row.fields.get("period_start")
    start = date.fromisoformat(str(since)) if since else date(end.year, 1, 1)
    return {
        "metric_id": PARK_METRICS[field],
        "area_code": area,
        "park_id": row.fields["park_id"],
        "period_start": start if is_flow else None,
        "period_end": end,
        "basis": ("ytd" if basis == "point" else basis) if is_flow else "point",
        "value": str(row.fields[field]),
        "sheet": row.sheet,
        "cell": f"{row.row_number}:{row.row_number}",
    }


def _marked(figures: pa.Table, dictionary: Tables, office: str) -> pa.Table:
    bare = [row["metric_id"] for row in dictionary["metric"] if row["kind"] == "growth_only"]
    claimed = [row["metric_id"] for row in claims(dictionary["metric"], [office])]
    for name, ids in (("is_growth_only", bare), ("is_claim", claimed)):
        is_one = compute.is_in(figures["metric_id"], pa.array(ids, pa.string()))
        figures = figures.append_column(name, is_one)
    running = pa.array(range(1, figures.num_rows + 1), pa.int64())
    return figures.append_column("running", running)


def _check_names(figures: pa.Table, dictionary: Tables) -> None:
    for column, table in (("metric_id", "metric"), ("area_code", "area"), ("chain_id", "chain")):
        known = {row[column] for row in dictionary[table]}
        unknown = set(figures[column].unique().to_pylist()) - known - {None}
        if unknown:
            names = ", ".join(sorted(unknown))
            raise Unfit(
                f"{column} {names} 不在字典里，未导入任何一行；请核对名称。",
                f"{column} {names} is not in the dictionary; nothing was loaded, check the name.",
            )
