"""The headings over groups of panels: on the screen, on slides, and gone with their panels."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.screen import opened

BELOW = """
() => [...document.querySelectorAll(".cb-group")].map(
  (heading) => [heading.textContent, heading.nextElementSibling.dataset.panel])
"""


def test_each_heading_stands_over_the_first_panel_that_is_shown_of_its_group(page: Page):
    opened(page, "/chain?pack=demo&lang=zh&chain=petrochem")

    assert page.evaluate(BELOW) == [
        ["补短板", "chain_map"],
        ["找差距", "output_trend"],
        ["强突破", "chain_investment"],
    ]


def test_a_heading_whose_first_panel_is_left_out_stands_over_the_next(page: Page):
    opened(page, "/chain?pack=published&lang=zh&chain=tourism")

    below = dict(page.evaluate(BELOW))
    assert "chain_map" not in below.values()
    assert all(page.locator(f"[data-panel={name}]").is_visible() for name in below.values())


def test_a_slide_says_the_heading_of_its_group(page: Page):
    page.set_viewport_size({"width": 1920, "height": 1080})
    opened(page, "/chain?pack=demo&lang=zh&chain=petrochem&theme=projector&slides=chain_map")

    slide = page.locator("[data-slide=chain_map]").first
    assert (slide.locator(".cb-measure").text_content() or "").startswith("补短板 · ")
    assert page.locator(".cb-group").count() == 0
