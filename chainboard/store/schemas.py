"""The schema's versions: which editions this release reads, and what an older one lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from chainboard.store import statements
from chainboard.store.faults import WrongRelease
from chainboard.store.place import ROOT
from chainboard.store.statements import Statement

SCHEMA_VERSION = 11
OLDEST = 5  # editions of this schema and all later ones are read
STEPS = ROOT / "data" / "compatible"


def stamped(con: duckdb.DuckDBPyConnection) -> int:
    """The schema an open edition was built with; 0 when it does not say."""
    ((version,),) = con.table("edition").max("schema_version").fetchall()
    return int(version or 0)


def refusal(version: int, newest: int = SCHEMA_VERSION) -> WrongRelease | None:
    """Why an edition of this schema is not read; None when it is."""
    if version > newest:
        return WrongRelease(
            f"这一版次由较新的程序写入（数据表第 {version} 版，本程序只认到第 {newest} 版）；"
            "请安装较新的程序，数据没有改动。",
            f"This edition was written by a newer release (schema {version}; this release "
            f"knows {newest}); install the newer one. Nothing was changed.",
        )
    if version < OLDEST:
        return WrongRelease(
            f"这一版次的数据表是第 {version} 版，本程序只读第 {OLDEST} 版及以后的；"
            "请重新生成版次，数据没有改动。",
            f"This edition is of schema {version}; this release reads {OLDEST} and later. "
            "Build it anew; nothing was changed.",
        )
    return None


def compatible(
    con: duckdb.DuckDBPyConnection, steps: Path = STEPS, newest: int = SCHEMA_VERSION
) -> str:
    """SQL that shows an open edition with the tables of the newest schema; "" for one of these.

    steps  the folder of <version>.sql: what an edition of that version lacks of the next one

    Every cursor runs it for itself: the temporary views that it makes stand before the edition's
    own tables, in that cursor only. Raises WrongRelease for an edition that is not read.
    """
    return _views(_made(con, steps, newest))


def restricted(con: duckdb.DuckDBPyConnection, steps: Sequence[Mapping[str, Statement]]) -> str:
    """SQL that shows an open edition with less in its tables, over what compatible makes of it.

    steps  each by table what is left of it, as in the files of STEPS
    """
    made = _made(con, STEPS, SCHEMA_VERSION)
    changed: dict[str, str] = {}
    for step in steps:
        changed |= _one_more(con, made | changed, step)
    return _views(changed)


def _made(con: duckdb.DuckDBPyConnection, steps: Path, newest: int) -> dict[str, str]:
    """By table, the query behind it where it is not the edition's own."""
    version = stamped(con)
    refused = refusal(version, newest)
    if refused:
        raise refused
    made: dict[str, str] = {}
    for step in range(version, newest):
        made |= _one_more(con, made, statements.read(steps / f"{step:04d}.sql"))
    return made


def _one_more(
    con: duckdb.DuckDBPyConnection, made: Mapping[str, str], step: Mapping[str, Statement]
) -> dict[str, str]:
    """By table, the queries of one step, over those of the steps before it."""
    ((edition,),) = con.execute(statements.named("writes", "database")).fetchall()
    found = {}
    for table, statement in step.items():
        before = made.get(table) or _filled("own_table", edition=edition, table=table)
        found[table] = _after(before, statement.sql.removesuffix(";"))
    return found


def _views(made: dict[str, str]) -> str:
    views = (_filled("stand_before", table=table, made=sql) for table, sql in made.items())
    return ";\n".join(views)


def _after(before: str, made: str) -> str:
    """A step's query; one that reads what stood before it is given that as "before"."""
    reads_it = re.search(r"\bbefore\b", made)
    return _filled("one_step_later", before=before, made=made) if reads_it else made


def _filled(name: str, **names: str) -> str:
    return statements.named("writes", name).removesuffix(";").format(**names)
