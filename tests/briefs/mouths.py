"""Random views of the board, and the numbers that an output says of a panel."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from chainboard.board.scene import choices_of
from chainboard.navigation import pages, questions
from chainboard.page import AXES, Page
from chainboard.sheet import Sheet
from chainboard.sheet.data import words as printed
from chainboard.sheet.scope import asked, whole
from chainboard.view import View
from tests.test_words_of_pages import start

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WAYS = ("go", "href", "ids", "light")  # where something leads, and the code of a light


def views(pack: str, lang: str, seed: int, many: int) -> Iterator[tuple[Page, View]]:
    """So many views, each of another page in turn: any of its filters, and any theme."""
    drawn = random.Random(f"{seed} {pack} {lang}")
    listed = [page for page in pages() if not page.is_internal]
    for at in range(many):
        page = listed[at % len(listed)]
        yield page, a_view(page, start(pack, lang), drawn)


def a_view(page: Page, view: View, drawn: random.Random) -> View:
    """A view of a page with choices on some of its axes."""
    known = choices_of(view).known
    chosen: dict[str, Any] = {"theme": drawn.choice(("light", "projector"))}
    for name in (page.switch, *page.filters):
        if not name or not AXES[name].is_for(view.pack) or AXES[name].of_ledger:
            continue
        values = sorted(AXES[name].values or known.get(name, ()))
        if values and drawn.random() < 0.6:
            chosen[name] = drawn.choice(values)
    if page.switch and not page.has_all:
        chosen.setdefault(page.switch, choices_of(view).first(page.switch))
    return whole(replace(view, **chosen))


def sheets(page: Page, view: View) -> Iterator[Sheet]:
    """What a page shows of a view."""
    for question in questions(page):
        drawn = asked(page, question, view)
        if not drawn.is_left_out and drawn.panel.body is not None:
            yield drawn


def numbers(text: str) -> set[str]:
    """The numbers of a text as they are printed."""
    return set(NUMBER.findall(text))


def cells(sheet: Sheet) -> list[list[str]]:
    """The printed cells of a panel's table."""
    return [[printed(cell) for cell in line.cells] for line in sheet.lines]


def texts(value: Any) -> Iterator[str]:
    """Every text of a body."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in WAYS:
                yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
