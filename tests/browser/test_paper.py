"""A page printed on A4, upright and across: nothing beyond the margins, each page says what it is."""

from __future__ import annotations

from io import BytesIO

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTPage
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.screen import opened

MM = 72 / 25.4  # points
SIDE, TOP, BOTTOM = 12 * MM, 14 * MM, 18 * MM  # the margins that paper.css sets
CLOSING = "，。、；：）」』】》”’"  # in the left half of their square
SIZES = {"upright": (595, 842), "across": (842, 595)}


def printed(page: Page, way: str) -> list[LTPage]:
    """The pages of the PDF that the browser prints of what it shows."""
    made = page.pdf(format="A4", landscape=way == "across", print_background=True)
    return list(extract_pages(BytesIO(made)))


def letters(part: LTContainer) -> list[LTChar]:
    """The letters of a part that stand upright: the watermark is turned, and may reach further."""
    found: list[LTChar] = []
    for one in part:
        if isinstance(one, LTChar):
            found += [one] if one.upright and one.get_text().strip() else []
        elif isinstance(one, LTContainer):
            found += letters(one)
    return found


def foot(sheet: LTPage) -> str:
    """What stands below the lower margin, without blanks."""
    low = [one for one in letters(sheet) if one.y1 < BOTTOM]
    low.sort(key=lambda one: (-round(one.y0), one.x0))
    return "".join(one.get_text().strip() for one in low)


def beyond(sheet: LTPage) -> str:
    """The letters that reach beyond a margin; those of the foot may be below."""
    return "".join(
        one.get_text()
        for one in letters(sheet)
        if one.x0 < SIDE - 1 or end(one) > sheet.width - SIDE + 1 or one.y1 > sheet.height - TOP + 1
    )


def end(letter: LTChar) -> float:
    """Where a letter ends; of a mark that closes, at the end of a line, its left half is all."""
    whole = float(letter.x1)
    return (letter.x0 + whole) / 2 if letter.get_text() in CLOSING else whole


@pytest.mark.sample(2)
@pytest.mark.parametrize("way", SIZES)
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
@pytest.mark.parametrize("name", screen.PAGES)
def test_paper_holds_all_words_between_its_margins_and_numbers_its_pages(
    page: Page, name: str, pack: str, lang: str, way: str
):
    opened(page, f"/{name}?pack={pack}&lang={lang}")
    stamp = page.locator(".cb-stamp").text_content() or ""

    sheets = printed(page, way)

    for number, sheet in enumerate(sheets, start=1):
        assert (sheet.width, sheet.height) == pytest.approx(SIZES[way], abs=2)
        assert beyond(sheet) == ""
        count = f"{number}/{len(sheets)}"
        assert count in foot(sheet)
        assert stamp.replace(" ", "") in foot(sheet).replace(count, "")
        assert len(letters(sheet)) > len(foot(sheet)), "an empty page"


def test_headings_of_a_long_table_stand_on_each_of_its_pages(page: Page):
    opened(page, "/about?pack=demo&lang=en")
    heads = page.locator("[data-panel=dictionary] th").all_text_contents()
    wanted = "".join(heads[:2]).replace(" ", "")

    sheets = printed(page, "across")

    tops = []
    for sheet in sheets[1:4]:
        top = max(one.y0 for one in letters(sheet))
        line = [one for one in letters(sheet) if one.y0 > top - 2]
        tops.append("".join(one.get_text() for one in sorted(line, key=lambda one: one.x0)))
    assert all(wanted in top for top in tops)


def test_figures_are_as_wide_as_the_paper_and_as_the_screen_again(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    page.evaluate(
        """() => { window.widths = [];
          matchMedia("print").addEventListener("change", () => window.widths.push(
            [...document.querySelectorAll(".cb-figure")].map((box) =>
              box.clientWidth - box.querySelector(".main-svg").getBoundingClientRect().width))); }"""
    )

    for way in SIZES:
        printed(page, way)

    gaps = page.evaluate("window.widths")
    assert len(gaps) == 4
    assert all(abs(gap) <= 1 for one in gaps for gap in one)
