"""A document as one file: A4 with the margins, head, feet and properties of an official paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Any

import docx as word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import serialize_for_reading

from chainboard.briefs import docx_styles, docx_text
from chainboard.briefs.docx_text import Grid, field, held, numbered, run
from chainboard.view import View

# Millimetres: above, below, left and right of the text, as GB/T 9704 has them, and of the paper.
MARGINS = (37, 35, 28, 26)
FROM_THE_EDGE = {"header": 18, "footer": 20}  # of the paper, in millimetres
PAPERS = {"A4": (210, 297), "A4 lying": (297, 210), "A3 lying": (420, 297)}
MOST = {8: "A4", 14: "A4 lying"}  # columns of a table → the smallest paper that takes them
UNIT = 1440 / 25.4
# What the empty document of the library brings along and nobody needs.
LEFT_OUT = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")
BEGINNING = (1980, 1, 1, 0, 0, 0)  # of the time of archives: the same paper makes the same bytes
SPACES = (
    nsdecls("w", "r") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)
# The end of a section that is not the last: a paragraph of no height.
BETWEEN = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{section}</w:pPr></w:p>'
WATERMARK = """
<w:r><w:rPr>{fonts}<w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>
<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="watermark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{words}"
 style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:110pt;rotation:315;
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f"
 fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt" string="{words}"/></v:shape>
</w:pict></w:r>"""


@dataclass(frozen=True)
class Block:
    """Something that stands on a paper of its kind: what the file holds of it."""

    xml: str
    paper: str = "A4"


@dataclass(frozen=True)
class Said:
    """What a document says of itself on every page and in its properties.

    title    what it is
    subject  whose figures, how far they reach
    stamp    pack, edition, ledger
    warning  that the figures are made up, "" where they are not; mark: for whom it is
    """

    title: str
    subject: str
    stamp: str
    warning: str
    mark: str


def room(paper: str) -> float:
    """How wide text may be on a paper, in millimetres."""
    return PAPERS[paper][0] - MARGINS[2] - MARGINS[3]


def paper_for(grid: Grid) -> str:
    """The smallest paper that takes a table: by its columns, and lying where these hold much."""
    paper = next((paper for most, paper in MOST.items() if len(grid.headings) <= most), "A3 lying")
    is_cramped = paper == "A4" and docx_text.is_cramped(replace(grid, width=room(paper)))
    return "A4 lying" if is_cramped else paper


def written(blocks: Iterable[Block], said: Said, view: View) -> bytes:
    """The file of the blocks, in their order; a change of paper begins a page."""
    made = word.Document()
    _emptied(made)
    _dressed(made, view.lang)
    _headed(made, said, view)
    _filled(made, [*blocks])
    _told(made, said, view)
    out = io.BytesIO()
    made.save(out)
    return _settled(out.getvalue())


def _emptied(made: Any) -> None:
    """The library's empty document without what it brings along."""
    for holder in (made.part, made.part.package):
        for key, kind in [(key, each.reltype) for key, each in holder.rels.items()]:
            if any(part in kind for part in LEFT_OUT):
                del holder.rels[key]


def _dressed(made: Any, lang: str) -> None:
    """Styles and numbers of heads; settings that name the languages."""
    made.part._styles_part._element = parse_xml(docx_styles.styles(lang))
    made.part.numbering_part._element = parse_xml(docx_styles.numbering(lang))
    east = ' w:eastAsia="zh-CN"'
    mode = (
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    )
    made.part._settings_part._element = parse_xml(
        f"<w:settings {nsdecls('w')}><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:compat><w:useFELayout/>{mode}</w:compat><w:themeFontLang w:val="en-US"{east}/>'
        "</w:settings>"
    )


