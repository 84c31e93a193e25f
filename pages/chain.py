"""One chain: is it on pace, what is missing, where are the gaps, and what will close them?"""

from chainboard.standing import of_chain, steps as of_steps, told, works  # noqa: I001 (a page stays short)
from chainboard.analysis import balance, conversion
from chainboard.analysis.completeness import completeness
from chainboard.analysis.growth import marked
from chainboard.analysis.pace import completed
from chainboard.analysis.series import joined
from chainboard.analysis.sums import with_rest
from chainboard.page import Group, Page, Width
from chainboard.panels import Panel, drivers as pulled, fan, month_changes as changed
from chainboard.panels.chain import (
    balance as herd, by_county, cards, complete, conversion as local, headline as first, heat,
    investment as funds, lists, map as map_of, missing, output, practice, series as physical,
    statements as said,
)  # fmt: skip
from chainboard.panels.loop import own as matters
from chainboard.panels.schedule import late
from chainboard.queries import ask
from chainboard.view import View

FOLDED: tuple[Width, ...] = ("folded_heads",)
PAGE = Page(
    address="chain", order=20, switch="chain", has_all=False,
    name_zh="产业链", name_en="Chains", title_zh="产业链", title_en="Industrial chains",
    filters=("county", "period", "against", "basis", "compare", "node", "weights"),
    steps=("chain", "county"),
    widths={"chain_series": ("even_charts",), "chain_firms": FOLDED, "chain_projects": FOLDED},
    of_ledger=("open_matters",), reckoned=("outlook",),
    groups=(
        Group("补短板", "Shore up weak links", "chain_map"),
        Group("找差距", "Find the gaps", "output_trend"),
        Group("强突破", "Break through", "chain_investment"),
    ),
)  # fmt: skip


def headline(view: View) -> Panel:
    """What is there to say first?"""
    return first.headline(told.of_a_chain(view), view)


def chain_cards(view: View) -> Panel:
    """Is it on pace, and which offices work on it?"""
    history, offices = ask(view, "cards.history", page="chain"), ask(view, "chain_lists.offices")
    return cards.cards(of_chain.cards(view), history, offices, view)


def month_changes(view: View) -> Panel:
    """What changed in the newest month?"""
    rows, is_record = told.changed(of_chain.targets(view), view), view.pack.is_record
    return changed.between_editions(rows, view) if is_record else changed.of_the_month(rows, view)


def chain_map(view: View) -> Panel:
    """Which steps does it have, what flows between them, and which are weak or missing?"""
    return map_of.chain_map(of_steps.steps(view), ask(view, "chain_map.edges"), view)


def missing_links(view: View) -> Panel:
    """Which missing or weak step is to be closed first, and with what?"""
    return missing.missing_links(of_steps.in_order(view), view, bool(of_steps.steps(view)))


def chain_completeness(view: View) -> Panel:
    """How complete is it, by count, by weight and by what is covered?"""
    rows = of_steps.steps(view)
    return complete.chain_completeness(completeness(rows), rows, view)


def chain_firms(view: View) -> Panel:
    """Which firms stand in it?"""
    shares = ask(view, "chain_output.concentration") if view.pack.area else []
    return lists.firms(ask(view, "chain_lists.firms"), view, shares)


def chain_by_county(view: View) -> Panel:
    """Which county carries which step, and which does nobody carry?"""
    return by_county.chain_by_county(of_steps.carried(view), ask(view, "places.counties"), view)


def output_trend(view: View) -> Panel:
    """How did it get here?"""
    rows = completed(ask(view, "chain_output.by_month", metric_id="output_value"))
    return output.trend(rows, view)


def outlook(view: View) -> Panel:
    """Will its targets of the year be made?"""
    return fan.of_chain(of_chain.outlook(view), view)


def county_contribution(view: View) -> Panel:
    """Which counties carry it?"""
    return output.by_county(with_rest(ask(view, "chain_output.year_to_date_by_county")), view)


def drivers(view: View) -> Panel:
    """Which counties drove the change?"""
    return pulled.drivers(*told.driven("county", view), "county", view, marks=("county",))


def county_heat(view: View) -> Panel:
    """Where does it grow, and where not?"""
    return heat.growth_heat(marked(ask(view, "chain_output.growth_by_county_and_month")), view)


def chain_series(view: View) -> Panel:
    """What does it make, in tonnes, head and hours?"""
    return physical.series(joined(ask(view, "chain_series.points")), view)


def local_conversion(view: View) -> Panel:
    """What of the resource is processed here?"""
    return local.local_conversion(conversion.converted(ask(view, "conversion.figures")), view)


def herd_balance(view: View) -> Panel:
    """Do stock, births and sales add up?"""
    return herd.herd_balance(balance.books(ask(view, "balances.figures")), view)


def chain_statements(view: View) -> Panel:
    """Which targets and other statements are on record?"""
    targets = ask(view, "chain_lists.published_targets")
    return said.statements(ask(view, "chain_lists.statements"), targets, view)


def chain_investment(view: View) -> Panel:
    """How much comes in from outside?"""
    return funds.investment(completed(ask(view, "investment.by_year")), view)


def chain_projects(view: View) -> Panel:
    """Which projects does it have, and how far is each?"""
    return lists.projects(ask(view, "chain_lists.projects"), view)


def late_projects(view: View) -> Panel:
    """Which of its projects are late, and why?"""
    rows = works.late(view, park_id=None, node_id=None)
    return late.late(rows, ask(view, "overview_chains.lead_bureaus"), ("chain", "county"), view)


def open_matters(view: View) -> Panel:
    """Which of its problems and tasks are open, and whose are they?"""
    rows = of_steps.open_matters(view)
    return matters.open_matters(rows, ("chain", "county", "node"), view)


def chain_practice(view: View) -> Panel:
    """What is asked of it, and which practices are told of it?"""
    return practice.practice(ask(view, "experience.of_chain"), view)


def monthly_bulletin(view: View) -> Panel:
    """What of all this can be taken along as material for a bulletin?"""
    return first.bulletin(told.of_a_chain(view), view)


PANELS = (
    headline, chain_cards, month_changes,
    chain_map, missing_links, chain_completeness, chain_firms, chain_by_county,
    output_trend, outlook, county_contribution, drivers, county_heat, chain_series,
    local_conversion, herd_balance, chain_statements,
    chain_investment, chain_projects, late_projects, open_matters, chain_practice,
    monthly_bulletin,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
