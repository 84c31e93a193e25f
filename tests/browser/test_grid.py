"""Panels stand in rows without holes, and marks of the data stand beside words, never on them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import screen
from tests.browser.screen import opened

HOLES = """
() => {
  const ends = (parts) => {
    const rows = new Map();
    for (const part of parts) {
      if (!part.checkVisibility()) continue; // cards that are folded
      const box = part.getBoundingClientRect();
      rows.set(box.top, Math.max(rows.get(box.top) ?? 0, box.right));
    }
    return [...rows.values()];
  };
  return [...document.querySelectorAll(".cb-grid, .cb-cards")].flatMap((whole) =>
    ends(whole.children).filter((end) => whole.getBoundingClientRect().right - end > 2)
      .map((end) => `${whole.className} ${whole.closest("[data-panel]")?.dataset.panel ?? ""} ${end}`));
}
"""
# The mark is drawn before the words of the source: a word may stand beside it and not under it.
STAMPED = """
() => [...document.querySelectorAll(".cb-panel > .cb-source")].map((source) => {
  const stamp = getComputedStyle(source, "::before"), style = getComputedStyle(source);
  const panel = getComputedStyle(source.parentElement, "::after");
  return [stamp.content, stamp.float, style.display, panel.content];
})
"""
SMALL_DIGITS = """
() => [...document.querySelectorAll(".heatmaplayer .heatmap-label text, .heatmaplayer text")]
  .filter((words) => parseFloat(getComputedStyle(words).fontSize) < 11)
  .map((words) => `${words.closest("[data-panel]").dataset.panel} ${words.textContent}`)
"""


@pytest.mark.sample(4)
@pytest.mark.parametrize("width", [1366, 1920])
@pytest.mark.parametrize("pack", screen.PACKS)
@pytest.mark.parametrize("name", screen.PAGES)
def test_rows_of_panels_and_cards_are_full(page: Page, name: str, pack: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})

    opened(page, f"/{name}?pack={pack}&lang=en")

    assert page.evaluate(HOLES) == []
    assert page.evaluate(SMALL_DIGITS) == []


def test_the_mark_of_made_up_data_flows_with_the_source_line(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    stamped = {tuple(each) for each in page.evaluate(STAMPED)}

    assert stamped == {('"演示数据"', "right", "flow-root", "none")}


def test_search_says_that_it_failed_and_finds_after_another_try(page: Page):
    is_down = [True]

    def answer(route: Route) -> None:
        if is_down[0]:
            route.fulfill(status=503, body="")
        else:
            route.continue_()

    page.route("**/board/search/**", answer)
    opened(page, "/?pack=demo&lang=zh")

    page.locator(".cb-searchbox").fill("环县")
    told = page.locator(".cb-searchtold")
    expect(told).to_contain_text("名称未能取得")
    is_down[0] = False
    told.get_by_role("button", name="重试").press("Enter")

    expect(page.get_by_role("option").first).to_contain_text("环县")
    expect(told).to_be_hidden()


def test_search_says_that_it_loads(page: Page):
    waiting: list[Route] = []
    page.route("**/board/search/**", lambda route: waiting.append(route))
    opened(page, "/?pack=demo&lang=zh")

    page.locator(".cb-searchbox").fill("环县")
    expect(page.locator(".cb-searchtold[role=status]")).to_contain_text("正在取得名称")
    for route in waiting:
        route.continue_()

    expect(page.get_by_role("option").first).to_contain_text("环县")


def test_marks_that_turn_text_do_not_reach_the_board(page: Page):
    opened(page, "/?pack=demo&lang=zh")

    turned = page.evaluate(
        """async () => {
          const folder = document.querySelector('link[rel=modulepreload][href$="dom.js"]').href;
          const { straight } = await import(folder);
          return straight("甲\\u202E乙\\u2066丙\\u2069丁\\u202A\\u202C戊");
        }"""
    )

    assert turned == "甲乙丙丁戊"
    isolated = "(one) => getComputedStyle(one).unicodeBidi"
    assert page.locator(".cb-panel h2").first.evaluate(isolated) == "isolate"
    assert page.locator(".cb-table td").first.evaluate(isolated) == "isolate"
