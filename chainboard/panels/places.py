"""Counties on an axis or in a table: their label, who is marked, where a click goes."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from chainboard.panels.frame import plain
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

CLEAR = "rgba(0,0,0,0)"
ACROSS = 16  # characters of a line beside an axis that a phone has room for


def is_picked(row: Row, view: View) -> bool:
    """Whether the row's county is the one that was picked; without one all are."""
    return view.area_code is None or row.area_code == view.area_code


def picked(rows: Sequence[Row], view: View) -> Row | None:
    """The row of the county that was picked, if one was."""
    return next((row for row in rows if row.area_code == view.area_code), None)


def tones(rows: Sequence[Row], view: View, other: str = "previous") -> list[str]:
    """The colour of each county: the picked one stands out, and so does a second one that it is
    compared with; the others stand back in the tone other."""
    return [TOKENS[view.theme][_tone(row, view, other)] for row in rows]


def _tone(row: Row, view: View, other: str) -> str:
    if is_picked(row, view):
        return "actual"
    return "second" if row.area_code == view.compare else other


def marker(rows: Sequence[Row], view: View) -> dict[str, Any]:
    """The bars of counties in their colours, a second one in outline."""
    colours = tones(rows, view)
    inside = [
        CLEAR if row.area_code == view.compare and not is_picked(row, view) else colour
        for row, colour in zip(rows, colours, strict=True)
    ]
    return (
        {"color": inside, "line": {"color": colours, "width": 2}}
        if CLEAR in inside
        else {"color": colours}
    )


def ids(rows: Sequence[Row]) -> list[str]:
    """Where a click on each county goes."""
    return [f"county?county={row.area_code}" for row in rows]


def link(row: Row, view: View) -> dict[str, str]:
    """A table cell with the county's name that leads to the county."""
    say = view.say
    return {"go": f"county?county={row.area_code}", "words": say.county(row)}


def label(row: Row, known: bool, view: View) -> str:
    """The county's name; where its figure is missing, with the kind of missing behind it."""
    say = view.say
    said = plain(say.county(row))
    return said if known else f"{said} {gone(row, view)}"


def tick(row: Row, known: bool, view: View) -> str:
    """The same beside an axis: in English the kind of missing stands on lines of its own, but for
    a slide, which is wide."""
    say = view.say
    if known or say.lang == "zh" or view.theme == "projector":
        return label(row, known, view)
    return "<br>".join([plain(say.county(row)), *wrap(gone(row, view), ACROSS)])


def gone(row: Row, view: View) -> str:
    """Which kind of missing a county's figure is."""
    say = view.say
    return say.missing(row.get("absence"))


def of_some(what: str, say: Words) -> str:
    """The title where not all counties are seen: none of those is called the first or the last."""
    return say("{what}：只列当前账号可看的县（区），不比高低").format(what=what)
