"""A brief as a PDF: all of its words on numbered, tagged pages, and no letter without a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from chainboard.board import door
from chainboard.briefs import Brief, making
from chainboard.briefs.pdf_file import FONTS, STAND_INS, MissingLetter, pdf
from chainboard.navigation import page_at
from chainboard.panels.panel import Cards, Figure, Multiples, Prose, Table, Tiles
from chainboard.person import AT_THE_DESK
from chainboard.sheet import Sheet
from chainboard.sheet.data import words
from chainboard.sheet.screen import heading
from chainboard.store.place import ROOT
from tests.briefs.made import BOTH, PLACES, brief_of

PIECE = 15  # letters of a text that are looked for at once
LARGEST = 2_500_000  # bytes of a font
PAPERS = ("a4", "slides")
FACE = (
    "label",
    "text",
    "value",
    "unit",
    "growth",
    "target",
    "completion",
    "gap",
    "owner",
    "period",
)

pytestmark = pytest.mark.usefixtures("packs")


@cache
def read(kind: str, pack: str, lang: str, paper: str) -> PdfReader:
    return PdfReader(BytesIO(pdf(brief_of(kind, pack, lang), paper)))


def letters(said: Any) -> str:
    """Words as they are found in the text of a page, whose lines break where they like."""
    return "".join(str(said).translate(STAND_INS).split())


def text(reader: PdfReader) -> list[str]:
    return [letters(page.extract_text()) for page in reader.pages]


def printed(sheet: Sheet) -> Iterator[str]:
    """What a panel must print: title, source, notes, its table, and what is on its cards."""
    panel = sheet.panel
    yield from (panel.finding, panel.source, panel.as_of, *panel.notes)
    yield from (heading(each, sheet.view.say) for each in sheet.headings if sheet.lines)
    yield from (words(cell) for line in sheet.lines for cell in line.cells)
    match panel.body:
        case Cards(cards):
            yield from (card.get(key) or "" for card in cards for key in FACE)
            yield from (note for card in cards for note in card.get("notes") or ())
        case Tiles(positions):
            tiles = [tile for position in positions for tile in position["tiles"]]
            yield from (tile[key] for tile in tiles for key in ("name", "mark", "word"))
        case Multiples(charts):
            yield from (chart.get(key, "") for chart in charts for key in ("title", "note"))
        case None:
            yield panel.status


def lost(brief: Brief, whole: str) -> set[str]:
    """What panels must print and pages do not; a page may end within one piece of a long text."""

    def is_there(said: str) -> bool:
        told = letters(said)
        pieces = [told[at : at + PIECE] for at in range(0, len(told), PIECE)]
        missing = [piece for piece in pieces if piece not in whole]
        return told in whole or (len(pieces) > 2 and len(missing) <= 1)

    return {said for sheet in brief.sheets for said in printed(sheet) if not is_there(said)}


def nodes(reader: PdfReader) -> Iterator[Any]:
    """The elements of the structure of a tagged file."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        yield node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object()
            if hasattr(kid, "get") and (kid.get("/S") or "/K" in kid):
                waiting.append(kid)


def of_kind(reader: PdfReader, kind: str) -> list[Any]:
    return [node for node in nodes(reader) if node.get("/S") == kind]


def tables(brief: Brief) -> int:
    """Rows of all tables of a brief: those of bodies, and those behind what is drawn."""
    count = 0
    for sheet in brief.sheets:
        body = sheet.panel.body
        own = len(body.rows) if isinstance(body, Table) else 0
        count += max(own, len(sheet.lines))
    return count


@pytest.mark.sample(4)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
@pytest.mark.parametrize("kind", PLACES)
def test_every_word_of_a_brief_stands_on_its_pages(kind, pack, lang, paper):
    brief, pages = brief_of(kind, pack, lang), text(read(kind, pack, lang, paper))
    whole = "".join(pages)

    assert lost(brief, whole) == set()
    assert letters(brief.title) in pages[0] and letters(brief.about) in pages[0]
    assert [n for n, page in enumerate(pages) if letters(brief.stamp) not in page] == []
    assert [n for n, page in enumerate(pages) if letters(brief.mark) not in page] == []


@pytest.mark.sample(3)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_page_says_which_of_how_many_it_is(pack, lang, paper):
    pages = text(read("county", pack, lang, paper))
    say = brief_of("county", pack, lang).view.say
    told = [
        letters(say("第 {page} 页，共 {pages} 页").format(page=n + 1, pages=len(pages)))
        for n in range(len(pages))
    ]

    assert [n for n, page in enumerate(pages) if told[n] not in page] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_made_up_figures_are_called_so_on_every_page_and_others_on_none(paper):
    brief = brief_of("county", "demo", "zh")
    made_up = text(read("county", "demo", "zh", paper))
    records = text(read("county", "published", "zh", paper))

    assert [page for page in made_up if letters(brief.warning) not in page] == []
    assert [page.count("演示数据") < 2 for page in made_up].count(True) == 0  # warning, water mark
    assert [page for page in records if "演示数据" in page] == []


