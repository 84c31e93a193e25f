"""Every audience by every way to the city's figures: nothing of a row out of its scope is told."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from chainboard import queries
from chainboard.board import address, door, search
from chainboard.board.first_answer import first_answer
from chainboard.board.scene import choices_of, read, start_of, with_choice
from chainboard.navigation import addresses, page_at
from chainboard.packs import CITY
from chainboard.person import Person
from chainboard.sheet.screen import screen
from chainboard.store import cursors, editions
from chainboard.view import View
from tests.store import marked_city
from tests.store.marked_city import RESTRICTED, ROLES, City, marks

OUT = {"chain": "coal_power", "county": "621027", "park": "demo_park_zhenyuan", "node": "coal_1"}
MORE: dict[str, Any] = {
    "page": "overview",
    "panel": "county_cards",
    "metric_id": "output_value",
    "metric_ids": ["output_value", "gdp", "investment_attracted"],
    "chain_ids": ["", "petrochem"],
    "area_codes": ["", "621002"],
    "since": date(2020, 1, 1),
    "source_ids": ["demo", *(f"load_{load}" for load in range(1, 5000))],
    "stalled_after": 90,
    "sender": "市统计局",
    "reports_all": True,
    "load_id": 1,
    "size": 0.2,
    "along": "chain",
    "against_end": None,
}


@pytest.fixture(scope="module")
def city(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with marked_city.standing(packs, tmp_path_factory.mktemp("marked")) as standing:
        yield standing
    _told.cache_clear()


def start(role: str, **chosen: str) -> View:
    number = editions.current("city") or 0
    return replace(start_of(View(pack=CITY, edition=number, audience=ROLES[role])), **chosen)


def person(role: str) -> Person:
    return Person(audience=ROLES[role])


def view_of(role: str, page: str, **chosen: str) -> View:
    """The view of a page, also of a pack that is refused to who sees nothing of it."""
    view = start(role, **chosen)
    return with_choice(page_at(page), view, choices_of(view))


def addressed(role: str, page: str, **chosen: str) -> View:
    asked = {"pack": "city", **chosen}
    return door.view_of(page, asked.items(), "zh", person(role))


def in_scope(role: str) -> dict[str, str]:
    """A choice of each axis that the role may make, the last of its list."""
    rows = choices_of(start(role)).rows
    ids = {"chain": "chain_id", "county": "area_code", "park": "park_id"}
    return {axis: rows[axis][-1][name] for axis, name in ids.items() if rows[axis]}


def panels(role: str, **chosen: str) -> Iterator[str]:
    """Each panel of each page as the screen gets it, and as lines with all their digits."""
    for page, questions in door.pages().items():
        view = view_of(role, page, **chosen)
        for panel in questions:
            yield screen(door.sheet_of(page, panel, view)).decode()
            yield door.as_json(page, panel, view)[1].decode()


def of_a_choice(role: str) -> Iterator[str]:
    yield from panels(role, **in_scope(role))


def exports(role: str) -> Iterator[str]:
    """Each page as a list and as a workbook, and a panel of it as CSV."""
    for page, questions in door.pages().items():
        view = view_of(role, page)
        yield door.listed(page, "", view)[1].decode()
        for panel in questions:
            lines = csv.reader(door.as_csv(page, panel, view)[1].decode().splitlines())
            yield "\n".join(cell for line in lines for cell in line)
        with zipfile.ZipFile(io.BytesIO(door.as_workbook(page, "", view)[1])) as book:
            yield from (book.read(name).decode("utf-8", "replace") for name in book.namelist())


def searched(role: str) -> Iterator[str]:
    yield from (str(entry) for entry in search.entries(start(role)))


def first_answers(role: str) -> Iterator[str]:
    """The server's first answer to each page, at an address and at one that is out of scope."""
    for page in map(page_at, addresses()):
        for asked in ({}, OUT):
            yield first_answer(page, {"pack": "city", **asked}, "zh", person(role)).decode()


def questions(role: str, **edition: int) -> Iterator[str]:
    """Every statement there is, its parameters naming what is out of most scopes, and all ids."""
    known = {**MORE, "figure_ids": list(range(1, 200_000, 7))}
    for chosen in ({}, OUT):
        view = replace(start(role, **chosen), **edition)
        for topic, statements in queries.topics().items():
            for name, statement in statements.items():
                more = {key: value for key, value in known.items() if key in statement.parameters}
                yield str(queries.ask(view, f"{topic}.{name}", **more))


