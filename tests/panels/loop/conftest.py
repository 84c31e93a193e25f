"""A folder of packs of its own for each test, and the demo's ledger in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard.ledger import reading, seed


@pytest.fixture
def no_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No step was taken yet."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    reading.forget()


@pytest.fixture
def demo_ledger(no_ledger: None) -> None:
    """The demo's, as it is seeded."""
    seed.reset()
