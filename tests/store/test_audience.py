"""What is left of an edition's tables for an audience, and that nothing leads around it."""

from __future__ import annotations

import re
from dataclasses import replace

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from chainboard import queries
from chainboard.board.scene import start_of
from chainboard.packs import CITY, DEMO
from chainboard.person import AT_THE_DESK, EVERYONE, NOBODY, Audience, Grant, Person
from chainboard.store import cursors, editions, statements
from chainboard.store.audience import restrict
from chainboard.view import View
from tests.store.marked_city import COUNTY, ROLES, only
from tests.tables import SCHEMA

pytestmark = pytest.mark.usefixtures("packs")
CHAINS = ("petrochem", "agriculture", "apple", "energy", "coal_power", "nothing_has_it")
COUNTIES = ("621002", "621022", "621027")
PARKS = ("demo_park_huan", "demo_park_xifeng")
FIGURE = "figure_id, value, growth, absence"
# What everyone may see: the dictionary and the rules, reviewed words on what sources print, and what
# the edition is. Whatever else a table holds is narrowed in scope.sql, or joins this list.
OF_ALL = {
    "alias", "edition", "metric", "not_found", "park_score", "peer_indicator", "preferred_source",
    "rolled_month", "rule", "scope_break", "stage",
}  # fmt: skip
FEWER = {"observation": FIGURE, "current_figure": FIGURE} | dict.fromkeys(
    ("project", "deal"), "* exclude (investor_zh, investor_en)"
)
PLAIN = ("observation", "current_figure", "target", "project", "deal", "deal_stage", "node", "park")


def opened(audience: Audience) -> duckdb.DuckDBPyConnection:
    con = editions.open_edition("demo", editions.current("demo") or 1)
    restrict(con, audience)
    return con


def ids(con: duckdb.DuckDBPyConnection, table: str, column: str) -> set[str]:
    return {each for (each,) in con.execute(f"select distinct {column} from {table}").fetchall()}


def beyond(con: duckdb.DuckDBPyConnection, table: str, columns: str = "*") -> int:
    """How many rows of a table as it is seen are none of the edition's own."""
    ((edition,),) = con.execute("select current_database()").fetchall()
    own = f'select {columns} from "{edition}".main.{table}'
    asked = f"select count(*) from (select {columns} from {table} except all {own})"
    ((rows,),) = con.execute(asked).fetchall()
    return int(rows)


def some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str] | None]:
    return st.none() | st.frozensets(st.sampled_from(values), max_size=2)


grants = st.builds(Grant, some(CHAINS), some(COUNTIES), some(PARKS))
audiences = st.builds(Audience, st.lists(grants, max_size=2).map(tuple), st.booleans())


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(audiences)
def test_no_audience_sees_a_row_that_everyone_does_not(audience):
    with opened(audience) as con:
        more = {table: beyond(con, table, FEWER.get(table, "*")) for table in PLAIN}
    assert more == dict.fromkeys(PLAIN, 0)


def test_every_table_is_narrowed_by_scope_or_known_to_be_of_all():
    tables = set(
        re.findall(r"^create table (\w+)", SCHEMA.read_text(encoding="utf-8"), re.MULTILINE)
    )
    narrowed = set(statements.read(statements.WRITES / "scope.sql"))

    assert tables - narrowed == OF_ALL


@pytest.mark.parametrize("view", ["chain_output", "investment", "faced_figure"])
def test_a_view_of_the_edition_reads_what_its_audience_sees(view):
    """The view stands in the file; the tables that it names are those of the cursor."""
    with opened(ROLES["chain office"]) as con:
        assert ids(con, view, "chain_id") <= {"petrochem", None}
        assert ids(con, "chain_member", "member_id") == {"petrochem"}
        assert ids(con, "city", "area_code") == {"621000"}


def test_a_sub_chain_is_seen_with_the_chain_around_it_and_without_its_sisters():
    with opened(ROLES["office of a sub-chain"]) as con:
        assert ids(con, "chain", "chain_id") == {"apple", "agriculture"}
    with opened(Audience((only("agriculture"),))) as con:
        assert ids(con, "chain", "chain_id") > {"agriculture", "apple", "hog"}


def test_a_county_is_seen_with_the_totals_of_the_city_and_with_its_own_park():
    with opened(ROLES["county"]) as con:
        assert ids(con, "deal", "area_code") == {COUNTY}
        assert ids(con, "current_figure", "area_code") == {COUNTY, "621000"}
        assert ids(con, "current_figure", "park_id") == {"demo_park_huan", None}


def test_two_grants_admit_no_row_that_neither_of_them_does():
    with opened(ROLES["chain here, another there"]) as con:
        told = con.execute("select distinct chain_id, area_code from deal").fetchall()
    agriculture = ("agriculture", "apple", "mutton", "broiler", "mushroom", "hog", "beef")

    assert set(told) <= {("petrochem", COUNTY), *((chain, "621002") for chain in agriculture)}


@pytest.mark.parametrize("table", PLAIN)
def test_nobody_sees_any_row_and_a_name_that_is_nowhere_admits_none(table):
    with opened(NOBODY) as con:
        assert con.execute(f"select * from {table}").fetchall() == []
    with opened(Audience((only("nothing_has_it"),), sees_firms=True)) as con:
        assert ids(con, "project", "chain_id") <= {None}
        assert ids(con, "chain", "chain_id") == set()


def owed(con: duckdb.DuckDBPyConnection) -> set[str]:
    return ids(con, "expected", "office_zh")


