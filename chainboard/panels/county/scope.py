"""What the county panels share: whose figures they are, and their period in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chainboard.view import Row, View
from chainboard.words import bare_period, period, texts


def scope(rows: Sequence[Row], view: View) -> str:
    """Whose figures: all chains added, or the chain that was picked."""
    _ = texts(view.lang)
    if view.chain_id is None:
        return _("各产业链合计")
    named = [row[f"chain_{view.lang}"] for row in rows if row.get("chain_zh")]
    return str(named[0]) if named else ""


def when(row: Row, view: View) -> str:
    """The period of a row with its 累计 or 时点, from the metric's own basis."""
    return period(_start(row), row.period_end, _basis(row), view.lang)


def bare(row: Row, view: View) -> str:
    """The period of a row without brackets."""
    return bare_period(_start(row), row.period_end, _basis(row), view.lang)


def _basis(row: Row) -> str:
    """A place without a figure has no basis of its own: that of a flow is the year to date."""
    return row.basis or ("point" if row.kind in ("stock", "share", "rate") else "ytd")


def _start(row: Row) -> date | None:
    if row.period_start is not None or _basis(row) == "point":
        start: date | None = row.period_start
        return start
    return date(row.period_end.year, 1, 1)
