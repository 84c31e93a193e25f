"""A file on its way in, as a person at the desk sees it: dropped, read, confirmed, undone."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Page, expect

from chainboard.intake.turns import turn
from tests.browser import screen, servers

pytestmark = pytest.mark.weeks(2)

HEADERS = ("产业链", "县区", "指标", "期间", "口径", "数值", "单位")
RIGHT = ("油煤气化工", "庆城县", "产业链产值", "2026-09", "累计", 120.5, "亿元")
OWNED = ("全部产业链", "庆城县", "第二产业增加值", "2026-09", "累计", 80.5, "亿元")
WRONG = ("苹果", "还县", "产业链产值", "2026-09", "累计", "1,2O3", "亿元")
LOADING = 60_000  # ms that a load may take on a busy machine


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in (HEADERS, *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """The intake page of an empty city pack, on a board of its own."""
    with servers.running(tmp_path / "var") as address, screen.guarded(chromium, address) as new:
        page = new()
        page.goto("/intake?pack=city&lang=zh")
        page.wait_for_selector("[data-panel=loads][data-view]", timeout=LOADING)
        yield page


def drop(page: Page, file: Path) -> None:
    page.set_input_files("[data-testid=stFileUploader] input", file)


def choose(page: Page, office: str) -> None:
    page.get_by_label("由哪个单位报送").fill(office)
    page.keyboard.press("Enter")


def confirm(page: Page, office: str) -> None:
    choose(page, office)
    page.get_by_role("button", name="确认导入").click()


def test_a_clean_file_is_previewed_loaded_and_can_be_taken_back(desk: Page, tmp_path: Path):
    drop(desk, workbook(tmp_path / "九月.xlsx", RIGHT, OWNED))
    expect(desk.get_by_text("没有发现问题")).to_be_visible(timeout=LOADING)
    expect(desk.get_by_text("新增 2 行")).to_be_visible()

    choose(desk, "市工信局")
    expect(desk.get_by_text("1 项指标归统计局")).to_be_visible(timeout=LOADING)
    expect(desk.get_by_text("F3 数值：“第二产业增加值”以市/县统计局的数为准")).to_be_visible()
    confirm(desk, "市统计局")

    expect(desk.get_by_text("第 1 次导入完成")).to_be_visible(timeout=LOADING)
    expect(desk.get_by_text("变动：新期间 2")).to_be_visible(timeout=LOADING)
    expect(desk.locator("[data-panel=loads]")).to_contain_text("九月.xlsx")
    desk.get_by_role("button", name="知道了").click()
    expect(desk.get_by_text("第 1 次导入完成")).to_have_count(0)

    desk.get_by_role("button", name="撤回一次导入").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("由哪个单位撤回").fill("市统计局")
    dialog.get_by_label("原因").fill("报错了")
    dialog.get_by_label("原因").press("Enter")
    dialog.get_by_role("button", name="撤回", exact=True).click()

    expect(desk.get_by_text("第 1 次导入已撤回")).to_be_visible(timeout=LOADING)
    expect(desk.locator("[data-panel=loads]")).to_contain_text("已撤回：报错了")


def wide(path: Path, *months: str) -> Path:
    """Counties down and two months across, with nothing said of what the figures are."""
    book = Workbook()
    for row in (("县区", *months), ("西峰区", 10.5, 20.5), ("环县", 3.5, 4.5)):
        book.active.append(row)
    book.save(path)
    return path


def test_what_a_wide_table_does_not_say_is_asked_loaded_and_filled_in_the_next_month(
    desk: Page, tmp_path: Path
):
    drop(desk, wide(tmp_path / "各县产值.xlsx", "9月", "10月"))
    expect(desk.get_by_text("这张表没有写明以下内容")).to_be_visible(timeout=LOADING)

    for label, answer in (("指标", "产业链产值"), ("单位", "万元"), ("口径", "当月")):
        desk.get_by_role("combobox", name=label, exact=True).fill(answer)
        desk.keyboard.press("Enter")
    check = desk.get_by_role("button", name="按此核对")
    check.click()
    expect(desk.get_by_text("还没有选：年份")).to_be_visible(timeout=LOADING)
    desk.get_by_label("年份").fill("2026")
    check.click()
    expect(desk.get_by_text("新增 4 行")).to_be_visible(timeout=LOADING)

    confirm(desk, "市统计局")
    expect(desk.get_by_text("第 1 次导入完成")).to_be_visible(timeout=LOADING)
    desk.get_by_role("button", name="知道了").click()

    drop(desk, wide(tmp_path / "各县产值11.xlsx", "11月", "12月"))
    choose(desk, "市统计局")
    expect(desk.get_by_text("上次按 产业链产值、万元、当月 读")).to_be_visible(timeout=LOADING)
    expect(desk.get_by_label("年份")).to_have_value("")
    desk.get_by_label("年份").fill("2026")
    check.click()
    expect(desk.get_by_text("新增 4 行")).to_be_visible(timeout=LOADING)
    desk.get_by_role("button", name="忘掉以前的答复").click()
    expect(desk.get_by_text("这张表没有写明以下内容")).to_be_visible(timeout=LOADING)
    expect(desk.get_by_text("上次按")).to_have_count(0)


def test_a_third_file_says_that_it_waits_for_the_other_two(desk: Page, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    with turn(lambda _is_waiting: None), turn(lambda _is_waiting: None):
        drop(desk, workbook(tmp_path / "九月.xlsx", RIGHT))
        expect(desk.get_by_text("正在等待另外两个核对")).to_be_visible(timeout=LOADING)

    expect(desk.get_by_text("没有发现问题")).to_be_visible(timeout=LOADING)


def test_wrong_cells_are_named_marked_and_only_sound_rows_can_be_taken(desk: Page, tmp_path: Path):
    drop(desk, workbook(tmp_path / "a.xlsx", RIGHT, WRONG))
    expect(desk.get_by_text("错误 2 处")).to_be_visible(timeout=LOADING)
    expect(desk.get_by_role("button", name="确认导入")).to_have_count(0)

    with desk.expect_download(timeout=LOADING) as download:
        desk.get_by_role("button", name="下载标注好的原文件").click()
    sheet = load_workbook(BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert "1,203" in sheet["F3"].comment.text

    desk.get_by_text("只导入没有错误的行", exact=True).click()
    confirm(desk, "市统计局")
    expect(desk.get_by_text("新增 1、更改 0、相同 0 行")).to_be_visible(timeout=LOADING)


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["../../x.xlsx", "‮slx.exe", "=cmd.xlsx", "n" * 200 + ".csv"])
def test_a_bad_file_of_any_name_leaves_the_page_working(desk: Page, tmp_path: Path, name: str):
    bad = {"name": name, "mimeType": "application/octet-stream", "buffer": b"\x00\x01nothing"}
    desk.set_input_files("[data-testid=stFileUploader] input", [bad])  # type: ignore[list-item]
    expect(desk.get_by_text("错误 1 处")).to_be_visible(timeout=LOADING)

    drop(desk, workbook(tmp_path / "good.xlsx", RIGHT))

    expect(desk.get_by_text("没有发现问题")).to_be_visible(timeout=LOADING)
    expect(desk.locator("[data-panel=loads]")).to_be_visible()


def test_a_file_that_is_not_taken_says_how_much_is_taken_and_what_to_do(desk: Page, tmp_path: Path):
    with (tmp_path / "large.xlsx").open("wb") as large:
        large.truncate(21 * 2**20)
    told = desk.get_by_text("有文件没有收下")
    expect(told).to_be_hidden()

    drop(desk, tmp_path / "large.xlsx")
    expect(told).to_be_visible()
    expect(told).to_contain_text("请移走几个文件")
    desk.get_by_test_id("stFileChipDeleteBtn").get_by_role("button").click()

    expect(told).to_be_hidden()


def test_a_load_that_was_begun_ends_although_the_page_was_closed(desk: Page, tmp_path: Path):
    drop(desk, workbook(tmp_path / "a.xlsx", RIGHT))
    expect(desk.get_by_text("没有发现问题")).to_be_visible(timeout=LOADING)
    confirm(desk, "市统计局")
    expect(desk.get_by_text("没有发现问题")).to_have_count(0)
    address = desk.url

    desk.goto("about:blank")
    desk.goto(address)

    expect(desk.get_by_text("第 1 次导入完成")).to_be_visible(timeout=LOADING)
