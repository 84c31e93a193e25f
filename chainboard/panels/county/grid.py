"""Counties by indicators as a grid of cells: what the two heat tables have in common."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from chainboard.panels import figures
from chainboard.panels.county.scope import county_column, period_column
from chainboard.panels.frame import plain
from chainboard.panels.grid import Cell, shaded
from chainboard.panels.panel import Column
from chainboard.view import Row, View

LINE = 10  # letters of an English name over a column


def cells(
    groups: Sequence[Sequence[Row]],
    shown: Sequence[Sequence[Cell]],
    titles: list[str],
    view: View,
) -> list[dict[str, Any]]:
    """The heat map, and over the cells without a colour what they say, or a dash; the picked county
    is bold."""
    names = [_place(row, view) for row in groups[0]]
    bare = [
        (head, place, cell[1] or "—")
        for head, column in zip(titles, shown, strict=True)
        for place, cell in zip(names, column, strict=True)
        if cell[0] is None
    ]
    over = {
        "type": "scatter",
        "mode": "text",
        "x": [head for head, _place_, _said in bare],
        "y": [place for _head, place, _said in bare],
        "text": [said for _head, _place_, said in bare],
        "hoverinfo": "skip",
    }
    coloured = [[_coloured(cell) for cell in column] for column in shown]
    heat_map = shaded(titles, names, list(zip(*coloured, strict=True)))
    return [heat_map, over] if bare else [heat_map]


def _coloured(cell: Cell) -> Cell:
    return (None, "", cell[2]) if cell[0] is None else cell


def title(row: Row, view: View) -> str:
    """The short name of an indicator, for the head of a narrow column."""
    say = view.say
    short = {
        "output_value": say("产值"),
        "investment_attracted": say("到位资金"),
        "project_investment": say("项目投资"),
        "tax": say("税收"),
        "revenue": say("营收"),
        "power_use": say("用电"),
        "industrial_va": say("工业增加值"),
        "industry_firms": say("规上企业"),
        "gdp": say("地区生产总值"),
        "gdp_primary": say("第一产业"),
        "gdp_secondary": say("第二产业"),
        "budget_revenue": say("预算收入"),
        "budget_expenditure": say("预算支出"),
        "facility_agri_land": say("设施农业"),
        "age_65_share": say("65岁及以上"),
    }
    said = plain(short[row.metric_id])
    if say.lang == "en":
        return "<br>".join(wrap(said, LINE, break_long_words=False, break_on_hyphens=False))
    first = 3 if said[0].isdigit() else 2  # 65岁 / 及以上
    return said if len(said) < 4 else f"{said[:first]}<br>{said[first:]}"


def flat(row: Row, view: View) -> str:
    """The short name on one line."""
    say = view.say
    return title(row, view).replace("<br>", " " if say.lang == "en" else "")


def _place(row: Row, view: View) -> str:
    say = view.say
    said = plain(say.county(row))
    return f"<b>{said}</b>" if row.area_code in (view.area_code, view.compare) else said


def columns(view: View, *more: Column) -> tuple[Column, ...]:
    """The table behind a grid: indicator, county, period, value, unit, more, why it is missing."""
    say = view.say
    return (
        Column(f"name_{say.lang}", say("指标")),
        county_column(say),
        period_column(view),
        figures.value_column(say, say("数值")),
        figures.unit_column(say),
        *more,
        figures.gone_column(say),
    )
