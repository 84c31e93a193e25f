"""The projects of a record: as printed, each with its source; no light, no days."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures, projects as told
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.schedule.lights import is_narrowed
from chainboard.panels.schedule.rows import choice, listed
from chainboard.view import Row, View

SHOWN = {"light": 100, "projector": 8}


def printed(rows: Sequence[Row], view: View) -> Panel:
    """The projects with the stage last reported, in the words of their sources.

    rows  as analysis.projects.standing returns them
    """
    say = view.say
    if not rows:
        why = say("没有符合所选条件的项目") if is_narrowed(view) else say("没有项目")
        blank = empty("project_lights", view, why, say("项目"))
        return Panel(**blank, narrowed=("node",) if view.node_id else ())
    shown = rows[: SHOWN[view.theme]]
    columns = (
        Column(f"name_{say.lang}", say("项目")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(
            "total_investment",
            say("总投资"),
            told.UNIT,
            words=lambda row: told.investment(row, say),
            says_unit=True,
        ),
        Column("stage", say("状态"), words=lambda row: told.stage(row, view)),
        Column(f"note_{say.lang}", say("说明")),
        Column("source_title", say("来源"), words=lambda row: figures.cited(row, say)),
    )
    return Panel(
        name="project_lights",
        narrowed=("node",) if view.node_id else (),
        finding=say("公开资料中的项目 {count} 个").format(count=say.number(len(rows), 0)),
        measure=measure(
            choice(view, "stage"),
            say("按总投资排列"),
            say("状态为资料所载日期的状态，不评灯，不计天数"),
            listed(len(shown), rows, say),
        ),
        body=figures.table(shown, columns),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([say.name(row) for row in shown]),
    )
