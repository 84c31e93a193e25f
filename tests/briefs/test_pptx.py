"""A brief as slides: opened again, it holds what the panels say, in order, with nothing cut."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Emu

from chainboard.briefs import pptx_cards
from chainboard.briefs.pptx_file import pptx
from chainboard.briefs.pptx_shapes import Box
from chainboard.briefs.pptx_text import Run, Type, body
from chainboard.panels.panel import Cards, Table, Tiles
from chainboard.sheet.data import words
from chainboard.view import View
from tests.briefs.made import BOTH, brief_of

pytestmark = pytest.mark.usefixtures("packs")
KINDS = ("city", "chain", "county")
EVERY = [
    (kind, pack, lang, theme)
    for kind in KINDS
    for pack, lang in BOTH
    for theme in ("light", "projector")
]
every = pytest.mark.parametrize(("kind", "pack", "lang", "theme"), EVERY)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DECORATION = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
APART = 2  # pixels that boxes may share
PX = 6350


@cache
def made(kind: str, pack: str, lang: str, theme: str) -> bytes:
    return pptx(brief_of(kind, pack, lang, theme))


@cache
def opened(kind: str, pack: str, lang: str, theme: str) -> Any:
    return Presentation(io.BytesIO(made(kind, pack, lang, theme)))


def texts(slide: Any) -> str:
    """Everything that stands on a slide, run by run joined, paragraphs on lines of their own."""
    found = []
    for paragraph in slide._element.iter(f"{DRAWING}p"):
        found.append(_told(paragraph))
    for rel in slide.part.rels.values():
        if rel.reltype.endswith("/chart"):
            found += [each.text or "" for each in rel.target_part._element.iter() if each.text]
    return "\n".join(found)


def _told(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{DRAWING}t"))


def squeezed(said: str) -> str:
    """Words without breaks and blanks: where a line breaks is the slide's affair."""
    return re.sub(r"\s+", "", said)


@pytest.mark.sample(6)
@every
def test_every_panel_of_a_brief_has_a_slide_with_its_finding_as_the_title(kind, pack, lang, theme):
    brief = brief_of(kind, pack, lang, theme)

    titles = [
        slide.shapes.title.text_frame.text for slide in opened(kind, pack, lang, theme).slides
    ]

    assert titles[0] == brief.title
    assert list(dict.fromkeys(titles[1:])) == list(
        dict.fromkeys(sheet.panel.finding for sheet in brief.sheets)
    )


@pytest.mark.sample(6)
@every
def test_every_row_of_a_table_is_on_a_slide_of_its_panel(kind, pack, lang, theme):
    held = Counter()
    for slide in opened(kind, pack, lang, theme).slides:
        held[slide.shapes.title.text_frame.text] += 0
        for shape in slide.shapes:
            if shape.has_table:
                held.update(
                    squeezed(cell.text_frame.text)
                    for row in list(shape.table.rows)[1:]
                    for cell in row.cells
                )
    asked = Counter(
        squeezed(" ".join(_said(value)))
        for sheet in brief_of(kind, pack, lang, theme).sheets
        if isinstance(sheet.panel.body, Table)
        for row in sheet.panel.body.rows
        for value in row
    )

    assert not {said: count for said, count in asked.items() if held[said] < count}


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _said(each)
    elif isinstance(value, dict):
        yield f"{value['words']} {value.get('more') or ''}"
    else:
        yield str("" if value is None else value)


@pytest.mark.sample(6)
@every
def test_what_a_card_says_stands_on_its_slide(kind, pack, lang, theme):
    brief = brief_of(kind, pack, lang, theme)
    slides = opened(kind, pack, lang, theme).slides

    for sheet in brief.sheets:
        if isinstance(sheet.panel.body, Cards):
            own = [s for s in slides if s.shapes.title.text_frame.text == sheet.panel.finding]
            told = squeezed("".join(texts(slide) for slide in own))
            for face in sheet.panel.body.cards:
                keys = ("label", "value", "growth", "target", "completion", "gap", "period", "text")
                said = [str(face[key]) for key in keys if face.get(key)]
                said += list(face.get("notes") or ())
                assert [each for each in said if squeezed(each) not in told] == []


@pytest.mark.sample(4)
@every
def test_every_step_of_a_chain_stands_with_its_word(kind, pack, lang, theme):
    brief = brief_of(kind, pack, lang, theme)
    told = squeezed("".join(texts(slide) for slide in opened(kind, pack, lang, theme).slides))

    for sheet in brief.sheets:
        if isinstance(sheet.panel.body, Tiles):
            for position in sheet.panel.body.tiles:
                for tile in position["tiles"]:
                    both = squeezed(f"{tile['name']}{tile['mark']}{tile['word']}")
                    assert both in told


