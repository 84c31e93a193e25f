"""One number, eight mouths: of any view the screen's table, its boxes and labels, the sentence for
those who do not see it, and every kind of file say the same digits, unit, period and scope."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from chainboard.briefs import Brief, Part, making
from chainboard.briefs.docx_file import docx
from chainboard.briefs.html_file import THEME, html
from chainboard.briefs.pdf_file import STAND_INS, pdf
from chainboard.briefs.pptx_file import pptx
from chainboard.page import Page
from chainboard.panels.panel import Table
from chainboard.sheet import Sheet
from chainboard.sheet.csv_file import cells as of_workbook
from chainboard.sheet.screen import screen
from chainboard.sheet.stamps import stamp
from chainboard.sheet.workbook import workbook
from chainboard.view import View
from tests.briefs.mouths import cells, numbers, sheets, texts, views
from tests.panels.drawing import figures

pytestmark = pytest.mark.usefixtures("packs")
VIEWS, PANELS = 30, 2  # views of make test, and panels of each that go into files
EVERY = 300
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
MARKUP = re.compile(r"<[^>]*>")


def drawn(pack: str, lang: str, seed: int, many: int) -> Iterator[tuple[Page, View, list[Sheet]]]:
    """Views, each with some of its page's panels."""
    for page, view in views(pack, lang, seed, many):
        shown = list(sheets(page, view))
        chosen = random.Random(f"{seed} {page.address} {view}")
        yield page, view, chosen.sample(shown, min(PANELS, len(shown)))


def brief(view: View, some: list[Sheet]) -> Brief:
    reader = making.Reader()
    return Brief(
        "简报", "庆阳市", stamp(view), "", f"第 {reader.copy} 份", view, (Part("", tuple(some)),)
    )


def bare(said: Any) -> str:
    """Words without blanks and breaks: where a line breaks is each file's affair."""
    return "".join(MARKUP.sub("", str(said)).translate(STAND_INS).split())


def printed(sheet: Sheet) -> set[str]:
    """What every file must say of a panel: its words, and all that its table prints."""
    panel = sheet.panel
    said = [panel.finding, panel.measure, panel.source, panel.as_of, panel.code, *panel.notes]
    return {bare(each) for each in (*said, *(cell for row in cells(sheet) for cell in row))} - {""}


def on_slides(sheet: Sheet) -> set[str]:
    """What slides say of it: its words, the rows of a table, and what stands in a figure."""
    panel, body = sheet.panel, sheet.panel.body
    said = {bare(each) for each in (panel.finding, panel.source, panel.as_of, panel.code)}
    if isinstance(body, Table):
        said |= {bare(each) for each in texts([list(row) for row in body.rows])}
    return said - {""}


def in_slides(made: bytes) -> str:
    """All that stands on the slides of a deck, table cells and charts too."""
    found = []
    for slide in Presentation(io.BytesIO(made)).slides:
        found += [each.text or "" for each in slide._element.iter("{*}t")]
        for rel in slide.part.rels.values():
            if rel.reltype.endswith("/chart"):
                found += [each.text or "" for each in rel.target_part._element.iter() if each.text]
    return bare("".join(found))


def in_document(made: bytes) -> str:
    held = Document(io.BytesIO(made))
    parts = [held.element.body, *(each.footer._element for each in held.sections)]
    return bare("".join(each.text or "" for part in parts for each in part.iter("{*}t")))


def in_paper(made: bytes) -> str:
    return bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages))


def in_web_file(made: bytes) -> list[dict[str, Any]]:
    """The panels in a brief as one web file."""
    (held,) = re.findall(rb'id="cb-brief">(.*?)</script>', made, re.DOTALL)
    return [panel for part in json.loads(held)["parts"] for panel in part["panels"]]


def words_of(figure: dict[str, Any], key: str) -> set[str]:
    """The numbers with decimals beside the marks of a figure (text), or in its boxes (hovertext)."""
    said = [MARKUP.sub(" ", each) for trace in figure["data"] for each in texts(trace.get(key, []))]
    return {number for each in said for number in numbers(each) if "." in number}


@pytest.fixture
def many(pytestconfig: pytest.Config) -> int:
    """Views of one pack in one language."""
    return (EVERY if pytestconfig.getoption("--all") else VIEWS) // len(BOTH)


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    return int(pytestconfig.getoption("--seed"))


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_what_labels_say_stands_in_the_table_in_words_or_in_boxes(pack, lang, seed, many):
    for page, view in views(pack, lang, seed, many):
        for sheet in sheets(page, view):
            panel = sheet.panel
            rows = {number for row in cells(sheet) for cell in row for number in numbers(cell)}
            told = numbers(" ".join([panel.finding, panel.measure, panel.alt, *panel.notes]))
            for figure in figures(panel):
                labels, boxes = words_of(figure, "text"), words_of(figure, "hovertext")
                assert labels - rows - told - boxes == set(), (page.address, panel.name, view)


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_paper_document_slides_and_web_file_say_what_the_panels_say(pack, lang, seed, many):
    for page, view, some in drawn(pack, lang, seed, many):
        made = brief(view, some)
        of_paper, of_document = in_paper(pdf(made)), in_document(docx(made))
        of_slides = in_slides(pptx(made))
        for sheet in some:
            where = (page.address, sheet.panel.name, view)
            assert {each for each in printed(sheet) if each not in of_paper} == set(), where
            assert {each for each in printed(sheet) if each not in of_document} == set(), where
            assert {each for each in on_slides(sheet) if each not in of_slides} == set(), where


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_a_web_file_holds_the_panels_as_the_screen_has_them(pack, lang, seed, many):
    for page, view in views(pack, lang, seed, many):
        seen = replace(view, theme=THEME)
        some = list(sheets(page, seen))[:PANELS]
        held = in_web_file(html(brief(seen, some)))
        assert held == [json.loads(screen(sheet)) for sheet in some], (page.address, view)


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_a_workbook_holds_the_numbers_that_the_table_prints(pack, lang, seed, many):
    for page, view, some in drawn(pack, lang, seed, many):
        named = [(sheet.panel.name, sheet) for sheet in some]
        if not named:
            continue
        book = openpyxl.load_workbook(io.BytesIO(workbook(named, stamp(view))), data_only=True)
        for sheet, held in zip(some, book.worksheets, strict=True):
            rows = (
                list(held.iter_rows(values_only=True))[-len(sheet.lines) :] if sheet.lines else []
            )
            for line, row in zip(sheet.lines, rows, strict=True):
                wanted = [None if each == "" else each for each in of_workbook(line, sheet)]
                got = [by_day(each) for each in row[: len(wanted)]]
                assert got == [*map(by_day, wanted)], (page.address, sheet.panel.name, view)


def by_day(cell: Any) -> Any:
    """A cell as a workbook keeps it: of a moment the day, which the table prints."""
    return cell.date() if isinstance(cell, datetime) else cell
