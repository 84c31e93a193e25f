"""Brief: what a file to take along holds, in its order. Each kind of file is one drawing of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chainboard.sheet import Sheet
from chainboard.view import View


@dataclass(frozen=True)
class Part:
    """What stands under one heading.

    heading  an item of the agenda, a chain, or a heading over panels of a page; "" for none
    sheets   the panels, in their order; a panel without a body says why in its status
    lines    sentences under the heading, before the panels: who speaks, what is reported
    """

    heading: str
    sheets: tuple[Sheet, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """One file's content, bound to a frozen edition and ledger.

    title    what it is: 庆阳市产业链总览, 油煤气化工产业链, 2026-11-20推进会
    about    whose figures and how far they reach: 庆阳市 · 截至2026年10月
    stamp    pack, edition and day, and where there is one the last step of the ledger
    warning  that the figures are made up; "" for a pack whose figures are not
    mark     内部资料 with the number of the copy; "" for what anyone may have
    view     of the whole: language, theme, pack, edition
    """

    title: str
    about: str
    stamp: str
    warning: str
    mark: str
    view: View
    parts: tuple[Part, ...]

    @property
    def sheets(self) -> Iterator[Sheet]:
        """All panels, in their order."""
        return (sheet for part in self.parts for sheet in part.sheets)
