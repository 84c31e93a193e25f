"""A brief as one file, opened without any server: its keys, its slides, nothing asked of anyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.briefs.made import BOTH
from tests.briefs.slides import file_of
from tests.browser.screen import PATIENCE, REPORTS
from tests.browser.test_axe import violations
from tests.browser.test_slides import FAULTS, SMALL, shown

SIZES = ((1920, 1080), (1366, 768), (1024, 768))
# A slide in large type has fewer pixels, or the usual ones where it has no room in them.
LARGE = FAULTS.replace("edge.width / scale - 1920", "edge.width / scale - 1536").replace(
    "edge.height / scale - 1080", "edge.height / scale - 864"
)
SCALED = """(width) => Math.abs(document.documentElement.style.getPropertyValue("--cb-scale")
  - Math.min(innerWidth / width, innerHeight / (width * 9 / 16))) < 0.001"""
FIGURES = """() => [document.querySelectorAll(".cb-figure").length,
  document.querySelectorAll(".cb-figure.js-plotly-plot svg").length > 0
    ? document.querySelectorAll(".cb-figure.js-plotly-plot").length : 0]"""
FADED = "(rows) => rows.map((row) => getComputedStyle(row.querySelector('td') ?? row).opacity)"
SEEN = "(all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true })).length"

Opened = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, packs: Path, tmp_path: Path) -> Iterator[Opened]:
    """Opens the file of a brief, all its slides drawn; at the end only the file was asked for."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    asked: list[str] = []
    faults: list[str] = []

    def open_(kind: str = "city", pack: str = "demo", lang: str = "zh", at: str = "") -> Page:
        file = tmp_path / f"{kind}-{pack}-{lang}.html"
        file.write_text(file_of(kind, pack, lang), encoding="utf-8")
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: said.type == "error" and faults.append(said.text))
        page.expose_function("reported", lambda report: faults.append(report))
        page.add_init_script(REPORTS)
        page.goto(f"{file.as_uri()}{at}")
        page.wait_for_function("() => document.documentElement.dataset.drawn")
        return page

    yield open_
    context.close()
    assert [url for url in asked if not url.startswith(tmp_path.as_uri())] == []
    assert len(asked) == len(set(asked)), "something besides the file was asked for"
    assert faults == []


def number(page: Page) -> str:
    """The number of the slide on the screen, and of how many."""
    return (page.locator(".cb-now .cb-count").text_content() or "").replace(" ", "")


def slide_of(page: Page, panel: str) -> int:
    """The number of the first slide of a panel."""
    slide = page.locator(f".cb-slide[data-slide={panel}]").first
    return int((slide.locator(".cb-count").text_content() or "").split("/")[0])


def at(page: Page, panel: str) -> Page:
    """The file at the first slide of a panel."""
    page.evaluate("(at) => { location.hash = `#s=${at}`; }", slide_of(page, panel))
    expect(page.locator(".cb-now")).to_have_attribute("data-slide", panel)
    return page


@pytest.mark.sample(2)
@pytest.mark.parametrize("size", ["", "#large"])
@pytest.mark.parametrize(("pack", "lang"), BOTH)
@pytest.mark.parametrize("kind", ["city", "chain", "county", "meeting"])
def test_every_slide_is_whole_on_every_screen_and_every_figure_stands(
    opened: Opened, kind: str, pack: str, lang: str, size: str
):
    page = opened(kind, pack, lang, size)
    width = 1536 if size else 1920
    faults = FAULTS if width == 1920 else LARGE

    assert set(page.evaluate(SMALL)) <= {"county_map "}  # tiles of a map: 30 pixels
    every, drawn = page.evaluate(FIGURES)
    assert every == drawn
    for wide, high in SIZES:
        page.set_viewport_size({"width": wide, "height": high})
        page.wait_for_function(SCALED, arg=width)
        assert page.evaluate(faults) == [], wide


