"""Funds in place, month by month against the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import empty, framed, height, measure, place, provenance, size
from chainboard.panels.months import month_bars, month_label, month_tick
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    ahead,
    amount,
    bare_period,
    listed,
    missing,
    number,
    scaled,
    share_percent,
    texts,
    unit_name,
)

UNIT = "亿元"
TALL = {"light": 1.35, "projector": 1.0}  # as high as the chains beside it


def by_month(rows: Sequence[Row], view: View) -> Panel:
    """What each month brought, beside the same month of last year and a twelfth of the target.

    rows  as analysis.investment.shown_year returns them, lit by analysis.lights (亿元)

    January and February are one column of two months, set against two twelfths.
    """
    _ = texts(view.lang)
    if view.pack == "published" or not any(row.month_value is not None for row in rows):
        why = _("没有月度到位资金")
        return Panel(**empty("in_place_monthly", view, why, _("各月到位资金")))
    last = [row for row in rows if row.year_to_date is not None][-1]
    return Panel(
        name="in_place_monthly",
        finding=_year_so_far(last, view),
        measure=measure(
            place(last, view.lang),
            _("省外到位资金，当月(由累计数相减推算)"),
            unit_name(UNIT, view.lang),
            _("深色为本年，灰色为上年，短线为年度目标的十二分之一"),
        ),
        body=framed(
            _month_traces(rows, view),
            view,
            barmode="group",
            bargap=0.2,
            height=height(view, TALL[view.theme]),
            margin={"t": height(view, 0.16)},
            yaxis={"rangemode": "tozero"},
        ),
        rows=[row.with_(missing=_missing(row, row.year_to_date, view)) for row in rows],
        columns=_month_columns(view),
        **provenance(rows, view),
        alt=listed([_month_said(row, view) for row in rows], view.lang),
        notes=_month_notes(rows, view),
    )


def _year_so_far(last: Row, view: View) -> str:
    _ = texts(view.lang)
    said = _("{period}到位资金累计 {value}").format(
        period=bare_period(last.period_start, last.period_end, "ytd", view.lang),
        value=amount(last.year_to_date, UNIT, view.lang),
    )
    if last.gap is None:
        return said
    return _("{said}，完成年度目标 {done}，{ahead}").format(
        said=said, done=share_percent(last.completion, view.lang), ahead=ahead(last.gap, view.lang)
    )


def _month_traces(rows: Sequence[Row], view: View) -> list[dict[str, Any]]:
    _ = texts(view.lang)
    colour, months = TOKENS[view.theme], [month_tick(row, view) for row in rows]
    plan = [_plan(row) for row in rows]
    return [
        month_bars(months, [row.prior_month_value for row in rows], colour["previous"], view),
        {
            **month_bars(months, [row.month_value for row in rows], colour["actual"], view),
            "text": [_digits(row.month_value, view) for row in rows],
            "textposition": "outside",
            "textangle": -90,
            "constraintext": "none",
            "cliponaxis": False,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": months,
            "y": [scaled(value, UNIT, view.lang) for value in plan],
            "marker": {
                "symbol": "line-ew-open",
                "size": round(size(view) * 1.3),
                "color": colour["text"],
                "line": {"width": size(view) / 6},
            },
            "name": _("月度计划"),
            "customdata": [amount(value, UNIT, view.lang) for value in plan],
            "hovertemplate": "%{x} %{fullData.name} %{customdata}<extra></extra>",
        },
    ]


def _plan(row: Row) -> float | None:
    """The linear plan of the column: a twelfth of the target, two for the January-February pair."""
    if row.target is None:
        return None
    return float(row.target) * (2 if row.months == 2 else 1) / 12


def _digits(value: float | None, view: View) -> str:
    """A number in the unit that the subtitle names; small ones keep what they have in English."""
    if value is None:
        return ""
    return number(scaled(value, UNIT, view.lang), 1 if view.lang == "zh" else 2, view.lang)


def _month_said(row: Row, view: View) -> str:
    said = _missing(row, row.year_to_date, view) or amount(row.month_value, UNIT, view.lang)
    return f"{month_label(row, view)} {said}"


def _missing(row: Row, value: float | None, view: View) -> str:
    return missing(row.absence, view.lang, view.pack) if value is None else ""


def _month_notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    _ = texts(view.lang)
    gone = [_month_said(row, view) for row in rows if row.year_to_date is None]
    summed = [row for row in rows if row.parts > 1]
    plan = _("月度计划为年度目标的十二分之一，1—2月合并为两个月。")
    notes = [plan] if any(row.target is not None for row in rows) else []
    if summed:
        notes.append(_("由各链相加(推算)，各链之间可能有交叉。"))
    return (*notes, *gone)


def _month_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("period_end", _("截至")),
        Column("year_to_date", _("本年累计"), UNIT, 2),
        Column("prior_year_to_date", _("上年同期累计"), UNIT, 2),
        Column("month_value", _("当月(推算)"), UNIT, 2),
        Column("prior_month_value", _("上年同月(推算)"), UNIT, 2),
        Column("target", _("年度目标"), UNIT, 2),
        Column("missing", _("缺数原因")),
    )
