"""One matter of the work loop: where it stands, and every step that was taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure
from chainboard.panels.loop import words
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

LISTED = {"light": 40, "projector": 8}  # steps on the page; the table behind has them all
WRITTEN = 400  # letters of a text on the page; the table behind has all of it
FIXED = ("chain", "county", "park", "period")


def matter(row: Row | None, events: Sequence[Row], view: View) -> Panel:
    """Where the view's matter stands, and its steps, the newest first; left out where none is
    chosen.

    row     as ledger.reading.matter returns it; None for one that is not there for who reads
    events  as ledger.history.of_matter returns them
    """
    say = view.say
    if row is None:
        absent = say("台账里没有 {name}，或者不在可看的范围内。").format(name=view.matter)
        why = absent if view.matter else ""
        return Panel(**empty("matter", view, why, say("办理经过")))
    shown = events[: LISTED[view.theme]]
    left = say("列出最近 {shown} 步，全部见数据表").format(shown=len(shown))
    return Panel(
        name="matter",
        fixed=FIXED,
        finding=say("{what}：{state}").format(what=named(row, say), state=_standing(row, say)),
        measure=measure(*_places(row, say), left if len(shown) < len(events) else ""),
        body=figures.table(shown, _columns(say)),
        rows=events,
        columns=_to_take_away(say),
        **words.from_ledger(view),
        alt=say.listed([f"{event.at:%Y-%m-%d} {say.of(event, 'step')}" for event in shown]),
    )


def named(row: Row, say: Words) -> str:
    """A matter by its kind, number and the beginning of its text: 问题 29“…”."""
    said = {"kind": say.of(row, "kind"), "number": row.id.partition("-")[2]}
    title = words.short(row, "title", say) or words.short(row, "text", say)
    if not title:
        return say("{kind} {number}").format(**said)
    return say("{kind} {number}“{text}”").format(**said, text=title)


def _standing(row: Row, say: Words) -> str:
    parts = [str(say.of(row, "state")), words.late(row, say)]
    if following := words.next_step(row, say):
        parts.append(say("下一步：{what}").format(what=following))
    return say.clauses([part for part in parts if part])


def _places(row: Row, say: Words) -> list[str]:
    """Who raised it, its chain, county, owner and date."""
    told = [say("{office}，{day}").format(office=say.of(row, "raised"), day=say.day(row.raised_on))]
    told += [str(row.get(f"{name}_{say.lang}") or "") for name in ("chain", "area")]
    if row.get("owner"):
        told.append(say("责任单位：{owner}").format(owner=say.of(row, "owner")))
    if row.due_on:
        told.append(say("期限：{day}").format(day=say.day(row.due_on)))
    return told


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("at", say("时间"), words=lambda row: f"{row.at:%Y-%m-%d %H:%M}"),
        Column("step", say("步骤"), words=lambda row: _step(row, say)),
        Column("office", say("单位"), words=lambda row: _office(row, say)),
        Column("text", say("内容"), words=lambda row: _cut(_said(row, say), say)),
        Column("evidence", say("依据和附件"), words=lambda row: _evidence(row, say)),
    )


def _to_take_away(say: Words) -> tuple[Column, ...]:
    """The table behind: whole texts, and the number of each step."""
    when, step, office, _, evidence = _columns(say)
    whole = Column("text", say("内容"), words=lambda row: _said(row, say))
    number = Column("event", say("台账第几步"), decimals=0)
    return number, when, step, office, whole, evidence


def _step(row: Row, say: Words) -> str:
    marks = {"back": say("已撤回"), "cleared": say("文字已清除")}
    name = str(say.of(row, "step"))
    return say.bracketed(name, marks[row.gone]) if row.gone else name


def _office(row: Row, say: Words) -> str:
    own = str(say.of(row, "office"))
    if not say.of(row, "recorded"):
        return own
    return say("{office}（{recorded}代录）").format(office=own, recorded=say.of(row, "recorded"))


def _said(row: Row, say: Words) -> str:
    """What a step settled and what was written, in one text."""
    named = say.of(row, "owner")
    owner = say("责任单位：{owner}").format(owner=named) if named else ""
    due = say("期限：{day}").format(day=row.due) if row.due else ""
    written = [words.text(row, name, say) for name in ("title", "text", "reason", "agenda")]
    return "\n".join(part for part in (*written, owner, due) if part)


def _evidence(row: Row, say: Words) -> str:
    parts: list[Any] = [row.evidence_kind, row.evidence_number, words.text(row, "basis", say)]
    return say.listed([str(part) for part in (*parts, *row.evidence) if part])


def _cut(text: str, say: Words) -> str:
    """A text for the page; of a long one its beginning and how long it is."""
    if len(text) <= WRITTEN:
        return text
    told = say("{text}…（共 {count} 字，全文见数据表）")
    return told.format(text=text[:WRITTEN], count=say.number(len(text), 0))
