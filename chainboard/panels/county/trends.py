"""How each county moved: eight small figures on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.county.scope import (
    county_column,
    sentence,
    words_of,
)
from chainboard.panels.frame import empty, height, measure, plain, provenance
from chainboard.panels.hover import Box, Line, boxed
from chainboard.panels.months import month_label
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.places import picked, tones
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

SMALL = 0.6  # of the usual height
YEARLY = "gdp"  # its course is by year, that of all others by month


def trends(points: Sequence[Row], said: Sequence[Row], breaks: Sequence[Row], view: View) -> Panel:
    """One small figure a county: by month beside last year, or by year with gaps left open.

    points  of one indicator, as analysis.record.in_runs returns them
    said    as county_course.growth_as_published returns them: printed beside, never computed
    breaks  as breaks.of_panel returns them, of a course by year

    All have the same scale. Years are joined only within one source; the picked county is dark.
    """
    say = view.say
    if not any(row.value is not None for row in points):
        why = say("没有分县（区）走势")
        return Panel(**empty("county_trends", view, why, say("各县（区）走势")))
    groups, is_yearly, scale = _groups(points), _is_yearly(points[0]), _scale(points, view)
    return Panel(
        name="county_trends",
        fixed=("chain",) if view.pack.is_record else (),
        marks=("county",),
        finding=_finding(groups, view),
        measure=measure(
            say.name(points[0]),
            say.unit_name(points[0].unit),
            say("同一刻度"),
            say("空心为另一来源") if is_yearly else say("深色为本年累计，灰色为上年"),
        ),
        body=Multiples([_multiple(group, said, scale, view) for group in groups]),
        rows=[*points, *(said if is_yearly else ())],
        columns=_columns(is_yearly, view),
        **provenance([row for row in points if row.value is not None], view),
        alt=" ".join(_sentence(group, said, say) for group in groups),
        notes=_notes(is_yearly, breaks, say),
    )


def _is_yearly(row: Row) -> bool:
    return bool(row.metric_id == YEARLY)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    codes = dict.fromkeys(row.area_code for row in rows)
    return [[row for row in rows if row.area_code == code] for code in codes]


def _multiple(
    group: Sequence[Row], said: Sequence[Row], scale: dict[str, Any], view: View
) -> dict[str, Any]:
    say = view.say
    traces = _years(group, view) if _is_yearly(group[0]) else _months(group, view)
    return {
        "title": say.county(group[0]),
        "note": _last_words(group, say),
        "caveat": _caveat(group, said, say),
        "alt": _sentence(group, said, say),
        **boxed(
            traces,
            _boxes(group, view),
            view,
            height=height(view, SMALL),
            margin={"l": 24, "r": 36, "t": 24},
            **scale,
        ),
    }


def _boxes(group: Sequence[Row], view: View) -> list[Box]:
    """A box a period, with this year's figure and last year's; the newest leads to the county."""
    say = view.say
    held: dict[str, list[Line]] = {_label(row, view): [] for row in _ordered(group)}
    for row in sorted(group, key=lambda row: row.period_end, reverse=True):
        held[_label(row, view)].append(_said_of(row, group, view))
    known = [row for row in group if row.value is not None][-1:]
    ways = {_label(row, view): f"county?county={row.area_code}" for row in known}
    name = say.county(group[0])
    return [
        Box(label, lines, measure(name, label), ways.get(label, ""))
        for label, lines in held.items()
    ]


def _said_of(row: Row, group: Sequence[Row], view: View) -> Line:
    """A figure with its period; of a course by year with the grade of its source."""
    say = view.say
    is_newest = _is_yearly(row) or row.period_end.year == group[-1].period_end.year
    tone = _tone(row, view) if is_newest else TOKENS[view.theme]["previous"]
    said = figures.value(row, say)
    if _is_yearly(row) and row.value is not None:
        said = f"{said} [{say.grade_mark(row.grade)}]"
    return Line(_when(row, say), said, tone)


def _scale(points: Sequence[Row], view: View) -> dict[str, Any]:
    """Both axes, the same for all; of the periods the first, the middle and the last are named."""
    say = view.say
    top = max(say.scaled(row.value, row.unit) or 0 for row in points if row.value is not None)
    labels = list(dict.fromkeys(_label(row, view) for row in _ordered(points)))
    shown = list(dict.fromkeys((labels[0], labels[len(labels) // 2], labels[-1])))
    order = {"categoryorder": "array", "categoryarray": labels, "range": [-0.6, len(labels) - 0.4]}
    return {
        "xaxis": {
            "type": "category",
            "showgrid": False,
            "tickvals": shown,
            "ticktext": shown,
            **order,
        },
        "yaxis": {"visible": False, "range": [0, top * 1.25]},
    }


def _ordered(group: Sequence[Row]) -> list[Row]:
    return sorted(group, key=lambda row: (row.months, row.period_end))


def _label(row: Row, view: View) -> str:
    return str(row.period_end.year) if _is_yearly(row) else month_label(row, view)


def _tone(row: Row, view: View) -> str:
    (tone,) = tones([row], view, "muted")
    return tone


def _months(group: Sequence[Row], view: View) -> list[dict[str, Any]]:
    """Last year grey, this year dark; a month that is missing leaves a gap."""
    latest = max(row.period_end.year for row in group)
    before = [row for row in group if row.period_end.year == latest - 1]
    now = [row for row in group if row.period_end.year == latest]
    tone = _tone(group[0], view)
    lines = [_line(before, TOKENS[view.theme]["previous"], view), _line(now, tone, view)]
    last = [row for row in now if row.value is not None][-1:]
    return lines + [_end(row, tone, "circle", view) for row in last]


def _line(rows: Sequence[Row], tone: str, view: View) -> dict[str, Any]:
    say = view.say
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [_label(row, view) for row in rows],
        "y": [say.scaled(row.value, row.unit) for row in rows],
        "connectgaps": False,
        "line": {"color": tone, "width": 3},
    }


def _end(row: Row, tone: str, symbol: str, view: View) -> dict[str, Any]:
    """A dot with its number. Its own trace: Plotly draws one point of those with the same id."""
    say = view.say
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_label(row, view)],
        "y": [say.scaled(row.value, row.unit)],
        "text": [say.number(say.scaled(row.value, row.unit), 2)],
        "textposition": "top center",
        "cliponaxis": False,
        "marker": {"size": 9, "symbol": symbol, "color": tone, "line": {"width": 2, "color": tone}},
        "ids": [f"county?county={row.area_code}"],
    }


def _years(group: Sequence[Row], view: View) -> list[dict[str, Any]]:
    """Runs of one source as lines with their first number; the newest year always with its own.

    A figure of another source than the longest run stands alone and hollow.
    """
    tone, known = _tone(group[0], view), [row for row in group if row.value is not None]
    runs = [[row for row in known if row.run == run] for run in dict.fromkeys(r.run for r in known)]
    main = max(runs, key=len)
    named = {run[0].period_end: run for run in runs} | {known[-1].period_end: [known[-1]]}
    lines = [_line(run, tone, view) for run in runs if len(run) > 1]
    symbol = {True: "circle", False: "circle-open"}
    is_main = {
        run[0].source_id: len(main) > 1 and run[0].source_id == main[0].source_id for run in runs
    }
    return lines + [
        _end(run[0], tone, symbol[is_main[run[0].source_id]], view) for run in named.values()
    ]


def _when(row: Row, say: Words) -> str:
    return say.bare_period(row.period_start, row.period_end, row.basis)


def _last_words(group: Sequence[Row], say: Words) -> str:
    """The newest period and its value, or which kind of missing it is."""
    last = group[-1]
    return plain(f"{_when(last, say)} {figures.value(last, say)}")


def _caveat(group: Sequence[Row], said: Sequence[Row], say: Words) -> str:
    if not _is_yearly(group[0]):
        return ""
    own = [
        say("{period}公布同比 {growth}（{grade}级来源）").format(
            period=_when(row, say),
            growth=say.growth(row.published_growth, row.growth_text),
            grade=row.grade,
        )
        for row in said
        if row.area_code == group[0].area_code
    ]
    own += [say.of(row, "note") for row in group if row.note_zh]
    if len(group) <= 2:
        own.append(say("不在该资料的县域数据中，只有两年"))
    return say.clauses(own)


def _finding(groups: Sequence[Sequence[Row]], view: View) -> str:
    say = view.say
    newest = [group[-1] for group in groups]
    own = picked(newest, view)
    if own is not None:
        if own.value is None:
            return say("{county}{missing}").format(
                county=say.county(own), missing=say.absent(own.get("absence"))
            )
        return say("{county}{period}{name} {value}").format(
            county=say.county(own),
            period=_when(own, say),
            name=say.name(own),
            value=figures.value(own, say),
        )
    known = [row for row in newest if row.value is not None] or newest
    first = max(known, key=lambda row: row.value or 0)
    return say("{period}{name}最大的是{county}（{value}）").format(
        period=_when(first, say),
        name=say.name(first),
        county=say.county(first),
        value=figures.value(first, say),
    )


def _sentence(group: Sequence[Row], said: Sequence[Row], say: Words) -> str:
    shown = group if _is_yearly(group[0]) else group[-3:]
    parts = [f"{_when(row, say)} {figures.value(row, say)}" for row in shown]
    caveat = _caveat(group, said, say)
    return say("{name}：{points}。").format(
        name=say.county(group[0]),
        points=say.listed([*parts, *([caveat] if caveat else [])]),
    )


def _notes(is_yearly: bool, breaks: Sequence[Row], say: Words) -> tuple[str, ...]:
    if not is_yearly:
        return (say("1—2月合并公布，不拆分。"), say("缺数的月份线断开，不补数。"))
    levels = say("现价总量，不算增速；公布增速按原文列出，不由总量推算。")
    broken = sentence(words_of(breaks, say), say)
    return (levels, broken) if broken else (levels,)


def _columns(is_yearly: bool, view: View) -> tuple[Column, ...]:
    """The table; rows of published growth alone have no unit of their own."""
    say = view.say
    quoted = Column(
        "published_growth",
        say("公布同比"),
        "%",
        2,
        words=lambda row: figures.rate(row, say),
        says_unit=True,
    )
    return (
        county_column(say),
        Column("period", say("期间"), words=lambda row: _when(row, say)),
        figures.value_column(say, say("数值")),
        Column("unit", say("单位"), words=lambda row: _unit(row, say)),
        *((quoted,) if is_yearly else ()),
        figures.gone_column(say),
    )


def _unit(row: Row, say: Words) -> str:
    return "" if row.get("value") is None else say.unit_name(row.unit)
