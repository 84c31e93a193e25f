"""Counties by indicators as a grid of cells: what the two heat tables have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.county.scope import when
from chainboard.panels.frame import county, framed, height, plain
from chainboard.panels.places import gone
from chainboard.view import Row, View
from chainboard.words import scaled, texts, unit_name


def cells(
    groups: Sequence[Sequence[Row]],
    shown: Sequence[Sequence[tuple[float | None, str]]],
    titles: list[str],
    view: View,
) -> list[dict[str, Any]]:
    """The heat map, and over the cells without a figure a dash; the picked county is bold."""
    places = groups[0]
    names = [_place(row, view) for row in places]
    heat_map = {
        "type": "heatmap",
        "x": titles,
        "y": names,
        "z": [[column[i][0] for column in shown] for i in range(len(places))],
        "text": [[column[i][1] for column in shown] for i in range(len(places))],
        "texttemplate": "%{text}",
        "hovertemplate": "%{y} %{x} %{text}<extra></extra>",
        "xgap": 3,
        "ygap": 3,
        "showscale": False,
        "hoverongaps": False,
    }
    missing = [
        (head, place)
        for head, column in zip(titles, shown, strict=True)
        for place, cell in zip(names, column, strict=True)
        if cell[0] is None
    ]
    dashes = {
        "type": "scatter",
        "mode": "text",
        "x": [head for head, _place_ in missing],
        "y": [place for _head_, place in missing],
        "text": ["—"] * len(missing),
        "hoverinfo": "skip",
    }
    return [heat_map, dashes] if missing else [heat_map]


def title(row: Row, view: View) -> str:
    """The short name of an indicator, for the head of a narrow column."""
    _ = texts(view.lang)
    short = {
        "output_value": _("产值"),
        "investment_attracted": _("到位资金"),
        "project_investment": _("项目投资"),
        "tax": _("税收"),
        "revenue": _("营收"),
        "power_use": _("用电"),
        "industrial_va": _("工业增加值"),
        "industry_firms": _("规上企业"),
        "gdp": _("生产总值"),
        "gdp_primary": _("一产"),
        "gdp_secondary": _("二产"),
        "budget_revenue": _("预算收入"),
        "budget_expenditure": _("预算支出"),
        "facility_agri_land": _("设施农业"),
        "age_65_share": _("65岁及以上"),
    }
    said = plain(short[row.metric_id])
    if view.lang == "en":
        return said.replace(" ", "<br>")
    return said if len(said) < 4 else f"{said[:2]}<br>{said[2:]}"


def flat(row: Row, view: View) -> str:
    """The short name on one line."""
    return title(row, view).replace("<br>", " " if view.lang == "en" else "")


def _place(row: Row, view: View) -> str:
    said = plain(county(row, view.lang))
    return f"<b>{said}</b>" if row.area_code == view.area_code else said


def framed_grid(traces: list[dict[str, Any]], view: View, **layout: Any) -> dict[str, Any]:
    """The grid in its frame: indicators on top, the first county first."""
    return dict(
        framed(
            traces,
            view,
            **layout,
            height=height(view, 1.05),
            xaxis={"type": "category", "side": "top", "showgrid": False},
            yaxis={"type": "category", "autorange": "reversed", "showgrid": False},
        )
    )


def in_table(row: Row, view: View) -> Row:
    """The row with what the table behind a grid prints."""
    known = row.value is not None or row.published_growth is not None
    return row.with_(
        period=when(row, view),
        shown=scaled(row.value, row.unit, view.lang),
        shown_unit=unit_name(row.unit, view.lang),
        missing="" if known else gone(row, view),
    )
