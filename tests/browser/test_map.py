"""The map on a screen: names keep to their county, and a county is pointed at and clicked."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.screen import NewScreen, drawn, opened, parameters

# Of each name: the counties that lie under the corners and the middle of its words.
UNDER = """
() => {
  const map = document.querySelector("[data-panel=county_map] .js-plotly-plot");
  const areas = map.data.filter((trace) => trace.meta?.area).map((trace) => trace.meta.area);
  const fills = [...map.querySelectorAll(".js-fill")];
  const holding = (x, y) => fills.findIndex((fill) => {
    const at = new DOMPoint(x, y).matrixTransform(fill.getScreenCTM().inverse());
    return fill.isPointInFill(at);
  });
  return [...map.querySelectorAll(".textpoint text")].map((words) => {
    const { left, right, top, bottom } = words.getBoundingClientRect();
    const spots = [[left, top], [right, top], [left, bottom], [right, bottom], [(left + right) / 2, (top + bottom) / 2]];
    return { words: words.textContent, on: spots.map(([x, y]) => areas[holding(x, y)] ?? "") };
  });
}
"""
IN_A_COUNTY = """
(area) => {
  const map = document.querySelector("[data-panel=county_map] .js-plotly-plot");
  map.scrollIntoView({ block: "center" });
  const names = map.data.find((trace) => trace.meta?.part === "names");
  const at = map.data.filter((trace) => trace.meta?.area).findIndex((trace) => trace.meta.area === area);
  const { xaxis, yaxis } = map._fullLayout;
  const { left, top } = map.getBoundingClientRect();
  return [left + xaxis._offset + xaxis.d2p(names.x[at]), top + yaxis._offset + yaxis.d2p(names.y[at])];
}
"""
# The lines that lead names out of their counties, in pixels.
LEADS = """
() => {
  const map = document.querySelector("[data-panel=county_map] .js-plotly-plot");
  const { x, y } = map.data.find((trace) => trace.meta?.part === "leads");
  const { xaxis, yaxis } = map._fullLayout;
  const at = (i) => [xaxis.d2p(x[i]), yaxis.d2p(y[i])];
  return x.flatMap((value, i) => (i % 3 ? [] : [Math.hypot(at(i)[0] - at(i + 1)[0], at(i)[1] - at(i + 1)[1])]));
}
"""
CROSSED = """
() => {
  const map = document.querySelector("[data-panel=county_map] .js-plotly-plot");
  const { x, y } = map.data.find((trace) => trace.meta?.part === "leads");
  const lines = x.flatMap((value, i) => (i % 3 ? [] : [[[x[i], y[i]], [x[i + 1], y[i + 1]]]]));
  const side = ([a, b], [c, d], [p, q]) => Math.sign((c - a) * (q - b) - (d - b) * (p - a));
  const cross = ([a, b], [c, d]) => side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
  return [lines.length, lines.flatMap((one, i) => lines.slice(i + 1).filter((other) => cross(one, other))).length];
}
"""
COUNTIES = {"621002", "621021", "621022", "621023", "621024", "621025", "621026", "621027"}


@pytest.mark.parametrize(
    ("address", "width"),
    [
        ("/?pack=demo&lang=zh", 1920),
        ("/?pack=demo&lang=en", 1366),
        ("/?pack=published&lang=en", 390),
        ("/?pack=demo&lang=zh&theme=projector", 1920),
    ],
)
def test_every_name_stands_whole_in_its_county_or_off_all_of_them(
    screens: NewScreen, address: str, width: int
):
    page = opened(screens(viewport={"width": width, "height": 900}), address)

    names: list[dict[str, Any]] = page.evaluate(UNDER)

    assert len(names) == len(COUNTIES)
    assert {name["words"]: name["on"] for name in names if len(set(name["on"])) != 1} == {}
    inside = [name["on"][0] for name in names if name["on"][0]]
    assert len(inside) == len(set(inside)) >= 4


@pytest.mark.parametrize("pack", ["demo", "published"])
def test_a_name_that_stands_outside_is_near_its_county(screens: NewScreen, pack: str):
    page = opened(screens(viewport={"width": 1366, "height": 768}), f"/?pack={pack}&lang=en")

    assert [round(lead) for lead in page.evaluate(LEADS) if lead > 100] == []


@pytest.mark.parametrize("pack", ["demo", "published"])
def test_on_a_slide_no_two_lines_that_lead_names_out_cross(screens: NewScreen, pack: str):
    slide = screens(viewport={"width": 1920, "height": 1080})
    opened(slide, f"/?pack={pack}&lang=zh&theme=projector")

    lines, crossed = slide.evaluate(CROSSED)

    assert lines >= 3
    assert crossed == 0


def test_a_county_says_its_value_when_pointed_at_and_leads_to_its_page(page: Page):
    opened(page, "/?pack=demo&lang=zh")
    x, y = page.evaluate(IN_A_COUNTY, "621022")
    page.mouse.move(x, y - 30)
    page.mouse.move(x, y - 28)

    hover = page.locator("[data-panel=county_map] .hovertext")
    hover.wait_for()
    assert (hover.text_content() or "").startswith("环县 ")
    page.mouse.click(x, y - 28)
    page.wait_for_url("**/county?*")
    drawn(page)
    assert parameters(page)["county"] == "621022"
