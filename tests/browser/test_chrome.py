"""What stands above the panels takes little of the screen, and all of it can be reached."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import screen
from tests.browser.screen import opened

WIDTHS = (390, 1366, 1440, 1920, 2560)
MOST = {390: 150}  # pixels above the first panel; on a desk:
MOST_ON_A_DESK = 170
PHONE = {"width": 390, "height": 844}

ABOVE = """
() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const row = [...document.querySelectorAll(".st-key-filters input, .cb-searchbox, .cb-menu summary")]
    .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
  return {
    above: document.querySelector("[data-panel]").getBoundingClientRect().top + main.scrollTop,
    apart: Math.max(...row.map((box) => box.top)) - Math.min(...row.map((box) => box.top)),
    sideways: main.scrollWidth > main.clientWidth,
  };
}
"""
SMALL = """
(least) => [...document.querySelectorAll(
    ".st-key-frame a, .cb-menu summary, .cb-find :is(input, button), .cb-top :is(button, a.cb-button), .cb-options button")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < least || box.width < 24)
  .map(([words, box]) => `${words} ${box.width} x ${box.height}`)
"""

# Of the links of the frame: how many lines they take, and which stand on one another.
ON_ONE_ANOTHER = """
() => {
  const links = [...document.querySelectorAll(".st-key-frame a")].filter((link) => link.checkVisibility())
    .map((link) => [link.textContent, link.getBoundingClientRect()]);
  const lap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const tops = new Set(links.map(([, box]) => Math.round(box.top / 12)));
  return [tops.size, links.flatMap(([words, box], i) => links.slice(i + 1).filter(([, other]) => lap(box, other)).map(([others]) => `${words} on ${others}`))];
}
"""


@pytest.mark.sample(4)
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
@pytest.mark.parametrize("name", ["", "chain", "county", "investment", "parks"])
def test_one_row_of_filters_and_search_and_little_else_stands_above_the_panels(
    page: Page, name: str, pack: str, lang: str
):
    opened(page, f"/{name}?pack={pack}&lang={lang}")

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        head = page.evaluate(ABOVE)

        assert head["above"] <= MOST.get(width, MOST_ON_A_DESK), width
        assert head["apart"] <= 10, width
        assert not head["sideways"], width
        assert page.evaluate(SMALL, 32 if width == 390 else 24) == []


def test_a_phone_folds_pages_and_filters_and_opens_them_with_the_keyboard(page: Page):
    page.set_viewport_size(PHONE)
    opened(page, "/chain?pack=demo&lang=zh")
    pages, filters = page.locator(".st-key-frame a").first, page.locator(".st-key-filters")
    expect(pages).to_be_hidden()
    expect(filters).to_be_hidden()

    page.locator(".cb-menu summary").focus()
    page.keyboard.press("Enter")

    expect(pages).to_be_visible()
    expect(filters).to_be_visible()
    expect(page.locator(".cb-searchbox")).to_be_visible()


def test_a_phone_keeps_the_tools_behind_one_button_and_says_that_data_are_made_up(page: Page):
    page.set_viewport_size(PHONE)
    opened(page, "/chain?pack=demo&lang=zh")
    copy, more = page.locator("[data-tool=copy]"), page.locator(".cb-more")
    expect(copy).to_be_hidden()

    more.press("Enter")
    expect(copy).to_be_visible()
    expect(more).to_have_attribute("aria-expanded", "true")
    copy.press("Escape")
    expect(copy).to_be_hidden()
    expect(more).to_be_focused()

    page.locator(".cb-demochip").click()
    expect(page.locator(".cb-banner")).to_contain_text("数值由程序生成")


def test_a_chosen_button_of_the_row_is_brought_into_sight(page: Page):
    page.set_viewport_size(PHONE)

    opened(page, "/chain?chain=low_altitude&pack=demo&lang=zh")

    expect(page.locator("[data-chain=low_altitude]")).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("width", [1000, 1200])
def test_pages_and_packs_on_two_lines_stand_on_nothing_of_one_another(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})

    opened(page, "/?pack=demo&lang=en")

    lines, overlaps = page.evaluate(ON_ONE_ANOTHER)
    assert lines == 2
    assert overlaps == []
