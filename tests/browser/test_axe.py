"""axe-core finds nothing on any page (WCAG 2.2 A and AA and its best practices)."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.screen import opened


def violations(page: Page, but: str = "") -> dict[str, list[Any]]:
    """Rule → the elements that break it, outside of those that are not ours to change (but)."""
    found = Axe().run(page, {"exclude": [[but]]} if but else None).response["violations"]
    return {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found}


@pytest.mark.sample(4)
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
@pytest.mark.parametrize("name", screen.PAGES)
def test_a_page_breaks_no_rule(page: Page, name: str, pack: str, lang: str):
    opened(page, f"/{name}?pack={pack}&lang={lang}")

    assert violations(page) == {}


@pytest.mark.sample(4)
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("name", screen.PAGES)
def test_a_page_on_the_projector_breaks_no_rule(page: Page, name: str, lang: str):
    page.set_viewport_size({"width": 1920, "height": 1080})

    opened(page, f"/{name}?pack=demo&lang={lang}&theme=projector")

    assert violations(page) == {}


@pytest.mark.parametrize("tool", ["table", "definition"])
def test_a_dialog_breaks_no_rule(page: Page, tool: str):
    opened(page, "/chain?pack=published&lang=zh")

    page.locator(f"[data-panel=chain_cards] [data-tool={tool}]").click()
    page.wait_for_selector("dialog[open]")

    assert violations(page) == {}


def test_opened_tiles_and_a_narrow_screen_break_no_rule(page: Page):
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, "/chain?pack=demo&lang=zh")

    page.locator("[data-panel=chain_map] .cb-tile").first.click()

    assert violations(page) == {}
