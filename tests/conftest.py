"""What every test may use: both packs, built once a run into a folder of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

PACKS = ("published", "demo")


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both packs; CHAINBOARD_VAR names it until the run ends.

    A run that finds CHAINBOARD_VAR set uses that folder, so that `make test` builds once for
    all its runs. Parallel workers share one folder: the first builds, the others wait.
    """
    from chainboard.store import build, editions  # here: a unit test needs no pandas

    folder = Path(os.environ.get("CHAINBOARD_VAR") or _shared(tmp_path_factory) / "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["CHAINBOARD_VAR"] = str(folder)
    with FileLock(folder / "tests.lock"):
        for pack in PACKS:
            if editions.current(pack) is None:
                build.build(pack, _silently)
    return folder


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder a run: the workers of pytest-xdist have theirs side by side in it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _silently(step: str, percent: int) -> None: ...
