"""What every output of a view says of itself: pack, edition, and whether a program made it up."""

from __future__ import annotations

from chainboard.queries import ask
from chainboard.view import View


def stamp(view: View) -> str:
    """Which edition of which pack this is, and the day it speaks from."""
    say = view.say
    return say("数据来源：{pack} · 版次 {edition} · {as_of}").format(
        pack=say.pack_name(view.pack.name),
        edition=view.edition,
        as_of=say.speaks_from(view.as_of),
    )


def warning(view: View) -> str:
    """That the figures are made up; "" for a pack whose figures are not."""
    if not view.pack.is_synthetic:
        return ""
    words = view.say("演示数据：数值由程序生成，企业、项目、园区均为虚构，不反映{area}实际。")
    return words.format(area=area_name(view, "short"))


def area_name(view: View, length: str = "name") -> str:
    """What the place that the board is about is called, whole (name) or short."""
    (city,) = ask(view, "places.city")
    return str(view.say.of(city, length))