def _headed(made: Any, said: Said, view: View) -> None:
    """What stands above and below each page: on the right of odd ones the number, on even left."""
    (section,) = made.sections
    mark = _watermark(view) if view.pack.is_synthetic else ""
    above = " · ".join(part for part in (said.mark, said.warning) if part)
    pairs = (
        (section.header, section.footer, "right"),
        (section.even_page_header, section.even_page_footer, "left"),
    )
    for head, foot, side in pairs:
        _put(head, held(run(above, "Header", view.lang) + mark, "Header"))
        _put(foot, _feet(said, view, side))


def _feet(said: Said, view: View, side: str) -> str:
    lang = view.lang
    number = field("PAGE", "1", "PageNumber", lang)
    runs = [run(dash, "PageNumber", lang) for dash in ("— ", " —")]
    pages = {"page": ("PAGE", "1"), "pages": ("NUMPAGES", "1")}
    of_all = numbered(view.say("第 {page} 页，共 {pages} 页"), pages, "Footer", lang)
    if said.stamp:
        of_all = run(f"{said.stamp} · ", "Footer", lang) + of_all
    return held(f"{runs[0]}{number}{runs[1]}", "PageNumber", side) + held(of_all, "Footer")


def _put(place: Any, told: str) -> None:
    """Paragraphs in a head or a foot, for the empty one that is there."""
    place.is_linked_to_previous = False
    root = place._element
    for each in list(root):
        root.remove(each)
    for each in list(parse_xml(f"<w:body {SPACES}>{told}</w:body>")):
        root.append(each)


def _watermark(view: View) -> str:
    """The words across each page that its figures are made up."""
    words = view.say("演示数据")
    fonts = docx_styles.fonts(docx_styles.HEI, view.lang)
    return WATERMARK.format(words=words, font=docx_styles.HEI, fonts=fonts, width=110 * 4)


def _filled(made: Any, blocks: list[Block]) -> None:
    """The text, a section for each change of paper; the first names head and feet for all.

    It is read as one: an element that moves from one tree to another costs more the more there are.
    """
    first, told = made.element.body.sectPr, []
    groups = [(paper, [*group]) for paper, group in groupby(blocks, key=lambda each: each.paper)]
    for at, (paper, group) in enumerate(groups):
        section = _section() if at else first
        _sized(section, paper)
        ends = serialize_for_reading(section)
        told += [block.xml for block in group]
        told.append(ends if at == len(groups) - 1 else BETWEEN.format(section=ends))
    body = f"<w:body>{''.join(told)}</w:body>"
    made.part._element = parse_xml(f"<w:document {SPACES}>{body}</w:document>")


def _section() -> Any:
    return parse_xml(f'<w:sectPr {nsdecls("w")}><w:pgSz/><w:pgMar w:gutter="0"/></w:sectPr>')


def _sized(section: Any, paper: str) -> None:
    """A section on a paper, its margins as the standard has them."""
    width, height = PAPERS[paper]
    above, below, left, right = MARGINS
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    lengths = {"w": width, "h": height}
    sides = {"top": above, "bottom": below, "left": left, "right": right, **FROM_THE_EDGE}
    for element, told in ((size, lengths), (margins, sides)):
        for side, length in told.items():
            element.set(qn(f"w:{side}"), str(round(length * UNIT)))
    if width > height:
        size.set(qn("w:orient"), "landscape")


def _told(made: Any, said: Said, view: View) -> None:
    """The properties of the file: what it is, of what, and no person's name."""
    own, day = made.core_properties, datetime.combine(view.as_of, time.min, UTC)
    pack = view.say.pack_name(view.pack.name)
    own.title, own.subject, own.keywords = said.title, said.subject, said.stamp
    own.author = own.last_modified_by = pack
    own.comments, own.category = said.warning, said.mark
    own.created = own.modified = day.replace(tzinfo=None)
    own.language, own.revision = "zh-CN" if view.lang == "zh" else "en-US", 1


def _settled(content: bytes) -> bytes:
    """The archive with one time for all its members."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in sorted(before.namelist(), key=lambda name: (name[0] != "[", name)):
            member = zipfile.ZipInfo(name, BEGINNING)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, before.read(name))
    return out.getvalue()
