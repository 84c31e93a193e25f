"""What every test may use: both packs, built once a run; and the sample that a run draws."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from filelock import FileLock

PACKS = ("published", "demo")
Some = Callable[[list[str], int], list[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run every combination, draw no sample")
    parser.addoption("--seed", type=int, default=0, help="the seed of the sample (SEED= of make)")


def pytest_configure(config: pytest.Config) -> None:
    """However the board of this folder is set up to run, the tests begin at the desk."""
    os.environ["CHAINBOARD_CONFIG"] = os.devnull
    os.environ.pop("CHAINBOARD_WAY", None)


def pytest_report_header(config: pytest.Config) -> str:
    if config.getoption("--all"):
        return "combinations: all"
    return f"combinations: a sample, seed {config.getoption('--seed')} (--all runs every one)"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the tests of a file marked weeks(n) keep those whose week the seed is, each in turn.

    Of a test marked sample(n) keep n of its combinations, the same n in every worker.

    Of one marked sample(n, by="pack") keep all that have n of the values of that parameter, the
    same for all tests: what is costly to set up is set up for these alone.

    Of those marked full keep none.
    """
    if config.getoption("--all"):
        return
    seed = config.getoption("--seed")
    left = [item for item in items if item.get_closest_marker("full")]
    left += _resting(items, seed) if seed else []
    for _name, group in groupby(list(items), key=lambda item: item.nodeid.partition("[")[0]):
        every = list(group)
        if (marker := every[0].get_closest_marker("sample")) is not None:
            kept = _kept(every, seed, *marker.args, **marker.kwargs)
            left += [item for item in every if item not in kept]
    if left:
        gone = set(left)
        items[:] = [item for item in items if item not in gone]
        config.hook.pytest_deselected(items=left)


def _resting(items: list[pytest.Item], seed: int) -> Iterator[pytest.Item]:
    """The tests of files marked weeks(n) of which the n-th part that runs is another this week."""
    for _file, group in groupby(list(items), key=lambda item: item.path):
        marked = [(item, item.get_closest_marker("weeks")) for item in group]
        turns: dict[str, int] = {}
        for item, marker in marked:
            name = item.nodeid.partition("[")[0]
            if marker and (turns.setdefault(name, len(turns)) + seed) % marker.args[0]:
                yield item


def _kept(items: list[pytest.Item], seed: int, many: int, by: str = "") -> set[pytest.Item]:
    """Of the combinations of one test those that are drawn: by the test, or by the parameter."""
    if not by:
        drawn = random.Random(f"{seed} {items[0].nodeid.partition('[')[0]}")
        return set(drawn.sample(items, min(many, len(items))))
    values = sorted({item.callspec.params[by] for item in items})  # type: ignore[attr-defined]
    kept = random.Random(f"{seed}").sample(values, min(many, len(values)))
    return {item for item in items if item.callspec.params[by] in kept}  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def some(pytestconfig: pytest.Config) -> Some:
    """Draws so many of a list, in their order; with --all it takes every one."""

    def drawn(every: list[str], many: int) -> list[str]:
        if pytestconfig.getoption("--all") or len(every) <= many:
            return every
        chance = random.Random(f"{pytestconfig.getoption('--seed')} {every}")
        return sorted(chance.sample(every, many), key=every.index)

    return drawn


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both packs; CHAINBOARD_VAR names it until the run ends.

    A run that finds CHAINBOARD_VAR set uses that folder, so that `make test` builds once for
    all its runs. Parallel workers share one folder: the first builds, the others wait.
    """
    from chainboard.store import build, editions  # here: a unit test needs no DuckDB

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
