"""Whose figures a panel shows, said on the panel itself: place, chain, park, and what is fixed.

A panel on a slide, in a picture or in a file has left its page: without its scope the figure of
one chain passes for the city's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chainboard.page import AXES, Axis, Page
from chainboard.panels import Panel
from chainboard.panels.beside import beside
from chainboard.queries import ask
from chainboard.sheet.code import code
from chainboard.sheet.sheet import Sheet, sheet
from chainboard.sheet.stamps import area_name, own_stamp
from chainboard.view import View


def asked(page: Page, question: Callable[[View], Panel], view: View) -> Sheet:
    """The sheet of a page's question, with its scope before the measure and the words for a
    picture, and a note for each choice of the page that the panel does not follow."""
    view = page.seen_by(question.__name__, view)
    panel, said = _drawn(page, question, view)
    panel = replace(
        panel,
        stamp=own_stamp(view, page),
        part=part(page, view),
        code=code(page, question.__name__, _followed(panel, view)),
    )
    if panel.body is None and panel.narrowed:
        told = view.say("{scope}：{alt}").format(scope=said, alt=panel.status)
        panel = replace(panel, scope=said, status=told, alt=told)
    elif said and panel.body is not None:
        panel = replace(
            panel,
            scope=said,
            measure=" · ".join(part for part in (said, panel.measure) if part),
            alt=view.say("{scope}：{alt}").format(scope=said, alt=panel.alt),
            notes=(*panel.notes, *_unmoved(panel, page, view)),
        )
    return sheet(panel, view)


def _followed(panel: Panel, view: View) -> View:
    """The view without a choice within another that does not narrow the panel: it is the same for
    each of them, and so is its code."""
    parts = [axis.name for axis in AXES.values() if axis.within and axis.name not in panel.narrowed]
    nothing: dict[str, Any] = {name: AXES[name].default for name in parts}
    return replace(view, **nothing)


def part(page: Page, view: View) -> str:
    """That others see more and what is added up may be a part; "" where a reader sees all of it.

    A page says it once; what leaves it alone says it itself.
    """
    is_whole = view.audience.sees_all_of(view.chain_id, view.area_code, view.park_id)
    if is_whole or page.is_internal:
        return ""
    return view.say("按当前账号的权限显示；这里由各县（区）、各链相加的数可能只是其中一部分。")


def _drawn(page: Page, question: Callable[[View], Panel], view: View) -> tuple[Panel, str]:
    """The panel with its scope; beside the same panel of the second choice, where there is one."""
    panel = question(view)
    second = second_of(page, view)
    if second is None or panel.body is None:
        return panel, scope(panel, page, view)
    if page.switch in panel.fixed:
        return panel, scope(panel, page, view)
    is_marked = page.switch in panel.marks
    two = picked_name(page.switch, view, "short"), picked_name(page.switch, second, "short")
    both = beside(panel, question(second), two, is_marked, view)
    is_alone = both.body is panel.body and not is_marked
    return both, scope(panel, page, view, None if is_alone else second)


def second_of(page: Page, view: View) -> View | None:
    """The view of the second choice of the page's switch, where the view compares two."""
    if "compare" not in page.filters or view.compare in ("", getattr(view, page.switch)):
        return None
    chosen: dict[str, Any] = {page.switch: view.compare}
    other = whole(replace(view, compare="", **chosen))
    return other if picked_name(page.switch, other) and picked_name(page.switch, view) else None


def scope(panel: Panel, page: Page, view: View, second: View | None = None) -> str:
    """The place, chain and park that a panel of a page is about, joined by dots; "" on a page
    that is about none of them. A choice that is only marked among others says so.

    second  the view of the second choice, where two are compared
    """
    if not page.is_of_a_place:
        return ""
    say = view.say
    follows = [name for name in ("county", "chain", "park") if name in page.axes]
    follows = [name for name in follows if name not in panel.fixed]
    picked = {name: picked_name(name, view) for name in follows}
    if second is not None and page.switch in picked:
        two = {"first": picked[page.switch], "second": picked_name(page.switch, second)}
        picked[page.switch] = say("{first}与{second}").format(**two)
    own = {name: picked[name] for name in follows if name not in panel.marks}
    place = own.get("county") or area_name(view)
    others = [own[name] or say(AXES[name].whole) for name in ("chain", "park") if name in own]
    marked = [picked[name] for name in follows if name in panel.marks and picked[name]]
    others += [_of_part(name, view) for name in panel.narrowed]
    return " · ".join([place, *others, *(say("标出{name}").format(name=name) for name in marked)])


def _of_part(axis: str, view: View) -> str:
    """A choice within another with what it is: 环节“精细化工”."""
    said = view.say("{axis}“{name}”")
    return said.format(axis=view.say(AXES[axis].label), name=picked_name(axis, view))


def whole(view: View) -> View:
    """The view without a choice that is no part of the one around it: a step of another chain."""
    parts = [axis for axis in AXES.values() if axis.within]
    chosen = [axis for axis in parts if getattr(view, axis.name) != axis.default]
    let_go = {axis.name: axis.default for axis in chosen if not _is_part(axis, view)}
    return replace(view, **let_go) if let_go else view  # type: ignore[arg-type]


def _is_part(axis: Axis, view: View) -> bool:
    chosen = getattr(view, axis.name)
    around = AXES[axis.within]
    return any(
        row[axis.ids] == chosen and row[around.ids] == getattr(view, around.name)
        for row in ask(view, axis.listed)
    )


def _unmoved(panel: Panel, page: Page, view: View) -> list[str]:
    """That a choice made on the page does not move this panel."""
    say = view.say
    picked = [AXES[name] for name in page.axes if name in panel.fixed]
    return [
        say("本板块不随所选{axis}变化。").format(axis=say(axis.label))
        for axis in picked
        if getattr(view, axis.name) != axis.default
    ]


def picked_name(axis: str, view: View, length: str = "name") -> str:
    """What a choice is called, whole (name) or short; "" where there is none."""
    choice, ids = getattr(view, axis), AXES[axis].ids
    found = (row for row in ask(view, AXES[axis].listed) if row[ids] == choice)
    return next((str(view.say.of(row, length)) for row in found), "")
