"""How the city and its chains stand against their targets, asked once for all panels."""

from __future__ import annotations

from chainboard.analysis import behind, outlook as year_end
from chainboard.analysis.lights import lit
from chainboard.queries import ask, once
from chainboard.standing.pasts import pasts_of
from chainboard.view import Row, View

PAGE = "overview"


def cards(view: View) -> list[Row]:
    """The figures of the city's cards, lit, and for how long each has been behind."""
    figures, rules = ask(view, "cards.figures", page=PAGE), ask(view, "rules.in_force")
    whole = [row for row in targets(view) if row.chain_id is None]
    return behind.told(lit(figures, rules, pasts_of(view)), whole)


def outlook(view: View) -> list[Row]:
    """What the targets of the year may come to; nothing on a record."""
    if view.pack.is_record:
        return []
    months = behind.by_target(ask(view, "behind.months", area_code=None))
    return year_end.of_targets(targets(view), months, pasts_of(view))


def of_chains(view: View) -> list[Row]:
    """Where each chain stands with each of its targets."""
    return [row for row in targets(view) if row.chain_id]


def targets(view: View) -> list[Row]:
    """Where the city and each chain stand with their targets, and for how long behind."""
    return once(view, PAGE, _standing)


def _standing(view: View) -> list[Row]:
    months = ask(view, "behind.months", area_code=None)
    return behind.standing(months, ask(view, "rules.in_force"), view.period_end, pasts_of(view))
