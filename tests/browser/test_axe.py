"""axe-core finds nothing serious on any page (WCAG 2.2 A and AA and its best practices)."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.screen import opened

GRAVE = ("serious", "critical")


def violations(page: Page) -> dict[str, list[Any]]:
    """Rule → the elements that break it, for serious and critical rules; the rest is printed."""
    found = Axe().run(page).response["violations"]
    for rule in found:
        print(rule["impact"], rule["id"], [node["target"] for node in rule["nodes"]][:5])
    return {
        rule["id"]: [node["target"] for node in rule["nodes"]]
        for rule in found
        if rule["impact"] in GRAVE
    }


@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
@pytest.mark.parametrize("name", screen.PAGES)
def test_a_page_has_no_serious_violation(page: Page, name: str, pack: str, lang: str):
    opened(page, f"/{name}?pack={pack}&lang={lang}")

    assert violations(page) == {}


@pytest.mark.parametrize("tool", ["table", "definition"])
def test_a_dialog_has_no_serious_violation(page: Page, tool: str):
    opened(page, "/chain?pack=published&lang=zh")

    page.locator(f"[data-panel=chain_cards] [data-tool={tool}]").click()
    page.wait_for_selector("dialog[open]")

    assert violations(page) == {}


def test_opened_tiles_and_a_narrow_screen_have_no_serious_violation(page: Page):
    page.set_viewport_size({"width": 390, "height": 800})
    opened(page, "/chain?pack=demo&lang=zh")

    page.locator("details").evaluate_all("(tiles) => tiles.forEach((tile) => { tile.open = true })")

    assert violations(page) == {}
