"""The complete years of every series with a target, worked out once an edition for all pages."""

from __future__ import annotations

from chainboard.analysis.season import Pasts, pasts
from chainboard.queries import ask, once
from chainboard.view import Row, View


def pasts_of(view: View) -> Pasts:
    """What each series had of its years by each month, as analysis.season.pasts has it.

    Whatever chain, place or period is looked at: an analysis takes the years before its own.
    """
    whole = View(view.pack, view.edition, scope=view.scope, audience=view.audience)
    return {row.key: row.past for row in once(whole, "season", _worked_out)}


def _worked_out(whole: View) -> list[Row]:
    found = pasts(ask(whole, "pace.years"))
    return [Row(key=key, past=past) for key, past in found.items()]
