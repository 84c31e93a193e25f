"""Planned against actual: a bar of the plan, one of what came of it, and what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from chainboard.panels import hover
from chainboard.panels.frame import empty, height, measure, plain, provenance, room
from chainboard.panels.hover import Box, Line
from chainboard.panels.panel import Column, Figure, Panel
from chainboard.panels.projects import code, light_words
from chainboard.panels.schedule.rows import choice
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

SHOWN = {"light": 20, "projector": 10}
LONGEST = 22  # sizes of type that a name along the axis may take
DAY = 24 * 60 * 60 * 1000  # milliseconds, in which Plotly counts along an axis of days
Span = tuple[date, date] | None


def timeline(rows: Sequence[Row], view: View) -> Panel:
    """The projects of which a plan or a day is known, the most urgent on top.

    rows  as analysis.projects.by_urgency returns them

    On a record only what has a printed start is drawn, and nothing runs to the day of the edition.
    """
    say = view.say
    known = [row for row in rows if _is_drawn(row, view)]
    if not known:
        why = say("没有写明日期的项目")
        return Panel(**empty("project_timeline", view, why, say("项目计划与实际")))
    shown = known[: SHOWN[view.theme]]
    return Panel(
        name="project_timeline",
        narrowed=("node",) if view.node_id else (),
        finding=_finding(known, rows, view),
        measure=measure(
            _legend(view),
            choice(view, "light", "stage") if view.pack.is_lit else choice(view, "stage"),
            say("画出前 {shown} 个").format(shown=len(shown)) if len(shown) < len(known) else "",
        ),
        body=_figure(shown, view),
        rows=known,
        columns=_columns(view),
        **_cited(known, view),
        alt=say.clauses([_said(row, say) for row in shown]),
    )


def _cited(rows: Sequence[Row], view: View) -> dict[str, Any]:
    found = provenance(rows, view)
    if view.pack.is_record:
        return found
    return {**found, "as_of": view.say("截至 {period}").format(period=view.say.day(view.as_of))}


def _is_drawn(row: Row, view: View) -> bool:
    if view.pack.is_record:
        return row.started_on is not None
    return row.start_planned is not None or row.started_on is not None


def _finding(known: Sequence[Row], rows: Sequence[Row], view: View) -> str:
    say = view.say
    if view.pack.is_record:
        return say("{all} 个项目中 {count} 个印有开工日期").format(all=len(rows), count=len(known))
    overdue = sum(_overdue(row, view.as_of) is not None for row in known)
    return say("{all} 个项目中 {count} 个超过计划日期还没有开工或竣工").format(
        all=say.number(len(known), 0), count=overdue
    )


def _legend(view: View) -> str:
    say = view.say
    if view.pack.is_record:
        return say("从印出的开工日期到印出的竣工、投产日期；没有后者的只标开工")
    return say("空心为计划，实心为实际，斜纹为逾期，虚线为{day}").format(day=say.day(view.as_of))


def _planned(row: Row) -> Span:
    """From the planned start to the planned completion; only the start where no end follows it."""
    start, end = row.start_planned, row.completion_planned
    if start is None:
        return None
    return start, end if end and end >= start else start


def _actual(row: Row, view: View) -> Span:
    """From the start to the completion; of what is being built to the day of the edition."""
    end = row.completed_on or row.produced_on
    if row.started_on is None:
        return None
    running = None if view.pack.is_record else _overdue(row, view.as_of)
    if running:
        return row.started_on, max(row.started_on, running[0])
    if end is None and (view.pack.is_record or row.is_completed):
        end = row.started_on
    return row.started_on, end or view.as_of


def _overdue(row: Row, as_of: date) -> Span:
    """The days that run: since a planned start without one, since a planned completion."""
    if not row.is_started and row.start_days:
        return row.start_planned, as_of
    if row.is_started and not row.is_completed and row.completion_days:
        return row.completion_planned, as_of
    return None


def _figure(shown: Sequence[Row], view: View) -> Figure:
    bottom_up = shown[::-1]  # Plotly draws the first category at the bottom
    names = _names(bottom_up, view)
    spans = [
        (
            _planned(row),
            _actual(row, view),
            None if view.pack.is_record else _overdue(row, view.as_of),
        )
        for row in bottom_up
    ]
    traces = [
        _bars(names, [each[at] for each in spans], style)
        for at, style in enumerate(_styles(view))
        if any(each[at] for each in spans)
    ]
    starts = [span[0] for each in spans for span in each if span]
    ends = [span[1] for each in spans for span in each if span]
    first, last = min(starts), max(ends)
    margin = max(10, (last - first).days // 40)
    edges = [
        date.fromordinal(day) for day in (first.toordinal() - margin, last.toordinal() + margin)
    ]
    body = hover.boxed(
        traces,
        [_box(name, row, view) for name, row in zip(names, bottom_up, strict=True)],
        view,
        barmode="overlay",
        bargap=0.35,
        height=round(60 + len(shown) * height(view) / 13),
        meta={"wide": True},
        xaxis={
            "type": "date", "tickformat": "%Y-%m", "range": [each.isoformat() for each in edges],
        },
        yaxis={"type": "category", "ticktext": names, "tickvals": names},
        **({} if view.pack.is_record else {"shapes": [_data_date(view)]}),
    )  # fmt: skip
    # The boxes stand at the end of each bar: a day, not the length that the bar has.
    ends_of = [max(span[1] for span in each if span).isoformat() for each in spans]
    body["data"][-1] |= {"x": ends_of, "fill": "none"}
    return Figure(**body)


def _names(rows: Sequence[Row], view: View) -> list[str]:
    """The names along the axis, each once and cut where they would take the room of the bars."""
    names: list[str] = []
    for row in rows:
        name = plain(_cut(view.say.name(row)))
        own = f"{name} {plain(code(row, view.say))}"
        names.append(own if name in names else name)
    return names


def _cut(name: str) -> str:
    """A name as long as the axis has room for; the box says all of it."""
    if room(name, 1) <= LONGEST:
        return name
    most = max(length for length in range(len(name)) if room(name[:length], 1) < LONGEST)
    return f"{name[:most].rstrip()}…"


def _styles(view: View) -> tuple[dict[str, Any], ...]:
    tone = TOKENS[view.theme]
    return (
        {
            "width": 0.72,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": tone["previous"], "width": 2}},
        },
        {
            "width": 0.36,
            "marker": {"color": tone["actual"], "line": {"color": tone["actual"], "width": 2}},
        },
        {
            "width": 0.36,
            "marker": {
                "color": tone["card"],
                "line": {"color": tone["bad"], "width": 2},
                "pattern": {
                    "shape": "/",
                    "fgcolor": tone["bad"],
                    "bgcolor": tone["card"],
                    "size": 6,
                },
            },
        },
    )


def _bars(names: Sequence[str], spans: Sequence[Span], style: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(names),
        "base": [span[0].isoformat() if span else None for span in spans],
        "x": [(span[1] - span[0]).days * DAY if span else None for span in spans],
        **style,
    }


def _data_date(view: View) -> dict[str, Any]:
    """The line of the day that the edition speaks from."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": view.as_of.isoformat(),
        "x1": view.as_of.isoformat(),
        "y0": 0,
        "y1": 1,
        "line": {"color": TOKENS[view.theme]["text"], "width": 2, "dash": "dot"},
    }


