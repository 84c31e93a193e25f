"""The invented firms of the demo pack, and which steps of which chains they work in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, zip_longest

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.ledger import own, periods, steps_of
from chainboard.store.demo.recipe import SOURCE, Recipe, whole
from chainboard.store.demo.series import Series, county_shares
from chainboard.store.demo.split import split

Row = dict[str, object]

WITH_FIRMS = ("strong", "present", "weak")
WITHOUT_FIRMS = ("missing", "planned")
ABOVE_SIZE = ("industry_firms", "service_firms")  # what counts them, by chain
ANY = "output_value"  # every chain has it in each of its counties
LEADING = 4  # firms of a chain that are leading, the first of them its lead enterprise


@dataclass(frozen=True)
class Firms:
    """Firms, their shares in steps of chains, and the leading firm of each chain."""

    rows: list[Row]
    shares: list[Row]
    leads: dict[str, Row]


def firms(recipe: Recipe, made: Series, names: dict[str, Row]) -> Firms:
    """The invented firms: each county and each working step of a chain has at least one.

    names  area_code -> row of the area table

    Those above size are as many as the figures count, in every county and month.
    """
    listed = Firms([], [], {})
    for line in recipe.files["lists"]:
        chain = line["chain_id"]
        steps = steps_of(recipe, chain, WITH_FIRMS)
        mine: list[Row] = []
        for area, risen in _spots(recipe, made, line):
            number = len(listed.rows) + len(mine) + 1
            node = steps[len(mine) % len(steps)]
            mine.append(_firm(recipe, number, node, names[area]) | risen)
        for firm in mine[:LEADING]:
            firm["role"] = "leading"
        mine[0]["role"] = "lead_enterprise"
        listed.leads[chain] = mine[0]
        listed.rows.extend(mine)
        listed.shares.extend(_shares(recipe, line, mine, steps))
    return listed


def sought(recipe: Recipe) -> Firms:
    """A firm that is sought for each step that is missing or only planned: of no county yet."""
    found = Firms([], [], {})
    lines = [line for line in recipe.files["nodes"] if line["status"] in WITHOUT_FIRMS]
    for number, line in enumerate(lines, start=1):
        firm: Row = {
            "enterprise_id": f"demo_target_{number:02d}",
            "name_zh": f"示例引进对象{number:02d}（{line['name_zh']}）",
            "name_en": f"Demo Sought Firm {number:02d} ({line['name_en']})",
            "role": "target",
            "product_zh": line["name_zh"],
            "product_en": line["name_en"],
            "source_id": SOURCE,
        }
        chain = line["chain_id"]
        found.rows.append(firm)
        found.shares.append(_share(firm, chain, node_id(chain, line["node"]), 1))
    return found


def node_id(chain: str, node: str) -> str:
    """The key of a step: chain and step, so that two chains may both have cold storage."""
    return f"{chain}.{node}"


def _spots(recipe: Recipe, made: Series, line: CsvRow) -> list[tuple[str, Row]]:
    """County of each firm of a chain, and whether and since when it is above size.

    The first of every county come first, then the second: the leading firms are spread.
    """
    chain = line["chain_id"]
    homes = county_shares(recipe, chain, ANY)
    above = {area: _risen(recipe, made, chain, area) for area in homes}
    large: list[tuple[str, Row]] = [
        (area, {"is_above_size": True, "above_size_since": day or None})
        for turn in zip_longest(*above.values())
        for area, day in zip(homes, turn, strict=True)
        if day is not None
    ]
    more = split(max(0, whole(line, "enterprises") - len(large)), list(homes.values()))
    small: list[tuple[str, Row]] = [
        (area, {"is_above_size": False})
        for area, count in zip(homes, more, strict=True)
        for _ in range(count)
    ]
    return [*large, *small]


def _risen(recipe: Recipe, made: Series, chain: str, area: str) -> list[str]:
    """Since when each firm of a county is above size; "" since before the first figures."""
    metric = next((metric for metric in ABOVE_SIZE if made.has((chain, metric, area))), None)
    if metric is None:
        return []
    counts = own(recipe, made, (chain, metric, area))
    risen: list[str] = []
    for month, first, _ in periods(recipe):
        since = first.isoformat() if risen else ""
        risen += [since] * (counts[month] - len(risen))
    return risen


def park_of(recipe: Recipe, area: str) -> str | None:
    """The park of a county; None where it has none."""
    parks = (line["park_id"] for line in recipe.files["parks"] if line["area_code"] == area)
    return next(parks, None)


def _firm(recipe: Recipe, number: int, node: CsvRow, area: Row) -> Row:
    code, chance = str(area["area_code"]), recipe.random("firm", number)
    in_park = chance.random() < recipe.settings["lists"]["in_park"]
    return {
        "enterprise_id": f"demo_firm_{number:03d}",
        "name_zh": f"示例{area['short_zh']}{node['name_zh']}企业{number:03d}",
        "name_en": f"Demo {area['short_en']} Firm {number:03d} ({node['name_en']})",
        "area_code": code,
        "park_id": park_of(recipe, code) if in_park else None,
        "role": chance.choice(("backbone", "other", "other")),
        "product_zh": node["name_zh"],
        "product_en": node["name_en"],
        "source_id": SOURCE,
    }


def _shares(recipe: Recipe, line: CsvRow, mine: list[Row], steps: list[CsvRow]) -> list[Row]:
    """Each firm's share in its chain: 1, or split with another chain at home in its county."""
    settings, other = recipe.settings["lists"], line["also_in"]
    others = county_shares(recipe, other, ANY) if other else {}
    at_home = {area for area, share in others.items() if share >= settings["home_share"]}
    both = [firm["enterprise_id"] for firm in mine[1:] if firm["area_code"] in at_home]
    in_two = set(both[: settings["firms_in_two_chains"]])
    shares: list[Row] = []
    for firm, step in zip(mine, cycle(steps), strict=False):
        share = settings["main_share"] if firm["enterprise_id"] in in_two else 1
        chain = line["chain_id"]
        shares.append(_share(firm, chain, node_id(chain, step["node"]), share))
        if firm["enterprise_id"] in in_two:
            shares.append(_share(firm, other, None, round(1 - share, 2)))
    return shares


def _share(firm: Row, chain: str, node: str | None, share: float) -> Row:
    return {
        "enterprise_id": firm["enterprise_id"],
        "chain_id": chain,
        "node_id": node,
        "share": share,
    }
