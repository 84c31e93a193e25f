"""A process that asks one engine everything and says how long each took:

python -m bench.scale.asked FOLDER --month 2025-12-31 [--times N] [--version N] [--only NAME…]

The engine, the rows and the words are those that the environment names. Answers are kept in the
folder, a Parquet file each; a line of JSON on stdout for each statement.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from bench.scale import country
from chainboard.scale import engine, lake, rollup
from chainboard.scale.faults import NoEngine
from chainboard.store import dictionary, statements
from chainboard.store.place import data_folder

QUESTIONS = statements.read(Path(__file__).with_name("questions.sql"))
ROLLUPS = statements.read(rollup.STATEMENTS)
STATEMENTS = {**ROLLUPS, **QUESTIONS}
KEPT = "firm_year"  # what later statements read by name
ROLL = "rollup"  # all statements of a month one after the other, as the command runs them
PLACES = 20
T = TypeVar("T")


def main() -> None:
    """Ask, and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale.asked", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--month", type=date.fromisoformat, required=True)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--version", type=int)
    parser.add_argument("--only", nargs="*", default=[*STATEMENTS, ROLL])
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    version = lake.opened(asked.version).version()
    try:
        of_statements(asked, version)
        if ROLL in asked.only:
            tell(ROLL, [rolled(asked.month, version) for _ in range(asked.times)])
    except NoEngine as fault:
        print(json.dumps({"stopped": str(fault)}), flush=True)


def of_statements(asked: argparse.Namespace, version: int) -> None:
    """Each statement so many times; its answer is kept."""
    names = [name for name in STATEMENTS if name in asked.only]
    if not names:
        return
    told = {**rollup.months(asked.month), "places": PLACES}
    with engine.opened(version, tables()) as there:
        there.keep(KEPT, ROLLUPS[KEPT], told)
        tell("opened", [])
        for name in names:
            took = []
            for _ in range(asked.times):
                ms, answer = timed(lambda name=name: there.query(STATEMENTS[name], told))
                took.append(ms)
            pq.write_table(answer, asked.folder / f"{name}.parquet")
            tell(name, took)


def tables() -> Mapping[str, pa.Table]:
    """The small tables beside the firm rows."""
    words = dictionary.tables(data_folder())
    return {
        "area_line": rollup.area_line(words["area"]),
        "chain_line": rollup.chain_line(words["chain"]),
        "target": country.targets(),
    }


def rolled(month: date, version: int) -> float:
    """Milliseconds of a month's roll-up from the opening of the engine to the kept files."""
    tree = rollup.Tree(dictionary.tables(data_folder()))
    return timed(lambda: rollup.roll(month, version, tree, _silently))[0]


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds of an act, and what it gives."""
    start = time.perf_counter()
    given = act()
    return 1000 * (time.perf_counter() - start), given


def tell(name: str, took: list[float]) -> None:
    """What has been asked, and the milliseconds of each time."""
    print(json.dumps({"name": name, "ms": took}), flush=True)


def _silently(step: str, percent: int) -> None: ...


if __name__ == "__main__":
    main()
