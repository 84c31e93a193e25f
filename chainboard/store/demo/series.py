"""The invented series themselves: year-to-date flows, stocks and rates by chain and county.

Levels are kept as whole numbers of the last printed digit (1.25 亿元 is 125), so that counties
add up to the city and a chain covers its parts exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.recipe import Recipe, decimal, matches, whole
from chainboard.store.demo.split import split

Key = tuple[str, str, str]  # chain, metric, area
Month = tuple[int, int]
Levels = dict[Month, int]

DEALS = "signed_deals"


@dataclass(frozen=True)
class Series:
    """Every invented figure before it is printed.

    levels  flows since January and stocks at month end, in the last printed digit
    priors  the same month a year earlier on this year's scope, in the last printed digit
    rates   growth-only metrics, percent with one decimal
    """

    levels: dict[Key, Levels]
    priors: dict[Key, Levels]
    rates: dict[Key, dict[Month, float]]

    def has(self, key: Key) -> bool:
        """Whether this chain exists in this area at all."""
        return key in self.levels or key in self.rates

    def growth(self, key: Key, month: Month) -> float | None:
        """Percent over a year earlier on this year's scope, one decimal. None from zero."""
        if key in self.rates:
            return self.rates[key][month]
        prior = self.priors[key].get(month, 0)
        return round(100 * (self.levels[key][month] / prior - 1), 1) if prior else None


def series(recipe: Recipe) -> Series:
    """All series of the recipe: counties first, then chains with parts, then the city."""
    levels: dict[Key, Levels] = {}
    for line in recipe.files["levels"]:
        if line["season"] != "rate":
            levels |= _counties(recipe, line, levels)
    _add_parts(recipe, levels)
    priors = {key: _priors(recipe, key, months) for key, months in levels.items()}
    _add_city(levels, recipe.city)
    _add_city(priors, recipe.city)
    return Series(levels, priors, _rates(recipe))


def county_shares(recipe: Recipe, chain: str, metric: str) -> dict[str, float]:
    """Each county's share of a metric of a chain, adding to 1. Counties without it are absent."""
    lines = [line for line in recipe.files["counties"] if matches(line, *_chain(chain, metric))]
    line = next((line for line in lines if line["metric_id"] == metric), lines[0])
    chance = recipe.random("county_share", chain, metric)
    weights = {
        area: decimal(line, area) * chance.lognormvariate(0, recipe.noise("county_share"))
        for area in recipe.counties
        if decimal(line, area) > 0
    }
    whole = sum(weights.values())
    return {area: weight / whole for area, weight in weights.items()}


