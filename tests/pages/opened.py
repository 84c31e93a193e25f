"""Pages opened without a browser: the view of a pack, and every panel of a page for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NoReturn

from chainboard.board.scene import start_of
from chainboard.packs import PACKS
from chainboard.panels import Panel
from chainboard.queries import ask
from chainboard.sheet import sheet
from chainboard.sheet.screen import screen
from chainboard.store import editions
from chainboard.view import View
from pages import about, chain

# Panels that the published pack leaves out of the chain page (published.md, section 2).
OFF = ("output_trend", "county_contribution", "county_heat", "chain_investment")


@cache
def view(pack: str, lang: str = "zh", **filters: str) -> View:
    """The view of the current edition of a pack, from the day it speaks from."""
    number = editions.current(pack)
    assert number is not None
    return replace(start_of(View(pack=PACKS[pack], edition=number, lang=lang)), **filters)


@cache
def chains(pack: str) -> tuple[str, ...]:
    return tuple(row.chain_id for row in ask(view(pack), "places.chains"))


@cache
def chain_page(pack: str, lang: str, chain_id: str, **filters: str) -> dict[str, Panel]:
    """Every panel of one chain's page by the name of its question."""
    seen = view(pack, lang, chain=chain_id, **filters)
    return {question.__name__: question(seen) for question in chain.PANELS}


@cache
def about_page(pack: str, lang: str) -> dict[str, Panel]:
    return {question.__name__: question(view(pack, lang)) for question in about.PANELS}


def shown(page: dict[str, Panel]) -> list[Panel]:
    """The panels that have something to draw."""
    return [panel for panel in page.values() if panel.body]


def as_browser_reads(panel: Panel, seen: View) -> Any:
    """The panel as the browser gets it; None where the pack leaves it out.

    Raises ValueError for NaN and Infinity, which no browser reads.
    """
    made = screen(sheet(panel, seen))
    return json.loads(made, parse_constant=_refuse) if made else None


def table(panel: Panel) -> list[dict[str, Any]]:
    """The rows of the table behind a panel by heading."""
    return [
        {
            column.label: column.words(row) if column.words else row[column.key]
            for column in panel.columns
        }
        for row in panel.rows
    ]


def everywhere(pack: str, lang: str) -> Sequence[tuple[str, dict[str, Panel]]]:
    """Every chain of a pack with its page."""
    return [(chain_id, chain_page(pack, lang, chain_id)) for chain_id in chains(pack)]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
