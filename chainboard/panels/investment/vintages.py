"""Vintage curves: how far the deals of each year had come so many months after signing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from chainboard.panels.frame import MAIN, empty, height, measure, provenance, size
from chainboard.panels.hover import Box, Line, boxed
from chainboard.panels.panel import FRACTION, Column, Multiples, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

RATES = ("start_rate", "funding_rate", "production_rate")
SMALL = 0.8  # of the usual height
STEP = 12  # months between two numbers of the axis
ON_A_SLIDE = 2  # figures side by side
APART = 8  # months between the ends of two years that are both named
YOUNGEST = 3  # months that a curve must have to be drawn


def vintages(rows: Sequence[Row], compared: Sequence[Row], view: View) -> Panel:
    """A figure a rate, a line a year of signing; the newest dark, each with its year at its end.

    rows      as analysis.vintage.curves returns them
    compared  as analysis.vintage.compared returns them: the sentence of the title

    Off on a record: what is published of cohorts stands in the panel of cohorts.
    """
    say = view.say
    heading = say("各年签约项目签约后的进展")
    drawn = [row for row in rows if row.youngest >= YOUNGEST]
    if not drawn:
        why = "" if view.pack.is_record else say("没有签约满 3 个月的项目")
        return Panel(**empty("investment_vintages", view, why, heading, "deals"))
    rates = [rate for rate in RATES if any(row[rate] is not None for row in drawn)]
    shown = rates if view.theme == "light" else rates[:ON_A_SLIDE]
    return Panel(
        name="investment_vintages",
        finding=_finding(compared, say) or heading,
        measure=measure(
            say("横轴为签约后的月数，一条线是一年签约的全部项目"),
            say("截至{day}，不满月数的不画").format(day=say.day(view.as_of)),
        ),
        body=Multiples([_figure(drawn, rate, view) for rate in shown]),
        rows=drawn,
        columns=_columns(say),
        **{
            **provenance(drawn, view),
            "as_of": say("截至 {period}").format(period=say.day(view.as_of)),
        },
        alt=say.listed([_said(row, say) for row in compared]) or heading,
        notes=(
            say("开工含已建成；资金到位率为到位资金与签约额之比，签约额不公开的项目不在其中。"),
            say("同一项目只计一次，按首次签约的日期；增加的投资只计增加的部分。"),
        ),
    )


def _finding(compared: Sequence[Row], say: Words) -> str:
    """The two newest years at the same age."""
    if len(compared) < 2:
        return ""
    newest, before = compared
    return say(
        "签约满 {months} 个月，{year}年的项目开工 {start}、投产 {production}，"
        "{year_before}年的为 {start_before}、{production_before}"
    ).format(
        months=newest.months,
        year=newest.signing_year,
        start=say.share_percent(newest.start_rate),
        production=say.share_percent(newest.production_rate),
        year_before=before.signing_year,
        start_before=say.share_percent(before.start_rate),
        production_before=say.share_percent(before.production_rate),
    )


def _said(row: Row, say: Words) -> str:
    return say("{year}年签约 {deals} 个，满 {months} 个月开工 {start}、投产 {production}").format(
        year=row.signing_year,
        deals=say.number(row.deals, 0),
        months=row.months,
        start=say.share_percent(row.start_rate),
        production=say.share_percent(row.production_rate),
    )


def _name(rate: str, say: Words) -> str:
    return {
        "start_rate": say("开工率"),
        "funding_rate": say("资金到位率"),
        "production_rate": say("投产率"),
    }[rate]


def _figure(rows: Sequence[Row], rate: str, view: View) -> dict[str, Any]:
    say = view.say
    known = [row for row in rows if row[rate] is not None]
    years = [list(group) for _, group in groupby(known, lambda row: row.signing_year)]
    months = [str(month) for month in range(max(row.months for row in known) + 1)]
    named = _named(years)
    highest = 100 * max(row[rate] for row in known)
    return {
        "title": _name(rate, say),
        "note": say("%，横轴为签约后的月数"),
        **boxed(
            [
                _line(year, rate, (year is years[-1], year[0].signing_year in named), view)
                for year in years
            ],
            [_box(month, known, rate, view) for month in months],
            view,
            height=height(view, SMALL),
            margin={"l": 3 * size(view), "r": 4 * size(view)},
            xaxis={
                "type": "category",
                "showgrid": False,
                "categoryorder": "array",
                "categoryarray": months,
                "tickmode": "array",
                "tickvals": months[::STEP],
            },
            yaxis={"range": [0, 1.1 * highest or 1]},
        ),
    }


def _named(years: Sequence[Sequence[Row]]) -> list[int]:
    """The years that have their name at their end: the newest, and the others that end far enough
    from those that have it; the box over the chart names them all."""
    ends: list[int] = []
    told = []
    for year in reversed(years):
        if all(abs(year[-1].months - end) >= APART for end in ends):
            ends.append(year[-1].months)
            told.append(year[0].signing_year)
    return told


def _line(year: Sequence[Row], rate: str, how: tuple[bool, bool], view: View) -> dict[str, Any]:
    """A year as a line; how: whether it is the newest, and whether its name stands at its end."""
    is_newest, is_named = how
    colour = TOKENS[view.theme]["actual" if is_newest else "previous"]
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": [str(row.months) for row in year],
        "y": [100 * row[rate] for row in year],
        "text": [""] * (len(year) - 1) + [str(year[-1].signing_year) if is_named else ""],
        "textposition": "top center",
        "textfont": {"color": colour, "size": size(view)},
        "cliponaxis": False,
        "line": {"color": colour, "width": 3 if is_newest else 1.5},
        **({"meta": MAIN} if is_newest else {}),
    }


def _box(month: str, rows: Sequence[Row], rate: str, view: View) -> Box:
    """What each year had reached at that age, the newest first."""
    say = view.say
    mine = [row for row in rows if str(row.months) == month][::-1]
    lines = [
        Line(
            say("{year}年签约 {deals} 个").format(year=row.signing_year, deals=row.deals),
            say.share_percent(row[rate]),
        )
        for row in mine
    ]
    return Box(month, lines, say("签约满 {months} 个月").format(months=month))


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("signing_year", say("签约年份"), words=lambda row: str(row.signing_year)),
        Column("months", say("签约后月数"), "个月", 0),
        Column("deals", say("签约项目"), "个", 0),
        Column("started", say("已开工"), "个", 0),
        _rate("start_rate", say),
        _rate("funding_rate", say),
        Column("in_production", say("已投产"), "个", 0),
        _rate("production_rate", say),
    )


def _rate(key: str, say: Words) -> Column:
    return Column(
        key,
        _name(key, say),
        FRACTION,
        words=lambda row: "" if row[key] is None else say.share_percent(row[key]),
        derived=True,
    )
