"""Every prefecture as a dot, an indicator a row: the city named, its peers marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from chainboard.panels.frame import framed, measure, plain, provenance, size
from chainboard.panels.hover import Line, of_cell
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.readings import (
    apart,
    cited,
    columns,
    dated,
    nothing,
    places,
    reading,
    span,
)
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

HIGH = {"light": 170, "projector": 560}
DOTS = {"own": 15, "peer": 11, "other": 9}
SLIDE = 1.8  # times as large on a slide
NEAR = 0.03  # of the axis: dots nearer than this stand above one another
STEPS = 4  # dots above one another on each side of the line
EDGE = 0.1  # of the axis beyond the farthest dots, for their names
SIDE = 0.3  # of the axis: a dot nearer to an end has its name on the other side


def strip(beside: Sequence[Row], gaps: Sequence[Row], view: View) -> Panel:
    """A small figure an indicator, all places along one axis.

    beside  as analysis.benchmark.compared returns them; gaps  as analysis.benchmark.gaps does

    Hollow: another period than the city's, or 约. A floor (突破, 以上) is no level: it is not drawn
    and named below its figure.
    """
    say = view.say
    if not gaps:
        why = "" if view.pack.is_record else _none(say)
        title = say("与其他市州相比")
        return Panel(**nothing("peer_strip", view, title, why))
    own = {row.metric_id: row for row in gaps}
    groups = [list(rows) for _metric, rows in groupby(beside, lambda row: row.metric_id)]
    return Panel(
        name="peer_strip",
        fixed=("chain",),
        finding=_finding(gaps, say),
        measure=measure(
            say("每点一个市州：大点为本市，蓝点为对标，灰点为其他"),
            say("空心为期间或口径与本市不同的数，只作参考"),
        ),
        body=Multiples([_row(rows, own[rows[0].metric_id], view) for rows in groups]),
        rows=beside,
        columns=_columns(say),
        **provenance(beside, view),
        alt=" ".join(_sentence(rows, own[rows[0].metric_id], say) for rows in groups),
        notes=(say("点的上下位置只为错开，没有含义。"),),
    )


def _none(say: Words) -> str:
    """What to send: nothing today, as the templates take the city's own figures alone."""
    return say(
        "这里没有其他市州的数：报送的表只收本市和各县（区）的数。"
        "与其他市州的对标用公开数，页顶改看公开数据后在本页显示。"
    )


def _finding(gaps: Sequence[Row], say: Words) -> str:
    judged = [row for row in gaps if row.gap_median is not None and row.order is not None]
    sign = [row.gap_median * (1 if row.direction == "higher_better" else -1) for row in judged]
    return say("与对标中位数可比的 {count} 项指标：本市 {above} 项较好，{below} 项较差").format(
        count=len(judged), above=sum(gap > 0 for gap in sign), below=sum(gap < 0 for gap in sign)
    )


def _row(rows: Sequence[Row], own: Row, view: View) -> dict[str, Any]:
    say = view.say
    drawn = [row for row in rows if not row.is_floor]
    floors = [row for row in rows if row.is_floor]
    hollow = sum(not row.is_same for row in drawn)
    return {
        "title": say.name(own),
        "note": measure(
            dated(own, view),
            say.unit_name(own.unit),
            say("同期 {count} 个市州").format(count=own.same),
            say("其他期间 {count} 个").format(count=hollow) if hollow else "",
        ),
        "caveat": say("下限数不画：{places}。").format(places=places(floors, say))
        if floors
        else "",
        "alt": _sentence(rows, own, say),
        **_dots(drawn, own, view),
    }


def _dots(rows: Sequence[Row], own: Row, view: View) -> dict[str, Any]:
    say, colour = view.say, TOKENS[view.theme]
    ordered = sorted(rows, key=lambda row: (row.is_own, row.is_peer, row.is_same))
    across = [say.scaled(row.reading, row.unit) or 0.0 for row in ordered]
    low, high = min(across), max(across)
    wide = (high - low) or 1.0
    levels = _levels(across, wide)
    times = SLIDE if view.theme == "projector" else 1
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": across,
        "y": levels,
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [of_cell([say.place(row)], _lines(row, say), view) for row in ordered],
        "marker": {
            "color": [colour[_tone(row)] for row in ordered],
            "symbol": ["circle" if row.is_same else "circle-open" for row in ordered],
            "size": [times * DOTS[_kind(row)] for row in ordered],
            "line": {"width": 2, "color": [_rim(row, colour) for row in ordered]},
            "opacity": 1,
        },
    }
    sides = _named(own)
    names = [
        _name(row, ((x - low) / wide, x, level), sides[row.area_code], view)
        for row, x, level in zip(ordered, across, levels, strict=True)
        if row.area_code in sides
    ]
    return framed(
        [*names, dots],
        view,
        height=HIGH[view.theme],
        hovermode="closest",
        margin={"l": 16, "r": 16, "t": 8},
        xaxis={"range": [low - EDGE * wide, high + EDGE * wide], "zeroline": True, "nticks": 6},
        yaxis={"visible": False, "range": [-STEPS - 3, STEPS + 3]},
    )


