"""The monthly form as an office meets it: fetched from the page, filled in, dropped there again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser import screen, servers
from tests.browser.test_intake import LOADING, confirm, drop

pytestmark = pytest.mark.weeks(2)
OFFICE = "市工信局"


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """The intake page of an empty city pack, on a board of its own."""
    with servers.running(tmp_path / "var") as address, screen.guarded(chromium, address) as new:
        page = new()
        page.goto("/intake?pack=city&lang=zh")
        page.wait_for_selector("[data-panel=loads][data-view]", timeout=LOADING)
        yield page


def fetched(page: Page, to: Path) -> Path:
    """The form of the office, from the button of the page."""
    page.get_by_text("下载月度报表").first.click()
    page.get_by_label("哪个单位", exact=True).fill(OFFICE)
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="下载月度报表")
    expect(button).to_be_visible(timeout=LOADING)
    with page.expect_download(timeout=LOADING) as download:
        button.click()
    download.value.save_as(to)
    return to


def test_a_form_is_fetched_filled_in_and_its_problem_stands_in_the_ledger(
    desk: Page, tmp_path: Path
):
    file = fetched(desk, tmp_path / "报表.xlsx")
    book = load_workbook(file)
    assert "非涉密系统，严禁上传涉密信息。" in {cell.value for cell in book["填写说明"]["A"]}
    book["问题"].append([None, "园区道路未通", "油煤气化工", "正宁县"])
    book.save(file)

    drop(desk, file)
    expect(desk.get_by_text("没有发现问题")).to_be_visible(timeout=LOADING)
    confirm(desk, OFFICE)
    expect(desk.get_by_text("录入 1 步：problem-1 提出")).to_be_visible(timeout=LOADING)
    drop(desk, file)
    desk.get_by_label("由哪个单位报送").fill(OFFICE)
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("这个问题已录入，没有重复录入").first).to_be_visible(timeout=LOADING)