def _box(name: str, row: Row, view: View) -> Box:
    say = view.say
    days = [
        (say("计划开工"), row.start_planned),
        (say("实际开工"), row.started_on),
        (say("计划竣工"), row.completion_planned),
        (say("实际竣工"), row.completed_on),
        (say("投产"), row.produced_on),
    ]
    lines = [Line(label, say.day(day)) for label, day in days if day]
    if row.light:
        lines.append(Line(say("评灯"), light_words(row, "", say)))
    return Box(name, lines, head=say.name(row))


def _said(row: Row, say: Words) -> str:
    parts = [
        say("计划{day}").format(day=say.day(row.start_planned)) if row.start_planned else "",
        say("实际{day}").format(day=say.day(row.started_on)) if row.started_on else "",
    ]
    return f"{say.name(row)} {say.listed([part for part in parts if part])}"


def _columns(view: View) -> tuple[Column, ...]:
    say = view.say
    planned = (
        Column("start_planned", say("计划开工")),
        Column("completion_planned", say("计划竣工")),
    )
    return (
        Column(f"name_{say.lang}", say("项目")),
        *(() if view.pack.is_record else planned),
        Column("started_on", say("实际开工")),
        Column("completed_on", say("实际竣工")),
        Column("produced_on", say("投产")),
    )
