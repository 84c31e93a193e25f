"""The demo pack: invented figures in full, from the seeded recipe in data/demo/."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from chainboard.store import (
    demo_figures,
    demo_nodes,
    demo_parks,
    demo_pipeline,
    demo_targets,
    demo_totals,
    dictionary,
)
from chainboard.store.csvfile import CsvRow
from chainboard.store.demo_firms import firms
from chainboard.store.demo_recipe import SOURCE, Recipe, read
from chainboard.store.demo_series import series

Row = dict[str, object]
Tables = dict[str, list[Row]]


def tables(root: Path) -> Tables:
    """Every table of the demo pack, parents first. The same recipe gives the same rows.

    Raises BuildError with file and line for a recipe that cannot be used.
    """
    recipe = read(root)
    names = {code: _record(line) for code, line in dictionary.by_key(root, "area").items()}
    made = series(recipe)
    monthly = demo_figures.monthly(recipe, made, names)
    totals = demo_totals.monthly(recipe, made)
    figures = demo_figures.numbered([*monthly, *demo_parks.quarterly(recipe), *totals])
    aims = demo_targets.targets(recipe, made)
    return {
        "source": [_source(recipe)],
        "load": _loads(recipe, figures),
        "series_note": demo_targets.series_notes(recipe),
        "overview_card": [_filled(line) for line in recipe.files["overview"]],
        **_lists(recipe, names),
        "observation": figures,
        "target": demo_targets.numbered([*aims, *demo_totals.targets(recipe, aims)]),
    }


def as_of(root: Path) -> date:
    """The day the demo pack speaks from."""
    day: date = read(root).settings["as_of"]
    return day


def _record(line: CsvRow) -> Row:
    return dict(line.cells)


def _filled(line: CsvRow) -> Row:
    """The line's cells, empty ones and those for all chains (*) as nothing."""
    return {column: None if value in ("", "*") else value for column, value in line.cells.items()}


def _lists(recipe: Recipe, names: dict[str, Row]) -> Tables:
    listed = firms(recipe, names)
    projects, project_stages = demo_pipeline.projects(recipe, names)
    deals, deal_stages = demo_pipeline.deals(recipe, names)
    return {
        "park": demo_parks.parks(recipe),
        "node": demo_nodes.nodes(recipe),
        "node_edge": demo_nodes.node_edges(recipe),
        "node_status": demo_nodes.node_statuses(recipe, listed),
        "enterprise": listed.rows,
        "enterprise_node": listed.shares,
        "chain_role": demo_nodes.roles(recipe, listed, names),
        "project": projects,
        "project_stage": project_stages,
        "deal": deals,
        "deal_stage": deal_stages,
    }


def _source(recipe: Recipe) -> Row:
    seed = recipe.settings["seed"]
    return {
        "source_id": SOURCE,
        "title": f"示例数据(种子 {seed})",
        "grade": "demo",
        "note": f"Demo data (seed {seed})",
    }


def _loads(recipe: Recipe, figures: list[Row]) -> list[Row]:
    sent: dict[object, list[Row]] = {}
    for row in figures:
        sent.setdefault(row["load_id"], []).append(row)
    return [
        {
            **load,
            "sha256": sha256(f"{recipe.sha256} {load['file_name']}".encode()).hexdigest(),
            "rows_in": len(sent.get(load["load_id"], [])),
            "rows_kept": sum("absence" not in row for row in sent.get(load["load_id"], [])),
            "status": "accepted",
        }
        for load in recipe.settings["load"]
    ]
