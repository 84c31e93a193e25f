"""Pages of others in the same browser reach nothing, and the board's own miss nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import screen
from tests.browser.screen import NewScreen, opened, settled

OPENED = """
(address) => new Promise((told) => {
  const socket = new WebSocket(address, ["streamlit"]);
  socket.onopen = () => { socket.close(); told(true); };
  socket.onerror = () => told(false);
})
"""
SCRIPT_IN_TEXT = """
() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<img src='x:' onerror='window.ran = true'>");
}
"""
HEARD = """
const heard = new Promise((told) => {
  document.addEventListener("securitypolicyviolation", () => told(true), { once: true });
});
"""
FRAMED = """
(address) => {
  const frame = document.createElement("iframe");
  frame.src = address;
  document.body.append(frame);
}
"""


@pytest.fixture
def stranger(chromium: Browser) -> Iterator[Page]:
    """A page that is not watched: it may do what it likes, and shall have nothing of it."""
    context = chromium.new_context(**screen.CLEAN)
    yield context.new_page()
    context.close()


@pytest.fixture
def neighbour(tmp_path: Path) -> Iterator[str]:
    """The address of another server on this machine, with an empty page."""
    files = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), files) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def stream_of(origin: str) -> str:
    return f"ws{origin.removeprefix('http')}/_stcore/stream"


def test_a_name_that_leads_to_this_machine_opens_no_socket_and_no_page(stranger: Page, board: str):
    """DNS rebinding: to the browser such a page and the board are of one origin."""
    rebound = f"http://{screen.ANOTHER_NAME}:{urlsplit(board).port}"
    empty = "<p>a page of somebody else, served before the name was moved</p>"
    stranger.route(f"{rebound}/", lambda route: route.fulfill(content_type="text/html", body=empty))
    stranger.goto(f"{rebound}/")

    assert stranger.evaluate(OPENED, stream_of(rebound)) is False
    answer = stranger.goto(f"{rebound}/intake?pack=city")
    assert answer is not None and answer.status == 403
    expect(stranger.locator("body")).to_contain_text("on this machine only")


def test_a_page_at_another_port_of_this_machine_opens_no_socket(
    stranger: Page, board: str, neighbour: str
):
    stranger.goto(neighbour)

    assert stranger.evaluate(OPENED, stream_of(board)) is False


def test_the_boards_own_page_opens_a_socket(page: Page, board: str):
    opened(page, "/about?pack=demo&lang=zh")

    assert page.evaluate(OPENED, stream_of(board)) is True


def test_the_board_is_not_shown_inside_a_page_of_somebody_else(
    stranger: Page, board: str, neighbour: str
):
    stranger.goto(neighbour)

    with stranger.expect_event("framenavigated", lambda frame: frame.parent_frame is not None):
        stranger.evaluate(FRAMED, f"{board}/about?pack=demo")

    (frame,) = stranger.main_frame.child_frames
    assert frame.url.startswith("chrome-error:")


def test_a_script_that_came_with_text_is_not_run(stranger: Page, board: str):
    opened(stranger, f"{board}/about?pack=demo&lang=zh")

    stranger.evaluate(SCRIPT_IN_TEXT)
    stranger.wait_for_function("document.images[document.images.length - 1].complete")

    assert stranger.evaluate("window.ran") is None


@pytest.mark.sample(1)
@pytest.mark.parametrize("lang", screen.LANGUAGES)
@pytest.mark.parametrize("name", ["", "chain", "intake"])
def test_a_page_and_its_pictures_are_drawn_without_a_report_of_the_policy(
    screens: NewScreen, name: str, lang: str
):
    page = settled(opened(screens(), f"/{name}?pack=demo&lang={lang}"))

    for picture in page.locator("[data-tool=png]").all():
        with page.expect_download():
            picture.click()


def test_a_report_of_the_policy_is_heard(chromium: Browser, board: str):
    with ExitStack() as stack:
        new = stack.enter_context(screen.guarded(chromium, board))
        page = opened(new(), "/about?pack=demo&lang=zh")
        page.evaluate(f"() => {{ {HEARD} ({SCRIPT_IN_TEXT})(); return heard; }}")

        with pytest.raises(AssertionError, match="kept from something"):
            stack.close()
