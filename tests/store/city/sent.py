"""Files of the city pack drawn in tests: a table becomes a checked batch, a text a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from chainboard.intake.grid import Batch
from chainboard.queries import find
from chainboard.store import editions
from chainboard.store.city import loads as city
from chainboard.store.city.desk import DESK, Desk
from chainboard.store.city.loads import Loaded, Sent
from tests.tables import rows

OFFICE = "市工信局"
SHEETS = {
    "indicators": "指标",
    "targets": "目标",
    "projects": "项目",
    "deals": "招商",
    "parks": "园区",
    "enterprises": "企业",
    "problems": "问题",
    "nodes": "环节清单",
    "commitments": "资源换项目",
}


def batch(template: str, drawn: str, **same: object) -> Batch:
    """The drawn rows as a checked sheet: numbers as text, periods from 1 January.

    same  columns that hold one value in every row
    """
    found = [row | same for row in rows(drawn)]
    columns = {name: [_sent(row[name]) for row in found] for name in found[0]}
    if "period_end" in columns:
        columns.setdefault("basis", ["ytd"] * len(found))
        columns.setdefault("period_start", [_since(row["period_end"]) for row in found])
    numbers = range(2, 2 + len(found))
    columns |= {"row": list(numbers), "cell": [f"G{number}" for number in numbers]}
    columns.setdefault("absence", [None] * len(found))
    columns.setdefault("has_error", [False] * len(found))
    return Batch(SHEETS[template], template, columns)


def output(drawn: str) -> Batch:
    """Output of petrochemicals in Xifeng to the end of each drawn month: period_end, value."""
    same = {"metric_id": "output_value", "chain_id": "petrochem", "area_code": "621002"}
    return batch("indicators", f"period_end  value\n{drawn}", **same)


def load(folder: Path, name: str, *batches: Batch, desk: Desk = DESK) -> Loaded:
    """Load batches as the file of that name; its bytes are its name."""
    file = folder / name
    file.write_text(name, encoding="utf-8")
    return city.load(batches, [], Sent(file, name, OFFICE), desk)


def shown(number: int | None = None) -> dict[date, float]:
    """The figures of output that an edition shows, by the end of their period."""
    found = asked("current_figure", "period_end, value", number)
    return {row[0]: float(row[1]) for row in found}


def loads() -> list[dict[str, Any]]:
    """The loads that the current edition knows, newest first; none without an edition."""
    number = editions.current("city")
    if number is None:
        return []
    with editions.open_edition("city", number) as con:
        told = con.execute(find("loads.all").sql, {"is_sent": True})
        columns = [column[0] for column in told.description or []]
        return [dict(zip(columns, row, strict=True)) for row in told.fetchall()]


def asked(table: str, columns: str, number: int | None = None) -> list[tuple[Any, ...]]:
    """Columns of a table of an edition, the current one when none is named, in order."""
    number = editions.current("city") if number is None else number
    assert number is not None
    with editions.open_edition("city", number) as con:
        return con.table(table).project(columns).order(columns).fetchall()


def content(file: Path) -> str:
    """The hash that an edition's file keeps of its tables."""
    with duckdb.connect(str(file), read_only=True) as con:
        ((stamped,),) = con.table("edition").project("content").fetchall()
    return str(stamped)


def _sent(value: object) -> object:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


def _since(end: date) -> date:
    return end.replace(month=1, day=1)
