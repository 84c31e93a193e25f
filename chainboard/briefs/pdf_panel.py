"""A panel laid out for paper: its words, and its body as blocks of a known size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainboard.briefs import pdf_table
from chainboard.briefs.drawing import Area, Box, Line, Mark, Rect, draw, high, least
from chainboard.briefs.drawing_text import block, breadth, longest, tall, wrapped
from chainboard.panels.panel import Cards, Chart, Figure, Multiples, Panel, Prose, Table, Tiles
from chainboard.panels.tokens import TOKENS
from chainboard.sheet import Sheet
from chainboard.sheet.sheet import plain
from chainboard.words import Words

ACTUAL = TOKENS["light"]["actual"]
GAP = 14.0  # points between two figures side by side
HEAD = 19  # sizes of type that the name of a card and its light have side by side
STRETCH = 1.5  # of the height it wants, up to which a figure fills a slide
SAID = ("growth", "target", "completion", "gap")  # lines of a card, in this order
SPARK = Box(60, 18, 8)


@dataclass(frozen=True)
class Sheetroom:
    """A kind of paper: the width that is printed on, the height below which a panel goes on on the
    next page (0 for as it comes), and the sizes of type.

    turned  the width of a turned page, for tables that are too wide for one that stands
    figures  of a figure, the wanted one first; small: of small ones; tables: of tables, tiny: of
             those that are too wide for any other
    """

    paper: str
    width: float
    height: float
    figures: tuple[float, ...]
    small: tuple[float, ...]
    tables: tuple[float, ...]
    tiny: tuple[float, ...]
    heading: float
    measure: float
    note: float
    turned: float


A4 = Sheetroom("a4", 442, 0, (9,), (8,), (10.5, 9.5, 9, 8.5, 8), (7.5, 7), 14, 10.5, 9, 663)
SLIDES = Sheetroom(
    "slides", 880, 438, (16, 14, 12, 11, 10), (14, 12, 11, 10, 9),
    (16, 15, 14, 13, 12, 11), (10, 9, 8), 26, 14, 12, 880,
)  # fmt: skip


def laid(
    sheet: Sheet, room: Sheetroom, above: Sequence[str] = ()
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """A panel, and the table behind it where what is drawn is not that table itself.

    above  sentences that stand over it on its page
    """
    panel, say = sheet.panel, sheet.view.say
    behind = pdf_table.of_sheet(sheet) if sheet.lines else None
    made: dict[str, Any] = {
        "panel": panel.name,
        "finding": panel.finding,
        "measure": panel.measure,
        "status": panel.status,
        "notes": [*panel.notes, *filter(None, (panel.part,))],
        "foot": [each for each in (panel.source or panel.stamp, panel.as_of, panel.code) if each],
        "see": "",
    }
    free = _free(made, room, above)
    made["blocks"] = list(_blocks(panel, free, room, say))
    if isinstance(panel.body, Table) and behind is not None:
        behind = None if pdf_table.same(pdf_table.of_body(panel.body), behind) else behind
    return made, None if behind is None else table_of(behind, room)


def table_of(cells: pdf_table.Cells, room: Sheetroom) -> dict[str, Any]:
    """A table as large as it is read well: across a turned page where it is too wide for one that
    stands."""
    upright = pdf_table.laid(cells, room.width, room.tables)
    if upright is not None:
        return upright
    turned = pdf_table.laid(cells, room.turned, [*room.tables, *room.tiny])
    if turned is None:
        turned = pdf_table.squeezed(cells, room.turned, room.tiny[-1])
    return {**turned, "turned": room.turned > room.width}


def _free(made: Mapping[str, Any], room: Sheetroom, above: Sequence[str]) -> float:
    """The height that a panel's words leave to its body; 0 for as much as it wants."""
    if not room.height:
        return 0
    told = [
        *((line, room.heading) for line in above),
        (made["finding"], room.heading),
        (made["measure"], room.measure),
        *((note, room.note) for note in made["notes"]),
        (" · ".join(made["foot"]) + " · 0000000000", room.note),
    ]
    taken = sum(
        1.15 * tall(wrapped(words, room.width, size), size) for words, size in told if words
    )
    return room.height - taken - 24


def _blocks(panel: Panel, free: float, room: Sheetroom, say: Words) -> list[dict[str, Any]]:
    match panel.body:
        case None:
            return []
        case Figure(data, layout):
            return [_figures([{"data": data, "layout": layout, "alt": panel.alt}], free, room, say)]
        case Multiples(charts):
            return list(_multiples(charts, free, room, panel.alt, say))
        case Cards(cards, lead):
            return [{"kind": "cards", "lead": lead, "cards": [_card(each) for each in cards]}]
        case Tiles(tiles, edges, words):
            return [_tiles(tiles, edges, words)]
        case Table():
            return [table_of(pdf_table.of_body(panel.body), room)]
        case Prose(sentences):
            return [
                {"kind": "prose", "lines": ["".join(map(plain, each)) for each in sentences[1:]]}
            ]