@pytest.mark.sample(2)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", PLACES)
def test_tables_hold_as_many_rows_as_their_sheets(kind, paper):
    brief, reader = brief_of(kind, "demo", "zh"), read(kind, "demo", "zh", paper)
    heads = len(of_kind(reader, "/Table"))

    assert len(of_kind(reader, "/TR")) - heads >= tables(brief)


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_a_file_is_tagged_and_its_figures_are_said_in_words(pack, lang):
    brief, reader = brief_of("chain", pack, lang), read("chain", pack, lang, "a4")
    root = reader.trailer["/Root"]
    drawn = [sheet.panel.body for sheet in brief.sheets]
    charts = sum(isinstance(body, Figure) for body in drawn)
    charts += sum("data" in c for b in drawn if isinstance(b, Multiples) for c in b.charts)
    said = [figure.get("/Alt") for figure in of_kind(reader, "/Figure")]
    alts = {
        letters(sheet.panel.alt) for sheet in brief.sheets if isinstance(sheet.panel.body, Figure)
    }

    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"].startswith(lang)
    assert reader.metadata and reader.metadata.title == brief.title
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert len([alt for alt in said if alt]) >= charts > 0
    assert alts <= {letters(alt) for alt in said if alt}


def test_sentences_are_read_whole_and_the_first_is_the_title():
    brief = brief_of("city", "demo", "zh")
    whole = "".join(text(read("city", "demo", "zh", "a4")))
    (sentences,) = [s.panel.body.sentences for s in brief.sheets if isinstance(s.panel.body, Prose)]
    told = [
        "".join(each["words"] if isinstance(each, dict) else each for each in clauses)
        for clauses in sentences[1:]
    ]

    assert told and [each for each in told if letters(each) not in whole] == []


@pytest.mark.parametrize("address", ["experience", "schedule"])
def test_a_page_is_a_brief_whose_panels_may_stand_under_no_heading(address):
    view = door.view_of(address, [("pack", "published")], "zh", AT_THE_DESK)
    brief = making.of_page(page_at(address), view, making.reader_of(view))
    whole = "".join(text(PdfReader(BytesIO(pdf(brief)))))

    assert [part.heading for part in brief.parts].count("") > 0
    assert lost(brief, whole) == set()


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_said_before_the_panels_of_a_part_stands_on_their_page(paper):
    brief = brief_of("city", "demo", "zh")
    part = next(part for part in brief.parts if isinstance(part.sheets[0].panel.body, Figure))
    spoken = replace(part, lines=("汇报：示例局", "议题两项"), sheets=part.sheets[:1])
    pages = text(PdfReader(BytesIO(pdf(replace(brief, parts=(spoken,)), paper))))
    finding = letters(part.sheets[0].panel.finding)
    (page,) = [
        page for page in pages if finding in page and "附表" not in page.partition(finding)[0]
    ]

    assert page.index("汇报：示例局") < page.index("议题两项") < page.index(finding)
    assert all(words in page for words in map(letters, part.sheets[0].panel.notes))


def test_a_letter_without_a_form_stops_the_file_and_is_named():
    brief = brief_of("county", "published", "zh")
    part, *others = brief.parts
    sheet, *rest = part.sheets
    strange = replace(sheet, panel=replace(sheet.panel, finding="𰻞面与🐑"))
    changed = replace(brief, parts=(replace(part, sheets=(strange, *rest)), *others))

    with pytest.raises(MissingLetter, match="𰻞") as missing:
        pdf(changed)
    assert (missing.value.panel, set(missing.value.letters)) == (sheet.panel.name, set("𰻞🐑"))


def test_words_of_the_data_are_no_markup():
    title = '#panic("x") *fett* _schräg_ $x^2$ <lbl> @ref [a] \\ // {b} "'
    brief = replace(brief_of("county", "published", "zh"), title=title)
    reader = PdfReader(BytesIO(pdf(brief)))

    assert letters(title) in text(reader)[0]
    assert reader.metadata and reader.metadata.title == title


def test_the_cut_of_the_fonts_has_every_letter_of_the_texts():
    held = set((FONTS / "letters.txt").read_text(encoding="utf-8")) | {"\t"}
    texts = (ROOT / "locale/en/LC_MESSAGES/chainboard.po").read_text(encoding="utf-8")
    lists = [file.read_text(encoding="utf-8") for file in (ROOT / "data").glob("*/*.csv")]

    assert sorted(set("".join([texts, *lists]).translate(STAND_INS)) - held) == []
    assert [file.name for file in FONTS.glob("*.otf") if file.stat().st_size > LARGEST] == []
    assert re.search("SIL OPEN FONT LICENSE", (FONTS / "OFL.txt").read_text(encoding="utf-8"))
