"""The invented projects and deals of the demo pack, with the day each stage was reached."""

from __future__ import annotations

import random
from datetime import date, timedelta

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.firms import node_id, park_of, places
from chainboard.store.demo.recipe import SOURCE, Recipe, decimal, whole

Row = dict[str, object]
Reached = list[tuple[str, date]]

WITH_PROJECTS = ("planned", "weak", "present", "strong", "unknown")
WINTER = (12, 1, 2)  # building stops in Longdong, nothing is started
FUNDS = {"signed": 0.05, "started": 0.2, "under_construction": 0.45, "completed": 0.85}


def projects(recipe: Recipe, names: dict[str, Row]) -> tuple[list[Row], list[Row]]:
    """Projects and the stages they have reached by the day the pack speaks from.

    names  area_code -> row of the area table
    """
    rows: list[Row] = []
    stages: list[Row] = []
    leads = {line["chain_id"]: line for line in recipe.files["roles"]}
    for line, number, spot in _spots(recipe, "projects", WITH_PROJECTS):
        chance = recipe.random("project", number)
        reached = _reached(recipe, "project", chance)
        project = _named(recipe, ("project", "项目", "Project"), number, spot, names)
        project |= _owner(leads[line["chain_id"]]) | {
            "project_id": project.pop("id"),
            "node_id": node_id(line["chain_id"], spot[1]["node"]),
        }
        rows.append(project | _investment(recipe, line, chance, reached))
        stages += [
            {
                "project_id": project["project_id"],
                "stage": stage,
                "stated_on": day.isoformat(),
                "happened_on": day.isoformat(),
                "source_id": SOURCE,
            }
            for stage, day in reached
        ]
    return rows, stages


def deals(recipe: Recipe, names: dict[str, Row]) -> tuple[list[Row], list[Row]]:
    """Signed deals and the stages they have reached; some never start after signing.

    names  area_code -> row of the area table
    """
    rows: list[Row] = []
    stages: list[Row] = []
    settings = recipe.settings["lists"]
    origins = settings["origins"]
    for line, number, spot in _spots(recipe, "deals", WITH_PROJECTS):
        chance = recipe.random("deal", number)
        reached = _reached(recipe, "deal", chance)
        if chance.random() < settings["stalled_deals"]:
            reached = reached[:1]
        deal = _named(recipe, ("deal", "招商项目", "Deal"), number, spot, names)
        deal["deal_id"] = deal.pop("id")
        deal["origin"] = chance.choices(list(origins), list(origins.values()))[0]
        rows.append(deal | _contract(recipe, line, chance, reached))
        stages += [
            {"deal_id": deal["deal_id"], "stage": stage, "happened_on": day.isoformat()}
            for stage, day in reached
        ]
    return rows, stages


def _spots(
    recipe: Recipe, column: str, statuses: tuple[str, ...]
) -> list[tuple[CsvRow, int, tuple[str, CsvRow]]]:
    """The line of the chain, a running number, and county and step of each item of a list."""
    spots = [
        (line, spot)
        for line in recipe.files["lists"]
        for spot in places(recipe, line["chain_id"], whole(line, column), statuses)
    ]
    return [(line, number, spot) for number, (line, spot) in enumerate(spots, start=1)]


def _reached(recipe: Recipe, kind: str, chance: random.Random) -> Reached:
    first: date = recipe.settings["lists"]["first_day"]
    as_of: date = recipe.settings["as_of"]
    span = (as_of - first).days - 10
    day = first + timedelta(max(chance.randrange(span), chance.randrange(span)))  # mostly recent
    reached: Reached = []
    for line in recipe.files["stages"]:
        if line["list"] == kind:
            day += timedelta(chance.randint(whole(line, "days_from"), whole(line, "days_to")))
            if line["stage"] == "started" and day.month in WINTER:
                day = date(day.year + (day.month == 12), 3, chance.randint(1, 28))
            reached.append((line["stage"], day))
    return [(stage, day) for stage, day in reached if day <= as_of]


def _named(
    recipe: Recipe,
    words: tuple[str, str, str],
    number: int,
    spot: tuple[str, CsvRow],
    names: dict[str, Row],
) -> Row:
    """What projects and deals share: key, names, chain, county, park, investor."""
    kind, zh, en = words
    code, node = spot
    area = names[code]
    in_park = recipe.random("in_park", kind, number).random() < recipe.settings["lists"]["in_park"]
    return {
        "id": f"demo_{kind}_{number:03d}",
        "name_zh": f"示例{area['short_zh']}{node['name_zh']}{zh}{number:03d}",
        "name_en": f"Demo {area['short_en']} {en} {number:03d} ({node['name_en']})",
        "chain_id": node["chain_id"],
        "area_code": code,
        "park_id": park_of(recipe, code) if in_park else None,
        "investor_zh": f"示例投资公司{number % 60 + 1:02d}",
        "investor_en": f"Demo Investor {number % 60 + 1:02d}",
        "source_id": SOURCE,
    }


def _owner(lead: CsvRow) -> Row:
    return {"owner_zh": f"示例：市{lead['lead_zh']}", "owner_en": f"Demo: City {lead['lead_en']}"}


def _amount(recipe: Recipe, line: CsvRow, chance: random.Random) -> float:
    spread = recipe.settings["lists"]["investment_spread"]
    return round(decimal(line, "typical_investment") * chance.lognormvariate(0, spread), 2)


def _investment(recipe: Recipe, line: CsvRow, chance: random.Random, reached: Reached) -> Row:
    """Total and this year's planned investment, 亿元; none planned before a start or after."""
    total = _amount(recipe, line, chance)
    days = dict(reached)
    this_year = recipe.settings["as_of"].year
    is_building = "started" in days and days.get("completed", date.max).year >= this_year
    share = chance.uniform(0.15, 0.45)
    return {
        "total_investment": f"{total:.2f}",
        "total_investment_text": f"{total:.2f}",
        "year_investment": f"{total * share:.2f}" if is_building else None,
    }


def _contract(recipe: Recipe, line: CsvRow, chance: random.Random, reached: Reached) -> Row:
    """Contract value and funds in place, 亿元: later stages have more of it in place."""
    value = _amount(recipe, line, chance)
    share = FUNDS.get(reached[-1][0], 1.0) * chance.uniform(0.8, 1.0)
    return {"contract_value": f"{value:.2f}", "in_place_funds": f"{value * share:.2f}"}
