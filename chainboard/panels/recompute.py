"""What lights follow from, as tables whose workbook works them out anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from chainboard.panels import figures as told
from chainboard.panels.figures import count_column, done_column, period_column, points_column, table
from chainboard.panels.frame import empty, measure
from chainboard.panels.panel import OWN, Column, Panel
from chainboard.panels.projects import LIGHTS, SUBJECTS, code, light_words, subject_name
from chainboard.view import Row, View
from chainboard.words import Words

EDGED = LIGHTS[:2]  # those that begin at an edge
MONTHS = "12*(YEAR({as_of})-YEAR({since}))+MONTH({as_of})-MONTH({since})"
WAITS = {  # months that have ended without a start; whole months since it without an entry
    "start": ("start_planned", "+IF(DAY({as_of}+1)=1,1,0)"),
    "entry": ("started_on", "-IF(AND(DAY({as_of})<DAY({since}),DAY({as_of}+1)<>1),1,0)"),
}


def figures(rows: Sequence[Row], view: View) -> Panel:
    """How many targets have which light; the table behind holds what each follows from.

    rows  as analysis.recompute.figures returns them
    """
    say = view.say
    if not rows:
        return _nothing("light_inputs", say("指标的灯怎么算出来的"), view)
    groups = [("light", say("完成率")), ("growth", say("增速"))]
    counts = [
        Row(what=words, **_counted([row for row in rows if _is_rate(row) == (kind == "growth")]))
        for kind, words in groups
    ]
    return _panel("light_inputs", counts, rows, _of_figures(say), view)


def projects(rows: Sequence[Row], view: View) -> Panel:
    """How many projects have which light by subject; the table behind holds what each follows from.

    rows  as analysis.recompute.projects returns them
    """
    say = view.say
    if not rows:
        return _nothing("project_light_inputs", say("项目的灯怎么算出来的"), view)
    counts = [
        Row(what=subject_name(subject, say), **_counted(rows, f"{subject}_light"))
        for subject in SUBJECTS
    ]
    return _panel("project_light_inputs", counts, rows, _of_projects(say), view)


def _panel(
    name: str, counts: Sequence[Row], rows: Sequence[Row], columns: Sequence[Column], view: View
) -> Panel:
    say = view.say
    total = sum(row[light] for row in counts for light in LIGHTS)
    shown = (
        Column("what", say("对象")),
        *(count_column(light, " ".join(say.light_name(light)), say) for light in LIGHTS[::-1]),
    )
    titles = {
        "light_inputs": say("{count} 盏指标灯，每一盏都可以重算"),
        "project_light_inputs": say("{count} 盏项目灯，每一盏都可以重算"),
    }
    return Panel(
        name=name,
        finding=titles[name].format(count=say.number(total, 0)),
        measure=measure(_reach(rows, say), say("本页工作簿里的这张表带公式：改一个数，灯跟着变")),
        body=table(counts, shown, is_wide=False),
        rows=rows,
        columns=columns,
        source="",
        as_of="",
        alt=say.listed([f"{row.what} {row[light]}" for row in counts for light in LIGHTS[::-1]]),
    )


def _reach(rows: Sequence[Row], say: Words) -> str:
    """Up to when figures reach; of projects the day from which they are judged."""
    if "as_of" in rows[0]:
        return say("计算到{day}").format(day=say.day(rows[0].as_of))
    newest = max(rows, key=lambda row: row.period_end)
    return say.period(newest.period_start, newest.period_end, newest.basis)


def _nothing(name: str, finding: str, view: View) -> Panel:
    say = view.say
    why = say("没有评灯：导入“目标”表和计划后显示") if view.pack.is_lit else ""
    return Panel(**empty(name, view, why, finding))


def _is_rate(row: Row) -> bool:
    return bool(row.kind == "growth_only")


def _counted(rows: Sequence[Row], column: str = "light") -> dict[str, int]:
    return {light: sum(row[column] == light for row in rows) for light in LIGHTS}


def _of_figures(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"area_{say.lang}", say("县（区）")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(f"name_{say.lang}", say("指标")),
        period_column(say),
        Column("months", say("已过月数"), decimals=0),
        Column("given", say("完成数或公布增速"), unit=OWN),
        told.target_column(say),
        *(_edge(light, "", say) for light in EDGED),
        live(done_column(say("完成率"), say), _done),
        live(done_column(say("序时进度"), say, "pace"), _pace),
        live(points_column("gap", say("与序时进度或目标增速之差"), say), _gap),
        live(_light("", say), partial(_by_gap, "", say=say)),
        told.unit_column(say),
    )


def _of_projects(say: Words) -> tuple[Column, ...]:
    return (
        Column("project_id", say("项目编号"), words=lambda row: code(row, say)),
        Column(f"name_{say.lang}", say("项目")),
        Column("as_of", say("计算日")),
        Column("start_planned", say("计划开工")),
        Column("started_on", say("实际开工")),
        Column("started", say("已开工（1 是，0 否）"), decimals=0),
        *_waiting("start", say("计划开工月起已过月数"), say),
        Column("completion_planned", say("计划竣工")),
        Column("year_investment", say("年度计划投资"), "亿元", 2),
        Column("year_done", say("本年完成"), "亿元", 2),
        Column("done_month", say("完成数截至月份"), decimals=0),
        Column("first_month", say("当年施工首月"), decimals=0),
        Column("last_month", say("当年施工末月"), decimals=0),
        *(_edge(light, "progress", say) for light in EDGED),
        live(done_column(say("完成率"), say), _project_done),
        live(done_column(say("序时进度"), say, "pace"), _project_pace),
        live(points_column("gap", say("与序时进度之差"), say), _project_gap),
        live(_light("progress", say), partial(_by_gap, "progress", say=say)),
        *_waiting("entry", say("开工后未入库月数"), say),
        Column("funds_required", say("所需资金"), "亿元", 2),
        Column("funds_in_place", say("到位资金"), "亿元", 2),
        _edge("behind", "funds", say),
        live(_light("funds", say), partial(_by_gap, "funds", say=say)),
        live(_light("", say), partial(_worst, say=say)),
    )


def live(column: Column, formula: Callable[[Row], str]) -> Column:
    """The column, worked out anew in a workbook."""
    return replace(column, formula=formula)


def _edge(light: str, subject: str, say: Words) -> Column:
    """From which difference on a light is given, in percentage points (of funds in percent)."""
    named = say("{light}界限").format(light=say.light_name(light)[1])
    unit = "%" if subject == "funds" else "个百分点"
    if not subject:
        return Column(f"edge_{light}", named, unit, 0)
    return Column(f"edge_{subject}_{light}", _of(subject, named, say), unit, 0)


def _light(subject: str, say: Words) -> Column:
    if not subject:
        return Column("light", say("评灯"), words=lambda row: light_words(row, "", say))
    label = _of(subject, say("评灯"), say)
    return Column(f"{subject}_light", label, words=lambda row: light_words(row, subject, say))


def _of(subject: str, label: str, say: Words) -> str:
    return say("{name}：{said}").format(name=subject_name(subject, say), said=label)


def _waiting(subject: str, label: str, say: Words) -> tuple[Column, ...]:
    """How long something waits, the months after which each light is given, and the light."""
    after = say("{light}须满几个月")
    months = Column(f"{subject}_waits", label, decimals=0)
    return (
        live(months, partial(_months, subject)),
        *(
            Column(
                f"after_{subject}_{light}",
                _of(subject, after.format(light=say.light_name(light)[1]), say),
                decimals=0,
            )
            for light in EDGED
        ),
        live(
            _light(subject, say),
            partial(_by_months, subject, say=say),
        ),
    )


def _done(row: Row) -> str:
    return "=100*{given}/{target}" if row.completion is not None else ""


def _pace(row: Row) -> str:
    return "=100*{months}/12" if row.pace is not None else ""


def _gap(row: Row) -> str:
    return "={completion}-{pace}" if row.completion is not None else "={given}-{target}"


def _project_done(row: Row) -> str:
    return "=100*{year_done}/{year_investment}" if row.progress_light else ""


def _project_pace(row: Row) -> str:
    if not row.progress_light:
        return ""
    built = "MAX(0,{done_month}-{first_month}+1)/MAX(1,{last_month}-{first_month}+1)"
    return f"=IF(YEAR({{start_planned}})>YEAR({{as_of}}),0,100*MIN(1,{built}))"


def _project_gap(row: Row) -> str:
    return "={completion}-{pace}" if row.progress_light else ""


def _by_gap(subject: str, row: Row, *, say: Words) -> str:
    """The worst light whose edge the difference reaches; it is rounded as the board rounds it."""
    if not row[f"{subject}_light" if subject else "light"]:
        return ""
    gap = "100*({funds_in_place}/{funds_required}-1)" if subject == "funds" else "{gap}"
    of = f"{subject}_" if subject else ""
    formula = _said("on_track", say)
    for light in EDGED[::-1]:
        if row[f"edge_{of}{light}"] is not None:
            sign = "<=" if row[f"at_most_{of}{light}"] else "<"
            formula = f"IF(ROUND({gap},9){sign}{{edge_{of}{light}}},{_said(light, say)},{formula})"
    return f"={formula}"


def _months(subject: str, row: Row) -> str:
    if row[f"{subject}_light"] is None or (subject == "entry" and row.is_in_statistics):
        return ""
    since, more = WAITS[subject]
    months = (MONTHS + more).replace("{since}", f"{{{since}}}")
    return f"=MAX(0,{months})" if subject == "entry" else f"=IF({{started}}=1,0,MAX(0,{months}))"


def _by_months(subject: str, row: Row, *, say: Words) -> str:
    if not row[f"{subject}_light"]:
        return ""
    formula = _said("on_track", say)
    for light in EDGED[::-1]:
        if row[f"after_{subject}_{light}"] is not None:
            reached = f"{{{subject}_waits}}>={{after_{subject}_{light}}}"
            formula = f"IF({reached},{_said(light, say)},{formula})"
    return f"={formula}"


def _worst(row: Row, *, say: Words) -> str:
    lights = [f"{{{subject}_light}}" for subject in SUBJECTS]
    formula = _said("on_track", say)
    for light in EDGED[::-1]:
        any_of = ",".join(f"{cell}={_said(light, say)}" for cell in lights)
        formula = f"IF(OR({any_of}),{_said(light, say)},{formula})"
    return f"={formula}"


def _said(light: str, say: Words) -> str:
    return '"' + " ".join(say.light_name(light)) + '"'
