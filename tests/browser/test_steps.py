"""From a weak step of a chain to the firms and projects behind it, and back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import screen
from tests.browser.screen import drawn, mark, opened, settled


def test_a_weak_step_leads_to_its_firms_and_back_to_all_and_another_chain_lets_go_of_it(
    page: Page,
):
    opened(page, "/chain?chain=petrochem&pack=demo&lang=zh")
    firms, step = page.locator("[data-panel=chain_firms]"), page.locator("[data-node$='.fine']")
    cards = screen.panel_texts(page)["chain_cards"]
    all_firms = firms.locator(".cb-finding").inner_text()

    evidence = page.locator("[data-panel=chain_map] .cb-evidence")
    step.click()
    evidence.get_by_text("看这一环节的企业、项目和台账").click()

    expect(firms).to_contain_text("环节“精细化工”")
    settled(drawn(page, mark("petrochem")))
    assert screen.parameters(page)["node"] == "petrochem.fine"
    assert screen.chosen_filter(page, "node") == "精细化工"
    assert firms.locator("tbody tr").count() == 4
    assert screen.panel_texts(page)["chain_cards"] == cards
    expect(step).to_be_focused()

    page.locator("[data-chain=digital]").click()
    page.wait_for_url(lambda url: "chain=digital" in url and "node" not in url)
    settled(drawn(page, mark("digital")))
    assert screen.chosen_filter(page, "node") == "全部环节"

    page.go_back()
    expect(firms).to_contain_text("环节“精细化工”")
    settled(drawn(page, mark("petrochem")))
    evidence.get_by_text("看全部环节的企业和项目").click()

    expect(firms.locator(".cb-finding")).to_have_text(all_firms)
    settled(drawn(page, mark("petrochem")))
    assert "node" not in screen.parameters(page)
