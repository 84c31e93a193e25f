"""A browser's screen in a test: opened at an address, read by the marks the board sets."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

PACKS = ("published", "demo")
LANGUAGES = ("zh", "en")
# "" is the overview. /access is there in the office alone: tests/browser/test_office.py.
PAGES = (
    "", "chain", "county", "benchmark", "investment", "parks", "schedule", "meeting", "experience",
    "intake", "about", "audit",
)  # fmt: skip

DRAWN = """
(view) => {
  const panels = [...document.querySelectorAll("[data-panel]")];
  const shown = panels.map((panel) => panel.dataset.view);
  return panels.length > 0 && !document.getElementById("cb-first")
    && shown.every((mark) => (view ? mark === view : mark));
}
"""
PANEL_TEXTS = """
() => Object.fromEntries([...document.querySelectorAll("[data-panel]")].map(
  (panel) => [panel.dataset.panel, panel.textContent]))
"""

REPORTS = """
document.addEventListener("securitypolicyviolation",
  (event) => window.reported(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""

NewScreen = Callable[..., Page]
CLEAN: dict[str, Any] = {"locale": "zh-CN", "viewport": {"width": 1400, "height": 900}}
PATIENCE = 30_000  # ms until a mark that does not come is a failure
ANOTHER_NAME = "evil.test"  # leads to this machine too, as a name can that somebody else owns


def launched(playwright: Playwright) -> Browser:
    """Debian's Chromium (or the one CHROMIUM names), which can reach nothing but this machine.

    Its headless shell draws the same pages; the whole program opens a window of its own for each
    page, which costs as much again.
    """
    return playwright.chromium.launch(
        executable_path=shutil.which(os.environ.get("CHROMIUM", "chromium-headless-shell")),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            f"--host-resolver-rules=MAP {ANOTHER_NAME} 127.0.0.1 , MAP * ~NOTFOUND , "
            "EXCLUDE 127.0.0.1",
        ],
    )


@contextmanager
def guarded(browser: Browser, server: str) -> Iterator[NewScreen]:
    """A maker of screens in clean browsers. At the end it stands as watched() says."""
    contexts: list[BrowserContext] = []
    with watched() as watch:

        def new(at: str = server, **options: Any) -> Page:
            contexts.append(browser.new_context(**{**CLEAN, "base_url": at, **options}))
            return watch(contexts[-1].new_page(), at)

        yield new
        for context in contexts:
            context.close()


@contextmanager
def watched() -> Iterator[Callable[[Page, str], Page]]:
    """Watches pages: at the end, none asked another host, no script of theirs failed, and the
    browser kept none of them from anything."""
    asked: list[str] = []
    faults: list[str] = []
    reports: list[str] = []
    hosts = {""}  # data: and blob: have none

    def watch(page: Page, server: str) -> Page:
        hosts.add(urlsplit(server).netloc)
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.expose_function("reported", lambda report: reports.append(report))
        page.add_init_script(REPORTS)
        return page

    yield watch
    others = [url for url in asked if urlsplit(url).netloc not in hosts]
    assert others == [], "another host was asked"
    assert faults == [], "a script of the page failed"
    assert reports == [], "the page was kept from something by its policy"


def opened(page: Page, address: str, view: str = "") -> Page:
    """The page at an address, all its panels drawn (with that view, where one is given)."""
    page.goto(address)
    return drawn(page, view)


def drawn(page: Page, view: str = "") -> Page:
    """The page when every panel carries the mark of the view, or of any view, in Streamlit's frame."""
    page.wait_for_function(DRAWN, arg=view)
    return page


def settled(page: Page) -> Page:
    """The page when the server's script has ended."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    return page


def mark(chain: str = "energy", county: str = "all", period: str = "latest") -> str:
    """The data-view mark of a view."""
    return f"chain={chain}&county={county}&period={period}"


def marks(page: Page) -> set[str | None]:
    """The different data-view marks on the page."""
    panels = page.locator("[data-panel]").all()
    return {panel.get_attribute("data-view") for panel in panels}


def parameters(page: Page) -> dict[str, str]:
    """The parameters in the page's address."""
    return dict(parse_qsl(urlsplit(page.url).query))


def panel_texts(page: Page) -> dict[str, str]:
    """Name of each panel → all its words, those in charts too."""
    found: dict[str, str] = page.evaluate(PANEL_TEXTS)
    return found


def chosen_chain(page: Page) -> str | None:
    """The chain whose button is pressed."""
    return page.locator('[data-chain][aria-checked="true"]').get_attribute("data-chain")


def chosen_filter(page: Page, name: str) -> str:
    """The words that a selector (county, period, basis) shows."""
    return page.locator(f".st-key-filter_{name} input").input_value()


def choose(page: Page, name: str, words: str) -> None:
    """Choose an option of a selector by typing its words, as a person does."""
    page.locator(f".st-key-filter_{name} input").fill(words)
    page.get_by_role("option", name=words, exact=True).click()


def chains(page: Page) -> list[str]:
    """The chains that have a button, in their order."""
    buttons = page.locator("button[data-chain]").all()
    return [button.get_attribute("data-chain") or "" for button in buttons]
