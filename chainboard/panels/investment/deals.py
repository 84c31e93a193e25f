"""Deals signed: how far they came, and where they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import (
    empty,
    height,
    measure,
    plain,
    provenance,
    room,
    size,
)
from chainboard.panels.hover import Box, Line, boxed_figure
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View
from chainboard.words import Words

UNIT = "亿元"  # of what contracts say: deals are no figures of a metric
WHITE_FROM = {"light": 4, "projector": 3}  # the stage from which on numbers stand in white


def funnel(rows: Sequence[Row], funding: float | None, view: View) -> Panel:
    """How many deals ever reached each stage: one bar a stage, the deals signed on top.

    rows     as analysis.deals.reach returns them
    funding  funds in place as part of the contract value, 0 to 1
    """
    say = view.say
    if not rows or not rows[0].deals:
        why = say("没有签约项目")
        return Panel(**empty("deal_funnel", view, why, say("招商项目进展"), "deals"))
    signed = rows[0].deals
    return Panel(
        name="deal_funnel",
        finding=_funnel_finding(rows, say),
        measure=measure(
            _signed_in(rows[0], say),
            say("累计到达各阶段的项目数"),
            say("百分比的分母为已签约的 {count} 个项目").format(count=say.number(signed, 0)),
            say("开工含已建成"),
        ),
        body=boxed_figure(
            [_funnel_bars(rows[::-1], view)],
            [_stage_box(row, view) for row in rows],
            view,
            xaxis={"visible": False, "range": [0, signed * 2.3]},
            yaxis={"type": "category"},
        ),
        rows=rows,
        columns=_funnel_columns(rows, say),
        **known_to(rows, view),
        alt=say.listed([f"{say.stage_name(row.stage)} {_reached(row, say)}" for row in rows]),
        notes=_funding_note(rows[0], funding, view),
    )


def _funnel_finding(rows: Sequence[Row], say: Words) -> str:
    by = {row.stage: row for row in rows}
    return say("签约 {signed} 个项目，开工率 {started}，投产率 {producing}").format(
        signed=say.number(by["signed"].deals, 0),
        started=say.share_percent(by["started"].share),
        producing=say.share_percent(by["in_production"].share),
    )


def _signed_in(row: Row, say: Words) -> str:
    """Which deals are counted: of all years that have one, and from everywhere."""
    years = say.bare_period(date(row.first_year, 1, 1), date(row.last_year, 12, 31), "year")
    return say("{years}签约，省外、省内、境外都计").format(years=years)


def _funnel_bars(rows: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.deals for row in rows],
        "y": [say.stage_name(row.stage) for row in rows],
        "text": [_reached(row, say) for row in rows],
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": TOKENS[view.theme]["actual"]},
    }


def _stage_box(row: Row, view: View) -> Box:
    """A stage: how many deals reached it, their part of those signed, and what they are worth."""
    say = view.say
    lines = [
        Line(say("累计到达"), say.amount(row.deals, "个"), TOKENS[view.theme]["actual"]),
        Line(say("占签约项目（推算）"), say.share_percent(row.share, 1)),
        Line(say("签约额"), amount(row, "contract_value", say)),
    ]
    return Box(say.stage_name(row.stage), lines)


def _reached(row: Row, say: Words) -> str:
    return f"{say.amount(row.deals, '个')} · {say.share_percent(row.share, 1)}"


def _funding_note(signed: Row, funding: float | None, view: View) -> tuple[str, ...]:
    """The funding rate with its denominator; funds are known as of the edition only."""
    say = view.say
    if funding is None or view.period:
        return ()
    said = say("资金到位率 {rate}：到位 {funds}，分母为签约额 {value}；签约额不是到位资金。")
    told = said.format(
        rate=say.share_percent(funding),
        funds=say.amount(signed.in_place_funds, UNIT),
        value=say.amount(signed.contract_value, UNIT),
    )
    left = left_out(signed.confidential, say)
    return (told, say("金额{left}。").format(left=left)) if left else (told,)


def left_out(confidential: int, say: Words) -> str:
    """What sums of amounts do not contain; nothing where they contain every deal."""
    return (
        say("不含保密的 {count} 个项目").format(count=say.number(confidential, 0))
        if confidential
        else ""
    )


def amount(row: Row, key: str, say: Words) -> str:
    """An amount with its unit, or which kind of missing it is."""
    if row[key] is None and row.absence:
        return say.missing(row.absence)
    return say.amount(row[key], UNIT)


def amount_column(key: str, label: str, say: Words) -> Column:
    """Amounts as numbers; a confidential one says so."""
    return Column(key, label, UNIT, 2, words=lambda row: _bare(row, key, say))


def left_out_columns(rows: Sequence[Row], say: Words) -> tuple[Column, ...]:
    """How many deals no amount of the row contains, and why one has none, where there are such."""
    if not any(row.confidential for row in rows):
        return ()
    return (
        Column("confidential", say("金额保密的项目"), "个", 0),
        *figures.gone_columns(rows, "contract_value", say),
    )


def _bare(row: Row, key: str, say: Words) -> str:
    if row[key] is None:
        return say.missing(row.absence) if row.absence else ""
    return say.number(say.scaled(row[key], UNIT), 2)


def _funnel_columns(rows: Sequence[Row], say: Words) -> tuple[Column, ...]:
    return (
        Column("stage", say("阶段"), words=lambda row: say.stage_name(row.stage)),
        Column("deals", say("累计到达"), "个", 0),
        Column(
            "share",
            say("占签约项目"),
            words=lambda row: say.share_percent(row.share),
            derived=True,
        ),
        amount_column("contract_value", say("签约额"), say),
        *left_out_columns(rows, say),
    )


def by_county(rows: Sequence[Row], stages: Sequence[Row], view: View) -> Panel:
    """Where the deals of each county stand now: one bar a county, one part a stage.

    rows    as analysis.deals.by_county returns them, in the order of the counties
    stages  as deals.stages returns them: columns of the rows
    """
    say = view.say
    total = sum(row.deals for row in rows)
    if not total:
        why = say("没有签约项目")
        return Panel(**empty("stage_by_county", view, why, say("各县（区）项目所处阶段"), "deals"))
    names = [stage.stage_id for stage in stages]
    return Panel(
        name="stage_by_county",
        marks=("county",),
        finding=_waiting(rows, say),
        measure=measure(
            say("每个项目只计当前阶段"),
            say("自左至右：{stages}（签约为灰色，其后由浅入深）").format(
                stages=say.listed([say.stage_name(name) for name in names])
            ),
            say.unit_name("个"),
        ),
        body=boxed_figure(
            [
                *(_stage_bars(rows[::-1], *each, view) for each in enumerate(names)),
                _totals(rows[::-1], view),
            ],
            [_county_box(row, names, view) for row in rows],
            view,
            height=height(view, 1.1),
            barmode="stack",
            bargap=0.28,
            uniformtext={"mode": "hide", "minsize": round(size(view) * 0.8)},
            xaxis={"visible": False},
            yaxis={"type": "category"},
            margin={"r": room("99999", size(view))},
        ),
        rows=rows,
        columns=_stage_columns(names, say),
        **known_to(rows, view),
        alt=say.listed([_county_said(row, names, say) for row in rows]),
    )


def _waiting(rows: Sequence[Row], say: Words) -> str:
    total, signed = sum(row.deals for row in rows), sum(row.signed for row in rows)
    most = max(rows, key=lambda row: row.signed)
    if not signed:
        return say("{total} 个项目均已开工").format(total=say.number(total, 0))
    return say("{total} 个项目中 {signed} 个仍处签约阶段，{county}最多（{count} 个）").format(
        total=say.number(total, 0),
        signed=say.number(signed, 0),
        county=say.county(most),
        count=say.number(most.signed, 0),
    )


def _county_label(row: Row, view: View) -> str:
    say = view.say
    label = plain(say.county(row))
    return f"▸ {label}" if row.area_code == view.area_code else label


def _stage_bars(rows: Sequence[Row], place: int, stage: str, view: View) -> dict[str, Any]:
    say = view.say
    colour = TOKENS[view.theme]
    edge = (
        {"color": colour["card"], "width": 3}
        if view.theme == "projector"
        else {"color": colour["muted"], "width": 0.5}
    )
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row[stage] for row in rows],
        "y": [_county_label(row, view) for row in rows],
        "ids": [f"investment?county={row.area_code}" for row in rows],
        "text": [say.number(row[stage], 0) if row[stage] else "" for row in rows],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {
            "color": colour["card"] if place >= WHITE_FROM[view.theme] else colour["text"]
        },
        "marker": {"color": _fills(view)[place], "line": edge},
    }


def _fills(view: View) -> list[str]:
    """The colours of the stages: grey for signed, then ever darker."""
    return [TOKENS[view.theme]["previous"], *ramp(view.theme)]


def _county_box(row: Row, stages: Sequence[str], view: View) -> Box:
    """A county: all its deals, and how many stand at each stage."""
    say = view.say
    lines = [
        Line(say.stage_name(stage), say.amount(row[stage], "个"), tone)
        for stage, tone in zip(stages, _fills(view), strict=False)
    ]
    total = Line(say("签约项目"), say.amount(row.deals, "个"))
    go = f"investment?county={row.area_code}"
    return Box(_county_label(row, view), [*lines, total], say.county(row), go)


def _totals(rows: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    return {
        "type": "scatter",
        "mode": "text",
        "x": [row.deals for row in rows],
        "y": [_county_label(row, view) for row in rows],
        "text": [f" {say.number(row.deals, 0)}" for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
    }


def _county_said(row: Row, stages: Sequence[str], say: Words) -> str:
    held = [f"{say.stage_name(stage)} {row[stage]}" for stage in stages if row[stage]]
    return say.bracketed(f"{say.county(row)} {row.deals}", say.listed(held))


def _stage_columns(stages: Sequence[str], say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("县（区）")),
        Column("deals", say("签约项目"), "个", 0),
        *(Column(stage, say.stage_name(stage), "个", 0) for stage in stages),
    )


def known_to(rows: Sequence[Row], view: View) -> dict[str, Any]:
    """The source of deals; they are known to the end of the period, or to the edition's day."""
    say = view.say
    last = min(view.period_end or view.as_of, view.as_of)
    return {
        **provenance(rows, view),
        "as_of": say("截至 {period}").format(period=say.day(last)),
    }
