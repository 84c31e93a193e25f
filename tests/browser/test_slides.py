"""The projector: every panel stands on whole slides, which keys and the presenter's list lead through."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import screen
from tests.browser.screen import opened, parameters

SIZES = ((1920, 1080), (1366, 768))

# Lengths in pixels of the slide, which is 1920 wide on every screen.
FAULTS = """
() => {
  const found = [];
  const scale = Number(document.documentElement.style.getPropertyValue("--cb-scale"));
  const boxOf = (one) => one.getBoundingClientRect();
  const isIn = (a, b, by) => a.left >= b.left - by * scale && a.right <= b.right + by * scale
    && a.top >= b.top - by * scale && a.bottom <= b.bottom + by * scale;
  const lap = (a, b) => [Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)].map((length) => length / scale);
  for (const slide of document.querySelectorAll(".cb-cover, .cb-slide")) {
    const name = `${slide.dataset.slide ?? "cover"} ${slide.querySelector(".cb-count").textContent}`;
    const body = slide.querySelector(".cb-slide-body") ?? slide;
    const edge = boxOf(slide), room = boxOf(body);
    if (Math.abs(edge.width / scale - 1920) > 1 || Math.abs(edge.height / scale - 1080) > 1)
      found.push(`${name} is ${edge.width} x ${edge.height}`);
    if (edge.left < -1 || edge.top < -1 || edge.right > innerWidth + 1 || edge.bottom > innerHeight + 1)
      found.push(`${name} is not on the screen`);
    if (slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth)
      found.push(`${name} scrolls`);
    for (const one of slide.querySelectorAll("*")) {
      if (one.closest(".cb-hidden, svg, .cb-search") || !one.textContent.trim() || !one.checkVisibility()) continue;
      const inside = body.contains(one) && one !== body;
      if (!isIn(boxOf(one), inside ? room : edge, 2))
        found.push(`${name} beyond its room: ${one.className} ${one.textContent.slice(0, 40)}`);
      if (one.clientWidth && one.scrollWidth > one.clientWidth + 1)
        found.push(`${name} cut: ${one.className} ${one.textContent.slice(0, 40)}`);
    }
    for (const list of slide.querySelectorAll(".cb-contents"))
      if (list.scrollHeight > list.clientHeight + 1) found.push(`${name}: its contents reach the foot`);
    const parts = [...slide.children].map(boxOf).filter((box) => box.height);
    parts.forEach((box, i) => parts.slice(i + 1).forEach((other) => {
      if (lap(box, other)[1] > 1) found.push(`${name}: two of its parts overlap`);
    }));
    for (const chart of slide.querySelectorAll(".cb-figure")) {
      const frame = boxOf(chart);
      const lines = [...chart.querySelectorAll("svg text")]
        .flatMap((words) => (words.querySelector("tspan.line") ? [...words.querySelectorAll("tspan.line")] : [words]))
        .map((line) => [line.textContent, boxOf(line)])
        .filter(([words, box]) => words.trim() && box.width);
      lines.forEach(([words, box], i) => {
        if (!isIn(box, frame, 4)) found.push(`${name} cut in a chart: ${words}`);
        for (const [others, other] of lines.slice(i + 1)) {
          const [across, down] = lap(box, other);
          if (across > 6 && down > 9) found.push(`${name}: ${words} on ${others}`);
        }
      });
    }
  }
  return found;
}
"""

SCALED = """
(scale) => Math.abs(document.documentElement.style.getPropertyValue("--cb-scale") - scale) < 0.001
"""

SMALL = """
() => {
  const found = new Set();
  const values = ".cb-table td, .cb-table th, .cb-number, .cb-card-line, .cb-chip, .cb-tile, .cb-measure, .cb-finding, .cb-figure text";
  for (const one of document.querySelectorAll(`.cb-slide :is(${values})`))
    if (parseFloat(getComputedStyle(one).fontSize) < 32) found.add(`${one.closest(".cb-slide").dataset.slide} ${one.className.baseVal ?? one.className}`);
  const says = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  for (const one of document.querySelectorAll(":is(.cb-slide, .cb-cover) *"))
    if (says(one) && !one.closest("svg, .cb-hidden") && one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 24) found.add(`under 24: ${one.textContent}`);
  return [...found];
}
"""

# Of each stage: the pixels of a slide from its bar to its number.
NEAR = """
() => {
  const scale = Number(document.documentElement.style.getPropertyValue("--cb-scale"));
  return [...document.querySelectorAll("[data-slide=deal_funnel] .bars .point")].map((point) => {
    const [bar, words] = ["path", "text"].map((part) => point.querySelector(part));
    const range = document.createRange();
    range.setStart(words.firstChild, words.textContent.search(/\\S/));
    range.setEnd(words.firstChild, words.textContent.length);
    return (range.getBoundingClientRect().left - bar.getBoundingClientRect().right) / scale;
  });
}
"""

TOLD = """
() => [...document.querySelectorAll("[data-panel]")].map((section) => {
  const { body } = section.panel;
  const count = (marks) => section.querySelectorAll(marks).length;
  const columns = section.querySelector("table")?.querySelectorAll("th").length;
  return [section.dataset.panel, {
    cards: [body.cards?.length ?? 0, count(".cb-card")],
    tiles: [(body.tiles ?? []).flatMap((column) => column.tiles).length, count(".cb-tile")],
    charts: [body.multiples?.length ?? 0, count(".cb-multiple")],
    cells: [body.table ? body.table.rows.length * body.table.columns.length : 0,
      new Set([...section.querySelectorAll("td")].map((cell) => cell)).size - repeated(section)],
  }];
  function repeated(section) { // the first column stands again where the columns of a table are parted
    const first = body.table?.columns[0].label;
    return Math.max(0, [...section.querySelectorAll("td")].filter((cell) => cell.dataset.label === first && cell === cell.parentElement.firstChild).length - (body.table?.rows.length ?? 0));
  }
})
"""


def on_slides(page: Page, name: str, **asked: str) -> Page:
    """A page on the projector, all its slides made and drawn."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    query = "&".join(f"{key}={value}" for key, value in {"theme": "projector", **asked}.items())
    opened(page, f"/{name}?{query}")
    page.wait_for_selector(".cb-now")
    return page


