"""What documents, meetings and cases have in common: their day, their chain, their source, and how
many of them slides have room for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from chainboard.panels import figures
from chainboard.view import Row, View
from chainboard.words import Words

SLIDE = 6  # items that slides have room for
Item = TypeVar("Item")


def fitting(items: Sequence[Item], view: View) -> Sequence[Item]:
    """All items; on slides the first of them."""
    return items[:SLIDE] if view.theme == "projector" else items


def is_more(items: Sequence[Any], view: View) -> str:
    """That slides show the first only, where they do."""
    if len(fitting(items, view)) == len(items):
        return ""
    return view.say("列出前 {shown} 项，全部见数据表").format(shown=SLIDE)


def chain(row: Row, say: Words) -> str:
    """The chain that a row is of, or that it is of all of them."""
    return str(say.of(row, "chain") or say("不分产业链"))


def day(when: date | None, text: str | None, say: Words) -> str:
    """A day, a month or a year as printed; one that was not printed is not made up."""
    if when:
        return say.day(when)
    return say.told_period(text) if text else say.missing(None)


def source(row: Row, say: Words) -> Any:
    """The source with its grade, as a link where it has an address."""
    said = figures.cited(row, say)
    return {"words": said, "href": row.url} if row.url else said


def unseen(text: str | None, say: Words) -> str:
    """What a source printed, else the kind of missing."""
    return text or say.missing(None)
