"""The code of a panel on the screen: read, typed, clicked, on slides and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen import opened

pytestmark = pytest.mark.weeks(2)
CARDS = "/chain?pack=demo&lang=zh&chain=petrochem"


def code_of(page: Page, panel: str) -> str:
    return page.locator(f"[data-panel={panel}] .cb-code a").inner_text()


def cells(page: Page) -> list[str]:
    return (
        page.locator("[data-panel=code_looked_up] tbody tr").first.locator("td").all_inner_texts()
    )


def test_a_click_on_a_code_shows_where_each_number_came_in_and_the_title_leads_back(page: Page):
    opened(page, CARDS)
    code = code_of(page, "output_trend")
    finding = page.locator("[data-panel=output_trend] .cb-finding").inner_text()
    page.locator("[data-panel=output_trend] .cb-code a").click()

    looked_up = page.locator("[data-panel=code_looked_up][data-view]")
    expect(looked_up.locator(".cb-finding")).to_contain_text(
        f"{code} 是“产业链”页的板块：{finding}"
    )
    expect(looked_up.locator(".cb-measure")).to_contain_text("报自示例市级链长办公室")
    assert re.search(r"指标 G\d+", cells(page)[-1])
    assert page.get_by_label("溯源码").input_value() == code

    looked_up.locator(".cb-finding a").click()
    expect(page.locator("[data-panel=output_trend][data-view]")).to_be_visible()
    assert "chain=petrochem" in page.url and "code=" not in page.url


def test_a_code_is_typed_as_it_stands_on_paper_and_a_wrong_letter_is_told(page: Page):
    opened(page, CARDS)
    code = code_of(page, "output_trend")
    opened(page, "/about?pack=published&lang=zh")
    assert page.locator("[data-panel=code_looked_up]").count() == 0
    field = page.get_by_label("溯源码")
    field.fill(code.lower().replace("-", " "))
    field.press("Enter")

    looked_up = page.locator("[data-panel=code_looked_up][data-view]")
    expect(looked_up.locator(".cb-finding")).to_contain_text(code)
    expect(page.locator(".cb-stamp")).to_contain_text("演示")
    wrong = f"{code[:6]}{'2' if code[6] != '2' else '3'}{code[7:]}"
    field.fill(wrong)
    field.press("Enter")
    expect(looked_up).to_contain_text("写错了，多半在第 2 组")


def test_slides_and_paper_carry_the_code(page: Page):
    opened(page, CARDS)
    code = code_of(page, "output_trend")
    opened(page, f"{CARDS}&theme=projector")
    feet = page.locator(".cb-slide[data-slide=output_trend] .cb-slide-foot")

    assert feet.count() and all(f"溯源码 {code}" in each for each in feet.all_text_contents())
    opened(page, CARDS)
    page.emulate_media(media="print")
    assert page.locator("[data-panel=output_trend] .cb-code a").is_visible()
