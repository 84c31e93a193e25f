"""How the chain that is chosen stands against its targets, asked once for all its panels."""

from __future__ import annotations

from chainboard.analysis import behind, outlook as year_end
from chainboard.analysis.lights import lit
from chainboard.queries import ask, once
from chainboard.standing.pasts import pasts_of
from chainboard.view import Row, View

PAGE = "chain"


def cards(view: View) -> list[Row]:
    """The figures of its cards, lit, and for how long each has been behind."""
    figures, rules = ask(view, "cards.figures", page=PAGE), ask(view, "rules.in_force")
    return behind.told(lit(figures, rules, pasts_of(view)), targets(view))


def outlook(view: View) -> list[Row]:
    """What its targets of the year may come to; nothing on a record."""
    if view.pack.is_record:
        return []
    months = behind.by_target(ask(view, "behind.months"))
    return year_end.of_targets(targets(view), months, pasts_of(view))


def targets(view: View) -> list[Row]:
    """Where it stands with each target, and for how long it has been behind."""
    return once(view, PAGE, _standing)


def _standing(view: View) -> list[Row]:
    months = behind.of(ask(view, "behind.months"), view.chain, view.area_code)
    return behind.standing(months, ask(view, "rules.in_force"), view.period_end, pasts_of(view))
