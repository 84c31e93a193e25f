"""What the pages show: the panels of /chain on the demo pack, as the browser gets them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from chainboard.board import drawn
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.view import View
from pages import chain

FIRST = "petrochem"
Panel = dict[str, Any]


def view(name: str = FIRST, county: str = "all", period: str = "") -> View:
    """The demo pack's current edition in Chinese, on one chain."""
    number = editions.current("demo")
    assert number is not None, "build the demo pack first"
    return View(pack="demo", edition=number, chain=name, county=county, period=period)


@cache
def chains() -> tuple[str, ...]:
    """The chains in the order of the selector."""
    return tuple(row.chain_id for row in ask(view(), "places.chains"))


@cache
def panels(shown: View) -> Sequence[Panel]:
    """The panels that this view has, in the order of the page, from the board's own bytes."""
    sent = (drawn.panel("chain", question, shown) for question in chain.PANELS)
    return [json.loads(panel) for panel in sent if panel]


@cache
def every_chain() -> dict[str, Sequence[Panel]]:
    """chain → its panels. All chains must have the same ones: the rivals lay them out once."""
    made = {name: panels(view(name)) for name in chains()}
    assert len({tuple(panel["name"] for panel in shown) for shown in made.values()}) == 1
    return made


def charts(panel: Panel) -> list[dict[str, Any]]:
    """The figures of a panel: one, several small ones, or none."""
    body = panel["body"]
    return [each for each in body.get("multiples", [body]) if "data" in each]


@cache
def slots(name: str) -> int:
    """How many figures a panel has on the chain where it has the most."""
    same = [panel for shown in every_chain().values() for panel in shown if panel["name"] == name]
    return max(len(charts(panel)) for panel in same)


def expected(shown: View) -> dict[str, Any]:
    """What has to stand on the screen when a view has been drawn."""
    found = panels(shown)
    return {
        "findings": [panel["finding"] for panel in found],
        "bodies": [last_words(panel["body"]) for panel in found],
        "figures": [[ordinates(chart) for chart in charts(panel)] for panel in found],
    }


def ordinates(chart: dict[str, Any]) -> list[Any]:
    """What a figure's traces show along their y axis: it tells a drawing from any other."""
    return [trace.get("y") for trace in chart["data"]]


def last_words(body: dict[str, Any]) -> str:
    """Words near the end of a body that is not a figure: it is drawn when they are there."""
    if "cards" in body:
        return str(body["cards"][-1]["label"])
    if "tiles" in body:
        return str([tile for column in body["tiles"] for tile in column["tiles"]][-1]["name"])
    return str(body["table"]["rows"][-1][0]) if "table" in body else ""
