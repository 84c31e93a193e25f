"""A desk to run commands at, and a city pack of three editions."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chainboard.commands import main
from chainboard.store.city import loads as city
from chainboard.store.city.loads import Sent
from tests.commands.said import Said
from tests.store.city.sent import OFFICE, batch

Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in this process; what it prints never holds a traceback."""

    def run(*arguments: object) -> Said:
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Said(code, printed.out, printed.err)

    return run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for files; its packs, in var, are none yet."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city pack of three editions: none, August 80 and September 90, September 95."""
    made = tmp_path_factory.mktemp("corrected")
    same = {"metric_id": "output_value", "chain_id": "petrochem", "area_code": "621002"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(made / "var"))
        for name, lines in {
            "九月.xlsx": "2026-08-31  80\n2026-09-30  90",
            "更正.xlsx": "2026-09-30  95",
        }.items():
            (made / name).write_text(name, encoding="utf-8")
            rows = batch("indicators", f"period_end  value\n{lines}", **same)
            city.load([rows], [], Sent(made / name, name, OFFICE))
    return made / "var"


@pytest.fixture
def pack(corrected: Path, folder: Path) -> Path:
    """A copy of the corrected pack that the test may change."""
    shutil.copytree(corrected, folder / "var")
    return folder
