"""The city at a glance: what is behind, by how much, and which office leads it?"""

from chainboard.analysis import behind, loop, targets as set_out
from chainboard.analysis.lights import edges
from chainboard.analysis.pace import with_gap
from chainboard.ledger.own import open_of
from chainboard.page import Page
from chainboard.panels import (
    Panel,
    drivers as pulled,
    month_changes as changed,
    outlook as expected,
)  # fmt: skip
from chainboard.panels.loop import causes
from chainboard.panels.overview import (
    attention as listed,
    cards as overview,
    chains as overview_chains,
    headline as said,
    map as overview_map,
    newest as overview_newest,
    target_log as register,
)  # fmt: skip
from chainboard.queries import ask, edition_before, newly
from chainboard.standing import of_city, told
from chainboard.view import View

PAGE = Page(
    address="overview",
    order=10,
    name_zh="总览",
    name_en="Overview",
    title_zh="{area}产业链总览",
    title_en="{area}: industrial chains at a glance",
    filters=("period", "against", "attention", "map"),
    of_ledger=("attention",),
    reckoned=("outlook",),
    widths={
        "attention": ("all_rows", "folded_heads", "phone_first"),
        "outlook": ("folded_heads",),
        "targets": ("paired_charts",),
        "target_log": ("folded_heads",),
        "month_changes": ("two_thirds",),
        "county_map": ("third",),
        "chains": ("two_thirds",),
    },
)


def headline(view: View) -> Panel:
    """What is there to say first?"""
    return said.headline(told.of_overview(view), view)


def kpi_cards(view: View) -> Panel:
    """How does the city stand?"""
    return overview.kpi_cards(
        of_city.cards(view), ask(view, "cards.history", page="overview"), view
    )


def attention(view: View) -> Panel:
    """What is behind, by how much, since when, why, and what does which department do about it?"""
    if not view.pack.is_lit:
        return overview.noted(ask(view, "overview.attention_notes"), view)
    bureaus = ask(view, "overview_chains.lead_bureaus")
    targets = of_city.of_chains(view)
    if not behind.judged(targets):
        return listed.no_targets(view, bool(targets))
    parents = {row.chain_id: row.parent_id for row in ask(view, "places.chains")}
    why = causes.columns(loop.by_chain(open_of(view), parents), view.say)
    if view.attention == "indicators":
        return listed.of_indicators(behind.trailing(targets), bureaus, why, view)
    return listed.of_chains(behind.worst(targets, "chain_id"), bureaus, why, view)


def outlook(view: View) -> Panel:
    """Will the targets be made, which not, and what would it take?"""
    return expected.outlook(of_city.outlook(view), view)


def targets(view: View) -> Panel:
    """How far is every target of the year?"""
    if not view.pack.is_lit:
        disputed = ask(view, "overview_chains.disputed_targets")
        return overview_chains.past_targets(of_city.of_chains(view), disputed, view)
    return overview_chains.targets(of_city.of_chains(view), view)


def target_log(view: View) -> Panel:
    """Which targets were changed, and do those of the counties add up to the city's?"""
    rows = [] if view.pack.is_record else set_out.in_versions(ask(view, "pace.targets"))
    beside = set_out.set_beside(rows)
    return register.target_log(set_out.with_sums(rows, beside), beside, view)


def month_changes(view: View) -> Panel:
    """What changed in the newest month?"""
    if view.pack.is_record:
        return changed.between_editions(newly(view), view)
    remarks = ask(view, "behind.remarked")
    is_later = edition_before(view) is not None
    return changed.of_the_month(behind.changes(of_city.targets(view), remarks), view, is_later)


def drivers(view: View) -> Panel:
    """Which chains drove the change?"""
    return pulled.drivers(*told.driven("chain", view, "investment_attracted"), "chain", view)


def county_map(view: View) -> Panel:
    """Where is it ahead, and where behind?"""
    if view.pack.area:
        return overview_map.growth(ask(view, "overview_map.growth"), view)
    if not view.pack.is_lit:
        rows = ask(view, "overview_map.secondary_industry")
        return overview_map.secondary_industry(rows, view)
    rows = with_gap(ask(view, "overview_map.funds"))
    return overview_map.funds(rows, edges(ask(view, "rules.in_force")), view)


def chains(view: View) -> Panel:
    """How do the chains compare?"""
    if not view.pack.is_lit or view.pack.area:
        return overview_newest.newest(ask(view, "overview_chains.newest"), view)
    return overview_chains.chains(
        of_city.of_chains(view), ask(view, "overview_chains.lead_bureaus"), view
    )


def monthly_bulletin(view: View) -> Panel:
    """What of all this can be taken along as material for a bulletin?"""
    return said.bulletin(told.of_overview(view), view)


def sources_note(view: View) -> Panel:
    """Where do these figures come from?"""
    return overview.sources_note(ask(view, "about.contents"), ask(view, "sources.cited"), view)


PANELS = (
    headline, kpi_cards, attention, outlook, targets, target_log, month_changes, drivers,
    county_map, chains, monthly_bulletin, sources_note,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
