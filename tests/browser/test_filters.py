"""The selectors that need the server: county, period and basis."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.screen import choose, drawn, mark, opened, settled


def test_a_county_is_chosen_and_the_chain_stays(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    page.locator("[data-chain=apple]").click()
    drawn(page, mark("apple"))
    before = screen.panel_texts(page)

    choose(page, "county", "环县")

    drawn(page, mark("apple", "621022"))
    assert screen.chosen_chain(page) == "apple"
    assert screen.parameters(page).items() >= {"chain": "apple", "county": "621022"}.items()
    assert screen.panel_texts(page)["chain_cards"] != before["chain_cards"]


def test_a_period_is_chosen_and_chain_and_county_stay(page: Page):
    opened(page, "/chain?chain=petrochem&county=621022&pack=demo&lang=zh")

    choose(page, "year", "2023年")

    drawn(page, mark("petrochem", "621022", "2023"))
    asked = {"chain": "petrochem", "county": "621022", "period": "2023"}
    assert screen.parameters(page).items() >= asked.items()


def test_the_basis_is_chosen_and_the_trend_shows_single_months(page: Page):
    opened(page, "/chain?chain=petrochem&pack=demo&lang=zh")
    before = screen.panel_texts(page)["output_trend"]

    choose(page, "basis", "当月")
    page.wait_for_url(re.compile("basis=month"))
    settled(drawn(page, mark("petrochem")))

    page.wait_for_function(
        "(before) => document.querySelector('[data-panel=output_trend]').textContent !== before",
        arg=before,
    )
    assert screen.chosen_chain(page) == "petrochem"


def test_the_whole_city_can_be_chosen_again(page: Page):
    opened(page, "/chain?chain=petrochem&county=621022&pack=demo&lang=zh")

    choose(page, "county", "全市")

    drawn(page, mark("petrochem"))


@pytest.mark.parametrize("pack", screen.PACKS)
def test_after_a_filter_every_chain_is_switched_to_with_that_filter(page: Page, pack: str):
    opened(page, f"/chain?pack={pack}&lang=zh")
    choose(page, "county", "环县")
    drawn(page, mark("energy", "621022"))

    for chain in ("petrochem", "apple", "low_altitude"):
        page.locator(f"[data-chain={chain}]").click()
        drawn(page, mark(chain, "621022"))
