"""Pictures for docs/meeting.md: a meeting prepared, shown, decided, and on paper. Into docs/.

The figures are the demo pack's, so the packs must be built (make editions). No step is taken.

    python scripts/meeting_shots.py
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chainboard.store.place import ROOT
from scripts.loop_shots import OFFICE, WAIT, opened
from scripts.shots import board

DOCS = ROOT / "docs"
SLIDES = {"cover": 1, "report": 7, "map": 18}  # of the meeting that the demo prepares
DRAWN = "() => document.documentElement.dataset.drawn"
MEETING = "pack=demo&lang=zh&meeting=meeting-98"


def main() -> None:
    """Each stage of a meeting as one picture."""
    with board() as address, sync_playwright() as playwright:
        chromium = shutil.which(os.environ.get("CHROMIUM", "chromium"))
        browser = playwright.chromium.launch(executable_path=chromium)
        form(browser, address, "调整议程", "meeting-prepare", 1180)
        form(browser, address, "记录议定事项", "meeting-decide", 1150)
        slides(browser, address)
        browser.close()


def form(browser: Browser, address: str, step: str, name: str, height: int) -> None:
    """The form of a step of the meeting that is being prepared."""
    page = opened(browser, f"{address}/meeting?pack=demo&lang=zh&matter=meeting-98", height)
    page.get_by_label("以哪个单位办理").fill(OFFICE)
    page.get_by_role("option", name=OFFICE, exact=True).click()
    page.get_by_role("radio", name=step, exact=True).click()
    page.locator(".st-key-step_form").wait_for(timeout=WAIT)
    page.get_by_text("非涉密系统").wait_for(timeout=WAIT)
    page.screenshot(path=DOCS / f"{name}.png")
    page.close()


def slides(browser: Browser, address: str) -> None:
    """Slides of the file that is shown, and all of them at once, as one picture."""
    page = browser.new_page(viewport={"width": 960, "height": 540})
    page.goto(f"{address}/data/meeting.html?{MEETING}")
    page.wait_for_function(DRAWN, timeout=WAIT)
    taken = []
    for number in SLIDES.values():
        page.goto(f"{address}/data/meeting.html?{MEETING}#s={number}")
        page.wait_for_function(DRAWN, timeout=WAIT)
        taken.append(page.screenshot())
    page.keyboard.press("o")
    taken.append(page.screenshot())
    pictures = [Image.open(io.BytesIO(each)) for each in taken]
    whole = Image.new("RGB", (1930, 1090), "#8A949E")
    for at, picture in enumerate(pictures):
        whole.paste(picture, (970 * (at % 2), 550 * (at // 2)))
    whole.resize((1351, 763)).quantize(96).save(DOCS / "meeting-show.png", optimize=True)


if __name__ == "__main__":
    main()
