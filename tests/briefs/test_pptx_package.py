"""A deck opens without repair: every part is there once, of its type, and as the schemas want it."""

from __future__ import annotations

import io
import posixpath
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdf
import pytest
from lxml import etree
from openxml_audit import validate_pptx

from tests.briefs.test_pptx import every, made, opened

pytestmark = pytest.mark.usefixtures("packs")
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MINUTE = 180  # seconds that LibreOffice may take


def parts(deck: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(deck)) as held:
        assert len(held.namelist()) == len(set(held.namelist()))
        return {name: held.read(name) for name in held.namelist()}


@pytest.mark.sample(6)
@every
def test_every_part_is_led_to_and_has_its_type(kind, pack, lang, theme):
    held = parts(made(kind, pack, lang, theme))
    types = etree.fromstring(held["[Content_Types].xml"])
    own = {each.get("PartName") for each in types.iter(f"{TYPES}Override")}
    by_end = {each.get("Extension") for each in types.iter(f"{TYPES}Default")}

    assert own <= {f"/{name}" for name in held}
    untold = [n for n in held if f"/{n}" not in own and n.rpartition(".")[2] not in by_end]
    assert untold == ["[Content_Types].xml"] or untold == []
    reached = {target for name in held if name.endswith(".rels") for target in targets(name, held)}
    assert reached <= held.keys()
    assert {n for n in held if not n.endswith(".rels")} - reached == {"[Content_Types].xml"}


def targets(name: str, held: dict[str, bytes]) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    return [
        posixpath.normpath(posixpath.join("/", folder, each.get("Target"))).lstrip("/")
        for each in etree.fromstring(held[name]).iter(RELS)
        if each.get("TargetMode") != "External"
    ]


@pytest.mark.sample(6)
@every
def test_a_number_of_a_shape_is_given_once_and_what_lines_join_is_there(kind, pack, lang, theme):
    for slide in opened(kind, pack, lang, theme).slides:
        ids = slide._element.xpath(".//p:cNvPr/@id")
        assert len(ids) == len(set(ids))
        assert set(slide._element.xpath(".//a:stCxn/@id | .//a:endCxn/@id")) <= set(ids)
        used = set(slide._element.xpath(".//@r:id"))
        assert used <= set(slide.part.rels.keys())


@pytest.mark.sample(3)
@every
def test_a_deck_is_as_the_schemas_of_office_want_it(kind, pack, lang, theme, tmp_path):
    file = tmp_path / "brief.pptx"
    file.write_bytes(made(kind, pack, lang, theme))

    found = validate_pptx(file)

    assert [str(each) for each in found.errors] == []


@pytest.mark.sample(0)
@every
def test_another_program_opens_a_deck_with_all_its_slides(kind, pack, lang, theme, tmp_path: Path):
    """Only make full runs it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / "brief.pptx"
    file.write_bytes(made(kind, pack, lang, theme))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(file),
    ]

    subprocess.run(command, check=True, timeout=MINUTE, capture_output=True)

    pages = pypdf.PdfReader(tmp_path / "brief.pdf").pages
    assert len(pages) == len(opened(kind, pack, lang, theme).slides)
