"""What every panel has: the frame of a figure, its source line, and names in a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from chainboard.panels.figures import table
from chainboard.panels.panel import Column
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words, day

FONT = '"Noto Sans SC Variable", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'
UNTITLED = {"title": "", "note": "", "caveat": ""}  # of a small figure that is one of a pair
MAIN = "main"  # the meta of a trace that is what was picked, not last year's and not a target
SIZES = {"light": 14, "projector": 32}  # of the type in a figure, in pixels: 32 is read at 5 m
HEIGHTS = {"light": 360, "projector": 720}
OF_A_BAR = 42.9  # pixels with its words above it, as narrow.js makes it
WIDE = "“”…"


def framed(traces: list[dict[str, Any]], view: View, **layout: Any) -> dict[str, Any]:
    """A Plotly figure as a plain dict: quiet grid, no legend, no k or M, strict categories.

    layout  what this figure sets besides; xaxis, yaxis and margin are merged into the frame's
            own. meta={"wide": True} gives the panel the whole width; meta["heads"] says how
            names over columns may stand
    """
    colour = TOKENS[view.theme]
    own_x, own_y = layout.pop("xaxis", {}), layout.pop("yaxis", {})
    if any(trace.get("orientation") == "h" for trace in traces):
        own_y = {"showgrid": False, **own_y}  # a line would go through the number behind its bar
    margin = {**_margins(traces, own_x, own_y, size(view)), **layout.pop("margin", {})}
    frame = {
        "height": height(view),
        "margin": margin,
        "font": {"family": FONT, "size": size(view), "color": colour["text"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "separators": ".,",
        "autotypenumbers": "strict",
        "dragmode": False,
        "hoverlabel": {
            "font": {"family": FONT, "size": size(view), "color": colour["text"]},
            "bgcolor": colour["card"],
            "bordercolor": colour["muted"],
            "align": "left",
        },
        "xaxis": {**axis(view), **own_x},
        "yaxis": {**axis(view), **own_y},
    }
    if own_x.get("side") == "top":
        layout["meta"] = {**layout.get("meta", {}), "heads": heads(traces[0]["x"], size(view))}
    return {"data": traces, "layout": {**frame, **layout}}


def size(view: View) -> int:
    """The size of type in a figure, in pixels."""
    return SIZES[view.theme]


def height(view: View, factor: float = 1.0) -> int:
    """The height of a figure in pixels, as a part of the usual one."""
    return round(HEIGHTS[view.theme] * factor)


def high_enough(bars: int, margins: int, view: View, most: float) -> int:
    """The height of a figure of so many bars: as high as it is where their names stand above them,
    so that a narrow one moves no page of paper; on a slide at most a part of the usual one."""
    if view.theme == "projector":
        return height(view, most)
    return round(OF_A_BAR * bars) + margins


def axis(view: View) -> dict[str, Any]:
    """A quiet axis: thousands commas, labels upright."""
    colour = TOKENS[view.theme]
    return {
        "automargin": False,  # Plotly's own margins draw every figure twice
        "tickangle": 0,
        "fixedrange": True,
        "gridcolor": colour["grid"],
        "linecolor": colour["border"],
        "zerolinecolor": colour["border"],
        "tickformat": ",~f",
        "exponentformat": "none",
    }


def _margins(
    traces: Sequence[dict[str, Any]], xaxis: dict[str, Any], yaxis: dict[str, Any], type_size: int
) -> dict[str, int]:
    """Room for the labels of both axes, in pixels, as wide and as high as they will be."""
    left = max((room(label, type_size) for label in _labels(traces, "y", yaxis)), default=0)
    lines = max((label.count("<br>") + 1 for label in _labels(traces, "x", xaxis)), default=0)
    side = "t" if xaxis.get("side") == "top" else "b"
    return {
        "l": left + 6 + round(0.5 * type_size),
        "r": 16,
        "t": 12,
        "b": 8,
        "pad": 4,
        side: round((0.3 + 1.4 * lines) * type_size) + 6,
    }


def _labels(
    traces: Sequence[dict[str, Any]], axis_name: str, own: dict[str, Any]
) -> tuple[str, ...]:
    """What stands along an axis: its categories, or the longest number that it may show."""
    if own.get("visible") is False:
        return ()
    if "ticktext" in own:
        return tuple(own["ticktext"])
    held = [value for trace in traces for value in trace.get(axis_name) or () if value is not None]
    words = tuple(value for value in held if isinstance(value, str))
    if words or not held:
        return words
    top = max(map(abs, held))
    sign = "−" if min(held) < 0 else ""
    return (f"{sign}{top:,.0f}" if top >= 10 else f"{sign}0.00",)


def room(words: str, type_size: int) -> int:
    """The width of a label in pixels; of several lines the widest."""
    return round(_widest(words.split("<br>"), type_size))


def _widest(lines: Sequence[str], type_size: int) -> float:
    """The width of the widest line in pixels. A Chinese character is as wide as it is high, as are
    quotation marks and the dots of what was cut; everything else a little more than half."""
    widths = [
        sum(1 if letter > "\u2e7f" or letter in WIDE else 0.58 for letter in line) for line in lines
    ]
    return max(widths, default=0) * type_size


def heads(names: Sequence[str], type_size: int) -> dict[str, Any]:
    """How names over columns may stand, in pixels; the browser knows how wide a column is.

    flat      the width of the widest one lying
    standing  for names narrower columns turn upright, in one line, in two and so on: the width
              that so many lines want across, their words, and the room above the columns
    """
    told = [name.split("<br>") for name in names]
    most = max(map(len, told), default=0)
    return {
        "flat": _widest([line for lines in told for line in lines], type_size),
        "standing": [_standing(told, lines, type_size) for lines in range(1, most + 1)],
    }


def _standing(told: Sequence[Sequence[str]], most: int, type_size: int) -> dict[str, Any]:
    joined = [_joined(lines, ceil(len(lines) / most)) for lines in told]
    return {
        "across": most * 1.3 * type_size,
        "words": ["<br>".join(lines) for lines in joined],
        "room": ceil(_widest([line for lines in joined for line in lines], type_size)) + 16,
    }


def _joined(lines: Sequence[str], step: int) -> list[str]:
    """Lines put together, so many at a time."""
    return [" ".join(lines[start : start + step]) for start in range(0, len(lines), step)]


def named(parts: Iterable[tuple[str, str]], say: Words) -> str:
    """Name and words of each part, one after the other, for those who do not see the panel."""
    return " ".join(say("{name}：{said}").format(name=name, said=said) for name, said in parts)


def plain(words: str) -> str:
    """Words of the data for a label of Plotly, whose own pseudo-HTML must not act."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def provenance(rows: Sequence[Row], view: View) -> dict[str, Any]:
    """The source line and the words for how far the figures reach.

    rows  figures with source_title, grade and period_end; rows without a figure are passed over
    """
    say = view.say
    cited = [row for row in rows if row.get("source_title")]
    titles = list(dict.fromkeys((cited_title(row, view), row.grade) for row in cited))
    if not titles:
        return {"source": "", "as_of": ""}
    title, grade = titles[0]
    first = f"{title} [{say.grade_name(grade)}]"
    more = say("等 {count} 处来源").format(count=len(titles)) if len(titles) > 1 else ""
    source = say("来源：{first}{more}").format(first=first, more=f" {more}" if more else "")
    return {"source": source, "as_of": _reach(cited, say)}