def _multiples(
    charts: Sequence[Chart], free: float, room: Sheetroom, alt: str, say: Words
) -> list[dict[str, Any]]:
    """Small figures in lines of as many as stand well side by side; on slides so many at a time
    that they are read from afar."""
    named = [{"alt": alt, **chart} for chart in charts]
    if not free:
        return [_figures(named, 0, room, say)]
    for many in dict.fromkeys([len(named), 6, 4, 3, 2, 1]):
        groups = [named[at : at + many] for at in range(0, len(named), many)]
        if many == 1 or (many <= len(named) and all(_fitting(each, free, room) for each in groups)):
            return [_figures(group, free, room, say) for group in groups]
    return []


def _figures(
    charts: Sequence[Mapping[str, Any]], free: float, room: Sheetroom, say: Words
) -> dict[str, Any]:
    """Figures in lines, all of a line equally high."""
    if not free:
        across, size = (
            _across(charts, room)[0],
            (room.figures if len(charts) == 1 else room.small)[0],
        )
        return _drawn(charts, _grid(charts, across, size, room), say)
    grid = _fitting(charts, free, room) or _grid(charts, 1, room.small[-1], room)
    return _drawn(charts, _grown(charts, grid, free), say)


def _fitting(
    charts: Sequence[Mapping[str, Any]], free: float, room: Sheetroom
) -> dict[str, Any] | None:
    """Lines of figures that have their room on a slide, with the largest type that allows it."""
    for size in room.figures if len(charts) == 1 else room.small:
        for across in _across(charts, room):
            if across > 1 and not _has_width(charts, across, size, room):
                continue
            made = _grid(charts, across, size, room)
            if made["height"] <= free:
                return made
    return None


def _across(charts: Sequence[Mapping[str, Any]], room: Sheetroom) -> list[int]:
    """How many figures may stand side by side, what is best read first."""
    tables = any(chart["data"][0]["type"] == "heatmap" for chart in charts if chart.get("data"))
    if len(charts) == 1 or (tables and not room.height):
        return [1]
    if not room.height:
        return [2]
    return list(range(1, min(len(charts), 4) + 1))


def _has_width(
    charts: Sequence[Mapping[str, Any]], across: int, size: float, room: Sheetroom
) -> bool:
    """Whether names, words and what is drawn have their room side by side."""
    width = (room.width - (across - 1) * GAP) / across
    return all(width >= _wide(chart, size) for chart in charts if chart.get("data"))


def _wide(chart: Mapping[str, Any], size: float) -> float:
    bars = [trace for trace in chart["data"] if trace.get("orientation") == "h"]
    names = [name for trace in bars for name in trace["y"]]
    words = [words for trace in bars for words in trace.get("text") or ()]
    told = longest(names, size) + longest([each.replace("<br>", "") for each in words], size)
    return told + 8 * size if bars else 20 * size


def _grid(
    charts: Sequence[Mapping[str, Any]], across: int, size: float, room: Sheetroom
) -> dict[str, Any]:
    """How high the lines of figures are, so many in a line."""
    width = (room.width - (across - 1) * GAP) / across
    needs = least if room.height else high
    highs = [needs(chart, width, size) if chart.get("data") else 0.0 for chart in charts]
    lines = [max(highs[at : at + across]) for at in range(0, len(highs), across)]
    words = [
        max(_told(chart, width, size) for chart in charts[at : at + across])
        for at in range(0, len(charts), across)
    ]
    total = sum(lines) + sum(words) + GAP * (len(lines) - 1)
    return {"across": across, "size": size, "width": width, "lines": lines, "height": total,
            "words": sum(words)}  # fmt: skip


def _told(chart: Mapping[str, Any], width: float, size: float) -> float:
    """The height of the words of a small figure: title, note, caveat, single figures."""
    told = [chart.get(name) for name in ("title", "note", "caveat")]
    told += [f"{fact['value']} {fact['when']}" for fact in chart.get("facts", ())]
    return sum(
        1.3 * tall(wrapped(words, width, 1.15 * size), 1.15 * size) for words in told if words
    )


def _grown(
    charts: Sequence[Mapping[str, Any]], grid: Mapping[str, Any], free: float
) -> dict[str, Any]:
    """Lines of figures as high as there is room for, at most as they want; lower where even the
    least they need is more."""
    across, width, size = grid["across"], grid["width"], grid["size"]
    highs = [high(chart, width, size) if chart.get("data") else 0.0 for chart in charts]
    wanted = [STRETCH * max(highs[at : at + across]) for at in range(0, len(highs), across)]
    room = max(free - grid["words"] - GAP * (len(wanted) - 1), 60.0)
    spare, lacks = room - sum(grid["lines"]), sum(wanted) - sum(grid["lines"])
    part = min(1.0, spare / lacks) if lacks else 0.0
    if spare < 0:
        return {**grid, "lines": [line * room / sum(grid["lines"]) for line in grid["lines"]]}
    lines = [low + (top - low) * part for low, top in zip(grid["lines"], wanted, strict=True)]
    return {**grid, "lines": lines}


