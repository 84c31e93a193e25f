"""Boards of a province and of a city of it: every panel of every page, in both languages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from chainboard import queries
from chainboard.board import door
from chainboard.navigation import pages, questions
from chainboard.page import Page
from chainboard.person import AT_THE_DESK
from chainboard.scale import lake, publishing, rollup
from chainboard.sheet import Sheet
from chainboard.sheet.scope import asked
from chainboard.sheet.titles import title
from chainboard.store.demo import province
from chainboard.view import View

MONTHS = (date(2025, 10, 31), date(2026, 2, 28), date(2026, 10, 31))
SHOWN = [page for page in pages() if not page.is_internal]


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory, tree) -> Iterator[Path]:
    """The demo province and its cities, of three months."""
    var = tmp_path_factory.mktemp("province")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(var))
        patch.setenv("CHAINBOARD_FIRMS", str(var / "firms"))
        lake.fill(province.firm_rows(tree.words))
        for month in MONTHS:
            rollup.roll(month, None, tree, lambda step, percent: None)
        publishing.publish(tree, lambda area, percent: None)
        queries.forget()
        yield var
    assert os.environ.get("CHAINBOARD_VAR") != str(var)


def view(page: Page, pack: str, lang: str, *more: tuple[str, str]) -> View:
    chosen = (("chain", "petrochem"),) if "chain" in (page.switch, *page.filters) else ()
    return door.view_of(page.address, [("pack", pack), *chosen, *more], lang, AT_THE_DESK)


def shown(page: Page, seen: View) -> list[Sheet]:
    sheets = [asked(page, question, seen) for question in questions(page)]
    return [sheet for sheet in sheets if not sheet.is_left_out]


@pytest.mark.usefixtures("boards")
@pytest.mark.parametrize("pack", ["demo-620000", "demo-621000"])
@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.address)
def test_every_panel_is_drawn_in_both_languages(page, pack):
    for lang in ("zh", "en"):
        seen = view(page, pack, lang)
        for sheet in shown(page, seen):
            assert sheet.panel.finding, (page.address, sheet.panel.name)


@pytest.mark.usefixtures("boards")
@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.address)
def test_a_province_never_calls_its_prefectures_counties(page):
    """Owners and definitions are what the dictionary says of an indicator, wherever it stands."""
    zh, en = (view(page, "demo-620000", lang) for lang in ("zh", "en"))
    said = [title(page, zh)[0], *words(page, zh)]
    told = [title(page, en)[0], *words(page, en)]

    assert [each for each in said if "县（区）" in each or "全市" in each] == []
    assert [each for each in told if "ount" in each and "count" in each.lower().split()] == []
    assert [each for each in told if "counties" in each.lower()] == []


def words(page: Page, seen: View) -> list[str]:
    sheets = shown(page, seen)
    heads = [heading.label for sheet in sheets for heading in sheet.headings]
    panels = [sheet.panel for sheet in sheets]
    return [*heads, *(each for p in panels for each in (p.finding, p.measure, p.alt, *p.notes))]


@pytest.mark.usefixtures("boards")
def test_the_squares_of_a_province_are_its_prefectures_in_their_places():
    page = next(page for page in SHOWN if page.address == "overview")
    sheet = next(
        s for s in shown(page, view(page, "demo-620000", "zh")) if s.panel.name == "county_map"
    )
    (heat,) = (trace for trace in sheet.panel.body.data if trace["type"] == "heatmap")

    held = [cell for line in heat["ids"] for cell in line if cell]
    assert len(held) == 14 and "county?county=621000" in held
    assert heat["ids"][1][6] == "county?county=621000"


@pytest.mark.usefixtures("boards")
def test_a_part_that_is_chosen_is_shown_alone():
    page = next(page for page in SHOWN if page.address == "county")
    whole = view(page, "demo-620000", "zh")
    part = replace(whole, county="621000")

    cards = [
        next(s for s in shown(page, each) if s.panel.name == "county_cards")
        for each in (whole, part)
    ]
    assert cards[0].panel.finding != cards[1].panel.finding
    assert "庆阳" in cards[1].panel.finding + cards[1].panel.measure
