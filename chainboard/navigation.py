"""The pages there are: each is a file of pages/, and says what it is itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType

from chainboard import way
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.person import AT_THE_DESK, Person
from chainboard.store.place import ROOT
from chainboard.view import View

Question = Callable[[View], Panel]


def pages(person: Person = AT_THE_DESK) -> tuple[Page, ...]:
    """The pages that are there the way the board runs, in the order of the navigation; the first
    is the address without a name.

    person  who asks: a page that they cannot get to is not there for them
    """
    has = way.current().has
    return tuple(page for page in _pages() if has(page) and page.is_for(person))


@cache
def _pages() -> tuple[Page, ...]:
    found: list[Page] = [_module(path.stem).PAGE for path in (ROOT / "pages").glob("[a-z]*.py")]
    return tuple(sorted(found, key=lambda page: (page.order, page.address)))


def page_at(address: str) -> Page:
    """The page of a name in the address. Raises StopIteration when there is none."""
    return next(page for page in pages() if page.address == address)


def addresses(person: Person = AT_THE_DESK) -> tuple[str, ...]:
    """The names of the pages in the address, in the same order."""
    return tuple(page.address for page in pages(person))


def questions(page: Page) -> tuple[Question, ...]:
    """The questions of a page in reading order, each a function from View to Panel, that are there
    the way the board runs."""
    return shown(page, _module(page.address).PANELS)


def shown(page: Page, panels: Sequence[Question]) -> tuple[Question, ...]:
    """Those of a page's questions that are there the way the board runs."""
    shows = way.current().shows
    return tuple(question for question in panels if shows(page, question.__name__))


def panel_names() -> frozenset[str]:
    """The panels of all pages, by the names that an address calls them."""
    return frozenset(question.__name__ for page in pages() for question in questions(page))


def _module(address: str) -> ModuleType:
    """A page's file, imported: that asks nothing and draws nothing; its guard does when run."""
    return import_module(f"pages.{address}")
