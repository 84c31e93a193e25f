"""Firm rows that tests write, and what editions made of them say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from chainboard.scale import lake
from chainboard.store import editions
from chainboard.store.place import edition_file

SEPTEMBER, BEFORE = date(2026, 9, 30), date(2025, 9, 30)
ROW = {
    "month": SEPTEMBER, "name": "示例企业", "share": Decimal(1), "is_above_size": True,
    "sent_by": "测试",
}  # fmt: skip


def firm(name: str, area: str, output: str, **more: Any) -> dict[str, Any]:
    """One row of a firm on the chain of apples, unless it says otherwise."""
    told = {"enterprise_id": name, "chain_id": "apple", "area_code": area, "tax": Decimal("0.1")}
    return {**ROW, **told, "output": Decimal(output), "staff": Decimal(10), **more}


def firms(area: str, count: int, output: str = "1", **more: Any) -> list[dict[str, Any]]:
    """So many firms of a county, with their outputs one above the other."""
    return [
        firm(f"{area}-{at}-{more.get('chain_id', '')}", area, str(Decimal(output) + at), **more)
        for at in range(count)
    ]


def written(rows: list[dict[str, Any]]) -> None:
    """The table of firm rows with these rows and no others."""
    columns = {name: [row.get(name) for row in rows] for name in lake.SCHEMA.names}
    lake.fill(pa.table(columns, schema=lake.SCHEMA))


def shown(pack: str, sql: str) -> list[tuple[Any, ...]]:
    """What a statement says of the current edition of a pack."""
    number = editions.current(pack)
    assert number is not None
    file = str(edition_file(pack, number))
    with duckdb.connect(file, read_only=True, config={}) as con:
        return con.execute(sql).fetchall()


def packs_under(var: Path) -> list[str]:
    """The packs that stand in a folder."""
    return sorted(each.parent.name for each in var.glob("*/CURRENT"))
