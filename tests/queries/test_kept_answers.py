"""queries.ask keeps answers: the second is the first, and nobody can spoil it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainboard import queries
from chainboard.packs import CITY
from chainboard.queries import ask, once
from chainboard.view import View
from tests.pages.opened import view
from tests.store.city.sent import load, output

pytestmark = pytest.mark.usefixtures("packs")
NAMES = ("places.chains", "overview_chains.lead_bureaus", "overview_map.funds", "behind.months")


@pytest.fixture(autouse=True)
def _nothing_kept():
    queries.forget()


@pytest.mark.parametrize("name", NAMES)
def test_a_question_asked_twice_has_equal_rows_and_so_has_one_that_was_forgotten(name):
    first = ask(view("demo"), name)
    second = ask(view("demo"), name)
    queries.forget()

    assert first == second == ask(view("demo"), name)
    assert first != []


def test_a_caller_that_empties_its_list_leaves_the_kept_answer_whole():
    first = ask(view("demo"), "places.chains")
    held = list(first)
    first.clear()
    second = ask(view("demo"), "places.chains")
    second.reverse()

    assert ask(view("demo"), "places.chains") == held != []


def test_a_row_with_other_columns_is_another_row():
    (row, *_) = ask(view("demo"), "places.chains")
    changed = row.with_(name_zh="改名")

    assert changed.name_zh == "改名"
    assert ask(view("demo"), "places.chains")[0].name_zh == row.name_zh != "改名"


def test_what_the_question_does_not_depend_on_does_not_ask_it_again():
    october = ask(view("demo", period="2026-10"), "places.chains")
    june = ask(view("demo", period="2026-06", lang="en"), "places.chains")

    assert all(one is other for one, other in zip(october, june, strict=True))


def test_another_period_another_pack_and_another_parameter_are_other_questions():
    october = ask(view("demo", period="2026-10"), "cards.figures", page="overview")
    june = ask(view("demo", period="2026-06"), "cards.figures", page="overview")
    record = ask(view("published"), "cards.figures", page="overview")

    assert [row.value for row in october] != [row.value for row in june]
    assert [row.metric_id for row in record] != [row.metric_id for row in october]
    parks, chain = (
        ask(view("published"), "pages.not_found", page=p) for p in ("parks", "overview")
    )
    assert parks != chain


def test_a_list_among_the_parameters_is_part_of_the_question():
    first, second, *_ = (row.source_id for row in ask(view("published"), "sources.cited"))
    one, both = (
        ask(view("published"), "sources.of_ids", source_ids=ids)
        for ids in ([first], [first, second])
    )

    assert (len(one), len(both)) == (1, 2)


def test_what_a_page_works_out_is_worked_out_once_a_view_and_page():
    worked = []

    def named(seen):
        worked.append(seen.period)
        return [row.with_(period=seen.period) for row in ask(seen, "places.chains")]

    october, june = view("demo", period="2026-10"), view("demo", period="2026-06")
    first, second = once(october, "overview", named), once(october, "overview", named)
    first.clear()

    assert {row.period for row in second} == {"2026-10"}
    assert {row.period for row in once(june, "overview", named)} == {"2026-06"}
    assert once(october, "overview", named) == second == once(october, "county", named)
    assert worked == ["2026-10", "2026-06", "2026-10"]


def test_an_answer_without_rows_takes_its_place_among_those_that_are_kept(monkeypatch):
    first = ask(view("demo"), "places.chains")
    monkeypatch.setattr(queries._answers, "most", len(first) + 5)
    assert ask(view("demo"), "places.chains")[0] is first[0]

    for number in range(5):
        assert ask(view("demo", chain=f"no_such_{number}"), "chain_lists.nodes") == []
    assert ask(view("demo"), "places.chains")[0] is not first[0]


def test_the_same_edition_in_another_folder_is_another_one(tmp_path, monkeypatch):
    loaded = []
    for name in ("a.xlsx", "b.xlsx"):
        monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / name.removesuffix(".xlsx")))
        number = load(tmp_path, name, output("2026-09-30  90")).edition
        loaded += [row.file_name for row in ask(View(pack=CITY, edition=number), "loads.all")]

    assert loaded == ["a.xlsx", "b.xlsx"]


def test_what_a_page_works_out_of_figures_is_not_worked_out_again_after_a_step():
    worked = []

    def work(seen: View):
        worked.append(seen.ledger)
        return ask(seen, "places.chains")

    before, after = view("demo"), replace(view("demo"), ledger=7, ledger_mark="h", matter="task-1")

    assert once(before, "chain", work) == once(after, "chain", work)
    assert worked == [0]
