"""The demo pack's recipe: one seed gives one set of rows, and a fault in it is found."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from chainboard.store.demo import pack as demo
from chainboard.store.faults import BuildError

ROOT = Path(__file__).parents[3]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in ("data/demo", "data/city", "data/dictionary"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def export(rows: demo.Tables) -> str:
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_same_seed_gives_the_same_rows_and_another_seed_gives_others(demo_rows, copied):
    assert export(demo.tables(copied / "data")) == export(demo_rows)

    replaced(copied / "data/demo/demo.toml", "seed = 2026", "seed = 3026")

    assert export(demo.tables(copied / "data")) != export(demo_rows)


def test_a_metric_that_is_not_in_the_dictionary_is_named_with_its_line(copied):
    replaced(copied / "data/demo/levels.csv", "petrochem,tax", "petrochem,taxes")

    with pytest.raises(BuildError) as fault:
        demo.tables(copied / "data")

    assert fault.value.file == "data/demo/levels.csv"
    lines = (copied / "data/demo/levels.csv").read_text(encoding="utf-8").splitlines()
    assert lines[fault.value.line - 1].startswith("petrochem,taxes")


def test_a_level_that_is_not_a_number_is_named_with_its_line(copied):
    replaced(
        copied / "data/demo/levels.csv",
        "energy,output_value,winter_peak,430",
        "energy,output_value,winter_peak,43O",
    )

    with pytest.raises(BuildError, match="level_2021"):
        demo.tables(copied / "data")
