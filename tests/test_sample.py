"""The sample that a run draws of a test with many combinations."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.weeks(2)  # each collects a few times, in processes of their own
MANY = "tests/browser/test_axe.py"
IN_TURN = "tests/store/test_expected.py"


def collected(
    *options: str, file: str = MANY, name: str = "test_a_page_breaks_no_rule["
) -> list[str]:
    """The tests of a file and a name that a run with these options would run."""
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", file, *options],
        cwd=ROOT, capture_output=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip
    return [line for line in told.splitlines() if f"::{name}" in line]


def test_a_seed_draws_the_same_sample_again_and_all_runs_every_combination():
    drawn, every = collected("--seed", "7"), collected("--all")

    assert drawn == collected("--seed", "7")
    assert drawn and set(drawn) < set(every)
    assert any(collected("--seed", str(seed)) != drawn for seed in (8, 9, 10))


def test_of_a_file_that_takes_weeks_each_test_has_its_turn():
    weeks = [collected("--seed", str(seed), file=IN_TURN, name="") for seed in (50, 51, 52)]

    assert all(weeks)
    assert sorted(each for week in weeks for each in week) == sorted(
        collected(file=IN_TURN, name="")
    )
