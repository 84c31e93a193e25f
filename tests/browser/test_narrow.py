"""Figures where there is little room: bars, heat tables and tables keep what they are for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.screen import opened

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}

# Of each figure with bars across: the part of its width that the longest bar takes.
PARTS = """
() => [...document.querySelectorAll(".cb-figure.js-plotly-plot")]
  .filter((chart) => chart.data.some((trace) => trace.type === "bar" && trace.orientation === "h"))
  .map((chart) => {
    const bars = [...chart.querySelectorAll(".bars .point path")];
    const longest = Math.max(...bars.map((bar) => bar.getBoundingClientRect().width));
    const name = chart.closest("[data-panel]").dataset.panel;
    return { name, words: chart.textContent.slice(0, 20), part: longest / chart.clientWidth };
  })
"""
# Tables that show fewer rows than they have and no button for the others.
WITHOUT_REST = """
() => [...document.querySelectorAll(".cb-body .cb-tablebox")].filter((box) =>
  [...box.querySelectorAll("tbody tr")].some((row) => !row.checkVisibility()) && !box.querySelector(".cb-allrows")?.checkVisibility())
  .map((box) => box.closest("[data-panel]").dataset.panel)
"""
# Cells of the parts of a heat table whose box is not that of their own row and column.
STRANGE_BOXES = """
() => {
  const section = document.querySelector("[data-panel=county_chains]"), [whole] = section.panel.body.data;
  const parts = section.querySelector(".cb-figure").data.filter((trace) => trace.type === "heatmap");
  return parts.flatMap((part) => part.x.flatMap((name, j) => part.hovertext.map((line) => line[j])
    .filter((words, i) => words !== whole.hovertext[i][whole.x.indexOf(name)])));
}
"""
# Of each cell of a table: its panel, how many lines its words take, and what they are.
LINES = """
() => [...document.querySelectorAll("[data-panel] :is(td, th)")].filter((cell) => cell.checkVisibility()).map((cell) => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  const tops = [...words.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top / 8));
  return [cell.closest("[data-panel]").dataset.panel, new Set(tops).size, cell.textContent];
})
"""


@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize(
    ("address", "panels"),
    [
        ("/?pack=published", {"targets"}),
        ("/investment?pack=demo", {"investment_by_chain", "deal_funnel"}),
    ],
)
def test_on_a_phone_bars_have_at_least_half_of_the_width(
    page: Page, address: str, panels: set[str], lang: str
):
    page.set_viewport_size(PHONE)

    opened(page, f"{address}&lang={lang}")

    found = [each for each in page.evaluate(PARTS) if each["name"] in panels]
    assert {each["name"] for each in found} == panels
    assert [each for each in found if each["part"] < 0.5] == []


def test_on_a_phone_a_table_shows_all_its_rows_or_a_button_for_them(page: Page):
    page.set_viewport_size(PHONE)

    opened(page, "/?pack=demo&lang=zh")

    rows = page.locator("[data-panel=chains] tbody tr")
    assert rows.count() == 13
    assert page.evaluate(WITHOUT_REST) == []


def test_a_heat_table_is_whole_on_a_desk_and_folded_on_a_phone(page: Page):
    grids = page.locator("[data-panel=county_chains] .hm")

    page.set_viewport_size(DESK)
    opened(page, "/county?pack=demo&lang=en")
    assert grids.count() == 1
    page.set_viewport_size(PHONE)
    opened(page, "/county?pack=demo&lang=en")
    assert grids.count() > 1
    assert page.evaluate(STRANGE_BOXES) == []


def test_on_a_phone_the_search_stands_on_nothing_that_is_above_the_board(page: Page):
    page.set_viewport_size(PHONE)

    opened(page, "/intake?pack=demo&lang=zh")

    told = page.locator("[data-testid=stAlert]").bounding_box()
    search = page.locator(".cb-find").bounding_box()
    assert told and search
    assert search["y"] >= told["y"] + told["height"]


def test_on_a_phone_a_table_of_sentences_is_one_block_a_row(page: Page):
    page.set_viewport_size(PHONE)

    opened(page, "/?pack=published&lang=zh")

    found = [each for each in page.evaluate(LINES) if each[0] == "attention"]
    assert found
    assert [each for each in found if each[1] > 6] == []


def test_in_english_no_firm_or_project_takes_four_lines_on_a_small_desk(page: Page):
    page.set_viewport_size(DESK)

    opened(page, "/chain?pack=demo&lang=en")

    found = [each for each in page.evaluate(LINES) if each[0] in ("chain_firms", "chain_projects")]
    assert {each[0] for each in found} == {"chain_firms", "chain_projects"}
    assert [each for each in found if each[1] > 3] == []
