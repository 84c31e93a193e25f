"""A meeting as its office prepares it and as it is shown: its files made at once, and slides that
turn on when the server has gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import servers
from tests.browser.test_work_loop import CHAIN_OFFICE, LATER, act_as, form_of, write

MEETING = "meeting-98"  # that the demo prepares
DRAWN = "() => document.documentElement.dataset.drawn"
NOW = ".cb-slide.cb-now, .cb-cover.cb-now"


@pytest.fixture
def board(packs: Path, chromium: Browser, tmp_path: Path) -> Iterator[tuple[Page, ExitStack, Path]]:
    """A page of a board of its own, how it is stopped, and its folder."""
    for pack in ("demo", "published"):
        shutil.copytree(packs / pack, tmp_path / "var" / pack)
    with ExitStack() as stops:
        address = stops.enter_context(servers.running(tmp_path / "var"))
        context = chromium.new_context(
            base_url=address, locale="zh-CN", viewport={"width": 1366, "height": 900}
        )
        yield context.new_page(), stops, tmp_path
        context.close()


def opened(page: Page) -> None:
    page.goto(f"/meeting?pack=demo&lang=zh&matter={MEETING}")
    page.wait_for_selector("[data-panel=meeting_agenda][data-view]", timeout=LATER)


def test_the_step_that_prepares_a_meeting_makes_its_files_at_once(board):
    page, _stops, folder = board
    opened(page)
    act_as(page, CHAIN_OFFICE)
    write(page, "议程（一行一项，可调顺序）", "问题协调\n经验交流：镇原县")
    form_of(page).get_by_role("button", name="调整议程", exact=True).click()

    expect(page.get_by_text("会议文件已生成")).to_be_visible(timeout=LATER)
    made = {file.suffix for file in (folder / "var" / "demo" / "meetings" / MEETING).iterdir()}
    assert {".html", ".pptx", ".pdf"} <= made
    page.goto(f"/data/meeting.html?pack=demo&lang=zh&meeting={MEETING}")
    page.wait_for_function(DRAWN, timeout=LATER)
    contents = page.locator(".cb-cover").inner_text()
    assert contents.index("问题协调") < contents.index("经验交流") and "工作汇报" not in contents


def test_a_meeting_goes_on_by_keyboard_when_the_server_has_stopped(board):
    page, stops, _folder = board
    page.goto(f"/data/meeting.html?pack=demo&lang=zh&meeting={MEETING}")
    page.wait_for_function(DRAWN, timeout=LATER)
    stops.close()

    seen = [page.locator(NOW).inner_text()]
    while True:
        page.keyboard.press("PageDown")
        shown = page.locator(NOW).inner_text()
        if shown == seen[-1]:
            break
        seen.append(shown)
    whole = "\n".join(seen)
    assert len(seen) > 20 and all(
        said in whole for said in ("传达学习", "工作汇报", "问题协调", "安排部署", "以前议定")
    )
    page.keyboard.press("Home")
    assert page.locator(NOW).inner_text() == seen[0]


def test_a_page_is_taken_along_by_its_button_as_each_kind_of_file(board):
    page, _stops, _folder = board
    page.goto("/chain?pack=demo&lang=zh&chain=petrochem")
    page.wait_for_selector("[data-panel=chain_cards][data-view]", timeout=LATER)
    page.get_by_role("button", name="导出", exact=True).click()
    dialog = page.get_by_role("dialog", name="导出")
    for form in ("PPTX", "DOCX"):
        with page.expect_download(timeout=LATER) as taken:
            dialog.get_by_role("button", name=f"本链简报 {form}", exact=True).click()
        assert taken.value.suggested_filename.startswith("油煤气化工产业链简报_")
        assert taken.value.suggested_filename.endswith(f".{form.lower()}")
    expect(dialog.get_by_text("已生成")).to_be_visible()
