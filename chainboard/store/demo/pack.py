"""The demo pack: invented figures in full, from the seeded recipe in data/demo/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chainboard.store import dictionary, shown_cards
from chainboard.store.csvfile import CsvRow
from chainboard.store.demo import (
    commitments as demo_commitments,
    deals as demo_deals,
    figures as demo_figures,
    nodes as demo_nodes,
    parks as demo_parks,
    projects as demo_projects,
    reports as demo_reports,
    targets as demo_targets,
    totals as demo_totals,
)
from chainboard.store.demo.firms import firms, sought
from chainboard.store.demo.recipe import SOURCE, Recipe, read
from chainboard.store.demo.series import Series, series

Row = dict[str, object]
Tables = dict[str, list[Row]]


def tables(data: Path) -> Tables:
    """Every table of the demo pack, parents first. The same recipe gives the same rows.

    Raises BuildError with file and line for a recipe that cannot be used.
    """
    recipe = read(data)
    names = {code: _record(line) for code, line in dictionary.by_key(data, "area").items()}
    made = series(recipe)
    monthly = demo_figures.monthly(recipe, made, names)
    totals = demo_totals.as_firm_as(monthly, recipe, demo_totals.monthly(recipe, made))
    figures = demo_figures.numbered([*monthly, *demo_parks.quarterly(recipe), *totals])
    aims = demo_targets.targets(recipe, made)
    return {
        "source": [_source(recipe)],
        "area_type": [{**line.cells, "source_id": SOURCE} for line in recipe.files["county_types"]],
        **demo_reports.reports(recipe, figures),
        **shown_cards.tables(data),
        **_lists(recipe, made, aims, names),
        "observation": figures,
        "target": demo_targets.numbered([*aims, *demo_totals.targets(recipe, made, aims)]),
    }


def as_of(data: Path) -> date:
    """The day the demo pack speaks from."""
    day: date = read(data).settings["as_of"]
    return day


def _record(line: CsvRow) -> Row:
    return dict(line.cells)


def _lists(recipe: Recipe, made: Series, aims: list[Row], names: dict[str, Row]) -> Tables:
    listed, wanted = firms(recipe, made, names), sought(recipe)
    projects = demo_projects.projects(recipe, made, aims, names)
    deals = demo_deals.deals(recipe, made, names)
    return {
        "park": demo_parks.parks(recipe),
        "park_step": demo_parks.steps(recipe),
        "node": demo_nodes.nodes(recipe),
        "node_edge": demo_nodes.node_edges(recipe),
        "node_status": demo_nodes.node_statuses(recipe, listed),
        "node_rating": demo_nodes.node_ratings(recipe),
        "enterprise": [*listed.rows, *wanted.rows],
        "enterprise_node": [*listed.shares, *wanted.shares],
        "chain_role": demo_nodes.roles(recipe, listed, names),
        "project": projects.rows,
        "project_stage": projects.stages,
        "project_permit": projects.permits,
        "project_done": projects.money,
        "deal": deals.rows,
        "deal_stage": deals.stages,
        "deal_funds": deals.money,
        "resource_commitment": demo_commitments.commitments(recipe),
    }


def _source(recipe: Recipe) -> Row:
    seed = recipe.settings["seed"]
    return {
        "source_id": SOURCE,
        "title": f"示例数据（种子 {seed}）",
        "grade": "demo",
        "note": f"Demo data (seed {seed})",
    }