def count(page: Page) -> str:
    """The number of the slide on the screen, and of how many."""
    words = page.locator(".cb-now .cb-count").text_content() or ""
    return words.replace(" ", "")


def shown(page: Page) -> str | None:
    """The panel whose slide is on the screen; None for the first slide."""
    return page.locator(".cb-now").get_attribute("data-slide")


@pytest.mark.sample(3)
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("pack", screen.PACKS)
@pytest.mark.parametrize("name", screen.PAGES)
def test_every_slide_is_whole_and_large_enough(page: Page, name: str, pack: str, lang: str):
    on_slides(page, name, pack=pack, lang=lang)

    assert page.evaluate(SMALL) == []
    for panel, told in page.evaluate(TOLD):
        assert {kind: one for kind, one in told.items() if one[0] != one[1]} == {}, panel
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(SCALED, arg=width / 1920)
        assert page.evaluate(FAULTS) == [], width


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "address",
    [
        "chain?chain=petrochem",
        "chain?chain=apple&compare=energy",
        "county?county=621022",
        "county?chain=petrochem",
        "?period=2025",
        "investment?county=621022&chain=energy",
        "parks?county=621002",
        "?map=tiles&attention=indicators",
    ],
)
def test_slides_of_a_choice_are_whole_too(page: Page, address: str):
    name, _, query = address.partition("?")
    on_slides(
        page, name, pack="demo", lang="en", **dict(one.split("=") for one in query.split("&"))
    )

    assert page.evaluate(FAULTS) == []


