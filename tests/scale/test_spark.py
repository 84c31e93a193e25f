"""Roll-ups by Spark with two workers. It needs Java and .venv-spark, which make full installs
(scripts/spark.sh); where they are missing these tests fail and say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bench.scale import engines, measuring
from chainboard.scale import lake, rollup
from chainboard.scale.rollup import Progress, Rolled, Tree
from chainboard.store.demo import province

pytestmark = pytest.mark.full
SEPTEMBER = date(2026, 9, 30)


@pytest.fixture
def spark(tmp_path: Path) -> Iterator[engines.Running]:
    """A master, two workers of one core each, and a server that speaks Spark Connect."""
    with engines.running("spark", tmp_path / "spark") as running:
        yield running


@pytest.fixture
def here(var: Path, tree: Tree) -> Rolled:
    """The demo province's September rolled up in this process."""
    lake.fill(province.firm_rows(tree.words))
    return rolled(var, "here", tree, silently)


def rolled(var: Path, folder: str, tree: Tree, progress: Progress) -> Rolled:
    with measuring.environment(CHAINBOARD_VAR=str(var / folder)):
        return rollup.roll(SEPTEMBER, None, tree, progress)


def unequal(one: Rolled, other: Rolled) -> int:
    """How many cells of two roll-ups differ in value or place."""
    return sum(
        measuring.unequal(pq.read_table(ours), pq.read_table(theirs))
        for ours, theirs in ((one.cells, other.cells), (one.leaders, other.leaders))
    )


def silently(step: str, percent: int) -> None: ...


def test_spark_with_two_workers_rolls_up_what_duckdb_does_cell_by_cell_and_in_order(
    spark, here, var, tree, monkeypatch
):
    monkeypatch.setenv("CHAINBOARD_ENGINE", spark.address)

    there = rolled(var, "there", tree, silently)

    assert pq.read_metadata(there.cells).num_rows > 500
    assert unequal(here, there) == 0


def test_a_worker_that_is_killed_in_the_middle_of_a_roll_up_changes_no_figure(
    spark, here, var, tree, monkeypatch
):
    monkeypatch.setenv("CHAINBOARD_ENGINE", spark.address)

    def kill_one(step: str, percent: int) -> None:
        if step == "adding":
            engines.kill(spark.processes["worker 2"])

    there = rolled(var, "there", tree, kill_one)

    assert unequal(here, there) == 0