def _drawn(
    charts: Sequence[Mapping[str, Any]], grid: Mapping[str, Any], say: Words
) -> dict[str, Any]:
    made = []
    for at, chart in enumerate(charts):
        box = Box(grid["width"], grid["lines"][at // grid["across"]], grid["size"])
        figure = {
            "title": chart.get("title", ""),
            "note": chart.get("note", ""),
            "caveat": chart.get("caveat", ""),
            "facts": [f"{fact['value']} {fact['when']}" for fact in chart.get("facts", ())],
            "alt": chart.get("alt") or "",
            "width": box.width,
            "height": box.height if chart.get("data") else 0,
            "marks": _marks(draw(chart, box, say)) if chart.get("data") else [],
        }
        made.append(figure)
    return {"kind": "figures", "across": grid["across"], "size": grid["size"], "gap": GAP,
            "figures": made}  # fmt: skip


def _marks(marks: Sequence[Mark]) -> list[list[Any]]:
    return [_mark(mark) for mark in marks]


def _mark(mark: Mark) -> list[Any]:
    """A mark as the template takes it: its kind, then what it has, lengths in points."""
    if isinstance(mark, Rect):
        at = [_short(each) for each in (mark.x, mark.y, mark.w, mark.h)]
        return ["r", *at, mark.fill, mark.line, _short(mark.line_width), mark.hatch]
    if isinstance(mark, Line):
        return ["l", _points(mark.points), mark.colour, _short(mark.width), mark.dash]
    if isinstance(mark, Area):
        rings = [_points(ring) for ring in mark.rings]
        return ["a", rings, mark.fill, mark.line, _short(mark.line_width), mark.hatch]
    left, top, right, bottom = map(_short, block(mark))
    lines = mark.words.split("\n")
    return ["t", left, top, _short(right - left), _short(bottom - top), lines, mark.size,
            mark.colour, mark.anchor, mark.angle, mark.weight]  # fmt: skip


def _points(points: Sequence[tuple[float, float]]) -> list[list[float]]:
    return [[_short(x), _short(y)] for x, y in points]


def _short(value: float) -> float:
    return round(value, 2)


def _card(face: Mapping[str, Any]) -> dict[str, Any]:
    """What a card says, in the order in which it says it."""
    chip = face.get("chip") or {}
    value = "".join(str(face.get(key) or "") for key in ("hedge", "value"))
    said = " ".join(each for each in (chip.get("mark"), chip.get("word")) if each)
    return {
        "label": face.get("label", ""),
        "chip": said,
        "apart": breadth(face.get("label", "") + said, 1) > HEAD,
        "tone": chip.get("light", ""),
        "text": face.get("text", ""),
        "value": value,
        "unit": " ".join(str(face[key]) for key in ("unit", "hedge_after") if face.get(key)),
        "lines": [str(face[key]) for key in SAID if face.get(key)],
        "bar": face.get("bar") or {},
        "spark": _spark(face.get("spark") or ()),
        "notes": list(face.get("notes") or ()),
        "foot": [str(face[key]) for key in ("owner", "period") if face.get(key)]
        + [plain(way) for way in face.get("ways") or ()],
    }  # fmt: skip


def _spark(values: Sequence[float | None]) -> list[list[Any]]:
    """The line of the months of a card."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return []
    low, top = min(value for _, value in known), max(value for _, value in known)
    points = tuple(
        (2 + at / (len(values) - 1) * (SPARK.width - 4),
         SPARK.height - 2 - (value - low) / ((top - low) or 1) * (SPARK.height - 4))
        for at, value in known
    )  # fmt: skip
    x, y = points[-1]
    end = Rect(x - 1.5, y - 1.5, 3, 3, ACTUAL)
    return _marks([Line(points, ACTUAL, 1), end])


def _tiles(
    positions: Sequence[Mapping[str, Any]],
    edges: Sequence[Sequence[int]],
    words: Mapping[str, str],
) -> dict[str, Any]:
    """The steps of a chain by position, each with what it supplies."""
    faces = [tile for position in positions for tile in position["tiles"]]
    flows = {
        at: words["to"]
        + words["join"].join(faces[end]["name"] for start, end in edges if start == at)
        for at in {start for start, _ in edges}
    }
    place = iter(range(len(faces)))
    made = [
        {"name": position["name"], "none": words["none"], "tiles": [
            {"name": tile["name"], "status": tile["status"],
             "word": f"{tile['mark']} {tile['word']}", "note": tile.get("note", ""),
             "flow": flows.get(next(place), "")}
            for tile in position["tiles"]
        ]}
        for position in positions
    ]  # fmt: skip
    return {"kind": "tiles", "positions": made}
