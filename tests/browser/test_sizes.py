"""Narrow and wide screens: nothing scrolls sideways, nothing is cut off, charts fill their panel."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.screen import drawn, mark, opened
from tests.conftest import Some

PHONE = {"width": 390, "height": 800}

SIDEWAYS = """
() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
  .filter((one) => one.scrollWidth > one.clientWidth || one.scrollWidth > innerWidth)
  .map((one) => `${one.tagName} ${one.scrollWidth} > ${one.clientWidth}`)
"""

# A table may scroll inside its own box; text for screen readers only has no room on purpose.
CUT_OFF = """
() => {
  const found = [];
  const free = ".cb-tablebox, .cb-hidden, svg";
  for (const panel of document.querySelectorAll("[data-panel]")) {
    const edge = panel.getBoundingClientRect();
    for (const one of panel.querySelectorAll("*")) {
      if (one.closest(free) || !one.textContent.trim() || !one.checkVisibility()) continue;
      const box = one.getBoundingClientRect();
      const hides = getComputedStyle(one).overflowX !== "visible";
      const block = one.clientWidth > 0;
      if ((block && one.scrollWidth > one.clientWidth + 1 && hides)
          || box.right > edge.right + 1 || box.left < edge.left - 1
          || (box.width && box.bottom > edge.bottom + 1))
        found.push(`${panel.dataset.panel} ${one.className}: ${one.textContent.slice(0, 40)}`);
    }
    for (const one of panel.querySelectorAll("h2, h3, .cb-card, .cb-tile, .cb-measure, .cb-chip"))
      if (one.scrollWidth > one.clientWidth + 1)
        found.push(`${panel.dataset.panel} ${one.className} ${one.scrollWidth} > ${one.clientWidth}`);
  }
  return found;
}
"""

CHART_TEXT_CUT_OFF = """
() => {
  const found = [];
  for (const chart of document.querySelectorAll(".cb-figure")) {
    const edge = chart.getBoundingClientRect();
    for (const words of chart.querySelectorAll("svg text")) {
      const box = words.getBoundingClientRect();
      if (box.width && (box.left < edge.left - 1 || box.right > edge.right + 1))
        found.push(`${chart.closest("[data-panel]").dataset.panel}: ${words.textContent}`);
    }
  }
  return found;
}
"""

# Line by line: a name on two lines may reach beside one of a single line.
CHART_TEXT_OVERLAPS = """
() => {
  const found = [];
  for (const chart of document.querySelectorAll(".cb-figure")) {
    const lines = [...chart.querySelectorAll("svg text")]
      .flatMap((words) => (words.querySelector("tspan.line") ? [...words.querySelectorAll("tspan.line")] : [words]))
      .map((line) => [line.textContent, line.getBoundingClientRect()])
      .filter(([words, box]) => words.trim() && box.width);
    lines.forEach(([words, box], number) => {
      for (const [others, other] of lines.slice(number + 1)) {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (across > 4 && down > 6)
          found.push(`${chart.closest("[data-panel]").dataset.panel}: ${words} on ${others}`);
      }
    });
  }
  return found;
}
"""

CHARTS_FIT = """
() => {
  const charts = [...document.querySelectorAll(".cb-figure")];
  return charts.length > 0 && charts.every((chart) => {
    const drawn = chart.querySelector(".main-svg");
    return drawn && Math.abs(drawn.getBoundingClientRect().width - chart.clientWidth) <= 1
      && chart.clientWidth > 200;
  });
}
"""


def faults_of(page: Page, script: str) -> Any:
    page.evaluate("document.fonts.ready")
    return page.evaluate(script)


@pytest.mark.sample(5)
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
@pytest.mark.parametrize("name", screen.PAGES)
def test_a_phone_neither_scrolls_sideways_nor_cuts_words_off(
    page: Page, name: str, pack: str, lang: str
):
    page.set_viewport_size(PHONE)

    opened(page, f"/{name}?pack={pack}&lang={lang}")

    assert faults_of(page, SIDEWAYS) == []
    assert faults_of(page, CUT_OFF) == []
    assert faults_of(page, CHART_TEXT_CUT_OFF) == []
    assert faults_of(page, CHART_TEXT_OVERLAPS) == []


@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
def test_no_words_of_a_panel_are_cut_off_on_a_desk_for_any_chain(
    page: Page, pack: str, lang: str, some: Some
):
    opened(page, f"/chain?pack={pack}&lang={lang}")
    found: dict[str, Any] = {}

    for chain in some(screen.chains(page), 4):
        page.locator(f"[data-chain={chain}]").click()
        drawn(page, mark(chain))
        found[chain] = faults_of(page, CUT_OFF) + faults_of(page, SIDEWAYS)

    assert {chain: faults for chain, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("lang", screen.LANGUAGES)
def test_no_words_of_a_chart_are_cut_off_or_stand_on_others(page: Page, lang: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})

    opened(page, f"/chain?chain=petrochem&pack=demo&lang={lang}")

    assert faults_of(page, CHART_TEXT_CUT_OFF) == []
    assert faults_of(page, CHART_TEXT_OVERLAPS) == []


def test_charts_are_as_wide_as_their_panel_after_a_resize(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    for width in (1000, 1900, 700):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(CHARTS_FIT)
        drawn(page, mark())
