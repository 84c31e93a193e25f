"""All parks in one table: this quarter's figures, or what has been published of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.parks import by_share, side_by_side
from chainboard.panels.frame import empty, measure, name, on_day, place, provenance
from chainboard.panels.panel import Panel
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
    age,
    amount,
    growth,
    listed,
    missing,
    number,
    period,
    printed,
    scaled,
    share_percent,
    texts,
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
    _ = texts(view.lang)
    if view.pack == "published":
        return _published(newest, view)
    parks = by_share(side_by_side(rows), "park_output_value")
    if not parks:
        return Panel(**empty("park_table", view, no_parks(view), _("各园区主要指标")))
    return Panel(
        name="park_table",
        finding=_finding(parks, view),
        measure=measure(
            _("面积、厂房、企业为期末数，产值、税收、投资为本年累计；按产值排列，比率为推算"),
            on_day(rows[0].period_end, view.lang),
        ),
        body={
            "table": {"columns": _heads(view), "rows": [_line(p, view) for p in parks]},
            "wide": True,
        },
        rows=behind(rows, view),
        columns=columns(view),
        **provenance(rows, view),
        alt=_finding(parks, view),
        notes=_no_park_here(parks, view),
    )


def _finding(parks: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    first = parks[0]
    if first.park_output_value is None:
        return _("{count} 个园区，都没有产值").format(count=len(parks))
    return _("{count} 个园区中{park}产值最高，为 {value}").format(
        count=len(parks),
        park=name(first, view.lang),
        value=amount(first.park_output_value, "亿元", view.lang),
    )


def _heads(view: View) -> list[dict[str, Any]]:
    _ = texts(view.lang)
    figures = [
        *(heading(each, "亩", view.lang) for each in (_("可开发"), _("已供"), _("已建"))),
        _("建成率"),
        _("厂房出租率"),
        _("入驻企业(户)"),
        _("投产企业(户)"),
        heading(_("产值"), "亿元", view.lang),
        _("公布同比"),
        *(heading(each, "亿元", view.lang) for each in (_("税收"), _("投资"))),
    ]
    words = ({"label": each} for each in (_("园区名称"), _("县(区)")))
    return _kept([*words, *({"label": each, "end": True} for each in figures)], view)


def _kept(cells: list[Any], view: View) -> list[Any]:
    if view.theme != "projector":
        return cells
    return [cell for number, cell in enumerate(cells) if number not in NOT_ON_A_SLIDE]


def _line(park: Row, view: View) -> list[Any]:
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
        published(rate, text, view.lang),
        *(_cell(park, metric, "亿元", 2, view) for metric in FLOWS[1:]),
    ]
    return _kept(cells, view)


def linked(park: Row, view: View) -> dict[str, str]:
    """The park's name as a link to its own view, with the mark of a chosen one."""
    mark = PICKED if is_marked(park, view) else ""
    return {"go": go(park), "words": f"{mark}{name(park, view.lang)}"}


def county_of(park: Row, view: View) -> dict[str, str] | str:
    """The short name of the park's county as a link to it; nothing where no county is known."""
    if not park.area_code:
        return ""
    return {"go": f"county?county={park.area_code}", "words": place(park, view.lang)}


def _cell(park: Row, metric: str, unit: str, decimals: int, view: View) -> str:
    value = park.get(metric)
    if value is None:
        return absent(park, metric, view)
    return number(scaled(value, unit, view.lang), decimals, view.lang)


def _share(park: Row, share: str, metric: str, view: View) -> str:
    return (
        absent(park, metric, view) if park[share] is None else share_percent(park[share], view.lang)
    )


def _published(rows: Sequence[Row], view: View) -> Panel:
    """What has been published of each park: an indicator, its period, its source; no ranks."""
    _ = texts(view.lang)
    if not rows:
        return Panel(**empty("park_table", view, no_parks(view), _("各园区主要指标")))
    known = {row.park_id for row in rows if row.figure_id}
    heads = (
        _("园区名称"),
        _("县(区)"),
        _("园区级别"),
        _("指标"),
        _("数值"),
        _("期间"),
        _("公布同比"),
        _("来源"),
    )
    return Panel(
        name="park_table",
        finding=_("公开资料中的园区 {count} 个，见到产值或面积的 {known} 个").format(
            count=len({row.park_id for row in rows}), known=len(known)
        ),
        measure=_("各数期间、口径和来源不同，不可相加或排名；产值不与规划面积相除"),
        body={
            "table": {
                "columns": [{"label": head} for head in heads],
                "rows": [_published_line(row, view) for row in rows],
            },
            "wide": True,
        },
        rows=behind(rows, view),
        columns=columns(view),
        **provenance(rows, view),
        alt=listed([_said(row, view) for row in rows if row.figure_id], view.lang),
        notes=(*_no_park_here(rows, view), *_caveats(rows, view)),
    )


def _published_line(row: Row, view: View) -> list[Any]:
    start = [linked(row, view), county_of(row, view), row[f"level_{view.lang}"] or ""]
    if not row.figure_id:
        return [*start, missing(None, view.lang, view.pack), "", "", "", ""]
    rate = row.published_growth
    return [
        *start,
        row[f"metric_{view.lang}"],
        printed_value(row, view),
        printed_period(row, view),
        "" if rate is None else growth(rate, view.lang, row.growth_text),
        f"{row.source_title} [{row.grade}]",
    ]


def printed_value(row: Row, view: View) -> str:
    """A published figure with the digits and the hedge of its source."""
    if not row.value_text:
        return amount(row.value, row.unit, view.lang, row.decimals)
    unit = row.unit_text or row.unit
    return printed(row.value_text, unit, view.lang, row.hedge, row.hedge_text)


def printed_period(row: Row, view: View) -> str:
    """The period of a published figure, and whether it is long ago."""
    words = period(row.period_start, row.period_end, row.basis, view.lang)
    old = age(row.period_end, view.as_of, view.lang)
    return f"{words} · {old}" if old else words


def _said(row: Row, view: View) -> str:
    _ = texts(view.lang)
    return _("{park}：{metric} {value}，{period}").format(
        park=name(row, view.lang),
        metric=row[f"metric_{view.lang}"],
        value=printed_value(row, view),
        period=printed_period(row, view),
    )


def _no_park_here(parks: Sequence[Row], view: View) -> tuple[str, ...]:
    """That the chosen county has no park, where it has none: the table lists all the same."""
    _ = texts(view.lang)
    if view.area_code is None or any(park.area_code == view.area_code for park in parks):
        return ()
    return (_("所选县(区)没有园区资料，表中为全部园区。"),)


def _caveats(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    _ = texts(view.lang)
    return tuple(
        _("{park}：{note}").format(park=name(row, view.lang), note=row[f"note_{view.lang}"])
        for row in rows
        if row.figure_id and row[f"note_{view.lang}"]
    )