@pytest.mark.sample(6)
@every
def test_every_slide_has_its_foot_with_source_edition_and_number(kind, pack, lang, theme):
    brief = brief_of(kind, pack, lang, theme)
    slides = list(opened(kind, pack, lang, theme).slides)
    sources = {sheet.panel.finding: sheet.panel.source for sheet in brief.sheets}

    for at, slide in enumerate(slides, 1):
        (foot,) = [s.text_frame.text for s in slide.shapes if s.name.startswith("foot ")]
        (number,) = [s for s in slide.shapes if s.name.startswith("number ")]
        assert brief.stamp in foot
        assert brief.mark in foot
        assert squeezed(_told(number._element)) == f"{at}/{len(slides)}"
        assert sources.get(slide.shapes.title.text_frame.text, "") in foot


@pytest.mark.sample(6)
@every
def test_no_shape_leaves_its_slide_and_no_two_stand_on_one_another(kind, pack, lang, theme):
    deck = opened(kind, pack, lang, theme)
    wide, high = deck.slide_width, deck.slide_height

    for at, slide in enumerate(deck.slides, 1):
        boxes = [(s.name, s.left, s.top, s.width, s.height) for s in slide.shapes]
        out = [
            each for each in boxes
            if each[1] < 0 or each[2] < 0 or each[1] + each[3] > wide or each[2] + each[4] > high
        ]  # fmt: skip
        assert out == [], f"slide {at}"
        solid = [each for each in boxes if not _is_behind(each[0])]
        for n, one in enumerate(solid):
            for other in solid[n + 1 :]:
                assert not _overlap(one, other), f"slide {at}: {one[0]} on {other[0]}"


def _is_behind(name: str) -> bool:
    """Frames around others, what is drawn across a chart, and the watermark."""
    return name.startswith(("watermark", "frame", "reference", "beyond"))


def _overlap(one: tuple, other: tuple) -> bool:
    (_, x, y, w, h), (_, u, v, a, b) = one, other
    spare = APART * PX
    return x + spare < u + a and u + spare < x + w and y + spare < v + b and v + spare < y + h


def wide(words_: str, size: float) -> float:
    return size * sum(1 if letter > "\u2e7f" else 0.56 for letter in words_)


@pytest.mark.sample(6)
@every
def test_words_are_no_higher_than_their_box(kind, pack, lang, theme):
    """A Chinese letter is as wide as high, others 0.56."""
    for at, slide in enumerate(opened(kind, pack, lang, theme).slides, 1):
        for shape in slide._element.iter(f"{SLIDE}sp"):
            text = shape.find(f"{SLIDE}txBody")
            ext = shape.find(f"{SLIDE}spPr/{DRAWING}xfrm/{DRAWING}ext")
            if text is None or "watermark" in shape.xpath(".//p:cNvPr/@name")[0]:
                continue
            frame = text.find(f"{DRAWING}bodyPr")
            if frame.get("vert") is None:
                w, h = int(ext.get("cx")), int(ext.get("cy"))
                told = list(text.iter(f"{DRAWING}p"))
                if frame.get("wrap") == "none":
                    assert all(_high(each, w)[0] <= w + 2 * PX for each in told), _told(text)
                needed = sum(_high(each, w)[1] for each in told)
                assert needed <= h + 2 * PX, f"slide {at}: {_told(text)}"


