"""The recipe of the demo pack: data/demo/*.csv and demo.toml, read and checked."""

from __future__ import annotations

import hashlib
import random
import tomllib
from calendar import monthrange
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from chainboard.store import csvfile, dictionary
from chainboard.store.csvfile import CsvRow
from chainboard.store.faults import BuildError

SOURCE = "demo"
FOLDER = "demo"
SETTINGS = "demo.toml"
FILES = (
    "absences", "annual_totals", "commitments", "corrections", "counties", "county_types",
    "evidence", "expected", "levels", "lists", "nodes", "park_steps", "parks", "reasons",
    "remarks", "reports", "roles", "scope_changes", "seasons", "stages", "target_revisions",
    "targets", "withdrawals",
)  # fmt: skip
OPTIONAL = ("commitments", "park_steps")  # of another city's recipe
STOCKS = {"stock", "register"}  # what levels.csv says instead of a season
WITHOUT_SEASON = {*STOCKS, "rate", "by_deal", "balance"}


@dataclass(frozen=True)
class Recipe:
    """Everything a person may change about the demo pack.

    settings  demo.toml; files: name of a CSV file (without .csv) -> its lines
    units, decimals  of each metric, parts of those of a herd's balance, from the dictionary
    city, counties  area codes, of the area table
    """

    settings: dict[str, Any]
    files: dict[str, list[CsvRow]]
    units: dict[str, str]
    decimals: dict[str, int]
    city: str
    counties: tuple[str, ...]
    sha256: str
    parts: dict[str, str] = field(default_factory=dict)

    def random(self, *what: object) -> random.Random:
        """A stream of chance of its own for each subject: adding one leaves the others alone."""
        return random.Random("/".join(map(str, (self.settings["seed"], *what))))

    def noise(self, name: str) -> float:
        """One of the standard deviations of demo.toml."""
        return float(self.settings["noise"][name])

    @cached_property
    def last(self) -> tuple[int, int]:
        """Year and month of the last figures."""
        year, month = self.settings["last_month"].split("-")
        return int(year), int(month)

    @cached_property
    def years(self) -> range:
        """The years that are shown."""
        return range(self.settings["first_year"], self.last[0] + 1)

    def months(self, year: int) -> range:
        """The months of a year with a figure: January comes with February."""
        return range(2, 13 if year < self.last[0] else self.last[1] + 1)


def read(data: Path) -> Recipe:
    """The recipe under data. Raises BuildError with file and line for what is missing or cannot
    be used."""
    paths = [data / FOLDER / f"{name}.csv" for name in FILES]
    paths = [path for path in paths if path.exists() or path.stem not in OPTIONAL]
    found = {path.stem: csvfile.rows(data, f"{FOLDER}/{path.name}") for path in paths}
    files = {name: found.get(name, []) for name in FILES}
    settings = data / FOLDER / SETTINGS
    if not settings.exists():
        told = f"{data.name}/{FOLDER}/{SETTINGS}"
        raise BuildError(told, 1, "缺少这个文件", "this file is missing")
    metrics = dictionary.by_key(data, "metric")
    areas = dictionary.read(data, "area")
    recipe = Recipe(
        settings=tomllib.loads(settings.read_text(encoding="utf-8")),
        files=files,
        units={metric: line["unit"] for metric, line in metrics.items()},
        decimals={metric: whole(line, "decimals") for metric, line in metrics.items()},
        parts={line["metric_id"]: line["part"] for line in dictionary.read(data, "balance_item")},
        city=dictionary.city_code(areas),
        counties=tuple(row["area_code"] for row in areas if row["level"] == "county"),
        sha256=_fingerprint([settings, *paths]),
    )
    csvfile.rows(data, f"{FOLDER}/counties.csv", " ".join(recipe.counties))
    _check(recipe, set(dictionary.by_key(data, "chain")))
    _check_chains(recipe)
    return recipe


def decimal(line: CsvRow, column: str) -> float:
    """A number of a recipe line. Raises BuildError where there is none."""
    line.needed(column)
    return float(line.number(column) or 0)


def whole(line: CsvRow, column: str) -> int:
    """A whole number of a recipe line. Raises BuildError where there is none."""
    return round(decimal(line, column))


def month_end(year: int, month: int) -> str:
    """The last day of a month as an ISO date."""
    return f"{year}-{month:02d}-{monthrange(year, month)[1]}"


def matches(line: CsvRow, columns: tuple[str, ...], values: tuple[str, ...]) -> bool:
    """Whether a line speaks of these values; a star in the line speaks of all."""
    return all(line[column] in ("*", value) for column, value in zip(columns, values, strict=True))


def _fingerprint(paths: list[Path]) -> str:
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _check(recipe: Recipe, chains: set[str]) -> None:
    """Every line names only chains, metrics, areas and seasons that exist."""
    known = {
        "chain_id": {*chains, "*"},
        "metric_id": {*recipe.units, "*"},
        "area_code": {*recipe.counties, recipe.city, "*"},
        "season": {line["season"] for line in recipe.files["seasons"]} | WITHOUT_SEASON,
    }
    for line in (line for lines in recipe.files.values() for line in lines):
        for column, names in known.items():
            if column in line.cells and line[column] not in names:
                zh, en = f"未知的 {column}：{line[column]}", f"unknown {column}: {line[column]}"
                raise line.fault(zh, en)


def _check_chains(recipe: Recipe) -> None:
    """Every chain that has figures has a line in each file that says something of a chain."""
    for name in ("counties", "targets", "lists", "roles", "nodes"):
        told = {line["chain_id"] for line in recipe.files[name]}
        for line in recipe.files["levels"]:
            if line["chain_id"] not in told:
                raise line.fault(
                    f"{name}.csv 没有 {line['chain_id']} 这条链",
                    f"{name}.csv has no line of the chain {line['chain_id']}",
                )
