"""Pictures for docs/schedule.md: a problem opened on the schedule with the form of its next step,
and a meeting with its agenda, decisions and minutes. Into docs/.

The figures are the demo pack's, so the packs must be built (make editions). No step is taken.

    python scripts/loop_shots.py
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chainboard.store.place import ROOT
from scripts.shots import DRAWN, board

OFFICE = "示例市级链长办公室"
WAIT = 60_000  # ms


def main() -> None:
    """Two pictures of the demo's ledger."""
    with board() as address, sync_playwright() as playwright:
        chromium = shutil.which(os.environ.get("CHROMIUM", "chromium"))
        browser = playwright.chromium.launch(executable_path=chromium)
        step = opened(browser, f"{address}/schedule?pack=demo&lang=zh&matter=problem-103", 1500)
        step.get_by_label("以哪个单位办理").fill(OFFICE)
        step.get_by_role("option", name=OFFICE, exact=True).click()
        step.locator(".st-key-step_form").wait_for(timeout=WAIT)
        step.wait_for_function(DRAWN, timeout=WAIT)
        step.screenshot(path=ROOT / "docs" / "schedule-step.png")
        opened(browser, f"{address}/meeting?pack=demo&lang=zh", 1700).screenshot(
            path=ROOT / "docs" / "meeting.png"
        )
        browser.close()


def opened(browser: Browser, address: str, height: int) -> Page:
    """A page of the board, drawn."""
    page = browser.new_page(viewport={"width": 1366, "height": height}, device_scale_factor=0.8)
    page.goto(address)
    page.wait_for_function(DRAWN, timeout=WAIT)
    page.evaluate("document.fonts.ready")
    return page


if __name__ == "__main__":
    main()
