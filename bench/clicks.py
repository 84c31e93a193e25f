"""Switching a page: the board beside the static page and Dash, and ten clicks in a second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from playwright.sync_api import Browser, TimeoutError as StillWaiting

from bench import content
from bench.content import Subject
from bench.screens import Screen, Took, screen
from chainboard.board import address

TEN_CLICKS = """(chains) => chains.forEach((chain, index) =>
  setTimeout(() => document.querySelector(`button[data-chain=${chain}]`).click(), 100 * index))"""
ENDED = """([mark, chain]) =>
  [...document.querySelectorAll("[data-panel]")].every((panel) => panel.dataset.view === mark)
  && document.querySelector("button[data-chain][aria-checked=true]").dataset.chain === chain
  && new URLSearchParams(location.search).get("chain") === chain"""


def opened(window: Browser, subject: Subject, addresses: Mapping[str, str]) -> dict[str, Screen]:
    """One page by the board and its rivals, drawn and quiet."""
    screens = {name: screen(name, subject, window) for name in addresses}
    for name, each in screens.items():
        each.opened(addresses[name], content.view(subject))
        each.settle(subject.first)
    return screens


def switches(screens: Mapping[str, Screen], rounds: int) -> dict[str, list[Took]]:
    """Every choice once a round in random order, each click on one page after the other.

    The first round warms up and is not counted. The page that is clicked first changes from
    choice to choice.
    """
    took: dict[str, list[Took]] = {name: [] for name in screens}
    subject = next(iter(screens.values())).subject
    for index, choice in enumerate(order(subject, rounds)):
        turn = index % len(screens)
        names = [*screens][turn:] + [*screens][:turn]
        for name in names:
            one = screens[name].clicked(choice)
            screens[name].settle(choice)
            if index >= len(content.choices(subject)):
                took[name].append(one)
    return took


def order(subject: Subject, rounds: int) -> list[str]:
    """The choices of one round to warm up and of the others, never one twice in a row."""
    found: list[str] = []
    choices = content.choices(subject)
    for number in range(rounds + 1):
        shuffled = Random(number).sample(choices, len(choices))
        if shuffled[0] in (found[-1:] or [subject.first]):
            shuffled.reverse()
        found += shuffled
    return found


def ten_in_a_second(board: Screen, rounds: int) -> int:
    """In how many rounds ten clicks within a second end on the last: panels, button, address."""
    chains = order(content.CHAIN, 1)
    return sum(_ends_on_last(board, chains[-10 - number :][:10]) for number in range(rounds))


def _ends_on_last(board: Screen, chains: Sequence[str]) -> bool:
    *_, last = chains
    wanted = [address.mark(content.view(content.CHAIN, last)), last]
    board.page.evaluate(TEN_CLICKS, [*chains])
    try:
        board.page.wait_for_function(ENDED, arg=wanted, timeout=20_000)
    except StillWaiting:
        return False
    board.settle(last)
    return bool(board.page.evaluate(ENDED, wanted))
