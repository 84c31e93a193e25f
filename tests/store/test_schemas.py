"""Editions of other schemas: an older one is read with the tables of today, a newer is refused."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from chainboard import queries
from chainboard.packs import PACKS
from chainboard.store import editions, schemas
from chainboard.store.engine import LOCKED_DOWN
from chainboard.store.faults import WrongRelease
from chainboard.store.place import edition_file
from chainboard.store.schemas import OLDEST, SCHEMA_VERSION
from chainboard.view import View
from tests.store.test_editions import AS_OF, PACK, add, blank, folder, main

__all__ = ["blank", "folder", "main"]

STEPS = {
    5: """
-- name: area
-- Is a county a district? Its name says so.
select before.*, before.name_zh like '%区' as is_district from before;

-- name: kind
-- Which kinds are there? New in schema 6.
select * from (values ('county', 1), ('district', 2)) as kind (kind, sort);
""",
    6: """
-- name: area
-- Of which kind is a county? The word for it, since schema 7.
select before.*, case when before.is_district then 'district' else 'county' end as kind
from before;
""",
}


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """What editions of invented schemas 5 and 6 lack of schema 7."""
    made = tmp_path / "steps"
    made.mkdir()
    for version, text in STEPS.items():
        (made / f"{version:04d}.sql").write_text(text, encoding="utf-8")
    return made


def edition_of(folder: Path, version: int, *more: str) -> duckdb.DuckDBPyConnection:
    """An edition of that schema with two counties, opened as the board opens it."""
    file = folder / f"{version:06d}.duckdb"
    with duckdb.connect(str(file)) as con:
        con.execute("create table edition as select ? as schema_version", [version])
        con.execute("create table area (area_code varchar, name_zh varchar)")
        con.execute("insert into area values ('621002', '西峰区'), ('621022', '环县')")
        con.execute("create view county as select area_code from area")
        for each in more:
            con.execute(each)
    return duckdb.connect(str(file), read_only=True, config=LOCKED_DOWN)


def test_an_older_edition_is_read_with_the_columns_and_tables_that_came_later(tmp_path, steps):
    con = edition_of(tmp_path, 5)
    con.execute(schemas.compatible(con, steps, newest=7))

    assert con.table("area").order("area_code").fetchall() == [
        ("621002", "西峰区", True, "district"),
        ("621022", "环县", False, "county"),
    ]
    assert con.table("kind").fetchall() == [("county", 1), ("district", 2)]
    assert con.table("county").order("area_code").fetchall() == [("621002",), ("621022",)]


def test_an_edition_of_a_later_schema_takes_only_the_steps_it_lacks(tmp_path, steps):
    more = "alter table area add column is_district boolean"
    con = edition_of(tmp_path, 6, more, "update area set is_district = area_code = '621022'")
    con.execute(schemas.compatible(con, steps, newest=7))

    assert con.table("area").project("area_code, kind").order("area_code").fetchall() == [
        ("621002", "county"),
        ("621022", "district"),
    ]


def test_an_edition_of_todays_schema_takes_no_step(tmp_path, steps):
    assert schemas.compatible(edition_of(tmp_path, 7), steps, newest=7) == ""


def test_an_older_edition_stays_locked_down_and_unchanged(tmp_path, steps):
    con = edition_of(tmp_path, 5)
    file = tmp_path / "000005.duckdb"
    before = file.read_bytes()
    con.execute(schemas.compatible(con, steps, newest=7))

    for attack in ("drop table area", "insert into area values ('1', '2')", "set threads = 8"):
        with pytest.raises(duckdb.Error):
            con.execute(attack)
    con.close()
    assert file.read_bytes() == before


def test_each_step_from_the_oldest_schema_on_is_there():
    found = {int(file.stem) for file in schemas.STEPS.glob("*.sql")}

    assert found == set(range(OLDEST, SCHEMA_VERSION))


def restamp(number: int, version: int) -> None:
    """Make a published edition one of another schema, whole in every other way."""
    file = edition_file(PACK, number)
    with duckdb.connect(str(file)) as con:
        con.execute("update edition set schema_version = ?", [version])
    editions.checksum_file(file).write_text(editions.checksum(file) + "\n", encoding="utf-8")


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, OLDEST - 1])
def test_an_edition_of_a_schema_that_is_not_read_says_so_with_its_number(main, version):
    editions.publish(PACK, main, AS_OF)
    restamp(1, version)

    with pytest.raises(WrongRelease, match=f"schema {version}"):
        queries.ask(View(pack=PACKS[PACK], edition=1), "editions.stamp")
    (health,) = editions.verify(PACK)
    assert (health.fault, health.schema, health.is_readable) == ("", version, False)


def test_no_older_edition_is_published_over_a_newer_one(main):
    editions.publish(PACK, main, AS_OF)
    restamp(1, SCHEMA_VERSION + 1)
    add(main, "2026-10-31  96")

    with pytest.raises(WrongRelease):
        editions.publish(PACK, main, AS_OF)
    assert (editions.current(PACK), editions.numbers(PACK)) == (1, [1])


def test_a_newer_edition_is_not_outdated_and_an_older_one_is(main):
    editions.publish(PACK, main, AS_OF)
    assert not editions.is_outdated(PACK, 1)
    restamp(1, SCHEMA_VERSION + 1)
    assert not editions.is_outdated(PACK, 1)
    restamp(1, SCHEMA_VERSION - 1)
    assert editions.is_outdated(PACK, 1)


def test_an_edition_of_the_schema_before_is_published_anew(main):
    editions.publish(PACK, main, AS_OF)
    restamp(1, SCHEMA_VERSION - 1)

    assert editions.publish(PACK, main, AS_OF) == 2
