"""Investment promotion of one chain: funds in place to the same month of each year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import empty, framed, measure, name, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    amount,
    bare_period,
    growth_prose,
    listed,
    number,
    scaled,
    share_percent,
    texts,
    unit_name,
)

UNIT = "亿元"


def investment(rows: Sequence[Row], view: View) -> Panel:
    """Funds in place, one column a year to the same month; the last year's target as outline.

    rows  as investment.by_year returns them (funds and contracts 亿元, deals 个)

    Funds in place, contract value and fixed-asset investment are three things: only the first
    is drawn, contracts stand in the table.
    """
    _ = texts(view.lang)
    funds = [
        r for r in rows if r.metric_id == "investment_attracted" and r.year_to_date is not None
    ]
    if not funds:
        why = _("没有分链到位资金")
        return Panel(**empty("chain_investment", view, why, _("招商引资")))
    last = funds[-1]
    return Panel(
        name="chain_investment",
        finding=_finding(last, view),
        measure=measure(
            name(last, view.lang),
            _("各年{period}累计").format(period=_same_months(last, view)),
            unit_name(UNIT, view.lang),
            _("空框为当年年度目标") if last.target is not None else "",
        ),
        body=framed(_traces(funds, view), view, barmode="overlay", xaxis={"type": "category"}),
        rows=[_in_table(row, view) for row in rows],
        columns=_columns(view),
        **provenance(funds, view),
        alt=listed([f"{row.year} {_text(row, view)}" for row in funds], view.lang),
        notes=(_("签约额、到位资金和固定资产投资是三个口径，不相加、不替代。"),),
    )


def _same_months(last: Row, view: View) -> str:
    words = bare_period(last.period_start, last.period_end, "ytd", view.lang)
    year = str(last.year)
    return words.removeprefix(f"{year}年").removesuffix(f" {year}")


def _finding(last: Row, view: View) -> str:
    _ = texts(view.lang)
    said = _("{period}{name}为 {value}").format(
        period=bare_period(last.period_start, last.period_end, "ytd", view.lang),
        name=name(last, view.lang),
        value=_text(last, view),
    )
    if last.published_growth is not None:
        rate = growth_prose(last.published_growth, view.lang, last.growth_text)
        said = _("{said}，{growth}").format(said=said, growth=rate)
    if last.target is None:
        return said
    done = share_percent(last.year_to_date / last.target, view.lang) if last.target else ""
    return _("{said}，完成年度目标 {done}").format(said=said, done=done) if done else said


def _text(row: Row, view: View) -> str:
    return amount(row.year_to_date, row.unit, view.lang, row.decimals)


def _digits(row: Row, view: View) -> str:
    """The value without its unit, which the line under the finding names."""
    return number(scaled(row.year_to_date, row.unit, view.lang), 2, view.lang)


def _traces(funds: Sequence[Row], view: View) -> list[dict[str, Any]]:
    colour, years = TOKENS[view.theme], [str(row.year) for row in funds]
    latest = funds[-1].year
    plan = [scaled(row.target, UNIT, view.lang) if row.year == latest else None for row in funds]
    return [
        {
            "type": "bar",
            "x": years,
            "y": plan,
            "width": 0.72,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour["text"], "width": 1.5}},
            "hoverinfo": "skip",
        },
        {
            "type": "bar",
            "x": years,
            "y": [scaled(row.year_to_date, UNIT, view.lang) for row in funds],
            "width": 0.56,
            "text": [_digits(row, view) for row in funds],
            "textposition": "outside",
            "constraintext": "none",
            "cliponaxis": False,
            "marker": {
                "color": [colour["actual" if r.year == latest else "previous"] for r in funds]
            },
            "customdata": [_text(row, view) for row in funds],
            "hovertemplate": "%{x} %{customdata}<extra></extra>",
        },
    ]


def _in_table(row: Row, view: View) -> Row:
    return row.with_(
        shown=scaled(row.year_to_date, row.unit, view.lang),
        shown_unit=unit_name(row.unit, view.lang),
    )


def _columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("指标")),
        Column("period_end", _("截至")),
        Column("shown", _("累计"), decimals=2),
        Column("shown_unit", _("单位")),
        Column("published_growth", _("公布同比"), "%", 2),
    )
