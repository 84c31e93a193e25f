"""How the counties of the record are made up: sectors and rural income, in order to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.county import of_metric, shares
from chainboard.analysis.rank import ranked
from chainboard.panels.county.bars import bars
from chainboard.panels.county.scope import bare, when
from chainboard.panels.frame import county, empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import gone, label, picked
from chainboard.view import Row, View
from chainboard.words import listed, number, share_percent, texts, unit_name

INCOME = "rural_income_pc"
CLOSE = 1400  # 元: the distance that may be said of the seven counties' incomes


def structure(rows: Sequence[Row], view: View) -> Panel:
    """The record's order: secondary and primary sector as parts of the product, rural income.

    rows  as analysis.county.measured returns them
    """
    _ = texts(view.lang)
    second, first = (shares(rows, f"gdp_{s}", "gdp") for s in ("secondary", "primary"))
    groups = [
        (group, column, title)
        for group, column, title in (
            (second, "share", _("第二产业占地区生产总值比重(推算)")),
            (first, "share", _("第一产业占地区生产总值比重(推算)")),
            (of_metric(rows, INCOME), "value", _("农村居民人均可支配收入")),
        )
        if any(row[column] is not None for row in group)
    ]
    if not groups:
        why = _("这一期没有分县(区)生产总值")
        return Panel(**empty("county_rank", view, why, _("县(区)结构对比")))
    ordered = [(ranked(group, column, 4), column, title) for group, column, title in groups]
    return Panel(
        name="county_rank",
        finding=_structure_finding(ordered[0][0], ordered[0][2], ordered[0][1], view),
        measure=measure(*dict.fromkeys(when(group[0], view) for group, _c, _t in ordered)),
        body={"multiples": [_order(*each, view) for each in ordered]},
        rows=[_structure_row(r, c, t, view) for group, c, t in ordered for r in group],
        columns=_structure_columns(view),
        **provenance([r for group, _c, _t in ordered for r in group if r.figure_id], view),
        alt=" ".join(f"{title} {_order(g, c, title, view)['alt']}" for g, c, title in ordered),
        notes=(_("排序只为阅读，不是考核位次。"),),
    )


def _order(rows: Sequence[Row], column: str, title: str, view: View) -> dict[str, Any]:
    _ = texts(view.lang)
    plain = [row.with_(rank=None) for row in rows]
    figure = bars(plain, column, lambda row: _structure_said(row, column, view), view)
    said = [
        f"{label(r, r[column] is not None, view)} {_structure_said(r, column, view)}" for r in plain
    ]
    is_income = rows[0].metric_id == INCOME
    return {
        "title": title,
        "note": measure(
            bare(rows[0], view), unit_name(rows[0].unit, view.lang) if is_income else "%"
        ),
        "caveat": _("已见各县最高与最低相差 1,400 元以内。")
        if is_income and _is_close(rows)
        else "",
        "alt": listed([each.strip() for each in said], view.lang),
        **figure,
    }


def _is_close(rows: Sequence[Row]) -> bool:
    known = [row.value for row in rows if row.value is not None]
    return bool(max(known) - min(known) <= CLOSE)


def _structure_said(row: Row, column: str, view: View) -> str:
    if row[column] is None:
        return ""
    if column == "share":
        return share_percent(row.share, view.lang)
    return number(row.value, 2, view.lang)


def _structure_finding(rows: Sequence[Row], title: str, column: str, view: View) -> str:
    _ = texts(view.lang)
    own = picked(rows, view)
    if own is not None and own[column] is not None:
        return _("{county}{what}为 {value}").format(
            county=county(own, view.lang), what=title, value=_structure_said(own, column, view)
        )
    known = [row for row in rows if row[column] is not None]
    return _("{what}：{first}最高({high})，{last}最低({low})").format(
        what=title,
        first=county(known[0], view.lang),
        high=_structure_said(known[0], column, view),
        last=county(known[-1], view.lang),
        low=_structure_said(known[-1], column, view),
    )


def _structure_row(row: Row, column: str, title: str, view: View) -> Row:
    is_share = column == "share"
    return row.with_(
        what=title,
        period=when(row, view),
        shown=_structure_said(row, column, view),
        base_value=number(row.value, 2, view.lang) if row.value is not None else "",
        shown_unit="%" if is_share else unit_name(row.unit, view.lang),
        missing="" if row[column] is not None else gone(row, view),
    )


def _structure_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("what", _("指标")),
        Column(f"short_{view.lang}", _("县(区)")),
        Column("period", _("期间")),
        Column("shown", _("数值")),
        Column("shown_unit", _("单位")),
        Column("missing", _("缺数原因")),
    )
