"""What the lists of the demo pack must add up to: the printed figures of a chain, month by month.

All amounts are whole numbers of the last printed digit, as in series.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.figures import amount_text
from chainboard.store.demo.recipe import Recipe
from chainboard.store.demo.series import Key, Month, Series

MONEY = 2  # decimals of 亿元 in the lists


@dataclass(frozen=True)
class Ledger:
    """The rows of one list, of its stages and of its money month by month."""

    rows: list[dict[str, object]]
    stages: list[dict[str, object]]
    money: list[dict[str, object]]


def periods(recipe: Recipe) -> list[tuple[Month, date, date]]:
    """Year and month of each figure, with the first and last day of what it adds to the one
    before: January comes with February."""
    return [
        (
            (year, month),
            date(year, 1 if month == recipe.months(year)[0] else month, 1),
            date(year, month, calendar.monthrange(year, month)[1]),
        )
        for year in recipe.years
        for month in recipe.months(year)
    ]


def own(recipe: Recipe, made: Series, key: Key) -> dict[Month, int]:
    """A series of a chain alone: without what its parts put into it."""
    chain, metric, area = key
    parts = [(part, metric, area) for part in recipe.settings["parts"].get(chain, ())]
    levels = dict(made.levels[key])
    for part in parts:
        for month, level in made.levels.get(part, {}).items():
            levels[month] -= level
    return levels


def added(recipe: Recipe, made: Series, key: Key) -> dict[Month, int]:
    """What each printed month adds to a flow of a chain alone; nothing where it has none."""
    if not made.has(key):
        return {month: 0 for month, _, _ in periods(recipe)}
    levels = own(recipe, made, key)
    steps: dict[Month, int] = {}
    for year in recipe.years:
        before = 0
        for month in recipe.months(year):
            steps[year, month] = levels[year, month] - before
            before = levels[year, month]
    return steps


def cells(recipe: Recipe, made: Series, metric: str) -> Iterator[tuple[CsvRow, str]]:
    """Every line of lists.csv with every county where its chain has the metric."""
    for line in recipe.files["lists"]:
        for area in recipe.counties:
            if made.has((line["chain_id"], metric, area)):
                yield line, area


def steps_of(recipe: Recipe, chain: str, statuses: Sequence[str]) -> list[CsvRow]:
    """The steps of a chain that stand so."""
    return [
        line
        for line in recipe.files["nodes"]
        if line["chain_id"] == chain and line["status"] in statuses
    ]


def by_month(
    recipe: Recipe, amounts: dict[Month, int], columns: tuple[str, str, str]
) -> Iterator[dict[str, object]]:
    """A row a month with an amount: what came in it, in its year so far, and since the first.

    columns  what these three are called
    """
    ends = {month: last for month, _, last in periods(recipe)}
    total, of_year = 0, dict.fromkeys(recipe.years, 0)
    for month, amount in amounts.items():
        total += amount
        of_year[month[0]] += amount
        told = (amount, of_year[month[0]], total)
        yield {
            "period_end": ends[month].isoformat(),
            **dict(zip(columns, map(money, told), strict=True)),
        }


def money(amount: int) -> str:
    """A whole number of 0.01 亿元 in 亿元."""
    return amount_text(amount, MONEY)
