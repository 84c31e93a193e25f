"""A brief as slides that can be edited: native charts and tables, shapes, speaker's notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.util import Emu

from chainboard.briefs import pptx_cards, pptx_chain, pptx_figures, pptx_tables
from chainboard.briefs.brief import Brief, Part
from chainboard.briefs.pptx_cover import cover
from chainboard.briefs.pptx_cut import cut
from chainboard.briefs.pptx_page import (
    GAP,
    LOOKS,
    NOTES,
    Draw,
    Page,
    draw,
    notes_height,
    room,
)  # fmt: skip
from chainboard.briefs.pptx_shapes import HEIGHT, PX, WIDTH, Box, Canvas, told, watermark, words
from chainboard.briefs.pptx_text import CHINESE, LANGUAGES, LATIN, Paragraph, Run, Type, height
from chainboard.panels.frame import measure
from chainboard.panels.panel import Body, Cards, Figure, Multiples, Prose, Table, Tiles
from chainboard.panels.tokens import TOKENS
from chainboard.sheet import Sheet
from chainboard.sheet.sheet import plain
from chainboard.view import View

BLANK, TITLED = 6, 5  # layouts of the template that are kept
FEW = 8  # slides of a panel that a smaller title may make fewer
NOTE = 24  # the size of the speaker's notes in pixels of a slide: 12 points


def pptx(brief: Brief) -> bytes:
    """The brief as a presentation of 16:9: a cover, then a message a slide.

    What does not fit on a slide goes on to the next: nothing is cut.
    """
    deck = _deck(brief)
    pages = [page for part in brief.parts for page in _of_part(part, brief)]
    covers = cover(brief, _starts(brief, pages, 1))
    covers = cover(brief, _starts(brief, pages, len(covers)))
    every = [*covers, *(page for page, _ in pages)]
    slides = [deck.slides.add_slide(deck.slide_layouts[0]) for _ in every]
    for at, (slide, page) in enumerate(zip(slides, every, strict=True)):
        canvas = Canvas(slide, brief.view, slide.shapes._spTree)
        if brief.view.pack.is_synthetic:
            watermark(canvas, brief.view.say("演示数据"))
        draw(canvas, page, (at + 1, len(every)))
        _speak(slide, page, brief.view)
    _lead(slides, len(covers))
    held = io.BytesIO()
    deck.save(held)
    return held.getvalue()


def _lead(slides: Sequence[Any], covers: int) -> None:
    """Each line of the contents leads to its slide."""
    for slide in slides[:covers]:
        listed = [shape for shape in slide.shapes if shape.name.startswith("contents ")]
        for name, number in zip(listed[::2], listed[1::2], strict=True):
            target = slides[int(number.text_frame.text) - 1]
            name.click_action.target_slide = number.click_action.target_slide = target


def _starts(brief: Brief, pages: Sequence[tuple[Page, Part]], before: int) -> list[tuple[str, int]]:
    """What stands where: each heading, or the panels of a part without one, and its slide."""
    found: list[tuple[str, int]] = []
    for at, (page, part) in enumerate(pages):
        name = part.heading or (page.title if page.part[0] == 1 else "")
        is_new = at == 0 or pages[at - 1][1] is not part or not part.heading
        if name and is_new and (not found or found[-1][0] != name):
            found.append((name, before + at + 1))
    return found


def _of_part(part: Part, brief: Brief) -> Iterator[tuple[Page, Part]]:
    """The slides under a heading: what is said there, then its panels."""
    if part.lines:
        for page in _lines(part, brief):
            yield page, part
    for sheet in part.sheets:
        for page in _of_sheet(sheet, part, brief):
            yield page, part


def _lines(part: Part, brief: Brief) -> Iterator[Page]:
    foot = ("", measure(brief.about, brief.stamp, _made_up(brief), brief.mark))
    page = Page("lines", part.heading or brief.title, "", (), foot, (brief.warning,))
    kind = Type(LOOKS[brief.view.theme].text, TOKENS[brief.view.theme]["text"])
    yield from _numbered(page, _said([[Run(line, kind)] for line in part.lines], page, brief.view))


def _of_sheet(sheet: Sheet, part: Part, brief: Brief) -> Iterator[Page]:
    """The slides of a panel, and of its notes where they are long."""
    panel, view = sheet.panel, brief.view
    notes = tuple(note for note in (*panel.notes, panel.part) if note)
    is_apart = notes_height(notes, view) > NOTES
    page = Page(
        name=panel.name,
        title=panel.finding,
        measure=measure(part.heading, panel.measure),
        notes=(view.say("说明见本板块最后一张。"),) if is_apart else notes,
        foot=_foot(sheet, brief),
        said=_spoken(sheet, brief),
        again=tuple(filter(None, (brief.warning, panel.alt, *_foot(sheet, brief)))),
    )
    page, drawn = _laid(sheet, page)
    if is_apart:
        quiet = Type(LOOKS[view.theme].text, TOKENS[view.theme]["text"])
        told_ = [[Run(f"※ {note}", quiet)] for note in notes]
        last = page.with_(notes=())
        ends = [(last, each) for each in _said(told_, last, view)]
    else:
        ends = []
    yield from _numbered_all([*((page, each) for each in drawn), *ends])


def _laid(sheet: Sheet, page: Page) -> tuple[Page, list[Draw]]:
    """The body on as few slides as a smaller title leaves it room for."""
    view = sheet.view
    found: list[tuple[Page, list[Draw]]] = []
    for step in range(len(LOOKS[view.theme].titles)):
        tried = page.with_(step=step)
        found.append((tried, _body(sheet, tried, room(tried, view))))
        if not 1 < len(found[0][1]) <= FEW:
            break
    return min(found, key=lambda each: len(each[1]))


def _numbered(page: Page, drawn: Sequence[Draw]) -> Iterator[Page]:
    yield from _numbered_all([(page, each) for each in drawn])


def _numbered_all(drawn: Sequence[tuple[Page, Draw]]) -> Iterator[Page]:
    for at, (page, each) in enumerate(drawn):
        said = page.again if at and page.again else page.said
        yield page.with_(draw=each, part=(at + 1, len(drawn)), said=said)


def _body(sheet: Sheet, page: Page, place: Box) -> list[Draw]:
    """What draws the body, a slide each."""
    view, alt = sheet.view, sheet.panel.alt
    body: Body | None = sheet.panel.body
    kind = Type(LOOKS[view.theme].text, TOKENS[view.theme]["text"])
    match body:
        case Cards([], lead):
            return _said([[Run(lead or sheet.panel.status, kind)]], page, view)
        case Cards():
            return pptx_cards.parts(body, place, view)
        case Tiles():
            return pptx_chain.parts(body, place, view, alt)
        case Table(columns, rows):
            return pptx_tables.parts(columns, rows, place, view, alt)
        case Figure():
            return pptx_figures.parts(sheet, place)
        case Multiples():
            return pptx_figures.several(sheet, place)
        case Prose(sentences):
            rest = [[Run("".join(map(plain, each)), kind)] for each in sentences[1:]]
            return _said(rest, page, view)
        case None:
            return _said([[Run(sheet.panel.status, kind)]], page, view)


def _said(paragraphs: Sequence[Paragraph], page: Page, view: View) -> list[Draw]:
    """Slides of sentences."""
    place = room(page, view)
    heights = [height([each], place.w) for each in paragraphs]
    made = cut(heights, place.h, GAP) or [[]]
    return [partial(_put, paragraphs=[paragraphs[at] for at in places]) for places in made]


def _put(canvas: Canvas, place: Box, paragraphs: Sequence[Paragraph]) -> None:
    y = place.y
    for each in paragraphs:
        high = height([each], place.w)
        words(canvas, place.with_(y=y, h=high), [each], "sentence")
        y += high + GAP


def _made_up(brief: Brief) -> str:
    return brief.view.say("演示数据") if brief.view.pack.is_synthetic else ""


def _foot(sheet: Sheet, brief: Brief) -> tuple[str, ...]:
    """Its source; by which code it is found, whose figures these are and of which edition. The code
    is first, where no line breaks it."""
    panel = sheet.panel
    own = panel.stamp or brief.stamp
    return (
        measure(panel.source, panel.as_of),
        measure(panel.code, panel.scope, own, _made_up(brief), brief.mark),
    )


def _spoken(sheet: Sheet, brief: Brief) -> tuple[str, ...]:
    """The speaker's notes: the panel in words, its source, definitions and citations."""
    panel = sheet.panel
    defined = [f"{each.name}\n" + "\n".join(each.lines) for each in sheet.definitions]
    cited = [" ".join(filter(None, (each.words, each.url))) for each in sheet.citations]
    steps = _steps(panel.body) if isinstance(panel.body, Tiles) else []
    told_ = (
        brief.warning, panel.alt, *steps, measure(panel.source, panel.as_of), *defined, *cited,
        measure(panel.stamp or brief.stamp, panel.code),
    )  # fmt: skip
    return tuple(each for each in told_ if each)


