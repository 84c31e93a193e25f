"""The newest figure of each chain, where no targets are set against it: one row a chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chainboard.panels import figures
from chainboard.panels.frame import provenance
from chainboard.panels.overview.chains import chain_column, growths
from chainboard.panels.panel import OWN, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def newest(rows: Sequence[Row], view: View) -> Panel:
    """One row a chain: its first indicator, whose periods and units do not compare.

    rows  as overview_chains.newest returns them
    """
    say = view.say
    columns = (
        chain_column(say, has_parts=True),
        Column(f"name_{say.lang}", say("代表性指标"), words=lambda row: _indicator(row, say)),
        Column("period", say("期间"), words=lambda row: _when(row, say)),
        Column("value", say("数值"), OWN, words=lambda row: _figure(row, say), says_unit=True),
        replace(growths(say), words=lambda row: figures.rate(row, say)),
        *([Column("grade", say("来源级别"))] if view.pack.is_record else []),
    )
    public = say("各产业链最新公开指标（期间、单位不同，不可相加或排名）")
    return Panel(
        name="chains",
        fixed=("period",),
        finding=public
        if view.pack.is_record
        else say("各产业链最新一期（链与链有重叠，不可相加）"),
        measure=say("每条链一项；没有产出数据的写明"),
        body=figures.table(rows, columns, is_wide=True),
        rows=rows,
        columns=columns,
        **provenance([row for row in rows if row.figure_id], view),
        alt=say.listed(
            [f"{say.of(row, 'chain')} {_indicator(row, say)} {_figure(row, say)}" for row in rows]
        ),
    )


def _indicator(row: Row, say: Words) -> str:
    return say("无产出数据（仅项目等）") if row.figure_id is None else say.name(row)


def _when(row: Row, say: Words) -> str:
    if row.figure_id is None:
        return ""
    return say.bare_period(row.period_start, row.period_end, row.basis)


def _figure(row: Row, say: Words) -> str:
    return "" if row.figure_id is None else figures.value(row, say)
