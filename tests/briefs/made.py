"""Panels and briefs that tests draw: of both packs and languages, as pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from chainboard.board import door
from chainboard.briefs import Brief, making
from chainboard.navigation import pages, questions
from chainboard.person import AT_THE_DESK
from chainboard.sheet.scope import asked
from chainboard.view import View
from tests.panels.drawing import figures
from tests.test_words_of_pages import views

BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
PLACES = {
    "city": ("overview", ()),
    "chain": ("chain", (("chain", "petrochem"),)),
    "county": ("county", (("county", "621022"),)),
}
Chart = dict[str, Any]


@cache
def brief_of(kind: str, pack: str, lang: str, theme: str = "light") -> Brief:
    """The brief of the city, of a chain or of a county."""
    page, chosen = PLACES[kind]
    view = door.view_of(page, [("pack", pack), ("theme", theme), *chosen], lang, AT_THE_DESK)
    return making.of_place(kind, view, making.reader_of(view))


def charts(pack: str, lang: str, seed: int, many: int) -> Iterator[tuple[str, View, Chart]]:
    """Every figure of the pages as they open and of some of their choices."""
    for page in pages():
        for view in views(page, pack, lang, seed, many):
            for question in questions(page):
                panel = asked(page, question, view).panel
                for at, chart in enumerate(figures(panel) if panel.body else ()):
                    yield f"{page.address}/{panel.name}[{at}]", view, chart
