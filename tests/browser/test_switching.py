"""Choosing a chain on the page: every panel follows, whatever the order and haste of clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser import screen
from tests.browser.screen import drawn, mark, opened, settled

pytestmark = pytest.mark.weeks(2)

OTHERS = b"chainboard_receive"  # the message that brings the panels of the other chains


class Held:
    """A connection to the server whose messages wait from the first delivery of other chains on."""

    def __init__(self) -> None:
        self.waiting: list[str | bytes] = []
        self.is_holding = True
        self.socket: WebSocketRoute | None = None

    def connect(self, socket: WebSocketRoute) -> None:
        self.socket = socket
        server = socket.connect_to_server()
        server.on_message(self.arrive)

    def arrive(self, message: str | bytes) -> None:
        assert self.socket is not None
        begins = isinstance(message, bytes) and OTHERS in message
        if self.is_holding and (self.waiting or begins):
            self.waiting.append(message)
        else:
            self.socket.send(message)

    def let_go(self) -> None:
        assert self.socket is not None
        self.is_holding = False
        for message in self.waiting:
            self.socket.send(message)


@pytest.mark.parametrize("pack", screen.PACKS)
def test_every_chain_has_a_button_that_every_panel_follows(page: Page, pack: str):
    opened(page, f"/chain?pack={pack}&lang=zh")
    titles = set()

    for chain in screen.chains(page):
        page.locator(f"[data-chain={chain}]").click()
        drawn(page, mark(chain))
        assert screen.chosen_chain(page) == chain
        titles.add(page.locator("h1").inner_text())

    assert len(titles) == len(screen.chains(page)) == 13
    page.wait_for_url(re.compile(f"chain={screen.chains(page)[-1]}"))


MEASURED = """async (chain) => {
  let measured = 0;
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "clientWidth");
  Object.defineProperty(Element.prototype, "clientWidth", { configurable: true, get() {
    if (this.matches(".cb-figure")) measured += 1;
    return get.call(this);
  } });
  document.querySelector(`[data-chain=${chain}]`).click();
  const isDrawn = () => [...document.querySelectorAll("[data-panel]")].every((one) => one.dataset.view?.includes(chain));
  while (!isDrawn()) await new Promise(requestAnimationFrame);
  Object.defineProperty(Element.prototype, "clientWidth", { configurable: true, get });
  return measured;
}"""


def test_a_chain_seen_before_is_put_in_its_place_unmeasured_until_the_page_is_wider(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    for chain in ("petrochem", "energy", "petrochem"):
        page.locator(f"[data-chain={chain}]").click()
        drawn(page, mark(chain))

    assert page.evaluate(MEASURED, "energy") == 0

    page.set_viewport_size({"width": 1366, "height": 768})
    drawn(page, mark("energy"))
    assert page.evaluate(MEASURED, "petrochem") > 0


TITLES = """
() => {
  window.titles = new Set();
  const look = () => { window.titles.add(document.title); requestAnimationFrame(look); };
  look();
}
"""


def test_the_window_is_named_for_the_chain_from_the_click_on(page: Page):
    opened(page, "/chain?pack=demo&lang=zh&chain=petrochem")
    page.evaluate(TITLES)
    before = page.title()

    page.locator("[data-chain=apple]").click()
    page.wait_for_url(re.compile("chain=apple"))
    settled(drawn(page, mark("apple")))

    seen = page.evaluate("[...window.titles]")
    assert seen == [before, page.title()]
    assert page.title().startswith(page.locator("h1").inner_text())


def test_ten_quick_clicks_end_on_the_last_one(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    clicked = [*screen.chains(page)[1:10], "digital"]

    page.evaluate(
        """(chains) => {
          for (const chain of chains) document.querySelector(`[data-chain=${chain}]`).click();
        }""",
        clicked,
    )
    drawn(page, mark("digital"))
    page.wait_for_url(re.compile("chain=digital"))

    settled(page)
    drawn(page, mark("digital"))
    assert screen.chosen_chain(page) == "digital"
    assert screen.parameters(page)["chain"] == "digital"


def test_clicks_during_the_answers_to_earlier_clicks_end_on_the_last_one(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")

    for chain in screen.chains(page)[::-1]:
        page.locator(f"[data-chain={chain}]").click()
        page.wait_for_url(re.compile(f"chain={chain}"))

    settled(page)
    drawn(page, mark("energy"))
    assert screen.chosen_chain(page) == screen.parameters(page)["chain"] == "energy"


def test_arrows_home_and_end_switch_the_chain(page: Page):
    opened(page, "/chain?pack=demo&lang=zh")
    chains = screen.chains(page)
    page.locator(f"[data-chain={chains[0]}]").focus()

    for key, chain in (
        ("ArrowRight", chains[1]),
        ("ArrowDown", chains[2]),
        ("ArrowLeft", chains[1]),
        ("End", chains[-1]),
        ("ArrowRight", chains[0]),
        ("ArrowUp", chains[-1]),
        ("Home", chains[0]),
    ):
        page.keyboard.press(key)
        drawn(page, mark(chain))
        expect(page.locator(f"[data-chain={chain}]")).to_be_focused()


def test_a_click_before_the_other_chains_have_arrived_still_ends_right(page: Page):
    held = Held()
    page.route_web_socket(re.compile("_stcore/stream"), held.connect)
    opened(page, "/chain?county=621025&period=2022&pack=demo&lang=zh")

    page.locator("[data-chain=green]").click()
    expect(page.locator("[data-panel][data-view]")).to_have_count(0)
    held.let_go()

    drawn(page, mark("green", "621025", "2022"))
    page.wait_for_url(re.compile("chain=green"))
    settled(page)
    assert screen.marks(page) == {mark("green", "621025", "2022")}


def test_a_link_switches_at_once_on_a_page_that_was_left_and_opened_again(page: Page):
    opened(page, "/parks?pack=demo&lang=zh")
    for name in ("about", "parks"):
        page.locator(f'.st-key-frame a[href*="{name}?"]').first.click()
        panel = "dictionary" if name == "about" else "park_table"
        page.wait_for_selector(f"[data-panel={panel}][data-view]")
        settled(page)

    chosen = page.evaluate(
        """() => {
          document.querySelector("[data-panel=park_table] a.cb-way").click();
          return document.querySelector("button[data-park][aria-checked=true]").dataset.park;
        }"""
    )

    assert chosen != "all"
