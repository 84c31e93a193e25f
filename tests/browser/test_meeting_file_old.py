"""A brief as one file in Chromium 81, as old computers of offices have it.

Its binary comes with an npm package, is kept outside the repository, and is fetched by make full
alone. What drives browsers in the other tests no longer speaks to it, so this file does.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.briefs.slides import file_of
from tests.browser.test_slides import FAULTS

PACKAGE = "chrome-aws-lambda@3.0.4"
INTEGRITY = (
    "iePniobrFONg8oFyq8YuZKW2wkRYi0LSVZ9kf8zNJ35LXxXKJK/eb+aas/Rz0Doyac0zAIQbiqMGABkPXc88jQ=="
)
KEPT = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "chainboard/chromium-81"
UNPACK = """const [from, to] = process.argv.slice(1);
const { readFileSync, writeFileSync } = require("fs");
writeFileSync(to, require("zlib").brotliDecompressSync(readFileSync(from)), { mode: 0o755 });"""
ARGUMENTS = (
    "--headless", "--no-sandbox", "--single-process", "--no-zygote", "--use-gl=swiftshader",
    "--ignore-gpu-blacklist", "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-background-networking",
    "--remote-debugging-port=0",
)  # fmt: skip
LISTENS = re.compile(r"ws://\S+")
# What the check of the slides asks of the browser that this one has not.
NEWER = """Element.prototype.checkVisibility = function () { return this.getClientRects().length > 0; }"""
DRAWN = """new Promise((ready) => {
  const look = () => (document.documentElement.dataset.drawn ? ready() : setTimeout(look, 50));
  look();
})"""
FIGURES = """[document.querySelectorAll(".cb-figure").length,
  document.querySelectorAll(".cb-figure.js-plotly-plot .main-svg").length > 0
    ? document.querySelectorAll(".cb-figure.js-plotly-plot").length : 0]"""
PRESSED = """(() => { for (const key of ["End", "Home", "PageDown", "ArrowRight"])
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  return document.querySelector(".cb-now .cb-count").textContent; })()"""
FILLED = """[...document.querySelectorAll(".cb-done")].every(
  (bar) => bar.offsetHeight === bar.parentElement.offsetHeight && bar.offsetWidth > 0)"""


class Tab:
    """A tab of a browser, spoken to in its own protocol."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.numbers, self.session = socket, count(1), ""
        self.told: list[dict[str, Any]] = []
        page = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=page, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self.ask(f"{domain}.enable")
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=1920, height=1080, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def ask(self, method: str, **given: Any) -> dict[str, Any]:
        number = next(self.numbers)
        said = {"id": number, "method": method, "params": given}
        self.socket.send(
            json.dumps({**said, **({"sessionId": self.session} if self.session else {})})
        )
        while True:
            answer: dict[str, Any] = json.loads(self.socket.recv(timeout=60))
            if answer.get("id") != number:
                self.told.append(answer)
                continue
            assert "error" not in answer, answer
            result: dict[str, Any] = answer["result"]
            return result

    def run(self, script: str) -> Any:
        """What a script of the page comes to."""
        done = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def until(self, method: str) -> None:
        """When the browser has told of something."""
        while not self.heard(method):
            self.told.append(json.loads(self.socket.recv(timeout=60)))

    def heard(self, method: str) -> list[dict[str, Any]]:
        """What the browser told of one kind."""
        return [each["params"] for each in self.told if each.get("method") == method]


def fetched() -> Path:
    """The program, from the cache, or from the registry where its hash is the known one."""
    program = KEPT / "chromium"
    if program.exists():
        return program
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("Chromium 81 is unpacked by npm and node, which are not on this machine")
    KEPT.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=KEPT, capture_output=True)
    if packed.returncode:
        pytest.skip("Chromium 81 cannot be fetched: there is no network")
    (archive,) = KEPT.glob("*.tgz")
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    assert found == INTEGRITY, "the package is not the known one"
    with tarfile.open(archive) as files:
        files.extractall(KEPT, filter="data")
    for name in ("swiftshader.tar", "chromium"):
        unpacked = KEPT / "package" / "bin" / f"{name}.br"
        subprocess.run(["node", "-e", UNPACK, str(unpacked), str(KEPT / name)], check=True)
        if name.endswith(".tar"):
            with tarfile.open(KEPT / name) as files:
                files.extractall(KEPT / "swiftshader", filter="data")
    return program


@pytest.fixture
def tab(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[Tab]:
    """A tab of Chromium 81."""
    if not pytestconfig.getoption("--all"):
        pytest.skip("the old Chromium is tried by make full")
    started = subprocess.Popen(
        [str(fetched()), *ARGUMENTS, f"--user-data-dir={tmp_path / 'profile'}", "about:blank"],
        stderr=subprocess.PIPE, text=True, errors="replace",
    )  # fmt: skip
    try:
        assert started.stderr is not None
        found = (LISTENS.search(line) for line in started.stderr)
        address = next((match[0] for match in found if match), "")
        if not address:
            pytest.skip("Chromium 81 does not start on this machine")
        with connect(address, max_size=None) as socket:
            yield Tab(socket)
    finally:
        started.kill()
        started.wait()


@pytest.mark.parametrize(("pack", "lang"), [("demo", "zh"), ("published", "en")])
def test_every_slide_is_whole_in_a_chromium_of_2020(
    packs: Path, tab: Tab, tmp_path: Path, pack: str, lang: str
):
    file = tmp_path / "brief.html"
    file.write_text(file_of("city", pack, lang), encoding="utf-8")

    assert "Chrome/81." in tab.ask("Browser.getVersion")["product"]
    tab.ask("Page.addScriptToEvaluateOnNewDocument", source=NEWER)
    tab.ask("Page.navigate", url=file.as_uri())
    tab.until("Page.loadEventFired")
    tab.run(DRAWN)

    assert tab.heard("Runtime.exceptionThrown") == []
    asked = [each["request"]["url"] for each in tab.heard("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []
    every, drawn = tab.run(FIGURES)
    assert every == drawn
    assert tab.run(FILLED)
    # Of the lines of one name in a chart this browser tells boxes that overlap.
    faults = tab.run(f"({FAULTS})()")
    assert [fault for fault in faults if " on " not in fault] == []
    assert tab.run(PRESSED).startswith("3 /")
