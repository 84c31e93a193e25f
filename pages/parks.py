"""The parks: how far is their land, how full are they, what does a mu bring, and what is known?"""

from chainboard.analysis import park_score, parks as compared
from chainboard.ledger.own import open_of
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.loop import own as matters
from chainboard.panels.parks import (
    cards,
    headings as four,
    headline as first,
    land as areas,
    occupancy as fullness,
    per_mu as yields,
    profile as said,
    scores as points,
    table as figures,
)
from chainboard.panels.schedule import late
from chainboard.queries import ask
from chainboard.standing import told, works
from chainboard.view import View

PAGE = Page(
    address="parks",
    order=50,
    name_zh="园区",
    name_en="Parks",
    title_zh="各园区",
    title_en="Parks",
    picked_zh="园区 · {name}",
    picked_en="Park · {name}",
    switch="park",
    filters=("county",),
    steps=("park",),
    of_ledger=("open_matters",),
    widths={"park_table": ("all_rows", "folded_heads"), "park_headings": ("all_rows",)},
)


def headline(view: View) -> Panel:
    """What is there to say first?"""
    return first.headline(told.of_parks(view), view)


def park_cards(view: View) -> Panel:
    """How do the parks stand?"""
    rows = ask(view, "parks.figures")
    mine = compared.chosen(rows, view.park_id, view.area_code)
    return cards.cards(rows, compared.totals(mine), view)


def park_land(view: View) -> Panel:
    """How far is the land: developable, supplied, built?"""
    rows = ask(view, "parks.figures")
    parks = compared.by_share(compared.side_by_side(rows), "idle_share")
    return areas.land(rows, parks, view)


def park_occupancy(view: View) -> Panel:
    """How full are the workshops, and how many firms produce?"""
    rows = ask(view, "parks.figures")
    parks = compared.by_share(compared.side_by_side(rows), "let_share")
    return fullness.occupancy(rows, parks, view)


def park_per_mu(view: View) -> Panel:
    """What does a mu of land bring, and what was invested in it?"""
    rows = compared.with_per_mu(ask(view, "parks.last_full_year"))
    parks = compared.frontier(compared.yields(rows))
    return yields.scatter(rows, parks, compared.iso_shares(parks), view)


def park_scores(view: View) -> Panel:
    """How do the parks score by the rules that other places have published?"""
    rows, rules = ask(view, "parks.last_full_year"), ask(view, "park_scores.rules")
    parks = compared.side_by_side(ask(view, "parks.figures"))
    found = park_score.measured(compared.with_per_mu(rows), parks)
    return points.scores(park_score.scored(found, rules), rules, rows, view)


def park_headings(view: View) -> Panel:
    """What is done to build, manage, fill and operate each park?"""
    newest, figures = ask(view, "parks.newest"), ask(view, "parks.figures")
    run = compared.run(newest, compared.side_by_side(figures), ask(view, "park_steps.deals"))
    return four.headings(run, ask(view, "park_steps.steps"), view)


def park_table(view: View) -> Panel:
    """What is known of each park in figures?"""
    if view.pack.is_record:
        return figures.published(ask(view, "parks.newest"), view)
    rows = ask(view, "parks.figures")
    parks = compared.by_share(compared.side_by_side(rows), "park_output_value")
    return figures.table(rows, parks, view)


def park_profile(view: View) -> Panel:
    """Which chain leads each park, how is it run, and what has been published of it?"""
    chains = compared.leading(ask(view, "parks.chains"))
    return said.profile(ask(view, "parks.newest"), chains, ask(view, "parks.statements"), view)


def late_projects(view: View) -> Panel:
    """Which of its projects are late, and why?"""
    rows = works.late(view, chain_id=None, node_id=None)
    return late.late(rows, ask(view, "overview_chains.lead_bureaus"), ("park", "county"), view)


def open_matters(view: View) -> Panel:
    """Which of their problems and tasks are open, and whose are they?"""
    return matters.open_matters(open_of(view, "park", "county"), ("park", "county"), view)


def monthly_bulletin(view: View) -> Panel:
    """What of all this can be taken along as material for a bulletin?"""
    return first.bulletin(told.of_parks(view), view)


PANELS = (
    headline, park_cards, park_land, park_occupancy, park_per_mu, park_scores, park_headings,
    park_table, park_profile, late_projects, open_matters, monthly_bulletin,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