def _high(paragraph: Any, room: int) -> tuple[float, float]:
    """The length of a paragraph and its height, in the units of the file."""
    spaced = paragraph.find(f"{DRAWING}pPr/{DRAWING}lnSpc/{DRAWING}spcPts")
    runs = list(paragraph.iter(f"{DRAWING}r", f"{DRAWING}fld"))
    if not runs or spaced is None:
        return 0, 0
    sizes = [int(run.find(f"{DRAWING}rPr").get("sz")) / 100 * 12700 for run in runs]
    length = sum(
        wide(run.find(f"{DRAWING}t").text or "", size)
        for run, size in zip(runs, sizes, strict=True)
    )
    lines = max(1, -(-(length - 2 * PX) // max(room, 1)))
    return length, lines * int(spaced.get("val")) / 100 * 12700


@pytest.mark.sample(6)
@every
def test_every_run_names_the_font_of_chinese_letters(kind, pack, lang, theme):
    with zipfile.ZipFile(io.BytesIO(made(kind, pack, lang, theme))) as held:
        names = [
            name
            for name in held.namelist()
            if re.search(r"(slides|charts|notesSlides)/[^/]*xml$", name)
        ]
        for name in names:
            tree = etree.fromstring(held.read(name))
            for tag in ("rPr", "defRPr"):
                for each in tree.iter(f"{DRAWING}{tag}"):
                    fonts = {font: each.find(f"{DRAWING}{font}") for font in ("latin", "ea", "cs")}
                    missing = [font for font, found in fonts.items() if found is None]
                    assert missing == [], f"{name}: {etree.tostring(each)[:200]}"
            told = [run for run in tree.iter(f"{DRAWING}r") if run.find(f"{DRAWING}rPr") is None]
            assert told == [], name


@pytest.mark.sample(6)
@every
def test_whatever_is_no_text_says_in_words_what_it_shows_or_is_marked_as_decoration(
    kind, pack, lang, theme
):
    for slide in opened(kind, pack, lang, theme).slides:
        for each in slide.shapes._spTree:
            named = each.xpath(".//p:cNvPr")
            if not named or each.tag == f"{SLIDE}nvGrpSpPr":
                continue
            is_told = each.find(f"{SLIDE}txBody") is not None
            is_decoration = next(named[0].iter(DECORATION), None) is not None
            assert is_told or is_decoration or named[0].get("descr"), named[0].get("name")


@pytest.mark.sample(6)
@every
def test_the_speakers_notes_tell_source_definitions_and_citations(kind, pack, lang, theme):
    brief = brief_of(kind, pack, lang, theme)
    slides = opened(kind, pack, lang, theme).slides

    for sheet in brief.sheets:
        own = next(s for s in slides if s.shapes.title.text_frame.text == sheet.panel.finding)
        told = squeezed(own.notes_slide.notes_text_frame.text)
        said = [sheet.panel.alt, sheet.panel.source, *(each.words for each in sheet.citations)]
        said += [line for each in sheet.definitions for line in each.lines]
        assert [each for each in said if squeezed(each) not in told] == []


@pytest.mark.sample(4)
@every
def test_made_up_figures_are_called_so_on_every_slide(kind, pack, lang, theme):
    marked = [
        any(shape.name.startswith("watermark") for shape in slide.shapes)
        for slide in opened(kind, pack, lang, theme).slides
    ]

    assert set(marked) == {pack == "demo"}


def test_the_same_brief_is_the_same_deck():
    """No clock is read: what is written twice holds the same."""
    one, two = (pptx(brief_of("chain", "demo", "zh")) for _ in range(2))
    held = [zipfile.ZipFile(io.BytesIO(each)) for each in (one, two)]

    assert held[0].namelist() == held[1].namelist()
    assert [n for n in held[0].namelist() if held[0].read(n) != held[1].read(n)] == []


def test_a_slide_is_16_to_9():
    deck = opened("chain", "demo", "zh", "light")

    assert (deck.slide_width, deck.slide_height) == (Emu(12192000), Emu(6858000))


def test_a_line_of_the_contents_leads_to_its_slide():
    deck = opened("city", "demo", "zh", "light")
    slides = list(deck.slides)
    parts = [part.heading for part in brief_of("city", "demo", "zh").parts]

    listed = [shape for shape in slides[0].shapes if shape.name.startswith("contents ")]

    assert [shape.text_frame.text for shape in listed[::2]] == parts
    for name, number in zip(listed[::2], listed[1::2], strict=True):
        target = slides[int(number.text_frame.text) - 1]
        assert name.click_action.target_slide.slide_id == target.slide_id


def test_contents_of_many_slides_count_themselves():
    brief = brief_of("chain", "demo", "zh")
    many = tuple(replace(part, heading="") for part in brief.parts) * 6
    deck = Presentation(io.BytesIO(pptx(replace(brief, parts=many))))
    slides = list(deck.slides)
    covers = [slide for slide in slides if slide.shapes.title.text_frame.text == brief.title]

    assert len(covers) > 1
    for slide in covers:
        listed = [shape for shape in slide.shapes if shape.name.startswith("contents ")]
        for name, number in zip(listed[::2], listed[1::2], strict=True):
            target = slides[int(number.text_frame.text) - 1]
            assert target.shapes.title.text_frame.text == name.text_frame.text


def test_an_empty_cell_is_no_higher_than_words():
    """Without a size of its own an empty paragraph is as high as 18 points."""
    empty, blank = body([], "zh"), body([[Run("", Type(20, "#000000"))]], "zh")

    assert 'endParaRPr sz="800"' in empty
    assert blank == empty


def test_cards_without_any_card_still_say_what_leads_them():
    place = Box(72, 200, 1776, 700)

    assert len(pptx_cards.parts(Cards((), "牵头部门：未公布"), place, View())) == 1


def test_what_offices_typed_stays_text_in_the_file():
    told = body([[Run("<a:br/>&\x0b\ud800]]>", Type(20, "#000000"))]], "zh")

    assert "&lt;a:br/&gt;&amp;]]&gt;" in told


def test_words_of_cells_are_those_of_the_sheet():
    """What a table of a panel prints are cells of its sheet, where it has them."""
    (sheet,) = [s for s in brief_of("city", "demo", "zh").sheets if s.panel.name == "park_table"]
    printed = {squeezed(words(cell)) for line in sheet.lines for cell in line.cells}
    told = squeezed("".join(texts(slide) for slide in opened("city", "demo", "zh", "light").slides))

    assert "152.50" in printed
    assert "152.50" in told
