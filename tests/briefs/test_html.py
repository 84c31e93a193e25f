"""A brief as one HTML file: all of its Sheets inside, nothing to ask of anyone."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from chainboard.briefs import html_file
from chainboard.sheet.screen import heading
from tests.briefs.made import BOTH
from tests.briefs.slides import data_in, file_of, slides_of

LARGEST = 5 * 1024 * 1024
KINDS = ("city", "chain", "county")
ADDRESSES = ("src", "href", "srcset", "data", "action", "poster")


class Tags(HTMLParser):
    """The elements of a page with their marks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_printed_cell_of_every_sheet_stands_in_the_file(
    packs: Path, kind: str, pack: str, lang: str
):
    brief = slides_of(kind, pack, lang)

    told = data_in(file_of(kind, pack, lang))

    panels = [panel for part in told["parts"] for panel in part["panels"]]
    assert [part["heading"] for part in told["parts"]] == [part.heading for part in brief.parts]
    for sheet, panel in zip(brief.sheets, panels, strict=True):
        table = panel["table"] or {"columns": [], "rows": []}
        shown = [[cell.shown for cell in line.cells] for line in sheet.lines]
        heads = [heading(column, brief.view.say) for column in sheet.headings]
        assert panel["finding"] == sheet.panel.finding
        assert [row[:-1] for row in table["rows"]] == shown
        assert [column["label"] for column in table["columns"]] == (heads if shown else [])
        assert len(panel["citations"]) == len(sheet.citations)
        assert len(panel["definitions"]) == len(sheet.definitions)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_a_file_is_small_and_names_no_address_that_a_browser_would_ask(
    packs: Path, kind: str, pack: str, lang: str
):
    page = file_of(kind, pack, lang)

    assert len(page.encode()) <= LARGEST
    tags = Tags(page).found
    assert [marks for _, marks in tags if any(name in marks for name in ADDRESSES)] == []
    assert [tag for tag, _ in tags if tag in ("link", "img", "iframe", "base")] == []
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style and "url(" not in style[1] and "@import" not in style[1]


def test_a_file_says_what_it_is_of_and_that_figures_are_made_up(packs: Path):
    brief = slides_of("city", "demo", "zh")

    told = data_in(file_of("city", "demo", "zh"))

    said = told["head"]["stamp"]
    assert [told[name] for name in ("title", "about", "stamp", "mark", "warning")] == [
        brief.title,
        brief.about,
        brief.stamp,
        brief.mark,
        brief.warning,
    ]
    assert all(part in said for part in (brief.title, brief.stamp, brief.mark))
    assert told["head"]["watermark_mark"] == "演示数据"
    assert data_in(file_of("city", "published", "zh"))["head"]["watermark_mark"] == ""


def test_nothing_of_a_source_ends_the_data_of_a_file(packs: Path):
    brief = slides_of("chain", "demo", "zh")
    sheet = brief.parts[0].sheets[0]
    evil = '</script><script>alert("1")</script><!--'
    told = replace(sheet, panel=replace(sheet.panel, finding=evil))
    part = replace(brief.parts[0], sheets=(told,), heading=evil, lines=(evil,))

    page = html_file.html(replace(brief, title=evil, parts=(part,))).decode()

    assert page.count("</script>") == 4
    assert "<script>alert" not in page
    assert page.count("<!--") == 0
    first = data_in(page)["parts"][0]
    assert first["heading"] == first["lines"][0] == first["panels"][0]["finding"] == evil


def test_boundaries_come_with_a_file_that_has_a_map_and_with_no_other(packs: Path):
    assert data_in(file_of("chain", "demo", "zh"))["boundaries"] == {}
    (boundaries,) = data_in(file_of("city", "demo", "zh"))["boundaries"].values()
    assert len(boundaries["features"]) == 8


def test_the_code_of_a_panel_stands_beside_it(packs: Path):
    brief = slides_of("chain", "demo", "zh")
    part = brief.parts[0]
    coded = tuple(
        replace(sheet, panel=replace(sheet.panel, code=f"C{at}"))
        for at, sheet in enumerate(part.sheets)
    )

    told = data_in(html_file.html(replace(brief, parts=(replace(part, sheets=coded),))).decode())

    assert told["parts"][0]["codes"] == [f"C{at}" for at in range(len(part.sheets))]


def test_a_file_carries_the_policy_that_a_server_sends_with_it(packs: Path):
    (carried,) = [
        marks["content"]
        for tag, marks in Tags(file_of("chain", "demo", "zh")).found
        if marks.get("http-equiv") == "Content-Security-Policy"
    ]

    assert carried == html_file.policy()
    assert carried.startswith("default-src 'none'; script-src 'sha256-")


def test_slides_are_made_of_no_other_theme(packs: Path):
    brief = slides_of("chain", "demo", "zh")

    with pytest.raises(ValueError, match="projector"):
        html_file.html(replace(brief, view=replace(brief.view, theme="light")))
