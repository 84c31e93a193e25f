"""The invented firms of the demo pack, and which steps of which chains they work in."""

from __future__ import annotations

from dataclasses import dataclass

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.recipe import SOURCE, Recipe, whole
from chainboard.store.demo.series import county_shares

Row = dict[str, object]

WITH_FIRMS = ("strong", "present", "weak")
LEADING = 4  # firms of a chain that are leading, the first of them its lead enterprise


@dataclass(frozen=True)
class Firms:
    """Firms, their shares in steps of chains, and the leading firm of each chain."""

    rows: list[Row]
    shares: list[Row]
    leads: dict[str, Row]


def firms(recipe: Recipe, names: dict[str, Row]) -> Firms:
    """The invented firms: each county and each working step of a chain has at least one.

    names  area_code -> row of the area table
    """
    made = Firms([], [], {})
    for line in recipe.files["lists"]:
        chain = line["chain_id"]
        spots = places(recipe, chain, whole(line, "enterprises"), WITH_FIRMS)
        mine = [
            _firm(recipe, number, spot, names)
            for number, spot in enumerate(spots, start=len(made.rows) + 1)
        ]
        for firm in mine[:LEADING]:
            firm |= {"role": "leading", "is_above_size": True}
        mine[0]["role"] = "lead_enterprise"
        made.leads[chain] = mine[0]
        made.rows.extend(mine)
        made.shares.extend(_shares(recipe, line, mine, [node for _, node in spots]))
    return made


def node_id(chain: str, node: str) -> str:
    """The key of a step: chain and step, so that two chains may both have cold storage."""
    return f"{chain}.{node}"


def places(
    recipe: Recipe, chain: str, count: int, statuses: tuple[str, ...]
) -> list[tuple[str, CsvRow]]:
    """County and step of each item of a list: every one once, then counties by their share."""
    shares = county_shares(recipe, chain, "output_value")
    chance = recipe.random("places", chain, count)
    extra = chance.choices(list(shares), list(shares.values()), k=max(0, count - len(shares)))
    steps = [
        line
        for line in recipe.files["nodes"]
        if line["chain_id"] == chain and line["status"] in statuses
    ]
    areas = [*shares, *extra][:count]
    return [(area, steps[index % len(steps)]) for index, area in enumerate(areas)]


def park_of(recipe: Recipe, area: str) -> str | None:
    """The park of a county; None where it has none."""
    parks = (line["park_id"] for line in recipe.files["parks"] if line["area_code"] == area)
    return next(parks, None)


def _firm(recipe: Recipe, number: int, spot: tuple[str, CsvRow], names: dict[str, Row]) -> Row:
    code, node = spot
    area, settings = names[code], recipe.settings["lists"]
    chance = recipe.random("firm", number)
    return {
        "enterprise_id": f"demo_firm_{number:03d}",
        "name_zh": f"示例{area['short_zh']}{node['name_zh']}企业{number:03d}",
        "name_en": f"Demo {area['short_en']} Firm {number:03d} ({node['name_en']})",
        "area_code": code,
        "park_id": park_of(recipe, code) if chance.random() < settings["in_park"] else None,
        "role": chance.choice(("backbone", "other", "other")),
        "product_zh": node["name_zh"],
        "product_en": node["name_en"],
        "is_above_size": chance.random() < settings["above_size"],
        "source_id": SOURCE,
    }


def _shares(recipe: Recipe, line: CsvRow, mine: list[Row], steps: list[CsvRow]) -> list[Row]:
    """Each firm's share in its chain: 1, or split with another chain at home in its county."""
    settings, other = recipe.settings["lists"], line["also_in"]
    others = county_shares(recipe, other, "output_value") if other else {}
    at_home = {area for area, share in others.items() if share >= settings["home_share"]}
    both = [firm["enterprise_id"] for firm in mine[1:] if firm["area_code"] in at_home]
    split = set(both[: settings["firms_in_two_chains"]])
    shares: list[Row] = []
    for firm, step in zip(mine, steps, strict=True):
        share = settings["main_share"] if firm["enterprise_id"] in split else 1
        chain = line["chain_id"]
        shares.append(_share(firm, chain, node_id(chain, step["node"]), share))
        if firm["enterprise_id"] in split:
            shares.append(_share(firm, other, None, round(1 - share, 2)))
    return shares


def _share(firm: Row, chain: str, node: str | None, share: float) -> Row:
    return {
        "enterprise_id": firm["enterprise_id"],
        "chain_id": chain,
        "node_id": node,
        "share": share,
    }
