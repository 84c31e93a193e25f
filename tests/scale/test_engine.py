"""The engine: the same answers from DuckDB here and from a server that speaks Spark Connect."""

from __future__ import annotations

import ast
import math
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from chainboard.scale import engine, lake, rollup
from chainboard.scale.faults import NoEngine
from chainboard.store import statements
from chainboard.store.demo import province

ROOT = Path(__file__).parents[2]
STATEMENTS = statements.read(rollup.STATEMENTS)
SEPTEMBER = rollup.months(date(2026, 9, 30))
ASKED = {**SEPTEMBER, "places": 5}
CLUSTER = {
    "SAIL_MODE": "local-cluster",
    "SAIL_CLUSTER__WORKER_INITIAL_COUNT": "2",
    "SAIL_CLUSTER__WORKER_TASK_SLOTS": "2",
}


@dataclass(frozen=True)
class Sail:
    """A server of its own, with two workers."""

    address: str
    process: subprocess.Popen[bytes]


@pytest.fixture
def sail() -> Iterator[Sail]:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "sail"), "spark", "server", "--ip", "127.0.0.1",
        "--port", str(port),
    ]  # fmt: skip
    started = subprocess.Popen(
        command, env={**os.environ, **CLUSTER}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert started.stderr is not None
    for line in started.stderr:  # until it listens, or ends
        if b"listening" in line.lower() or b"starting" in line.lower():
            break
    try:
        yield Sail(f"sc://127.0.0.1:{port}", started)
    finally:
        started.kill()
        started.wait()


@pytest.fixture
def firm_rows(var, tree) -> pa.Table:
    """The demo province's rows in the table: some 75,000."""
    rows = province.firm_rows(tree.words)
    lake.fill(rows)
    return rows


def answers(tree) -> dict[str, list[dict[str, object]]]:
    """What each statement of the roll-ups answers, in its order."""
    tables = {
        "area_line": rollup.area_line(tree.words["area"]),
        "chain_line": rollup.chain_line(tree.words["chain"]),
    }
    with engine.opened(lake.newest(), tables) as asked:
        asked.keep("firm_year", STATEMENTS["firm_year"], ASKED)
        names = [name for name in STATEMENTS if name != "firm_year"]
        return {name: asked.query(STATEMENTS[name], ASKED).to_pylist() for name in names}


def told(rows: list[dict[str, object]]) -> list[list[object]]:
    """Rows with numbers as one kind of number: engines count in different ones."""
    return [
        [float(cell) if isinstance(cell, int | float | Decimal) else cell for cell in row.values()]
        for row in rows
    ]


def same(one: object, other: object) -> bool:
    """Whether two cells are equal, numbers to nine digits."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9)
    return one == other


@pytest.mark.usefixtures("firm_rows")
def test_a_cluster_of_two_workers_answers_as_duckdb_does_cell_by_cell_and_in_order(
    sail, tree, monkeypatch
):
    here = answers(tree)
    monkeypatch.setenv("CHAINBOARD_ENGINE", sail.address)

    there = answers(tree)

    assert len(here["cells"]) > 500 and len(here["leaders"]) > 2000
    for name in here:
        ours, theirs = told(here[name]), told(there[name])
        assert len(ours) == len(theirs), name
        for one, other in zip(ours, theirs, strict=True):
            assert [*map(same, one, other)] == [True] * len(one), (name, one, other)


@pytest.mark.usefixtures("firm_rows")
def test_a_server_that_was_killed_is_told_of_in_plain_words(sail, tree, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_ENGINE", sail.address)

    with engine.opened(lake.newest(), {}) as asked:
        sail.process.send_signal(signal.SIGKILL)
        sail.process.wait()
        with pytest.raises(NoEngine, match=sail.address):
            asked.query(STATEMENTS["twice"], ASKED)


@pytest.mark.parametrize(
    "address",
    ["sc://127.0.0.1:9", "http://127.0.0.1:80", "sc://", "127.0.0.1:50051", "sc://x:99999"],
)
@pytest.mark.usefixtures("firm_rows")
def test_an_address_that_is_no_engine_is_told_of_before_anything_is_asked(address, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_ENGINE", address)

    with pytest.raises(NoEngine, match="CHAINBOARD_ENGINE"), engine.opened(lake.newest(), {}):
        pass


def test_parameters_are_bound_as_typed_literals_and_never_as_text():
    carried = engine.carried(
        "select $month as one, $name as two, $count as three",
        {"month": date(2026, 9, 30), "name": "a'b\\", "count": 5},
    )

    (query,) = sqlglot.parse(carried, dialect="spark")
    assert isinstance(query, exp.Select)
    month, name, count = (each.unalias() for each in query.expressions)
    assert isinstance(month, exp.Cast | exp.TsOrDsToDate | exp.Date)
    assert (name.this, count.this) == ("a'b\\", "5")


def test_every_statement_of_the_roll_ups_can_be_carried():
    for name, statement in STATEMENTS.items():
        sqlglot.transpile(
            statement.sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE
        )
        query = sqlglot.parse_one(statement.sql, dialect="duckdb")
        assert not [join for join in query.find_all(exp.Join) if join.args.get("using")], name
        assert not [group for group in query.find_all(exp.Group) if group.args.get("all")], name
        assert not list(query.find_all(exp.Interval)), name
        assert query.args.get("order"), name
        assert statement.question.endswith("?"), name


def test_a_quotient_is_of_doubles():
    """Engines cut quotients of decimals at different places."""
    for name, statement in STATEMENTS.items():
        query = sqlglot.parse_one(statement.sql, dialect="duckdb")
        for quotient in query.find_all(exp.Div):
            assert quotient.find(exp.Cast), name


def test_nothing_but_the_engine_knows_an_engine():
    knowing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "chainboard").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
        if name.split(".")[0] in ("pyspark", "pysail", "sqlglot", "grpc")
    }  # fmt: skip

    assert knowing == {"chainboard/scale/engine.py"}
