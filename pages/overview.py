"""The city at a glance: what is behind, by how much, and which office leads it?"""

from chainboard.analysis.lights import lit
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.overview import (
    cards as overview,
    chains as overview_chains,
    map as overview_map,
)
from chainboard.queries import ask
from chainboard.view import Row, View

PAGE = Page(
    address="overview",
    order=10,
    name_zh="总览",
    name_en="Overview",
    title_zh="{area}产业链总览",
    title_en="{area}: industrial chains at a glance",
    filters=("period", "map"),
    widths={
        "kpi_cards": ("two_thirds",),
        "attention": ("third", "all_rows", "folded_heads"),
        "county_map": ("third",),
        "targets": ("two_thirds", "narrow_charts"),
    },
)


def kpi_cards(view: View) -> Panel:
    """How does the city stand?"""
    rows = lit(ask(view, "cards.figures", page="overview"), ask(view, "rules.that_light"))
    return overview.kpi_cards(rows, ask(view, "cards.history", page="overview"), view)


def attention(view: View) -> Panel:
    """What is behind, by how much, and who leads it?"""
    if not view.pack.is_lit:
        return overview.noted(ask(view, "overview.attention_notes"), view)
    return overview.attention(_aimed(view), ask(view, "overview_chains.leaders"), view)


def county_map(view: View) -> Panel:
    """Where is it ahead, and where behind?"""
    if not view.pack.is_lit:
        rows = ask(view, "overview_map.secondary_industry")
        return overview_map.secondary_industry(rows, view)
    return overview_map.funds(ask(view, "overview_map.funds"), view)


def targets(view: View) -> Panel:
    """How far is every target of the year?"""
    if not view.pack.is_lit:
        disputed = ask(view, "overview_chains.disputed_targets")
        return overview_chains.past_targets(_aimed(view), disputed, view)
    return overview_chains.targets(_aimed(view), view)


def chains(view: View) -> Panel:
    """How do the chains compare?"""
    if not view.pack.is_lit:
        return overview_chains.newest(ask(view, "overview_chains.newest"), view)
    return overview_chains.chains(_aimed(view), ask(view, "overview_chains.leaders"), view)


def _aimed(view: View) -> list[Row]:
    """How far is each chain with each of its targets?"""
    return lit(ask(view, "overview_chains.aimed"), ask(view, "rules.that_light"))


def sources_note(view: View) -> Panel:
    """Where do these figures come from?"""
    return overview.sources_note(ask(view, "about.contents"), ask(view, "sources.cited"), view)


PANELS = (kpi_cards, attention, county_map, targets, chains, sources_note)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
