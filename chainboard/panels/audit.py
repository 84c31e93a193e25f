"""The audit page: whether the chain of it is whole, and what was done last."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.frame import empty, measure, of_table
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

COMMAND = "python -m chainboard audit"


def none_kept(name: str, view: View) -> Panel:
    """The quiet line of made-up data: what was really done does not stand among them."""
    say = view.say
    why = say("审计是实际发生的事，不与演示数据放在一起；请改看公开或本市。")
    return Panel(**empty(name, view, why, say("审计记录")))


def chain_state(state: Row, view: View) -> Panel:
    """Whether the lines of the audit are as they were written.

    state  as recorded.newest returns it
    """
    say = view.say
    facts = [
        Row(what=say("状态"), said="● " + say("完好") if state.is_whole else "■ " + say("断开")),
        Row(what=say("审计的行数"), said=say.number(state.lines, 0)),
        Row(what=say("最后一行的编号"), said=say.number(state.number, 0)),
        Row(what=say("程序中断时没有写完的行"), said=say.number(len(state.cut), 0)),
    ]
    whole = say("审计链完好：没有一行被改动、删除或插入")
    if not state.lines:
        whole = say("审计还没有记录")
    return Panel(
        name="chain_state",
        finding=whole if state.is_whole else str(say.of(state, "broken_said")),
        measure=measure(
            say("只记录本市数据"),
            say("每行含上一行的哈希"),
            say("命令 {command}").format(command=f"{COMMAND} --verify"),
        ),
        **of_table(
            facts, (Column("what", say("核对的项")), Column("said", say("结果"))), view, False
        ),
    )


def acts(rows: Sequence[Row], state: Row, view: View) -> Panel:
    """What was done to the city's data and with it, the newest first.

    rows, state  as recorded.newest returns them
    """
    say = view.say
    if not rows:
        why = say("还没有记录：第一次导入、取数或登录后出现。")
        return Panel(**empty("acts", view, why, say("审计记录")))
    columns = (
        Column("number", say("编号"), words=lambda row: str(row.number)),
        Column("at", say("时间"), words=lambda row: _when(row)),
        Column("kind", say("操作"), words=lambda row: say.act_name(row.kind)),
        Column("office", say("操作单位")),
        Column("account", say("账户")),
        Column("words", say("内容")),
        Column("rows", say("行数"), words=lambda row: _rows(row, say)),
    )
    older = state.entries - len(rows)
    more = say("更早的 {count} 条用命令 {command} 查看").format(count=older, command=COMMAND)
    return Panel(
        name="acts",
        finding=say("共记录 {count} 条，最近一条：{kind}").format(
            count=say.number(state.entries, 0), kind=say.act_name(rows[0].kind)
        ),
        measure=measure(say("最新的在前"), say("时间为本机时间"), more if older else ""),
        notes=(say("截图和打印不作记录"),),
        **of_table(rows, columns, view),
    )


def _when(row: Row) -> str:
    return row.at.strftime("%Y-%m-%d %H:%M:%S") if row.at else "—"


def _rows(row: Row, say: Words) -> str:
    return "" if row.rows is None else say.number(row.rows, 0)
