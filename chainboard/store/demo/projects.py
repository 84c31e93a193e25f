"""The invented projects of the demo pack: the investment of a county and chain, split up.

A county builds in lanes, one project after another in each; what a month adds to the figure of
completed investment is what the projects under way in it completed. Others wait for their start.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.firms import WITH_FIRMS, node_id
from chainboard.store.demo.ledger import Ledger, added, by_month, cells, money, periods, steps_of
from chainboard.store.demo.pipeline import (
    WINTER,
    WITH_PROJECTS,
    Reached,
    Row,
    after_winter,
    gaps,
    named,
    reached,
)
from chainboard.store.demo.recipe import SOURCE, Recipe, decimal
from chainboard.store.demo.schedule import Course, planned, with_id
from chainboard.store.demo.series import Month, Series
from chainboard.store.demo.split import split

METRIC = "project_investment"
SHEET = "项目"
DONE = ("month_done", "year_done", "total_done")
COLUMN = "L"  # 本月完成投资 in the projects template
LANES = 5  # of a county and chain, at most
NOT_STARTED = ("preparatory", "signed", "landed")


@dataclass
class Project:
    """A project from its start to its completion. done: month -> 0.01 亿元; planned_end: its
    completion, had nothing held it up."""

    started: date
    completed: date
    weight: float
    planned_end: date
    done: dict[Month, int] = field(default_factory=dict)

    def is_under_way(self, first: date, last: date) -> bool:
        """Whether it is being built in these days."""
        return self.started <= last and self.completed >= first


@dataclass(frozen=True)
class Projects(Ledger):
    """Projects with stages and money, and what was permitted before their start."""

    permits: list[Row]


def projects(recipe: Recipe, made: Series, aims: list[Row], names: dict[str, Row]) -> Projects:
    """Projects, the stages they have reached, permits, and what was completed month by month.

    aims   target rows of the chains: this year's plans of the projects add up to the counties'
    names  area_code -> row of the area table
    """
    listed = Projects([], [], [], [])
    leads = {line["chain_id"]: line for line in recipe.files["roles"]}
    for line, area in cells(recipe, made, METRIC):
        steps = steps_of(recipe, line["chain_id"], WITH_PROJECTS)
        working = steps_of(recipe, line["chain_id"], WITH_FIRMS)
        for told in _of_cell(recipe, made, aims, line, area):
            number = len(listed.rows) + 1
            open_to = working if told.is_built else steps
            node = open_to[number % len(open_to)]
            row = named(recipe, ("project", "项目", "Project"), number, node, names[area])
            row |= _owner(leads[line["chain_id"]]) | {
                "node_id": node_id(line["chain_id"], node["node"])
            }
            chance = recipe.random("schedule", line["chain_id"], area, number)
            plan, permits = planned(recipe, told.course, chance)
            listed.rows.append(row | told.amounts | plan)
            listed.permits.extend(with_id(permits, row["project_id"]))
            listed.stages.extend(_stages(row["project_id"], told.stages))
            listed.money.extend(_done(recipe, row["project_id"], told.done, len(listed.money)))
    return listed


@dataclass(frozen=True)
class Told:
    """What is known of a project: its amounts and flags, stages, and months of building.

    total, planned_end  as Course has them
    """

    amounts: Row
    stages: Reached
    done: dict[Month, int]
    total: int
    planned_end: date | None = None

    @property
    def is_built(self) -> bool:
        """Whether it makes something, so that its step is no longer only planned."""
        return any(stage == "in_production" for stage, _ in self.stages)

    @property
    def course(self) -> Course:
        """What its plan is drawn from."""
        return Course(dict(self.stages), self.planned_end, self.total, bool(self.done))


def _of_cell(
    recipe: Recipe, made: Series, aims: list[Row], line: CsvRow, area: str
) -> Iterator[Told]:
    chain = line["chain_id"]
    steps = added(recipe, made, (chain, METRIC, area))
    chance = recipe.random("projects", chain, area)
    built = list(_lanes(recipe, line, steps, chance))
    for month, first, last in periods(recipe):
        under_way = [project for project in built if project.is_under_way(first, last)]
        weights = [project.weight * chance.uniform(0.6, 1.4) for project in under_way]
        for project, amount in zip(under_way, split(steps[month], weights), strict=True):
            if amount:
                project.done[month] = amount
    built = [project for project in built if project.done]
    apart = recipe.random("far behind", chain, area)
    plans = _plans(recipe, built, _aim(recipe, aims, chain, area), (chance, apart))
    for project, plan in zip(built, plans, strict=True):
        yield _built(recipe, project, plan, chance)
    for _ in range(chance.choices((0, 1, 2), (4, 3, 1))[0]):
        yield _waiting(recipe, line, chance)


def _lanes(
    recipe: Recipe, line: CsvRow, steps: dict[Month, int], chance: random.Random
) -> Iterator[Project]:
    """Projects one after another, in as many lanes as the county's investment fills."""
    settings = recipe.settings["projects"]
    shortest, longest = settings["months"]
    each = decimal(line, "typical_project") * 100
    months = (shortest + longest) / 2
    lanes = round(sum(steps.values()) / len(recipe.years) / 12 * months / each)
    for _ in range(min(LANES, max(1, lanes))):
        day = date(recipe.years[0] - 1, chance.randint(3, 11), chance.randint(1, 28))
        while day <= recipe.settings["as_of"]:
            length = chance.randint(shortest, longest)
            planned_end = day + timedelta(30 * length)
            if chance.random() < settings["late"]:
                length = round(length * settings["late_factor"])
            end = day + timedelta(30 * length)
            yield Project(day, end, chance.lognormvariate(0, settings["spread"]), planned_end)
            day = end - timedelta(chance.randint(0, 60))
            if day.month in WINTER:
                day = date(day.year - (day.month < 12), 11, chance.randint(1, 28))


