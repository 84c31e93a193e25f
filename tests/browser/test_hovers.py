"""The box over a chart: there is one wherever the pointer is, it fits, and a click goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen import drawn, opened, parameters
from tests.conftest import Some

PHONE = {"width": 390, "height": 844}

SPILT = """
(chart) => {
  const edge = chart.getBoundingClientRect();
  return [...chart.querySelectorAll(".hovertext")]
    .map((one) => one.getBoundingClientRect())
    .filter((box) => box.left < edge.left - 2 || box.right > edge.right + 2)
    .map((box) => `${box.left} to ${box.right} in ${edge.left} to ${edge.right}`);
}
"""


@pytest.mark.sample(1)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_box_fits_its_chart_on_a_phone(page: Page, lang: str, some: Some):
    page.set_viewport_size(PHONE)
    opened(page, f"/county?pack=demo&lang={lang}")
    charts = page.locator(".cb-figure:has(.nsewdrag)")
    found: list[str] = []

    for at in some([str(number) for number in range(charts.count())], 4):
        chart = charts.nth(int(at))
        chart.locator(".nsewdrag").first.hover()
        expect(chart.locator(".hovertext")).to_have_count(1)
        found += [f"chart {at}: {each}" for each in chart.evaluate(SPILT)]

    assert found == []


def test_a_row_says_value_target_and_gap_and_leads_to_its_county(page: Page):
    opened(page, "/county?pack=demo&lang=zh")
    rank = page.locator("[data-panel=county_rank] .cb-figure").first
    area = rank.locator(".nsewdrag").first
    area.scroll_into_view_if_needed()
    area.hover(position={"x": 40, "y": 20})

    box = rank.locator(".hovertext")
    expect(box).to_have_count(1)
    said = box.text_content() or ""
    assert all(name in said for name in ("省外到位资金：", "上年同期：", "年度目标：", "个百分点"))
    area.click(position={"x": 40, "y": 20})
    page.wait_for_url("**county=62*")
    drawn(page)
    assert parameters(page)["county"].startswith("62")
