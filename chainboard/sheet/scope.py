"""Whose figures a panel shows, said on the panel itself: place, chain, park, and what is fixed.

A panel on a slide, in a picture or in a file has left its page: without its scope the figure of
one chain passes for the city's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from chainboard.page import AXES, Page
from chainboard.panels import Panel
from chainboard.queries import ask
from chainboard.sheet.sheet import Sheet, sheet
from chainboard.view import View


def asked(page: Page, question: Callable[[View], Panel], view: View) -> Sheet:
    """The sheet of a page's question, with its scope before the measure and the words for a
    picture, and a note for each choice of the page that the panel does not follow."""
    panel = question(view)
    said = scope(panel, page, view)
    if said and panel.body is not None:
        panel = replace(
            panel,
            scope=said,
            measure=" · ".join(part for part in (said, panel.measure) if part),
            alt=view.say("{scope}：{alt}").format(scope=said, alt=panel.alt),
            notes=(*panel.notes, *_unmoved(panel, page, view)),
        )
    return sheet(panel, view)


def scope(panel: Panel, page: Page, view: View) -> str:
    """The place, chain and park that a panel of a page is about, joined by dots; "" on a page
    where nothing of them can be chosen. A choice that is only marked among others says so."""
    if not page.axes:
        return ""
    say = view.say
    follows = [name for name in page.axes if name not in panel.fixed]
    picked = {name: _picked(name, view) for name in ("county", "chain", "park") if name in follows}
    marked = [name for at, name in picked.items() if name and at in panel.marks]
    own = {at: name for at, name in picked.items() if at not in panel.marks}
    place = own.get("county") or _city(view)
    others = [own[at] or say(AXES[at].whole) for at in ("chain", "park") if at in own]
    said = [place, *others, *(say("标出{name}").format(name=name) for name in marked)]
    return " · ".join(said)


def _unmoved(panel: Panel, page: Page, view: View) -> list[str]:
    """That a choice made on the page does not move this panel."""
    say = view.say
    picked = [AXES[name] for name in page.axes if name in panel.fixed]
    return [
        say("本板块不随所选{axis}变化。").format(axis=say(axis.label))
        for axis in picked
        if getattr(view, axis.name) != axis.default
    ]


def _picked(axis: str, view: View) -> str:
    """What a choice is called; "" where there is none."""
    choice, ids = getattr(view, axis), AXES[axis].ids
    found = (row for row in ask(view, AXES[axis].listed) if row[ids] == choice)
    return next((view.say.name(row) for row in found), "")


def _city(view: View) -> str:
    (city,) = ask(view, "places.city")
    return view.say.name(city)
