"""What the pages say first: each clause opens its panel, and floating bars are whole on a phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.screen import opened

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}

# How many bars of the panel of increments stand out of their chart, or have no width at all.
CUT = """
() => {
  const chart = document.querySelector("[data-panel=drivers] .cb-figure.js-plotly-plot");
  const room = chart.querySelector(".nsewdrag").getBoundingClientRect();
  return [...chart.querySelectorAll(".bars .point path")].map((bar) => bar.getBoundingClientRect())
    .filter((bar) => bar.right > room.right + 1 || bar.left < room.left - 1 || !bar.width).length;
}
"""


def test_a_clause_of_the_headline_opens_the_panel_it_was_read_from(page: Page):
    page.set_viewport_size(DESK)
    opened(page, "/?pack=demo&lang=zh")
    clause = page.locator("[data-panel=headline] h2 a").filter(has_text="落后序时进度").first

    clause.click()

    expect(page.locator("[data-panel=targets] h2")).to_be_focused()
    expect(page.locator("[data-panel=targets] h2")).to_be_in_viewport()


def test_on_a_slide_a_clause_turns_to_the_slide_of_its_panel(page: Page):
    opened(page, "/?pack=demo&lang=zh&theme=projector")
    page.keyboard.press("PageDown")

    page.locator(".cb-slide.cb-now .cb-prose a").first.click()

    expect(page.locator(".cb-slide.cb-now")).to_have_attribute("data-slide", "kpi_cards")


def test_the_cards_stand_on_the_first_screen_below_the_headline(page: Page):
    page.set_viewport_size(DESK)
    opened(page, "/?pack=demo&lang=zh")

    for number in range(3):
        box = page.locator("[data-panel=kpi_cards] .cb-card").nth(number).bounding_box()
        assert box is not None and box["y"] + box["height"] <= DESK["height"]


def test_bars_that_float_are_whole_on_a_phone(page: Page):
    page.set_viewport_size(PHONE)
    for address in ("/?pack=demo", "/chain?pack=demo&chain=petrochem"):
        opened(page, f"{address}&lang=zh")
        page.locator("[data-panel=drivers]").scroll_into_view_if_needed()
        page.wait_for_function(
            "() => document.querySelector('[data-panel=drivers] .js-plotly-plot .bars .point path')"
        )
        assert page.evaluate(CUT) == 0, address
