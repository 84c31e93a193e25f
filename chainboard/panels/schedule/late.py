"""The late projects of a chain, a county or a park, with the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel, Table
from chainboard.panels.projects import SUBJECTS, counted, light_words, subject_name
from chainboard.panels.schedule.rows import office_column, place, reason, worst
from chainboard.view import Row, View
from chainboard.words import Words

SHOWN = {"light": 10, "projector": 5}


def late(rows: Sequence[Row], bureaus: Sequence[Row], axes: Sequence[str], view: View) -> Panel:
    """At most ten of the projects that are behind or to be watched.

    rows     as analysis.projects.late returns them
    bureaus  as overview_chains.lead_bureaus returns them
    axes     by which the page has chosen them: chain, county, park
    """
    say = view.say
    heading = say("落后的项目")
    if not view.pack.is_lit:
        return Panel(**empty("late_projects", view, say("公开数据不评灯。"), heading))
    if not rows:
        return Panel(**empty("late_projects", view, say("没有落后的项目"), heading))
    shown = rows[: SHOWN[view.theme]]
    columns = _columns(bureaus, say)
    table = figures.table(shown, columns)
    return Panel(
        name="late_projects",
        fixed=("period",),
        finding=counted(rows, say),
        measure=measure(
            say("最急的在前"),
            say("天数计至{day}").format(day=say.day(view.as_of)),
        ),
        body=Table(
            table.columns, [*table.rows, _way(len(rows), axes, view, len(columns))], is_wide=True
        ),
        rows=rows,
        columns=(
            Column("light", say("评灯"), words=lambda row: light_words(row, "", say)),
            *columns[:2],
            *(_light_column(each, say) for each in SUBJECTS),
            *columns[3:],
        ),
        **{
            **provenance(rows, view),
            "as_of": say("截至 {period}").format(period=say.day(view.as_of)),
        },
        alt=say.listed([say.name(row) for row in shown]),
    )


def _way(count: int, axes: Sequence[str], view: View, width: int) -> list[Any]:
    """The last line of the table leads to all of them on the schedule page."""
    chosen = "&".join(f"{axis}={getattr(view, axis)}" for axis in axes)
    words = view.say("在“调度”页看全部 {count} 项").format(count=count)
    return [{"go": f"schedule?{chosen}", "words": words}, *[""] * (width - 1)]


def _light_column(subject: str, say: Words) -> Column:
    name = subject_name(subject, say)
    return Column(f"{subject}_light", name, words=lambda row: light_words(row, subject, say))


def _columns(bureaus: Sequence[Row], say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("项目")),
        Column("place", say("县（区）、产业链"), words=lambda row: place(row, say)),
        Column("what", say("评灯"), words=lambda row: worst(row, say)),
        Column("reason", say("原因"), words=lambda row: reason(row, say)),
        office_column(bureaus, say),
    )
