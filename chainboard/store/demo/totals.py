"""The city's own figures in the demo pack: sums over its chains where a sum is no double count."""

from __future__ import annotations

from collections.abc import Iterator

from chainboard.store.demo.figures import VALUE_COLUMN, amount_text
from chainboard.store.demo.recipe import SOURCE, Recipe, month_end
from chainboard.store.demo.series import Month, Series

Row = dict[str, object]

# Every project, taxpayer and deal is counted on one chain, so these add up. Output does not:
# what one chain sells another one buys.
ADDED = (
    "investment_attracted",
    "project_investment",
    "tax",
    "industry_firms",
    "signed_value",
    "signed_deals",
)
WEIGHED = "industrial_va"
SHEET = "全市"


def monthly(recipe: Recipe, made: Series) -> list[Row]:
    """Observation rows of the city for each month, without figure_id and chain.

    Only of metrics that levels.csv has for every chain: a part of the chains is not the city. A
    chain that has the metric in no county is whole without it.
    """
    chains = whole_chains(recipe)
    metrics = [metric for metric in (*ADDED, WEIGHED) if _having(recipe, made, metric, chains)]
    rows = [row for metric in metrics for row in _of_metric(recipe, made, metric, chains)]
    return [{**row, "cell": f"{VALUE_COLUMN}{line}"} for line, row in enumerate(rows, start=2)]


def as_firm_as(of_chains: list[Row], recipe: Recipe, rows: list[Row]) -> list[Row]:
    """The totals, as flash figures where one of a chain is: a sum is no firmer than its parts.

    of_chains  figures of the chains, with status and the note that says what they lack
    """
    chains, flash = whole_chains(recipe), dict[tuple[object, object], Row]()
    for row in of_chains:
        of_city = row["area_code"] == recipe.city and row["chain_id"] in chains
        if of_city and row["status"] == "flash":
            told = {key: row[key] for key in ("status", "note_zh", "note_en")}
            flash.setdefault((row["metric_id"], row["period_end"]), told)
    return [{**row, **flash.get((row["metric_id"], row["period_end"]), {})} for row in rows]


def targets(recipe: Recipe, made: Series, of_chains: list[Row]) -> list[Row]:
    """The city's targets: the sums of those of its chains; of the rate, their mean by output.

    of_chains  target rows of the chains; of two versions the later counts
    """
    chains = whole_chains(recipe)
    newest: dict[tuple[object, ...], Row] = {}
    for row in of_chains:
        if row["area_code"] == recipe.city and row["chain_id"] in chains:
            newest[row["metric_id"], row["chain_id"], row["year"]] = row
    rows = []
    for metric in (*ADDED, WEIGHED):
        for year in recipe.years:
            mine = {c: r for (m, c, y), r in newest.items() if (m, y) == (metric, year)}
            if mine and len(mine) == len(_having(recipe, made, metric, chains)):
                rows.append(_target(recipe, metric, year, mine, newest))
    return rows


def whole_chains(recipe: Recipe) -> tuple[str, ...]:
    """The chains that are no part of another one."""
    parts = {part for line in recipe.settings["parts"].values() for part in line}
    chains = dict.fromkeys(line["chain_id"] for line in recipe.files["levels"])
    return tuple(chain for chain in chains if chain not in parts)


def _having(recipe: Recipe, made: Series, metric: str, chains: tuple[str, ...]) -> list[str]:
    """The chains that have a metric; none when levels.csv passes over one of them."""
    told = {line["chain_id"] for line in recipe.files["levels"] if line["metric_id"] == metric}
    if not told.issuperset(chains):
        return []
    return [chain for chain in chains if made.has((chain, metric, recipe.city))]


def _of_metric(recipe: Recipe, made: Series, metric: str, chains: tuple[str, ...]) -> Iterator[Row]:
    is_stock = metric == "industry_firms"
    for year in recipe.years:
        for month in recipe.months(year):
            yield {
                "metric_id": metric,
                "area_code": recipe.city,
                "period_start": None if is_stock else f"{year}-01-01",
                "period_end": month_end(year, month),
                "basis": "point" if is_stock else "ytd",
                "status": "verified" if year < recipe.last[0] else "preliminary",
                "hedge": "none",
                "source_id": SOURCE,
                "load_id": 1,
                "sheet": SHEET,
                "unit_text": recipe.units[metric],
                **_printed(recipe, made, metric, chains, (year, month)),
            }


def _printed(
    recipe: Recipe, made: Series, metric: str, chains: tuple[str, ...], month: Month
) -> Row:
    if metric == WEIGHED:
        return _growth(_mean_rate(recipe, made, chains, month))
    keys = [(chain, metric, recipe.city) for chain in chains]
    level = sum(made.levels[key][month] for key in keys if made.has(key))
    prior = sum(made.priors[key].get(month, 0) for key in keys if made.has(key))
    text = amount_text(level, recipe.decimals[metric])
    grown = _growth(100 * (level / prior - 1)) if prior else {}
    return {"value": text, "value_text": text, **grown}


def _growth(rate: float) -> Row:
    return {"growth": round(rate, 1), "growth_text": f"{rate:.1f}"}


def _mean_rate(recipe: Recipe, made: Series, chains: tuple[str, ...], month: Month) -> float:
    weights = {
        chain: made.levels[chain, "output_value", recipe.city][month]
        for chain in chains
        if made.has((chain, WEIGHED, recipe.city))
    }
    grown = sum(
        weights[chain] * made.rates[chain, WEIGHED, recipe.city][month] for chain in weights
    )
    return grown / sum(weights.values())


def _target(
    recipe: Recipe,
    metric: str,
    year: int,
    mine: dict[object, Row],
    newest: dict[tuple[object, ...], Row],
) -> Row:
    if metric == WEIGHED:
        weights = {
            chain: float(str(newest["output_value", chain, year]["value"])) for chain in mine
        }
        mean = sum(w * float(str(mine[c]["value"])) for c, w in weights.items())
        text = f"{mean / sum(weights.values()):.1f}"
    else:
        text = f"{sum(float(str(row['value'])) for row in mine.values()):.2f}"
    first = next(iter(mine.values()))
    return {**first, "chain_id": None, "version": 1, "value": text, "value_text": text,
            "decided_on": f"{year}-01-20", "reason_zh": None, "reason_en": None}  # fmt: skip
