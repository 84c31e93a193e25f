"""Everything that can be clicked can be reached, seen and used with the keyboard alone."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import Page, expect

from tests.browser.screen import drawn, mark, opened

WALKED = 250  # more stops than the page has

FOCUSED = """
() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const ring = [at, at.parentElement].map((one) => one && getComputedStyle(one));
  const kind = at.closest(".st-key-frame") ? "navigation"
    : at.closest(".st-key-filters") ? "filter"
    : at.dataset.chain ? "chain"
    : at.dataset.tool ? `tool ${at.dataset.tool}`
    : at.matches(".cb-tile") ? "tile"
    : at.matches(".cb-tablebox") ? "table"
    : at.tagName.toLowerCase();
  return {
    kind,
    seen: outlined || ring.some((one) => one && one.boxShadow !== "none") || kind === "filter",
    inside: at.closest("[data-panel]")?.dataset.panel ?? "",
  };
}
"""


def walk(page: Page) -> list[dict[str, str]]:
    """What holds the focus after each Tab, from the top of the page until it leaves the page."""
    stops: list[dict[str, str]] = []
    for _ in range(WALKED):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["kind"] == "body" and stops:
            break
        stops.append(stop)
    return stops


def unseen(stops: list[dict[str, str]]) -> list[dict[str, str]]:
    """The stops that nothing shows. Streamlit's own scroll area, the whole page, needs no ring."""
    return [stop for stop in stops if not stop["seen"] and stop["kind"] != "main"]


def test_tab_reaches_navigation_filters_selector_tools_and_tiles_in_that_order(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    stops = walk(page)
    kinds = [stop["kind"] for stop in stops]

    wanted = ["navigation", "filter", "chain", "tool copy", "tool table"]
    order = [kinds.index(kind) for kind in ("navigation", "filter", "chain", "tool table")]
    assert set(wanted) <= set(kinds)
    assert all(before < after for before, after in pairwise(order))
    tools = {"table", "definition", "csv", "png", "fullscreen"}
    for panel in page.locator("[data-panel]").all():
        name = panel.get_attribute("data-panel")
        reached = {stop["kind"] for stop in stops if stop["inside"] == name}
        assert {f"tool {tool}" for tool in tools} <= reached
    assert "tile" in kinds


def test_the_focus_is_seen_wherever_tab_goes(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    assert unseen(walk(page)) == []


def test_the_selector_is_one_stop_and_holds_the_chosen_chain(page: Page):
    opened(page, "/chain?chain=apple&pack=demo&lang=zh")

    stops = [stop for stop in walk(page) if stop["kind"] == "chain"]

    assert len(stops) == 1
    expect(page.locator("[data-chain][tabindex='0']")).to_have_attribute("data-chain", "apple")


def test_escape_closes_a_dialog_and_the_focus_returns_to_its_button(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    for tool in ("table", "definition"):
        button = page.locator(f"[data-panel=output_trend] [data-tool={tool}]")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("dialog[open]")).to_have_count(1)
        assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")

        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
        expect(button).to_be_focused()


def test_the_close_button_of_a_dialog_works_with_the_keyboard(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    button = page.locator("[data-panel=output_trend] [data-tool=table]")
    button.focus()
    page.keyboard.press("Enter")

    page.locator("dialog .cb-dialog-head button").focus()
    page.keyboard.press("Enter")

    expect(page.locator("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_tile_opens_by_enter_and_shows_its_evidence(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    tile = page.locator("[data-panel=chain_map] .cb-tile").first
    told = page.locator("[data-panel=chain_map] .cb-evidence")

    tile.focus()
    page.keyboard.press("Enter")

    expect(told).to_be_visible()
    expect(told).to_contain_text(tile.locator(".cb-tile-name").inner_text())
    expect(tile).to_have_attribute("aria-expanded", "true")


def test_a_tile_closes_again_and_another_takes_its_place(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    first, second = page.locator("[data-panel=chain_map] .cb-tile").all()[:2]
    told = page.locator("[data-panel=chain_map] .cb-evidence")

    first.click()
    second.click()

    expect(told).to_contain_text(second.locator(".cb-tile-name").inner_text())
    expect(first).to_have_attribute("aria-expanded", "false")
    second.click()
    expect(told).to_be_hidden()


def test_no_bare_letter_does_anything(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    page.locator("[data-chain][tabindex='0']").focus()
    before = page.url

    for letter in "acdfhnprst":
        page.keyboard.press(letter)

    drawn(page, mark())
    assert page.url == before
    expect(page.locator("dialog[open], [role=dialog]")).to_have_count(0)
    assert page.evaluate("document.fullscreenElement") is None
