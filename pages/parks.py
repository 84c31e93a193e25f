"""The parks: how far is their land, how full are they, what does a mu bring, and what is known?"""

from chainboard.panels import Panel
from chainboard.panels.parks import (
    cards,
    land as areas,
    occupancy as fullness,
    per_mu as yields,
    profile as said,
    table as figures,
)
from chainboard.queries import ask
from chainboard.view import View


def park_cards(view: View) -> Panel:
    """How do the parks stand?"""
    return cards.cards(ask(view, "parks.figures"), view)


def park_land(view: View) -> Panel:
    """How far is the land: developable, supplied, built?"""
    return areas.land(ask(view, "parks.figures"), view)


def park_occupancy(view: View) -> Panel:
    """How full are the workshops, and how many firms produce?"""
    return fullness.occupancy(ask(view, "parks.figures"), view)


def park_per_mu(view: View) -> Panel:
    """What does a mu of land bring, and what was invested in it?"""
    return yields.scatter(ask(view, "parks.last_full_year"), view)


def park_table(view: View) -> Panel:
    """What is known of each park in figures?"""
    return figures.table(ask(view, "parks.figures"), ask(view, "parks.newest"), view)


def park_profile(view: View) -> Panel:
    """Which chain leads each park, how is it run, and what has been published of it?"""
    chains, statements = ask(view, "parks.chains"), ask(view, "parks.statements")
    return said.profile(ask(view, "parks.newest"), chains, statements, view)


PANELS = (park_cards, park_land, park_occupancy, park_per_mu, park_table, park_profile)

if __name__ == "__main__":
    from chainboard import board

    board.show("parks", PANELS, switch="park", filters=("county",))
