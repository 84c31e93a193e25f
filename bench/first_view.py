"""The first view in a cold browser: an empty profile, the servers warm; and on an old machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Playwright

from bench import content
from bench.content import Subject
from bench.screens import Opened, Screen, browser, screen

SLOWER = 4  # times


def first_views(
    playwright: Playwright, subject: Subject, addresses: Mapping[str, str], rounds: int
) -> dict[str, list[Opened]]:
    """name → what the first view took, a round each.

    A round before the others warms the servers and is not counted.
    """
    took: dict[str, list[Opened]] = {name: [] for name in addresses}
    for _ in range(rounds + 1):
        for name, url in addresses.items():
            with browser(playwright) as window:
                opened = screen(name, subject, window).opened(url, content.view(subject))
                took[name].append(opened)
    return {name: found[1:] for name, found in took.items()}


@dataclass(frozen=True)
class Slow:
    """Milliseconds on a processor that is four times slower: a first view, a click right after it
    on another choice, and each click on one when all is quiet."""

    first: float
    click: float
    switches: list[float]


def slow_views(playwright: Playwright, subject: Subject, address: str, rounds: int) -> list[Slow]:
    """The board alone on an old office machine, in a new browser each round."""
    found = []
    for _ in range(rounds):
        with browser(playwright) as window:
            board = screen("board", subject, window)
            board.slow_down(SLOWER)
            found.append(_slow(board, address))
    return found


def _slow(board: Screen, address: str) -> Slow:
    *_, other = choices = content.choices(board.subject)
    first = board.opened(address, content.view(board.subject)).drawn
    click = board.clicked(other).total
    board.settle(other)
    board.page.wait_for_timeout(SLOWER * 1000)  # the other choices are drawn while nobody clicks
    switches = []
    for choice in choices[:-1]:
        switches.append(board.clicked(choice).total)
        board.settle(choice)
    return Slow(first, click, switches)
