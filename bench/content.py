"""What the pages show: the panels of one page on the demo pack, as the browser gets them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from bench import markup, outlines
from chainboard.board import door, drawn
from chainboard.packs import DEMO
from chainboard.person import AT_THE_DESK
from chainboard.queries import ask
from chainboard.view import View
from pages import chain, county, overview

Panel = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """One page of the board that is measured beside its rivals.

    page   its name, as its file has it
    axis   the parameter that it switches without the server, "" for none
    first  the choice that is shown first
    """

    page: str
    axis: str
    first: str


OVERVIEW = Subject("overview", "", "all")
CHAIN = Subject("chain", "chain", "petrochem")
COUNTY = Subject("county", "county", "all")
SUBJECTS = {subject.page: subject for subject in (OVERVIEW, CHAIN, COUNTY)}
PAGES = {module.PAGE.address: module for module in (overview, chain, county)}


def view(subject: Subject, choice: str = "", county: str = "all", period: str = "") -> View:
    """The demo pack in Chinese as it opens, on one choice of the page's axis."""
    chosen = {subject.axis: choice or subject.first} if subject.axis else {}
    return replace(_opened(subject), **{"county": county, "period": period, **chosen})  # type: ignore[arg-type]


@cache
def _opened(subject: Subject) -> View:
    """A page's own view: the current edition, the newest step of the ledger, its day."""
    return door.view_of(subject.page, [("pack", DEMO.name)], "zh", AT_THE_DESK)


def address(subject: Subject) -> str:
    """The board's address of the first view, without host and port."""
    chosen = f"&{subject.axis}={subject.first}" if subject.axis else ""
    name = "" if subject == OVERVIEW else subject.page
    return f"{name}?pack=demo&lang=zh{chosen}"


@cache
def choices(subject: Subject) -> tuple[str, ...]:
    """The choices in the order of the selector; the first view's alone where there is none."""
    if subject.axis == "chain":
        return tuple(row.chain_id for row in ask(view(subject), "places.chains"))
    if subject.axis == "county":
        counties = ask(view(subject), "places.counties")
        return "all", *(row.area_code for row in counties)
    return (subject.first,)


def sent(subject: Subject, shown: View) -> list[bytes]:
    """The board's own bytes, a panel each, in the order of the page; b"" for one left out."""
    page = PAGES[subject.page]
    return [drawn.panel(page.PAGE, question, shown) for question in page.PANELS]


@cache
def panels(subject: Subject, shown: View) -> Sequence[Panel]:
    """The panels that this view has, in the order of the page."""
    return [json.loads(panel) for panel in sent(subject, shown) if panel]


@cache
def every_choice(subject: Subject) -> dict[str, Sequence[Panel]]:
    """choice → its panels."""
    return {name: panels(subject, view(subject, name)) for name in choices(subject)}


def first_finding(subject: Subject) -> str:
    """The finding of the first panel of the first view."""
    return str(every_choice(subject)[subject.first][0]["finding"])


@cache
def places(subject: Subject) -> Sequence[Panel]:
    """One panel for each place that the rivals lay out, once for all choices: every panel that
    some choice has, in the order of the page, as the first choice that has it shows it.
    """
    found = {panel["name"]: panel for shown in every_choice(subject).values() for panel in shown}
    found |= {panel["name"]: panel for panel in every_choice(subject)[subject.first]}
    order = [question.__name__ for question in PAGES[subject.page].PANELS]
    return sorted(found.values(), key=lambda panel: order.index(panel["name"]))


@cache
def is_left_out(subject: Subject, name: str) -> bool:
    """Whether some choice has no such panel: its place is hidden there."""
    return len(_same(subject, name)) < len(choices(subject))


def charts(panel: Panel) -> list[dict[str, Any]]:
    """The figures of a panel: one, several small ones, or none."""
    body = panel["body"]
    return [outlines.drawn(each) for each in body.get("multiples", [body]) if "data" in each]


@cache
def has_small(subject: Subject, name: str) -> bool:
    """Whether a panel has small figures on some choice: on others it may be one figure."""
    return any("multiples" in panel["body"] for panel in _same(subject, name))


@cache
def slots(subject: Subject, name: str) -> int:
    """How many figures a panel has on the choice where it has the most."""
    return max(len(charts(panel)) for panel in _same(subject, name))


@cache
def changes_width(subject: Subject, name: str) -> bool:
    """Whether a panel takes the whole width on some choices only."""
    return len({panel["wide"] for panel in _same(subject, name)}) > 1


def _same(subject: Subject, name: str) -> list[Panel]:
    """One panel on every choice."""
    every = every_choice(subject).values()
    return [panel for shown in every for panel in shown if panel["name"] == name]


def expected(subject: Subject, shown: View) -> dict[str, Any]:
    """What has to stand on the screen when a view has been drawn."""
    found = panels(subject, shown)
    return {
        "findings": [panel["finding"] for panel in found],
        "bodies": [last_words(panel["body"]) for panel in found],
        "figures": [[told_apart(chart) for chart in charts(panel)] for panel in found],
    }


def told_apart(chart: dict[str, Any]) -> list[Any]:
    """What tells a figure's drawing from any other: its traces' values and colours.

    Of bars that lie, only x tells; of a page that marks one county among all, only the colour; of
    a part of a map its colour: where it stands depends on the width.
    """
    return [_told_apart(trace) for trace in chart["data"]]


def _told_apart(trace: dict[str, Any]) -> list[Any]:
    if isinstance(trace.get("meta"), dict):
        return [trace.get("fillcolor")]
    return [trace.get("x"), trace.get("y"), trace.get("z"), trace.get("marker", {}).get("color")]


def last_words(body: dict[str, Any]) -> str:
    """Words near the end of a body that is not a figure: it is drawn when they are there."""
    if "cards" in body:
        return str(body["cards"][-1]["label"])
    if "tiles" in body:
        return str([tile for column in body["tiles"] for tile in column["tiles"]][-1]["name"])
    return markup.cell_words(body["table"]["rows"][-1][0]) if "table" in body else ""
