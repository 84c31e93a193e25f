"""The audit page: whether the chain of it is whole, and what was done last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from chainboard.page import AXES
from chainboard.panels.frame import empty, measure, of_table
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.panel_names import panel_name

COMMAND = "python -m chainboard audit"
MOST_NAMED = 3  # accounts in a title
EXPORT = re.compile(r"(\w+)(?:/(\w+))?\.(csv|json|xlsx)((?: .*)?)", re.ASCII)


def none_kept(name: str, view: View) -> Panel:
    """The quiet line of made-up data: what was really done does not stand among them."""
    say = view.say
    why = say("审计是实际发生的事，不与演示数据放在一起；请改看公开或本市。")
    return Panel(**empty(name, view, why, panel_name(say.lang, "audit", name)))


def chain_state(state: Row, view: View) -> Panel:
    """Whether the lines of the audit are as they were written.

    state  as recorded.told_state returns it
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


def acts(count: int, rows: Sequence[Row], places: Sequence[Row], view: View) -> Panel:
    """What was done to the city's data and with it, as the view chooses, the newest first.

    count, rows  as recorded.chosen returns them
    places       what chains and counties are called, each by its own id
    """
    say = view.say
    if not rows:
        why = say("还没有记录：第一次导入、取数或登录后出现。")
        if _is_chosen(view):
            why = say("没有这样的记录：{chosen}").format(chosen=_choice(view))
        return Panel(**empty("acts", view, why, say("审计记录")))
    columns = (
        Column("number", say("编号"), words=lambda row: str(row.number)),
        Column("at", say("时间"), words=lambda row: _when(row)),
        Column("kind", say("操作"), words=lambda row: say.act_name(row.kind)),
        Column("office", say("操作单位")),
        Column("account", say("账户")),
        Column("words", say("内容"), words=lambda row: _told(row, places, say)),
        Column("rows", say("行数"), words=lambda row: _number(row.rows, say)),
        Column("firms", say("其中单个企业"), words=lambda row: _number(row.firms or None, say)),
    )
    return Panel(
        name="acts",
        finding=_finding(count, rows, view),
        measure=measure(
            _choice(view),
            _part(count, rows, view),
            say("最新的在前"),
            say("时间为本机时间"),
        ),
        notes=(say("截图和打印不作记录"),),
        **of_table(rows, columns, view),
    )


def _finding(count: int, rows: Sequence[Row], view: View) -> str:
    """How many acts, and whose: of all of them the last one, of chosen ones who did most."""
    say = view.say
    many = say.number(count, 0)
    if not _is_chosen(view):
        last = say.act_name(rows[0].kind)
        return say("共记录 {count} 条，最近一条：{kind}").format(count=many, kind=last)
    if count > len(rows):
        return say("符合的 {count} 条").format(count=many)
    by = Counter((row.office, row.account) for row in rows)
    named = [
        say("{who} {count} 条").format(
            who=" ".join(filter(None, who)) or say("没有写明的"), count=say.number(each, 0)
        )
        for who, each in by.most_common(MOST_NAMED)
    ]
    more = say("另有 {count} 个账户").format(count=len(by) - len(named))
    told = say.clauses([*named, more] if len(by) > len(named) else named)
    return say("符合的 {count} 条：{who}").format(count=many, who=told)


def _is_chosen(view: View) -> bool:
    return bool(view.since or view.until or view.act or view.office)


def _choice(view: View) -> str:
    """What the view chooses, in words; "" for all of it."""
    say = view.say
    since, until = (_month(month, say) for month in (view.since, view.until))
    time = since if since == until else say("{since}至{until}").format(since=since, until=until)
    if since and not until:
        time = say("{month}以来").format(month=since)
    return measure(time.strip(), say.act_name(view.act) if view.act else "", view.office)


def _month(month: str, say: Words) -> str:
    return say.month(date.fromisoformat(f"{month}-01")) if month else ""


def _part(count: int, rows: Sequence[Row], view: View) -> str:
    """Which of many acts are shown; "" where all are."""
    if count == len(rows):
        return ""
    say, skipped = view.say, int(view.skip or 0)
    return say("第 {first} 至 {last} 条").format(
        first=say.number(skipped + 1, 0), last=say.number(skipped + len(rows), 0)
    )


def _told(row: Row, places: Sequence[Row], say: Words) -> str:
    """What was done; of an export the page, the panel, the form and the choices, by their names."""
    told = EXPORT.fullmatch(row.words)
    if not row.get("page_zh") or told is None:
        return str(row.words)
    page, panel, form, chosen = told.groups()
    said = (_chosen(pair, places, say) for pair in chosen.split())
    named = panel_name(say.lang, page, panel) or panel if panel else ""
    return measure(say.of(row, "page"), named, form.upper(), *said)


def _chosen(pair: str, places: Sequence[Row], say: Words) -> str:
    name, _, value = pair.partition("=")
    if name not in AXES:
        return pair
    axis = AXES[name]
    found = [str(say.of(row, axis.in_list)) for row in places if row.get(axis.ids) == value]
    if name == "act":
        found = [say.act_name(value)]
    return say("{name}：{said}").format(name=say(axis.label), said=found[0] if found else value)


def _when(row: Row) -> str:
    return row.at.strftime("%Y-%m-%d %H:%M:%S") if row.at else "—"


def _number(count: int | None, say: Words) -> str:
    return "" if count is None else say.number(count, 0)
