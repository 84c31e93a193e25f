"""The codes that files to take along print lead to the rows that the files were made of."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from chainboard import coded
from chainboard.board import door
from chainboard.briefs import Brief
from chainboard.briefs.docx_file import docx
from chainboard.briefs.html_file import THEME, html
from chainboard.briefs.pdf_file import pdf
from chainboard.briefs.pptx_file import pptx
from chainboard.person import AT_THE_DESK
from chainboard.sheet.code import Mistyped, read as read_code
from chainboard.sheet.workbook import workbook
from tests.briefs.made import PLACES, brief_of

pytestmark = pytest.mark.usefixtures("packs")
PRINTED = re.compile(r"\b[G-N][0-9A-Z]{3}(?:-[0-9A-Z]{4})*(?:-[0-9A-Z]{1,4})\b")
SEED = 20261130


def in_workbook(brief: Brief) -> str:
    sheets = [(each.panel.name, each) for each in brief.sheets]
    book = openpyxl.load_workbook(io.BytesIO(workbook(sheets, brief.stamp)))
    return "\n".join(str(row[0].value) for page in book for row in page.iter_rows(max_col=1))


def in_slides(brief: Brief) -> str:
    slides = Presentation(io.BytesIO(pptx(brief))).slides
    return "\n".join(
        "".join(run.text or "" for run in words.iter("{*}t"))
        for slide in slides
        for words in slide._element.iter("{*}p")
    )


def in_document(brief: Brief) -> str:
    body = Document(io.BytesIO(docx(brief))).element.body
    return "\n".join("".join(run.text or "" for run in p.iter("{*}t")) for p in body.iter("{*}p"))


def on_paper(brief: Brief) -> str:
    pages = PdfReader(io.BytesIO(pdf(brief))).pages
    return re.sub(r"-\s*\n\s*", "-", "\n".join(page.extract_text() for page in pages))


def in_page(brief: Brief) -> str:
    return html(brief).decode()


FORMS = (in_workbook, in_slides, in_document, on_paper, in_page)


@pytest.mark.sample(6)
@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("pack", ["published", "demo"])
@pytest.mark.parametrize("read", FORMS)
def test_every_code_of_a_file_leads_to_the_rows_that_it_was_made_of(
    read: Callable[[Brief], str], pack: str, kind: str
):
    lang = random.Random(f"{SEED} {pack} {kind}").choice(("zh", "en"))
    brief = brief_of(kind, pack, lang, THEME if read is in_page else "light")
    made_of = {each.panel.code: each for each in brief.sheets if each.panel.code}
    codes = {code for code in PRINTED.findall(read(brief)) if code in made_of or _is_code(code)}

    assert codes == made_of.keys()
    for code in codes:
        about = door.view_of("about", [("code", code)], "zh", AT_THE_DESK)
        found = coded.find(about, code).sheet
        assert found.lines == made_of[code].lines, code
        assert found.panel.scope == made_of[code].panel.scope


def _is_code(text: str) -> bool:
    try:
        read_code(text)
    except Mistyped:
        return False
    return True
