"""Files of a brief as other programs draw them: pages with ink, none of them lost. In make full."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image
from pypdf import PdfReader

from chainboard.briefs.docx_file import docx
from chainboard.briefs.pdf_file import pdf
from tests.briefs.made import BOTH, PLACES, brief_of

pytestmark = pytest.mark.usefixtures("packs")
MINUTE = 120
WHITE = 250  # what is lighter is paper


def run(*command: str) -> None:
    """A program that make full installs; where it lacks, the test fails and names it."""
    subprocess.run(command, check=True, timeout=MINUTE, capture_output=True)


@pytest.mark.sample(0)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
@pytest.mark.parametrize("kind", PLACES)
def test_every_page_of_paper_has_ink(kind, pack, lang, tmp_path: Path):
    made = pdf(brief_of(kind, pack, lang), "a4")
    (tmp_path / "brief.pdf").write_bytes(made)

    run("pdftoppm", "-r", "30", "-png", str(tmp_path / "brief.pdf"), str(tmp_path / "page"))

    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == len(PdfReader(io.BytesIO(made)).pages)
    darkest = {page.name: Image.open(page).convert("L").getextrema()[0] for page in pages}
    assert {name for name, tone in darkest.items() if tone > WHITE} == set()


@pytest.mark.sample(0)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
@pytest.mark.parametrize("kind", PLACES)
def test_a_word_file_opens_in_another_program_with_all_its_titles(kind, pack, lang, tmp_path: Path):
    brief = brief_of(kind, pack, lang)
    (tmp_path / "brief.docx").write_bytes(docx(brief))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"

    run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
        str(tmp_path / "brief.docx"))  # fmt: skip

    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "brief.pdf").pages)
    said = "".join(text.split())
    lost = [each.panel.finding for each in brief.sheets if _bare(each.panel.finding) not in said]
    assert lost == []


@pytest.mark.sample(3)
@pytest.mark.parametrize(("pack", "lang"), BOTH)
@pytest.mark.parametrize("kind", PLACES)
def test_a_word_file_is_as_the_schemas_of_office_want_it(kind, pack, lang, tmp_path: Path):
    file = tmp_path / "brief.docx"
    file.write_bytes(docx(brief_of(kind, pack, lang)))
    assert [str(each) for each in OpenXmlValidator().validate(file).errors] == []


def _bare(words: str) -> str:
    return "".join(words.split())
