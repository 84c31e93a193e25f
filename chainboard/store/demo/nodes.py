"""The demo chains as a structure: steps, what feeds what, how each stands, and the offices."""

from __future__ import annotations

from collections import Counter

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.firms import Firms, node_id
from chainboard.store.demo.recipe import SOURCE, Recipe

Row = dict[str, object]
Office = tuple[str, object, object, object]  # role, holder in both languages, area

RATINGS = ("feasibility", "upstream_input", "policy_fit")
SINCE = "2024-01-01"  # the offices of the demo chains


def nodes(recipe: Recipe) -> list[Row]:
    """The steps of all chains, in the order of nodes.csv."""
    return [
        {
            "node_id": node_id(line["chain_id"], line["node"]),
            "chain_id": line["chain_id"],
            "position": line["position"],
            "name_zh": line["name_zh"],
            "name_en": line["name_en"],
            "weight": line["weight"],
            "sort": sort,
        }
        for sort, line in enumerate(recipe.files["nodes"], start=1)
    ]


def node_edges(recipe: Recipe) -> list[Row]:
    """Which step feeds which. Raises BuildError for a step that is not in its chain."""
    known = {(line["chain_id"], line["node"]) for line in recipe.files["nodes"]}
    edges: list[Row] = []
    for line in recipe.files["nodes"]:
        chain = line["chain_id"]
        for fed in line["feeds"].split():
            if (chain, fed) not in known:
                raise line.fault(f"{chain} 没有环节 {fed}", f"{chain} has no node {fed}")
            edges.append(
                {"from_node": node_id(chain, line["node"]), "to_node": node_id(chain, fed)}
            )
    return edges


def node_statuses(recipe: Recipe, firms: Firms) -> list[Row]:
    """How each step stands in the city, with the evidence in words."""
    counts = Counter(share["node_id"] for share in firms.shares)
    words = {line["status"]: line for line in recipe.files["evidence"]}
    year, month = recipe.last
    return [
        {
            "node_id": node_id(line["chain_id"], line["node"]),
            "area_code": recipe.city,
            "stated_on": f"{year}-{month:02d}-20",
            "status": line["status"],
            "evidence_zh": _evidence(words[line["status"]], line, "zh", counts),
            "evidence_en": _evidence(words[line["status"]], line, "en", counts),
            "source_id": SOURCE,
            "coverage": line["cover"] or None,
        }
        for line in recipe.files["nodes"]
    ]


def node_ratings(recipe: Recipe) -> list[Row]:
    """What was judged of the steps that are weak, missing or planned; a step without is to be."""
    year, month = recipe.last
    return [
        {
            "node_id": node_id(line["chain_id"], line["node"]),
            **{name: line[name] for name in RATINGS},
            "stated_on": f"{year}-{month:02d}-20",
            "source_id": SOURCE,
        }
        for line in recipe.files["nodes"]
        if line["feasibility"]
    ]


def _evidence(words: CsvRow, line: CsvRow, lang: str, counts: Counter[object]) -> str:
    firms = counts[node_id(line["chain_id"], line["node"])]
    return words[f"evidence_{lang}"].format(name=line[f"name_{lang}"], firms=firms)


def roles(recipe: Recipe, firms: Firms, names: dict[str, Row]) -> list[Row]:
    """The offices, host counties and leading firm of each chain. Offices only, never people."""
    rows: list[Row] = []
    for line in recipe.files["roles"]:
        offices = [*_leaders(line, recipe.city), *bureaus(line, recipe.city), *_hosts(line, names)]
        lead = firms.leads[line["chain_id"]]
        offices.append(("lead_enterprise", lead["name_zh"], lead["name_en"], lead["area_code"]))
        rows += [_role(line["chain_id"], sort, office) for sort, office in enumerate(offices, 1)]
    return rows


def _role(chain: str, sort: int, office: Office) -> Row:
    role, holder_zh, holder_en, area = office
    return {
        "chain_id": chain,
        "role": role,
        "holder_zh": holder_zh,
        "holder_en": holder_en,
        "area_code": area,
        "sort": sort,
        "valid_from": SINCE,
        "source_id": SOURCE,
    }


def _leaders(line: CsvRow, city: str) -> list[Office]:
    zh, en = line["leader_zh"], line["leader_en"]
    return [
        (
            "general_leader",
            "示例：总链长（市委、市政府主要领导岗位）",
            "Demo: general chain leader (office of the city's top leaders)",
            city,
        ),
        (
            "leader",
            f"示例：链长（{zh}的市领导岗位）",
            f"Demo: chain leader (city leader's office in charge of {en})",
            city,
        ),
        (
            "deputy",
            f"示例：副链长（协助{zh}的副秘书长岗位）",
            f"Demo: deputy chain leader (deputy secretary-general's office for {en})",
            city,
        ),
    ]


def bureaus(line: CsvRow, city: str) -> list[Office]:
    """The office that leads a chain and those that assist, of a line of roles.csv."""
    members = zip(line["members_zh"].split(";"), line["members_en"].split(";"), strict=True)
    return [
        ("lead_bureau", f"示例：市{line['lead_zh']}", f"Demo: City {line['lead_en']}", city),
        *(("member_bureau", f"示例：市{zh}", f"Demo: City {en}", city) for zh, en in members),
    ]


def _hosts(line: CsvRow, names: dict[str, Row]) -> list[Office]:
    return [
        ("host_area", names[code]["name_zh"], names[code]["name_en"], code)
        for code in line["hosts"].split()
    ]
