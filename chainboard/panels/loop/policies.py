"""Documents of the loop: what each asks, of whom, and what was done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import words
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.codes import CODES


def policies(rows: Sequence[Row], view: View) -> Panel:
    """One row a document, the province's on top, the newest first.

    rows  as analysis.demands.with_demands returns them
    """
    say = view.say
    if not rows:
        why = say("还没有政策文件；在上面“登记政策文件”，再写它要求什么、由谁落实。")
        return Panel(**empty("policies", view, why, say("政策文件")))
    demands = [one for row in rows for one in row.demands]
    idle = sum(1 for one in demands if one.is_open)
    told = say("政策文件 {count} 份，要求 {demands} 条，其中 {idle} 条还没有落实到任务")
    columns = _columns(say)
    return Panel(
        name="policies",
        fixed=("county", "cases", "node"),
        finding=told.format(
            count=say.number(len(rows), 0),
            demands=say.number(len(demands), 0),
            idle=say.number(idle, 0),
        ),
        measure=measure(say("省级的在前，其次新的在前"), say("一条要求一行")),
        body=figures.table(rows, columns),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.listed([words.short(row, "text", say) for row in rows]),
    )


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("text", say("文件"), words=lambda row: words.way(row, "experience", say)),
        Column(f"issued_by_{say.lang}", say("发文机关")),
        Column("number", say("文号、日期"), words=_numbered),
        Column("level", say("层级"), words=lambda row: _level(row, say)),
        Column(f"chain_{say.lang}", say("产业链"), words=lambda row: _chain(row, say)),
        Column("demands", say("要求和落实"), words=lambda row: _demands(row, say)),
        Column(f"state_{say.lang}", say("状态")),
    )


def _numbered(row: Row) -> list[str]:
    return [str(row.get(name)) for name in ("number", "issued_on") if row.get(name)] or [""]


def _level(row: Row, say: Words) -> str:
    known = CODES["level"].get(str(row.get("level")))
    return say(known) if known else ""


def _chain(row: Row, say: Words) -> str:
    return str(row.get(f"chain_{say.lang}") or say("不分产业链"))


def _demands(row: Row, say: Words) -> list[Any]:
    return [_demand(one, say) for one in row.demands] or [say("还没有写明要求")]


def _demand(one: Row, say: Words) -> Any:
    """A demand with whose it is and what was done about it; its task leads to its steps."""
    owner = str(say.of(one, "owner") or say("待定"))
    text = words.text(one, "text", say)
    if one.task:
        done = words.state(one.task, say)
        said = say("{text}（{owner}；{done}）").format(text=text, owner=owner, done=done)
        return {"words": said, "go": f"schedule?matter={one.task.id}"}
    done = say("还没有落实到任务") if one.is_open else say("已说明暂无行动")
    return say("{text}（{owner}；{done}）").format(text=text, owner=owner, done=done)
