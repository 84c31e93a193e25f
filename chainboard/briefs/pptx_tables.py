"""Native tables: columns as wide as their words, rows that go on to the next slide under the same
headings, and what is too wide beside its first column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from chainboard.briefs.pptx_cut import cut
from chainboard.briefs.pptx_page import LOOKS, Draw
from chainboard.briefs.pptx_shapes import PX, Box, Canvas, described, emu
from chainboard.briefs.pptx_text import (
    Paragraph,
    Run,
    Type,
    body,
    height,
    largest,
    lines,
    pitch,
    rgb,
    width,
)  # fmt: skip
from chainboard.panels.tokens import TOKENS
from chainboard.view import View

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style of a table without style and grid
PAD_X, PAD_Y = 10, 6
LONG = ((60, 20.0), (24, 12.5), (11, 7.2))  # letters of a cell, and the width they want, in type
WORD = re.compile(r"(?:[^\s\u2e80-\uffff]|\xa0)+")  # what is not broken
WHOLE = 12  # of a word, in its type, that stays whole
CHIPS = {
    "on_track": ("on_track_fill", "on_track_text"), "watch": ("watch_fill", "watch_text"),
    "behind": ("behind_fill", "behind_text"), "none": ("none_fill", "none_text"),
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and its ground, "" for none."""

    paragraphs: tuple[Paragraph, ...]
    fill: str = ""


@dataclass(frozen=True)
class Grid:
    """A table before it is cut: headings and rows of cells, and the width of each column.

    naturals  the widths at which nothing would break
    is_apart  whether cells stand apart, as in a table of colours
    """

    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    naturals: tuple[float, ...] = ()
    is_apart: bool = False


def parts(
    columns: Sequence[Any], rows: Sequence[Sequence[Any]], room: Box, view: View, alt: str
) -> list[Draw]:
    """The slides of a table of a panel.

    columns, rows  as panels.Table holds them
    """
    made = []
    for size in LOOKS[view.theme].table:
        grid = _grid(columns, rows, size, view)
        grids = [_fitted(grid, places, room.w) for places in _together(grid.widths, room.w)]
        made.append(pages(grids, room, alt))
    return min(made, key=len)  # of as few slides the first, whose type is the largest


def pages(grids: Sequence[Grid], room: Box, alt: str) -> list[Draw]:
    """The slides of a table whose columns stand in so many groups: row by row all groups, or where
    this takes fewer slides one group after the other."""
    apart = [part for grid in grids for part in split([grid], room.h)]
    parts = min(split(grids, room.h), apart, key=len)
    return [partial(draw, grid=part, alt=alt) for part in parts]


def split(grids: Sequence[Grid], room: float) -> list[Grid]:
    """Tables no higher than the room: rows in their order, and of each row all groups."""
    head = max(row_height(grid.heads, grid.widths) for grid in grids)
    grids = _broken(grids, room - head)
    heights = [
        max(row_height(grid.rows[at], grid.widths) for grid in grids)
        for at in range(len(grids[0].rows))
    ]
    cuts = cut(heights, room - head) or [[]]
    return [
        replace(grid, rows=tuple(grid.rows[at] for at in places))
        for places in cuts
        for grid in grids
    ]


def table_height(grid: Grid) -> float:
    """The height of a table with its heading."""
    return sum(row_height(row, grid.widths) for row in (grid.heads, *grid.rows))


def _broken(grids: Sequence[Grid], room: float) -> list[Grid]:
    """The grids with a row that is higher than a slide in pieces that follow one another."""
    made: list[list[tuple[Cell, ...]]] = [[] for _ in grids]
    for rows in zip(*(grid.rows for grid in grids), strict=True):
        pieces = [_pieces(row, grid.widths, room) for row, grid in zip(rows, grids, strict=True)]
        many = max(map(len, pieces))
        for held, some, row in zip(made, pieces, rows, strict=True):
            held += [*some, *[tuple(Cell(()) for _ in row)] * (many - len(some))]
    return [replace(grid, rows=tuple(rows)) for grid, rows in zip(grids, made, strict=True)]


