"""Without internet: nothing is asked of another host, and our own files come once and stay."""

from __future__ import annotations

import re
import urllib.request
from http.client import HTTPMessage

import pytest
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.screen import NewScreen, drawn, mark, opened

A_YEAR = "max-age=31536000"
LINKS = """
() => ["link[rel=stylesheet]", "link[rel=modulepreload]", "script[data-plotly]"]
  .flatMap((kind) => [...document.querySelectorAll(kind)]).map((link) => link.href || link.src)
"""


def head_of(address: str, encoding: str = "identity") -> HTTPMessage:
    asked = urllib.request.Request(address, headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.headers


def links(page: Page) -> list[str]:
    """Addresses of the sheets, scripts and modules that the page asks for at its start."""
    found: list[str] = page.evaluate(LINKS)
    return found


@pytest.mark.sample(1)
@pytest.mark.parametrize("pack", screen.PACKS)
def test_no_page_and_no_dialog_asks_another_host(screens: NewScreen, pack: str):
    page = screens()

    for name in screen.PAGES:
        opened(page, f"/{name}?pack={pack}&lang=zh")
        for tool in page.locator("[data-tool=table], [data-tool=definition]").all():
            tool.click()
            page.keyboard.press("Escape")


def test_the_fonts_come_from_this_server(screens: NewScreen):
    page = screens()
    fonts: list[str] = []
    page.on("response", lambda answer: fonts.append(answer.url) if "woff2" in answer.url else None)

    opened(page, "/chain?pack=demo&lang=zh")
    page.evaluate("document.fonts.ready")

    used = page.evaluate(
        """[...document.fonts].filter((font) => font.status === "loaded").map((f) => f.family)"""
    )
    assert any("Noto Sans SC" in family for family in used)
    assert any("/app/static/fonts/" in url for url in fonts)


def test_our_files_are_kept_for_a_year(page: Page, board: str):
    opened(page, "/chain?pack=demo&lang=zh")
    ours = [url for url in links(page) if "/board/" in url or "/app/static/" in url]

    kept = {url: head_of(url)["Cache-Control"] or "" for url in ours}

    assert {url.rsplit("/", 1)[1] for url in ours} >= {
        "board.js",
        "board.css",
        "plotly-cartesian.min.js",
        "noto-sans-sc.css",
    }
    assert {url for url, control in kept.items() if A_YEAR not in control} == set()


def test_a_font_is_kept_for_a_year(board: str):
    with urllib.request.urlopen(f"{board}/app/static/fonts/noto-sans-sc.css") as sheet:
        (first, *_) = re.findall(r"[\w.-]+\.woff2", sheet.read().decode())

    font = head_of(f"{board}/app/static/fonts/{first}")

    assert A_YEAR in font["Cache-Control"]


def test_plotly_travels_compressed(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    (plotly,) = [url for url in links(page) if url.endswith("plotly-cartesian.min.js")]

    packed, plain = head_of(plotly, "gzip"), head_of(plotly)

    assert packed["Content-Encoding"] == "gzip"
    assert plain["Content-Encoding"] is None
    assert int(packed["Content-Length"]) < int(plain["Content-Length"]) / 2


def test_a_second_visit_takes_the_board_from_the_browser(screens: NewScreen):
    page = opened(screens(), "/chain?pack=demo&lang=zh")

    page.goto("/about?pack=demo&lang=zh")
    drawn(page, mark("all"))
    taken = page.evaluate(
        """() => performance.getEntriesByType("resource")
          .filter((entry) => entry.name.includes("plotly-cartesian.min.js"))
          .map((entry) => entry.transferSize)"""
    )

    assert taken == [0]
