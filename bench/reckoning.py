"""The year-end outlook: how often its range holds, how far off it is, and what it takes."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from statistics import mean

from chainboard.analysis import behind, outlook, season, targets
from chainboard.packs import DEMO
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.store.place import data_folder
from chainboard.view import Row, View

SEED, SERIES, STRAY = 17, 60, 0.1  # series drawn for each shape of a year, and how months stray
JUNE = 6


def view() -> View:
    """The overview of the demo pack."""
    return View(DEMO, editions.current("demo") or 1)


def of_the_demo() -> list[Row]:
    """What each full year of the demo city's targets would have been told."""
    years = [row for row in ask(view(), "pace.years") if row.area_code.endswith("00")]
    return _tested(season.pasts(years).values())


def of_drawn_series() -> list[Row]:
    """The same of series drawn around every shape of a year that the demo has."""
    chance = Random(SEED)
    with (data_folder() / "demo" / "seasons.csv").open(encoding="utf-8", newline="") as file:
        shapes = [[float(part) for part in line[1:]] for line in list(csv.reader(file))[1:]]
    rows = [
        _year(f"{shape}-{number}", 2020 + year, usual, chance)
        for shape, usual in enumerate(shapes)
        for number in range(SERIES)
        for year in range(6)
    ]
    return _tested(season.pasts(rows).values())


def _year(metric_id: str, year: int, usual: Sequence[float], chance: Random) -> Row:
    to_date = [*accumulate(part * chance.lognormvariate(0, STRAY) for part in usual)][1:]
    of = {"metric_id": metric_id, "area_code": "", "chain_id": None, "year": year}
    return Row(**of, months=[*range(2, 13)], to_date=to_date, broken_on=None)


def _tested(pasts: Iterable[season.Past]) -> list[Row]:
    return [trial for past in pasts for trial in outlook.back_tested(past)]


def held(trials: Sequence[Row]) -> float:
    """The part of year-ends that lie in the 80 % range."""
    return mean(row.is_inside for row in trials)


def in_june(trials: Sequence[Row]) -> tuple[float, float]:
    """How far off the season and the straight line are in June, on average."""
    june = [row for row in trials if row.month == JUNE]
    return mean(row.error for row in june), mean(row.line_error for row in june)


def analyses(rounds: int) -> list[float]:
    """Milliseconds that the overview's analyses take, with the answers of its questions at hand."""
    shown = view()
    years, months = ask(shown, "pace.years"), ask(shown, "behind.months", area_code=None)
    rules, aims = ask(shown, "rules.in_force"), ask(shown, "pace.targets")
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        pasts = season.pasts(years)
        standing = behind.standing(months, rules, None, pasts)
        outlook.of_targets(standing, behind.by_target(months), pasts)
        versions = targets.in_versions(aims)
        targets.with_sums(versions, targets.set_beside(versions))
        took.append(1000 * (time.perf_counter() - start))
    return took
