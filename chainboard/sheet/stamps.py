"""What every output of a view says of itself: pack, edition, and whether a program made it up."""

from __future__ import annotations

from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.queries import ask
from chainboard.view import View


def stamp(view: View, page: Page | None = None) -> str:
    """Which edition of which pack, and the day it speaks from; or what a page is of."""
    say = view.say
    if of_its_own := own_stamp(view, page):
        return of_its_own
    return say("数据来源：{pack} · 版次 {edition} · {as_of}").format(
        pack=say.pack_name(view.pack.name),
        edition=view.edition,
        as_of=say.speaks_from(view.as_of),
    )


def own_stamp(view: View, page: Page | None) -> str:
    """What a page is of that stands in no edition; "" for others, and for data that are made up."""
    return page.stamp(view) if page and page.stamp and not view.pack.is_synthetic else ""


def warning(view: View) -> str:
    """That the figures are made up; "" for a pack whose figures are not."""
    if not view.pack.is_synthetic:
        return ""
    words = view.say("演示数据：数值由程序生成，企业、项目、园区均为虚构，不反映{area}实际。")
    return words.format(area=area_name(view, "short"))


def coded(panel: Panel, view: View) -> str:
    """The code of a panel, with what it is called; "" for one that has none."""
    return view.say("溯源码 {code}").format(code=panel.code) if panel.code else ""


def area_name(view: View, length: str = "name") -> str:
    """What the place that the board is about is called, whole (name) or short."""
    (city,) = ask(view, "places.city")
    return str(view.say.of(city, length))
