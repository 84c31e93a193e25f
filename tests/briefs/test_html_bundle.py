"""The bundle that draws the slides of a file is that of today's sources."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chainboard.briefs import html_file

ROOT = Path(__file__).resolve().parents[2]
HEAD = re.compile(r"/\* ([0-9a-f]{64}) esbuild (\S+) (\w+): (.*) \*/\n")
SCRIPT = ROOT / "scripts" / "bundle.sh"
# What Chromium 81 does not know, and what it would leave out a whole rule or a script for.
TOO_NEW = (
    ":is(",
    "color-mix(",
    "aspect-ratio:",
    ";inset:",
    "{inset:",
    "??=",
    "||=",
    "&&=",
    "static{",
)


def digest(files: list[str]) -> str:
    """The digest of files as scripts/bundle/bundle.cjs takes it."""
    made = hashlib.sha256()
    for file in files:
        made.update(f"{file}\0".encode() + (ROOT / file).read_bytes() + b"\0")
    return made.hexdigest()


@pytest.mark.parametrize("file", [html_file.SCRIPT, html_file.STYLE], ids=lambda file: file.suffix)
def test_the_bundle_is_of_the_files_that_stand_here(file: Path):
    head = HEAD.match(file.read_text(encoding="utf-8"))

    assert head is not None
    assert digest(head[4].split(" ")) == head[1], "run scripts/bundle.sh"
    pinned = (ROOT / "scripts/bundle/package-lock.json").read_text(encoding="utf-8")
    assert f'"esbuild": "{head[2]}"' in pinned
    assert head[3] == "chrome81"


@pytest.mark.parametrize("file", [html_file.SCRIPT, html_file.STYLE], ids=lambda file: file.suffix)
def test_the_bundle_says_nothing_that_an_old_browser_stops_at(file: Path):
    text = file.read_text(encoding="utf-8")

    assert [word for word in TOO_NEW if word in text] == []


def test_the_lock_holds_every_file_of_the_bundler_by_its_hash():
    lock = (ROOT / "scripts/bundle/package-lock.json").read_text(encoding="utf-8")

    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')


def test_a_bundle_made_now_is_the_one_that_is_committed(tmp_path: Path):
    """Where node and the bundler are: scripts/bundle.sh has fetched it before."""
    if shutil.which("node") is None:
        pytest.skip("there is no node on this machine")

    made = subprocess.run(
        ["bash", str(SCRIPT), str(tmp_path)], capture_output=True, text=True, timeout=300
    )
    if "ENOTFOUND" in made.stderr or "EAI_AGAIN" in made.stderr or "network" in made.stderr:
        pytest.skip("the bundler cannot be fetched without a network")

    assert made.returncode == 0, made.stderr
    for file in (html_file.SCRIPT, html_file.STYLE):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), "run scripts/bundle.sh"
