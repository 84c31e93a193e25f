"""A folder of packs of its own, empty, for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard.ledger import reading


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    reading.forget()
    return tmp_path / "var"