def _chain(chain: str, metric: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("chain_id", "metric_id"), (chain, metric)


def _counties(recipe: Recipe, line: CsvRow, before: dict[Key, Levels]) -> dict[Key, Levels]:
    """The line's series in each county that has it. before: those of the lines above it."""
    chain, metric = line["chain_id"], line["metric_id"]
    made: dict[Key, Levels] = {}
    for area, share in county_shares(recipe, chain, metric).items():
        match line["season"]:
            case "stock":
                levels = _stock(recipe, line, area, share)
            case "register":
                levels = _register(recipe, line, area, share)
            case "by_deal":
                if (chain, DEALS, area) not in before:
                    raise line.fault(f"{chain} 的 {DEALS} 要在上面", f"{chain} needs {DEALS} above")
                levels = _by_deal(recipe, line, (area, share), before[chain, DEALS, area])
            case "balance":
                levels = _balance(recipe, chain, metric, area, before)
            case _:
                levels = _flow(recipe, line, area, share)
        made[chain, metric, area] = levels
    return made


def _year_totals(recipe: Recipe, line: CsvRow, area: str, share: float) -> dict[int, float]:
    """Annual totals (or year-end stocks) of a county, from the year before the first."""
    chance = recipe.random("year", line["chain_id"], line["metric_id"], area)
    first = recipe.years[0]
    city = decimal(line, f"level_{first}") / (1 + decimal(line, f"growth_{first}") / 100)
    totals = {}
    for year in (first - 1, *recipe.years):
        city *= 1 + decimal(line, f"growth_{year}") / 100 if year >= first else 1
        totals[year] = city * share * chance.lognormvariate(0, recipe.noise("county_year"))
    return totals | _fixed_totals(recipe, (line["chain_id"], area, line["metric_id"]))


def _fixed_totals(recipe: Recipe, subject: Key) -> dict[int, float]:
    columns = ("chain_id", "area_code", "metric_id")
    fixed = [line for line in recipe.files["annual_totals"] if matches(line, columns, subject)]
    return {whole(line, "year"): decimal(line, "total") for line in fixed}


def _flow(recipe: Recipe, line: CsvRow, area: str, share: float) -> Levels:
    chain, metric = line["chain_id"], line["metric_id"]
    digit = 10 ** recipe.decimals[metric]
    season = next(s for s in recipe.files["seasons"] if s["season"] == line["season"])
    usual = [decimal(season, name) for name in season.cells if name != "season"]
    stray = recipe.noise("month_share_signing" if line["season"] == "signing" else "month_share")
    chance = recipe.random("month", chain, metric, area)
    levels: Levels = {}
    for year, total in _year_totals(recipe, line, area, share).items():
        if metric == DEALS:
            total = max(total, 1)  # funds that arrive need a contract
        parts = [part * chance.lognormvariate(0, stray) for part in usual]
        scale = total * digit / sum(parts)
        for month, reached in enumerate(accumulate(parts), start=1):
            levels[year, month] = int(reached * scale + 0.5)
    return levels


def _stock(recipe: Recipe, line: CsvRow, area: str, share: float) -> Levels:
    chain, metric = line["chain_id"], line["metric_id"]
    digit = 10 ** recipe.decimals[metric]
    chance = recipe.random("stock", chain, metric, area)
    totals = _year_totals(recipe, line, area, share)
    before = totals[recipe.years[0] - 1]
    levels: Levels = {}
    for year, total in totals.items():
        for month in range(1, 13):
            level = before + (total - before) * month / 12
            level *= 1 + chance.gauss(0, recipe.noise("stock"))
            levels[year, month] = max(1, int(level * digit + 0.5))
        before = total
    return levels


def _register(recipe: Recipe, line: CsvRow, area: str, share: float) -> Levels:
    """A stock that nobody leaves: firms on a list are never fewer than the month before."""
    levels = _stock(recipe, line, area, share)
    return dict(zip(levels, accumulate(levels.values(), max), strict=True))


def _by_deal(recipe: Recipe, line: CsvRow, cell: tuple[str, float], deals: Levels) -> Levels:
    """The value of contracts: only months with a deal have one, by how many they have.

    cell   area and its share
    deals  deals signed since January, of the same chain and area
    """
    area, share = cell
    digit = 10 ** recipe.decimals[line["metric_id"]]
    chance = recipe.random("month", line["chain_id"], line["metric_id"], area)
    levels: Levels = {}
    for year, total in _year_totals(recipe, line, area, share).items():
        reached = [deals[year, month] for month in range(1, 13)]
        signed = [now - before for before, now in pairwise([0, *reached])]
        stray = recipe.noise("month_share_signing")
        weights = [number * chance.lognormvariate(0, stray) for number in signed]
        hundredths = max(0, int(total * digit + 0.5) - sum(signed))
        parts = map(add, signed, split(hundredths, weights))  # a contract is worth one at least
        for month, level in enumerate(accumulate(parts), start=1):
            levels[year, month] = level
    return levels


def _balance(
    recipe: Recipe, chain: str, metric: str, area: str, before: dict[Key, Levels]
) -> Levels:
    """What was added to a stock since January so that it comes to its level: what it grew by, and
    what was taken, less what else was added; a county may leave a part of it out."""
    part = {name: recipe.parts.get(name) for (_, name, _) in before}
    mine = {name: before[chain, name, area] for name in part if (chain, name, area) in before}
    (stock,) = (levels for name, levels in mine.items() if part[name] == "stock")
    told = recipe.settings.get("herd", {}).get("births", {}).get(area, 1)
    levels: Levels = {}
    for year, month in stock:
        opening = stock.get((year - 1, 12), stock[year, 1])
        moved = {
            kind: sum(mine[name][year, month] for name in mine if part[name] == kind)
            for kind in ("added", "taken")
        }
        needed = stock[year, month] - opening + moved["taken"] - moved["added"]
        since = levels.get((year, month - 1), 0)
        levels[year, month] = max(since, int(needed * told))
    return levels


def _add_parts(recipe: Recipe, levels: dict[Key, Levels]) -> None:
    """Put the figures of a chain's parts into the chain, where it reports the same metric."""
    for chain_of, parts in recipe.settings["parts"].items():
        for chain, metric, area in list(levels):
            if chain in parts and (chain_of, metric, area) in levels:
                mine = levels[chain_of, metric, area]
                for month, level in levels[chain, metric, area].items():
                    mine[month] += level


def _priors(recipe: Recipe, key: Key, levels: Levels) -> Levels:
    chain, metric, area = key
    factors = {
        whole(line, "from_year"): decimal(line, "factor")
        for line in scope_changes(recipe, chain, metric, area)
    }
    return {
        (year + 1, month): int(level * factors.get(year + 1, 1) + 0.5)
        for (year, month), level in levels.items()
    }


def scope_changes(recipe: Recipe, chain: str, metric: str, area: str) -> list[CsvRow]:
    """The lines that change the scope of a series; the city's are those of its counties."""
    columns = ("chain_id", "metric_id")
    return [
        line
        for line in recipe.files["scope_changes"]
        if matches(line, columns, (chain, metric)) and area in (line["area_code"], recipe.city)
    ]


def _add_city(levels: dict[Key, Levels], code: str) -> None:
    for (chain, metric, _), months in list(levels.items()):
        city = levels.setdefault((chain, metric, code), {})
        for month, level in months.items():
            city[month] = city.get(month, 0) + level


def _rates(recipe: Recipe) -> dict[Key, dict[Month, float]]:
    rates: dict[Key, dict[Month, float]] = {}
    for line in recipe.files["levels"]:
        if line["season"] == "rate":
            chain, metric = line["chain_id"], line["metric_id"]
            shares = county_shares(recipe, chain, metric)
            if not shares:
                continue
            counties = {area: _county_rates(recipe, line, area) for area in shares}
            rates |= {(chain, metric, area): months for area, months in counties.items()}
            rates[chain, metric, recipe.city] = {
                month: round(sum(shares[area] * counties[area][month] for area in shares), 1)
                for month in next(iter(counties.values()))
            }
    return rates


def _county_rates(recipe: Recipe, line: CsvRow, area: str) -> dict[Month, float]:
    chance = recipe.random("rate", line["chain_id"], area)
    rates = {}
    for year in recipe.years:
        rate = decimal(line, f"growth_{year}") + chance.gauss(0, recipe.noise("rate_county"))
        for month in range(2, 13):
            rate += chance.gauss(0, recipe.noise("rate_month"))
            rates[year, month] = round(rate, 1)
    return rates