def test_an_office_sees_what_it_owes_itself_and_nothing_of_what_others_owe():
    everyone = opened(EVERYONE)
    offices = sorted(owed(everyone))
    everyone.close()
    narrow = Audience((only("petrochem"),), sees_firms=True)

    assert len(offices) > 1
    for office in offices[:2]:
        with opened(replace(narrow, office=office)) as con:
            assert owed(con) == {office}
    for office in ("", "nobody"):
        with opened(replace(narrow, office=office)) as con:
            assert owed(con) == set()


def test_an_office_sees_which_files_it_has_sent_and_no_row_more():
    everyone = opened(EVERYONE)
    sent = everyone.execute("select load_id, sent_by from load order by load_id").fetchall()
    everyone.close()
    office = sent[0][1]
    own = {load for load, by in sent if by == office}
    nothing = Audience((only("nothing_has_it"),), sees_firms=True)

    with opened(nothing) as con:
        before = ids(con, "load", "load_id"), ids(con, "observation", "load_id")
    with opened(replace(nothing, office=office)) as con:
        after = ids(con, "load", "load_id"), ids(con, "observation", "load_id")
    assert before[0] < after[0] == before[0] | own and before[1] == after[1]


def test_only_where_files_are_sent_and_not_all_is_seen_an_audience_is_an_offices_own():
    clerk = Person("gxj-1", "市工信局", Audience((only("petrochem"),)))
    viewer = replace(clerk, audience=Audience((Grant(),)))

    assert [clerk.reads(CITY).office, clerk.reads(CITY, True).office] == ["", "市工信局"]
    assert viewer.reads(CITY, True) == viewer.audience  # who sees all rows sees all lists
    assert clerk.reads(DEMO, True) == EVERYONE


def test_an_in_list_that_a_join_pushes_its_own_filter_into_is_not_lost():
    """DuckDB 2.0 lost the filter of the table chain here, where it was one of IN."""
    with opened(ROLES["chain office"]) as con:
        told = con.execute(queries.find("parks.chains").sql).fetchall()

    assert {row[1] for row in told} == {"petrochem"}


def test_without_clearance_no_firm_is_named_and_few_are_not_counted():
    with opened(ROLES["viewer"]) as con, opened(EVERYONE) as whole:
        sql = queries.find("parks.chains").sql
        told, every = con.execute(sql).fetchall(), whole.execute(sql).fetchall()
        assert (
            ids(con, "enterprise", "name_zh") == ids(con, "enterprise", "is_above_size") == {None}
        )
        assert not ids(con, "enterprise", "enterprise_id") & ids(
            whole, "enterprise", "enterprise_id"
        )
        assert ids(con, "deal", "investor_zh") == ids(con, "project", "investor_zh") == {None}
        assert "lead_enterprise" not in ids(con, "chain_role", "role")

    (firms,) = {row[5] for row in every if row in told and row[5] < 3} or {3}
    assert firms >= 3 and set(told) < set(every)


@pytest.mark.parametrize("role", ROLES)
def test_two_audiences_give_one_figure_the_same_value(role):
    """Nothing comes out by subtracting what one is told from what another is."""
    with opened(ROLES[role]) as con:
        assert beyond(con, "current_figure", FIGURE) == 0


def test_a_firm_counts_at_home_where_it_does_for_everyone():
    def at_home(audience: Audience) -> list[tuple[str, bool]]:
        number = editions.current("demo") or 1
        view = start_of(View(pack=DEMO, edition=number, chain="petrochem", audience=audience))
        rows = queries.ask(view, "chain_lists.firms")
        return [(row.enterprise_id, row.is_home, row.above_size, row.firms) for row in rows]

    assert at_home(ROLES["chain office"]) == at_home(EVERYONE) != []


def test_the_audience_is_part_of_what_an_answer_is_kept_under():
    number = editions.current("demo") or 1
    view = start_of(View(pack=DEMO, edition=number))
    every = queries.ask(view, "places.chains")
    one = queries.ask(replace(view, audience=ROLES["chain office"]), "places.chains")

    assert [row.chain_id for row in one] == ["petrochem"]
    assert queries.ask(view, "places.chains") == every and len(every) > 1


def test_a_cursor_serves_the_next_question_of_its_audience_and_no_other():
    number, county = editions.current("demo") or 1, ROLES["county"]
    with cursors.of("demo", number, county) as first:
        pass
    with cursors.of("demo", number, ROLES["park"]) as other:
        assert other is not first
    with cursors.of("demo", number, EVERYONE) as whole:
        assert whole is not first and len(ids(whole, "deal", "area_code")) > 1
    with cursors.of("demo", number, county) as again:
        assert again is first and ids(again, "deal", "area_code") == {COUNTY}
        with cursors.of("demo", number, county) as beside:
            assert beside is not first


def test_a_cursor_whose_question_failed_is_let_go():
    number, county = editions.current("demo") or 1, ROLES["county"]
    with pytest.raises(duckdb.Error), cursors.of("demo", number, county) as failed:
        failed.execute("select nothing_has_it from deal")
    with cursors.of("demo", number, county) as next_one:
        assert next_one is not failed


def test_a_public_pack_is_read_as_a_whole_by_whoever_asks():
    person = Person(audience=ROLES["county"])

    assert person.reads(DEMO) is EVERYONE and person.reads(CITY) == ROLES["county"]
    assert AT_THE_DESK.reads(CITY).is_everyone


@pytest.mark.parametrize(
    ("chosen", "is_whole"),
    [((None, None, None), False), ((None, COUNTY, None), True), (("petrochem", COUNTY, None), True),
     (("petrochem", "621002", None), False)],
)  # fmt: skip
def test_whether_a_choice_is_seen_whole(chosen, is_whole):
    assert ROLES["county"].sees_all_of(*chosen) == is_whole
