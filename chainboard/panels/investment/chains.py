"""Funds in place, chain by chain against the target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import empty, framed, height, measure, place, plain, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    ahead,
    amount,
    light_name,
    listed,
    missing,
    number,
    period,
    scaled,
    share_percent,
    texts,
    unit_name,
)

UNIT = "亿元"
TALL = {"light": 1.35, "projector": 1.0}  # of the usual height: thirteen chains


def by_chain(rows: Sequence[Row], view: View) -> Panel:
    """One bar a chain with its target as an outline, the light in words behind it.

    rows  as investment.by_chain returns them, lit by analysis.lights (亿元)

    A sub-chain stands after the chain that contains it; the picked chain keeps its colour.
    """
    _ = texts(view.lang)
    known = [row for row in rows if row.value is not None]
    if not known:
        why = _("没有分链到位资金")
        return Panel(**empty("investment_by_chain", view, why, _("各链到位资金")))
    top = max(max(row.value or 0, row.target or 0) for row in rows)
    return Panel(
        name="investment_by_chain",
        finding=_behind(known, view),
        measure=measure(
            place(rows[0], view.lang),
            _("省外到位资金"),
            period(rows[0].period_start, rows[0].period_end, "ytd", view.lang),
            unit_name(UNIT, view.lang),
            _("空框为年度目标，数字为累计和完成率"),
        ),
        body=framed(
            _chain_traces(rows[::-1], view),  # Plotly draws the first category at the bottom
            view,
            height=height(view, TALL[view.theme]),
            barmode="overlay",
            xaxis={"visible": False, "range": [0, (scaled(top, UNIT, view.lang) or 1) * 2.6]},
            yaxis={"type": "category", "showgrid": False},
        ),
        rows=[_chain_in_table(row, view) for row in rows],
        columns=_chain_columns(view),
        **provenance(known, view),
        alt=listed(
            [f"{_chain_label(row, view)} {_chain_text(row, view)}" for row in rows], view.lang
        ),
        notes=(
            _("分链(如苹果、肉羊)已含在所属产业链内，不再相加。"),
            *dict.fromkeys(row[f"rule_{view.lang}"] for row in rows if row.light),
        ),
    )


def _behind(rows: Sequence[Row], view: View) -> str:
    """Which chain is furthest from the calendar, and by how much; or the largest."""
    _ = texts(view.lang)
    paced = [row for row in rows if row.gap is not None]
    if not paced:
        return _("{chain}到位资金最多，{value}").format(
            chain=_short(rows[0], view), value=amount(rows[0].value, UNIT, view.lang)
        )
    last = min(paced, key=lambda row: row.gap)
    trailing = sum(1 for row in paced if row.gap < 0)
    if not trailing:
        return _("{count} 条链的到位资金均不低于序时").format(count=len(paced))
    return _("{count} 条链中 {trailing} 条欠序时，{chain}{ahead}").format(
        count=len(paced),
        trailing=trailing,
        chain=_short(last, view),
        ahead=ahead(last.gap, view.lang),
    )


def _short(row: Row, view: View) -> str:
    return str(row[f"short_{view.lang}"])


def _chain_label(row: Row, view: View) -> str:
    label = plain(_short(row, view))
    return f"· {label}" if row.parent_id else label


def _chain_text(row: Row, view: View) -> str:
    if row.value is None:
        return missing(row.absence, view.lang, view.pack)
    value = number(scaled(row.value, UNIT, view.lang), 2, view.lang)
    if row.completion is None:
        return value
    said = f"{value} · {share_percent(row.completion, view.lang, 1)}"
    if row.light == "on_track":
        return said  # only exceptions are named
    return " ".join((said, *light_name(row.light, view.lang)))


def _chain_traces(rows: Sequence[Row], view: View) -> list[dict[str, Any]]:
    colour, names = TOKENS[view.theme], [_chain_label(row, view) for row in rows]
    picked = [view.chain_id in (None, row.chain_id) for row in rows]
    ways = [f"chain?chain={row.chain_id}" for row in rows]
    bar = {"type": "bar", "orientation": "h", "y": names, "ids": ways, "hoverinfo": "skip"}
    reach = [max(row.value or 0, row.target or 0) for row in rows]
    return [
        {
            **bar,
            "x": [scaled(row.target, UNIT, view.lang) for row in rows],
            "width": 0.8,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour["text"], "width": 1.5}},
        },
        {
            **bar,
            "x": [scaled(row.value, UNIT, view.lang) for row in rows],
            "width": 0.56,
            "marker": {
                "color": [_bar_colour(*each, view) for each in zip(rows, picked, strict=True)]
            },
        },
        {
            "type": "scatter",
            "mode": "text",
            "x": [scaled(value, UNIT, view.lang) for value in reach],
            "y": names,
            "ids": ways,
            "text": [f" {_chain_text(row, view)}" for row in rows],
            "textposition": "middle right",
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]


def _bar_colour(row: Row, is_picked: bool, view: View) -> str:
    """Navy; red only where the light says 滞后; grey for what was not picked."""
    colour = TOKENS[view.theme]
    if not is_picked:
        return colour["previous"]
    return colour["bad"] if row.light == "behind" else colour["actual"]


def _chain_in_table(row: Row, view: View) -> Row:
    return row.with_(
        done="" if row.completion is None else share_percent(row.completion, view.lang),
        light_shown="" if row.gap is None else light_name(row.light, view.lang)[1],
        missing=missing(row.absence, view.lang, view.pack) if row.value is None else "",
    )


def _chain_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"short_{view.lang}", _("产业链")),
        Column("value", _("累计"), UNIT, 2),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("target", _("年度目标"), UNIT, 2),
        Column("done", _("完成率")),
        Column("gap", _("较序时"), "个百分点", 2),
        Column("light_shown", _("状态")),
        Column("missing", _("缺数原因")),
    )
