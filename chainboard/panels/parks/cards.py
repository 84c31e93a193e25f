"""The KPI cards of the parks: output, tax, investment, land, workshops and firms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, provenance
from chainboard.panels.panel import Cards, Panel
from chainboard.panels.parks.rows import behind, columns, is_picked, no_parks
from chainboard.view import Row, View
from chainboard.words import Words

FLOWS = ("park_output_value", "park_tax", "park_fai")


def cards(rows: Sequence[Row], sums: dict[str, Row], view: View) -> Panel:
    """Six cards of the picked park, of the county's parks, or of all parks together.

    rows  as parks.figures returns them
    sums  as analysis.parks.totals returns them, of the parks that the cards are about

    Sums cover the parks that reported; the growth of a sum and every share are ours (推算).
    There is no target for parks, so no card is lit. Off on the published pack.
    """
    say = view.say
    finding = say("园区主要指标")
    if view.pack.is_record or not rows:
        return Panel(**empty("park_cards", view, no_parks(view), finding, "parks"))
    if not sums:
        return Panel(**empty("park_cards", view, say("所选县（区）没有园区"), finding))
    mine = [row for row in rows if is_picked(row, view)]
    faces = [
        *(_flow(sums[metric], say) for metric in FLOWS if metric in sums),
        _land(sums, say),
        _workshops(sums, say),
        _firms(sums, say),
    ]
    return Panel(
        name="park_cards",
        finding=_finding(sums, mine[0], view),
        measure=say("比率为推算；园区没有年度目标，不评灯"),
        body=Cards([face for face in faces if face], ""),
        rows=behind(mine),
        columns=columns(say),
        **provenance(mine, view),
        alt=" ".join(face["say"] for face in faces if face),
    )


def scope(park: Row, sums: dict[str, Row], view: View) -> str:
    """Whose figures they are: the park's, the county's parks', or all parks'."""
    say = view.say
    count = max(row.parks for row in sums.values())
    if count == 1:
        return say.name(park)
    if view.area_code is not None and view.park_id is None:
        return say("{county} {count} 个园区合计").format(county=say.place(park), count=count)
    return say("{count} 个园区合计").format(count=count)


def _finding(sums: dict[str, Row], park: Row, view: View) -> str:
    say = view.say
    built, let = _share("park_built_area", sums, say), _share("park_workshop_let", sums, say)
    if not built or not let:
        return say("{scope}主要指标").format(scope=scope(park, sums, view))
    return say("{scope}：已供土地建成 {built}，标准厂房出租 {let}").format(
        scope=scope(park, sums, view), built=built, let=let
    )


def _share(metric_id: str, sums: dict[str, Row], say: Words) -> str:
    """The part that the metric is of another, in percent; nothing where that is not known."""
    row = sums.get(metric_id)
    return "" if row is None or row.share is None else say.share_percent(row.share)


def _face(row: Row, label: str, value: str, say: Words, **more: Any) -> dict[str, Any]:
    """One card as the board draws it; without a value it says which kind of missing it is."""
    when = say.period(row.period_start, row.period_end, row.basis)
    unit = say.unit_name(row.unit)
    split = value.endswith(f" {unit}")
    said = say("{label}，{period}，{figure}").format(label=label, period=when, figure=value)
    return {
        "metric_id": row.metric_id,
        "label": label,
        "chip": None,
        "say": say("{said}。").format(said=said),
        "owner": _reported(row, say),
        "notes": [],
        "value": value.removesuffix(f" {unit}") if split else value,
        "unit": unit if split else "",
        "period": when,
        **more,
    }


def _reported(row: Row, say: Words) -> str:
    """How many of the parks a sum covers."""
    if row.parks == 1:
        return ""
    return say("{reports}/{parks} 个园区已报").format(reports=row.reports, parks=row.parks)


def _flow(row: Row, say: Words) -> dict[str, Any]:
    """A sum since January; growth as published for one park, else ours and marked."""
    # A park that has not reported leaves the period to those that have.
    row = row.with_(period_start=row.period_end.replace(month=1, day=1))
    label = say.of(row, "metric")
    return _face(
        row,
        label,
        figures.value(row, say),
        say,
        growth=_growth(row, say),
        notes=figures.without_growth(row, "name", say),
    )


def _growth(row: Row, say: Words) -> str:
    if row.published_growth is not None:
        return figures.published_rate(row, say)
    if row.derived_growth is None:
        return ""
    return figures.derived_rate(row.derived_growth, row, say)


def _land(sums: dict[str, Row], say: Words) -> dict[str, Any] | None:
    row = sums.get("park_built_area")
    if row is None:
        return None
    areas = say("可开发 {developable}，已供 {supplied}").format(
        developable=figures.value(sums["park_developable_area"], say),
        supplied=figures.value(sums["park_supplied_area"], say),
    )
    done = _share("park_built_area", sums, say)
    return _face(
        row,
        say.of(row, "metric"),
        figures.value(row, say),
        say,
        completion=say("占已供应面积 {share}（推算）").format(share=done) if done else "",
        notes=[areas],
    )


def _workshops(sums: dict[str, Row], say: Words) -> dict[str, Any] | None:
    row = sums.get("park_workshop_let")
    if row is None:
        return None
    value = _share("park_workshop_let", sums, say) or say.missing(row.absence)
    areas = say("已出租 {let}，共有 {all}").format(
        let=figures.value(row, say), all=figures.value(sums["park_workshop_area"], say)
    )
    return _face(row, say("标准厂房出租率（推算）"), value, say, notes=[areas])


def _firms(sums: dict[str, Row], say: Words) -> dict[str, Any] | None:
    row = sums.get("park_firms_settled")
    if row is None:
        return None
    producing = sums["park_firms_producing"]
    done = _share("park_firms_producing", sums, say)
    return _face(
        row,
        say.of(row, "metric"),
        figures.value(row, say),
        say,
        completion=say("投产率 {share}（推算）").format(share=done) if done else "",
        gap=say("投产 {count}").format(count=figures.value(producing, say)),
    )
