"""Pages as data: what each says of itself, and that a new one takes a file and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from chainboard import way
from chainboard.navigation import addresses, pages, questions
from chainboard.packs import DEMO, PUBLISHED
from chainboard.page import AXES, Page, Width
from chainboard.queries import TRAITS, parameters
from chainboard.view import View
from tests.browser.servers import copy_of_tree
from tests.panels.drawing import CHINESE

ROOMS = """
\"\"\"Meeting rooms: which is free?\"\"\"

from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.panel import Table
from chainboard.view import View

PAGE = Page(
    address="rooms",
    order=45,
    name_zh="会议室",
    name_en="Rooms",
    title_zh="{area}会议室",
    title_en="Rooms of {area}",
    picked_zh="会议室 · {name}",
    picked_en="Rooms · {name}",
    switch="county",
    steps=("county",),
    widths={"free_rooms": ("third",)},
)


def free_rooms(view: View) -> Panel:
    \"\"\"Which room is free?\"\"\"
    return Panel("free_rooms", "101", "", Table([], []), (), (), "", "", "101")


PANELS = (free_rooms,)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
"""
OPENED = """
import json, sys
from streamlit.testing.v1 import AppTest

def everything(block):
    for child in getattr(block, "children", {}).values():
        yield child
        yield from everything(child)

def of_kind(kind):
    assert not app.exception
    return [one.proto for one in everything(app.main) if getattr(one, "type", "") == kind]

app = AppTest.from_file("dashboard.py", default_timeout=60)
app.query_params.update(dict(pack="demo", lang=sys.argv[1], county="621022"))
app.run()
links = [link.label for link in of_kind("page_link")]
app.switch_page("pages/rooms.py").run()
head, entries = map(json.loads, of_kind("bidi_component")[0].bytes.split(b"\\n"))
print(json.dumps([links, head, entries[head["selected"]]]))
"""


def said_in(page: Page, lang: str) -> list[str]:
    return [getattr(page, f"{part}_{lang}") for part in ("name", "title", "picked")]


@pytest.mark.parametrize("page", pages(), ids=addresses())
def test_a_page_has_its_name_and_title_in_both_languages(page):
    chinese, english = said_in(page, "zh"), said_in(page, "en")

    assert all([*chinese, *english])
    assert [words for words in english if CHINESE.search(words)] == []
    assert all(CHINESE.search(words) for words in chinese[:2])
    assert places(chinese) == places(english)


def places(texts: list[str]) -> list[set[str]]:
    return [{name for _, name, *_ in Formatter().parse(text) if name} for text in texts]


@pytest.mark.parametrize("page", pages(), ids=addresses())
def test_a_page_switches_and_filters_along_axes_that_there_are(page):
    named = [page.switch] * bool(page.switch) + [*page.filters, *page.steps]

    assert [name for name in named if name not in AXES] == []
    assert page.switch not in page.filters
    assert page.has_all or page.switch
    assert not page.switch or page.switch in page.steps


@pytest.mark.parametrize("page", pages(), ids=addresses())
def test_a_page_says_of_its_own_panels_alone_how_they_stand(page):
    panels = [question.__name__ for question in questions(page)]

    assert [name for name in page.widths if name not in panels] == []
    said = {word for words in page.widths.values() for word in words}
    assert said <= set(get_args(Width))


def test_the_pages_come_in_the_order_they_ask_for_and_no_two_ask_for_the_same(monkeypatch):
    monkeypatch.setattr(way, "_now", way.OFFICE)  # where every page is there
    orders = [page.order for page in pages()]

    assert orders == sorted(set(orders))
    assert addresses() == (
        "overview", "chain", "county", "benchmark", "investment", "parks", "schedule", "meeting", "experience",
        "intake", "about", "audit", "access",
    )  # fmt: skip


def test_every_axis_is_something_a_view_holds_and_what_it_asks_a_view_can_tell():
    held = {field.name for field in fields(View)}

    assert set(AXES) <= held
    for axis in AXES.values():
        assert axis.default == getattr(View(), axis.name)
        assert all(hasattr(View(), name) for name in axis.asks)
        assert not axis.values or axis.default in axis.values


def test_a_query_may_ask_for_what_is_chosen_and_for_whom_and_where():
    assert set(parameters(View())) == {
        "chain_id", "area_code", "park_id", "node_id", "period_start", "period_end", "months", "basis",
        "cases", "scope", "lang", "as_of", *TRAITS,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "name", "title", "way"),
    [
        ("zh", "会议室", "会议室 · 环县", ["庆阳市", "庆阳市会议室", "环县"]),
        ("en", "Rooms", "Rooms · Huan County", ["Qingyang", "Rooms of Qingyang", "Huan County"]),
    ],
)
def test_one_file_makes_a_page_with_its_place_title_and_way_up(
    lang: str, name: str, title: str, way: list[str], packs: Path, tmp_path: Path
):
    tree = copy_of_tree(tmp_path)
    (tree / "pages" / "rooms.py").write_text(ROOMS.lstrip(), encoding="utf-8")

    links, head, entry = run(tree, OPENED, lang)

    assert links.index(name) == 5  # after investment
    assert head["pages"][5] == head["page"] == "rooms"
    assert (head["selected"], len(head["options"])) == ("621022", 9)
    assert head["widths"] == {"free_rooms": ["third"]}
    assert [panel["finding"] for panel in entry["panels"]] == ["101"]
    assert entry["title"] == title
    assert [step["words"] for step in entry["path"]] == way


def run(tree: Path, script: str, *given: str) -> list:
    done = subprocess.run(
        [sys.executable, "-c", script, *given],
        cwd=tree,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return list(json.loads(done.stdout.splitlines()[-1]))


def test_what_a_pack_has_nothing_of_cannot_be_chosen_there():
    """A record is neither lit nor ranked: there is no list of attention to turn, nothing to rank."""
    for name in ("attention", "measure"):
        assert AXES[name].is_for(DEMO)
        assert not AXES[name].is_for(PUBLISHED)
