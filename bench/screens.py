"""Headless Chromium, and screens with the clock of page_clock.js in them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from bench import content
from bench.content import Subject
from chainboard.board import address
from chainboard.view import View

CLOCK = (Path(__file__).parent / "page_clock.js").read_text(encoding="utf-8")
SIZE = {"width": 1920, "height": 1080}
OPTIONS = ["--no-sandbox", "--disable-gpu"]
SERVER_IS_QUIET = """([axis, choice]) =>
  (new URLSearchParams(location.search).get(axis) ?? "all") === choice
  && document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning" """
BROWSER_IS_QUIET = (
    "() => new Promise((ready) => requestIdleCallback(() => ready(), { timeout: 1000 }))"
)


@dataclass(frozen=True)
class Took:
    """Milliseconds from an event to the drawn frame, and those of them inside plotly.js."""

    total: float
    plotly: float


@dataclass(frozen=True)
class Opened:
    """Milliseconds from the start of the navigation until the words of the first panel have been
    painted, and until all panels have been drawn."""

    words: float
    drawn: float


@dataclass(frozen=True)
class Screen:
    """A page by the board or one of its rivals, in a window of its own.

    name  board, static or dash
    """

    name: str
    subject: Subject
    page: Page

    def opened(self, url: str, shown: View) -> Opened:
        """How long it takes from the start of the navigation until a view has been drawn."""
        self.page.goto(url, wait_until="commit")
        wanted = self.expected(shown)
        return Opened(*self.page.evaluate("(expected) => bench.opening(expected)", wanted))

    def slow_down(self, times: int) -> None:
        """Make the browser's processor so many times slower, as an old office machine's is."""
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def timed(self, act: Callable[[], None], event: str, shown: View) -> Took:
        """How long it takes from the event that the act causes until a view has been drawn."""
        self.page.bring_to_front()
        wanted = [self.expected(shown), event]
        self.page.evaluate("([expected, event]) => { bench.arm(expected, event); }", wanted)
        act()
        return Took(**self.page.evaluate("() => bench.time"))

    def clicked(self, choice: str) -> Took:
        """How long a click on a choice of the page's own selector takes."""
        button = f"button[data-{self.subject.axis}='{choice}']"
        shown = content.view(self.subject, choice)
        return self.timed(lambda: self.page.click(button), "click", shown)

    def settle(self, choice: str) -> None:
        """Wait until neither the board's server nor the browser has anything left to do."""
        if self.name == "board":
            self.page.wait_for_function(SERVER_IS_QUIET, arg=[self.subject.axis, choice])
        self.page.evaluate(BROWSER_IS_QUIET)

    def expected(self, shown: View) -> dict[str, Any]:
        """What must stand on this screen; the board must carry its marks as well."""
        mark = {"view": address.mark(shown)} if self.name == "board" else {}
        return {**content.expected(self.subject, shown), **mark}


def chromium() -> str:
    """Where Chromium lies: CHROMIUM, or the one on the path."""
    found = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    assert found is not None, "Chromium is missing: run scripts/test-browser.sh"
    return found


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser with an empty profile."""
    started = playwright.chromium.launch(executable_path=chromium(), args=OPTIONS)
    try:
        yield started
    finally:
        started.close()


def screen(name: str, subject: Subject, window: Browser) -> Screen:
    """An empty page with the clock in it."""
    page = window.new_context(viewport=SIZE, locale="zh-CN").new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(CLOCK)
    return Screen(name, subject, page)
