"""The schema of the city's main file: made, checked against this release, brought forward."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from chainboard.store import statements
from chainboard.store.faults import WrongRelease
from chainboard.store.place import ROOT
from chainboard.store.schemas import SCHEMA_VERSION

FIRST_VERSION = 5  # the first release with a city pack
STEPS = ROOT / "data" / "migrations"


def create(con: duckdb.DuckDBPyConnection, today: date, root: Path = ROOT) -> None:
    """Make the tables of data/city.sql in an empty file, stamped with this release."""
    con.execute((root / "data" / "city.sql").read_text(encoding="utf-8"))
    state = {"schema_version": SCHEMA_VERSION, "duckdb_version": duckdb.__version__}
    con.execute(statements.named("city/writes", "add_state"), {**state, "created_on": today})


def migrate(
    con: duckdb.DuckDBPyConnection, steps: Path = STEPS, newest: int = SCHEMA_VERSION
) -> list[int]:
    """Run the steps that lead from the file's version to the newest. Returns the versions reached.

    steps  the folder of <version>_<what>.sql

    Each step is one transaction with its new version. Raises WrongRelease for a file of a newer
    release of the board or of DuckDB, and for a step that is missing.
    """
    stood, made_by = stated(con)
    _check_versions(stood, made_by, newest)
    reached = list(range(stood + 1, newest + 1))
    found = {int(file.name[:4]): file for file in sorted(steps.glob("[0-9]*.sql"))}
    for version in reached:
        if version not in found:
            raise WrongRelease(
                f"缺少把数据库升级到第 {version} 版的步骤，请重新安装本程序。",
                f"The step that leads to schema {version} is missing; install the program again.",
            )
        con.begin()
        con.execute(found[version].read_text(encoding="utf-8"))
        _stamp(con, version)
        con.commit()
    if reached or made_by != duckdb.__version__:
        _stamp(con, newest)
        con.checkpoint()
    return reached


def stated(con: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    """The schema version of a main file, and the DuckDB that last opened it for writing."""
    ((version, made_by),) = (
        con.table("schema_state").project("schema_version, duckdb_version").fetchall()
    )
    return int(version), str(made_by)


def _stamp(con: duckdb.DuckDBPyConnection, version: int) -> None:
    state = {"schema_version": version, "duckdb_version": duckdb.__version__}
    con.execute(statements.named("city/writes", "set_state"), state)


def _check_versions(stood: int, made_by: str, newest: int) -> None:
    if stood > newest:
        raise WrongRelease(
            f"数据库是第 {stood} 版，本程序只认到第 {newest} 版；请安装较新的程序，数据没有改动。",
            f"The data are of schema {stood}, this release knows {newest}; install the newer one. "
            "Nothing was changed.",
        )
    if _parts(made_by) > _parts(duckdb.__version__):
        raise WrongRelease(
            f"数据库由 DuckDB {made_by} 写入，现装的是 {duckdb.__version__}；"
            "请安装 requirements.txt 里的版本，数据没有改动。",
            f"The data were written by DuckDB {made_by}, installed is {duckdb.__version__}; "
            "install the version in requirements.txt. Nothing was changed.",
        )


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:3] if part.isdecimal()]
