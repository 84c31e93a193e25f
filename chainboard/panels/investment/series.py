"""Investment year by year, to the same month: small figures, one a metric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import (
    empty,
    height,
    measure,
    plain,
    provenance,
    size,
)
from chainboard.panels.hover import Box, boxed, of_figure
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

SMALL = {"light": 0.64, "projector": 0.36}  # of the usual height: two rows fit a slide


def by_year(rows: Sequence[Row], view: View) -> Panel:
    """One small figure a metric, one column a year to the same month; the last year is dark.

    rows  as analysis.investment.to_the_same_month returns them
    """
    say = view.say
    known = [row for row in rows if row.value is not None]
    if not known:
        why = say("没有招商数据")
        return Panel(**empty("investment_series", view, why, say("历年招商引资"), "indicators"))
    groups = [
        [row for row in rows if row.metric_id == metric_id]
        for metric_id in dict.fromkeys(row.metric_id for row in known)
    ]
    return Panel(
        name="investment_series",
        finding=_change(groups[0], say),
        measure=measure(
            say("各年同期累计，深色为最近一年"),
            say("年度之间口径如有调整不作同比"),
        ),
        body=Multiples([_small(group, view) for group in groups]),
        rows=rows,
        columns=_columns(say),
        **provenance(known, view),
        alt=" ".join(_said(group, say) for group in groups),
        notes=(say("签约额、到位资金和固定资产投资是三个口径，不相加、不替代。"),),
    )


def _change(group: Sequence[Row], say: Words) -> str:
    """The last year beside the one before it, as levels: no growth is made of them."""
    known = [row for row in group if row.value is not None]
    last = known[-1]
    said = say("{period}{name} {value}").format(
        period=say.bare_period(last.period_start, last.period_end, "ytd"),
        name=say.name(last),
        value=figures.value(last, say),
    )
    if len(known) == 1:
        return said
    before = known[-2]
    return say("{said}，{year}年同期 {value}").format(
        said=said, year=before.year, value=figures.value(before, say)
    )


def _small(group: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    last = group[-1]
    unit = say.unit_name(last.unit)
    return {
        "title": say.name(last),
        "note": measure(_same_months(last, say), unit),
        "caveat": "",
        "alt": _said(group, say),
        **boxed(
            [_bars(group, view)],
            [_box(row, last, view) for row in group],
            view,
            height=height(view, SMALL[view.theme]),
            margin={"r": 24, "t": round(size(view) * 1.8)},
            xaxis={"type": "category", "showgrid": False},
            yaxis={"rangemode": "tozero", "visible": False},
        ),
    }


def _bars(group: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    colour, latest = TOKENS[view.theme], group[-1].year
    return {
        "type": "bar",
        "x": [str(row.year) for row in group],
        "y": [say.scaled(row.value, row.unit) for row in group],
        "text": [plain(_digits(row, say)) for row in group],
        "textposition": "outside",
        "constraintext": "none",
        "textangle": 0,
        "cliponaxis": False,
        "marker": {
            "color": [colour["actual" if row.year == latest else "previous"] for row in group]
        },
    }


def _box(row: Row, last: Row, view: View) -> Box:
    """A year: the figure to the same month, its target and its published growth."""
    say, colour = view.say, TOKENS[view.theme]
    tone = colour["actual" if row.year == last.year else "previous"]
    lines = of_figure(say.name(row), row, say, (tone, ""))
    return Box(str(row.year), lines, say.bare_period(row.period_start, row.period_end, row.basis))


def _same_months(row: Row, say: Words) -> str:
    words = say.bare_period(row.period_start, row.period_end, "ytd")
    return words.removeprefix(f"{row.year}年").removesuffix(f" {row.year}")


def _digits(row: Row, say: Words) -> str:
    """The value as the table has it, without its unit."""
    if row.value is None:
        return ""
    places = say.decimals(row.unit, row.decimals)
    return say.number(say.scaled(row.value, row.unit), 2 if places is None else places)


def _said(group: Sequence[Row], say: Words) -> str:
    return say("{name}：{points}。").format(
        name=say.name(group[-1]),
        points=say.listed([f"{row.year} {figures.value(row, say)}" for row in group]),
    )


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column("period_end", say("截至")),
        figures.value_column(say, say("累计")),
        figures.unit_column(say),
        *figures.growth_columns(say),
        figures.gone_column(say),
    )
