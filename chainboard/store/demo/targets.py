"""Annual targets of the demo pack, and the order in which its series are shown."""

from __future__ import annotations

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.recipe import SOURCE, Recipe, decimal, matches
from chainboard.store.demo.series import Key, Series

Row = dict[str, object]


def targets(recipe: Recipe, made: Series) -> list[Row]:
    """A target for each year of the metrics in targets.csv, for the city and its counties.

    targets.csv gives how many percentage points the city stands ahead of the linear pace (of
    the target rate, for a growth-only metric) at the last month; earlier years end near their
    target. Version 1 is decided in January; target_revisions.csv adds a version 2.
    """
    rows: list[Row] = []
    for line in recipe.files["targets"]:
        metrics = [column for column in line.cells if column != "chain_id"]
        for metric in metrics:
            for area in (recipe.city, *recipe.counties):
                key = (line["chain_id"], metric, area)
                if made.has(key):
                    rows += _of_series(recipe, made, key, _gap(recipe, line, key))
    return rows


def numbered(rows: list[Row]) -> list[Row]:
    """The targets with target_id, a running number."""
    return [row | {"target_id": number} for number, row in enumerate(rows, start=1)]


def _gap(recipe: Recipe, line: CsvRow, key: Key) -> float:
    gap = decimal(line, key[1])
    if key[2] == recipe.city:
        return gap
    return gap + recipe.random("gap", *key).gauss(0, recipe.noise("gap_county"))


def _of_series(recipe: Recipe, made: Series, key: Key, gap: float) -> list[Row]:
    rows: list[Row] = []
    chance = recipe.random("completion", *key)
    for year in recipe.years:
        stray = chance.gauss(0, 1)
        if key in made.rates:
            value = _rate_target(recipe, made, key, year, gap if year == recipe.last[0] else stray)
            rows.append(_target(key, year, "growth", f"{value:.1f}"))
        else:
            rows += _level_target(recipe, made, key, year, (gap, stray))
    return rows


def _rate_target(recipe: Recipe, made: Series, key: Key, year: int, gap: float) -> float:
    return made.rates[key][year, recipe.months(year)[-1]] - gap


def _level_target(
    recipe: Recipe, made: Series, key: Key, year: int, drift: tuple[float, float]
) -> list[Row]:
    """Versions of one target of amounts. drift: points ahead of pace, and chance of the year."""
    gap, stray = drift
    month = recipe.months(year)[-1]
    completion = month / 12 + gap / 100
    if year < recipe.last[0]:
        completion = recipe.noise("completion_mean") + stray * recipe.noise("completion")
    value = made.levels[key][year, month] / 10 ** recipe.decimals[key[1]] / completion
    if not value:
        return []
    final = _target(key, year, "level", _round_target(value))
    return _revised(recipe, final, value) or [final]


def _target(key: Key, year: int, kind: str, text: str) -> Row:
    chain, metric, area = key
    return {
        "metric_id": metric,
        "area_code": area,
        "chain_id": chain,
        "year": year,
        "version": 1,
        "kind": kind,
        "value": text,
        "value_text": text,
        "hedge": "none",
        "decided_on": f"{year}-01-20",
        "source_id": SOURCE,
    }


def _revised(recipe: Recipe, final: Row, value: float) -> list[Row]:
    columns = ("chain_id", "area_code", "metric_id", "year")
    subject = tuple(str(final[column]) for column in columns)
    for line in recipe.files["target_revisions"]:
        if matches(line, columns, subject):
            first = _round_target(value * decimal(line, "first_share"))
            reason = {"reason_zh": line["reason_zh"], "reason_en": line["reason_en"]}
            later = {"version": 2, "decided_on": line["decided_on"]}
            return [final | {"value": first, "value_text": first}, final | later | reason]
    return []


def _round_target(value: float) -> str:
    """Targets are round numbers: 489, 48.9, 4.89."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
