"""A pack that is loaded, restored and loaded again beside an open page: the next click shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chainboard.store import editions, keeping
from tests.browser import screen, servers
from tests.store.city.sent import load, output


def shows(page: Page, figure: str) -> None:
    """Another chain is chosen, and petrochemicals again: they show this figure of output."""
    for chain in ("apple", "petrochem"):
        page.locator(f"[data-chain={chain}]").click()
        screen.drawn(page, screen.mark(chain, "621002"))
    number = editions.current("city")
    expect(page.locator(".cb-stamp").first).to_contain_text(
        f"版次 {number} ", timeout=screen.PATIENCE
    )
    cards = page.locator("[data-panel=chain_cards]")
    # A correction names the figure before it too, with a space before its unit.
    expect(cards).to_contain_text(f"{figure}亿元", timeout=screen.PATIENCE)


def test_an_open_page_shows_each_edition_at_the_next_click(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    load(tmp_path, "a.xlsx", output("2026-09-30  91.5"))
    with (
        servers.running(tmp_path / "var") as address,
        screen.guarded(chromium, address) as new,
    ):
        page = new()
        screen.opened(page, "/chain?pack=city&chain=petrochem&county=621002&lang=zh")
        shows(page, "91.50")
        copy = keeping.backup("city", tmp_path / "backups")

        load(tmp_path, "b.xlsx", output("2026-09-30  82.5"))
        shows(page, "82.50")
        keeping.restore("city", copy, force=True)
        shows(page, "91.50")
        load(tmp_path, "c.xlsx", output("2026-09-30  73.5"))
        shows(page, "73.50")
        assert editions.current("city") == 4
