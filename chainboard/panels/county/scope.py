"""What the county panels share: the period of a row, and columns of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chainboard.panels.panel import Column
from chainboard.view import Row, View
from chainboard.words import Words


def when(row: Row, view: View) -> str:
    """The period of a row with its 累计 or 时点, from the metric's own basis."""
    say = view.say
    return say.period(_start(row), row.period_end, _basis(row))


def bare(row: Row, view: View) -> str:
    """The period of a row without brackets."""
    say = view.say
    return say.bare_period(_start(row), row.period_end, _basis(row))


def period_column(view: View) -> Column:
    """The period of each row, of one without a figure too."""
    return Column("period", view.say("期间"), words=lambda row: when(row, view))


def county_column(say: Words) -> Column:
    """The short name of each row's county."""
    return Column(f"short_{say.lang}", say("县（区）"))


def words_of(breaks: Sequence[Row], say: Words, metric_id: str | None = None) -> list[str]:
    """What must be said of one indicator, or of all, each a clause.

    breaks  as breaks.of_panel returns them
    """
    return [say.of(row, "words") for row in breaks if metric_id in (None, row.metric_id)]


def sentence(parts: Sequence[str], say: Words) -> str:
    """The clauses as one sentence; nothing without any."""
    return say("{said}。").format(said=say.clauses(list(parts))) if parts else ""


def _basis(row: Row) -> str:
    """A place without a figure has no basis of its own: that of a flow is the year to date."""
    return row.basis or ("point" if row.kind in ("stock", "share", "rate") else "ytd")


def _start(row: Row) -> date | None:
    if row.period_start is not None or _basis(row) == "point":
        start: date | None = row.period_start
        return start
    return date(row.period_end.year, 1, 1)
