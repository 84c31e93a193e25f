"""Take pictures of the pages: both packs, both languages, whole pages, into shots/, and the
first screen of each page of the demo data, smaller, into docs/.

Starts the board on a free port and waits for its own marks (data-panel, data-view), never on
time. CHROMIUM names another browser.

    python scripts/shots.py [page …]
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chainboard.navigation import addresses
from chainboard.store.place import ROOT

SHOTS = ROOT / "shots"
DRAWN = """
() => {
  const panels = [...document.querySelectorAll("[data-panel]")];
  const links = document.querySelector("[data-testid=stPageLink]"); // panels come before them
  return links && panels.length > 0 && panels.every((panel) => panel.dataset.view);
}
"""


def main(pages: list[str]) -> None:
    """One picture a page, pack and language; the name of the file says which."""
    pages = pages or list(addresses())
    SHOTS.mkdir(exist_ok=True)
    with board() as address, sync_playwright() as playwright:
        chromium = shutil.which(os.environ.get("CHROMIUM", "chromium"))
        browser = playwright.chromium.launch(executable_path=chromium)
        for name, pack, lang in product(pages, ("published", "demo"), ("zh", "en")):
            screen = browser.new_page(viewport={"width": 1920, "height": 1080})
            file = SHOTS / f"{name}-{pack}-{lang}.png"
            page = "" if name == addresses()[0] else name
            take(screen, f"{address}/{page}?pack={pack}&lang={lang}", file)
            screen.close()
            print(file.relative_to(ROOT), flush=True)
        for name in pages:
            screen = browser.new_page(
                viewport={"width": 1920, "height": 1080}, device_scale_factor=0.7
            )
            page = "" if name == addresses()[0] else name
            screen.goto(f"{address}/{page}?pack=demo&lang=zh")
            screen.wait_for_function(DRAWN, timeout=60_000)
            screen.evaluate("document.fonts.ready")
            screen.screenshot(path=ROOT / "docs" / f"{name}.png")
            screen.close()
        browser.close()


def take(screen: Page, address: str, file: Path) -> None:
    """Open one address and picture the whole page when all its panels are drawn."""
    screen.goto(address)
    screen.wait_for_function(DRAWN, timeout=60_000)
    screen.evaluate("document.fonts.ready")
    height = screen.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    screen.set_viewport_size({"width": 1920, "height": min(int(height), 8_000)})
    screen.wait_for_function(DRAWN)
    screen.screenshot(path=file)


@contextmanager
def board() -> Iterator[str]:
    """The address of a board that runs as long as the block does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    server = subprocess.Popen([sys.executable, *command], cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        while not answers(f"{address}/_stcore/health"):
            if server.poll() is not None:
                raise SystemExit("the board did not start; the lines above say why")
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


def answers(address: str) -> bool:
    """Whether the board says it is well."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    main(sys.argv[1:])
