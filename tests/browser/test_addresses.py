"""The address says exactly what is on the screen, and takes it to another browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from chainboard.words import texts
from tests.browser import screen, servers
from tests.browser.screen import NewScreen, drawn, mark, opened, settled

pytestmark = pytest.mark.weeks(2)

VIEW = {
    "chain": "apple",
    "county": "621022",
    "period": "2023",
    "basis": "month",
    "lang": "zh",
}
MARK = mark("apple", "621022", "2023")


def link_to(page: Page, name: str) -> None:
    page.locator(f'.st-key-frame a[href^="{name}?"]').first.click()
    page.wait_for_url(re.compile(rf"/{name}\?"))
    settled(drawn(page))


def test_an_address_rebuilds_its_view_in_a_clean_browser(screens: NewScreen):
    view = "chain=petrochem&county=621022&period=2023&basis=month&lang=en&pack=demo"

    page = opened(screens(), f"/chain?{view}")

    assert screen.marks(page) == {mark("petrochem", "621022", "2023")}
    assert screen.chosen_chain(page) == "petrochem"
    assert "Huan" in screen.chosen_filter(page, "county")
    assert "2023" in screen.chosen_filter(page, "period")
    assert screen.chosen_filter(page, "basis") == texts("en")("当月")
    assert page.title().startswith(page.locator("h1").inner_text())
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_title_and_the_language_of_the_page_are_chinese_on_a_chinese_page(page: Page):
    opened(page, "/chain?chain=petrochem&lang=zh&pack=demo")

    assert "油煤气化工产业链" in page.title()
    assert page.locator("html").get_attribute("lang") == "zh-CN"


@pytest.mark.parametrize(("locale", "lang"), [("zh-CN", "zh-CN"), ("en-GB", "en"), ("fr-FR", "en")])
def test_without_a_language_the_browser_decides(screens: NewScreen, locale: str, lang: str):
    page = opened(screens(locale=locale), "/about?pack=demo")

    assert page.locator("html").get_attribute("lang") == lang


def test_the_bare_address_is_the_overview_and_keeps_its_parameters(page: Page):
    given = {**VIEW, "pack": "demo"}

    opened(page, f"/?{urlencode(given)}", MARK)

    assert urlsplit(page.url).path == "/"
    expect(page.locator("[data-panel=kpi_cards]")).to_be_visible()
    assert screen.parameters(page).items() >= given.items()


def test_the_copied_address_opens_the_same_view_in_another_browser(screens: NewScreen):
    here = screens(permissions=["clipboard-read", "clipboard-write"])
    opened(here, "/chain?county=621022&lang=en&pack=demo")
    here.locator("[data-chain=digital]").click()
    drawn(here, mark("digital", "621022"))

    here.locator("[data-tool=copy]").click()
    expect(here.locator(".cb-told")).not_to_be_empty()
    address = here.evaluate("navigator.clipboard.readText()")
    there = opened(screens(), address, mark("digital", "621022"))

    assert screen.panel_texts(there) == screen.panel_texts(here)
    assert there.locator("html").get_attribute("lang") == "en"


def test_without_a_clipboard_the_address_stands_selected_for_copying(page: Page):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    opened(page, "/chain?chain=apple&pack=demo&lang=zh")

    page.locator("[data-tool=copy]").click()
    field = page.locator(".cb-address")

    asked = dict(parse_qsl(urlsplit(field.input_value()).query))
    assert asked.items() >= {"chain": "apple", "pack": "demo", "lang": "zh"}.items()
    assert field.evaluate("(field) => field.selectionEnd === field.value.length")


def test_back_and_forward_show_the_chains_that_were_chosen(page: Page):
    opened(page, "/chain?chain=energy&pack=demo&lang=zh")
    for chain in ("petrochem", "apple"):
        page.locator(f"[data-chain={chain}]").click()
        page.wait_for_url(re.compile(f"chain={chain}"))
        settled(drawn(page, mark(chain)))

    page.go_back()
    drawn(page, mark("petrochem"))
    assert screen.chosen_chain(page) == "petrochem"
    assert screen.parameters(page)["chain"] == "petrochem"

    page.go_forward()
    drawn(page, mark("apple"))
    assert screen.chosen_chain(page) == "apple"


@pytest.mark.sample(1)
@pytest.mark.parametrize("pack", screen.PACKS)
def test_navigation_keeps_every_parameter_through_every_page_and_back(page: Page, pack: str):
    given = {**VIEW, "pack": pack}
    opened(page, f"/chain?{urlencode(given)}", MARK)

    for name in (*screen.PAGES[1:], *screen.PAGES):
        link_to(page, name)
        assert screen.parameters(page).items() >= given.items()

    link_to(page, "chain")
    drawn(page, MARK)
    assert screen.chosen_chain(page) == "apple"


def test_navigation_keeps_the_chain_that_was_chosen_on_the_page(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    page.locator("[data-chain=apple]").click()
    page.wait_for_url(re.compile("chain=apple"))

    link_to(settled(page), "about")
    link_to(page, "chain")

    drawn(page, mark("apple"))


def test_the_link_to_the_other_pack_keeps_chain_county_and_language(page: Page):
    opened(page, "/chain?chain=apple&county=621022&lang=en&pack=published")

    page.locator('.st-key-frame a[href*="pack=demo"]').first.click()
    page.wait_for_url(re.compile("pack=demo"))
    settled(page)

    drawn(page, mark("apple", "621022"))
    kept = {"chain": "apple", "county": "621022", "lang": "en", "pack": "demo"}
    assert screen.parameters(page).items() >= kept.items()


def test_the_link_to_the_other_language_keeps_the_view(page: Page):
    given = {**VIEW, "pack": "demo"}
    opened(page, f"/chain?{urlencode(given)}", MARK)

    page.locator('.st-key-frame a[href*="lang=en"]').last.click()
    page.wait_for_url(re.compile("lang=en"))
    page.wait_for_selector("html[lang=en]", state="attached")

    drawn(page, MARK)
    assert screen.parameters(page).items() >= {**given, "lang": "en"}.items()


def test_three_names_of_one_year_show_the_same_figures(page: Page):
    shown = []
    for period in ("2024", "2024-12", "2024Q4"):
        opened(page, f"/chain?period={period}&pack=demo&lang=zh", mark(period=period))
        shown.append(screen.panel_texts(page))

    assert shown[0] == shown[1] == shown[2]


def test_the_first_visitor_of_a_fresh_server_sees_the_navigation(chromium: Browser, packs: Path):
    with servers.running(packs) as address, screen.guarded(chromium, address) as new:
        page = opened(new(), "/chain?pack=demo&lang=zh")

        for name in screen.PAGES:
            expect(page.locator(f'.st-key-frame a[href^="{name}?"]').first).to_be_visible()
        expect(page.locator('[data-testid="stSidebarNav"]')).to_have_count(0)
