"""The code of a panel: what it says comes back, and what is mistyped is never another panel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from chainboard import packs
from chainboard.navigation import pages, questions
from chainboard.page import AXES
from chainboard.sheet import code as codes
from chainboard.sheet.code import (
    ALIKE,
    LETTERS,
    Mistyped,
    code,
    has_codes,
    letters_of,
    letters_of_panel,
    near,
    read,
)
from chainboard.view import View
from chainboard.words.texts import LANGUAGES

CODED = [page for page in pages() if has_codes(page)]
ALL = [(page, each.__name__) for page in CODED for each in questions(page)]
PANELS = [(page, panel) for page, panel in ALL if panel != "code_looked_up"]
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)
PERIODS = st.one_of(
    st.integers(1950, 2060).map(str),
    st.builds("{}Q{}".format, st.integers(1950, 2060), st.integers(1, 4)),
    st.builds("{}-{:02d}".format, st.integers(1950, 2060), st.integers(1, 12)),
)
AREAS = [packs.pack_of(name) for name in ("620000", "000000", "demo-623000")]
MATTERS = st.builds("{}-{}".format, st.sampled_from(["problem", "task"]), st.integers(1, 10**8))


@st.composite
def views(draw: st.DrawFn) -> View:
    """A view of any pack and language with any choices, of names that some city may have."""
    chosen = {}
    for name in draw(st.sets(st.sampled_from(codes.CHOICES), max_size=6)):
        kinds = {"period": PERIODS, "against": PERIODS, "matter": MATTERS}
        fixed = st.sampled_from([*AXES[name].values]) if AXES[name].values else WORDS
        chosen[name] = draw(kinds.get(name, fixed))
    view = View(
        pack=draw(st.sampled_from([*packs.PACKS.values(), *AREAS])),
        edition=draw(st.integers(1, 999_999)),
        lang=draw(st.sampled_from(LANGUAGES)),
        **chosen,
    )
    if not draw(st.booleans()):
        return view
    day = draw(st.dates(date(2020, 1, 1), date(2080, 1, 1)))
    return replace(view, ledger=draw(st.integers(1, 10**6)), ledger_mark=draw(WORDS), day=day)


def of(view: View, place: int = 0) -> str:
    page, panel = PANELS[place % len(PANELS)]
    return code(page, panel, view)


# A machine that does other work draws views too slowly for Hypothesis.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(views(), st.integers(0, 999))
def test_what_a_code_says_comes_back(view, place):
    page, panel = PANELS[place % len(PANELS)]
    said = read(code(page, panel, view))

    assert (said.pack, said.edition, said.lang) == (view.pack.name, view.edition, view.lang)
    assert said.panel == letters_of_panel(page.address, panel)
    assert said.chosen == {
        name: letters_of(name, getattr(view, name))
        for name in codes.CHOICES
        if getattr(view, name) != AXES[name].default
    }
    assert said.ledger == view.ledger
    assert said.day == (view.day if view.ledger and view.day != view.as_of else None)


@given(views(), st.integers(0, 999))
def test_a_code_that_is_written_as_people_write_is_read(view, place):
    printed = of(view, place)
    careless = printed.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert read(careless) == read(f" {printed.replace('-', '－')} ") == read(printed)


@given(views(), st.integers(0, 999), st.data())
def test_one_wrong_letter_is_always_found_and_the_right_code_is_among_what_was_meant(
    view, place, data
):
    printed = of(view, place)
    letters = printed.replace("-", "")
    at = data.draw(st.integers(0, len(letters) - 1))
    wrong = data.draw(st.sampled_from([each for each in LETTERS if each != letters[at]]))
    typed = letters[:at] + wrong + letters[at + 1 :]

    with pytest.raises(Mistyped):
        read(typed)
    assert printed in near(typed)


@given(views(), st.integers(0, 999))
def test_two_neighbours_exchanged_are_always_found(view, place):
    letters = of(view, place).replace("-", "")
    for at, (one, other) in enumerate(pairwise(letters)):
        if one != other:
            typed = letters[:at] + other + one + letters[at + 2 :]
            with pytest.raises(Mistyped):
                read(typed)


@given(views(), st.integers(0, 999), st.data())
def test_of_two_neighbours_exchanged_the_right_code_is_among_what_was_meant(view, place, data):
    printed = of(view, place)
    letters = printed.replace("-", "")
    at = data.draw(st.integers(0, len(letters) - 2))

    assert printed in near(letters[:at] + letters[at : at + 2][::-1] + letters[at + 2 :])


@pytest.mark.parametrize("typed", ["", "J", "J15Z-430", "A" * 5000, "J15Z-430W-SDUB-7XN1", "数据"])
def test_what_is_no_code_is_mistyped(typed):
    with pytest.raises(Mistyped):
        read(typed)


def test_a_letter_that_no_code_has_tells_its_group():
    with pytest.raises(Mistyped) as told:
        read("J15Z-430W-SDUB-7XN1")
    assert told.value.group == 3


def test_no_two_panels_share_their_letters():
    named = {letters_of_panel(page.address, panel) for page, panel in PANELS}

    assert len(PANELS) > 90 and len(named) == len(PANELS)


def test_no_two_fixed_choices_of_an_axis_share_their_letters():
    for name in codes.CHOICES:
        values = [value for value in AXES[name].values if value]
        assert len({letters_of(name, value) for value in values}) == len(values)


def test_everything_that_a_view_of_figures_is_chosen_by_has_its_number():
    """A new axis or pack is added behind the others: the numbers of those on paper stay."""
    chosen = {name for name, axis in AXES.items() if not axis.of_acts}

    assert chosen - {"theme", "code"} == set(codes.CHOICES)
    assert {*packs.PACKS, "", "demo-"} == set(codes.PACKS)


def test_a_code_that_was_printed_is_the_same_for_ever():
    """Paper does not change: these numbers, hashes and check letters may not either."""
    page = next(page for page in CODED if page.address == "chain")
    view = View(pack=packs.DEMO, edition=300, lang="en", chain="petrochem", period="2024Q3")

    assert code(page, "output_trend", view) == "KHJC-RB28-0DR2-31ER-79"
    assert codes.CHOICES[:4] == ("chain", "county", "park", "period")


def test_a_page_that_stands_in_no_edition_or_not_for_all_has_no_codes():
    without = {page.address for page in pages() if not has_codes(page)}

    assert without == {"intake", "audit"}
    assert all(code(page, "loads", View()) == "" for page in pages() if page.address in without)


def test_a_theme_is_no_part_of_a_code():
    assert of(View(theme="projector")) == of(View())


def test_letters_that_look_alike_are_none_of_a_codes():
    assert not set("ILOU") & set(LETTERS) and "OIL".translate(ALIKE) == "011"
