"""The parts of a zipped workbook by their names, however a program has spelt them."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

# The parts that are read: type of their relation → where they usually lie, and what they are.
_USUAL = {
    "worksheet": ("xl/worksheets/sheet{}.xml", "worksheet"),
    "chartsheet": ("xl/chartsheets/sheet{}.xml", "chartsheet"),
    "styles": ("xl/styles.xml", "styles"),
    "sharedstrings": ("xl/sharedStrings.xml", "sharedStrings"),
}
_NAMES = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
Parts = dict[str, zipfile.ZipInfo]  # name in small letters, with / → the member
BOOK = "xl/workbook.xml"
BINARY_BOOK = "xl/workbook.bin"
_SAID = "/officedocument"  # how the type of the relation to the workbook ends


def parts(archive: zipfile.ZipFile) -> Parts:
    """The members of the archive; a name is told apart by neither case nor slant."""
    return {spelt(member.filename): member for member in archive.infolist()}


def spelt(name: str) -> str:
    """A part's name as names are compared."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()


def book_part(archive: zipfile.ZipFile, held: Parts) -> str:
    """The part that holds the workbook: the usual one, or where the package says; "" for none.

    Raises ParseError for relations that are no XML.
    """
    for usual in (BOOK, BINARY_BOOK):
        if usual in held:
            return usual
    for target in related(archive, held, "", _SAID).values():
        if target in held:
            return target
    return ""


def related(
    archive: zipfile.ZipFile, held: Parts, part: str, ending: str = ""
) -> dict[str | None, str]:
    """Id → part, of the relations of a part ("" for the package) whose type ends so."""
    folder, name = posixpath.split(part)
    relations = held.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if relations is None:
        return {}
    return {
        relation.get("Id"): spelt(posixpath.join("/", folder, relation.get("Target", "")))
        for relation in ElementTree.fromstring(archive.read(relations))
        if relation.get("Type", "").lower().endswith(ending)
    }


def is_usual(path: Path) -> bool:
    """Whether the parts lie where every reader looks for them, not only where the file says."""
    with zipfile.ZipFile(path) as archive:
        held = parts(archive)
        styles = related(archive, held, BOOK, "/styles").values()
        return BOOK in archive.namelist() and set(styles) <= {"xl/styles.xml"}


def write_usual(path: Path, copy: Path) -> None:
    """The workbook with its parts where they usually lie; what is no cell or style is left out."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as out:
        held = parts(archive)
        book = book_part(archive, held)
        types, relations = [(BOOK, _TYPE.format("sheet.main"))], []
        for kind, (place, what) in _USUAL.items():
            for number, (id, part) in enumerate(related(archive, held, book, f"/{kind}").items()):
                if part in held:
                    name = place.format(number + 1)
                    out.writestr(name, archive.read(held[part]))
                    types.append((name, _TYPE.format(what)))
                    relations.append((id, what, name))
        out.writestr(BOOK, archive.read(held[book]))
        out.writestr("xl/_rels/workbook.xml.rels", _relations(relations))
        out.writestr("_rels/.rels", _relations([("rId1", "officeDocument", BOOK)]))
        out.writestr("[Content_Types].xml", _types(types))


def _relations(relations: Iterable[tuple[str | None, str, str]]) -> bytes:
    root = ElementTree.Element("Relationships", xmlns=f"{_NAMES}/package/2006/relationships")
    for id, what, name in relations:
        kind = f"{_NAMES}/officeDocument/2006/relationships/{what}"
        ElementTree.SubElement(root, "Relationship", Id=id or "", Type=kind, Target=f"/{name}")
    return bytes(ElementTree.tostring(root, "UTF-8"))


def _types(types: Iterable[tuple[str, str]]) -> bytes:
    root = ElementTree.Element("Types", xmlns=f"{_NAMES}/package/2006/content-types")
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    ElementTree.SubElement(root, "Default", Extension="rels", ContentType=rels)
    for name, kind in types:
        ElementTree.SubElement(root, "Override", PartName=f"/{name}", ContentType=kind)
    return bytes(ElementTree.tostring(root, "UTF-8"))
