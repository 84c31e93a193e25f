"""The address of a view: every parameter read, refused with words, and written back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from chainboard.board import address
from chainboard.packs import DEMO
from chainboard.page import AXES
from chainboard.view import View, period_of

KNOWN = {
    "chain": frozenset({"petrochem", "digital"}),
    "county": frozenset({"621002", "621022"}),
    "park": frozenset({"p1"}),
    "node": frozenset({"petrochem.fine"}),
    "compare": frozenset({"digital", "621022"}),
    "measure": frozenset({"tax"}),
    "period": frozenset({"2024", "2024-09", "2026-10"}),
}
START = View(pack=DEMO, edition=3, chain="petrochem", lang="zh")
FILTERS = tuple(name for name, axis in AXES.items() if not axis.of_acts)
OF_ACTS = tuple(name for name, axis in AXES.items() if axis.of_acts)


def read(**parameters: str) -> tuple[View, tuple[str, ...]]:
    return address.read(parameters, START, KNOWN)


def test_every_parameter_reaches_the_view():
    asked = {
        "chain": "digital",
        "county": "621022",
        "park": "p1",
        "node": "petrochem.fine",
        "period": "2024-09",
        "basis": "month",
        "map": "tiles",
        "theme": "projector",
    }

    view, messages = read(**asked)
    assert {name: getattr(view, name) for name in asked} == asked
    assert messages == ()


@pytest.mark.parametrize("name", OF_ACTS)
def test_what_acts_are_chosen_by_is_read_on_their_page_alone(name):
    known = {**KNOWN, name: frozenset({"2026-09"})}

    view, messages = address.read({name: "2026-09"}, START, known)
    assert (getattr(view, name), messages) == ("2026-09", ())
    view, (message,) = address.read({name: "nobody"}, START, known)
    assert getattr(view, name) == "" and "nobody" in message
    assert address.read({name: "2026-09"}, START, KNOWN) == (START, ())


def test_slides_are_read_in_their_order_each_once_and_others_are_said():
    known = frozenset({"targets", "chains"})

    assert address.slides("chains,targets,chains", known, "zh") == (("chains", "targets"), ())
    assert address.slides("", known, "zh") == ((), ())
    names, messages = address.slides("nowhere, targets,x", known, "zh")
    assert names == ("targets",)
    assert messages == ("地址中的幻灯片“nowhere, x”不存在，已略去。",)


def test_a_view_written_and_read_again_is_the_same_view():
    view = replace(START, chain="digital", county="621022", period="2024Q3", basis="month")

    again, messages = address.read(address.parameters(view), START, KNOWN)
    assert (again, messages) == (view, ())


def test_a_step_of_the_chain_written_and_read_again_is_the_same_view():
    view = replace(START, node="petrochem.fine")

    assert address.parameters(view)["node"] == "petrochem.fine"
    assert address.read(address.parameters(view), START, KNOWN) == (view, ())


def test_an_address_says_pack_edition_and_language_and_only_what_was_chosen():
    assert address.parameters(START) == {
        "chain": "petrochem",
        "pack": "demo",
        "edition": "3",
        "lang": "zh",
    }


@pytest.mark.parametrize("name", FILTERS)
def test_an_unknown_value_is_told_and_leaves_the_default(name):
    view, (message,) = read(**{name: "nowhere"})

    assert view == START
    assert "“nowhere”" in message and "默认视图" in message


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize(
    "value",
    ["'; drop table observation; --", "<script>alert(1)</script>", "a" * 10_000, "\u202e环县"],
)
def test_a_hostile_value_is_told_and_leaves_the_default(name, value):
    view, (message,) = read(**{name: value})

    assert view == START
    assert len(message) < 120


def test_one_bad_value_does_not_take_the_good_ones_with_it():
    view, messages = read(chain="digital", county="999999", period="1999")

    assert (view.chain, view.county, view.period) == ("digital", "all", "")
    assert len(messages) == 2


@pytest.mark.parametrize("period", ["2024", "2024-12", "2024Q4", "2024Q3", "2024-09", "2026-10"])
def test_a_period_with_figures_can_be_asked_for_in_each_of_its_names(period):
    assert read(period=period)[0].period == period


@pytest.mark.parametrize(
    "period", ["2024-13", "2024Q5", "24", "2024-9", "2024-00", "2023", "20244", "2024Q", " 2024"]
)
def test_a_period_that_is_none_or_has_no_figure_is_told(period):
    view, messages = read(period=period)

    assert (view.period, len(messages)) == ("", 1)


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_reading_of_an_address(text):
    view, messages = address.read(dict.fromkeys(FILTERS, text), START, KNOWN)

    assert isinstance(view, View)
    assert all(isinstance(message, str) for message in messages)


@pytest.mark.parametrize(
    ("asked", "browser", "lang"),
    [
        ({}, "zh-CN", "zh"),
        ({}, "zh", "zh"),
        ({}, "en-GB", "en"),
        ({}, "de", "en"),
        ({}, None, "zh"),
        ({"lang": "en"}, "zh-CN", "en"),
        ({"lang": "zh"}, "de", "zh"),
        ({"lang": "fr"}, "zh-CN", "zh"),
        ({"lang": "fr"}, "de", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_browsers(asked, browser, lang):
    assert address.language(asked, browser) == lang


def test_a_message_is_in_the_language_of_the_view():
    _, (message,) = address.read({"chain": "oil"}, replace(START, lang="en"), KNOWN)

    assert "oil" in message and not any("\u4e00" <= letter <= "\u9fff" for letter in message)


def test_the_mark_of_a_panel_names_its_filters_in_their_order():
    assert address.mark(View(chain="petrochem")) == "chain=petrochem&county=all&period=latest"
    asked = View(chain="petrochem", county="621022", period="2024")
    assert address.mark(asked) == "chain=petrochem&county=621022&period=2024"


def test_december_is_written_as_the_year():
    assert period_of(date(2024, 12, 31)) == "2024"
    assert period_of(date(2024, 9, 30)) == "2024-09"
