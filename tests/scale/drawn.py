"""Firm rows drawn in a test, and written as an office would send them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chainboard.intake.templates import ENTERPRISES

HEADERS = {
    field.id: field.header for field in ENTERPRISES.fields if field.id not in ("node", "park_id")
}
# What a drawn row may leave out.
DULL = {
    "name": "示例公司",
    "chain_id": "数字经济",
    "share": "",
    "area_code": "西峰区",
    "is_above_size": "是",
    "period": "2026-09",
    "output": "1.5",
    "revenue": "1.2",
    "profit": "-0.1",
    "tax": "0.05",
    "power_use": "20",
    "staff": "35",
}


def told(*rows: dict[str, str]) -> list[dict[str, str]]:
    """Rows with all columns; a row without a code gets one by its place."""
    return [{"enterprise_id": f"91X{at}", **DULL, **row} for at, row in enumerate(rows, start=1)]


def as_csv(path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    """A CSV with the headers of the template."""
    lines = [list(HEADERS.values()), *([row[id] for id in HEADERS] for row in told(*rows))]
    text = "".join(",".join(map(quoted, line)) + "\r\n" for line in lines)
    path.write_bytes(text.encode(encoding))
    return path


def quoted(cell: str) -> str:
    """A cell as a CSV writes it."""
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell


def as_parquet(path: Path, table: pa.Table) -> Path:
    """A Parquet file of a table."""
    pq.write_table(table, path)
    return path
