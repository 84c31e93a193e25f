"""How complete the chain is, three ways side by side: each with what it was worked out from."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import FRACTION, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def chain_completeness(whole: Row, rows: Sequence[Row], view: View) -> Panel:
    """Three ways to say how complete the chain is, a row each.

    whole  as analysis.completeness returns it
    rows   the steps it was worked out from, as chain_map.standing returns them

    A record leaves the panel out: nothing is worked out there, and no source gives weights.
    """
    say = view.say
    if view.pack.is_record or not rows:
        return Panel(**empty("chain_completeness", view, "", say("产业链完整度")))
    ways = _ways(whole, say)
    columns = (
        Column("way", say("算法")),
        Column("worked", say("算式")),
        figures.worked_out("share", say("完整度"), FRACTION, lambda row: _said(row, say), 1),
    )
    return Panel(
        name="chain_completeness",
        fixed=("county", "period"),
        finding=_finding(whole, say),
        measure=measure(
            say("三种算法，不可混用"),
            say("强项、已有、薄弱的环节算有，在建、规划、缺失、待核的算没有"),
        ),
        body=figures.table(ways, columns, is_wide=False),
        rows=ways,
        columns=columns,
        **provenance(rows, view),
        notes=_notes(whole, rows, say),
        alt=say.clauses([f"{row.way} {_said(row, say)}" for row in ways]),
    )


def _said(row: Row, say: Words) -> str:
    return say("待评") if row.share is None else say.share_percent(row.share, 1)


def _finding(whole: Row, say: Words) -> str:
    said = say("{steps} 个环节有 {present} 个").format(steps=whole.steps, present=whole.present)
    if whole.by_coverage is None:
        return said
    return say("{said}，按满足需求的程度为 {share}").format(
        said=said, share=say.share_percent(whole.by_coverage, 1)
    )


def _ways(whole: Row, say: Words) -> list[Row]:
    def over(part: float | None, all_of: float | None, decimals: int) -> str:
        if part is None or all_of is None:
            return ""
        return f"{say.number(part, decimals)} ÷ {say.number(all_of, 0)}"

    def line(way: str, how: str, worked: str, share: float | None) -> Row:
        told = say("{how} = {worked}").format(how=how, worked=worked) if worked else how
        return Row(way=way, worked=told, share=share)

    return [
        line(
            say("按个数"),
            say("有的环节 ÷ 全部环节"),
            over(whole.present, whole.steps, 0),
            whole.by_count,
        ),
        line(
            say("按权重"),
            say("有的环节权重之和 ÷ 全部权重之和"),
            over(whole.weight_present, whole.weight, 0),
            whole.by_weight,
        ),
        line(
            say("按满足需求"),
            say("Σ（权重 × 满足需求的比例）÷ 全部权重之和"),
            over(whole.covered, whole.weight, 2),
            whole.by_coverage,
        ),
    ]


def _notes(whole: Row, rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    doubts = _doubts(whole, rows, say)
    if not whole.weight:
        return doubts
    weights = sorted({row.weight for row in rows}, reverse=True)
    told = [
        say("{weight}：{steps}").format(
            weight=say.number(weight, 0),
            steps=say.listed([say.name(row) for row in rows if row.weight == weight]),
        )
        for weight in weights
    ]
    weighed = say("各环节的权重（专家评定）：{weights}。").format(weights=say.clauses(told))
    return (weighed, *doubts)


def _doubts(whole: Row, rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """Why a way is to be rated, and which steps count as not there because nobody knows."""
    open_for = (
        (say("权重待评：{steps}。"), [row for row in rows if row.weight is None]),
        (say("满足需求的比例待评：{steps}。"), whole.uncovered),
        (say("待核，按没有计：{steps}。"), [row for row in rows if row.status == "unknown"]),
    )
    return tuple(
        words.format(steps=say.listed([say.name(row) for row in found]))
        for words, found in open_for
        if found
    )
