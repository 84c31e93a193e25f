"""Briefs of slides that tests make: of both packs and languages, as their pages show them."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from chainboard.board import door
from chainboard.briefs import Brief, html_file, making, outline
from chainboard.person import AT_THE_DESK
from tests.briefs.made import brief_of

INSIDE = re.compile(r'<script type="application/json" id="cb-brief">(.*?)</script>', re.DOTALL)


def slides_of(kind: str, pack: str, lang: str) -> Brief:
    """The brief of the city, of a chain or of a county, as slides are made of it."""
    return brief_of(kind, pack, lang, html_file.THEME)


@cache
def meeting_of(pack: str, lang: str) -> Brief:
    """A meeting of two chains, with lines under the items of its agenda."""
    view = html_file.as_slides(door.view_of("overview", [("pack", pack)], lang, AT_THE_DESK))
    listed = outline.items("meeting")
    headings = {item.part_zh: item.part_en for item in listed}
    agenda = [
        making.Heard(
            heading=zh if lang == "zh" else en,
            lines=tuple(f"{zh} {number}" for number in range(1, lines + 1)),
            items=tuple(item for item in listed if item.part_zh == zh),
            chains=tuple(making.chains_of(view)[:2]),
        )
        for lines, (zh, en) in enumerate(headings.items(), start=8)
    ]
    return making.of_agenda("2026-11-20", agenda, view, making.reader_of(view))


@cache
def file_of(kind: str, pack: str, lang: str) -> str:
    """The same as a file."""
    made = meeting_of(pack, lang) if kind == "meeting" else slides_of(kind, pack, lang)
    return html_file.html(made).decode()


def data_in(page: str) -> dict[str, Any]:
    """What stands in a file as data."""
    (found,) = INSIDE.findall(page)
    data: dict[str, Any] = json.loads(found)
    return data
