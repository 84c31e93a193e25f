"""Deals signed: how far they came, and where they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.deals import STAGES
from chainboard.panels.frame import (
    county,
    empty,
    framed,
    height,
    measure,
    place,
    plain,
    provenance,
    room,
    size,
)
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View
from chainboard.words import (
    amount,
    day,
    listed,
    number,
    share_percent,
    stage_name,
    texts,
    unit_name,
)

UNIT = "亿元"
WHITE_FROM = {"light": 4, "projector": 3}  # the stage from which on numbers stand in white


def funnel(rows: Sequence[Row], funding: float | None, view: View) -> Panel:
    """How many deals ever reached each stage: one bar a stage, the deals signed on top.

    rows     as analysis.deals.reach returns them
    funding  funds in place as part of the contract value, 0 to 1
    """
    _ = texts(view.lang)
    if not rows or not rows[0].deals:
        why = _("没有签约项目")
        return Panel(**empty("deal_funnel", view, why, _("招商项目进展")))
    signed = rows[0].deals
    return Panel(
        name="deal_funnel",
        finding=_funnel_finding(rows, view),
        measure=measure(
            where(rows[0], view),
            _("累计到达各阶段的项目数"),
            _("百分比的分母为已签约的 {count} 个项目").format(count=signed),
            _("开工含已建成"),
        ),
        body=framed(
            [_funnel_bars(rows[::-1], view)],
            view,
            xaxis={"visible": False, "range": [0, signed * 2]},
            yaxis={"type": "category", "showgrid": False},
        ),
        rows=[_reached_in_table(row, view) for row in rows],
        columns=_funnel_columns(view),
        **known_to(rows, view),
        alt=listed(
            [f"{stage_name(row.stage, view.lang)} {_reached(row, view)}" for row in rows], view.lang
        ),
        notes=_funding_note(rows[0], funding, view),
    )


def _funnel_finding(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    by = {row.stage: row for row in rows}
    return _("签约 {signed} 个项目，开工率 {started}，投产率 {producing}").format(
        signed=by["signed"].deals,
        started=share_percent(by["started"].share, view.lang),
        producing=share_percent(by["in_production"].share, view.lang),
    )


def _funnel_bars(rows: Sequence[Row], view: View) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.deals for row in rows],
        "y": [stage_name(row.stage, view.lang) for row in rows],
        "text": [_reached(row, view) for row in rows],
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": TOKENS[view.theme]["actual"]},
        "hovertemplate": "%{y} %{text}<extra></extra>",
    }


def _reached(row: Row, view: View) -> str:
    return f"{amount(row.deals, '个', view.lang)} · {share_percent(row.share, view.lang, 1)}"


def _funding_note(signed: Row, funding: float | None, view: View) -> tuple[str, ...]:
    """The funding rate with its denominator; funds are known as of the edition only."""
    _ = texts(view.lang)
    if funding is None or view.period:
        return ()
    said = _("资金到位率 {rate}：到位 {funds}，分母为签约额 {value}；签约额不是到位资金。")
    return (
        said.format(
            rate=share_percent(funding, view.lang),
            funds=amount(signed.in_place_funds, UNIT, view.lang),
            value=amount(signed.contract_value, UNIT, view.lang),
        ),
    )


def _reached_in_table(row: Row, view: View) -> Row:
    return row.with_(
        stage_shown=stage_name(row.stage, view.lang), part=share_percent(row.share, view.lang)
    )


def _funnel_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("stage_shown", _("阶段")),
        Column("deals", _("累计到达"), "个", 0),
        Column("part", _("占签约项目")),
        Column("contract_value", _("签约额"), UNIT, 2),
    )


def by_county(rows: Sequence[Row], view: View) -> Panel:
    """Where the deals of each county stand now: one bar a county, one part a stage.

    rows  as analysis.deals.by_county returns them, in the order of the counties
    """
    _ = texts(view.lang)
    total = sum(row.deals for row in rows)
    if not total:
        why = _("没有签约项目")
        return Panel(**empty("stage_by_county", view, why, _("各县(区)项目所处阶段")))
    stages = listed([stage_name(stage, view.lang) for stage in STAGES], view.lang)
    return Panel(
        name="stage_by_county",
        finding=_waiting(rows, view),
        measure=measure(
            _("每个项目只计当前阶段"),
            _("自左至右：{stages}(签约为灰色，其后由浅入深)").format(stages=stages),
            unit_name("个", view.lang),
        ),
        body=framed(
            [_stage_bars(rows[::-1], stage, view) for stage in STAGES]
            + [_totals(rows[::-1], view)],
            view,
            height=height(view, 1.1),
            barmode="stack",
            bargap=0.28,
            uniformtext={"mode": "hide", "minsize": round(size(view) * 0.8)},
            xaxis={"visible": False},
            yaxis={"type": "category", "showgrid": False},
            margin={"r": room("99999", size(view))},
        ),
        rows=rows,
        columns=_stage_columns(view),
        **known_to(rows, view),
        alt=listed([_county_said(row, view) for row in rows], view.lang),
    )


def _waiting(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    total, signed = sum(row.deals for row in rows), sum(row.signed for row in rows)
    most = max(rows, key=lambda row: row.signed)
    if not signed:
        return _("{total} 个项目均已开工").format(total=total)
    return _("{total} 个项目中 {signed} 个停在签约，{county}最多({count} 个)").format(
        total=total, signed=signed, county=county(most, view.lang), count=most.signed
    )


def _county_label(row: Row, view: View) -> str:
    label = plain(county(row, view.lang))
    return f"▸ {label}" if row.area_code == view.area_code else label


def _stage_bars(rows: Sequence[Row], stage: str, view: View) -> dict[str, Any]:
    colour, place = TOKENS[view.theme], STAGES.index(stage)
    edge = (
        {"color": colour["card"], "width": 3}
        if view.theme == "projector"
        else {"color": colour["muted"], "width": 0.5}
    )
    fills = [colour["previous"], *ramp(view.theme)]
    return {
        "type": "bar",
        "orientation": "h",
        "name": stage_name(stage, view.lang),
        "x": [row[stage] for row in rows],
        "y": [_county_label(row, view) for row in rows],
        "ids": [f"investment?county={row.area_code}" for row in rows],
        "text": [number(row[stage], 0, view.lang) if row[stage] else "" for row in rows],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {
            "color": colour["card"] if place >= WHITE_FROM[view.theme] else colour["text"]
        },
        "marker": {"color": fills[place], "line": edge},
        "hovertemplate": "%{y} %{fullData.name} %{x}<extra></extra>",
    }


def _totals(rows: Sequence[Row], view: View) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [row.deals for row in rows],
        "y": [_county_label(row, view) for row in rows],
        "text": [f" {number(row.deals, 0, view.lang)}" for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _county_said(row: Row, view: View) -> str:
    stages = [f"{stage_name(s, view.lang)} {row[s]}" for s in STAGES if row[s]]
    return f"{county(row, view.lang)} {row.deals} ({listed(stages, view.lang)})"


def _stage_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    stages = [Column(stage, stage_name(stage, view.lang), "个", 0) for stage in STAGES]
    return (
        Column(f"name_{view.lang}", _("县(区)")),
        Column("deals", _("签约项目"), "个", 0),
        *stages,
    )


def where(row: Row, view: View) -> str:
    """The county of deals, or the whole city."""
    _ = texts(view.lang)
    return place(row, view.lang) or _("全市")


def known_to(rows: Sequence[Row], view: View) -> dict[str, Any]:
    """The source of deals; they are known to the end of the period, or to the edition's day."""
    _ = texts(view.lang)
    last = min(view.period_end or view.as_of, view.as_of)
    return {
        **provenance(rows, view),
        "as_of": _("截至 {period}").format(period=day(last, view.lang)),
    }
