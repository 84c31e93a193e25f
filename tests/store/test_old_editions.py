"""Packs of the release with schema 5: read as they were, and taken over whole.

release_5.tar.xz is real: city/pack_release.py says how that release made it.
"""

from __future__ import annotations

import tarfile
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from chainboard import queries
from chainboard.analysis.deals import stalled_after
from chainboard.board.scene import start_of
from chainboard.intake import inbox
from chainboard.packs import PACKS
from chainboard.store import editions, keeping, migrations
from chainboard.store.city import audit as city_audit, loads as city
from chainboard.store.city.desk import main_file
from chainboard.store.place import pack_folder
from chainboard.store.schemas import SCHEMA_VERSION
from chainboard.store.statements import Statement
from chainboard.view import View
from tests.stages import STAGES
from tests.store.city.sent import asked, load, loads, output, shown
from tests.tables import SCHEMA

pytestmark = pytest.mark.weeks(3)

ARCHIVE = Path(__file__).parent / "city" / "release_5.tar.xz"
AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)
# The city's editions, and what each shows for petrochemicals of Xifeng: none yet, two months, a
# mistake, the mistake taken back, a list of projects.
SHOWN: dict[int, set[float]] = {1: set(), 2: {90}, 3: {900}, 4: {90}, 5: {90}}
OLD = [("published", 1), *(("city", number) for number in SHOWN)]
MORE: dict[str, Any] = {
    "figure_ids": [1, 2],
    "metric_ids": ["output_value", "gdp"],
    "chain_ids": ["", "petrochem"],
    "area_codes": ["", "621002"],
    "since": date(2020, 1, 1),
    "source_ids": ["load_1"],
    "page": "overview",
    "panel": "county_cards",
    "metric_id": "output_value",
    "stalled_after": 90,
    "sender": "市统计局",
    "reports_all": True,
    "load_id": 1,
    "size": 0.2,
    "scope": "621000",
    "along": "chain",
    "against_end": date(2025, 9, 30),
}


def unpacked(folder: Path) -> None:
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs for tests that only look."""
    folder = tmp_path_factory.mktemp("release_5")
    unpacked(folder)
    return folder


@pytest.fixture
def old(read_only: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHAINBOARD_VAR", str(read_only))
    return read_only


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The packs for a test that goes on writing."""
    unpacked(tmp_path / "var")
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


@pytest.fixture(scope="module")
def today() -> duckdb.DuckDBPyConnection:
    """The tables of this release, empty."""
    con = duckdb.connect()
    con.execute(SCHEMA.read_text(encoding="utf-8"))
    return con


def view_of(pack: str, number: int) -> View:
    as_of = date(2026, 11, 15)
    return View(pack=PACKS[pack], edition=number, chain="petrochem", period="2026-09", as_of=as_of)


def statements() -> dict[str, Statement]:
    return {
        f"{topic}.{name}": statement
        for topic, found in queries.topics().items()
        for name, statement in found.items()
    }


def columns(con: duckdb.DuckDBPyConnection, statement: Statement, view: View) -> list[Any]:
    """Name and type of each column that a statement gives."""
    known = {**queries.parameters(view), **MORE}
    con.execute(statement.sql, {name: known[name] for name in statement.parameters})
    return [column[:2] for column in con.description or []]


@pytest.mark.parametrize(("pack", "number"), OLD)
def test_every_statement_gives_the_columns_of_today(old, today, pack, number):
    view = view_of(pack, number)

    with editions.open_edition(pack, number) as con:
        other = {
            name: found
            for name, statement in statements().items()
            if (found := columns(con, statement, view)) != columns(today, statement, view)
        }
    assert other == {}


@pytest.mark.parametrize(("pack", "number"), OLD)
def test_every_table_and_view_of_today_has_its_columns_there(old, today, pack, number):
    tables = today.execute("select table_name from information_schema.tables").fetchall()

    with editions.open_edition(pack, number) as con:
        lacking = {
            table: sorted(set(typed(today, table)) - set(typed(con, table)))
            for (table,) in tables
            if not set(typed(today, table)) <= set(typed(con, table))
        }
    assert lacking == {}