def tables(role: str, old: int = 0) -> Iterator[str]:
    """Every table and view as a cursor of the role has it, whatever question may be asked of it."""
    number = (editions.current("city") or 0) + old
    with cursors.of("city", number, ROLES[role]) as cursor:
        told = cursor.execute("select distinct table_name from information_schema.tables")
        for (table,) in told.fetchall():
            yield str(cursor.execute(f"select * from {table}").fetchall())


def citations(role: str) -> Iterator[str]:
    """Where each figure of the edition comes from, asked for by its number."""
    view, ids = start(role), list(range(1, 200_000))
    yield str(queries.ask(view, "sources.of_figures", figure_ids=ids))
    yield str(queries.ask(view, "about.loads"))


def changes(role: str) -> Iterator[str]:
    view = start(role)
    yield str(queries.changes(view, view.edition - 1))


def old_edition(role: str) -> Iterator[str]:
    """An edition of a release before, and what differs from it."""
    view = start(role)
    yield from tables(role, old=1)
    yield from questions(role, edition=view.edition + 1)
    yield str(queries.changes(view, view.edition + 1))


WAYS: dict[str, Callable[[str], Iterator[str]]] = {
    way.__name__: way
    for way in (
        panels, of_a_choice, exports, searched, first_answers, questions, tables, citations, changes, old_edition,
    )
}  # fmt: skip


@cache
def _told(role: str, way: str) -> frozenset[marked_city.Mark]:
    return frozenset().union(*map(marks, WAYS[way](role)))


@pytest.mark.sample(6)
@pytest.mark.parametrize(("role", "way"), list(product(RESTRICTED, WAYS)))
def test_no_way_tells_anything_of_a_row_out_of_scope(city, role, way):
    leaked = _told(role, way) - city.seen(ROLES[role])

    assert sorted(leaked)[:20] == []


@pytest.mark.parametrize("way", [panels, first_answers, searched])
def test_what_was_answered_to_who_sees_all_is_not_answered_to_who_sees_less(city, way):
    """What is kept of an answer is kept for its audience."""
    for _ in way("general office"):
        pass
    told = frozenset().union(*map(marks, way("county")))

    assert sorted(told - city.seen(ROLES["county"]))[:20] == []


def test_each_way_tells_the_general_office_of_rows_that_are_out_of_each_scope(city):
    """The ways work: what is looked for in vain elsewhere is found."""
    blind = {
        (way, role)
        for way in WAYS
        for role in RESTRICTED
        if ROLES[role].grants != ROLES["viewer"].grants
        and not _told("general office", way) - city.seen(ROLES[role])
    }

    assert blind == set()


@pytest.mark.parametrize("table", marked_city.TEXTS)
def test_rows_of_each_table_are_told_by_some_way(city, table):
    told = frozenset().union(*(_told("general office", way) for way in WAYS))

    assert table in {table for table, _ in told}


@pytest.mark.sample(3)
@pytest.mark.parametrize("role", RESTRICTED)
def test_what_is_in_scope_is_told(city, role):
    told = _told(role, "questions")
    by_table = {table for table, _ in told & city.seen(ROLES[role])}

    assert by_table >= ({"area"} if role == "nobody" else {"observation", "target", "deal"})


@pytest.mark.sample(6)
@pytest.mark.parametrize("role", [role for role in RESTRICTED if role != "nobody"])
@pytest.mark.parametrize("axis", ["chain", "county", "park", "node", "compare"])
def test_a_value_out_of_scope_is_answered_as_one_that_nothing_has(city, axis, role):
    every = choices_of(start("general office")).known
    hidden = sorted(every[axis] - choices_of(start(role)).known[axis])
    if not hidden:
        return
    out, never, page = hidden[0], "nothing_has_it", "chain" if axis == "node" else "overview"

    refusals = []
    for value in (out, never):
        with pytest.raises(door.Refused) as refused:
            addressed(role, page, **{axis: value})
        refusals.append(str(refused.value).replace(value, "…"))
    scenes = [
        read(page_at(page), {"pack": "city", axis: value}, "zh", person(role))
        for value in (out, never)
    ]

    assert refusals[0] == refusals[1]
    assert scenes[0].view == scenes[1].view
    assert scenes[0].messages == (address.unknown_value(axis, out, "zh"),)


def test_a_pack_of_which_nothing_may_be_seen_is_answered_as_one_that_is_not_there(city):
    with pytest.raises(door.Refused) as refused:
        addressed("nobody", "overview")

    assert refused.value.code == "unknown_value"
    assert read(page_at("overview"), {"pack": "city"}, "zh", person("nobody")).view.pack != CITY