def test_keys_and_clickers_lead_through_the_slides(opened: Opened):
    page = opened("chain")
    last = int(number(page).split("/")[1])

    for key, to in (
        ("PageDown", 2), ("ArrowRight", 3), ("ArrowDown", 4), ("Space", 5), ("Shift+Space", 4),
        ("ArrowUp", 3), ("ArrowLeft", 2), ("PageUp", 1), ("PageUp", 1), ("End", last),
        ("PageDown", last), ("Home", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert number(page) == f"{to}/{last}", key
        assert page.locator(".cb-slide, .cb-cover").evaluate_all(SEEN) == 1


def test_each_slide_has_its_address(opened: Opened):
    page = opened("chain", at="#s=7")
    assert number(page).startswith("7/")

    page.keyboard.press("PageDown")
    assert page.url.endswith("#s=8")

    page.evaluate("() => { location.hash = '#s=3'; }")
    expect(page.locator(".cb-now .cb-count")).to_contain_text("3 /")


def test_the_cover_says_what_it_is_of_and_leads_to_the_parts(opened: Opened):
    page = opened("city")
    cover = page.locator(".cb-now")

    for said in ("庆阳市产业链简报", "版次 1", "台账第", "内部资料", "演示数据："):
        expect(cover).to_contain_text(said)
    part = cover.locator(".cb-contents button").nth(2)
    to = part.locator(".cb-slide-number").text_content()
    part.click()
    assert number(page).startswith(f"{to}/")
    expect(page.locator(".cb-now h2")).to_have_text("县（区）")


def test_no_slide_says_a_word_that_is_not_there(opened: Opened):
    page = opened("meeting", "demo", "zh")
    said = " ".join(page.locator(".cb-slide").all_text_contents())
    assert not [word for word in ("undefined", "null", "NaN") if word in said]


def test_each_slide_says_meeting_edition_ledger_and_whose_copy_it_is(opened: Opened):
    page = opened("chain")

    for foot in page.locator(".cb-slide .cb-slide-foot").all_text_contents():
        for said in ("油煤气化工产业链简报", "版次 1", "台账第", "内部资料 · 第 1 份", "演示数据"):
            assert said in foot


def test_a_number_key_lights_a_row_and_the_others_fade(opened: Opened):
    page = at(opened("city"), "chains")
    rows = page.locator(".cb-now tbody tr")
    letters = page.locator(".cb-now .mt-letter").all_text_contents()
    assert letters == [chr(65 + at) for at in range(rows.count())]

    page.keyboard.press("3")
    assert rows.evaluate_all(FADED) == ["0.35" if at != 2 else "1" for at in range(rows.count())]
    rows.nth(0).click()
    assert rows.evaluate_all(FADED)[:3] == ["1", "0.35", "0.35"]
    page.keyboard.press("Escape")
    assert set(rows.evaluate_all(FADED)) == {"1"}

    page.keyboard.press("2")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    assert set(rows.evaluate_all(FADED)) == {"1"}


def test_a_bar_is_lit_by_a_veil_over_the_others(opened: Opened):
    page = at(opened("city"), "deal_funnel")

    page.keyboard.press("2")

    second = page.locator(".cb-now .ytick").nth(1).bounding_box()
    veils = [veil.bounding_box() for veil in page.locator(".cb-now .mt-veil").all()]
    assert second is not None and len(veils) == 2 and all(veils)
    above, below = (veil for veil in veils if veil)
    ticks = [tick.bounding_box() for tick in page.locator(".cb-now .ytick").all()]
    middles = sorted(tick["y"] + tick["height"] / 2 for tick in ticks if tick)
    assert above["y"] + above["height"] < middles[1] < below["y"]
    assert middles[0] < above["y"] + above["height"] and below["y"] < middles[2]


def test_all_slides_are_seen_at_once_and_one_is_picked(opened: Opened):
    page = opened("chain", at="#s=2")
    page.keyboard.press("o")
    picks = page.locator(".mt-pick")
    assert picks.count() == page.locator(".cb-slide, .cb-cover").count()
    expect(picks.nth(1)).to_be_focused()
    assert page.locator(".cb-slide, .cb-cover").evaluate_all(SEEN) == picks.count()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert number(page).startswith("8/")

    page.keyboard.press("Escape")
    page.locator(".mt-pick").nth(3).click()
    assert number(page).startswith("4/")
    assert page.locator(".mt-pick").count() == 0


def test_an_item_of_the_agenda_says_what_it_hears_and_each_chain_has_its_slides(opened: Opened):
    page = opened("meeting")

    items = page.locator(".cb-slide[data-slide^=part-]")
    said = " ".join(items.all_text_contents())
    for number in range(1, 11):
        assert f"工作汇报 {number}" in said
    assert page.locator(".cb-contents button").count() == 5
    cards = page.locator(".cb-slide[data-slide=chain_cards] .cb-slide-foot").all_text_contents()
    assert any("综合能源" in foot for foot in cards)
    assert any("油煤气化工" in foot for foot in cards)


def test_nothing_is_drawn_or_asked_for_any_more_once_the_file_is_read(
    opened: Opened, tmp_path: Path
):
    page = opened("chain")
    (file,) = tmp_path.glob("*.html")
    file.unlink()
    last = int(number(page).split("/")[1])

    page.evaluate("() => { Plotly.react = () => { throw new Error('drawn again'); }; }")
    for to in range(2, last + 1):
        page.keyboard.press("PageDown")
        assert number(page) == f"{to}/{last}"
    page.keyboard.press("t")
    page.keyboard.press("Escape")


def test_a_browser_that_stops_at_what_it_does_not_know_says_so(
    chromium: Browser, packs: Path, tmp_path: Path
):
    file = tmp_path / "brief.html"
    file.write_text(file_of("chain", "demo", "zh"), encoding="utf-8")
    page = chromium.new_page()
    page.add_init_script("delete Element.prototype.append")

    page.goto(file.as_uri())

    expect(page.locator("#cb-too-old")).to_contain_text("Chrome、Edge 81 以上")
    page.close()


def test_a_number_that_is_typed_leads_to_its_slide(opened: Opened):
    page = opened("chain")

    page.keyboard.press("g")
    page.keyboard.type("12")
    page.keyboard.press("Enter")

    assert number(page).startswith("12/")


def test_large_type_is_a_quarter_larger_and_stays_at_what_was_shown(opened: Opened):
    page = at(opened("city"), "chains")
    high = page.locator(".cb-now td").first.evaluate(
        "(one) => parseFloat(getComputedStyle(one).fontSize) * one.getBoundingClientRect().width / one.offsetWidth"
    )

    page.keyboard.press("l")
    page.wait_for_function("() => document.documentElement.dataset.drawn === 'large'")

    assert shown(page) == "chains" and page.url.endswith("&large")
    large = page.locator(".cb-now td").first.evaluate(
        "(one) => parseFloat(getComputedStyle(one).fontSize) * one.getBoundingClientRect().width / one.offsetWidth"
    )
    assert large == pytest.approx(1.25 * high, rel=0.01)
    page.keyboard.press("l")
    expect(page.locator(".cb-grid[data-size=usual] .cb-now")).to_have_attribute(
        "data-slide", "chains"
    )
    assert shown(page) == "chains"


def test_the_table_and_its_sources_open_by_key_and_by_mouse(opened: Opened):
    page = at(opened("city"), "chains")
    dialog = page.locator("dialog[open]")

    page.keyboard.press("t")
    expect(dialog.locator("th").first).to_be_visible()
    expect(dialog.locator(".cb-citations")).to_contain_text("演示数据")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    before = number(page)
    page.locator(".cb-now [data-tool=definition]").click()
    expect(dialog.locator("dt").first).to_be_visible()
    page.keyboard.press("PageDown")
    assert number(page) == before
    dialog.get_by_role("button").first.click()
    expect(dialog).to_have_count(0)


def test_letter_keys_can_be_switched_off(opened: Opened):
    page = opened("chain")

    page.locator(".cb-now [data-tool=letters]").click()
    page.keyboard.press("o")
    assert page.locator(".mt-pick").count() == 0
    page.locator(".cb-now [data-tool=letters]").click()
    page.keyboard.press("o")
    assert page.locator(".mt-pick").count() > 0


def test_a_hand_on_the_screen_turns(opened: Opened):
    page = opened("chain")

    page.get_by_role("button", name="下一张").locator("visible=true").click()
    assert number(page).startswith("2/")
    page.get_by_role("button", name="上一张").locator("visible=true").click()
    assert number(page).startswith("1/")


@pytest.mark.sample(1)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_slides_their_overview_and_a_dialog_break_no_rule(opened: Opened, pack: str, lang: str):
    page = opened("city", pack, lang)
    assert violations(page) == {}
    for panel in ("kpi_cards", "chains", "county_map"):
        assert violations(at(page, panel)) == {}, panel

    page.keyboard.press("t")
    page.wait_for_selector("dialog[open]")
    assert violations(page) == {}
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    assert violations(page) == {}
