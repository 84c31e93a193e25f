"""The KPI cards of the parks: output, tax, investment, land, workshops and firms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.parks import chosen, overall, side_by_side, totals
from chainboard.panels.frame import empty, measure, name, place, provenance
from chainboard.panels.panel import Panel
from chainboard.panels.parks.rows import behind, columns, no_parks
from chainboard.view import Row, View
from chainboard.words import (
    amount,
    basis_name,
    growth,
    missing,
    period,
    share_percent,
    texts,
    unit_name,
)

FLOWS = ("park_output_value", "park_tax", "park_fai")


def cards(rows: Sequence[Row], view: View) -> Panel:
    """Six cards of the picked park, of the county's parks, or of all parks together.

    rows  as parks.figures returns them

    Sums cover the parks that reported; the growth of a sum and every share are ours (推算).
    There is no target for parks, so no card is lit. Off on the published pack.
    """
    _ = texts(view.lang)
    finding = _("园区主要指标")
    if view.pack == "published" or not rows:
        return Panel(**empty("park_cards", view, no_parks(view), finding))
    mine = chosen(rows, view.park_id, view.area_code)
    if not mine:
        return Panel(**empty("park_cards", view, _("所选县(区)没有园区"), finding))
    sums, parks = totals(mine), side_by_side(mine)
    faces = [
        *(_flow(sums[metric], view) for metric in FLOWS if metric in sums),
        _land(sums, parks, view),
        _workshops(sums, parks, view),
        _firms(sums, parks, view),
    ]
    return Panel(
        name="park_cards",
        finding=_finding(sums, parks, view),
        measure=measure(scope(parks, view), _("比率为推算；园区没有年度目标，不评灯")),
        body={"cards": [face for face in faces if face], "lead": ""},
        rows=behind(mine, view),
        columns=columns(view),
        **provenance(mine, view),
        alt=" ".join(face["say"] for face in faces if face),
    )


def scope(parks: Sequence[Row], view: View) -> str:
    """Whose figures they are: the park's, the county's parks', or all parks'."""
    _ = texts(view.lang)
    if len(parks) == 1:
        return name(parks[0], view.lang)
    if view.area_code is not None and view.park_id is None:
        return _("{county} {count} 个园区合计").format(
            county=place(parks[0], view.lang), count=len(parks)
        )
    return _("{count} 个园区合计").format(count=len(parks))


def _finding(sums: dict[str, Row], parks: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    built, let = overall(parks, "built_share"), overall(parks, "let_share")
    if built is None or let is None:
        return _("{scope}主要指标").format(scope=scope(parks, view))
    return _("{scope}：已供土地建成 {built}，标准厂房出租 {let}").format(
        scope=scope(parks, view),
        built=share_percent(built, view.lang),
        let=share_percent(let, view.lang),
    )


def _face(row: Row, label: str, value: str, view: View, **more: Any) -> dict[str, Any]:
    """One card as the board draws it; without a value it says which kind of missing it is."""
    _ = texts(view.lang)
    when = period(row.period_start, row.period_end, row.basis, view.lang)
    unit = unit_name(row.unit, view.lang)
    split = value.endswith(f" {unit}")
    said = _("{label}，{period}，{figure}").format(label=label, period=when, figure=value)
    return {
        "metric_id": row.metric_id,
        "label": label,
        "chip": None,
        "say": _("{said}。").format(said=said),
        "owner": _reported(row, view),
        "notes": [],
        "value": value.removesuffix(f" {unit}") if split else value,
        "unit": unit if split else "",
        "period": when,
        **more,
    }


def _reported(row: Row, view: View) -> str:
    """How many of the parks a sum covers."""
    _ = texts(view.lang)
    if row.parks == 1:
        return ""
    return _("{reports}/{parks} 个园区已报").format(reports=row.reports, parks=row.parks)


def _shown(row: Row, view: View) -> str:
    if row.value is None:
        return missing(row.absence, view.lang, view.pack)
    return amount(row.value, row.unit, view.lang, row.decimals)


def _flow(row: Row, view: View) -> dict[str, Any]:
    """A sum since January; growth as published for one park, else ours and marked."""
    # A park that has not reported leaves the period to those that have.
    row = row.with_(period_start=row.period_end.replace(month=1, day=1))
    label = row[f"metric_{view.lang}"]
    return _face(row, label, _shown(row, view), view, growth=_growth(row, view))


def _growth(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.published_growth is not None:
        rate = growth(row.published_growth, view.lang, row.growth_text)
        basis = basis_name(row.growth_basis, view.lang)
        return _("公布同比 {rate}({basis})").format(rate=rate, basis=basis)
    if row.derived_growth is None:
        return ""
    return _("较上年同期 {rate}(推算)").format(rate=growth(row.derived_growth, view.lang))


def _land(sums: dict[str, Row], parks: Sequence[Row], view: View) -> dict[str, Any] | None:
    _ = texts(view.lang)
    row = sums.get("park_built_area")
    if row is None:
        return None
    areas = _("可开发 {developable}，已供 {supplied}").format(
        developable=_shown(sums["park_developable_area"], view),
        supplied=_shown(sums["park_supplied_area"], view),
    )
    share = overall(parks, "built_share")
    done = share_percent(share, view.lang) if share is not None else ""
    return _face(
        row,
        row[f"metric_{view.lang}"],
        _shown(row, view),
        view,
        completion=_("占已供 {share}(推算)").format(share=done) if done else "",
        notes=[areas],
    )


def _workshops(sums: dict[str, Row], parks: Sequence[Row], view: View) -> dict[str, Any] | None:
    _ = texts(view.lang)
    row, share = sums.get("park_workshop_let"), overall(parks, "let_share")
    if row is None:
        return None
    value = (
        _shown(row.with_(value=None), view) if share is None else share_percent(share, view.lang)
    )
    areas = _("已出租 {let}，共有 {all}").format(
        let=_shown(row, view), all=_shown(sums["park_workshop_area"], view)
    )
    return _face(row, _("标准厂房出租率(推算)"), value, view, notes=[areas])


def _firms(sums: dict[str, Row], parks: Sequence[Row], view: View) -> dict[str, Any] | None:
    _ = texts(view.lang)
    row, share = sums.get("park_firms_settled"), overall(parks, "producing_share")
    if row is None:
        return None
    producing = _("投产 {count}").format(count=_shown(sums["park_firms_producing"], view))
    done = share_percent(share, view.lang) if share is not None else ""
    return _face(
        row,
        row[f"metric_{view.lang}"],
        _shown(row, view),
        view,
        completion=_("投产率 {share}(推算)").format(share=done) if done else "",
        gap=producing,
    )
