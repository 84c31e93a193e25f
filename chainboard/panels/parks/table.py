"""All parks in one table: this quarter's figures, or what has been published of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.parks import by_share, side_by_side
from chainboard.panels.frame import empty, measure, on_day, provenance
from chainboard.panels.panel import Panel, Table
from chainboard.panels.parks.rows import (
    PICKED,
    absent,
    behind,
    columns,
    go,
    heading,
    is_marked,
    no_parks,
    published,
)
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

# The columns of the table, in order: a metric, or a share and the metrics it is made of.
METRICS = ("park_developable_area", "park_supplied_area", "park_built_area")
FIRMS = ("park_firms_settled", "park_firms_producing")
FLOWS = ("park_output_value", "park_tax", "park_fai")
# What a slide has no room for: county, developable land, firms settled, investment.
NOT_ON_A_SLIDE = (1, 2, 7, 12)
NO_BREAK = "\u00a0"  # many narrow columns would break an English name into a word a line


def table(rows: Sequence[Row], newest: Sequence[Row], view: View) -> Panel:
    """One row a park: land, workshops, firms, output; on the published pack what is known.

    rows    as parks.figures returns them
    newest  as parks.newest returns them: what the published pack lists, each with its period
    """
    say = view.say
    if view.pack.is_record:
        return _published(newest, view)
    parks = by_share(side_by_side(rows), "park_output_value")
    if not parks:
        return Panel(**empty("park_table", view, no_parks(view), say("各园区主要指标")))
    return Panel(
        name="park_table",
        finding=_finding(parks, say),
        measure=measure(
            say("面积、厂房、企业为期末数，产值、税收、投资为本年累计；按产值排列，比率为推算"),
            on_day(rows[0].period_end, say.lang),
        ),
        body=Table(_heads(view), [_line(p, view) for p in parks], is_wide=True),
        rows=behind(rows, view),
        columns=columns(view),
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
        value=say.amount(first.park_output_value, "亿元"),
    )


def _heads(view: View) -> list[dict[str, Any]]:
    say = view.say
    figures = [
        *(heading(each, "亩", say.lang) for each in (say("可开发"), say("已供"), say("已建"))),
        say("建成率"),
        say("厂房出租率"),
        say("入驻企业(户)"),
        say("投产企业(户)"),
        heading(say("产值"), "亿元", say.lang),
        say("公布同比"),
        *(heading(each, "亿元", say.lang) for each in (say("税收"), say("投资"))),
    ]
    words = ({"label": each} for each in (say("园区名称"), say("县(区)")))
    return _kept([*words, *({"label": each, "end": True} for each in figures)], view)


def _kept(cells: list[Any], view: View) -> list[Any]:
    if view.theme != "projector":
        return cells
    return [cell for number, cell in enumerate(cells) if number not in NOT_ON_A_SLIDE]


def _line(park: Row, view: View) -> list[Any]:
    say = view.say
    rate, text = park.growths["park_output_value"]
    link = linked(park, view)
    cells = [
        link | {"words": link["words"].replace(" ", NO_BREAK)},
        county_of(park, view),
        *(_cell(park, metric, "亩", 0, view) for metric in METRICS),
        _share(park, "built_share", "park_built_area", view),
        _share(park, "let_share", "park_workshop_let", view),
        *(_cell(park, metric, "户", 0, view) for metric in FIRMS),
        _cell(park, FLOWS[0], "亿元", 2, view),
        published(rate, text, say.lang),
        *(_cell(park, metric, "亿元", 2, view) for metric in FLOWS[1:]),
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


def _cell(park: Row, metric: str, unit: str, decimals: int, view: View) -> str:
    say = view.say
    value = park.get(metric)
    if value is None:
        return absent(park, metric, view)
    return say.number(say.scaled(value, unit), decimals)


def _share(park: Row, share: str, metric: str, view: View) -> str:
    say = view.say
    return absent(park, metric, view) if park[share] is None else say.share_percent(park[share])


def _published(rows: Sequence[Row], view: View) -> Panel:
    """What has been published of each park: an indicator, its period, its source; no ranks."""
    say = view.say
    if not rows:
        return Panel(**empty("park_table", view, no_parks(view), say("各园区主要指标")))
    known = {row.park_id for row in rows if row.figure_id}
    heads = (
        say("园区名称"),
        say("县(区)"),
        say("园区级别"),
        say("指标"),
        say("数值"),
        say("期间"),
        say("公布同比"),
        say("来源"),
    )
    return Panel(
        name="park_table",
        finding=say("公开资料中的园区 {count} 个，见到产值或面积的 {known} 个").format(
            count=len({row.park_id for row in rows}), known=len(known)
        ),
        measure=say("各数期间、口径和来源不同，不可相加或排名；产值不与规划面积相除"),
        body=Table(
            [{"label": head} for head in heads],
            [_published_line(row, view) for row in rows],
            is_wide=True,
        ),
        rows=behind(rows, view),
        columns=columns(view),
        **provenance(rows, view),
        alt=say.listed([_said(row, view) for row in rows if row.figure_id]),
        notes=(*_no_park_here(rows, view), *_caveats(rows, say)),
    )


def _published_line(row: Row, view: View) -> list[Any]:
    say = view.say
    start = [linked(row, view), county_of(row, view), say.of(row, "level") or ""]
    if not row.figure_id:
        return [*start, say.missing(None), "", "", "", ""]
    rate = row.published_growth
    return [
        *start,
        say.of(row, "metric"),
        printed_value(row, view),
        printed_period(row, view),
        "" if rate is None else say.growth(rate, row.growth_text),
        f"{row.source_title} [{row.grade}]",
    ]


def printed_value(row: Row, view: View) -> str:
    """A published figure with the digits and the hedge of its source."""
    say = view.say
    if not row.value_text:
        return say.amount(row.value, row.unit, row.decimals)
    unit = row.unit_text or row.unit
    return say.printed(row.value_text, unit, row.hedge, row.hedge_text)


def printed_period(row: Row, view: View) -> str:
    """The period of a published figure, and whether it is long ago."""
    say = view.say
    words = say.period(row.period_start, row.period_end, row.basis)
    old = say.age(row.period_end, view.as_of)
    return f"{words} · {old}" if old else words


def _said(row: Row, view: View) -> str:
    say = view.say
    return say("{park}：{metric} {value}，{period}").format(
        park=say.name(row),
        metric=say.of(row, "metric"),
        value=printed_value(row, view),
        period=printed_period(row, view),
    )


def _no_park_here(parks: Sequence[Row], view: View) -> tuple[str, ...]:
    """That the chosen county has no park, where it has none: the table lists all the same."""
    say = view.say
    if view.area_code is None or any(park.area_code == view.area_code for park in parks):
        return ()
    return (say("所选县(区)没有园区资料，表中为全部园区。"),)


def _caveats(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    return tuple(
        say("{park}：{note}").format(park=say.name(row), note=say.of(row, "note"))
        for row in rows
        if row.figure_id and say.of(row, "note")
    )
