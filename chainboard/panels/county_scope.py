"""What the county panels share: whose figures they are, who is marked, where a click goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap

from chainboard.panels.frame import county, plain
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import bare_period, missing, period, texts

ACROSS = 15  # characters of a line beside an axis that a phone has room for


def scope(rows: Sequence[Row], view: View) -> str:
    """Whose figures: all chains added, or the chain that was picked."""
    _ = texts(view.lang)
    if view.chain_id is None:
        return _("各产业链合计")
    named = [row[f"chain_{view.lang}"] for row in rows if row.get("chain_zh")]
    return str(named[0]) if named else ""


def is_picked(row: Row, view: View) -> bool:
    """Whether the row's county is the one that was picked; without one all are."""
    return view.area_code is None or row.area_code == view.area_code


def picked(rows: Sequence[Row], view: View) -> Row | None:
    """The row of the county that was picked, if one was."""
    return next((row for row in rows if row.area_code == view.area_code), None)


def tones(rows: Sequence[Row], view: View) -> list[str]:
    """The colour of each county: the picked one stands out, the others stand back."""
    colour = TOKENS[view.theme]
    return [colour["actual" if is_picked(row, view) else "previous"] for row in rows]


def ids(rows: Sequence[Row]) -> list[str]:
    """Where a click on each county goes."""
    return [f"county?county={row.area_code}" for row in rows]


def link(row: Row, view: View) -> dict[str, str]:
    """A table cell with the county's name that leads to the county."""
    return {"go": f"county?county={row.area_code}", "words": county(row, view.lang)}


def label(row: Row, known: bool, view: View) -> str:
    """The county's name; where its figure is missing, with the kind of missing behind it."""
    said = plain(county(row, view.lang))
    return said if known else f"{said} {gone(row, view)}"


def tick(row: Row, known: bool, view: View) -> str:
    """The same beside an axis: in English the kind of missing stands on lines of its own."""
    if known or view.lang == "zh":
        return label(row, known, view)
    longest = ACROSS * (2 if view.theme == "projector" else 1)
    return "<br>".join([plain(county(row, view.lang)), *wrap(gone(row, view), longest)])


def gone(row: Row, view: View) -> str:
    """Which kind of missing a county's figure is."""
    return missing(row.get("absence"), view.lang, view.pack)


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
