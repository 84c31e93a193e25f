"""What is processed here of what is produced here: both quantities, their ratio and the gap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from chainboard.panels import figures
from chainboard.panels.apart import apart, ticks
from chainboard.panels.frame import MAIN, empty, height, measure, plain, provenance, size
from chainboard.panels.hover import HOLLOW, SOLID, Box, Line, boxed
from chainboard.panels.panel import FRACTION, OWN, Column, Multiples, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

SMALL = 0.64  # of the usual height
TONES = {"produced": "third", "processed": "actual"}
PARTS = ("produced", "processed")
ON_A_SLIDE = 2  # figures side by side
FEW = 4  # points that all have their number; of more only the ends


def local_conversion(pairs: Sequence[Row], view: View) -> Panel:
    """A pair of figures a product: what was produced and processed, and the one in percent of the
    other; a part of a year hollow, years that do not follow one another apart.

    pairs  as analysis.conversion.converted returns them

    A ratio above 100 % is drawn where it stands: more was processed than produced here. A chain
    without such a product has no panel.
    """
    say = view.say
    products = [list(group) for _, group in groupby(pairs, lambda row: row.product_id)]
    known = [group for group in products if any(row.ratio is not None for row in group)]
    if not known:
        why = say("没有同一期间的产出量和加工量") if pairs else ""
        return Panel(**empty("local_conversion", view, why, say("就地转化"), "indicators"))
    told = _figures(pairs)
    charts = [chart for group in known for chart in (_amounts(group, view), _ratios(group, view))]
    return Panel(
        name="local_conversion",
        finding=_finding([_newest(group) for group in known], say),
        measure=measure(
            say("就地转化率为加工量与产出量之比（推算），同一单位、同一期间才相比"),
            say("空心为不足一年的数") if any(not row.is_whole for row in pairs) else "",
        ),
        body=Multiples(charts if view.theme == "light" else charts[:ON_A_SLIDE]),
        rows=told,
        columns=_columns(say),
        **provenance(told, view),
        alt=" ".join(_sentence(group, say) for group in known),
        notes=_notes(known, products, say),
    )


def _figures(pairs: Sequence[Row]) -> list[Row]:
    """The figures behind the pairs, one row each; ratio and gap stand with what is processed."""
    none = {"ratio": None, "gap": None}
    return [
        pair[part].with_(**(none if part == "produced" else {key: pair[key] for key in none}))
        for pair in pairs
        for part in PARTS
        if pair[part] is not None
    ]


def _newest(group: Sequence[Row]) -> Row:
    return [row for row in group if row.ratio is not None][-1]


def _finding(newest: Sequence[Row], say: Words) -> str:
    if len(newest) == 1:
        (row,) = newest
        told = (
            say("{period}{product}加工量为产出量的 {ratio}（推算），差 {gap}")
            if row.gap >= 0
            else say("{period}{product}加工量为产出量的 {ratio}（推算），多 {gap}")
        )
        return told.format(
            period=_when(row, say),
            product=say.of(row, "product"),
            ratio=say.share_percent(row.ratio),
            gap=say.amount(abs(row.gap), row.unit, row.decimals),
        )
    parts = [
        say("{product} {ratio}（{period}）").format(
            product=say.of(row, "product"),
            ratio=say.share_percent(row.ratio),
            period=_when(row, say),
        )
        for row in newest
    ]
    return say("就地转化率（推算）：{products}").format(products=say.listed(parts))


def _when(row: Row, say: Words) -> str:
    return say.bare_period(row.period_start, row.period_end, row.basis)


def _tick(row: Row, say: Words) -> str:
    words = _when(row, say)
    return words.replace("年", "年<br>", 1) if say.lang == "zh" and not row.is_whole else words


def _amounts(group: Sequence[Row], view: View) -> dict[str, Any]:
    """Both quantities over time, each with its name at its newest point."""
    say = view.say
    traces = [trace for part in PARTS for trace in _part(group, part, view)]
    return {
        "title": say("{product}：产出与加工").format(product=say.of(group[0], "product")),
        "note": say.unit_name(group[0].unit),
        "caveat": say.of(group[0], "caveat") or "",
        **_framed(traces, group, view),
    }


def _part(group: Sequence[Row], part: str, view: View) -> list[dict[str, Any]]:
    say = view.say
    known = [row for row in group if row[part] is not None and row[part].value is not None]
    told = [
        row.with_(y=say.scaled(row[part].value, row.unit), text=_label(row, part, known, say))
        for row in known
    ]
    return _lines(told, part, view)


def _label(row: Row, part: str, known: Sequence[Row], say: Words) -> str:
    said = plain(figures.digits(row[part], say)) if row in _named(known) else ""
    name = {"produced": say("产出"), "processed": say("加工")}[part]
    return f"{name} {said}" if row is known[-1] else said


def _named(rows: Sequence[Row]) -> list[Row]:
    """The points with a number: all of a few, else the first and the newest."""
    return list(rows) if len(rows) <= FEW else [rows[0], rows[-1]]


def _ratios(group: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    known = [row for row in group if row.ratio is not None]
    told = [
        row.with_(
            y=100 * row.ratio, text=say.share_percent(row.ratio) if row in _named(known) else ""
        )
        for row in known
    ]
    traces = _lines(told, "processed", view)
    return {
        "title": say("{product}：就地转化率（推算）").format(product=say.of(group[0], "product")),
        "note": say("加工量占产出量，%"),
        "caveat": "",
        **_framed(traces, group, view),
    }


def _lines(rows: Sequence[Row], part: str, view: View) -> list[dict[str, Any]]:
    """A line a run: points in the order of time, those of a part of a year hollow."""
    colour = TOKENS[view.theme][TONES[part]]
    runs = [list(run) for _, run in groupby(rows, lambda row: row.run)]
    return [
        {
            "type": "scatter",
            "mode": "lines+markers+text",
            "x": [_tick(row, view.say) for row in run],
            "y": [row.y for row in run],
            "text": [row.text for row in run],
            "textposition": "top center" if part == "produced" else "bottom center",
            "textfont": {"color": colour, "size": size(view)},
            "cliponaxis": False,
            "line": {"color": colour, "width": 2},
            "marker": {
                "symbol": ["circle" if row.is_whole else "circle-open" for row in run],
                "size": 10,
                "color": colour,
                "line": {"color": colour, "width": 2},
            },
            "meta": MAIN,
        }
        for run in runs
    ]


def _framed(traces: list[dict[str, Any]], group: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    labels = [_tick(row, say) for row in group]
    highest = max((value for trace in traces for value in trace["y"]), default=1) or 1
    return boxed(
        apart(traces, labels, view.theme),
        [Box(_tick(row, say), _said(row, view), _when(row, say)) for row in group],
        view,
        height=height(view, SMALL),
        margin={"t": round(3 * size(view)), "r": 3 * size(view), "l": 3 * size(view)},
        xaxis={
            "type": "category",
            "showgrid": False,
            "categoryorder": "array",
            "categoryarray": labels,
            "range": [-0.5, len(labels) - 0.5],
            "tickmode": "array",
            "tickvals": ticks(labels),
        },
        yaxis={"visible": False, "range": [0, 1.08 * highest]},
    )


def _said(row: Row, view: View) -> list[Line]:
    say, mark = view.say, SOLID if row.is_whole else HOLLOW
    told = []
    for part in PARTS:
        if (figure := row[part]) is not None:
            tone = TOKENS[view.theme][TONES[part]]
            said = figures.value(figure, say)
            told.append(Line(say.name(figure), said, tone, mark))
    if row.ratio is not None:
        told += [
            Line(say("就地转化率（推算）"), say.share_percent(row.ratio)),
            Line(say("差额（推算）"), say.amount(row.gap, row.unit, row.decimals)),
        ]
    return told


def _notes(
    known: Sequence[Sequence[Row]], products: Sequence[Sequence[Row]], say: Words
) -> tuple[str, ...]:
    told = [_moved(_newest(group), say) for group in known]
    gone = [say.of(group[0], "product") for group in products if group not in known]
    if gone:
        words = say("没有同一期间的产出量和加工量：{products}。")
        told.append(words.format(products=say.listed(gone)))
    return tuple(note for note in told if note)


def _moved(row: Row, say: Words) -> str:
    """How far the ratio stands from that of the same months a year earlier."""
    if row.before is None:
        return ""
    words = (
        say("{product}：{period}的比例比上年同一期间（{before}，按公布增速推算）变动 {points}。")
        if row.is_by_growth
        else say("{product}：{period}的比例比上年同一期间（{before}）变动 {points}。")
    )
    return words.format(
        product=say.of(row, "product"),
        period=_when(row, say),
        before=say.share_percent(row.before),
        points=say.points(100 * (row.ratio - row.before)),
    )


def _sentence(group: Sequence[Row], say: Words) -> str:
    parts = [
        f"{_when(row, say)} {say.share_percent(row.ratio)}"
        for row in group
        if row.ratio is not None
    ]
    return say("{name}：{points}。").format(
        name=say("{product}：就地转化率（推算）")
        .format(product=say.of(group[0], "product"))
        .replace("：", " "),
        points=say.listed(parts),
    )


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"product_{say.lang}", say("产品")),
        Column(f"name_{say.lang}", say("指标")),
        figures.period_column(say),
        figures.value_column(say, say("数值")),
        figures.unit_column(say),
        *figures.growth_columns(say),
        Column("ratio", say("就地转化率"), FRACTION, words=lambda r: _share(r, say), derived=True),
        Column("gap", say("差额"), OWN, derived=True),
        figures.gone_column(say),
    )


def _share(row: Row, say: Words) -> str:
    return "" if row.ratio is None else say.share_percent(row.ratio)
