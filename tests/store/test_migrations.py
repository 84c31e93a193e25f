"""The schema of the main file: brought forward step by step, never backward, refused plainly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from chainboard.store import migrations
from chainboard.store.city import loads as city
from chainboard.store.city.desk import main_file
from chainboard.store.faults import WrongRelease
from chainboard.store.schemas import SCHEMA_VERSION

NEXT = SCHEMA_VERSION + 1


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """An empty main file of this release."""
    con = duckdb.connect()
    migrations.create(con, date(2026, 11, 15))
    return con


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """A folder with one invented step."""
    step = tmp_path / f"{NEXT:04d}_say_who_checked.sql"
    step.write_text("alter table load add column checked_by varchar;", encoding="utf-8")
    return tmp_path


def test_a_file_of_this_release_needs_no_step(con):
    assert migrations.migrate(con) == []


def test_a_step_is_run_once_and_stamped(con, steps):
    assert migrations.migrate(con, steps, NEXT) == [NEXT]
    assert "checked_by" in con.table("load").columns
    assert migrations.stated(con)[0] == NEXT
    assert migrations.migrate(con, steps, NEXT) == []


def test_a_step_that_fails_leaves_the_file_as_it_was(con, steps):
    (file,) = steps.iterdir()
    wrong = "alter table load add column checked_by varchar; select 1 from nowhere;"
    file.write_text(wrong, encoding="utf-8")

    with pytest.raises(duckdb.CatalogException):
        migrations.migrate(con, steps, NEXT)
    con.rollback()
    assert "checked_by" not in con.table("load").columns
    assert migrations.stated(con)[0] == SCHEMA_VERSION


def test_a_missing_step_stops_plainly(con, tmp_path):
    with pytest.raises(WrongRelease, match=str(NEXT)):
        migrations.migrate(con, tmp_path, NEXT)


def stamp(con: duckdb.DuckDBPyConnection, column: str, value: object) -> None:
    con.execute(f"update schema_state set {column} = ?", [value])


def test_a_file_of_a_newer_release_is_not_touched(con):
    stamp(con, "schema_version", NEXT)

    with pytest.raises(WrongRelease, match=str(NEXT)):
        migrations.migrate(con)


def test_a_file_written_by_a_newer_duckdb_is_not_touched(con):
    stamp(con, "duckdb_version", "99.0.0")

    with pytest.raises(WrongRelease, match=r"99\.0\.0"):
        migrations.migrate(con)


def test_a_file_written_by_an_older_duckdb_is_taken_over(con):
    stamp(con, "duckdb_version", "1.4.4")

    assert migrations.migrate(con) == []
    assert migrations.stated(con) == (SCHEMA_VERSION, duckdb.__version__)


def test_opening_the_pack_stops_before_a_newer_file(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    city.open_city()
    with duckdb.connect(str(main_file())) as con:
        stamp(con, "schema_version", NEXT)

    with pytest.raises(WrongRelease):
        city.open_city()
    assert migrations.stated(duckdb.connect(str(main_file())))[0] == NEXT
