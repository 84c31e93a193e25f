"""The invented deals of the demo pack: the monthly figures of a county and chain, split up.

Number and value of the deals of a month are what that month adds to the figures; so are the funds
that arrive from outside the province. What arrives before any contract since the first year
can take it goes to one older deal, which no figure counts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from chainboard.store.demo.ledger import Ledger, added, by_month, cells, money, periods, steps_of
from chainboard.store.demo.pipeline import WITH_PROJECTS, Reached, Row, named, reached
from chainboard.store.demo.recipe import Recipe
from chainboard.store.demo.series import DEALS, Month, Series
from chainboard.store.demo.split import split

FROM_OUTSIDE = "out_of_province"
FUNDS = {"signed": 0.05, "started": 0.2, "under_construction": 0.45, "completed": 0.85}
SHEET = "招商项目"
IN_PLACE = ("month_in_place", "year_in_place", "total_in_place")
COLUMN = "M"  # 本月到位资金 in the deals template
ARRIVAL = 0.12  # of a contract, at most in a month
FULL = 0.95  # of a contract, at most at all
OLDER_FULL = 0.85  # of an older deal that is in place today
OLDER_STAGES = 3  # an older deal is still being built


@dataclass
class Deal:
    """A contract and what came of it. value, funds  in 0.01 亿元; paid: month -> funds."""

    value: int
    origin: str
    stages: Reached
    paid: dict[Month, int] = field(default_factory=dict)

    def takes(self, left: int, first: date, last: date) -> int:
        """How much of the funds of a month this deal can have: it is being built, and not paid."""
        days = dict(self.stages)
        is_built = "completed" in days and days["completed"] < first
        if self.origin != FROM_OUTSIDE or days.get("started", date.max) > last or is_built:
            return 0
        rest = int(self.value * FULL) - sum(self.paid.values())
        return max(0, min(left, rest, int(self.value * ARRIVAL) + 1))


def deals(recipe: Recipe, made: Series, names: dict[str, Row]) -> Ledger:
    """Signed deals, the stages they have reached, and the funds that arrived month by month.

    names  area_code -> row of the area table
    """
    listed = Ledger([], [], [])
    for line, area in cells(recipe, made, DEALS):
        chain = line["chain_id"]
        steps = steps_of(recipe, chain, WITH_PROJECTS)
        for deal in _of_cell(recipe, made, chain, area):
            number = len(listed.rows) + 1
            row = named(recipe, ("deal", "招商项目", "Deal"), number,
                        steps[number % len(steps)], names[area])  # fmt: skip
            listed.rows.append(row | _contract(recipe, deal, number))
            listed.stages.extend(
                {"deal_id": row["deal_id"], "stage": stage, "happened_on": day.isoformat()}
                for stage, day in deal.stages
            )
            listed.money.extend(_funds(recipe, row["deal_id"], deal, len(listed.money)))
    return listed


def _of_cell(recipe: Recipe, made: Series, chain: str, area: str) -> list[Deal]:
    chance = recipe.random("deals", chain, area)
    older = _older(recipe, chance)
    signed = list(_signed(recipe, made, (chain, area), chance))
    arrived = added(recipe, made, (chain, "investment_attracted", area))
    for month, first, last in periods(recipe):
        left = arrived[month]
        for deal in signed:
            taken = deal.takes(left, first, last)
            if taken:
                deal.paid[month] = taken
                left -= taken
        if left:
            older.paid[month] = left
    older.value = round(sum(older.paid.values()) / OLDER_FULL)
    return [older, *signed] if older.value else signed


def _older(recipe: Recipe, chance: random.Random) -> Deal:
    """A deal of the year before the first figures, still being built."""
    before = recipe.years[0] - 1
    day = date(before, chance.randint(3, 5), chance.randint(1, 28))
    return Deal(0, FROM_OUTSIDE, reached(recipe, "deal", day, chance)[:OLDER_STAGES])


def _signed(
    recipe: Recipe, made: Series, cell: tuple[str, str], chance: random.Random
) -> Iterator[Deal]:
    """The deals of each month, in the order of their signing."""
    chain, area = cell
    settings = recipe.settings["lists"]
    origins = settings["origins"]
    counts = added(recipe, made, (chain, DEALS, area))
    values = added(recipe, made, (chain, "signed_value", area))
    for month, first, last in periods(recipe):
        spread = settings["investment_spread"]
        weights = [chance.lognormvariate(0, spread) for _ in range(counts[month])]
        days = sorted(chance.randrange((last - first).days + 1) for _ in weights)
        for day, value in zip(days, split(values[month], weights, least=1), strict=True):
            stages = reached(recipe, "deal", first + timedelta(day), chance)
            if chance.random() < settings["stalled_deals"]:
                stages = stages[:1]
            origin = chance.choices(list(origins), list(origins.values()))[0]
            yield Deal(value, origin, stages)


def _contract(recipe: Recipe, deal: Deal, number: int) -> Row:
    """Origin, contract value and funds in place; what comes from no other province by stage."""
    funds = sum(deal.paid.values())
    if deal.origin != FROM_OUTSIDE:
        share = recipe.random("funds", number).uniform(0.8, 1.0)
        funds = int(deal.value * FUNDS.get(deal.stages[-1][0], 1.0) * share)
    return {
        "origin": deal.origin,
        "contract_value": money(deal.value),
        "in_place_funds": money(funds),
    }


def _funds(recipe: Recipe, deal_id: object, deal: Deal, before: int) -> Iterator[Row]:
    """What arrived in each month, this year and since signing. before: rows above these."""
    for line, row in enumerate(by_month(recipe, deal.paid, IN_PLACE), start=before + 2):
        yield {"deal_id": deal_id, **row, "load_id": 1, "sheet": SHEET, "cell": f"{COLUMN}{line}"}
