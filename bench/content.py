"""What all three pages show: every chain's panels of /chain, as the browser gets them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from chainboard.board import drawn
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.view import View
from pages import chain

FIRST = "petrochem"
Panels = list[dict[str, Any]]


@cache
def view() -> View:
    """The demo pack's current edition, in Chinese, on the first chain."""
    number = editions.current("demo")
    assert number is not None, "build the demo pack first"
    return View(pack="demo", edition=number, chain=FIRST)


@cache
def chains() -> tuple[str, ...]:
    """The chains in the order of the selector."""
    return tuple(row.chain_id for row in ask(view(), "places.chains"))


@cache
def panels() -> dict[str, Panels]:
    """chain → its panels in the order of the page, decoded from the board's own bytes.

    Every chain of the demo pack must show the same ones: the rivals lay them out once.
    """
    made = {name: _panels(name) for name in chains()}
    assert len({tuple(panel["name"] for panel in shown) for shown in made.values()}) == 1
    return made


def _panels(name: str) -> Panels:
    shown = replace(view(), chain=name)
    sent = (drawn.panel("chain", question, shown) for question in chain.PANELS)
    return [json.loads(panel) for panel in sent if panel]


def charts(panel: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures of a panel: one, several small ones, or none."""
    body = panel["body"]
    return [each for each in body.get("multiples", [body]) if "data" in each]


def named(on: str, name: str) -> dict[str, Any]:
    """One panel of one chain."""
    return next(panel for panel in panels()[on] if panel["name"] == name)


def slots(name: str) -> int:
    """How many figures a panel has on the chain where it has the most."""
    return max(len(charts(named(on, name))) for on in chains())


def expected(name: str) -> dict[str, Any]:
    """What has to stand on the screen when a chain has been drawn."""
    shown = panels()[name]
    return {
        "findings": [panel["finding"] for panel in shown],
        "bodies": [last_words(panel["body"]) for panel in shown],
        "charts": sum(len(charts(panel)) for panel in shown),
    }


def last_words(body: dict[str, Any]) -> str:
    """Words near the end of a body that is not a figure: it is drawn when they are there."""
    if "cards" in body:
        return str(body["cards"][-1]["label"])
    if "tiles" in body:
        return str([tile for column in body["tiles"] for tile in column["tiles"]][-1]["name"])
    return str(body["table"]["rows"][-1][0]) if "table" in body else ""
