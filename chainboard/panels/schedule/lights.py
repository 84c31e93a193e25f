"""Every project with its plan, its four lights, what it lacks, why it is late and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chainboard.panels import figures, projects as told
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.projects import LIGHTS, SUBJECTS, code, light_words, subject_name
from chainboard.panels.schedule.rows import (
    PERMITS,
    amount_column,
    choice,
    end,
    listed,
    lit,
    office_column,
    permits,
    place,
    reason,
    support,
    worst,
)
from chainboard.view import Row, View
from chainboard.words import Words

SHOWN = {"light": 30, "projector": 8}  # rows on the page; the table behind has them all


def lights(rows: Sequence[Row], bureaus: Sequence[Row], view: View) -> Panel:
    """The projects by urgency, on the page as many as are read; all of them in the table behind.

    rows     as analysis.projects.by_urgency returns them, with permits
    bureaus  as overview_chains.lead_bureaus returns them
    """
    say = view.say
    if not rows:
        why = say("没有符合所选条件的项目") if is_narrowed(view) else say("没有项目")
        blank = empty("project_lights", view, why, say("项目评灯"), _workbook(view))
        return Panel(**blank, narrowed=("node",) if view.node_id else ())
    shown = rows[: SHOWN[view.theme]]
    return Panel(
        name="project_lights",
        narrowed=("node",) if view.node_id else (),
        finding=_finding(rows, say),
        measure=measure(
            choice(view, "light", "stage"),
            say("最急的在前"),
            say("天数计至{day}").format(day=say.day(view.as_of)),
            listed(len(shown), rows, say),
        ),
        body=figures.table(shown, _on_the_page(bureaus, view)),
        rows=rows,
        columns=_behind(rows, bureaus, say),
        **{
            **provenance(rows, view),
            "as_of": say("截至 {period}").format(period=say.day(view.as_of)),
        },
        alt=say.clauses([_said(row, say) for row in shown]),
        notes=rules(rows, say),
    )


def is_narrowed(view: View) -> bool:
    """Whether anything is chosen that may leave no project."""
    chosen = (view.chain, view.county, view.park, view.node, view.light, view.stage)
    return any(each != "all" for each in chosen)


def _workbook(view: View) -> str:
    return "" if is_narrowed(view) else "projects"


def _finding(rows: Sequence[Row], say: Words) -> str:
    behind, watch = (sum(row.light == light for row in rows) for light in ("behind", "watch"))
    said = say("{all} 个项目中滞后 {behind} 个、关注 {watch} 个").format(
        all=say.number(len(rows), 0), behind=behind, watch=watch
    )
    first = rows[0]
    if first.light not in ("behind", "watch"):
        return said
    return say("{said}，最急的是{name}").format(said=said, name=say.name(first))


def _said(row: Row, say: Words) -> str:
    parts = [
        f"{subject_name(each, say)} {light_words(row, each, say)}"
        for each in SUBJECTS
        if row[f"{each}_light"]
    ]
    return f"{say.name(row)} {say.listed(parts)}"


def rules(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """The words of every rule that lit one of the rows, subject by subject, and of the season."""
    found: list[str] = []
    for subject in SUBJECTS:
        words = {row[f"{subject}_light"]: say.of(row, f"{subject}_rule") for row in rows}
        told_here = [words[light] for light in LIGHTS[::-1] if light in words]
        if told_here:
            name, said = subject_name(subject, say), say.clauses(told_here)
            found.append(say("{name}：{said}").format(name=name, said=said))
    seasons = dict.fromkeys(say.of(row, "season") for row in rows if row.season_zh)
    return (*found, *(f"{season}。" if say.lang == "zh" else f"{season}." for season in seasons))


def _on_the_page(bureaus: Sequence[Row], view: View) -> tuple[Column, ...]:
    say = view.say
    first = (
        Column(f"name_{say.lang}", say("项目")),
        Column("place", say("县（区）、产业链"), words=lambda row: place(row, say)),
    )
    if view.theme == "projector":
        return (
            *first,
            Column("light", say("评灯"), words=lambda row: worst(row, say)),
            Column("reason", say("原因"), words=lambda row: reason(row, say)),
            office_column(bureaus, say),
        )
    return (
        *first,
        *(Column(each, subject_name(each, say), words=_cell(each, say)) for each in SUBJECTS),
        Column("end", say("竣工"), words=lambda row: end(row, say)),
        Column("lacks", say("前期手续和要素保障"), words=lambda row: _lacks(row, say)),
        Column("reason", say("原因"), words=lambda row: reason(row, say)),
        office_column(bureaus, say),
    )


def _cell(subject: str, say: Words) -> Callable[[Row], object]:
    return lambda row: lit(row, subject, say)


def _lacks(row: Row, say: Words) -> str:
    return say.clauses([part for part in (permits(row, say), support(row, say)) if part])


def _behind(rows: Sequence[Row], bureaus: Sequence[Row], say: Words) -> tuple[Column, ...]:
    """The table behind the panel: days and numbers as a spreadsheet reads them."""
    return (
        Column("project_id", say("项目编号"), words=lambda row: code(row, say)),
        Column(f"name_{say.lang}", say("项目")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(
            "stage", say("阶段"), words=lambda row: say.stage_name(row.stage) if row.stage else ""
        ),
        Column("light", say("评灯"), words=lambda row: light_words(row, "", say)),
        *(_light_column(each, say) for each in SUBJECTS),
        Column("start_planned", say("计划开工")),
        Column("started_on", say("实际开工")),
        Column("start_days", say("开工晚的天数"), decimals=0, derived=True),
        Column("completion_planned", say("计划竣工")),
        Column("completed_on", say("实际竣工")),
        Column("completion_days", say("竣工晚的天数"), decimals=0, derived=True),
        amount_column("total_investment", say("总投资")),
        amount_column("year_investment", say("年度计划投资")),
        amount_column("year_done", say("本年完成")),
        figures.done_column(say("完成率"), say),
        figures.points_column("gap", say("与序时进度之差"), say),
        Column(
            "is_in_statistics", say("入库（纳统）"), words=lambda row: told.in_statistics(row, say)
        ),
        amount_column("funds_required", say("所需资金")),
        amount_column("funds_in_place", say("到位资金")),
        *(_permit_column(each, say) for each in PERMITS),
        Column("support", say("要素保障"), words=lambda row: support(row, say)),
        Column("reason", say("原因"), words=lambda row: reason(row, say)),
        office_column(bureaus, say),
        *figures.gone_columns(rows, "total_investment", say),
    )


def _light_column(subject: str, say: Words) -> Column:
    name = subject_name(subject, say)
    return Column(f"{subject}_light", name, words=lambda row: light_words(row, subject, say))


def _permit_column(permit: str, say: Words) -> Column:
    def day(row: Row) -> str:
        return say.day(row.permits[permit]) if permit in row.permits else ""

    return Column(f"permit_{permit}", say.permit_name(permit), words=day)
