"""Panels come with the page itself: they stand before Streamlit has started, which takes them over."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser import screen
from tests.browser.screen import chosen_chain, drawn, mark, marks, settled

WITH_PANELS = [name for name in screen.PAGES if name not in ("intake", "audit")]
STANDING = """
() => {
  const panels = [...document.querySelectorAll("[data-panel]")];
  return document.getElementById("cb-first") && panels.length > 0 && panels.every((panel) => panel.dataset.view);
}
"""
BOXES = """
() => [...document.querySelectorAll(".cb-board *:not(svg *)")].map((part) => {
  const { x, y, width, height } = part.getBoundingClientRect();
  return [part.tagName, part.className, ...[x, y, width, height].map(Math.round)].join(" ");
})
"""
REMEMBER = """
() => { window.before = [...document.querySelectorAll("[data-panel], .js-plotly-plot")]; }
"""
THE_SAME = """
() => {
  const now = [...document.querySelectorAll("[data-panel], .js-plotly-plot")];
  return now.length === window.before.length && now.every((part, i) => part === window.before[i]);
}
"""


def before_streamlit(page: Page, address: str) -> Callable[[], None]:
    """The page with what came with it, Streamlit's script held back; calling the answer lets it go."""
    held: list[Route] = []
    page.route("**/static/js/index.*.js", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    page.wait_for_function(STANDING)

    def go_on() -> None:
        for route in held:
            route.continue_()
        page.unroute("**/static/js/index.*.js")

    return go_on


@pytest.mark.sample(3)
@pytest.mark.parametrize("width", [390, 1366, 1920])
@pytest.mark.parametrize("theme", ["light", "projector"])
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
@pytest.mark.parametrize("name", WITH_PANELS)
def test_nothing_moves_and_nothing_is_drawn_again_when_streamlit_has_started(
    page: Page, name: str, pack: str, lang: str, theme: str, width: int
):
    page.set_viewport_size({"width": width, "height": 900})
    go_on = before_streamlit(page, f"/{name}?pack={pack}&lang={lang}&theme={theme}")
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    before = page.evaluate(BOXES)
    page.evaluate(REMEMBER)

    go_on()
    settled(drawn(page))

    assert page.evaluate(THE_SAME)
    assert page.evaluate(BOXES) == before


def test_a_click_before_streamlit_has_started_is_followed_and_heard_when_it_has(page: Page):
    go_on = before_streamlit(page, "/chain?pack=demo&lang=zh")
    page.locator("[data-chain=apple]").click()
    page.wait_for_function(STANDING)
    assert marks(page) == {mark("apple")}
    page.evaluate(REMEMBER)

    go_on()

    drawn(page, mark("apple"))
    assert page.evaluate(THE_SAME)
    page.wait_for_url("**/chain?*chain=apple*")
    assert chosen_chain(page) == "apple"


def test_a_way_that_was_taken_before_streamlit_has_started_leads_there(page: Page):
    go_on = before_streamlit(page, "/?pack=demo&lang=zh")
    page.locator("[data-panel=kpi_cards] .cb-number a").first.click()

    go_on()

    page.wait_for_url(re.compile(r"/\w+\?"))
    drawn(page)


def test_who_has_scrolled_down_stays_there(page: Page):
    go_on = before_streamlit(page, "/chain?pack=demo&lang=zh")
    panel = page.locator("[data-panel]").nth(3)
    panel.scroll_into_view_if_needed()
    before = panel.bounding_box()

    go_on()
    settled(drawn(page))

    assert panel.bounding_box() == before


def test_what_has_the_keyboard_keeps_it(page: Page):
    go_on = before_streamlit(page, "/chain?pack=demo&lang=zh")
    page.locator("[data-chain=apple]").focus()

    go_on()
    settled(drawn(page))

    assert page.evaluate("() => document.activeElement.dataset.chain") == "apple"


def test_a_browser_in_another_language_gets_its_own(screens: screen.NewScreen):
    page = screens(locale="en-GB")
    before_streamlit(page, "/chain?pack=demo")

    assert page.evaluate("() => document.documentElement.lang") == "en"
    assert marks(page) == {mark()}
