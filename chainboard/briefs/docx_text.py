"""Paragraphs, tables and fields of a document as the file format writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from chainboard.briefs.docx_styles import FONTS, fonts

FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MM = 1440 / 25.4  # twentieths of a point
NARROWEST, LONGEST, WIDEST = 4, 14, 40  # narrow characters of a column that are reckoned with
SIDES = 1.5  # of them beside the words of a cell
LEAST_SHARE = 0.3  # of what columns of words ask for, below which they are slivers
SLACK = 1.25  # what fonts that stand in for those named are wider
UNBROKEN = re.compile(r"[!-~\u2212]+")
SMALLER = {5: 10.5, 8: 9.0, 14: 8.0, 99: 6.5}  # columns → size of type in points


@dataclass(frozen=True)
class Grid:
    """A table: headings with whether numbers stand below, printed cells, and what it is in words.

    width  in millimetres
    """

    headings: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[str]]
    width: float
    words: str = ""


def kept(words: str) -> str:
    """Words without what no XML may hold."""
    return FORBIDDEN.sub("", words)


def run(words: str, style: str, lang: str, size: float = 0) -> str:
    """Words in the font of a style; a line break for each of theirs."""
    half = f'<w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/>' if size else ""
    look = f"<w:rPr>{fonts(FONTS[style], lang)}{half}</w:rPr>"
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in kept(words).splitlines())
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def field(code: str, shown: str, style: str, lang: str) -> str:
    """What a program works out when it shows the paper (PAGE, NUMPAGES, SEQ); shown until then."""
    return f'<w:fldSimple w:instr=" {code} ">{run(shown, style, lang)}</w:fldSimple>'


def paragraph(words: str, style: str, lang: str, jc: str = "") -> str:
    """One paragraph of plain words.

    jc  where its lines stand, where that is not what the style says
    """
    return held(run(words, style, lang), style, jc)


def held(runs: str, style: str, jc: str = "") -> str:
    """One paragraph of runs."""
    side = f'<w:jc w:val="{jc}"/>' if jc else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{runs}</w:p>'


def numbered(words: str, numbers: dict[str, tuple[str, str]], style: str, lang: str) -> str:
    """The runs of a text with a field for each of its placeholders: 第 {page} 页，共 {pages} 页.

    numbers  placeholder → what works it out, and what is shown until then
    """
    parts = re.split(r"\{(\w+)\}", words)
    told = [run(part, style, lang) if part else "" for part in parts[::2]]
    fields = [field(*numbers[name], style, lang) for name in parts[1::2]]
    return "".join(part for pair in zip(told, [*fields, ""], strict=True) for part in pair)


@dataclass(frozen=True)
class _Box:
    """How a cell stands: its width in twentieths of a point, its style, and where its lines do."""

    width: int
    style: str
    jc: str = ""


def table(grid: Grid, lang: str) -> str:
    """A table whose first row is repeated on each page; numbers stand right."""
    size = _size(grid)
    widths = _widths(grid, size)
    sides = ["right" if is_number else "" for _, is_number in grid.headings]
    heads = [_Box(width, "TableHead") for width in widths]
    boxes = [_Box(width, "TableText", jc) for width, jc in zip(widths, sides, strict=True)]

    def line(cells: Sequence[str], looks: Sequence[_Box], more: str = "") -> str:
        told = "".join(_cell(*each, lang, size) for each in zip(cells, looks, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{told}</w:tr>"

    about = f"<w:tblDescription w:val={quoteattr(kept(grid.words))}/>" if grid.words else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020"/>'
        f"{about}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{line([words for words, _ in grid.headings], heads, '<w:tblHeader/>')}"
        + "".join(line(row, boxes) for row in grid.rows)
        + "</w:tbl>"
    )


def _cell(words: str, box: _Box, lang: str, size: float) -> str:
    told = held(run(words, box.style, lang, size), box.style, box.jc)
    width = f'<w:tcW w:w="{box.width}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{width}<w:vAlign w:val="center"/></w:tcPr>{told}</w:tc>'


def is_cramped(grid: Grid) -> bool:
    """Whether columns of words would be slivers at that width."""
    least, wanted, room = _asked(grid, _size(grid))
    return room < sum(least) + LEAST_SHARE * (sum(wanted) - sum(least))


def _size(grid: Grid) -> float:
    return next(points for most, points in SMALLER.items() if len(grid.headings) <= most)


def _asked(grid: Grid, size: float) -> tuple[list[float], list[float], float]:
    """In narrow characters the width that each column must have, the one it asks for, and the room
    for all."""
    columns = [
        [heading, *(row[at] for row in grid.rows)] for at, (heading, _) in enumerate(grid.headings)
    ]
    least = [max(float(NARROWEST), *(_longest(words) for words in column)) for column in columns]
    asked = [max(min(wide(words), WIDEST) for words in column) for column in columns]
    wanted = [max(pair) for pair in zip(least, asked, strict=True)]
    return least, wanted, grid.width * MM / (10 * size) - len(columns) * SIDES


def _widths(grid: Grid, size: float) -> list[int]:
    """The widths of the columns: what may not be broken fits, the rest is shared by what each
    column asks for."""
    least, wanted, room = _asked(grid, size)
    more = sum(wanted) - sum(least)
    share = min(max(room - sum(least), 0) / more, 1) if more else 0
    parts = [few + share * (many - few) + SIDES for few, many in zip(least, wanted, strict=True)]
    return [int(grid.width * MM * part / sum(parts)) for part in parts]


def _longest(words: str) -> float:
    """Characters of the longest part that no line may break: a number, a Latin word."""
    return SLACK * min(max(map(len, UNBROKEN.findall(words)), default=0), LONGEST)


def wide(words: str) -> int:
    """How many narrow characters the longest line is wide; a Chinese one is as wide as two."""
    lines = words.splitlines() or [""]
    return max(sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in lines)
