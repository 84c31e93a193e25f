"""The sample that a run draws of a test with many combinations."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MANY = "tests/browser/test_axe.py"


def collected(*options: str) -> list[str]:
    """The combinations of one test that a run with these options would run."""
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", MANY, *options],
        cwd=ROOT, capture_output=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip
    return [line for line in told.splitlines() if "test_a_page_breaks_no_rule[" in line]


def test_a_seed_draws_the_same_sample_again_and_all_runs_every_combination():
    drawn, every = collected("--seed", "7"), collected("--all")

    assert drawn == collected("--seed", "7")
    assert drawn and set(drawn) < set(every)
    assert any(collected("--seed", str(seed)) != drawn for seed in (8, 9, 10))
