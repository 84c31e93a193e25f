"""How the counties of the record are made up: sectors and rural income, in order to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.county import of_metric, shares
from chainboard.analysis.rank import ranked
from chainboard.panels.county.bars import bars
from chainboard.panels.county.scope import bare, when
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.places import gone, label, picked
from chainboard.view import Row, View
from chainboard.words import Words

INCOME = "rural_income_pc"
CLOSE = 1400  # 元: the distance that may be said of the seven counties' incomes


def structure(rows: Sequence[Row], view: View) -> Panel:
    """The record's order: secondary and primary sector as parts of the product, rural income.

    rows  as analysis.county.measured returns them
    """
    say = view.say
    second, first = (shares(rows, f"gdp_{s}", "gdp") for s in ("secondary", "primary"))
    groups = [
        (group, column, title)
        for group, column, title in (
            (second, "share", say("第二产业占地区生产总值比重(推算)")),
            (first, "share", say("第一产业占地区生产总值比重(推算)")),
            (of_metric(rows, INCOME), "value", say("农村居民人均可支配收入")),
        )
        if any(row[column] is not None for row in group)
    ]
    if not groups:
        why = say("这一期没有分县(区)生产总值")
        return Panel(**empty("county_rank", view, why, say("县(区)结构对比")))
    ordered = [(ranked(group, column, 4), column, title) for group, column, title in groups]
    return Panel(
        name="county_rank",
        finding=_structure_finding(ordered[0][0], ordered[0][2], ordered[0][1], view),
        measure=measure(*dict.fromkeys(when(group[0], view) for group, _c, _t in ordered)),
        body=Multiples([_order(*each, view) for each in ordered]),
        rows=[_structure_row(r, c, t, view) for group, c, t in ordered for r in group],
        columns=_structure_columns(say),
        **provenance([r for group, _c, _t in ordered for r in group if r.figure_id], view),
        alt=" ".join(f"{title} {_order(g, c, title, view)['alt']}" for g, c, title in ordered),
        notes=(say("排序只为阅读，不是考核位次。"),),
    )


def _order(rows: Sequence[Row], column: str, title: str, view: View) -> dict[str, Any]:
    say = view.say
    plain = [row.with_(rank=None) for row in rows]
    figure = bars(plain, column, lambda row: _structure_said(row, column, say), view)
    said = [
        f"{label(r, r[column] is not None, view)} {_structure_said(r, column, say)}" for r in plain
    ]
    is_income = rows[0].metric_id == INCOME
    return {
        "title": title,
        "note": measure(bare(rows[0], view), say.unit_name(rows[0].unit) if is_income else "%"),
        "caveat": say("已见各县最高与最低相差 1,400 元以内。")
        if is_income and _is_close(rows)
        else "",
        "alt": say.listed([each.strip() for each in said]),
        **figure,
    }


def _is_close(rows: Sequence[Row]) -> bool:
    known = [row.value for row in rows if row.value is not None]
    return bool(max(known) - min(known) <= CLOSE)


def _structure_said(row: Row, column: str, say: Words) -> str:
    if row[column] is None:
        return ""
    if column == "share":
        return say.share_percent(row.share)
    return say.number(row.value, 2)


def _structure_finding(rows: Sequence[Row], title: str, column: str, view: View) -> str:
    say = view.say
    own = picked(rows, view)
    if own is not None and own[column] is not None:
        return say("{county}{what}为 {value}").format(
            county=say.county(own), what=title, value=_structure_said(own, column, say)
        )
    known = [row for row in rows if row[column] is not None]
    return say("{what}：{first}最高({high})，{last}最低({low})").format(
        what=title,
        first=say.county(known[0]),
        high=_structure_said(known[0], column, say),
        last=say.county(known[-1]),
        low=_structure_said(known[-1], column, say),
    )


def _structure_row(row: Row, column: str, title: str, view: View) -> Row:
    say = view.say
    is_share = column == "share"
    return row.with_(
        what=title,
        period=when(row, view),
        shown=_structure_said(row, column, say),
        base_value=say.number(row.value, 2) if row.value is not None else "",
        shown_unit="%" if is_share else say.unit_name(row.unit),
        missing="" if row[column] is not None else gone(row, view),
    )


def _structure_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("what", say("指标")),
        Column(f"short_{say.lang}", say("县(区)")),
        Column("period", say("期间")),
        Column("shown", say("数值")),
        Column("shown_unit", say("单位")),
        Column("missing", say("缺数原因")),
    )
