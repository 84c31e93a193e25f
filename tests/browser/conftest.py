"""One board and one browser for all the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import screen, servers

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = screen.launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def board(packs: Path) -> Iterator[str]:
    """The address of the board, both packs built."""
    with servers.running(packs) as address:
        yield address


@pytest.fixture(scope="session")
def visited(chromium: Browser, board: str) -> Iterator[BrowserContext]:
    """A browser that has been here before: it has the fonts and scripts, no view of its own."""
    context = chromium.new_context(**screen.CLEAN, base_url=board)
    yield context
    context.close()


@pytest.fixture
def screens(chromium: Browser, board: str) -> Iterator[screen.NewScreen]:
    """Makes screens, each in a clean browser of its own; afterwards no other host was asked."""
    with screen.guarded(chromium, board) as new:
        yield new


@pytest.fixture
def page(visited: BrowserContext, board: str) -> Iterator[Page]:
    """A new page, in a browser that has been here before; afterwards no other host was asked."""
    with screen.watched() as watch:
        page = watch(visited.new_page(), board)
        page.set_viewport_size(screen.CLEAN["viewport"])
        yield page
        page.close()
