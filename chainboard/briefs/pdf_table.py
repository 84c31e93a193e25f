"""A table on paper: its cells in lines, and columns in which no number is broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

from chainboard.briefs.drawing_text import LINE, breadth
from chainboard.panels.panel import Table
from chainboard.sheet import Sheet
from chainboard.sheet.data import words
from chainboard.sheet.screen import heading

INSET = 3.5  # points left and right of the words in a cell
SHORTEST = 2.1  # sizes of type: the least that a column has for its words
# A line no longer than so many sizes of type, as a day is, stays whole; and what it costs where
# that is less.
WHOLE = ((11, 1.0), (8.6, 1.05), (0, 1.35))
SMALL = 1.4  # how much higher a table may be in larger type: as a power of how much larger
TALLEST = 8  # lines of a cell
EDGES = 6  # points above and below the words of a row
CHIP = "　"  # stands for the edges of a light
PIECES = re.compile(r"[^\u2e80-\uffff \t\n]+")  # what is not broken: numbers, codes, Latin words


@dataclass(frozen=True)
class Cells:
    """Headings, which of them stand over numbers, and rows of cells: lines of words and a light."""

    heads: Sequence[str]
    ends: Sequence[bool]
    rows: Sequence[Sequence[dict[str, Any]]]


def of_sheet(sheet: Sheet) -> Cells:
    """The table behind a panel, as it is printed everywhere."""
    heads = [heading(each, sheet.view.say) for each in sheet.headings]
    rows = [[_cell(words(cell)) for cell in line.cells] for line in sheet.lines]
    return Cells(heads, [each.is_number for each in sheet.headings], rows)


def of_body(table: Table) -> Cells:
    """A table that is the panel itself."""
    heads = [str(column["label"]) for column in table.columns]
    rows = [[of_value(value) for value in row[: len(heads)]] for row in table.rows]
    return Cells(heads, [bool(column.get("end")) for column in table.columns], rows)


def of_value(value: Any) -> dict[str, Any]:
    """A cell of a table: words, a way without where it leads, a light, or lines of these."""
    if isinstance(value, list | tuple):
        made = [of_value(each) for each in value]
        lines = [line for each in made for line in each["lines"]]
        return {"lines": lines, "tone": next((each["tone"] for each in made if each["tone"]), "")}
    if isinstance(value, dict):
        told = [value.get("words", ""), value.get("more", "")]
        return {"lines": [str(each) for each in told if each], "tone": value.get("light", "")}
    return _cell("" if value is None else str(value))


def _cell(said: str) -> dict[str, Any]:
    return {"lines": [line for line in said.split("\n") if line], "tone": ""}


def same(one: Cells, other: Cells) -> bool:
    """Whether two tables print the same words."""
    return _words(one) == _words(other)


def _words(cells: Cells) -> list[list[str]]:
    rows = [["".join("".join(cell["lines"]).split()) for cell in row] for row in cells.rows]
    return [[head.split("（")[0].split(" (")[0] for head in cells.heads], *rows]


def laid(cells: Cells, room: float, sizes: Sequence[float]) -> dict[str, Any] | None:
    """The table so wide in the type that makes it short and still large: in no type is a number
    broken; None where that is too wide.

    sizes  of type, the wanted one first
    """
    found = []
    for whole, loss in WHOLE:
        columns = _columns(cells, whole)
        for size in sizes:
            widths = _widths(columns, room, size)
            if widths:
                counts = _rows(columns, widths, size)
                high = sum(LINE * size * lines + EDGES for lines in counts)
                cost = loss * high * (sizes[0] / size) ** SMALL
                found.append((cost, size, widths, max(counts, default=0)))
    if not found:
        return None
    _, size, widths, tallest = min(found)
    return None if tallest > TALLEST else _made(cells, widths, size)


def squeezed(cells: Cells, room: float, size: float) -> dict[str, Any]:
    """The table so wide in small type, whatever that breaks."""
    columns = _columns(cells, 0)
    widths = _widths(columns, room, size)
    if not widths:
        least = [_least(column, size) for column in columns]
        widths = [width * room / sum(least) for width in least]
    return _made(cells, widths, size)


def _made(cells: Cells, widths: Sequence[float], size: float) -> dict[str, Any]:
    rows = [[{**cell, "lines": cell["lines"] or [""]} for cell in row] for row in cells.rows]
    return {
        "kind": "table",
        "heads": list(cells.heads),
        "ends": list(cells.ends),
        "widths": [round(width, 1) for width in widths],
        "size": size,
        "rows": rows,
        "turned": False,
    }


@dataclass(frozen=True)
class Column:
    """A column in sizes of type: the length of its heading and of the lines of its cells, and of
    the longest thing that is not broken."""

    head: float
    cells: Sequence[Sequence[float]]
    least: float


def _columns(cells: Cells, short: float) -> list[Column]:
    """The columns of a table whose lines up to a length stay whole."""
    made = []
    for at, (head, is_number) in enumerate(zip(cells.heads, cells.ends, strict=True)):
        column = [row[at] for row in cells.rows]
        lines = {line for cell in column for line in cell["lines"]}
        pieces = {piece for line in (head, *lines) for piece in PIECES.findall(line)}
        lit = {CHIP + cell["lines"][0] for cell in column if cell["tone"]}
        kept = {line for line in lines if is_number or _long(line) <= short}
        least = max(SHORTEST, *map(_long, pieces | lit | kept), 0)
        told = [[_long(line) for line in cell["lines"]] for cell in column]
        made.append(Column(_long(head), told, least))
    return made


@lru_cache(maxsize=20_000)
def _long(line: str) -> float:
    """The length of a line in the size of its type."""
    return breadth(line, 1)


def _least(column: Column, size: float) -> float:
    return column.least * size + 2 * INSET


def _lines(column: Column, width: float, size: float) -> float:
    """The lines of the cells of a column so wide: between those of the tallest and of most."""
    counts = [_count(lines, width, size) for lines in column.cells]
    return (max(counts) + sum(counts) / len(counts)) / 2 if counts else 0.0


def _count(lines: Sequence[float], width: float, size: float) -> int:
    part = size / (width - 2 * INSET + 0.1)
    return sum(max(1, ceil(line * part)) for line in lines)


def _rows(columns: Sequence[Column], widths: Sequence[float], size: float) -> list[int]:
    """The lines of the tallest cell of each row."""
    counts = [
        [_count(lines, width, size) for lines in column.cells]
        for column, width in zip(columns, widths, strict=True)
    ]
    return [max(row) for row in zip(*counts, strict=True)]


def _widths(columns: Sequence[Column], room: float, size: float) -> list[float]:
    """Widths that fill the room: each column the least it needs, then step by step more for the
    one whose cells are tallest; none where not even the least ones fit."""
    widths = [_least(column, size) for column in columns]
    if sum(widths) > room:
        return []
    tall = [_lines(*each, size) for each in zip(columns, widths, strict=True)]
    heads = [_count([each.head], width, size) for each, width in zip(columns, widths, strict=True)]
    while room - sum(widths) >= size:
        need = [max(lines, head / 2) for lines, head in zip(tall, heads, strict=True)]
        at = need.index(max(need))
        if need[at] <= 1:
            break
        widths[at] += size
        tall[at] = _lines(columns[at], widths[at], size)
        heads[at] = _count([columns[at].head], widths[at], size)
    left = (room - sum(widths)) / len(widths)
    return [width + left for width in widths]
