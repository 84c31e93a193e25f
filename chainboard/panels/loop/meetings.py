"""Meetings of the loop: which were held, what one hears and decided, and a draft of its minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import papers, verdict, words
from chainboard.panels.loop.history import FIXED
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.codes import CODES


def meetings(rows: Sequence[Row], view: View) -> Panel:
    """One row a meeting, the newest first; where there is none, how one begins.

    rows  as analysis.meetings.counted returns them
    """
    say = view.say
    if not rows:
        return none_yet("meetings", view)
    columns = (
        Column("held_on", say("日期"), words=lambda row: _way(row, say)),
        Column("type", say("会议类型"), words=lambda row: kind(row, say)),
        Column("chains", say("产业链"), words=lambda row: _chains(row, say)),
        Column("chair", say("主持"), words=lambda row: post(str(row.get("chair") or ""), say)),
        Column("decided", say("议定事项"), decimals=0),
        Column("with_owner", say("有责任单位的"), decimals=0),
        Column("struck_off", say("已销号"), decimals=0),
        Column("minutes_number", say("纪要文号")),
        Column(f"state_{say.lang}", say("状态")),
    )
    return Panel(
        name="meetings",
        fixed=FIXED,
        finding=say("会议 {count} 次").format(count=say.number(len(rows), 0)),
        measure=say("新的在前；只写职务"),
        body=figures.table(rows, columns),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.listed([f"{row.held_on} {kind(row, say)}" for row in rows]),
    )


def agenda(meeting: Row, heard: Sequence[Row], view: View) -> Panel:
    """What a meeting hears, item by item.

    heard  item, and rows: the matters, documents or cases that the item is about
    """
    say = view.say
    columns = (
        Column("item", say("议程"), words=lambda row: item(row.item, say)),
        Column("rows", say("内容"), words=lambda row: heard_words(row, say)),
    )
    return Panel(
        name="meeting_agenda",
        fixed=FIXED,
        finding=say("{meeting}议程").format(meeting=named(meeting, say)),
        measure=measure(
            _chains(meeting, say),
            say("台账冻结在第 {number} 步").format(number=meeting.ledger)
            if meeting.get("ledger")
            else "",
        ),
        body=figures.table(heard, columns),
        rows=heard,
        columns=(columns[0], Column("text", say("内容"), words=lambda row: _joined(row, say))),
        **words.from_ledger(view),
        alt=say.listed([item(row.item, say) for row in heard]),
    )


def decisions(meeting: Row, rows: Sequence[Row], view: View) -> Panel:
    """What a meeting decided: drafts until its minutes are issued, then tasks.

    rows  as analysis.meetings.decisions returns them
    """
    say = view.say
    if not rows:
        why = say("还没有议定事项；在上面“记录议定事项”。")
        return Panel(**empty("meeting_decisions", view, why, say("议定事项")))
    columns = (
        Column("text", say("议定事项"), words=lambda row: words.text(row, "text", say)),
        Column("owner", say("责任单位"), words=lambda row: owner(row, say)),
        Column("due", say("期限")),
        Column("task", say("状态"), words=lambda row: _state(row, say)),
        Column("said", say("最近进展"), words=lambda row: _progress(row, say)),
        Column("verdict", say("数据判定"), words=lambda row: _judged(row, say)),
    )
    drafts = meeting.state == "opened"
    told = say("{meeting}：{count} 条议定事项，纪要印发前是草稿")
    issued = say("{meeting}：{count} 条议定事项，纪要{number}")
    return Panel(
        name="meeting_decisions",
        fixed=FIXED,
        finding=(told if drafts else issued).format(
            meeting=named(meeting, say),
            count=say.number(len(rows), 0),
            number=meeting.get("minutes_number") or "",
        ),
        measure=_chains(meeting, say),
        body=figures.table(rows, columns),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.listed([words.short(row, "text", say) for row in rows]),
    )


def minutes(meeting: Row, parts: Sequence[Row], view: View) -> Panel:
    """The minutes: a draft to be corrected, until their office issues them.

    parts  head and lines, as minutes_of makes them
    """
    say = view.say
    is_draft = meeting.state == "opened"
    title = say("会议纪要（代拟稿）：{meeting}") if is_draft else say("会议纪要：{meeting}")
    title = title.format(meeting=named(meeting, say))
    made = say("由台账生成，数不手填；印发前请核对") if is_draft else say("由台账生成，数不手填")
    return papers.paper("meeting_minutes", title, made, parts, view)


def minutes_of(meeting: Row, heard: Sequence[Row], decided: Sequence[Row], say: Words) -> list[Row]:
    """The parts of the minutes: when, who by post, what was heard, stressed and decided.

    heard    as agenda has it
    decided  as analysis.meetings.decisions returns them
    """
    told = [
        say("{item}：{text}").format(item=item(row.item, say), text=_joined(row, say))
        for row in heard
        if row.rows and row.item != CODES["agenda"]["assign"]
    ]
    stressed = [words.text(row, "text", say) for row in decided if not row.owner]
    settled = [_settled(place, row, say) for place, row in enumerate(_owned(decided), 1)]
    posts = {
        name: say.listed([post(one, say) for one in meeting.get(name) or ()])
        for name in ("present", "absent")
    }
    return [
        Row(head=head, lines=lines)
        for head, lines in (
            (say("时间"), [_day(meeting, say)]),
            (say("主持"), [post(str(meeting.get("chair") or ""), say) or say("待填报")]),
            (say("出席"), [posts["present"] or say("待填报")]),
            (say("请假"), [posts["absent"] or say("无")]),
            (say("会议听取"), told),
            (say("会议强调"), stressed),
            (say("会议议定"), settled),
        )
    ]


def none_yet(name: str, view: View) -> Panel:
    """A panel of a meeting where there is none yet: the list says how one begins."""
    why = view.say("还没有会议；在上面“筹备会议”，议程、议定事项和纪要随后出现在这里。")
    return Panel(**empty(name, view, why if name == "meetings" else "", view.say("会议")))


def named(meeting: Row, say: Words) -> str:
    """A meeting by its day and type: 2026-11-20推进会."""
    return say("{day}{kind}").format(day=_day(meeting, say), kind=kind(meeting, say))


def kind(meeting: Row, say: Words) -> str:
    """What type a meeting is; as its office wrote it where that is none of ours."""
    known = CODES["meeting"].get(str(meeting.type))
    return say(known) if known else str(meeting.type)


def post(name: str, say: Words) -> str:
    """A post; those of the leader system in the language of the page."""
    return say(name) if name in CODES["post"] else name


def item(name: str, say: Words) -> str:
    """An item of the agenda: the usual ones in the language of the page."""
    return say(name) if name in CODES["agenda"].values() else name


def owner(row: Row, say: Words) -> str:
    """Whose a decision is."""
    return str(say.of(row, "owner") or "")


def heard_words(row: Row, say: Words) -> list[Any]:
    """What an item of the agenda is about, a line each; matters lead to their steps."""
    return [_line(one, say) for one in row.rows] or [""]


def _line(row: Row, say: Words) -> Any:
    told = _line_words(row, say)
    return {"words": told, "go": f"schedule?matter={row.id}"} if _is_stepped(row) else told


def _is_stepped(row: Row) -> bool:
    """Whether it is a matter with a state that a meeting hears of, and steps on the schedule."""
    return row.get("kind") in ("problem", "task")


def _line_words(row: Row, say: Words) -> str:
    text = words.short(row, "title", say) or words.short(row, "text", say)
    if not _is_stepped(row):
        return text
    state = say.listed([part for part in (str(say.of(row, "state")), words.late(row, say)) if part])
    return say("{text}（{owner}，{state}）").format(
        text=text, owner=say.of(row, "owner") or say("待定"), state=state
    )


def _joined(row: Row, say: Words) -> str:
    return say.clauses([_line_words(one, say) for one in row.rows])


def _owned(decided: Sequence[Row]) -> list[Row]:
    return [row for row in decided if row.owner]


def _settled(place: int, row: Row, say: Words) -> str:
    told = {"place": place, "text": words.text(row, "text", say), "owner": owner(row, say)}
    if not row.due:
        return say("{place}. {text}（责任单位：{owner}）").format(**told)
    due = say.day(date.fromisoformat(str(row.due)))
    return say("{place}. {text}（责任单位：{owner}，期限：{due}）").format(**told, due=due)


def _day(row: Row, say: Words) -> str:
    return say.day(date.fromisoformat(row.held_on))


def _way(row: Row, say: Words) -> Mapping[str, str]:
    return {"words": _day(row, say), "go": f"meeting?matter={row.id}"}


def _chains(row: Row, say: Words) -> str:
    return say.listed(list(row.get(f"chains_{say.lang}") or ())) or say("全部产业链")


def _state(row: Row, say: Words) -> Any:
    if row.task is None:
        return say("草稿") if row.owner else ""
    state = words.state(row.task, say)
    return {"words": state, "go": f"schedule?matter={row.task.id}"}


def _judged(row: Row, say: Words) -> list[str]:
    """What the figures say of a decision; nothing of a draft."""
    if row.task is None:
        return [""]
    told = (verdict.verdict(row.task, say), verdict.grounds(row.task, say))
    return [part for part in told if part]


def _progress(row: Row, say: Words) -> str:
    return words.last_said(row.task, say) if row.task else ""
