"""Months of a year along an axis: their labels, and one upright bar a month."""

from __future__ import annotations

from typing import Any

from chainboard.view import Row, View

UNIT = "亿元"


def month_label(row: Row, view: View) -> str:
    """The label of a column: 1—2月 for the pair, then the month."""
    say = view.say
    start = row.period_end.replace(day=1) if row.months > 2 else row.period_start
    return say.short_period(start, row.period_end, "month")


def month_tick(row: Row, view: View) -> str:
    """The same below a column, on two lines for the pair: a phone has no room beside it."""
    return month_label(row, view).replace("—", "—<br>").replace("–", "–<br>")


def month_bars(
    months: list[str], values: list[float | None], colour: str, view: View
) -> dict[str, Any]:
    """One upright bar a month (values in 亿元); the hover says the amount with its unit."""
    say = view.say
    return {
        "type": "bar",
        "x": months,
        "y": [say.scaled(value, UNIT) for value in values],
        "marker": {"color": colour},
        "customdata": [say.amount(value, UNIT) for value in values],
        "hovertemplate": "%{x} %{customdata}<extra></extra>",
    }
