"""On paper: the panels, and nothing that only works on a screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import screen
from tests.browser.screen import opened

NOT_ON_PAPER = (
    ".st-key-frame",
    ".st-key-filters",
    ".cb-options",
    ".cb-tools",
    "[data-tool]",
    "[data-chain]",
)


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", screen.PAGES)
def test_a_printed_page_has_its_panels_and_no_tools_or_selectors(page: Page, name: str):
    opened(page, f"/{name}?pack=demo&lang=zh")

    page.emulate_media(media="print")

    for selector in NOT_ON_PAPER:
        assert [part for part in page.locator(selector).all() if part.is_visible()] == []
    assert all(panel.is_visible() for panel in page.locator("[data-panel] h2").all())
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".cb-banner")).to_be_visible()
    expect(page.locator(".cb-stamp")).to_be_visible()


def test_a_printed_table_is_whole_and_not_a_window_with_a_bar(page: Page):
    opened(page, "/about?pack=demo&lang=zh")

    page.emulate_media(media="print")

    cut = page.locator(".cb-tablebox").evaluate_all(
        "(boxes) => boxes.filter((box) => box.scrollHeight > box.clientHeight + 1).length"
    )
    assert cut == 0


A4 = 297 - 14 - 18  # millimetres between the margins of a page


def test_the_sheet_for_who_comes_to_look_is_one_page(page: Page):
    """It stands unbroken on one sheet: nothing of it is long enough to be broken."""
    opened(page, "/schedule?pack=demo&lang=zh")
    page.set_viewport_size({"width": round((210 - 24) * 96 / 25.4), "height": 900})

    page.emulate_media(media="print")

    sheet = page.locator("[data-panel=inspection]")
    assert sheet.evaluate("(panel) => getComputedStyle(panel).breakInside") == "avoid"
    assert sheet.evaluate("(panel) => panel.getBoundingClientRect().height") < A4 * 96 / 25.4
