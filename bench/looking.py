"""A process of readers: python -m bench.looking FIRST LAST looks until edition LAST is current."""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb

from chainboard import queries
from chainboard.packs import CITY
from chainboard.store import editions
from chainboard.view import View

CHAIN, METRIC = "energy", "raw_coal_output"
ROWS = 12  # a load adds so many figures, each of them 1
THREADS = 5
REST = 1.0  # seconds between two looks of one reader
LONGEST = 600


def looks(first: int, last: int) -> dict[str, int]:
    """How often a reader looked, met an error, and saw another sum than whole loads give."""
    met = {"looks": 0, "errors": 0, "halves": 0}
    number, end = first, time.monotonic() + LONGEST
    while number < last and time.monotonic() < end:
        try:
            before, number = number, editions.current("city") or 0
            met["halves"] += number < before or total(number) != ROWS * (number - first)
        except (queries.Damaged, duckdb.Error, OSError, ValueError):
            met["errors"] += 1
        met["looks"] += 1
        time.sleep(REST)
    return met


def total(number: int) -> float:
    """The sum of all figures of the metric in an edition, asked of the file and not kept."""
    queries.forget()
    rows = queries.ask(View(pack=CITY, edition=number, chain=CHAIN), "chain_series.points")
    return sum(row.value for row in rows if row.metric_id == METRIC)


def main() -> None:
    """Look with several threads at once; print what all of them met."""
    first, last = (int(argument) for argument in sys.argv[1:])
    total(first)
    print("ready", flush=True)
    with ThreadPoolExecutor(THREADS) as pool:
        found = [*pool.map(lambda _: looks(first, last), range(THREADS))]
    print(json.dumps({name: sum(each[name] for each in found) for name in found[0]}))


if __name__ == "__main__":
    main()