def typed(con: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    found = con.table(table)
    return [(name, str(kind)) for name, kind in zip(found.columns, found.types, strict=True)]


def test_every_question_of_the_board_is_answered_from_an_old_edition(old):
    for pack, number in OLD:
        for name, statement in statements().items():
            given = {key: MORE[key] for key in statement.parameters & set(MORE)}
            queries.ask(view_of(pack, number), name, **given)

    (about,) = queries.ask(view_of("published", 1), "about.contents")
    assert about.figures > 1000


def test_an_old_edition_has_the_stages_and_the_wait_that_its_release_had_in_the_program(old):
    for pack, number in OLD:
        view = view_of(pack, number)
        assert queries.ask(view, "deals.stages") == STAGES
        assert stalled_after(queries.ask(view, "rules.in_force")) == 90

    projects = queries.ask(view_of("published", 1), "chain_lists.projects")
    assert any(row.stage for row in projects)


def test_an_old_edition_calls_figures_old_after_the_months_of_its_release(old):
    for pack, number in OLD:
        assert start_of(view_of(pack, number)).old_after == 18


def test_an_old_edition_says_of_what_was_raised_that_it_is_no_flow(old):
    """饲养量 was typed as a flow before schema 8."""
    known = queries.ask(view_of("published", 1), "metrics.dictionary")

    raised = [row for row in known if row.metric_id.endswith("_raised")]
    assert {row.kind for row in raised} == {"raised"}


def test_an_old_edition_says_from_which_day_on_two_years_compare(old):
    compared = queries.ask(view_of("published", 1), "county.years_apart")

    days = {(row.metric_id, str(row.prior_end), str(row.period_end)) for row in compared}
    assert days == {("industry_firms", "2020-12-31", "2023-12-31")}


def test_an_edition_of_the_old_release_is_made_again_with_what_its_dictionary_lacked(folder):
    city.open_city()

    with duckdb.connect(str(city.rebuild(5)), read_only=True) as con:
        assert con.table("stage").count("*").fetchall() == [(14,)]
        assert con.table("rule").filter("kind = 'wait'").project("threshold").fetchall() == [(90,)]
        assert con.table("area").filter("tile_row is not null").count("*").fetchall() == [(8,)]
        assert len(con.table("project_stage").fetchall()) > 0


def test_old_editions_are_whole_and_say_of_which_schema_they_are(old):
    found = keeping.verify("published").editions + editions.verify("city")

    assert {(health.fault, health.schema, health.is_readable) for health in found} == {
        ("", 5, True)
    }


def test_a_city_folder_is_taken_over_whole(folder):
    before = pack_folder("city")
    kept = {name: (before / name).read_bytes() for name in ("expected.csv", "roles.csv")}
    log = city_audit.logged()

    assert city.open_city() == 6

    with duckdb.connect(str(main_file()), read_only=True) as con:
        assert migrations.stated(con)[0] == SCHEMA_VERSION
        assert city_audit.recorded(con) == log
    assert [entry.kind for entry in log] == ["load", "load", "withdrawal", "load"]
    assert keeping.verify("city").is_whole
    assert {name: (before / name).read_bytes() for name in kept} == kept
    assert [(row["load_id"], row["status"]) for row in loads()] == [
        (3, "accepted"),
        (2, "withdrawn"),
        (1, "accepted"),
    ]
    assert asked("expected", "office_zh, template")[0] == ("市工信局", "indicators")
    assert ("petrochem", "lead_bureau", "市工信局") in asked(
        "chain_role", "chain_id, role, holder_zh"
    )
    assert asked("project", "project_id") == [("P1",), ("P2",)]


def test_a_job_of_the_intake_page_is_still_there_to_be_read(folder):
    city.open_city()

    (job,) = inbox.jobs()
    assert job.file_name == "十月.csv" and job.state["ended"] and not job.state["ok"]
    assert len(list(inbox.folder().glob("files/*.csv"))) == 1


def test_after_a_further_load_the_old_editions_answer_as_they_did(folder):
    loaded = load(folder, "十月.xlsx", output("2026-10-31  101"))

    assert (loaded.load_id, loaded.edition) == (4, 7)
    assert shown()[OCTOBER] == 101 and shown()[AUGUST] == 80
    assert {number: september(number) for number in SHOWN} == SHOWN
    assert keeping.verify("city").is_whole
    assert [health.schema for health in editions.verify("city")] == [5] * 5 + [SCHEMA_VERSION] * 2


def september(number: int) -> set[float]:
    """What an edition shows to the end of September for Xifeng."""
    found = asked("current_figure", "area_code, period_end, value", number)
    return {float(value) for area, end, value in found if (area, end) == ("621002", SEPTEMBER)}


def test_what_changed_since_an_old_edition_is_told(folder):
    load(folder, "十月.xlsx", output("2026-10-31  101"))

    told = queries.changes(view_of("city", 7), 5)
    assert [row.period_end for row in told if row.kind == "new_period"] == [OCTOBER]
    moved = {row.rule_id for row in told if row.kind == "rule_moved"}
    assert moved >= {"growth_behind", "season_winter", "suppress_share", "suppress_units"}
    assert len(told) == 1 + len(moved)
    assert queries.edition_before(view_of("city", 6)) == 5
