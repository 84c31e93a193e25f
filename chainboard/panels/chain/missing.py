"""Which missing links to close first: the factors, what they give, how firm the order is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.chain.map import MARKS, evidence
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import FRACTION, Column, Panel, Table
from chainboard.view import Row, View
from chainboard.words import Words

STARTED = 4  # rank of the stage from which a project is being built
NAMED = 3


def missing_links(rows: Sequence[Row], view: View, is_known: bool = True) -> Panel:
    """The steps that fall short, the one to close first on top, each with what could close it.

    rows      as analysis.missing.missing_links returns them, with what chain_map.with_evidence adds
    is_known  whether the chain has any steps: without them nothing is known to be there
    """
    say = view.say
    heading = say("补链的先后")
    if not rows:
        why = say("没有缺失、薄弱的环节") if is_known else say("没有环节资料")
        return Panel(**empty("missing_links", view, why, heading, "" if is_known else "nodes"))
    if view.pack.is_record:
        return _unranked(rows, view)
    columns = _columns(view)
    after = Column("next", say("可用的力量"), words=lambda row: _next(row, view))
    shown = (*columns[:-1], after)
    return Panel(
        name="missing_links",
        fixed=("county", "period"),
        finding=_finding(rows, say),
        measure=measure(
            _formula(view),
            say("权重由上方“排序权重”选择") if view.theme == "light" else "",
        ),
        body=Table(
            [{"label": column.label} for column in shown],
            [[_cell(row, column) for column in shown] for row in rows],
            is_wide=True,
        ),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        notes=_notes(rows, view),
        alt=say.clauses([f"{_rank(row, say)} {say.name(row)}" for row in rows]),
    )


def _unranked(rows: Sequence[Row], view: View) -> Panel:
    """A record: the steps that fall short, in their order on the map; nobody has rated them."""
    say = view.say
    columns = (
        Column(f"name_{say.lang}", say("环节")),
        _status(say),
        Column("evidence_zh", say("依据"), words=lambda row: evidence(row, say)),
        Column("score", say("评分"), words=lambda _: say.missing(None)),
    )
    return Panel(
        name="missing_links",
        fixed=("county", "period"),
        finding=say("尚未形成或待核的环节 {count} 个，没有公开的评分").format(count=len(rows)),
        measure=measure(say("按图谱的顺序列出，不排先后")),
        body=figures.table(rows, columns, is_wide=False),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([f"{say.name(r)} {say.node_status_name(r.status)}" for r in rows]),
    )


def _finding(rows: Sequence[Row], say: Words) -> str:
    first = [say.name(row) for row in rows if row.is_first]
    if first:
        return say("首要缺失：{names}").format(names=say.listed(first))
    ranked = [row for row in rows if row.rank is not None]
    if not ranked:
        return say("{count} 个环节待评，尚不能排先后").format(count=len(rows))
    if not any(row.score for row in ranked):
        return say("评过分的 {count} 个环节得分都为 0，没有先后").format(count=len(ranked))
    top = [say.name(row) for row in ranked if row.rank == 1]
    if len(ranked) == 1 < len(rows):
        return say("{count} 个环节中只有{name}评分齐全，尚不能排先后").format(
            count=len(rows), name=say.listed(top)
        )
    return say("得分最高的是{names}，先后尚不稳，不称首要缺失").format(names=say.listed(top))


def _formula(view: View) -> str:
    """The score as it was worked out, with the exponents that are chosen."""
    say = view.say
    names = (say("缺口"), say("可行性"), say("上游投入"), say("政策契合"))
    powers = {"0": "", "1": "{name}", "2": "{name}²"}
    parts = [
        powers[power].format(name=name)
        for name, power in zip(names, view.weights.split("-"), strict=True)
        if power != "0"
    ]
    said = say("得分 = {product}，缺口 = 权重 ×（1 − 满足需求），其余评 0—3 分")
    return said.format(product=" × ".join(parts))


def _notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    notes = [_draws(rows, view)] if any(row.rank for row in rows) else []
    if any(row.rank is None for row in rows):
        notes.append(say("权重、满足需求或评分不全的环节为待评，不参加排序。"))
    notes.append(say("评分是牵头部门的判断；0 分使得分为 0，得分相同的位次并列。"))
    return tuple(notes)


def _draws(rows: Sequence[Row], view: View) -> str:
    say = view.say
    top = next(row.top for row in rows if row.top)
    what = say("前五") if top > 1 else say("首位（可排的不足六个）")
    return say(
        "稳定性：权重上下浮动四分之一、评分浮动半分、满足需求浮动十个百分点，随机重算 1,000 次，"
        "看仍居{what}的比例；达 80% 才称首要缺失。"
    ).format(what=what)


def _columns(view: View) -> tuple[Column, ...]:
    say = view.say

    def factor(key: str, label: str, decimals: int) -> Column:
        return Column(
            key, label, decimals=decimals, words=lambda row: _number(row[key], decimals, say)
        )

    return (
        Column("rank", say("位次"), words=lambda row: _rank(row, say)),
        Column(f"name_{say.lang}", say("环节"), words=lambda row: _way(row, view)),
        _status(say),
        factor("gap", say("缺口"), 2),
        factor("feasibility", say("可行性"), 0),
        factor("upstream_input", say("上游投入"), 0),
        factor("policy_fit", say("政策契合"), 0),
        Column(
            "score",
            say("得分"),
            decimals=1,
            derived=True,
            words=lambda row: _number(row.score, 1, say),
        ),
        Column(
            "stays",
            say("稳定性"),
            FRACTION,
            0,
            derived=True,
            words=lambda row: _share(row, say),
            says_unit=True,
        ),
        Column("reason_zh", say("评分说明"), words=lambda row: say.of(row, "reason") or ""),
    )  # fmt: skip


def _status(say: Words) -> Column:
    return Column(
        "status",
        say("状态"),
        words=lambda row: f"{MARKS[row.status]} {say.node_status_name(row.status)}",
    )


def _cell(row: Row, column: Column) -> Any:
    said = column.words(row) if column.words else row.get(column.key)
    return "" if said is None else said


def _rank(row: Row, say: Words) -> str:
    if row.rank is None:
        return say("待评")
    first = say("首要缺失")
    return f"{row.rank} {first}" if row.is_first else str(row.rank)


def _number(value: float | None, decimals: int, say: Words) -> str:
    return say("待评") if value is None else say.number(value, decimals)


def _share(row: Row, say: Words) -> str:
    return "" if row.stays is None else say.share_percent(row.stays, 0)


def _way(row: Row, view: View) -> dict[str, str]:
    return {
        "words": view.say.name(row),
        "go": f"chain?chain={row.chain_id}&node={row.node_id}",
    }


def _next(row: Row, view: View) -> list[Any]:
    """What could close it: firms that are sought, projects before their start, deals, a task."""
    say = view.say
    lines: list[Any] = []
    if row.sought and view.audience.sees_firms:
        lines.append(say("目标企业：{names}").format(names=_named(row.sought, say)))
    before = [each for each in row.projects_there if (each.rank or 0) < STARTED]
    if before:
        lines.append(say("未开工项目：{names}").format(names=_named(before, say)))
    lines.append({"words": say("看本链招商项目"), "go": f"investment?chain={row.chain_id}"})
    if view.pack.keeps_ledger:
        go = f"schedule?chain={row.chain_id}&node={row.node_id}"
        lines.append({"words": say("到“调度”页下达任务"), "go": go})
    return lines


def _named(rows: Sequence[Row], say: Words) -> str:
    names = say.listed([say.name(row) for row in rows[:NAMED]])
    return say("{names}等").format(names=names) if len(rows) > NAMED else names
