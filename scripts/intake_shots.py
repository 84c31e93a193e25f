"""Pictures for docs/workbooks.md: a wide sheet brought in on a pack of its own, from the question
of what its figures are to the page that shows them, and the same sheet a month later.

The figures are the demo pack's, so the packs must be built (make editions). Into docs/.

    python scripts/intake_shots.py
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chainboard.commands import main as command
from chainboard.packs import DEMO
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.store.place import ROOT
from chainboard.view import View
from scripts.shots import DRAWN, board

METRIC, YEAR, OFFICE = "tax", 2026, "市税务局"
WAIT = 120_000  # ms
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
MARGIN = 12  # pixels round what is pictured


def main() -> None:
    """Four pictures; the board that is pictured has a folder of packs that goes with them."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        files = [sheet(folder, months) for months in ((6, 7, 8), (7, 8, 9))]
        os.environ["CHAINBOARD_VAR"] = str(folder / "var")
        command(["build", "--pack", "city"])
        with board() as address, sync_playwright() as playwright:
            chromium = shutil.which(os.environ.get("CHROMIUM", "chromium"))
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(
                viewport={"width": 1000, "height": 1400}, device_scale_factor=0.8
            )
            bring_in(page, address, *files)
            browser.close()


def sheet(folder: Path, months: Sequence[int]) -> Path:
    """The demo pack's figures as an office has them: counties down, months across, and not a word
    of what they are."""
    view = View(pack=DEMO, edition=editions.current("demo") or 1)
    found = {
        (row.area_code, row.months): (row.short_zh, row.value)
        for row in ask(view, "county_course.points", metric_id=METRIC)
        if row.period_end.year == YEAR
    }
    book = Workbook()
    page = book.active
    page.append(["演示数据：各县区分月情况（累计）"])
    page.append(["单位：亿元"])
    page.append(["县区", *(f"{month}月" for month in months)])
    for area in dict.fromkeys(area for area, _ in found):
        cells = [found[area, month] for month in months]
        page.append([cells[0][0], *(round(value, 2) for _, value in cells)])
    path = folder / f"演示_各县区_{months[-1]}月.xlsx"
    book.save(path)
    return path


def bring_in(page: Page, address: str, first: Path, second: Path) -> None:
    """As a person at the desk does it."""
    page.goto(f"{address}/intake?pack=city&lang=zh")
    page.wait_for_selector("[data-panel=loads][data-view]", timeout=WAIT)
    drop(page, first)
    choose(page, "指标", "入库税收")
    page.get_by_label("年份").fill(str(YEAR))
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="按此核对")
    picture(page, "intake-wide-asks", page.get_by_text(first.name).last, button)
    button.click()
    confirm = page.get_by_role("button", name="确认导入")
    expect(confirm).to_be_visible(timeout=WAIT)
    picture(page, "intake-wide-read", page.get_by_text("逐条说明"), confirm)
    confirm.click()
    expect(page.get_by_text("第 1 次导入完成")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="知道了").click()
    drop(page, second)
    again = page.get_by_text("上次按")
    expect(again).to_be_visible(timeout=WAIT)
    picture(page, "intake-wide-again", again, button)
    page.goto(f"{address}/county?pack=city&lang=zh&county=621002")
    page.wait_for_function(DRAWN, timeout=WAIT)
    page.wait_for_selector("[data-testid=stMain]")
    cards = page.locator("[data-panel]").first
    picture(page, "intake-wide-shown", cards, cards)


def drop(page: Page, file: Path) -> None:
    """Drop a file and say who sends it."""
    page.set_input_files("[data-testid=stFileUploader] input", file)
    expect(page.get_by_text("这张表没有写明以下内容")).to_be_visible(timeout=WAIT)
    page.wait_for_selector(AT_REST)
    choose(page, "由哪个单位报送", OFFICE)
    page.wait_for_selector(AT_REST)


def choose(page: Page, label: str, answer: str) -> None:
    """Pick one of a list."""
    page.get_by_role("combobox", name=label, exact=True).fill(answer)
    page.keyboard.press("Enter")


def picture(page: Page, name: str, first: Locator, last: Locator) -> None:
    """What stands from one element to another, as wide as the page."""
    page.evaluate("document.fonts.ready")
    top, bottom = first.bounding_box(), last.bounding_box()
    assert top and bottom, name
    start = top["y"] - MARGIN
    height = bottom["y"] + bottom["height"] + MARGIN - start
    clip = {"x": 0.0, "y": start, "width": 1000.0, "height": height}
    page.screenshot(path=ROOT / "docs" / f"{name}.png", clip=clip)  # type: ignore[arg-type]
    print(f"docs/{name}.png", flush=True)


if __name__ == "__main__":
    main()
