"""Funds in place, month by month against the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, height, measure, provenance, size
from chainboard.panels.hover import boxed_figure
from chainboard.panels.months import month_bars, month_box, month_label, month_tick
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

DECIMALS = 2  # of the table and over the columns
TALL = {"light": 1.35, "projector": 1.0}  # as high as the chains beside it


def by_month(rows: Sequence[Row], view: View) -> Panel:
    """What each month brought, beside the same month of last year and a twelfth of the target.

    rows  as analysis.investment.shown_year returns them, lit by analysis.lights

    January and February are one column of two months, set against two twelfths.
    """
    say = view.say
    if view.pack.is_record or not any(row.month_value is not None for row in rows):
        why = say("没有月度到位资金")
        return Panel(**empty("in_place_monthly", view, why, say("各月到位资金"), "indicators"))
    last = [row for row in rows if row.year_to_date is not None][-1]
    return Panel(
        name="in_place_monthly",
        finding=_year_so_far(last, say),
        measure=measure(
            say("省外到位资金，当月（由累计数相减推算）"),
            say.unit_name(last.unit),
            say("深色为本年，灰色为上年，短线为年度目标的十二分之一"),
        ),
        body=boxed_figure(
            _month_traces(rows, view),
            [month_box(row, "month_value", _plan(row), view) for row in rows],
            view,
            barmode="group",
            bargap=0.2,
            height=height(view, TALL[view.theme]),
            margin={"t": height(view, 0.16)},
            yaxis={"rangemode": "tozero"},
        ),
        rows=rows,
        columns=_month_columns(last.unit, say),
        **provenance(rows, view),
        alt=say.listed([_month_said(row, view) for row in rows]),
        notes=_month_notes(rows, view),
    )


def _year_so_far(last: Row, say: Words) -> str:
    said = say("{period}到位资金累计 {value}").format(
        period=say.bare_period(last.period_start, last.period_end, "ytd"),
        value=say.amount(last.year_to_date, last.unit),
    )
    if last.gap is None:
        return said
    return say("{said}，完成年度目标 {done}，{ahead}").format(
        said=said, done=say.share_percent(last.completion), ahead=say.ahead(last.gap)
    )


def _month_traces(rows: Sequence[Row], view: View) -> list[dict[str, Any]]:
    say = view.say
    colour, months = TOKENS[view.theme], [month_tick(row, view) for row in rows]
    return [
        month_bars(months, [row.prior_month_value for row in rows], colour["previous"], view),
        {
            **month_bars(months, [row.month_value for row in rows], colour["actual"], view),
            "text": [_digits(row, say) for row in rows],
            "textposition": "outside",
            "textangle": -90,
            "constraintext": "none",
            "cliponaxis": False,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": months,
            "y": [say.scaled(_plan(row), row.unit) for row in rows],
            "marker": {
                "symbol": "line-ew-open",
                "size": round(size(view) * 1.3),
                "color": colour["text"],
                "line": {"width": size(view) / 6},
            },
        },
    ]


def _plan(row: Row) -> float | None:
    """The linear plan of the column: a twelfth of the target, two for the January-February pair."""
    if row.target is None:
        return None
    return float(row.target) * (2 if row.months == 2 else 1) / 12


def _digits(row: Row, say: Words) -> str:
    """A number as the table has it, in the unit that the subtitle names."""
    if row.month_value is None:
        return ""
    return say.number(say.scaled(row.month_value, row.unit), DECIMALS)


def _month_said(row: Row, view: View) -> str:
    say = view.say
    said = _gone(row, say) or say.amount(row.month_value, row.unit)
    return f"{month_label(row, view)} {said}"


def _gone(row: Row, say: Words) -> str:
    """Why there is no total; a sum that lacks a chain has none either."""
    return say.missing(row.absence) if row.year_to_date is None else ""


def _month_notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    gone = [_month_said(row, view) for row in rows if row.year_to_date is None]
    summed = [row for row in rows if row.parts > 1]
    plan = say("月度计划为年度目标的十二分之一，1—2月合并为两个月。")
    notes = [plan] if any(row.target is not None for row in rows) else []
    if summed:
        notes.append(say("由各链相加（推算），各链之间可能有交叉。"))
    return (*notes, *gone)


def _month_columns(unit: str, say: Words) -> tuple[Column, ...]:
    return (
        Column("period_end", say("截至")),
        Column("year_to_date", say("本年累计"), unit, DECIMALS),
        Column("prior_year_to_date", say("上年同期累计"), unit, DECIMALS),
        Column("month_value", say("当月（推算）"), unit, DECIMALS, derived=True),
        Column("prior_month_value", say("上年同月（推算）"), unit, DECIMALS, derived=True),
        figures.target_column(say, unit),
        Column("absence", say("缺数原因"), words=lambda row: _gone(row, say)),
    )
