"""One sheet for who comes to look: what is asked, whose it is, how far it is, and what shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import verdict, words
from chainboard.panels.loop.meetings import kind
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

DEMANDS, MEETINGS, CASES = 6, 3, 2  # of each as many as one sheet of paper holds


def inspection(told: Row, view: View) -> Panel:
    """What is asked → office → progress → evidence, on one sheet of A4.

    told  as analysis.loop.inspected returns it
    """
    say = view.say
    if not view.ledger:
        why = say("台账里还没有记录") if view.pack.keeps_ledger else ""
        return Panel(**empty("inspection", view, why, say("督查汇报")))
    rows = [
        *(_demand(row, view) for row in told.demands[:DEMANDS]),
        _meetings(told.meetings, told.decisions, say),
        _problems(told.problems, view),
        *_projects(told.projects, told.investment, view),
        *(_case(row, say) for row in told.cases[:CASES]),
    ]
    columns = (
        Column("part", say("类别")),
        Column("asked", say("要求、做法")),
        Column("office", say("责任单位")),
        Column("progress", say("进展")),
        Column("evidence", say("佐证")),
    )
    is_slide = view.theme == "projector"
    return Panel(
        name="inspection",
        fixed=("period",),
        finding=_finding(told, say),
        measure=measure(
            say("计至{day}").format(day=say.day(view.day)),
            "" if is_slide else say("打印为一张 A4，全部清单见本页"),
        ),
        body=figures.table(rows, _on_slides(say) if is_slide else columns),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.clauses([f"{row.part} {row.progress}" for row in rows]),
    )


def _on_slides(say: Words) -> tuple[Column, ...]:
    """The same in three columns: five would be cut into slides of their own."""
    return (
        Column("asked", say("要求、做法"), words=lambda row: [row.part, row.asked]),
        Column("office", say("责任单位")),
        Column("progress", say("进展、佐证"), words=lambda row: _lines(row.progress, row.evidence)),
    )


def _lines(*parts: str) -> list[str]:
    return [part for part in parts if part]


def _finding(told: Row, say: Words) -> str:
    return say("{decided}；{problems}").format(
        decided=say("上级要求 {demands} 条，会议议定 {all} 项、销号 {closed} 项").format(
            demands=len(told.demands), all=told.decisions["all"], closed=told.decisions["closed"]
        ),
        problems=say("问题提出 {all} 件、销号 {closed} 件、超期 {late} 件").format(
            all=told.problems["all"],
            closed=told.problems["closed"],
            late=told.problems["overdue"],
        ),
    )


def _line(part: str, asked: str, office: str, progress: str, evidence: str) -> Row:
    return Row(part=part, asked=asked, office=office, progress=progress, evidence=evidence)


def _demand(row: Row, view: View) -> Row:
    say = view.say
    levels = {"province": say("省级要求"), "state": say("国家要求"), "city": say("市级要求")}
    document = str((say.lang == "en" and row.document_en) or row.document)
    number = _numbered(row.get("number"), say)
    return _line(
        levels.get(row.get("level") or "", say("要求")),
        say("{text}——{document}").format(
            text=words.short(row, "text", say), document=say.bracketed(document, number)
        ),
        say.of(row, "owner") or say("待填报"),
        _progress(row, say),
        _evidence(row, view),
    ).with_(**_figure(row))


def _figure(row: Row) -> dict[str, Any]:
    """The figure that a line rests on, by which its source and definition are found."""
    names = ("figure_id", "metric_id")
    return {name: row[name] for name in names} if row.figure_id else {}


def _progress(row: Row, say: Words) -> str:
    """The state of the task that a demand is bound to, else what the figures say of it."""
    if row.get("task") is not None:
        told = (words.state(row.task, say), words.late(row.task, say))
        return say.clauses([part for part in told if part])
    if row.verdict == "none":
        return say("暂无行动")
    return say.clauses([verdict.verdict(row, say), verdict.grounds(row, say)])


def _evidence(row: Row, view: View) -> str:
    """What a task handed in, or the source of the figure. Evidence is named in Chinese."""
    say = view.say
    task = row.get("task")
    if task is not None:
        named = [task.get("evidence_kind"), task.get("evidence_number")]
        return _numbered(" ".join(filter(None, named)), say)
    if not row.source_title:
        return ""
    return say("程序生成的示例数据") if row.grade == "demo" else str(row.source_title)


def _numbered(number: str | None, say: Words) -> str:
    """A document's number: Chinese as it is, so that an English screen leaves it out."""
    return number if number and say.lang == "zh" else ""


def _meetings(rows: Sequence[Row], decisions: Mapping[str, int], say: Words) -> Row:
    done = say("议定 {all} 项，销号 {closed} 项；数据判定完成 {met} 项、未完成 {missed} 项").format(
        all=decisions["all"],
        closed=decisions["closed"],
        met=decisions["met"],
        missed=decisions["missed"],
    )
    return _line(
        say("会议"),
        say.listed([_meeting(row, say) for row in rows[:MEETINGS]]) or say("还没有印发纪要的会议"),
        say.of(rows[0], "raised") if rows else "",
        done if rows else "",
        say.listed([_minutes(row, say) for row in rows[:MEETINGS]]),
    )


def _meeting(row: Row, say: Words) -> str:
    return f"{say.day(row.held_on)} {kind(row, say)}"


def _minutes(row: Row, say: Words) -> str:
    issued = say("纪要{day}印发").format(day=say.day(row.issued_on))
    return say.bracketed(issued, _numbered(row.get("minutes_number"), say))


def _problems(held: Mapping[str, int], view: View) -> Row:
    say = view.say
    return _line(
        say("问题"),
        say("提出 {count} 件").format(count=held["all"]),
        say("责任单位见问题台账"),
        say("销号 {closed} 件，未销号 {open} 件，超期 {late} 件").format(
            closed=held["closed"], open=held["open"], late=held["overdue"]
        ),
        say("台账第 {number} 步").format(number=view.ledger),
    )


def _projects(held: Row, investment: Row, view: View) -> list[Row]:
    say = view.say
    offices, listed = say("各链牵头部门"), say("项目评灯清单")
    found = [
        _line(
            say("项目开工"),
            say("到计划开工时间的项目 {count} 个").format(count=held.due),
            offices,
            say("已开工 {done} 个，未开工 {left} 个").format(
                done=held.started, left=held.due - held.started
            ),
            listed,
        ),
        _line(
            say("项目纳统"),
            say("已开工、达到纳统规模的项目 {count} 个").format(count=held.to_enter),
            offices,
            say("已纳统 {done} 个，未纳统 {left} 个").format(
                done=held.entered, left=held.to_enter - held.entered
            ),
            listed,
        ),
    ]
    if investment.verdict in ("met", "missed"):
        told = verdict.grounds(investment, say)
        source = _evidence(investment, view)
        line = _line(say("项目投资"), say("不落后序时进度"), offices, told, source)
        found.append(line.with_(**_figure(investment)))
    return found


def _case(row: Row, say: Words) -> Row:
    return _line(
        say("案例"),
        say("{title}：{text}").format(
            title=words.text(row, "title", say), text=words.short(row, "text", say)
        ),
        say.of(row, "raised"),
        say("借鉴推广 {count} 处").format(count=row.adopted),
        say("{day}审定").format(day=say.day(row.checked_on)),
    )
