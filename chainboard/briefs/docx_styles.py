"""How an official paper looks (GB/T 9704): its fonts by name, sizes, leading, and numbered heads.

The fonts are on the machines of offices and are named, never shipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LATIN = "Times New Roman"
SONG, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
NUMBERS = "宋体"  # of page numbers
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADS = (("Heading1", HEI, 0), ("Heading2", KAI, 1), ("Heading3", FANG, 2))
# Of each language the kinds of number of three levels of heads, and how a number stands.
LEVELS = {
    "zh": (
        ("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3. "),
    ),
    "en": (("decimal", "%1. "), ("decimal", "%1.%2 "), ("decimal", "%1.%2.%3 ")),
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One style of paragraphs.

    id, name  in the file, and as programs know it: "heading 1" is what an outline is made of
    font      its East Asian font; Latin letters and digits are set in Times New Roman
    size      in points; leading: of a line in points, 0 for that of the font
    level     of a head among heads; None for text
    before    points of room above
    more      what else its paragraphs are, as the file has it
    """

    id: str
    name: str
    font: str = FANG
    size: float = 16
    leading: float = 28
    level: int | None = None
    is_bold: bool = False
    before: float = 0
    more: str = ""


KEPT = "<w:keepNext/><w:keepLines/>"
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
CENTRED = '<w:jc w:val="center"/>'
LOOKS = (
    Look("Normal", "Normal"),
    Look("Title", "Title", SONG, 22, 36, more=KEPT + CENTRED),
    Look("Subtitle", "Subtitle", KAI, 16, 28, more=CENTRED),
    Look("Heading1", "heading 1", HEI, 16, 28, 0, more=KEPT),
    Look("Heading2", "heading 2", KAI, 16, 28, 1, more=KEPT),
    Look("Heading3", "heading 3", FANG, 16, 28, 2, True, more=KEPT),
    Look("BodyText", "Body Text", more=INDENT + '<w:jc w:val="both"/>'),
    Look("Told", "Told", FANG, 12, 20, more='<w:ind w:firstLineChars="200" w:firstLine="480"/>'),
    Look("Caption", "caption", HEI, 10.5, 16, more=KEPT + CENTRED, before=6),
    Look("Note", "Note", FANG, 10.5, 16, before=2),
    Look("Warning", "Warning", HEI, 12, 20, more=CENTRED),
    Look("Signature", "Signature", FANG, 14, 26, before=12, more=KEPT + '<w:jc w:val="right"/>'),
    Look("TableHead", "Table Head", HEI, 10.5, 0, more=CENTRED),
    Look("TableText", "Table Text", FANG, 10.5, 0),
    Look("Header", "header", KAI, 10.5, 0),
    Look("Footer", "footer", NUMBERS, 10.5, 0, more=CENTRED),
    Look("PageNumber", "page number line", NUMBERS, 14, 0),
)
FONTS = {look.id: look.font for look in LOOKS}


def fonts(name: str, lang: str) -> str:
    """The fonts of a run or a style: the name is that of East Asian letters.

    In a Chinese paper what both scripts have (quotation marks, dashes) is East Asian.
    """
    hint = ' w:hint="eastAsia"' if lang == "zh" else ""
    return (
        f'<w:rFonts{hint} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{name}"/>'
    )


def styles(lang: str) -> str:
    """The part of a document that holds its styles."""
    tongue = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    size = '<w:sz w:val="32"/><w:szCs w:val="32"/>'
    named = "".join(_style(look, lang) for look in LOOKS)
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG, lang)}{size}'
        f"{tongue}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{named}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        f'<w:name w:val="Default Paragraph Font"/><w:rPr>{fonts(FANG, lang)}</w:rPr></w:style>'
        f"{_tables(lang)}</w:styles>"
    )


def _style(look: Look, lang: str) -> str:
    default = ' w:default="1"' if look.id == "Normal" else ""
    based = "" if look.id == "Normal" else '<w:basedOn w:val="Normal"/>'
    rest = "".join(_paragraphs(look))
    half = round(2 * look.size)
    bold = "<w:b/>" if look.is_bold else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        f"{based}<w:qFormat/><w:pPr>{rest}</w:pPr><w:rPr>{fonts(look.font, lang)}{bold}"
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )


def _paragraphs(look: Look) -> Iterator[str]:
    """What paragraphs of a style are, in the order that the schema asks for."""
    if KEPT in look.more:
        yield KEPT
    if look.level is not None:
        yield f'<w:numPr><w:ilvl w:val="{look.level}"/><w:numId w:val="1"/></w:numPr>'
    rule = "exact" if look.leading else "auto"
    line = round(20 * look.leading) or 240
    above = f' w:before="{round(20 * look.before)}"' if look.before else ""
    yield f'<w:spacing{above} w:line="{line}" w:lineRule="{rule}"/>'
    yield look.more.removeprefix(KEPT)
    if look.level is not None:
        yield f'<w:outlineLvl w:val="{look.level}"/>'


def _tables(lang: str) -> str:
    margin = '<w:{} w:w="{}" w:type="dxa"/>'
    margins = "".join(
        margin.format(side, width)
        for side, width in (("top", 20), ("left", 60), ("bottom", 20), ("right", 60))
    )
    line = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(line.format(side) for side in sides)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f"<w:rPr>{fonts(FANG, lang)}</w:rPr>"
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>"
    )


def numbering(lang: str) -> str:
    """The part of a document that numbers its heads: 一、（一）1. or 1, 1.1, 1.1.1."""
    indent = INDENT if lang == "zh" else ""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr>'
        f"<w:rPr>{fonts(font, lang)}</w:rPr></w:lvl>"
        for (style, font, at), (kind, text) in zip(HEADS, LEVELS[lang], strict=True)
    )
    return (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
