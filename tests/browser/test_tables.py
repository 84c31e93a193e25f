"""Tables: sorted by any column, narrowed by words, and never longer than they say."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.screen import drawn, mark, opened

# The headings of the parks, each as the lines it takes.
HEADS = """
() => [...document.querySelectorAll("[data-panel=park_table] th")].map(({ firstChild }) => {
  const lines = new Map();
  [...firstChild.data].forEach((letter, at) => {
    const one = document.createRange();
    one.setStart(firstChild, at);
    one.setEnd(firstChild, at + 1);
    const { top } = one.getBoundingClientRect();
    lines.set(top, (lines.get(top) ?? "") + letter);
  });
  return [...lines.values()];
})
"""
LAST = "lines => lines.map((line) => line.cells[2].textContent)"


def table_of_projects(page: Page) -> Locator:
    opened(page, "/chain?pack=demo&lang=zh")
    page.locator("[data-panel=chain_projects] [data-tool=table]").click()
    return page.locator("dialog[open]")


def numbers(dialog: Locator) -> list[float | None]:
    """The third column, what is invested, top down; None where it is not told."""
    said = dialog.locator("tbody tr").evaluate_all(LAST)
    found = [re.match(r"[\d,]+\.\d+", words) for words in said]
    return [float(each.group().replace(",", "")) if each else None for each in found]


def test_a_column_of_numbers_is_sorted_by_the_keyboard_and_what_is_missing_stands_last(page: Page):
    dialog = table_of_projects(page)
    head = dialog.locator("th").nth(2)
    expect(head).to_have_attribute("aria-sort", "none")

    for order, is_down in (("ascending", False), ("descending", True)):
        head.locator("button").press("Enter")

        expect(head).to_have_attribute("aria-sort", order)
        expect(head.locator("button")).to_be_focused()
        found = numbers(dialog)
        known = [number for number in found if number is not None]
        assert found == [*sorted(known, reverse=is_down), *[None] * (len(found) - len(known))]


def test_a_table_is_narrowed_by_words_and_says_how_many_rows_it_has(page: Page):
    dialog = table_of_projects(page)
    rows = dialog.locator("tbody tr")
    told, total = dialog.locator(".cb-rowcount"), rows.count()
    expect(told).to_have_text(f"共 {total} 行")

    dialog.locator(".cb-narrow").fill("环县 达产")

    shown = rows.filter(visible=True)
    expect(told).to_have_text(f"共 {total} 行，显示 {shown.count()} 行")
    assert 0 < shown.count() < total
    assert all("环县" in words and "达产" in words for words in shown.all_inner_texts())


def test_a_table_that_scrolls_on_its_page_says_how_many_rows_it_has(page: Page):
    opened(page, "/about?pack=published&lang=zh")
    scrolls = page.locator(".cb-body .cb-tablebox").evaluate_all(
        "(boxes) => boxes.filter((box) => box.scrollHeight > box.clientHeight + 4)"
        ".map((box) => [box.querySelectorAll('tbody tr').length, box.nextElementSibling?.textContent])"
    )

    assert scrolls
    assert all(said == f"共 {rows} 行，可上下滚动" for rows, said in scrolls)


def test_the_table_of_parks_hides_no_row(page: Page):
    for pack in ("demo", "published"):
        opened(page, f"/parks?pack={pack}&lang=zh")

        box = page.locator("[data-panel=park_table] .cb-tablebox")

        assert box.evaluate("(box) => box.scrollHeight <= box.clientHeight + 4")


def test_a_phone_folds_long_tables_and_shows_all_of_one_when_asked(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, "/about?pack=published&lang=en")
    panel = page.locator("[data-panel=dictionary]")
    rows = panel.locator("tbody tr")
    expect(rows.filter(visible=True)).to_have_count(10)
    button = panel.locator(".cb-allrows")
    expect(button).to_have_text(f"Show all {rows.count()} rows")

    button.press("Enter")

    expect(rows.filter(visible=True)).to_have_count(rows.count())


def test_a_figure_in_full_screen_uses_the_height(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    panel = page.locator("[data-panel=output_trend]")
    before = panel.locator(".cb-figure").bounding_box()

    panel.locator("[data-tool=fullscreen]").click()
    page.wait_for_function(
        """() => {
          const drawn = document.fullscreenElement?.querySelector(".cb-figure .main-svg");
          return drawn && drawn.clientHeight > 0.6 * innerHeight;
        }"""
    )
    panel.locator("[data-tool=fullscreen]").click()
    page.wait_for_function("() => document.fullscreenElement === null")
    drawn(page, mark())

    after = panel.locator(".cb-figure").bounding_box()
    assert before and after and after["height"] == before["height"]


def test_the_line_under_a_part_of_a_whole_begins_with_its_name(page: Page):
    opened(page, "/?pack=demo&lang=zh")

    links = page.locator("[data-panel=chains] td a").all_text_contents()

    assert "苹果" in links
    assert [words for words in links if words != words.strip()] == []


def test_a_heading_on_two_lines_breaks_before_its_unit_and_in_no_word(page: Page):
    page.set_viewport_size({"width": 1000, "height": 768})

    opened(page, "/parks?pack=demo&lang=zh")

    folded = [lines for lines in page.evaluate(HEADS) if len(lines) > 1]
    assert ["产值", "（亿元）"] in folded
    assert [lines for lines in folded if not lines[1].startswith("（")] == []


def test_of_many_cases_the_first_stand_open_and_a_button_shows_the_others(page: Page):
    opened(page, "/experience?pack=published&lang=zh")
    cards = page.locator("[data-panel=case_cards] .cb-card")
    total = cards.count()
    assert cards.filter(visible=True).count() == 9 < total

    page.get_by_role("button", name=f"显示全部 {total} 个").click()

    assert cards.filter(visible=True).count() == total
    expect(cards.nth(9)).to_be_focused()


def test_a_document_of_several_lines_keeps_its_links_and_is_folded_on_a_phone(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, "/experience?pack=published&lang=en")
    rows = page.locator("[data-panel=policies] tbody tr")

    assert rows.filter(visible=True).count() == 10 < rows.count()
    assert rows.first.locator("td").last.locator("a").count() == 1
