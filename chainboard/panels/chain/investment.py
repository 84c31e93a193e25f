"""Investment promotion of one chain: funds in place to the same month of each year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.figures import growth_columns, unit_column
from chainboard.panels.frame import MAIN, empty, measure, provenance
from chainboard.panels.hover import Box, boxed_figure, of_figure
from chainboard.panels.panel import OWN, Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words


def investment(rows: Sequence[Row], view: View) -> Panel:
    """Funds in place, one column a year to the same month; the last year's target as outline.

    rows  as investment.by_year returns them, with completion

    Funds in place, contract value and fixed-asset investment are three things: only the first
    is drawn, contracts stand in the table.
    """
    say = view.say
    funds = [
        r for r in rows if r.metric_id == "investment_attracted" and r.year_to_date is not None
    ]
    if not funds:
        why = say("没有分链到位资金")
        return Panel(**empty("chain_investment", view, why, say("招商引资"), "indicators"))
    last = funds[-1]
    return Panel(
        name="chain_investment",
        finding=_finding(last, say),
        measure=measure(
            say.name(last),
            _same_months(last, say),
            say.unit_name(last.unit),
            say("空框为当年年度目标") if last.target is not None else "",
        ),
        body=boxed_figure(
            _traces(funds, view),
            [_box(row, funds[-1], view) for row in funds],
            view,
            barmode="overlay",
            xaxis={"type": "category"},
        ),
        rows=rows,
        columns=_columns(say),
        **provenance(funds, view),
        alt=say.listed([f"{row.year} {_amount(row, say)}" for row in funds]),
        notes=(say("签约额、到位资金和固定资产投资是三个口径，不相加、不替代。"),),
    )


def _same_months(last: Row, say: Words) -> str:
    """Which months of each year are compared: those of the last one."""
    words = say.bare_period(last.period_start, last.period_end, "ytd")
    year = str(last.year)
    months = words.removeprefix(f"{year}年").removesuffix(year).strip()
    return say("各年{period}累计").format(period=months) if months else say("各年全年")


def _finding(last: Row, say: Words) -> str:
    said = say("{period}{name}为 {value}").format(
        period=say.bare_period(last.period_start, last.period_end, "ytd"),
        name=say.name(last),
        value=_amount(last, say),
    )
    if last.published_growth is not None:
        rate = say.growth_prose(last.published_growth, last.growth_text)
        said = say("{said}，{growth}").format(said=said, growth=rate)
    if last.completion is None:
        return said
    done = say.share_percent(last.completion)
    return say("{said}，完成年度目标 {done}").format(said=said, done=done)


def _amount(row: Row, say: Words) -> str:
    return say.amount(row.year_to_date, row.unit, row.decimals)


def _box(row: Row, last: Row, view: View) -> Box:
    """A year: the funds, its target and the gap to the calendar."""
    say, colour = view.say, TOKENS[view.theme]
    tone = colour["actual" if row.year == last.year else "previous"]
    lines = of_figure(say.name(row), row, say, (tone, ""), ("year_to_date", ""))
    return Box(str(row.year), lines, say.bare_period(row.period_start, row.period_end, "ytd"))


def _traces(funds: Sequence[Row], view: View) -> list[dict[str, Any]]:
    say = view.say
    colour, years = TOKENS[view.theme], [str(row.year) for row in funds]
    latest = funds[-1].year
    plan = [say.scaled(row.target, row.unit) if row.year == latest else None for row in funds]
    return [
        {
            "type": "bar",
            "x": years,
            "y": plan,
            "width": 0.72,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour["text"], "width": 1.5}},
        },
        {
            "type": "bar",
            "x": years,
            "y": [say.scaled(row.year_to_date, row.unit) for row in funds],
            "width": 0.56,
            "text": [say.number(say.scaled(row.year_to_date, row.unit), 2) for row in funds],
            "textposition": "outside",
            "constraintext": "none",
            "cliponaxis": False,
            "marker": {
                "color": [colour["actual" if r.year == latest else "previous"] for r in funds]
            },
            "meta": MAIN,
        },
    ]


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column("period_end", say("截至")),
        Column("year_to_date", say("累计"), OWN, 2),
        unit_column(say),
        *growth_columns(say),
    )
