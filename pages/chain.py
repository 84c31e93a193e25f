"""One chain: is it on pace, how did it get here, which counties carry it, and what is missing?"""

from chainboard.analysis import (  # noqa: I001 (a page stays short)
    behind, growth, lights, outlook as year_end, pace, projects, series as runs, sums,
)  # fmt: skip
from chainboard.ledger.own import open_of
from chainboard.page import Page, Width
from chainboard.panels import Panel, fan, month_changes as changed
from chainboard.panels.chain import (
    cards, heat, investment as funds, lists, output, practice, series as physical,
    statements as said,
)  # fmt: skip
from chainboard.panels.loop import own as matters
from chainboard.panels.schedule import late
from chainboard.pasts import pasts_of
from chainboard.queries import ask, newly, once
from chainboard.view import Row, View

FOLDED: tuple[Width, ...] = ("folded_heads",)
PAGE = Page(
    address="chain", order=20, switch="chain", has_all=False,
    name_zh="产业链", name_en="Chains", title_zh="产业链", title_en="Industrial chains",
    filters=("county", "period", "basis", "compare", "node"),
    steps=("chain", "county"),
    widths={"chain_series": ("even_charts",), "chain_firms": FOLDED, "chain_projects": FOLDED},
    of_ledger=("open_matters",), reckoned=("outlook",),
)  # fmt: skip


def chain_cards(view: View) -> Panel:
    """Is it on pace, and which offices work on it?"""
    figures, rules = ask(view, "cards.figures", page="chain"), ask(view, "rules.in_force")
    told = behind.told(lights.lit(figures, rules, pasts_of(view)), _targets(view))
    history = ask(view, "cards.history", page="chain")
    return cards.cards(told, history, ask(view, "chain_lists.offices"), view)


def month_changes(view: View) -> Panel:
    """What changed in the newest month?"""
    chain, area = view.chain, view.area_code
    if view.pack.is_record:
        return changed.between_editions(behind.of(newly(view), chain, area), view)
    remarks = behind.of(ask(view, "behind.remarked"), chain, area)
    return changed.of_the_month(behind.changes(_targets(view), remarks), view)


def _targets(view: View) -> list[Row]:
    """Where does the chain stand with each target, and for how long has it been behind?"""
    return once(view, PAGE.address, _standing)


def _standing(view: View) -> list[Row]:
    """What do the months of each target say?"""
    months = behind.of(ask(view, "behind.months"), view.chain, view.area_code)
    rules = ask(view, "rules.in_force")
    return behind.standing(months, rules, view.period_end, pasts_of(view))


def output_trend(view: View) -> Panel:
    """How did it get here?"""
    rows = pace.completed(ask(view, "chain_output.by_month", metric_id="output_value"))
    return output.trend(rows, view)


def outlook(view: View) -> Panel:
    """Will its targets of the year be made?"""
    if view.pack.is_record:
        return fan.of_chain((), view)
    months = behind.by_target(ask(view, "behind.months"))
    return fan.of_chain(year_end.of_targets(_targets(view), months, pasts_of(view)), view)


def county_contribution(view: View) -> Panel:
    """Which counties carry it?"""
    rows = sums.with_rest(ask(view, "chain_output.year_to_date_by_county"))
    return output.by_county(rows, view)


def county_heat(view: View) -> Panel:
    """Where does it grow, and where not?"""
    rows = growth.marked(ask(view, "chain_output.growth_by_county_and_month"))
    return heat.growth_heat(rows, view)


def chain_investment(view: View) -> Panel:
    """How much comes in from outside?"""
    return funds.investment(pace.completed(ask(view, "investment.by_year")), view)


def chain_series(view: View) -> Panel:
    """What does it make, in tonnes, head and hours?"""
    return physical.series(runs.joined(ask(view, "chain_series.points")), view)


def chain_links(view: View) -> Panel:
    """Which steps does it have, and which are weak or missing?"""
    return lists.links(ask(view, "chain_lists.nodes"), view)


def chain_firms(view: View) -> Panel:
    """Which firms stand in it?"""
    return lists.firms(ask(view, "chain_lists.firms"), view)


def chain_projects(view: View) -> Panel:
    """Which projects does it have, and how far is each?"""
    return lists.projects(ask(view, "chain_lists.projects"), view)


def late_projects(view: View) -> Panel:
    """Which of its projects are late, and why?"""
    told = ask(view, "projects.listed", park_id=None, node_id=None), ask(view, "projects.spent")
    rows = projects.late(projects.standing(*told, ask(view, "rules.in_force"), view.as_of))
    return late.late(rows, ask(view, "overview_chains.lead_bureaus"), ("chain", "county"), view)


def open_matters(view: View) -> Panel:
    """Which of its problems and tasks are open, and whose are they?"""
    return matters.open_matters(open_of(view, "chain", "county"), ("chain", "county"), view)


def chain_statements(view: View) -> Panel:
    """Which targets and other statements are on record?"""
    targets = ask(view, "chain_lists.published_targets")
    return said.statements(ask(view, "chain_lists.statements"), targets, view)


def chain_practice(view: View) -> Panel:
    """What is asked of it, and which practices are told of it?"""
    return practice.practice(ask(view, "experience.of_chain"), view)


PANELS = (
    chain_cards, month_changes, output_trend, outlook, county_contribution, county_heat,
    chain_investment, chain_series, chain_links, chain_firms, chain_projects, late_projects,
    open_matters, chain_statements, chain_practice,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
