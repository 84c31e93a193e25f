"""The one place that asks an engine about firm rows: DuckDB in this process, or a server that
speaks Spark Connect, at the address that CHAINBOARD_ENGINE names (sc://host:port).

A statement is written once, for DuckDB; for a server it is carried over by sqlglot and its
parameters are bound as typed literals in the tree, never as text.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import lru_cache
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa

from chainboard.scale import lake
from chainboard.scale.faults import NoEngine
from chainboard.store.engine import SAFE
from chainboard.store.place import firms_folder
from chainboard.store.statements import Statement

if TYPE_CHECKING:
    from sqlglot import exp

ADDRESS = "CHAINBOARD_ENGINE"
PATIENCE = 2.0  # seconds until an address that nobody answers at is given up
# How often a server that does not answer is tried: without a bound a page would wait for minutes.
AGAIN: Any = {"max_retries": 2, "initial_backoff": 100, "max_backoff": 400, "jitter": 0}
UNKNOWN_FORMAT = "DATA_SOURCE_NOT_FOUND"
SPARK_TYPES = {pa.date32(): "date", pa.string(): "string", pa.bool_(): "boolean"}
Parameters = Mapping[str, Any]


class Engine(Protocol):
    """What answers statements about firm rows."""

    def query(self, statement: Statement, parameters: Parameters) -> pa.Table:
        """The rows that answer a statement, in its order. Raises NoEngine."""

    def keep(self, name: str, statement: Statement, parameters: Parameters) -> None:
        """Give the answer to a statement a name, by which later ones read it. Raises NoEngine."""


@contextmanager
def opened(
    version: int, tables: Mapping[str, pa.Table], months: Sequence[date] | None = None
) -> Iterator[Engine]:
    """The engine of this process, with the firm rows of a version as firm_month and small tables.

    version  of the Delta table
    months   those that will be asked about, None for all: DuckDB is given their files alone
    Raises NoEngine where the address is none or nobody answers there, and what lake raises.
    """
    address = os.environ.get(ADDRESS, "")
    if address:
        with _server(address, version, tables) as served:
            yield served
        return
    with (
        TemporaryDirectory() as beside,  # what memory does not hold
        duckdb.connect(config={**SAFE, "temp_directory": beside}) as con,
    ):
        # DuckDB reckons by the first file how many rows are asked for: a late month's comes first.
        files = lake.files(version, months)[::-1]
        con.read_parquet(files, hive_partitioning=True).create_view("firm_month")
        for name, table in tables.items():
            con.register(name, table)
        yield _Here(con)


class _Here:
    """DuckDB in this process, over the files of the Delta table."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def query(self, statement: Statement, parameters: Parameters) -> pa.Table:
        return self._asked(statement, parameters).to_arrow_table()

    def keep(self, name: str, statement: Statement, parameters: Parameters) -> None:
        self._asked(statement, parameters).create(name)

    def _asked(self, statement: Statement, parameters: Parameters) -> duckdb.DuckDBPyRelation:
        return self._con.sql(statement.sql, params=_used(statement, parameters))


class _Server:
    """A server that speaks Spark Connect."""

    def __init__(self, session: Any, address: str) -> None:
        self._session, self._address = session, address

    def query(self, statement: Statement, parameters: Parameters) -> pa.Table:
        with _plainly(self._address):
            return self._asked(statement, parameters).toArrow()

    def keep(self, name: str, statement: Statement, parameters: Parameters) -> None:
        with _plainly(self._address):
            self._asked(statement, parameters).createOrReplaceTempView(name)

    def _asked(self, statement: Statement, parameters: Parameters) -> Any:
        return self._session.sql(carried(statement.sql, _used(statement, parameters)))


@contextmanager
def _server(address: str, version: int, tables: Mapping[str, pa.Table]) -> Iterator[_Server]:
    _reach(address)
    held = lake.files(version)  # a version that is no longer whole is told of here
    from pyspark.sql.connect.client.retries import DefaultPolicy  # slow to import: 2 s
    from pyspark.sql.connect.session import SparkSession

    with _plainly(address):
        session = SparkSession.builder.remote(address).create()
        session.client.set_retry_policies([DefaultPolicy(**AGAIN)])
        _show_rows(session, version, held)
        for name, table in tables.items():
            session.createDataFrame(table).createOrReplaceTempView(name)
    yield _Server(session, address)
    with suppress(NoEngine), _plainly(address):  # what was asked has been answered
        session.stop()


def _show_rows(session: Any, version: int, held: list[str]) -> None:
    """The firm rows of a version as firm_month. A server that does not know Delta tables, as Spark
    without their programs, is given the files that make the version up."""
    from pyspark.errors import PySparkException

    folder = str(firms_folder().resolve())
    try:
        rows = session.read.format("delta").option("versionAsOf", version).load(folder)
        rows.createOrReplaceTempView("firm_month")
    except PySparkException as fault:
        if fault.getCondition() != UNKNOWN_FORMAT:
            raise
        columns = ", ".join(f"{each.name} {_typed(each.type)}" for each in lake.SCHEMA)
        rows = session.read.schema(columns).option("basePath", folder).parquet(*held)
        rows.createOrReplaceTempView("firm_month")


def _typed(kind: pa.DataType) -> str:
    """A type of a column as Spark calls it."""
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision}, {kind.scale})"
    return SPARK_TYPES[kind]


def _reach(address: str) -> None:
    """Raises NoEngine where the address is none, or nobody answers there: gRPC itself waits."""
    parts = urlsplit(address)
    try:
        if parts.scheme != "sc" or not parts.hostname:
            raise ValueError(address)
        socket.create_connection((parts.hostname, parts.port or 15002), PATIENCE).close()
    except (OSError, ValueError) as fault:
        raise NoEngine(address, fault) from fault


@contextmanager
def _plainly(address: str) -> Iterator[None]:
    """What a server refuses, and a server that has gone, as NoEngine."""
    import grpc
    from pyspark.errors import PySparkException

    try:
        yield
    except (grpc.RpcError, PySparkException) as fault:
        raise NoEngine(address, fault) from fault


def _used(statement: Statement, parameters: Parameters) -> dict[str, Any]:
    return {name: parameters[name] for name in statement.parameters}


@lru_cache(maxsize=64)
def _parsed(sql: str) -> exp.Expr:
    import sqlglot

    return sqlglot.parse_one(sql, dialect="duckdb")


def carried(sql: str, parameters: Parameters, dialect: str = "spark") -> str:
    """A statement of ours in another dialect, with its parameters as typed literals."""
    from sqlglot import exp

    def bound(node: exp.Expr) -> exp.Expr:
        is_parameter = isinstance(node, exp.Parameter | exp.Placeholder)
        return exp.convert(parameters[node.name]) if is_parameter else node

    return _parsed(sql).transform(bound).sql(dialect=dialect)
