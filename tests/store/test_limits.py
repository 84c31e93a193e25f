"""What takes too long is stopped and told, and does not hold up the next question or edition."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from chainboard import queries
from chainboard.packs import CITY
from chainboard.store import editions, keeping, limits
from chainboard.store.faults import TooLong
from chainboard.store.place import edition_file
from chainboard.view import View
from tests.commands.said import LANGUAGES, is_in
from tests.store.city.sent import load, output

ENDLESS = """
alter table {table} rename to {table}_held;
create view {table} as
select {table}_held.*
from {table}_held
where (select sum(a.range * b.range) from range(10000000) as a, range(10000000) as b) > 0;
"""

ENDLESS_COUNT = """
drop table current_figure;
create view current_figure as
select a.range as figure_id
from range(10000000) as a, range(10000000) as b
where a.range * b.range < 0;
"""


@pytest.fixture
def crafted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a view without an end in the place of a table of the city's edition 2."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    load(tmp_path, "a.xlsx", output("2026-09-30  90"))
    monkeypatch.setattr(limits, "LONGEST", 0.3)
    monkeypatch.setattr(limits, "IN_FULL", 4)

    def craft(table: str, sql: str = ENDLESS) -> View:
        file = edition_file("city", 2)
        with duckdb.connect(str(file)) as con:
            con.execute(sql.format(table=table))
        editions.checksum_file(file).write_text(editions.checksum(file) + "\n", encoding="utf-8")
        return View(pack=CITY, edition=2)

    return craft


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_without_an_end_is_stopped_and_the_next_is_answered(crafted, lang):
    view = crafted("load_issue")

    with pytest.raises(TooLong) as told:
        queries.ask(view, "loads.all")
    assert "0.3" in told.value.words(lang) and is_in(
        lang, told.value.words(lang).split("python")[0]
    )
    assert queries.ask(view, "editions.stamp")


def test_an_edition_that_cannot_even_say_its_schema_is_stopped_too(crafted):
    view = crafted("edition")

    with pytest.raises(TooLong):
        queries.ask(view, "editions.stamp")


@pytest.mark.parametrize(
    ("table", "sql"), [("edition", ENDLESS), ("current_figure", ENDLESS_COUNT)]
)
def test_an_edition_that_cannot_be_read_to_its_end_is_told_and_the_others_are_read(
    crafted, table, sql
):
    crafted(table, sql)

    first, second = keeping.verify("city").editions
    assert (first.fault, first.schema > 0) == ("", True)
    assert second.fault == "reading it takes more than 4 seconds"


def test_what_begins_after_the_time_is_over_is_stopped_too():
    with duckdb.connect() as con:
        with pytest.raises(TooLong), limits.in_time(con, 0.2):
            stopped_twice(con)
        assert con.execute("select 1").fetchall() == [(1,)]


def stopped_twice(con: duckdb.DuckDBPyConnection) -> None:
    endless = "select sum(a.range * b.range) from range(10000000) as a, range(10000000) as b"
    with suppress(duckdb.InterruptException):
        con.execute(endless)
    con.execute(endless)