def _aim(recipe: Recipe, aims: list[Row], chain: str, area: str) -> int:
    """This year's target of a chain alone in a county, in 0.01 亿元; 0 when there is none."""
    found: dict[object, int] = {}
    for row in aims:
        if (row["metric_id"], row["area_code"], row["year"]) == (METRIC, area, recipe.last[0]):
            found[row["chain_id"]] = round(100 * float(str(row["value"])))
    parts = recipe.settings["parts"].get(chain, ())
    return max(0, found.get(chain, 0) - sum(found.get(part, 0) for part in parts))


def _plans(
    recipe: Recipe, built: list[Project], aim: int, streams: tuple[random.Random, random.Random]
) -> list[int | None]:
    """What each project is to complete this year: together the county's target. Some are to do
    far more than they do."""
    chance, apart = streams
    settings = recipe.settings["schedule"]
    this_year = [_of_year(project, recipe.last[0]) for project in built]
    weights = [amount * chance.uniform(0.85, 1.15) for amount in this_year]
    weights = [
        weight * (settings["behind_factor"] if apart.random() < settings["behind"] else 1)
        for weight in weights
    ]
    plans = split(aim, weights) if sum(weights) else [0] * len(built)
    return [plan if amount else None for plan, amount in zip(plans, this_year, strict=True)]


def _of_year(project: Project, year: int) -> int:
    return sum(amount for month, amount in project.done.items() if month[0] == year)


def _built(recipe: Recipe, project: Project, plan: int | None, chance: random.Random) -> Told:
    """A project that was started: its whole is what was completed and what is left of its time."""
    first, last = date(recipe.years[0], 1, 1), periods(recipe)[-1][2]
    seen = min(project.completed, last) - max(project.started, first)
    share = max(0.05, (seen.days + 1) / ((project.completed - project.started).days + 1))
    total = max(1, round(sum(project.done.values()) / min(1.0, share)))
    after = gaps(recipe, "project", chance)
    days = {"started": project.started, "completed": project.completed}
    days["landed"] = project.started - after["started"]
    days["signed"] = days["landed"] - after["landed"]
    days["preparatory"] = days["signed"] - after["signed"]
    days["under_construction"] = project.started + after["under_construction"]
    days["in_production"] = project.completed + after["in_production"]
    days["at_capacity"] = days["in_production"] + after["at_capacity"]
    stages = [(stage, days[stage]) for stage in after if days[stage] <= recipe.settings["as_of"]]
    amounts = _amounts(total, plan, is_in_statistics=True)
    return Told(amounts, stages, project.done, total, project.planned_end)


def _waiting(recipe: Recipe, line: CsvRow, chance: random.Random) -> Told:
    """A project in which nothing has been built; some wait long, a few have only just started."""
    settings = recipe.settings["projects"]
    as_of: date = recipe.settings["as_of"]
    first = as_of - timedelta(chance.randint(20, settings["waiting_days"]))
    stages = [(s, day) for s, day in reached(recipe, "project", first, chance) if s in NOT_STARTED]
    if stages[-1][0] == "landed" and chance.random() < settings["not_entered"]:
        started = after_winter(as_of - timedelta(chance.randint(10, 150)), chance)
        if stages[-1][1] < started <= as_of:
            stages.append(("started", started))
    spread = settings["spread"]
    total = round(decimal(line, "typical_project") * 100 * chance.lognormvariate(0, spread))
    return Told(_amounts(max(5, total), None, is_in_statistics=False), stages, {}, max(5, total))


def _amounts(total: int, plan: int | None, *, is_in_statistics: bool) -> Row:
    return {
        "total_investment": money(total),
        "total_investment_text": money(total),
        "year_investment": None if plan is None else money(plan),
        "is_in_statistics": is_in_statistics,
    }


def _owner(lead: CsvRow) -> Row:
    return {"owner_zh": f"示例：市{lead['lead_zh']}", "owner_en": f"Demo: City {lead['lead_en']}"}


def _stages(project_id: object, stages: Reached) -> Iterator[Row]:
    for stage, day in stages:
        yield {
            "project_id": project_id,
            "stage": stage,
            "stated_on": day.isoformat(),
            "happened_on": day.isoformat(),
            "source_id": SOURCE,
        }


def _done(recipe: Recipe, project_id: object, done: dict[Month, int], before: int) -> Iterator[Row]:
    """What was completed in each month, this year and since the first figures."""
    for line, row in enumerate(by_month(recipe, done, DONE), start=before + 2):
        yield {
            "project_id": project_id,
            **row,
            "load_id": 1,
            "sheet": SHEET,
            "cell": f"{COLUMN}{line}",
        }
