"""The city at a glance: what is behind, by how much, and which office leads it?"""

from chainboard.analysis import behind, loop, outlook as year_end, targets as set_out  # noqa: I001 (a page stays short)
from chainboard.analysis.lights import edges, lit
from chainboard.analysis.pace import with_gap
from chainboard.ledger.own import open_of
from chainboard.page import Page
from chainboard.panels import Panel, month_changes as changed, outlook as expected
from chainboard.panels.loop import causes
from chainboard.panels.overview import (
    attention as listed, cards as overview, chains as overview_chains, map as overview_map,
    target_log as register,
)  # fmt: skip
from chainboard.standing.pasts import pasts_of
from chainboard.queries import ask, edition_before, newly, once
from chainboard.view import Row, View

PAGE = Page(
    address="overview",
    order=10,
    name_zh="总览",
    name_en="Overview",
    title_zh="{area}产业链总览",
    title_en="{area}: industrial chains at a glance",
    filters=("period", "attention", "map"),
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


def kpi_cards(view: View) -> Panel:
    """How does the city stand?"""
    figures = ask(view, "cards.figures", page="overview")
    rows = lit(figures, ask(view, "rules.in_force"), pasts_of(view))
    told = behind.told(rows, [row for row in _targets(view) if row.chain_id is None])
    return overview.kpi_cards(told, ask(view, "cards.history", page="overview"), view)


def attention(view: View) -> Panel:
    """What is behind, by how much, since when, why, and what does which department do about it?"""
    if not view.pack.is_lit:
        return overview.noted(ask(view, "overview.attention_notes"), view)
    bureaus = ask(view, "overview_chains.lead_bureaus")
    targets = _of_chains(view)
    if not targets:
        return listed.no_targets(view)
    parents = {row.chain_id: row.parent_id for row in ask(view, "places.chains")}
    said = causes.columns(loop.by_chain(open_of(view), parents), view.say)
    if view.attention == "indicators":
        return listed.of_indicators(behind.trailing(targets), bureaus, said, view)
    return listed.of_chains(behind.worst(targets, "chain_id"), bureaus, said, view)


def outlook(view: View) -> Panel:
    """Will the targets be made, which not, and what would it take?"""
    if view.pack.is_record:
        return expected.outlook((), view)
    months = behind.by_target(ask(view, "behind.months", area_code=None))
    return expected.outlook(year_end.of_targets(_targets(view), months, pasts_of(view)), view)


def targets(view: View) -> Panel:
    """How far is every target of the year?"""
    if not view.pack.is_lit:
        disputed = ask(view, "overview_chains.disputed_targets")
        return overview_chains.past_targets(_of_chains(view), disputed, view)
    return overview_chains.targets(_of_chains(view), view)


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
    return changed.of_the_month(behind.changes(_targets(view), remarks), view, is_later)


def county_map(view: View) -> Panel:
    """Where is it ahead, and where behind?"""
    if not view.pack.is_lit:
        rows = ask(view, "overview_map.secondary_industry")
        return overview_map.secondary_industry(rows, view)
    rows = with_gap(ask(view, "overview_map.funds"))
    return overview_map.funds(rows, edges(ask(view, "rules.in_force")), view)


def chains(view: View) -> Panel:
    """How do the chains compare?"""
    if not view.pack.is_lit:
        return overview_chains.newest(ask(view, "overview_chains.newest"), view)
    return overview_chains.chains(_of_chains(view), ask(view, "overview_chains.lead_bureaus"), view)


def _targets(view: View) -> list[Row]:
    """Where does the city and each chain stand with its targets, and for how long behind?"""
    return once(view, PAGE.address, _standing)


def _standing(view: View) -> list[Row]:
    """What do the months of each target say?"""
    months = ask(view, "behind.months", area_code=None)
    rules = ask(view, "rules.in_force")
    return behind.standing(months, rules, view.period_end, pasts_of(view))


def _of_chains(view: View) -> list[Row]:
    """Where does each chain stand with each of its targets?"""
    return [row for row in _targets(view) if row.chain_id]


def sources_note(view: View) -> Panel:
    """Where do these figures come from?"""
    return overview.sources_note(ask(view, "about.contents"), ask(view, "sources.cited"), view)


PANELS = (
    kpi_cards, attention, outlook, targets, target_log, month_changes, county_map, chains,
    sources_note,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
