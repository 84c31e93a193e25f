"""The city at a glance: what is behind, by how much, and which office leads it?"""

from chainboard.analysis.lights import lit
from chainboard.panels import Panel
from chainboard.panels.overview import (
    cards as overview,
    chains as overview_chains,
    map as overview_map,
)
from chainboard.queries import ask
from chainboard.view import View


def kpi_cards(view: View) -> Panel:
    """How does the city stand?"""
    rows = lit(ask(view, "overview.figures"), ask(view, "rules.that_light"))
    return overview.kpi_cards(rows, ask(view, "overview.history"), view)


def attention(view: View) -> Panel:
    """What is behind, by how much, and who leads it?"""
    rows = lit(ask(view, "overview_chains.aimed"), ask(view, "rules.that_light"))
    leaders = ask(view, "overview_chains.leaders")
    return overview.attention(rows, leaders, ask(view, "overview.attention_notes"), view)


def county_map(view: View) -> Panel:
    """Where is it ahead, and where behind?"""
    secondary = ask(view, "overview_map.secondary_industry")
    return overview_map.county_map(ask(view, "overview_map.funds"), secondary, view)


def targets(view: View) -> Panel:
    """How far is every target of the year?"""
    rows = lit(ask(view, "overview_chains.aimed"), ask(view, "rules.that_light"))
    return overview_chains.targets(rows, view)


def chains(view: View) -> Panel:
    """How do the chains compare?"""
    rows = lit(ask(view, "overview_chains.aimed"), ask(view, "rules.that_light"))
    leaders, newest = ask(view, "overview_chains.leaders"), ask(view, "overview_chains.newest")
    return overview_chains.chains(rows, leaders, newest, view)


def sources_note(view: View) -> Panel:
    """Where do these figures come from?"""
    return overview.sources_note(ask(view, "about.contents"), ask(view, "sources.cited"), view)


PANELS = (kpi_cards, attention, county_map, targets, chains, sources_note)

if __name__ == "__main__":
    from chainboard import board

    board.show("overview", PANELS, filters=("period", "map"))
