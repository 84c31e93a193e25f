"""Investment year by year, to the same month: small figures, one a metric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import (
    empty,
    framed,
    height,
    measure,
    name,
    place,
    plain,
    provenance,
    size,
)
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import amount, bare_period, listed, missing, number, scaled, texts, unit_name

SMALL = {"light": 0.64, "projector": 0.36}  # of the usual height: two rows fit a slide


def by_year(rows: Sequence[Row], view: View) -> Panel:
    """One small figure a metric, one column a year to the same month; the last year is dark.

    rows  as analysis.investment.to_the_same_month returns them
    """
    _ = texts(view.lang)
    known = [row for row in rows if row.value is not None]
    if not known:
        why = _("没有招商数据")
        return Panel(**empty("investment_series", view, why, _("历年招商引资")))
    groups = [
        [row for row in rows if row.metric_id == metric_id]
        for metric_id in dict.fromkeys(row.metric_id for row in known)
    ]
    return Panel(
        name="investment_series",
        finding=_change(groups[0], view),
        measure=measure(
            place(known[-1], view.lang),
            _("各年同期累计，深色为最近一年"),
            _("年度之间口径如有调整不作同比"),
        ),
        body={"multiples": [_small(group, view) for group in groups]},
        rows=[_in_table(row, view) for row in rows],
        columns=_columns(view),
        **provenance(known, view),
        alt=" ".join(_said(group, view) for group in groups),
        notes=(_("签约额、到位资金和固定资产投资是三个口径，不相加、不替代。"),),
    )


def _change(group: Sequence[Row], view: View) -> str:
    """The last year beside the one before it, as levels: no growth is made of them."""
    _ = texts(view.lang)
    known = [row for row in group if row.value is not None]
    last = known[-1]
    said = _("{period}{name} {value}").format(
        period=bare_period(last.period_start, last.period_end, "ytd", view.lang),
        name=name(last, view.lang),
        value=_value(last, view),
    )
    if len(known) == 1:
        return said
    before = known[-2]
    return _("{said}，{year}年同期 {value}").format(
        said=said, year=before.year, value=_value(before, view)
    )


def _small(group: Sequence[Row], view: View) -> dict[str, Any]:
    last = group[-1]
    unit = unit_name(last.unit, view.lang)
    return {
        "title": name(last, view.lang),
        "note": measure(_same_months(last, view), unit),
        "caveat": "",
        "alt": _said(group, view),
        **framed(
            [_bars(group, view)],
            view,
            height=height(view, SMALL[view.theme]),
            margin={"r": 24, "t": round(size(view) * 1.8)},
            xaxis={"type": "category", "showgrid": False},
            yaxis={"rangemode": "tozero", "visible": False},
        ),
    }


def _bars(group: Sequence[Row], view: View) -> dict[str, Any]:
    colour, latest = TOKENS[view.theme], group[-1].year
    return {
        "type": "bar",
        "x": [str(row.year) for row in group],
        "y": [scaled(row.value, row.unit, view.lang) for row in group],
        "text": [plain(_digits(row, view)) for row in group],
        "textposition": "outside",
        "constraintext": "none",
        "textangle": 0,
        "cliponaxis": False,
        "marker": {
            "color": [colour["actual" if row.year == latest else "previous"] for row in group]
        },
        "hovertemplate": "%{x} %{text}<extra></extra>",
    }


def _same_months(row: Row, view: View) -> str:
    words = bare_period(row.period_start, row.period_end, "ytd", view.lang)
    return words.removeprefix(f"{row.year}年").removesuffix(f" {row.year}")


def _value(row: Row, view: View) -> str:
    if row.value is None:
        return missing(row.absence, view.lang, view.pack)
    return amount(row.value, row.unit, view.lang, row.decimals)


def _digits(row: Row, view: View) -> str:
    """The value without its unit, to no more digits than fit above a column."""
    if row.value is None:
        return ""
    shown = scaled(row.value, row.unit, view.lang) or 0.0
    return number(shown, 0 if row.decimals == 0 or shown >= 1000 else 1, view.lang)


def _said(group: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    return _("{name}：{points}。").format(
        name=name(group[-1], view.lang),
        points=listed([f"{row.year} {_value(row, view)}" for row in group], view.lang),
    )


def _in_table(row: Row, view: View) -> Row:
    value = scaled(row.value, row.unit, view.lang)
    return row.with_(
        shown="" if value is None else number(value, row.decimals, view.lang),
        shown_unit=unit_name(row.unit, view.lang),
        missing="" if row.value is not None else missing(row.absence, view.lang, view.pack),
    )


def _columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("指标")),
        Column("period_end", _("截至")),
        Column("shown", _("累计"), decimals=2),
        Column("shown_unit", _("单位")),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("missing", _("缺数原因")),
    )