def _steps(body: Tiles) -> list[str]:
    """What is behind each step of a chain, and what it feeds: on a slide nothing opens."""
    faces = [tile for position in body.tiles for tile in position["tiles"]]
    made = []
    for at, face in enumerate(faces):
        fed = [str(faces[to]["name"]) for one, to in body.edges if one == at]
        flow = [body.words["to"] + body.words["join"].join(fed)] if fed else []
        lines = [f"{face['name']} {face['word']}", face["evidence"], *face["facts"], *flow]
        made.append("\n".join(lines))
    return made


def _speak(slide: Any, page: Page, view: View) -> None:
    kind = Type(NOTE, "#000000")
    said = [[Run(each, kind)] for each in page.said if each]
    if said:
        told(slide.notes_slide.notes_placeholder, said, view.lang)


# ---- the empty deck -------------------------------------------------------------------------


def _deck(brief: Brief) -> Any:
    """An empty presentation of 16:9 with one layout, in our fonts."""
    deck = Presentation()
    kept = deck.slide_layouts[TITLED]
    for layout in list(deck.slide_layouts):
        if layout.part is not kept.part:
            deck.slide_layouts.remove(layout)
    part = WIDTH * PX / deck.slide_width
    for shapes in (deck.slide_master.shapes, kept.shapes):
        for shape in shapes:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.width = round(shape.left * part), round(shape.width * part)
    deck.slide_width, deck.slide_height = Emu(WIDTH * PX), Emu(HEIGHT * PX)
    _fonts(deck)
    held = deck.core_properties
    held.title, held.subject, held.author = brief.title, brief.about, brief.stamp
    held.language = LANGUAGES[brief.view.lang]
    day = brief.view.as_of
    held.created = held.modified = datetime(day.year, day.month, day.day)
    held.last_modified_by = ""
    return deck


def _fonts(deck: Any) -> None:
    """The fonts of the theme: what is typed into the deck later has them too."""
    theme = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if "theme" in rel.reltype
    )
    tree = parse_xml(theme.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for kind in ("major", "minor"):
        for tag, name in (("latin", LATIN), ("ea", CHINESE), ("cs", LATIN)):
            for each in tree.findall(f".//a:{kind}Font/a:{tag}", space):
                each.set("typeface", name)
    theme._blob = serialize_part_xml(tree)
