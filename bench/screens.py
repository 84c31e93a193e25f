"""Headless Chromium, and one screen a page with the clock of page_clock.js in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

CLOCK = (Path(__file__).parent / "page_clock.js").read_text(encoding="utf-8")
SIZE = {"width": 1920, "height": 1080}
SERVER_IS_QUIET = """(words) => location.search.includes(words)
  && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"""
BROWSER_IS_QUIET = "() => new Promise((ready) => requestIdleCallback(() => ready(), { timeout: 1000 }))"


def chromium() -> str:
    """Where Chromium lies: CHROMIUM, or the one on the path."""
    found = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    assert found is not None, "Chromium is missing; scripts/test-browser.sh says how to get it"
    return found


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser of its own with an empty profile."""
    options = ["--no-sandbox", "--disable-gpu"]
    started = playwright.chromium.launch(executable_path=chromium(), args=options)
    try:
        yield started
    finally:
        started.close()


def screen(window: Browser) -> Page:
    """An empty page with the clock, in a profile of its own."""
    page = window.new_context(viewport=SIZE, locale="zh-CN").new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(CLOCK)
    return page


def opened(page: Page, address: str, expected: dict[str, Any]) -> float:
    """Milliseconds from the start of the navigation until everything has been drawn."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate("(expected) => bench.opening(expected)", expected))


def clicked(page: Page, selector: str, expected: dict[str, Any]) -> dict[str, float]:
    """Milliseconds from a click until everything has been drawn: total, and inside plotly.js."""
    page.evaluate("(expected) => { bench.arm(expected); }", expected)
    page.click(selector)
    return dict(page.evaluate("() => bench.time"))


def settle(page: Page, words: str = "") -> None:
    """Wait until neither the board's server nor the browser has anything left to do.

    words  what the address must contain by then; "" for a page without Streamlit
    """
    if words:
        page.wait_for_function(SERVER_IS_QUIET, arg=words)
    page.evaluate(BROWSER_IS_QUIET)
