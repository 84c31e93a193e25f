"""The KPI cards of the parks: output, tax, investment, land, workshops and firms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.parks import chosen, overall, side_by_side, totals
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Cards, Panel
from chainboard.panels.parks.rows import behind, columns, no_parks
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

FLOWS = ("park_output_value", "park_tax", "park_fai")


def cards(rows: Sequence[Row], view: View) -> Panel:
    """Six cards of the picked park, of the county's parks, or of all parks together.

    rows  as parks.figures returns them

    Sums cover the parks that reported; the growth of a sum and every share are ours (推算).
    There is no target for parks, so no card is lit. Off on the published pack.
    """
    say = view.say
    finding = say("园区主要指标")
    if view.pack.is_record or not rows:
        return Panel(**empty("park_cards", view, no_parks(view), finding))
    mine = chosen(rows, view.park_id, view.area_code)
    if not mine:
        return Panel(**empty("park_cards", view, say("所选县(区)没有园区"), finding))
    sums, parks = totals(mine), side_by_side(mine)
    faces = [
        *(_flow(sums[metric], say) for metric in FLOWS if metric in sums),
        _land(sums, parks, say),
        _workshops(sums, parks, say),
        _firms(sums, parks, say),
    ]
    return Panel(
        name="park_cards",
        finding=_finding(sums, parks, view),
        measure=measure(scope(parks, view), say("比率为推算；园区没有年度目标，不评灯")),
        body=Cards([face for face in faces if face], ""),
        rows=behind(mine, view),
        columns=columns(view),
        **provenance(mine, view),
        alt=" ".join(face["say"] for face in faces if face),
    )


def scope(parks: Sequence[Row], view: View) -> str:
    """Whose figures they are: the park's, the county's parks', or all parks'."""
    say = view.say
    if len(parks) == 1:
        return say.name(parks[0])
    if view.area_code is not None and view.park_id is None:
        return say("{county} {count} 个园区合计").format(
            county=say.place(parks[0]), count=len(parks)
        )
    return say("{count} 个园区合计").format(count=len(parks))


def _finding(sums: dict[str, Row], parks: Sequence[Row], view: View) -> str:
    say = view.say
    built, let = overall(parks, "built_share"), overall(parks, "let_share")
    if built is None or let is None:
        return say("{scope}主要指标").format(scope=scope(parks, view))
    return say("{scope}：已供土地建成 {built}，标准厂房出租 {let}").format(
        scope=scope(parks, view),
        built=say.share_percent(built),
        let=say.share_percent(let),
    )


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


def _shown(row: Row, say: Words) -> str:
    if row.value is None:
        return say.missing(row.absence)
    return say.amount(row.value, row.unit, row.decimals)


def _flow(row: Row, say: Words) -> dict[str, Any]:
    """A sum since January; growth as published for one park, else ours and marked."""
    # A park that has not reported leaves the period to those that have.
    row = row.with_(period_start=row.period_end.replace(month=1, day=1))
    label = say.of(row, "metric")
    return _face(row, label, _shown(row, say), say, growth=_growth(row, say))


def _growth(row: Row, say: Words) -> str:
    if row.published_growth is not None:
        rate = say.growth(row.published_growth, row.growth_text)
        basis = say.basis_name(row.growth_basis)
        return say("公布同比 {rate}({basis})").format(rate=rate, basis=basis)
    if row.derived_growth is None:
        return ""
    return say("较上年同期 {rate}(推算)").format(rate=say.growth(row.derived_growth))


def _land(sums: dict[str, Row], parks: Sequence[Row], say: Words) -> dict[str, Any] | None:
    row = sums.get("park_built_area")
    if row is None:
        return None
    areas = say("可开发 {developable}，已供 {supplied}").format(
        developable=_shown(sums["park_developable_area"], say),
        supplied=_shown(sums["park_supplied_area"], say),
    )
    share = overall(parks, "built_share")
    done = say.share_percent(share) if share is not None else ""
    return _face(
        row,
        say.of(row, "metric"),
        _shown(row, say),
        say,
        completion=say("占已供 {share}(推算)").format(share=done) if done else "",
        notes=[areas],
    )


def _workshops(sums: dict[str, Row], parks: Sequence[Row], say: Words) -> dict[str, Any] | None:
    row, share = sums.get("park_workshop_let"), overall(parks, "let_share")
    if row is None:
        return None
    value = _shown(row.with_(value=None), say) if share is None else say.share_percent(share)
    areas = say("已出租 {let}，共有 {all}").format(
        let=_shown(row, say), all=_shown(sums["park_workshop_area"], say)
    )
    return _face(row, say("标准厂房出租率(推算)"), value, say, notes=[areas])


def _firms(sums: dict[str, Row], parks: Sequence[Row], say: Words) -> dict[str, Any] | None:
    row, share = sums.get("park_firms_settled"), overall(parks, "producing_share")
    if row is None:
        return None
    producing = say("投产 {count}").format(count=_shown(sums["park_firms_producing"], say))
    done = say.share_percent(share) if share is not None else ""
    return _face(
        row,
        say.of(row, "metric"),
        _shown(row, say),
        say,
        completion=say("投产率 {share}(推算)").format(share=done) if done else "",
        gap=producing,
    )
