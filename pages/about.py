"""What the board stands on: definitions, sources, editions, changes, rules, kinds of missing."""

from chainboard import queries
from chainboard.page import Page
from chainboard.panels import Panel, about, catalogue as held, changes as compared
from chainboard.queries import ask
from chainboard.view import View

PAGE = Page(
    address="about",
    order=70,
    name_zh="关于数据",
    name_en="About the data",
    title_zh="定义、来源与版次",
    title_en="Definitions, sources and editions",
    widths={"rules": ("two_thirds", "all_rows")},
    tells_of_selfcheck=True,
)


def dictionary(view: View) -> Panel:
    """What does every indicator mean?"""
    return about.dictionary(ask(view, "metrics.dictionary"), view)


def sources(view: View) -> Panel:
    """Where do the figures come from?"""
    return about.sources(ask(view, "sources.cited"), view)


def catalogue(view: View) -> Panel:
    """Which documents, meetings, rosters and cases are held besides?"""
    return held.catalogue(ask(view, "about.catalogue"), view)


def peers(view: View) -> Panel:
    """How fast does industrial investment grow elsewhere in the province?"""
    return held.peers(ask(view, "about.peers"), view)


def changes(view: View) -> Panel:
    """What differs from the edition before?"""
    before = queries.edition_before(view)
    return compared.changes(queries.changes(view, before), before, view)


def editions(view: View) -> Panel:
    """Which edition is this, and what does it hold?"""
    return about.editions(ask(view, "about.contents"), ask(view, "about.loads"), view)


def rules(view: View) -> Panel:
    """By which rules are lights given?"""
    return about.rules(ask(view, "rules.in_force", is_lit=True), view)


def missing_kinds(view: View) -> Panel:
    """Which kinds of missing are there, and how often does each occur?"""
    return about.missing_kinds(ask(view, "about.missing_kinds"), view)


PANELS = (dictionary, sources, catalogue, peers, changes, editions, rules, missing_kinds)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