def _pieces(row: tuple[Cell, ...], widths: Sequence[float], room: float) -> list[tuple[Cell, ...]]:
    if row_height(row, widths) <= room:
        return [row]
    told = [_lines_of(cell, wide - 2 * PAD_X) for cell, wide in zip(row, widths, strict=True)]
    highest = max(pitch(runs) for cell in row for runs in cell.paragraphs)
    most = max(1, int((room - 2 * PAD_Y) / highest))
    starts = range(0, max(map(len, told)), most)
    return [tuple(Cell(tuple(each[at : at + most])) for each in told) for at in starts]


def _lines_of(cell: Cell, room: float) -> list[Paragraph]:
    return [
        [Run(line, runs[0].type)]
        for runs in cell.paragraphs
        for line in lines("".join(run.words for run in runs), largest(runs), room)
    ]


def row_height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """The height of a row, as high as its highest cell."""
    inner = [
        height(cell.paragraphs, wide - 2 * PAD_X) for cell, wide in zip(row, widths, strict=True)
    ]
    return max(inner, default=0) + 2 * PAD_Y


def _grid(columns: Sequence[Any], rows: Sequence[Sequence[Any]], size: int, view: View) -> Grid:
    colour = TOKENS[view.theme]
    text = Type(size, colour["text"])

    def align(at: int) -> str:
        return "r" if columns[at].get("end") else "l"

    heads = [
        Cell(([Run(_capital(column["label"]), text.with_(is_bold=True, align=align(at)))],))
        for at, column in enumerate(columns)
    ]
    made = [
        tuple(
            Cell(tuple(paragraphs(value, text.with_(align=align(at)), colour)))
            for at, value in enumerate(row)
        )
        for row in rows
    ]
    widths = [
        wanted([row[at] for row in made], heads[at], columns[at].get("end", False))
        for at in range(len(columns))
    ]
    naturals = [max(natural([row[at] for row in made]), wide) for at, wide in enumerate(widths)]
    return Grid(tuple(heads), tuple(made), tuple(widths), tuple(naturals))


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def paragraphs(value: Any, kind: Type, colour: dict[str, str]) -> Iterator[Paragraph]:
    """What a cell of a panel's table says: words, a way, a light with more, or lines of these."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from paragraphs(each, kind, colour)
    elif isinstance(value, dict) and value.get("light"):
        fill, text = CHIPS.get(value["light"], CHIPS["none"])
        chip = kind.with_(colour=colour[text], chip=colour[fill], is_bold=True)
        yield [Run(f" {value['words']} ", chip)]
        if value.get("more"):
            yield [Run(str(value["more"]), kind)]
    else:
        said = value.get("words", "") if isinstance(value, dict) else value
        yield [Run(_loose(str("" if said is None else said), kind.size), kind)]


def _loose(said: str, size: float) -> str:
    """Words that are to stay in one line, which may break where they are very long."""
    return said if width(said, size) <= WHOLE * size else said.replace("\xa0", " ")


def natural(cells: Sequence[Cell]) -> float:
    """The width of a column in which no cell breaks."""
    said = [runs for cell in cells for runs in cell.paragraphs]
    widest = [width("".join(run.words for run in runs), largest(runs)) for runs in said]
    return max(widest, default=0) / 0.97 + 2 * PAD_X + 1


def wanted(cells: Sequence[Cell], head: Cell, is_number: bool) -> float:
    """The width that a column wants: all of what is short, of long words as much as reads well."""
    size = largest(head.paragraphs[0])
    whole = natural(cells)
    letters = 0.97 * (whole - 2 * PAD_X - 1) / size
    most = next((want * size for long, want in LONG if letters > long), whole)
    title = "".join(run.words for run in head.paragraphs[0])
    word = max((width(word, size) for word in title.split()), default=0)
    said = [run.words for cell in cells for runs in cell.paragraphs for run in runs]
    longest = max((width(word, size) for words in said for word in WORD.findall(words)), default=0)
    least = max(min(word, 6 * size), min(width(title, size), 4 * size), min(longest, WHOLE * size))
    return max(whole if is_number else most, least / 0.97 + 2 * PAD_X + 1)


def _together(widths: Sequence[float], room: float) -> list[list[int]]:
    """Places of the columns that stand together; the first, which says what a row is about, stands
    in each group."""
    if sum(widths) <= room:
        return [list(range(len(widths)))]
    first, *rest = widths
    return [[0, *(at + 1 for at in group)] for group in cut(rest, room - first)]


def _fitted(grid: Grid, places: Sequence[int], room: float) -> Grid:
    """The columns of a group, as wide as the slide together."""
    return Grid(
        heads=tuple(grid.heads[at] for at in places),
        rows=tuple(tuple(row[at] for at in places) for row in grid.rows),
        widths=spread(
            [grid.widths[at] for at in places], [grid.naturals[at] for at in places], room
        ),
        is_apart=grid.is_apart,
    )


def spread(widths: Sequence[float], naturals: Sequence[float], room: float) -> tuple[float, ...]:
    """Widths that fill the room: what is left goes to columns whose words break, then to all."""
    lacks = [whole - wide for wide, whole in zip(widths, naturals, strict=True)]
    given = min(max(0.0, room - sum(widths)), sum(lacks))
    parts = [given * lack / sum(lacks) if given else 0.0 for lack in lacks]
    wider = [wide + part for wide, part in zip(widths, parts, strict=True)]
    return tuple(wide * room / sum(wider) for wide in wider)


def draw(canvas: Canvas, room: Box, grid: Grid, alt: str) -> None:
    """A table that fits."""
    rows = [grid.heads, *grid.rows]
    heights = [row_height(row, grid.widths) for row in rows]
    box = room.with_(w=sum(grid.widths), h=sum(heights))
    frame = canvas.slide.shapes.add_table(1, 1, *emu(box))
    described(canvas, frame, "table", alt)
    told = "".join(
        _row(row, high, canvas, is_head=at == 0, is_apart=grid.is_apart)
        for at, (row, high) in enumerate(zip(rows, heights, strict=True))
    )
    columns = "".join(f'<a:gridCol w="{round(wide * PX)}"/>' for wide in grid.widths)
    made = parse_xml(
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1"><a:tableStyleId>{PLAIN}</a:tableStyleId>'
        f"</a:tblPr><a:tblGrid>{columns}</a:tblGrid>{told}</a:tbl>"
    )
    held = frame._element.xpath(".//a:tbl")[0]
    held.getparent().replace(held, made)


def _row(
    row: Sequence[Cell], high: float, canvas: Canvas, is_head: bool, is_apart: bool
) -> str:  # fmt: skip
    colour = canvas.colour
    rule = (colour["border"], 2) if is_head else (colour["grid"], 1)
    if is_apart:
        rule = (colour["card"], 3)
    cells = "".join(_cell(cell, canvas, rule, is_head, is_apart) for cell in row)
    return f'<a:tr h="{round(high * PX)}">{cells}</a:tr>'


def _cell(cell: Cell, canvas: Canvas, rule: tuple[str, int], is_head: bool, is_apart: bool) -> str:
    ink, wide = rule
    line = f'<a:solidFill><a:srgbClr val="{rgb(ink)}"/></a:solidFill>'
    none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
    if is_apart:
        none = "".join(
            f'<a:{side} w="{wide * PX}">{line}</a:{side}>' for side in ("lnL", "lnR", "lnT")
        )
    fill = f'<a:solidFill><a:srgbClr val="{rgb(cell.fill)}"/></a:solidFill>' if cell.fill else ""
    anchor = "b" if is_head else "ctr" if is_apart else "t"
    text = body(cell.paragraphs, canvas.view.lang, "a:txBody")
    x, y = round(PAD_X * PX), round(PAD_Y * PX)
    return (
        f'<a:tc>{text}<a:tcPr marL="{x}" marR="{x}" marT="{y}" marB="{y}" anchor="{anchor}">'
        f'{none}<a:lnB w="{wide * PX}">{line}</a:lnB>{fill or "<a:noFill/>"}</a:tcPr></a:tc>'
    )
