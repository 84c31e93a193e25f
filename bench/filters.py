"""The filters that rerun the page on the server: county and period."""

from __future__ import annotations

from datetime import date

from bench import content
from bench.content import CHAIN
from bench.screens import Screen, Took
from chainboard.board import address
from chainboard.page import AXES
from chainboard.queries import ask
from chainboard.view import View
from chainboard.words import Words

SAY = Words("zh")  # the language of the pages that are measured
PERIODS = 8


def changes(board: Screen) -> dict[str, dict[str, list[Took]]]:
    """county and period → "not cached" and "cached" → how long each choice took.

    The first round meets a server that has drawn none of these views, the second one finds all
    their panels cached. Between two choices the board and its server come to rest.
    """
    found: dict[str, dict[str, list[Took]]] = {}
    for name, choices in (("county", counties()), ("period", periods())):
        found[name] = {}
        for cache in ("not cached", "cached"):
            found[name][cache] = [_chosen(board, name, *choice) for choice in choices]
        _chosen(board, name, SAY(AXES[name].whole), content.view(CHAIN))
    return found


def counties() -> list[tuple[str, View]]:
    """What the county selector says, and the view it leads to."""
    rows = ask(content.view(CHAIN), "places.counties")
    return [(row.name_zh, content.view(CHAIN, county=row.area_code)) for row in rows]


def periods() -> list[tuple[str, View]]:
    """What the period selector says, and the view it leads to, for the newest periods of the
    newest year: those of another year stand in the selector once that year is chosen."""
    ends = [row.period_end for row in ask(content.view(CHAIN), "periods.of_page", page=CHAIN.page)]
    return [_period(end) for end in ends if end.year == ends[0].year][:PERIODS]


def _period(end: date) -> tuple[str, View]:
    words = SAY.bare_period(date(end.year, 1, 1), end, "ytd")
    return words, content.view(CHAIN, period=address.period_of(end))


def _chosen(board: Screen, name: str, words: str, shown: View) -> Took:
    """Types the choice into the selector and clicks it: the clock starts with the click.

    The Enter key takes what is marked, which for a moment is the choice before (宁县 after 正宁县).
    """
    label = SAY(AXES[name].label)
    selector = board.page.get_by_role("combobox", name=label, exact=True)
    selector.click()
    selector.fill(words)
    option = board.page.get_by_role("option", name=words, exact=True)
    option.wait_for()
    took = board.timed(option.click, "click", shown)
    board.settle(CHAIN.first)
    return took