def cited_title(row: Row, view: View) -> str:
    """The title as its source printed it; generated figures are called so in the language."""
    say = view.say
    return say("程序生成的示例数据") if row.grade == "demo" else str(row.source_title)


def listed_sources(rows: Sequence[Row], say: Words) -> str:
    """How many sources are listed, and how many of them carry a figure that is shown.

    rows  as sources.cited returns them
    """
    shown = sum(1 for row in rows if row.shown)
    return say("列出来源 {count} 处，其中 {shown} 处有显示的数").format(
        count=say.number(len(rows), 0), shown=say.number(shown, 0)
    )


def _reach(rows: Sequence[Row], say: Words) -> str:
    dated = [row for row in rows if row.get("period_end")]
    if not dated:
        return ""
    last = max(dated, key=lambda row: (row.period_end, row.basis))
    words = say.bare_period(last.get("period_start"), last.period_end, last.basis)
    if len({(row.get("period_start"), row.period_end, row.basis) for row in dated}) > 1:
        return say("最新数据期：{period}").format(period=words)
    return say("数据期：{period}").format(period=words)


def empty(name: str, view: View, why: str, finding: str, workbook: str = "") -> dict[str, Any]:
    """The fields of a panel that has nothing to draw: one quiet line says why.

    workbook  the template that would fill it, named where offices send their figures
    """
    if workbook and view.pack.is_sent:
        named = view.say.template_name(workbook)
        why += view.say("；导入“{workbook}”表后显示").format(workbook=named)
    return {
        "name": name,
        "finding": finding,
        "measure": "",
        "body": None,
        "rows": (),
        "columns": (),
        "source": "",
        "as_of": "",
        "alt": why,
        "status": why,
    }


def of_table(
    rows: Sequence[Row], columns: Sequence[Column], view: View, is_wide: bool = True
) -> dict[str, Any]:
    """The fields of a panel that is a table: what is shown is what stands behind it."""
    return {
        "body": table(rows, columns, is_wide),
        "rows": rows,
        "columns": columns,
        "source": "",
        "as_of": "",
        "alt": view.say.listed([column.label for column in columns]),
    }


def measure(*parts: str) -> str:
    """The subtitle: what, where, when, unit, in one line."""
    return " · ".join(part for part in parts if part)


def on_day(when: Any, lang: str) -> str:
    """A day in words, or nothing."""
    return day(lang, when) if when else ""


def stated_when(row: Row, say: Words) -> str:
    """When a statement is about, in words; else the day on which it was made, or nothing."""
    return say.told_period(row.period_text or "") or on_day(row.stated_on, say.lang)
