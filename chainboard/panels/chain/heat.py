"""How fast each county's output of a chain grows, month by month."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.figures import gone_column, growth_columns
from chainboard.panels.frame import empty, measure, plain, provenance
from chainboard.panels.grid import in_grid, shaded
from chainboard.panels.heat import DIVERGING, HOTTEST
from chainboard.panels.hover import of_cell, of_growth, of_value
from chainboard.panels.months import month_label, month_tick
from chainboard.panels.panel import Column, Figure, Panel
from chainboard.panels.places import of_some
from chainboard.view import Row, View
from chainboard.words import Words


def growth_heat(rows: Sequence[Row], view: View) -> Panel:
    """Counties by months: published growth of the year to date, orange below and blue above 0.

    rows  as chain_output.growth_by_county_and_month returns them, in the order of the counties,
          marked by analysis.growth

    A small base is marked with a star and keeps its number; beyond 30 % the colour stays.
    """
    say = view.say
    if not any(row.published_growth is not None for row in rows):
        why = say("没有分县（区）月度数据")
        return Panel(**empty("county_heat", view, why, say("各县（区）逐月增速")))
    what = say("产业链产值累计同比（公布，名义）")
    counties = list(dict.fromkeys(row.area_code for row in rows))
    lines = [[row for row in rows if row.area_code == code] for code in counties]
    return Panel(
        name="county_heat",
        fixed=("county",),
        finding=_heat_finding(rows, say) if view.sees_all_counties else of_some(what, say),
        measure=measure(what, f"{rows[0].period_end.year}", "%"),
        body=_grid(lines, view),
        rows=rows,
        columns=_heat_columns(rows[0], say),
        **provenance([row for row in rows if row.figure_id], view),
        alt=say.clauses([f"{say.county(line[0])} {_told(line, view)}" for line in lines]),
        notes=(say("* 上年同期基数小于 0.1 亿元，增速不宜比较；空格为没有该月数据。"),),
    )


def _grid(lines: Sequence[Sequence[Row]], view: View) -> Figure:
    say = view.say
    heat = shaded(
        [month_tick(row, view) for row in lines[0]],
        [plain(say.county(line[0])) for line in lines],
        [
            [(row.published_growth, _heat_text(row, say), _over(row, view)) for row in line]
            for line in lines
        ],
        colorscale=DIVERGING,
        zmid=0,
        zmin=-HOTTEST,
        zmax=HOTTEST,
    )
    return Figure(**in_grid([heat], view))


def _over(row: Row, view: View) -> str:
    """The box over a cell: output since January and its growth."""
    say = view.say
    lines = [of_value(say("产业链产值"), row, say, "year_to_date"), *of_growth(row, say)]
    period = say.bare_period(row.period_start, row.period_end, "ytd")
    return of_cell([say.county(row), period], lines, view)


def _told(line: Sequence[Row], view: View) -> str:
    """One county's months in words, for those who cannot see the colours."""
    say = view.say
    said = [f"{month_label(row, view)} {_heat_text(row, say)}" for row in line]
    return say.listed([words for words in said if not words.endswith(" ")])


def _heat_text(row: Row, say: Words) -> str:
    if row.published_growth is None:
        return ""
    rate = say.growth(row.published_growth, row.growth_text).replace("%", "")
    return f"{rate.removeprefix('▲ ').removeprefix('▼ ')}{'*' if row.is_small_base else ''}"


def _heat_finding(rows: Sequence[Row], say: Words) -> str:
    last = max(row.period_end for row in rows if row.published_growth is not None)
    newest = [r for r in rows if r.period_end == last and r.published_growth is not None]
    firm = [row for row in newest if not row.is_small_base] or newest
    fastest, slowest = (f(firm, key=lambda row: row.published_growth) for f in (max, min))
    return say("{period}{fast}增速最高（{fast_rate}），{slow}最低（{slow_rate}）").format(
        period=say.bare_period(fastest.period_start, last, "ytd"),
        fast=say.county(fastest),
        fast_rate=say.growth(fastest.published_growth, fastest.growth_text),
        slow=say.county(slowest),
        slow_rate=say.growth(slowest.published_growth, slowest.growth_text),
    )


def _heat_columns(row: Row, say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("县（区）")),
        Column("period_end", say("截至")),
        Column("year_to_date", say("累计"), row.unit, row.decimals),
        *growth_columns(say),
        gone_column(say, "year_to_date"),
    )
