"""Months of a year along an axis: labels and bars, and one metric month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.figures import growth_columns, target_column
from chainboard.panels.frame import MAIN, measure, provenance
from chainboard.panels.hover import Box, Line, boxed_figure, of_growth, of_target, of_value
from chainboard.panels.panel import Column
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

UNIT = "亿元"


def month_label(row: Row, view: View) -> str:
    """The label of a column: 1—2月 for the pair, then the month."""
    say = view.say
    start = row.period_end.replace(day=1) if row.months > 2 else row.period_start
    return say.short_period(start, row.period_end, "month")


def month_tick(row: Row, view: View) -> str:
    """The same below a column, on two lines for the pair: a phone has no room beside it."""
    return in_lines(month_label(row, view))


def in_lines(words: str) -> str:
    """A span of months on two lines, its dash on the first."""
    return words.replace("—", "—<br>").replace("–", "–<br>")


def month_bars(
    months: list[str], values: list[float | None], colour: str, view: View, unit: str = UNIT
) -> dict[str, Any]:
    """One upright bar a month."""
    say = view.say
    return {
        "type": "bar",
        "x": months,
        "y": [say.scaled(value, unit) for value in values],
        "marker": {"color": colour},
    }


def month_box(row: Row, column: str, plan: float | None, view: View) -> Box:
    """The box of a month: this year, last year, the plan, the target, the gap and growth.

    row     with the columns column and prior_column, of year_to_date or month_value
    plan    what the plan drawn for the month is, None for none
    """
    say, colour = view.say, TOKENS[view.theme]
    is_since_january = column == "year_to_date"
    now, before, aim = (
        (say("本年累计"), say("上年同期累计"), say("目标的序时进度"))
        if is_since_january
        else (say("当月（推算）"), say("上年同月（推算）"), say("月度计划"))
    )
    lines = [
        of_value(now, row, say, column, colour["actual"]),
        of_value(before, row, say, f"prior_{column}", colour["previous"]),
        *([Line(aim, say.amount(plan, row.unit), colour["text"])] if plan is not None else []),
        *([] if is_since_january else [of_value(say("本年累计"), row, say, "year_to_date")]),
        *of_target(row, say),
        *(of_growth(row, say) if is_since_january else []),
    ]
    start = (
        row.period_start if is_since_january or row.months == 2 else row.period_end.replace(day=1)
    )
    head = say.bare_period(start, row.period_end, "ytd" if is_since_january else "month")
    return Box(month_tick(row, view), lines, head)


def by_month(rows: Sequence[Row], name: str, view: View) -> dict[str, Any]:
    """The fields of a panel of one metric: this year beside last year, the target as a line.

    rows  as chain_output.by_month returns them, one at least
    name  what the metric is called in the subtitle
    """
    say, column = view.say, "year_to_date" if view.basis == "ytd" else "month_value"
    has_target = any(row.target is not None for row in rows)
    return {
        "measure": measure(
            name,
            say("累计") if view.basis == "ytd" else say("当月（由累计数相减推算）"),
            say.unit_name(rows[0].unit),
            say("深色为本年，灰色为上年，线为目标的序时进度")
            if has_target
            else say("深色为本年，灰色为上年"),
        ),
        "body": boxed_figure(
            _traces(rows, column, view),
            [month_box(row, column, _target_at(row, view), view) for row in rows],
            view,
            barmode="group",
            bargap=0.25,
        ),
        "rows": rows,
        "columns": _columns(rows[0], say),
        **provenance(rows, view),
        "alt": say.listed([_told(row, column, view) for row in rows]),
        "notes": _notes(rows, view),
    }


def so_far(rows: Sequence[Row], name: str, say: Words) -> str:
    """The newest year to date with its published growth: 2026年1—3月产值 24.40 亿元，…

    rows  as chain_output.by_month returns them, one at least
    """
    row = next((row for row in reversed(rows) if row.year_to_date is not None), rows[-1])
    is_missing = row.year_to_date is None
    period = say.bare_period(row.period_start, row.period_end, row.basis)
    if is_missing:
        missing = say.absent(row.absence)
        return say("{period}{metric}{missing}").format(period=period, metric=name, missing=missing)
    said = say("{period}{metric} {value}").format(
        period=period,
        metric=name,
        value=say.amount(row.year_to_date, row.unit, row.decimals),
    )
    if row.published_growth is None:
        return said
    rate = say.growth_prose(row.published_growth, row.growth_text)
    return say("{said}，公布同比{growth}").format(said=said, growth=rate)


def _traces(rows: Sequence[Row], column: str, view: View) -> list[dict[str, Any]]:
    colour, months, unit = TOKENS[view.theme], [month_tick(row, view) for row in rows], rows[0].unit
    before, now = ([row[key] for row in rows] for key in (f"prior_{column}", column))
    return [
        month_bars(months, before, colour["previous"], view, unit),
        {**month_bars(months, now, colour["actual"], view, unit), "meta": MAIN},
        _pace_line(rows, months, view),
    ]


def _pace_line(rows: Sequence[Row], months: list[str], view: View) -> dict[str, Any]:
    say, colour, unit = view.say, TOKENS[view.theme], rows[0].unit
    plan = [_target_at(row, view) for row in rows]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": months,
        "y": [say.scaled(value, unit) for value in plan],
        "line": {"color": colour["text"], "width": 2, "dash": "dot"},
        "marker": {"symbol": "line-ew-open", "size": 14, "color": colour["text"]},
    }


def _target_at(row: Row, view: View) -> float | None:
    """The linear pace of the target: to the end of the month, or of the months of the column."""
    if row.target is None:
        return None
    months = row.months if view.basis == "ytd" else (2 if row.months == 2 else 1)
    return float(row.target * months / 12)


def _told(row: Row, column: str, view: View) -> str:
    say = view.say
    missing = say.missing(row.absence) if row.year_to_date is None else ""
    return f"{month_label(row, view)} {missing or say.amount(row[column], row.unit)}"


def _notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    pair = say("1—2月合并公布，不拆分。")
    late = [row for row in rows if row.absence][-1:]
    said = [
        say("{month}{missing}").format(
            month=month_label(row, view), missing=say.absent(row.absence)
        )
        for row in late
    ]
    return (pair, *said)


def _columns(row: Row, say: Words) -> tuple[Column, ...]:
    unit, places = row.unit, row.decimals
    return (
        Column("period_end", say("截至")),
        Column("year_to_date", say("本年累计"), unit, places),
        Column("prior_year_to_date", say("上年同期累计"), unit, places),
        *growth_columns(say),
        Column("month_value", say("当月（推算）"), unit, places, derived=True),
        Column("prior_month_value", say("上年同月（推算）"), unit, places, derived=True),
        target_column(say, unit),
    )
