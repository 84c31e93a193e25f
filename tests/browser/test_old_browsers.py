"""A browser below the floor of the README gets a plain message, every other one none."""

from __future__ import annotations

import pytest

from tests.browser.screen import NewScreen, opened

WITHOUT = {
    "color-mix": "CSS.supports = () => false",
    "CSS.supports": "delete CSS.supports; CSS.supports = undefined",
    "ElementInternals": "delete window.ElementInternals",
}


@pytest.mark.parametrize("feature", WITHOUT)
def test_a_browser_below_the_floor_is_told_which_ones_work(screens: NewScreen, feature: str):
    page = screens()
    page.add_init_script(WITHOUT[feature])

    page.goto("/", wait_until="domcontentloaded")

    told = page.locator("#cb-floor")
    assert told.is_visible()
    assert "Safari 16.4 以上" in told.inner_text() and "Firefox 113" in told.inner_text()


def test_a_browser_above_the_floor_hears_nothing_of_it(screens: NewScreen):
    page = screens()

    opened(page, "/about?pack=demo&lang=zh")

    assert not page.locator("#cb-floor").is_visible()
