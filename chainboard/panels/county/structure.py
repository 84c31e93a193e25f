"""How the counties of the record are made up: sectors and rural income, in order to be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from chainboard.panels.county.bars import bars
from chainboard.panels.county.scope import (
    bare,
    county_column,
    period_column,
    sentence,
    when,
    words_of,
)
from chainboard.panels.figures import unit_column
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.hover import Line
from chainboard.panels.panel import OWN, Column, Multiples, Panel
from chainboard.panels.places import gone, label, picked
from chainboard.view import Row, View
from chainboard.words import Words


def structure(orders: Sequence[Sequence[Row]], breaks: Sequence[Row], view: View) -> Panel:
    """Secondary and primary sector as parts of the product, and rural income, to be read.

    orders  as analysis.record.makeup returns them
    breaks  as analysis.record.borne_out returns them
    """
    say = view.say
    if not orders:
        why = say("这一期没有分县（区）地区生产总值")
        return Panel(**empty("county_rank", view, why, say("县（区）结构对比")))
    drawn = [_order(rows, breaks, view) for rows in orders]
    shown = [row for rows in orders for row in rows]
    return Panel(
        name="county_rank",
        fixed=("chain",),
        marks=("county",),
        finding=_finding(orders[0], view),
        measure=measure(*dict.fromkeys(when(rows[0], view) for rows in orders)),
        body=Multiples(drawn),
        rows=shown,
        columns=_columns(view),
        **provenance([row for row in shown if row.figure_id], view),
        alt=" ".join(f"{each['title']} {each['alt']}" for each in drawn),
        notes=(say("排序只为阅读，不是考核位次。"),),
    )


def _title(row: Row, say: Words) -> str:
    titles = {
        "gdp_secondary": say("第二产业占地区生产总值比重（推算）"),
        "gdp_primary": say("第一产业占地区生产总值比重（推算）"),
    }
    return titles.get(row.metric_id) or say("农村居民人均可支配收入")


def _order(rows: Sequence[Row], breaks: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    said = [f"{label(r, r.shown is not None, view)} {_said(r, say)}" for r in rows]
    return {
        "title": _title(rows[0], say),
        "note": measure(bare(rows[0], view), say.unit_name(rows[0].unit)),
        "caveat": sentence(words_of(breaks, say, rows[0].metric_id), say),
        "alt": say.listed([each.strip() for each in said]),
        **bars(rows, "shown", lambda row: _said(row, say), partial(_told, view), view),
    }


def _told(view: View, row: Row, tone: str) -> list[Line]:
    """The line of a county's box: what is compared, with its unit."""
    say = view.say
    said = gone(row, view)
    if row.shown is not None:
        said = say.amount(row.shown, row.unit) if row.share is None else _said(row, say)
    return [Line(_title(row, say), said, tone)]


def _said(row: Row, say: Words) -> str:
    if row.shown is None:
        return ""
    return say.number(row.shown, 2) if row.share is None else say.share_percent(row.share)


def _finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    own, title = picked(rows, view), _title(rows[0], say)
    if own is not None and own.shown is not None:
        return say("{county}{what}为 {value}").format(
            county=say.county(own), what=title, value=_said(own, say)
        )
    known = [row for row in rows if row.shown is not None]
    return say("{what}：{first}最高（{high}），{last}最低（{low}）").format(
        what=title,
        first=say.county(known[0]),
        high=_said(known[0], say),
        last=say.county(known[-1]),
        low=_said(known[-1], say),
    )


def _columns(view: View) -> tuple[Column, ...]:
    """The table; what is compared is ours where its unit is a percent, and its title says so."""
    say = view.say
    return (
        Column("metric_id", say("指标"), words=lambda row: _title(row, say)),
        county_column(say),
        period_column(view),
        Column("shown", say("数值"), OWN, words=lambda row: _said(row, say)),
        unit_column(say),
        Column("absence", say("缺数原因"), words=lambda row: _gone(row, view)),
    )


def _gone(row: Row, view: View) -> str:
    return "" if row.shown is not None else gone(row, view)