def _name(row: Row, at: tuple[float, float, float], side: int, view: View) -> dict[str, Any]:
    """A dot's name beyond all dots, above (1) or below (-1), and the line that leads to it.

    at  where along the axis, as a part of it and in its unit, and how far from its line
    """
    part, x, level = at
    end = side * (STEPS + 1)
    across = "right" if part < SIDE else "left" if part > 1 - SIDE else "center"
    colour = TOKENS[view.theme]
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": [x, x],
        "y": [level, end],
        "text": ["", plain(f"{view.say.place(row)} {reading(row, view.say)}")],
        "textposition": f"{'top' if side > 0 else 'bottom'} {across}",
        "textfont": {"color": colour["text"], "size": size(view)},
        "line": {"width": 1, "color": colour["muted"]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _kind(row: Row) -> str:
    return "own" if row.is_own else "peer" if row.is_peer else "other"


def _tone(row: Row) -> str:
    return {"own": "actual", "peer": "planned", "other": "previous"}[_kind(row)]


def _rim(row: Row, colour: Mapping[str, str]) -> str:
    """A hollow dot is its rim; a full one has a thin gap to the next."""
    return colour["card"] if row.is_same else colour[_tone(row)]


def _named(own: Row) -> dict[str, int]:
    """Whose name is written, and on which side: the city's above, the best one's below."""
    return {**{row.area_code: -1 for row in own.ahead[:1]}, own.area_code: 1}


def _levels(across: Sequence[float], wide: float) -> list[float]:
    """How far each dot stands from the line, so that none hides another."""
    taken: list[tuple[float, float]] = []
    for x in across[::-1]:  # the city and its peers first: they stay on the line
        free = (step for step in _steps() if not _is_hidden(x, step, taken, wide))
        taken.append((x, next(free, 0.0)))
    return [level for _x, level in taken[::-1]]


def _steps() -> list[float]:
    return [0.0, *(sign * float(step) for step in range(1, STEPS + 1) for sign in (1, -1))]


def _is_hidden(x: float, level: float, taken: Sequence[tuple[float, float]], wide: float) -> bool:
    return any(level == at and abs(x - other) < NEAR * wide for other, at in taken)


def _lines(row: Row, say: Words) -> list[Line]:
    return [Line(say.name(row), reading(row, say)), Line(say("期间"), span(row, say))]


def _sentence(rows: Sequence[Row], own: Row, say: Words) -> str:
    parts = [f"{say.name(own)}{say.in_brackets(span(own, say))} {reading(own, say)}"]
    parts.append(say("同期 {count} 个市州").format(count=own.same))
    if own.gap_median is not None:
        told = say("比 {count} 个对标市州的中位数{apart}")
        parts.append(told.format(count=own.peers, apart=apart(own.gap_median, own, say)))
    peers = [f"{say.place(row)} {reading(row, say)}" for row in rows if row.is_peer and row.is_same]
    if peers:
        parts.append(say("对标：{places}").format(places=say.listed(peers)))
    return say("{said}。").format(said=say.clauses(parts))


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        *columns(say)[:-1],
        Column("is_peer", say("类别"), words=lambda row: _called(row, say)),
        Column("is_same", say("能否相比"), words=lambda row: _comparable(row, say)),
        Column("source", say("来源"), words=lambda row: cited(row, say)),
    )


def _called(row: Row, say: Words) -> str:
    kinds = {"own": say("本市"), "peer": say("对标"), "other": say("其他")}
    return kinds[_kind(row)]


def _comparable(row: Row, say: Words) -> str:
    if row.is_floor:
        return say("下限，不作数值")
    return say("同期") if row.is_same else say("期间或口径不同，只作参考")
