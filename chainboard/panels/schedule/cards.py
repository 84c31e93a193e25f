"""The cards of the schedule page: projects by light, and what is open and due in the work loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chainboard.panels.figures import count_column
from chainboard.panels.frame import empty, provenance
from chainboard.panels.panel import Cards, Column, Panel
from chainboard.panels.projects import LIGHTS, SUBJECTS, subject_name
from chainboard.panels.schedule.rows import choice, not_chosen
from chainboard.view import Row, View
from chainboard.words import Words


def cards(counted: Row, rows: Sequence[Row], loop: Sequence[dict[str, Any]], view: View) -> Panel:
    """A card a light: how many projects have it as the worst of theirs, and which of the four; then
    what is open, overdue, due and decided in the work loop.

    counted  as analysis.projects.counted returns it
    rows     the projects it counts, as analysis.projects.standing returns them
    loop     cards of problems, tasks and decisions, as panels.loop.cards makes them
    """
    say = view.say
    finding = say("项目评灯合计")
    if not view.pack.is_lit:
        return Panel(**empty("schedule_cards", view, "", finding))
    if not rows and not loop:
        return Panel(**empty("schedule_cards", view, say("没有项目"), finding, "projects"))
    lines = [_line(counted, light) for light in LIGHTS] if rows else []
    faces = [*(_face(line, counted, view) for line in lines), *loop]
    lines += [_of_loop(face) for face in loop]
    return Panel(
        name="schedule_cards",
        finding=_finding(counted, say) if rows else finding,
        measure=_measure(counted, view) if rows else "",
        body=Cards(faces, ""),
        rows=lines,
        columns=_columns(say),
        **{
            **provenance(rows, view),
            "as_of": say("截至 {period}").format(period=say.day(view.as_of)),
        },
        alt=" ".join(face["say"] for face in faces),
        narrowed=("node",) if view.node_id else (),
        notes=not_chosen(view, "light"),
    )


def _finding(counted: Row, say: Words) -> str:
    return say("{all} 个项目中滞后 {behind} 个、关注 {watch} 个").format(
        all=say.number(counted.projects, 0),
        behind=say.number(counted.behind, 0),
        watch=say.number(counted.watch, 0),
    )


def _measure(counted: Row, view: View) -> str:
    say = view.say
    unlit = say("{count} 个没有计划日期，不评灯").format(count=counted.unlit)
    parts = [
        say("每个项目按四项中最差的一项计"),
        choice(view, "stage"),
        unlit if counted.unlit else "",
    ]
    return " · ".join(part for part in parts if part)


def _line(counted: Row, light: str) -> Row:
    parts = {each: counted.by_subject.get((each, light), 0) for each in SUBJECTS}
    return Row(light=light, projects=counted[light], **parts)


def _of_loop(face: dict[str, Any]) -> Row:
    """A card of problems, tasks or decisions as a line of the table behind."""
    nothing = dict.fromkeys(SUBJECTS)
    number = int(face["value"].replace(",", ""))
    return Row(light=None, label=face["label"], projects=number, **nothing)


def _face(line: Row, counted: Row, view: View) -> dict[str, Any]:
    say = view.say
    mark, word = say.light_name(line.light)
    label = {
        "behind": say("滞后的项目"),
        "watch": say("要关注的项目"),
        "on_track": say("按计划推进的项目"),
    }[line.light]
    value, _, unit = say.amount(line.projects, "个", 0).partition(" ")
    parts = [f"{subject_name(each, say)} {line[each]}" for each in SUBJECTS if line[each]]
    is_named = line.light != "on_track" and parts
    return {
        "metric_id": "",
        "label": label,
        "chip": {"light": line.light, "mark": mark, "word": word},
        "say": say("{label} {value} 个。").format(label=label, value=value),
        "value": value,
        "unit": unit,
        "go": f"schedule?light={line.light}" if line.projects else "",
        "notes": [say("其中{parts}").format(parts=say.listed(parts))] if is_named else [],
        "owner": "",
        "period": "",
    }


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("light", say("评灯、事项"), words=lambda row: _name(row, say)),
        count_column("projects", say("数"), say),
        *(
            Column(each, subject_name(each, say), decimals=0, words=_part(each, say))
            for each in SUBJECTS
        ),
    )


def _name(row: Row, say: Words) -> str:
    return " ".join(say.light_name(row.light)) if row.light else str(row.label)


def _part(subject: str, say: Words) -> Callable[[Row], str]:
    return lambda row: "" if row[subject] is None else say.number(row[subject], 0)
