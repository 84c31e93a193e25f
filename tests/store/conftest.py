"""The demo pack in memory, made once for all tests that look into it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from chainboard.store import build, dictionary
from chainboard.store.demo import pack as demo

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def demo_rows() -> demo.Tables:
    """Every table of the demo pack as its recipe makes it."""
    return demo.tables(ROOT / "data")


@pytest.fixture(scope="session")
def demo_pack(demo_rows: demo.Tables) -> duckdb.DuckDBPyConnection:
    """The demo pack with its dictionary in the schema, all keys and checks passed."""
    con = duckdb.connect()
    build.fill(con, {**dictionary.tables(ROOT / "data"), **demo_rows})
    return con
