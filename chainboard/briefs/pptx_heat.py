"""Tables of colours as native tables: each cell is filled as its number is shaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chainboard.briefs.drawing_marks import ink, words_on
from chainboard.briefs.pptx_cut import cut
from chainboard.briefs.pptx_page import LOOKS, Draw
from chainboard.briefs.pptx_shapes import Box
from chainboard.briefs.pptx_tables import PAD_X, Cell, Grid, pages
from chainboard.briefs.pptx_text import Paragraph, Run, Type, plain, width
from chainboard.panels.hover import HOVER
from chainboard.panels.panel import Chart
from chainboard.panels.tokens import TOKENS
from chainboard.view import View


def is_heat(chart: Chart) -> bool:
    """Whether a figure is a table of colours."""
    own = [trace for trace in chart["data"] if trace.get("meta") != HOVER]
    return len(own) == 1 and own[0]["type"] == "heatmap"


def grids(chart: Chart, wide: float, view: View) -> list[Grid]:
    """The table in as few groups of columns as stand side by side, in the largest type."""
    made = [_grids(chart, wide, view, size) for size in LOOKS[view.theme].table]
    return min(made, key=len)


def _grids(chart: Chart, wide: float, view: View, size: int) -> list[Grid]:
    heat = next(trace for trace in chart["data"] if trace.get("meta") != HOVER)
    text = Type(size, TOKENS[view.theme]["text"])
    is_named = chart["layout"]["yaxis"].get("visible") is not False
    names = [plain(str(name)) if is_named else "" for name in heat["y"]]
    heads = [plain(str(name)) if is_named else "" for name in heat["x"]]
    rows = [[_cell(heat, line, at, text) for at in range(len(heads))] for line in range(len(names))]
    first = (
        max((width(name.replace("\n", " "), size) for name in names), default=0) / 0.95 + 2 * PAD_X
    )
    wanted = [_wide(head, [row[at] for row in rows], size) for at, head in enumerate(heads)]
    places = cut(wanted, wide - first) if sum(wanted) > wide - first else [list(range(len(heads)))]
    bold = text.with_(is_bold=True, align="ctr")
    made = []
    for group in places:
        share = (wide - first) / sum(wanted[at] for at in group)
        made.append(Grid(
            heads=(Cell(()), *(Cell(_lined(heads[at], bold)) for at in group)),
            rows=tuple(
                (Cell(_lined(name.replace("\n", " "), text)), *(row[at] for at in group))
                for name, row in zip(names, rows, strict=True)
            ),
            widths=(first, *(wanted[at] * share for at in group)),
            is_apart=True,
        ))  # fmt: skip
    return made


def parts(chart: Chart, room: Box, view: View, alt: str) -> list[Draw]:
    """The slides of a table of colours."""
    return pages(grids(chart, room.w, view), room, alt)


def _lined(words: str, kind: Type) -> tuple[Paragraph, ...]:
    return tuple([Run(line, kind)] for line in words.split("\n"))


def _wide(head: str, cells: Sequence[Cell], size: float) -> float:
    told = ["".join(run.words for run in runs) for cell in cells for runs in cell.paragraphs]
    longest = max((width(words, size) for words in [*told, *head.split("\n")]), default=0)
    return longest / 0.95 + 2 * PAD_X + 2


def _cell(heat: Mapping[str, Any], line: int, at: int, kind: Type) -> Cell:
    value, words = heat["z"][line][at], plain(str(heat["text"][line][at] or ""))
    fill = shade(value, heat)
    ink_of = kind.with_(align="ctr", colour=words_on(fill) if fill else kind.colour)
    return Cell(_lined(words, ink_of), fill)


def shade(value: float | None, heat: Mapping[str, Any]) -> str:
    """The colour of a value between those of the scale; "" for none."""
    if value is None:
        return ""
    known = [each for line in heat["z"] for each in line if each is not None]
    low, high = heat.get("zmin", min(known)), heat.get("zmax", max(known))
    part = min(1.0, max(0.0, (value - low) / ((high - low) or 1)))
    scale = [(stop, ink(tone)) for stop, tone in heat["colorscale"]]
    below = max((each for each in scale if each[0] <= part), key=lambda each: each[0])
    above = min((each for each in scale if each[0] >= part), key=lambda each: each[0])
    far = above[0] - below[0]
    return _mixed(below[1], above[1], (part - below[0]) / far if far else 0)


def _mixed(one: str, other: str, part: float) -> str:
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)
