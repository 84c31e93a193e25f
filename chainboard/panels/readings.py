"""Readings of prefectures side by side: how a reading, a gap and a period are said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty
from chainboard.panels.panel import OWN, Column
from chainboard.view import Row, View
from chainboard.words import Words

RATES = 1  # decimals of a difference of growth rates, which are published with one


def nothing(name: str, view: View, title: str, why: str = "") -> dict[str, Any]:
    """The fields of a panel without prefectures to set beside the city: left out, or why."""
    return empty(name, view, why, title if why else "")


def reading(row: Row, say: Words) -> str:
    """A growth or a value as its source printed it, with its hedge; a missing one as its kind."""
    if row.reading is None:
        return say.missing(row.get("absence"))
    if not row.is_growth:
        return figures.value(row, say)
    return say.growth(row.published_growth, row.growth_text, row.hedge, row.hedge_text)


def size(gap: float, row: Row, say: Words) -> str:
    """How large a gap is, without its sign, in the unit; of percents in percentage points."""
    if row.unit == "%":
        return say.amount(abs(gap), "个百分点", RATES if row.is_growth else 2)
    return say.amount(abs(gap), row.unit, row.decimals)


def apart(gap: float, row: Row, say: Words) -> str:
    """A gap in words: 高 27.7 个百分点, 低 5.24 亿元, 持平."""
    said = size(gap, row, say)
    if said == size(0, row, say):
        return say("持平")
    return (say("高 {size}") if gap > 0 else say("低 {size}")).format(size=said)


def stands(row: Row, say: Words) -> str:
    """A place and how far it is from the city: 白银高 27.7 个百分点."""
    return say("{place}{apart}").format(place=say.place(row), apart=apart(row.gap, row, say))


def span(row: Row, say: Words) -> str:
    """The period of a figure without brackets."""
    return say.bare_period(row.period_start, row.period_end, row.basis)


def dated(row: Row, view: View) -> str:
    """The period, and that it is long ago where it is."""
    return view.say.bracketed(span(row, view.say), figures.age(row.period_end, view))


def columns(say: Words) -> tuple[Column, ...]:
    """The table behind: indicator, place, period, reading as printed, source."""
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column(f"area_{say.lang}", say("地区")),
        Column("period", say("期间"), words=lambda row: span(row, say)),
        Column("reading", say("数值"), OWN, words=lambda row: reading(row, say), says_unit=True),
        Column("source", say("来源"), words=lambda row: cited(row, say)),
    )


def cited(row: Row, say: Words) -> str:
    """The source of a figure; nothing where there is none."""
    return figures.cited(row, say) if row.get("source_title") else ""


def places(rows: Sequence[Row], say: Words) -> str:
    """The places of rows, listed."""
    return say.listed([say.place(row) for row in rows])
