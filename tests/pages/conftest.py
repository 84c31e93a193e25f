"""The demo with a ledger that tests may write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def demo_with_its_ledger(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The demo's edition and its seeded ledger, in a folder of their own."""
    from chainboard.ledger import reading, seed  # here: as tests/conftest.py does
    from tests.pages.opened import view

    without = shutil.ignore_patterns("ledger*", "main.duckdb")
    for pack in ("demo", "published"):
        shutil.copytree(packs / pack, tmp_path / "var" / pack, ignore=without)
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    view.cache_clear()
    reading.forget()
    seed.reset()
    yield
    view.cache_clear()
