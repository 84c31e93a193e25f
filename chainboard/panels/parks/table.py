"""All parks in one table: this quarter's figures, or what has been published of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, on_day, provenance
from chainboard.panels.panel import Column, Panel, Table
from chainboard.panels.parks.rows import (
    PICKED,
    behind,
    columns,
    go,
    is_marked,
    no_parks,
    share_of,
)
from chainboard.view import Row, View
from chainboard.words import Words

# The columns of the table, in order: a metric, or a share and the metrics it is made of.
METRICS = ("park_developable_area", "park_supplied_area", "park_built_area")
FIRMS = ("park_firms_settled", "park_firms_producing")
FLOWS = ("park_output_value", "park_tax", "park_fai")
# What a slide has no room for: county, developable land, firms settled, investment.
NOT_ON_A_SLIDE = (1, 2, 7, 12)
NO_BREAK = "\u00a0"  # many narrow columns would break an English name into a word a line


def table(rows: Sequence[Row], parks: Sequence[Row], view: View) -> Panel:
    """One row a park: land, workshops, firms, output.

    rows   as parks.figures returns them
    parks  the same side by side, as analysis.parks.by_share returns them
    """
    say = view.say
    if not parks:
        return Panel(**empty("park_table", view, no_parks(view), say("各园区主要指标"), "parks"))
    return Panel(
        name="park_table",
        marks=("park", "county"),
        finding=_finding(parks, say),
        measure=measure(
            say("面积、厂房、企业为期末数，产值、税收、投资为本年累计；按产值排列，比率为推算"),
            on_day(rows[0].period_end, say.lang),
        ),
        body=Table(_heads(parks[0], view), [_line(p, view) for p in parks], is_wide=True),
        rows=behind(rows),
        columns=columns(say),
        **provenance(rows, view),
        alt=_finding(parks, say),
        notes=_no_park_here(parks, view),
    )


def _finding(parks: Sequence[Row], say: Words) -> str:
    first = parks[0]
    if first.park_output_value is None:
        return say("{count} 个园区，都没有产值").format(count=len(parks))
    return say("{count} 个园区中{park}产值最高，为 {value}").format(
        count=len(parks),
        park=say.name(first),
        value=figures.value(first.figures["park_output_value"], say),
    )


def _heads(park: Row, view: View) -> list[dict[str, Any]]:
    say = view.say

    def heading(words: str, metric: str) -> str:
        return say.bracketed(words, say.unit_name(park.figures[metric].unit))

    output, *other = map(heading, (say("产值"), say("税收"), say("投资")), FLOWS)
    numbers = [
        *map(heading, (say("可开发"), say("已供"), say("已建")), METRICS),
        say("建成率"),
        say("厂房出租率"),
        say("入驻企业（户）"),
        say("投产企业（户）"),
        output,
        say.bracketed(say("公布同比"), say.basis_name(park.figures[FLOWS[0]].growth_basis)),
        *other,
    ]
    words = ({"label": each} for each in (say("园区名称"), say("县（区）")))
    return _kept([*words, *({"label": each, "end": True} for each in numbers)], view)


def _kept(cells: list[Any], view: View) -> list[Any]:
    if view.theme != "projector":
        return cells
    return [cell for number, cell in enumerate(cells) if number not in NOT_ON_A_SLIDE]


def _line(park: Row, view: View) -> list[Any]:
    say = view.say
    link = linked(park, view)
    cells = [
        link | {"words": link["words"].replace(" ", NO_BREAK)},
        county_of(park, view),
        *(_cell(park.figures[metric], say) for metric in METRICS),
        share_of(park, "built_share", say),
        share_of(park, "let_share", say),
        *(_cell(park.figures[metric], say) for metric in FIRMS),
        _cell(park.figures[FLOWS[0]], say),
        figures.rate(park.figures[FLOWS[0]], say),
        *(_cell(park.figures[metric], say) for metric in FLOWS[1:]),
    ]
    return _kept(cells, view)


def linked(park: Row, view: View) -> dict[str, str]:
    """The park's name as a link to its own view, with the mark of a chosen one."""
    say = view.say
    mark = PICKED if is_marked(park, view) else ""
    return {"go": go(park), "words": f"{mark}{say.name(park)}"}


def county_of(park: Row, view: View) -> dict[str, str] | str:
    """The short name of the park's county as a link to it; nothing where no county is known."""
    say = view.say
    if not park.area_code:
        return ""
    return {"go": f"county?county={park.area_code}", "words": say.place(park)}


def _cell(row: Row, say: Words) -> str:
    """The number of a figure, whose unit stands in the heading."""
    if row.value is None:
        return say.missing(row.absence)
    return say.number(say.scaled(row.value, row.unit), row.decimals)


def published(rows: Sequence[Row], view: View) -> Panel:
    """What has been published of each park: an indicator, its period, its source; no ranks.

    rows  as parks.newest returns them: parks without a figure keep their row
    """
    say = view.say
    if not rows:
        return Panel(**empty("park_table", view, no_parks(view), say("各园区主要指标"), "parks"))
    known = {row.park_id for row in rows if row.figure_id}
    return Panel(
        name="park_table",
        marks=("park", "county"),
        finding=say("公开资料中的园区 {count} 个，见到产值或面积的 {known} 个").format(
            count=len({row.park_id for row in rows}), known=len(known)
        ),
        measure=say("各数期间、口径和来源不同，不可相加或排名；产值不与规划面积相除"),
        body=figures.table(rows, _published_columns(view)),
        rows=behind(rows),
        columns=columns(say),
        **provenance(rows, view),
        alt=say.listed([_said(row, view) for row in rows if row.figure_id]),
        notes=(*_no_park_here(rows, view), *_caveats(rows, say)),
    )


def _published_columns(view: View) -> tuple[Column, ...]:
    """The columns on the page; of a park without a figure the value is called missing."""
    say = view.say
    return (
        Column("park", say("园区名称"), words=lambda row: linked(row, view)),
        Column("area", say("县（区）"), words=lambda row: county_of(row, view)),
        Column(f"level_{say.lang}", say("园区级别")),
        Column("metric", say("指标"), words=lambda row: say.of(row, "metric") or say.missing(None)),
        Column("value", say("数值"), words=lambda row: _known(row, figures.value, say)),
        Column("period", say("期间"), words=lambda row: _dated(row, view)),
        *figures.growth_columns(say),
        Column("source", say("来源"), words=lambda row: _known(row, figures.cited, say)),
    )


def _known(row: Row, said: Callable[[Row, Words], str], say: Words) -> str:
    return said(row, say) if row.figure_id else ""


def _dated(row: Row, view: View) -> str:
    return figures.dated(row, view) if row.figure_id else ""


def _said(row: Row, view: View) -> str:
    say = view.say
    return say("{park}：{metric} {value}，{period}").format(
        park=say.name(row),
        metric=say.of(row, "metric"),
        value=figures.value(row, say),
        period=_dated(row, view),
    )


def _no_park_here(parks: Sequence[Row], view: View) -> tuple[str, ...]:
    """That the chosen county has no park, where it has none: the table lists all the same."""
    say = view.say
    if view.area_code is None or any(park.area_code == view.area_code for park in parks):
        return ()
    return (say("所选县（区）没有园区资料，表中为全部园区。"),)


def _caveats(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    return tuple(
        say("{park}：{note}").format(park=say.name(row), note=say.of(row, "note"))
        for row in rows
        if row.figure_id and say.of(row, "note")
    )
