"""What the board stands on: definitions, sources, editions, changes, rules, kinds of missing."""

from chainboard import coded, queries
from chainboard.analysis import recompute as followed
from chainboard.page import Page
from chainboard.panels import (
    Panel,
    about,
    about_code,
    catalogue as held,
    changes as compared,
    recompute,
)
from chainboard.queries import ask
from chainboard.sheet.traced import traced
from chainboard.standing import works
from chainboard.view import View

PAGE = Page(
    address="about",
    order=70,
    name_zh="关于数据",
    name_en="About the data",
    title_zh="定义、来源与版次",
    title_en="Definitions, sources and editions",
    filters=("code",),
    widths={"rules": ("two_thirds", "all_rows"), "code_looked_up": ("folded_heads",)},
    of_ledger=("code_looked_up",),
    tells_of_selfcheck=True,
)


def code_looked_up(view: View) -> Panel:
    """Which panel has this code, and where did each of its numbers come in?"""
    found = coded.looked_up(view)
    if isinstance(found, str):
        return about_code.nowhere(found, view)
    rows = traced(found.sheet)
    return about_code.looked_up(found.panel, found.printed, rows, found.names, view)


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


def light_inputs(view: View) -> Panel:
    """From which figures does each light of a target follow?"""
    rules_now = ask(view, "rules.in_force")
    return recompute.figures(followed.figures(ask(view, "recompute.targets"), rules_now), view)


def project_light_inputs(view: View) -> Panel:
    """From what does each light of a project follow?"""
    rules_now = ask(view, "rules.in_force")
    standing = works.standing(view, park_id=None, node_id=None)
    return recompute.projects(followed.projects(standing, rules_now, view.as_of), view)


def missing_kinds(view: View) -> Panel:
    """Which kinds of missing are there, and how often does each occur?"""
    return about.missing_kinds(ask(view, "about.missing_kinds"), view)


PANELS = (
    code_looked_up, dictionary, sources, catalogue, peers, changes, editions, rules, light_inputs,
    project_light_inputs, missing_kinds,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
