"""The demo parks by quarter: land, workshops and firms at quarter end, output since January."""

from __future__ import annotations

from collections.abc import Iterator

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.recipe import SOURCE, Recipe, decimal, month_end

Row = dict[str, object]

SHEET = "园区"
# Columns of the parks template (workbooks.md), by the metric they carry.
COLUMNS = {
    "park_planned_area": "D",
    "park_developable_area": "E",
    "park_supplied_area": "F",
    "park_built_area": "G",
    "park_workshop_area": "H",
    "park_workshop_let": "I",
    "park_firms_settled": "J",
    "park_firms_producing": "K",
    "park_output_value": "L",
    "park_tax": "M",
    "park_fai": "N",
    "park_operator_revenue": "O",
    "park_operator_staff": "P",
}
OPERATOR = ("park_operator_revenue", "park_operator_staff")  # of the parks that have one
FLOWS = ("park_output_value", "park_tax", "park_fai", "park_operator_revenue")
# Stocks that grow from <name>_first to <name>_last of parks.csv; the others stand still.
GROWING = {
    "park_supplied_area": "supplied",
    "park_built_area": "built",
    "park_workshop_let": "let",
    "park_firms_settled": "settled",
    "park_firms_producing": "producing",
}
SINCE_JANUARY = (0.2, 0.46, 0.72, 1.0)  # share of a year reached by the end of each quarter


def parks(recipe: Recipe) -> list[Row]:
    """The parks of the demo pack, in the order of parks.csv."""
    columns = (
        "park_id",
        "area_code",
        "name_zh",
        "name_en",
        "level_zh",
        "level_en",
        "model_zh",
        "model_en",
    )
    return [
        {column: line.cells.get(column) or None for column in columns} | {"sort": sort}
        for sort, line in enumerate(recipe.files["parks"], start=1)
    ]


def steps(recipe: Recipe) -> list[Row]:
    """What was done in the parks under the four headings, in the order of park_steps.csv."""
    return [{**line.cells, "source_id": SOURCE} for line in recipe.files["park_steps"]]


def quarterly(recipe: Recipe) -> list[Row]:
    """Observation rows of each park, quarter and metric, without figure_id.

    The park named in demo.toml sent its last quarter in a load of its own.
    """
    quarters = list(_quarters(recipe))
    alone = recipe.settings["parks"]["sent_alone"]
    rows: list[Row] = []
    lines = {1: 1, recipe.settings["parks"]["alone_load_id"]: 1}
    for line in recipe.files["parks"]:
        for when in quarters:
            is_alone = line["park_id"] == alone and when == quarters[-1]
            load_id = recipe.settings["parks"]["alone_load_id"] if is_alone else 1
            lines[load_id] += 1
            told = {"load_id": load_id, "sheet": SHEET}
            for metric, column in COLUMNS.items():
                if metric in OPERATOR and not line.cells.get("operator_staff"):
                    continue
                done = quarters.index(when) / (len(quarters) - 1)
                figure = _figure(recipe, line, metric, when, done)
                rows.append(figure | told | {"cell": f"{column}{lines[load_id]}"})
    return rows


def _quarters(recipe: Recipe) -> Iterator[tuple[int, int]]:
    first, (last_year, last_month) = recipe.settings["parks"]["first_year"], recipe.last
    for year in range(first, last_year + 1):
        for quarter in range(1, 5):
            if (year, 3 * quarter) <= (last_year, last_month):
                yield year, quarter


def _figure(recipe: Recipe, line: CsvRow, metric: str, when: tuple[int, int], done: float) -> Row:
    """One figure of a park. done: how far the quarter stands from the first (0) to the last (1)."""
    year, quarter = when
    is_flow = metric in FLOWS
    level = _since_january(recipe, line, metric, when) if is_flow else _level(line, metric, done)
    text = f"{level:.{recipe.decimals[metric]}f}"
    has_growth = is_flow and year > recipe.settings["parks"]["first_year"]
    return {
        "metric_id": metric,
        "area_code": line["area_code"],
        "park_id": line["park_id"],
        "period_start": f"{year}-01-01" if is_flow else None,
        "period_end": month_end(year, 3 * quarter),
        "basis": "ytd" if is_flow else "point",
        "value": text,
        "value_text": text,
        "unit_text": recipe.units[metric],
        **(_growth(recipe, line, metric, when) if has_growth else {}),
        "status": "verified" if year < recipe.last[0] else "preliminary",
        "hedge": "none",
        "source_id": SOURCE,
    }


def _level(line: CsvRow, metric: str, done: float) -> float:
    """A stock that grows evenly from its first to its last quarter, or stands still."""
    name = GROWING.get(metric)
    if name is None:
        return decimal(line, metric.removeprefix("park_"))
    first, last = decimal(line, f"{name}_first"), decimal(line, f"{name}_last")
    return first + (last - first) * done


def _since_january(recipe: Recipe, line: CsvRow, metric: str, when: tuple[int, int]) -> float:
    year, quarter = when
    settings, chance = recipe.settings["parks"], recipe.random("park", line["park_id"], when)
    years: int = recipe.last[0] - settings["first_year"]
    first, last = decimal(line, "output_first"), decimal(line, "output_last")
    output: float = first * (last / first) ** ((year - settings["first_year"]) / years)
    tax: float = output * settings["tax_share"]
    fai: float = decimal(line, "fai_last") * settings["fai_growth"] ** (year - recipe.last[0])
    of_year = {"park_output_value": output, "park_tax": tax, "park_fai": fai}.get(metric)
    if of_year is None:  # the operator's revenue grows as the output does
        first, last = (decimal(line, f"operator_revenue_{end}") for end in ("first", "last"))
        of_year = first * (last / first) ** ((year - settings["first_year"]) / years)
    stray: float = chance.uniform(0.97, 1.03)
    return of_year * SINCE_JANUARY[quarter - 1] * stray


def _growth(recipe: Recipe, line: CsvRow, metric: str, when: tuple[int, int]) -> Row:
    year, quarter = when
    digits = recipe.decimals[metric]
    before = round(_since_january(recipe, line, metric, (year - 1, quarter)), digits)
    now = round(_since_january(recipe, line, metric, when), digits)
    growth = round(100 * (now / before - 1), 1)
    return {"growth": growth, "growth_text": f"{growth:.1f}"}
