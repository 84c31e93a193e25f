"""Whatever an address says: a message, the default view, nothing executed, no traceback."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser import screen
from tests.browser.screen import drawn, mark, opened
from tests.conftest import Some

IMAGE = "<img src=x onerror=window.executed=1>"
SCRIPT = "</script><script>window.executed=1</script>"
QUOTES = "' or 1=1; drop table observation; --\""
LONG = "a" * 10_000
TRACES = ("Traceback", "Error:", "Exception", 'File "', ".py")

UNKNOWN = {
    "chain": ["ENERGY", QUOTES, IMAGE, SCRIPT, LONG],
    "county": ["999999", IMAGE, LONG],
    "park": ["nosuchpark"],
    "period": ["1850", "2023-13", IMAGE, LONG],
    "basis": ["weekly"],
    "theme": ["dark"],
    "map": ["globe"],
    "pack": ["../demo", IMAGE, LONG],
    "edition": ["999999", "../000001", IMAGE],
    "lang": ["fr", LONG],
}


def nothing_was_executed_and_nothing_leaked(page: Page) -> bool:
    words = page.locator("body").inner_text()
    return (
        page.evaluate("window.executed") is None
        and page.locator("[data-testid=stException]").count() == 0
        and not any(trace in words for trace in TRACES)
    )


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_value_gets_a_message_and_the_default_view(page: Page, name: str, some: Some):
    for value in some(UNKNOWN[name], 1):
        opened(page, f"/chain?{urlencode({'lang': 'zh', 'pack': 'demo', name: value})}", mark())

        message = page.locator(".cb-message")
        expect(message).to_contain_text("不存在")
        expect(message).to_contain_text(" ".join(value[:40].split()))
        assert len(message.inner_text()) < 150
        assert nothing_was_executed_and_nothing_leaked(page)


def test_several_unknown_values_get_a_message_each_and_the_known_ones_count(page: Page):
    asked = {"lang": "en", "pack": "demo", "chain": "nowhere", "period": "x", "county": "621022"}

    opened(page, f"/chain?{urlencode(asked)}", mark(county="621022"))

    assert page.locator(".cb-message").count() == 2
    assert "nowhere" in page.locator(".cb-message").first.inner_text()


@pytest.mark.parametrize("name", ["nowhere", "country", "<b>", "chain/deeper", "a" * 3_000])
def test_an_unknown_page_gets_a_message_on_the_first_page(page: Page, name: str):
    opened(page, f"/{quote(name)}?lang=zh&pack=demo&chain=apple", mark("apple"))

    expect(page.locator(".cb-message")).to_contain_text("不存在")
    expect(page.locator("[role=dialog]")).to_have_count(0)
    assert nothing_was_executed_and_nothing_leaked(page)


def test_a_message_goes_when_the_value_is_put_right(page: Page):
    opened(page, "/chain?county=999999&pack=demo&lang=zh", mark())
    expect(page.locator(".cb-message")).to_have_count(1)

    screen.choose(page, "county", "环县")
    drawn(page, mark(county="621022"))

    expect(page.locator(".cb-message")).to_have_count(0)


def test_markup_planted_in_the_data_is_shown_as_letters(page: Page):
    """What comes from data enters by textContent: a name with tags is a name with tags."""
    opened(page, "/chain?pack=demo&lang=zh")

    page.evaluate(
        """(planted) => {
          const { table } = document.querySelector("[data-panel=chain_firms]").panel;
          for (const row of table.rows) row[0] = planted;
        }""",
        IMAGE,
    )
    page.locator("[data-panel=chain_firms] [data-tool=table]").click()

    expect(page.locator("dialog td").first).to_have_text(IMAGE)
    assert page.locator("dialog img").count() == 0
    assert page.evaluate("window.executed") is None
