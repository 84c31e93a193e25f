"""The steps of the chain that is chosen, worked out once for all panels that show them."""

from __future__ import annotations

from dataclasses import replace

from chainboard.analysis import chain_map
from chainboard.analysis.missing import missing_links
from chainboard.ledger.own import open_of
from chainboard.queries import ask, edition_before, once
from chainboard.view import Row, View

PAGE = "chain"


def steps(view: View) -> list[Row]:
    """The steps with status, evidence and what moved since the edition before, in map order.

    A county that has statuses of its own is seen with its own firms and projects; in every other
    view they are the city's, as the statuses are.
    """
    return once(whole(view), PAGE, _steps)


def whole(view: View) -> View:
    """The view without the choices that change no step: of the place that the statuses are about,
    the county where it has its own, or else the city."""
    own = any(row.area_code == view.area_code for row in ask(view, "chain_lists.nodes"))
    place = view.county if own else "all"
    plain = {"node": "all", "period": "", "basis": "ytd", "compare": "", "weights": View.weights}
    return replace(view, county=place, **plain)  # type: ignore[arg-type]


def in_order(view: View) -> list[Row]:
    """The steps that fall short, the one to close first on top."""
    return once(replace(whole(view), weights=view.weights), PAGE, _in_order)


def carried(view: View) -> list[Row]:
    """The steps with the counties that carry them, whatever county is chosen."""
    city = replace(view, county="all")
    held = ask(city, "chain_map.firms"), ask(city, "chain_map.projects")
    return chain_map.carried(steps(view), *held, ask(view, "places.counties"))


def open_matters(view: View) -> list[Row]:
    """The open problems and tasks of the chain, of the step that is chosen where one is."""
    found = open_of(view, "chain", "county")
    step = next((row for row in steps(view) if row.node_id == view.node_id), None)
    projects = ask(replace(view, county="all"), "chain_map.projects")
    return chain_map.matters_of(found, step, projects) if step else found


def _in_order(view: View) -> list[Row]:
    return missing_links(steps(view), ask(view, "chain_map.ratings"), view.weights, view.edition)


def _steps(view: View) -> list[Row]:
    firms, projects = ask(view, "chain_map.firms"), ask(view, "chain_map.projects")
    rows = chain_map.with_evidence(_standing(view), firms, projects)
    before = edition_before(view)
    earlier = _standing(replace(view, edition=before)) if before else []
    return chain_map.moved(rows, earlier)


def _standing(view: View) -> list[Row]:
    nodes, projects = ask(view, "chain_lists.nodes"), ask(view, "chain_map.projects")
    return chain_map.standing(nodes, projects, view.pack.is_record)