def test_each_slide_says_scope_period_source_edition_and_that_it_is_made_up(page: Page):
    on_slides(page, "chain", pack="demo", lang="zh", chain="petrochem")

    for foot in page.locator(".cb-slide[data-slide=output_trend] .cb-slide-foot").all():
        words = foot.text_content() or ""
        for said in ("油煤气化工", "2026年1—10月", "来源：", "版次 ", "演示数据"):
            assert said in words
    marks = page.locator(".cb-slide").evaluate_all(
        "(slides) => slides.map((one) => getComputedStyle(one, '::after').content)"
    )
    assert set(marks) == {'"演示数据"'}


def test_keys_lead_through_the_slides_and_on_to_the_next_page(page: Page):
    on_slides(page, "parks", pack="demo", lang="zh")
    last = int(count(page).split("/")[1])

    for key, number in (
        ("PageDown", 2), ("ArrowRight", 3), ("ArrowDown", 4), ("Space", 5), ("Shift+Space", 4),
        ("ArrowUp", 3), ("ArrowLeft", 2), ("PageUp", 1), ("End", last), ("Home", 1), ("End", last),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert count(page) == f"{number}/{last}", key

    page.keyboard.press("PageDown")
    page.wait_for_function("() => location.pathname === '/schedule'")
    screen.drawn(page)
    assert count(page).startswith("1/")
    page.keyboard.press("PageUp")
    page.wait_for_function("() => location.pathname === '/parks'")
    screen.drawn(page)
    assert count(page) == f"{last}/{last}"
    assert parameters(page)["theme"] == "projector"


def test_one_slide_is_seen_and_stays_when_the_window_changes(page: Page):
    on_slides(page, "parks", pack="demo", lang="zh")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    before = (shown(page), count(page))

    for size in ((1366, 768), (800, 900), (1920, 1080)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert (shown(page), count(page)) == before
        seen = page.locator(".cb-slide, .cb-cover").evaluate_all(
            "(all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true })).length"
        )
        assert seen == 1


def test_the_list_chooses_and_orders_slides_by_keyboard_and_the_address_keeps_it(page: Page):
    on_slides(page, "parks", pack="demo", lang="zh")
    page.locator(".cb-now .cb-count").focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    dialog.locator("input[value=park_cards]").focus()
    page.keyboard.press("Space")
    mover = dialog.locator("li", has=page.locator("input[value=park_occupancy]")).locator("button")
    mover.first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")

    wanted = (
        "headline,park_occupancy,park_land,park_per_mu,park_scores,park_headings,park_table,"
        "park_profile,late_projects,open_matters,monthly_bulletin"
    )
    page.wait_for_function(
        "(names) => new URLSearchParams(location.search).get('slides') === names", arg=wanted
    )
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    assert shown(page) == "park_occupancy"

    on_slides(page, "parks", pack="demo", lang="en", slides=wanted)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    assert shown(page) == "park_occupancy"
    assert page.locator(".cb-contents li").count() == 11


def test_a_page_none_of_whose_panels_is_chosen_shows_all_and_keeps_the_list(page: Page):
    on_slides(page, "parks", pack="demo", lang="zh", slides="targets")

    assert page.locator(".cb-contents li").count() == page.locator("[data-panel]").count()
    page.keyboard.press("PageUp")
    page.wait_for_function("() => location.pathname === '/investment'")
    assert parameters(page)["slides"] == "targets"


def test_an_unknown_slide_is_said_and_left_out(page: Page):
    on_slides(page, "parks", pack="demo", lang="zh", slides="park_land,nosuchpanel")

    expect(page.locator(".cb-message")).to_contain_text("nosuchpanel")
    expect(page.locator(".cb-message")).to_contain_text("不存在")
    assert page.locator(".cb-contents li").count() == 1


def test_numbers_stand_off_the_bars_that_they_are_of(page: Page):
    on_slides(page, "investment", pack="demo", lang="zh")

    near = page.evaluate(NEAR)

    assert len(near) >= 6
    assert [each for each in near if each < 8] == []
