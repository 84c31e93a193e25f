"""What the invented projects and deals of the demo pack share: names, and the days of stages."""

from __future__ import annotations

import random
from datetime import date, timedelta

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.firms import park_of
from chainboard.store.demo.recipe import SOURCE, Recipe, whole

Row = dict[str, object]
Reached = list[tuple[str, date]]

WITH_PROJECTS = ("planned", "weak", "present", "strong", "unknown")
WINTER = (12, 1, 2)  # building stops in Longdong, nothing is started
INVESTORS = 60


def gaps(recipe: Recipe, kind: str, chance: random.Random) -> dict[str, timedelta]:
    """How long after the stage before it each stage of a project or a deal is reached."""
    return {
        line["stage"]: timedelta(chance.randint(whole(line, "days_from"), whole(line, "days_to")))
        for line in recipe.files["stages"]
        if line["list"] == kind
    }


def reached(recipe: Recipe, kind: str, first: date, chance: random.Random) -> Reached:
    """The stages that were reached by the day the pack speaks from, the first of them on a day."""
    day, found = first, []
    for stage, gap in gaps(recipe, kind, chance).items():
        day += gap
        if stage == "started":
            day = after_winter(day, chance)
        found.append((stage, day))
    return [(stage, day) for stage, day in found if day <= recipe.settings["as_of"]]


def after_winter(day: date, chance: random.Random) -> date:
    """The day, or one in March when it lies in winter."""
    if day.month not in WINTER:
        return day
    return date(day.year + (day.month == 12), 3, chance.randint(1, 28))


def named(recipe: Recipe, words: tuple[str, str, str], number: int, node: CsvRow, area: Row) -> Row:
    """What projects and deals share: key, names, chain, county, park, investor.

    words  kind, and its name in both languages; area: row of the area table
    """
    kind, zh, en = words
    in_park = recipe.random("in_park", kind, number).random() < recipe.settings["lists"]["in_park"]
    investor = number % INVESTORS + 1
    return {
        f"{kind}_id": f"demo_{kind}_{number:04d}",
        "name_zh": f"示例{area['short_zh']}{node['name_zh']}{zh}{number:04d}",
        "name_en": f"Demo {area['short_en']} {en} {number:04d} ({node['name_en']})",
        "chain_id": node["chain_id"],
        "area_code": area["area_code"],
        "park_id": park_of(recipe, str(area["area_code"])) if in_park else None,
        "investor_zh": f"示例投资公司{investor:02d}",
        "investor_en": f"Demo Investor {investor:02d}",
        "source_id": SOURCE,
    }
