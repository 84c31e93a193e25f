"""Funds in place, chain by chain against the target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import behind, figures
from chainboard.panels.frame import empty, height, measure, plain, provenance
from chainboard.panels.hover import Box, Line, boxed_figure, of_figure
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

EXAMPLES = 2  # sub-chains that are named where they are explained
TALL = {"light": 1.35, "projector": 1.0}  # of the usual height: thirteen chains


def by_chain(rows: Sequence[Row], view: View) -> Panel:
    """One bar a chain with its target as an outline, the light in words behind it.

    rows  as investment.by_chain returns them, lit by analysis.lights

    A sub-chain stands after the chain that contains it; the picked chain keeps its colour.
    """
    say = view.say
    known = [row for row in rows if row.value is not None]
    if not known:
        why = say("没有分链到位资金")
        return Panel(**empty("investment_by_chain", view, why, say("各链到位资金"), "indicators"))
    top = max(max(row.value or 0, row.target or 0) for row in rows)
    unit = rows[0].unit
    return Panel(
        name="investment_by_chain",
        marks=("chain",),
        finding=_behind(known, say),
        measure=measure(
            say("省外到位资金"),
            say.period(rows[0].period_start, rows[0].period_end, "ytd"),
            say.unit_name(unit),
            say("空框为年度目标，数字为累计和完成率"),
        ),
        body=boxed_figure(
            _chain_traces(rows[::-1], view),  # Plotly draws the first category at the bottom
            [_box(row, view) for row in rows],
            view,
            height=height(view, TALL[view.theme]),
            barmode="overlay",
            xaxis={"visible": False, "range": [0, (say.scaled(top, unit) or 1) * 2.6]},
            yaxis={"type": "category"},
        ),
        rows=rows,
        columns=_chain_columns(unit, say),
        **provenance(known, view),
        alt=say.listed([f"{_chain_label(row, say)} {_chain_text(row, say)}" for row in rows]),
        notes=(
            *_overlap(rows, say),
            *dict.fromkeys(say.of(row, "rule") for row in rows if row.light),
        ),
    )


def _behind(rows: Sequence[Row], say: Words) -> str:
    """Which chain is furthest from the calendar, and by how much; or the largest."""
    paced = [row for row in rows if row.gap is not None]
    if not paced:
        return say("{chain}到位资金最多，{value}").format(
            chain=_short(rows[0], say), value=say.amount(rows[0].value, rows[0].unit)
        )
    last = min(paced, key=lambda row: row.gap)
    trailing = sum(1 for row in paced if row.gap < 0)
    chains = behind.counted_together(*behind.halves(paced), say)
    if not trailing:
        return say("{chains}的到位资金均不落后序时进度").format(chains=chains)
    return say("{chains}中 {trailing} 条落后序时进度，{chain}{ahead}").format(
        chains=chains,
        trailing=trailing,
        chain=_short(last, say),
        ahead=say.ahead(last.gap),
    )


def _overlap(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """That sub-chains are in their chains, with the first of them for an example."""
    parts = [_short(row, say) for row in rows if row.parent_id]
    if not parts:
        return ()
    said = say("分链（如{examples}）已含在所属产业链内，不再相加。")
    return (said.format(examples=say.listed(parts[:EXAMPLES])),)


def _short(row: Row, say: Words) -> str:
    return str(say.of(row, "short"))


def _chain_label(row: Row, say: Words) -> str:
    label = plain(_short(row, say))
    return f"· {label}" if row.parent_id else label


def _chain_text(row: Row, say: Words) -> str:
    if row.value is None:
        return say.missing(row.absence)
    value = say.number(say.scaled(row.value, row.unit), 2)
    if row.completion is None:
        return value
    said = f"{value} · {say.share_percent(row.completion, 1)}"
    if row.light == "on_track":
        return said  # only exceptions are named
    return " ".join((said, *say.light_name(row.light)))


def _chain_traces(rows: Sequence[Row], view: View) -> list[dict[str, Any]]:
    say = view.say
    colour, names = TOKENS[view.theme], [_chain_label(row, say) for row in rows]
    picked = [view.chain_id in (None, row.chain_id) for row in rows]
    ways = [f"chain?chain={row.chain_id}" for row in rows]
    bar = {"type": "bar", "orientation": "h", "y": names, "ids": ways}
    reach = [say.scaled(max(row.value or 0, row.target or 0), row.unit) for row in rows]
    return [
        {
            **bar,
            "x": [say.scaled(row.target, row.unit) for row in rows],
            "width": 0.8,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour["text"], "width": 1.5}},
        },
        {
            **bar,
            "x": [say.scaled(row.value, row.unit) for row in rows],
            "width": 0.56,
            "marker": {
                "color": [_bar_colour(*each, view) for each in zip(rows, picked, strict=True)]
            },
        },
        {
            "type": "scatter",
            "mode": "text",
            "x": reach,
            "y": names,
            "ids": ways,
            "text": [f" {_chain_text(row, say)}" for row in rows],
            "textposition": "middle right",
            "cliponaxis": False,
        },
    ]


def _box(row: Row, view: View) -> Box:
    """A chain: funds in place, the target, the gap, the growth, and its light in words."""
    say = view.say
    tone = _bar_colour(row, view.chain_id in (None, row.chain_id), view)
    lines = of_figure(say("省外到位资金"), row, say, (tone, ""))
    if _light(row, say):
        lines.append(Line(say("状态"), _light(row, say)))
    return Box(_chain_label(row, say), lines, _short(row, say), f"chain?chain={row.chain_id}")


def _bar_colour(row: Row, is_picked: bool, view: View) -> str:
    """Navy; red only where the light says 滞后; grey for what was not picked."""
    colour = TOKENS[view.theme]
    if not is_picked:
        return colour["previous"]
    return colour["bad"] if row.light == "behind" else colour["actual"]


def _chain_columns(unit: str, say: Words) -> tuple[Column, ...]:
    return (
        Column(f"short_{say.lang}", say("产业链")),
        Column("value", say("累计"), unit, 2),
        *figures.growth_columns(say),
        figures.target_column(say, unit),
        Column("completion", say("完成率"), words=lambda row: _done(row, say), derived=True),
        Column("gap", say("与序时进度之差"), "个百分点", 2, derived=True),
        Column("light", say("状态"), words=lambda row: _light(row, say)),
        figures.gone_column(say),
    )


def _done(row: Row, say: Words) -> str:
    return "" if row.completion is None else say.share_percent(row.completion)


def _light(row: Row, say: Words) -> str:
    return "" if row.gap is None else say.light_name(row.light)[1]
