"""A folder of their own for the firm rows and the boards that tests make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard import queries
from chainboard.scale.rollup import Tree
from chainboard.store.demo import province
from chainboard.store.place import data_folder


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where all that is written lies; the board reads nothing else."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    monkeypatch.setenv("CHAINBOARD_FIRMS", str(tmp_path / "firms"))
    monkeypatch.delenv("CHAINBOARD_ENGINE", raising=False)
    queries.forget()
    return tmp_path


@pytest.fixture(scope="session")
def tree() -> Tree:
    """The demo province: all its prefectures and counties."""
    return Tree(province.words(data_folder()), "demo-")
