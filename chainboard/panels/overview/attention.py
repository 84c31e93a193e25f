"""What needs attention: the chains that are behind, or every indicator that is."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import behind, figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def of_chains(
    rows: Sequence[Row], bureaus: Sequence[Row], causes: Sequence[Column], view: View
) -> Panel:
    """One row a chain that is behind, the widest gap to the calendar first.

    rows     as analysis.behind.worst returns them, of chains
    bureaus  as overview_chains.lead_bureaus returns them
    causes   what offices say of why, and what is being done; none where nobody has said anything

    Rates of growth stand in a column of their own and give no place in the order.
    """
    say = view.say
    if not rows:
        return _nothing_behind(view)
    columns = (
        _chain_column(say),
        behind.indicator_column(say),
        behind.light_column(say),
        *behind.gap_columns(say),
        behind.growth_column(say),
        bureau_column(bureaus, say),
        *causes,
    )
    return Panel(
        name="attention",
        finding=_finding(rows[0], say),
        measure=measure(_counts(rows, say), say("按差距最大的完成率排列，增速不参加排列")),
        body=figures.table(
            rows, behind.beside_causes(columns, causes, f"chain_{say.lang}", view), is_wide=True
        ),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.clauses([_said(row, say) for row in rows]),
        notes=(*behind.rules(rows, say), behind.told_by(bool(causes), say)),
    )


def of_indicators(
    rows: Sequence[Row], bureaus: Sequence[Row], causes: Sequence[Column], view: View
) -> Panel:
    """One row a chain and indicator that is behind: completions first, then rates of growth,
    each in their own order.

    rows     as analysis.behind.trailing returns them, of chains
    bureaus  as overview_chains.lead_bureaus returns them
    causes   as of_chains has them
    """
    say = view.say
    if not rows:
        return _nothing_behind(view)
    columns = (
        _chain_column(say),
        Column(f"name_{say.lang}", say("指标")),
        Column("measured", say("比什么"), words=lambda row: _against(row, say)),
        behind.light_column(say),
        *behind.gap_columns(say),
        bureau_column(bureaus, say),
        *causes,
    )
    return Panel(
        name="attention",
        finding=_finding(rows[0], say),
        measure=measure(
            _counted_indicators(rows, say), say("先列完成率，后列增速，各自按差距排列，不相加")
        ),
        body=figures.table(
            rows, behind.beside_causes(columns, causes, f"chain_{say.lang}", view), is_wide=True
        ),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.clauses([_said(row, say) for row in rows]),
        notes=(*behind.rules(rows, say), behind.told_by(bool(causes), say)),
    )


def no_targets(view: View, has_some: bool = False) -> Panel:
    """There is no target to be behind; or none that may be judged by what is known."""
    why = view.say("没有年度目标，不能判断进度")
    if has_some:
        why = view.say("年度目标和今年的数都不能评灯，不能判断进度")
    return Panel(**empty("attention", view, why, why, "targets"))


def _nothing_behind(view: View) -> Panel:
    why = view.say("没有落后序时进度或增速目标的产业链")
    return Panel(**empty("attention", view, why, why))


def bureau(chain_id: str, bureaus: Sequence[Row], say: Words) -> str:
    """The department that carries out the work of a chain, or that none is on record."""
    held = [say.of(row, "holder") for row in bureaus if row.chain_id == chain_id]
    return say.listed(list(dict.fromkeys(held))) if held else say("未注明")


def bureau_column(bureaus: Sequence[Row], say: Words) -> Column:
    """Who carries out the work: never the post of a leader, which no status stands beside."""
    return Column("office", say("牵头部门"), words=lambda row: bureau(row.chain_id, bureaus, say))


def _chain_column(say: Words) -> Column:
    return Column(f"chain_{say.lang}", say("产业链"), words=lambda row: _way(row, say))


def _way(row: Row, say: Words) -> dict[str, str]:
    part = say.in_brackets(say("分链")) if row.parent_id else ""
    go = f"chain?chain={row.chain_id}&county=all"
    return {"words": f"{say.of(row, 'chain')}{part}", "go": go}


def _against(row: Row, say: Words) -> str:
    return say("增速与目标") if row.kind == "growth_only" else say("完成率与序时进度")


def _finding(first: Row, say: Words) -> str:
    chain = say.of(first, "chain")
    if first.gap is None:
        return say("{chain}增加值{gap}").format(chain=chain, gap=behind.said(first, say))
    return say("最需要关注：{chain}{metric}，{gap}").format(
        chain=chain,
        metric=say.name(first),
        gap=behind.said(first, say),
    )


def _said(row: Row, say: Words) -> str:
    of = say.of(row, "chain")
    if row.gap is not None:
        of = say("{chain}{metric}").format(chain=of, metric=say.name(row))
    return f"{of} {behind.said(row, say)}"


def _counts(rows: Sequence[Row], say: Words) -> str:
    """How many chains are behind in completion and how many in growth, each counted apart."""
    done = [row for row in rows if row.gap is not None]
    low = [row for row in rows if row.growth_gap is not None]
    parts = [
        say("落后序时进度：{chains}").format(chains=behind.counted(*behind.halves(done), say)),
        say("增速低于目标：{chains}").format(chains=behind.counted(*behind.halves(low), say)),
    ]
    return say.clauses([part for part, held in zip(parts, (done, low), strict=True) if held])


def _counted_indicators(rows: Sequence[Row], say: Words) -> str:
    done = [row for row in rows if row.kind != "growth_only"]
    low = [row for row in rows if row.kind == "growth_only"]
    said = [
        text.format(count=len(held), parts=behind.halves(held)[1])
        for text, held in (
            (say("落后序时进度 {count} 项（其中分链 {parts} 项）"), done),
            (say("增速低于目标 {count} 项（其中分链 {parts} 项）"), low),
        )
        if held
    ]
    return say.clauses(said)
