"""What each mu of land brings: tax or output against investment, a year, per mu supplied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import dist
from typing import Any

from chainboard.panels.frame import (
    empty,
    framed,
    height,
    measure,
    plain,
    provenance,
    size,
)
from chainboard.panels.hover import Box, Line, boxed, of_cell
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.parks.rows import (
    behind,
    colours,
    columns,
    go,
    highest,
    in_lines,
    is_marked,
    lowest,
    marked,
)
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

UNIT = "万元/亩"
AREA = "亩"
ACROSS = "park_fai"
LARGEST = {"light": 36, "projector": 72}  # the diameter of the largest dot in pixels
ROOM = 1.4  # the axes are this much longer than the farthest dot: its name stands there
BAR_ROOM = 1.9
LINES = 2  # of a name: more would stand on the dots beside it
TALL = {"light": 1.1, "projector": 0.85}
PARTS = {"light": 3, "projector": 2}  # a slide has room for two figures side by side
NEAR = 0.3  # of an axis: two dots nearer than this would write over each other


def scatter(
    rows: Sequence[Row], parks: Sequence[Row], shares: Sequence[float], view: View
) -> Panel:
    """Tax (else output) against investment per mu of each park, and both as ranked bars.

    rows   as analysis.parks.with_per_mu returns them
    parks  as analysis.parks.frontier returns them: those on the frontier have a ring
    shares  of the investment that parks bring, as analysis.parks.iso_shares has them: a line each

    The denominator, land supplied at the end of the year, stands in the subtitle. Investment is
    that of the one year, not what was put in since the park began. A park with fewer than two
    full years is not drawn and named in a note. Off on the published pack.
    """
    say = view.say
    title = say("亩均税收与亩均投资")
    if view.pack.is_record or not rows:
        return Panel(**empty("park_per_mu", view, say("还没有一个完整年度的园区数据"), title))
    drawn = [park for park in parks if park.up is not None and park.across is not None]
    if not drawn:
        return Panel(**empty("park_per_mu", view, say("没有可比的亩均数据"), title))
    shown = [row for row in rows if row.metric_id in (parks[0].metric_id, ACROSS)]
    names = (_yield_name(parks[0].metric_id, say), _yield_name(ACROSS, say))
    return Panel(
        name="park_per_mu",
        marks=("park", "county"),
        finding=_finding(drawn, view),
        measure=measure(
            say("{up}与{across}（推算）").format(up=names[0], across=names[1]),
            say.period(rows[0].period_end.replace(month=1, day=1), rows[0].period_end, "ytd"),
            say.unit_name(UNIT),
            say("分母为年末已供应面积，点越大面积越大；园区以所在县（区）标注"),
        ),
        body=Multiples(
            [
                _dots(drawn, names, shares, view),
                _ranked(drawn, "up", names[0], view),
                _ranked(drawn, "across", names[1], view),
            ][: PARTS[view.theme]]
        ),
        rows=behind(shown),
        columns=(
            *columns(say)[:-1],
            Column("area", say("已供应面积"), AREA, 0),
            Column("per_mu", say("亩均（推算）"), UNIT, 2, derived=True),
        ),
        **provenance(shown, view),
        alt=say.listed([_words(park, say) for park in drawn]),
        notes=_notes(parks, say),
    )


def _dots(
    parks: Sequence[Row], names: Sequence[str], shares: Sequence[float], view: View
) -> dict[str, Any]:
    say = view.say
    colour = TOKENS[view.theme]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [say.scaled(park.across, UNIT) for park in parks],
        "y": [say.scaled(park.up, UNIT) for park in parks],
        "text": _short_names(parks, view),
        "textposition": _name_places(parks),
        "textfont": {"color": colour["text"], "size": size(view)},
        "cliponaxis": False,
        "ids": [go(park) for park in parks],
        "hoverinfo": "text",
        "hovertext": [of_cell([say.name(park)], _lines(park, view), view) for park in parks],
        "marker": {
            "color": colours(parks, view),
            "size": [park.area for park in parks],
            "sizemode": "area",
            "sizeref": 2 * max(park.area for park in parks) / LARGEST[view.theme] ** 2,
            "sizemin": 5,
            "opacity": 1,
            "line": {
                "color": [colour["third" if park.is_on_frontier else "card"] for park in parks],
                "width": [4 if park.is_on_frontier else 1 for park in parks],
            },
        },
    }
    reach = _reach(trace["x"]), _reach(trace["y"])
    note = say("纵轴为{up}，横轴为{across}；斜线上各园区的{up}占{across}的比例相同")
    return {
        "title": say("{up}与{across}").format(up=names[0], across=names[1]),
        "note": note.format(up=names[0], across=names[1]),
        **framed(
            [*(_iso(share, reach, view) for share in shares), trace],
            view,
            height=height(view, TALL[view.theme]),
            hovermode="closest",
            xaxis={"rangemode": "tozero", "range": [0, reach[0]]},
            yaxis={"rangemode": "tozero", "range": [0, reach[1]]},
        ),
    }


def _iso(share: float, reach: tuple[float, float], view: View) -> dict[str, Any]:
    """The line on which every park brings this part of its investment, with the part at its end."""
    colour = TOKENS[view.theme]
    end = min(reach[0], reach[1] / share) * 0.97
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": [0, end],
        "y": [0, end * share],
        "text": ["", view.say.share_percent(share, 0)],
        "textposition": "bottom center" if end * share > 0.9 * reach[1] else "top left",
        "textfont": {"color": colour["muted"], "size": size(view)},
        "line": {"color": colour["border"], "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _lines(park: Row, view: View) -> list[Line]:
    """What a mu of a park brings and what was invested in it, and how many it has."""
    say = view.say
    own = {"park_tax": say("亩均税收（推算）")}.get(park.metric_id, say("亩均产值（推算）"))
    return [
        Line(own, say.amount(park.up, UNIT)),
        Line(say("亩均投资（推算）"), say.amount(park.across, UNIT)),
        Line(say("已供应面积"), say.amount(park.area, AREA, 0)),
    ]


def _name_places(parks: Sequence[Row]) -> list[str]:
    """Where each dot's name stands: above it, or on the side away from a near neighbour."""
    wide, high = (max(park[axis] for park in parks) or 1 for axis in ("across", "up"))
    points = [(park.across / wide, park.up / high) for park in parks]
    return [_away(point, [other for other in points if other != point]) for point in points]


def _away(point: tuple[float, float], others: Sequence[tuple[float, float]]) -> str:
    nearest = min(others, key=lambda other: dist(point, other), default=None)
    if nearest is None or dist(point, nearest) > NEAR:
        return "top center"
    right, above = nearest[0] - point[0], nearest[1] - point[1]
    if abs(right) >= abs(above):
        return "middle left" if right > 0 else "middle right"
    return "bottom center" if above > 0 else "top center"


def _reach(values: Sequence[float | None]) -> float:
    return ROOM * max((value for value in values if value), default=1.0)


def _short_names(parks: Sequence[Row], view: View) -> list[str]:
    """The county's short name where it has one park, else the park's own; a mark on a chosen."""
    held = Counter(park.area_code for park in parks)
    return [
        marked(park, view)
        + (plain(view.say.place(park)) if held[park.area_code] == 1 and park.area_code else name)
        for park, name in zip(parks, in_lines(parks, view, LINES), strict=True)
    ]


def _ranked(parks: Sequence[Row], column: str, words: str, view: View) -> dict[str, Any]:
    """Bars of one of the two, largest on top, each with its value."""
    say = view.say
    bottom_up = sorted(parks, key=lambda park: park[column], reverse=True)[::-1]
    lengths = [say.scaled(park[column], UNIT) for park in bottom_up]
    names = _short_names(bottom_up, view)
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": lengths,
        "y": names,
        "text": [_bar_text(park, column, view) for park in bottom_up],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colours(bottom_up, view)},
        "ids": [go(park) for park in bottom_up],
    }
    return {
        "title": words,
        "note": say.unit_name(UNIT),
        **boxed(
            [bars],
            [
                Box(place, _lines(park, view), say.name(park), go(park))
                for place, park in zip(names, bottom_up, strict=True)
            ],
            view,
            height=height(view, TALL[view.theme]),
            xaxis={"visible": False, "range": [0, BAR_ROOM * max(x or 0 for x in lengths) or 1]},
            yaxis={"type": "category"},
        ),
    }


def _bar_text(park: Row, column: str, view: View) -> str:
    """The value; on a slide, which has no bars of the investment, that too."""
    say = view.say
    said = _short(park[column], say)
    if view.theme == "light":
        return said
    return say("{up}，投资 {across}").format(up=said, across=_short(park.across, say))


def _short(value: float | None, say: Words) -> str:
    """The value without the words of its unit, which stand above the bars."""
    said = say.amount(value, UNIT)
    return said.removesuffix(f" {UNIT}").removeprefix("RMB ").removesuffix(" per mu")


def _yield_name(metric_id: str, say: Words) -> str:
    return {
        "park_tax": say("亩均税收"),
        "park_output_value": say("亩均产值"),
        "park_fai": say("亩均投资"),
    }[metric_id]


def _words(park: Row, say: Words) -> str:
    return say("{park}：{up_name} {up}，{across_name} {across}").format(
        park=say.name(park),
        up_name=_yield_name(park.metric_id, say),
        up=say.amount(park.up, UNIT),
        across_name=_yield_name(ACROSS, say),
        across=say.amount(park.across, UNIT),
    )


def _finding(parks: Sequence[Row], view: View) -> str:
    """The chosen park's two values; else the parks that bring most and least."""
    say = view.say
    marked = [park for park in parks if is_marked(park, view)]
    if len(marked) == 1:
        return _words(marked[0], say)
    return ends(parks, say)


def ends(parks: Sequence[Row], say: Words) -> str:
    """The parks that bring most and least a mu.

    parks  as analysis.parks.yields returns them, those that have both amounts
    """
    high, low = highest(parks), lowest(parks)
    return say("{what}{high}最高（{high_value}），{low}最低（{low_value}）").format(
        what=_yield_name(parks[0].metric_id, say),
        high=say.listed([say.name(park) for park in high]),
        high_value=say.amount(high[0].up, UNIT),
        low=say.listed([say.name(park) for park in low]),
        low_value=say.amount(low[0].up, UNIT),
    )


def _notes(parks: Sequence[Row], say: Words) -> tuple[str, ...]:
    notes = [say("投资为当年完成额，不是建园以来的累计投资强度；土地闲置会拉低亩均。")]
    first = [say.name(park) for park in parks if park.is_on_frontier]
    if first:
        words = say("带圈的在前沿，没有别的园区投资不更多而收得更多：{parks}。")
        notes.append(words.format(parks=say.listed(first)))
    gone = [say.name(park) for park in parks if None in (park.up, park.across)]
    if gone:
        notes.append(
            say("不足 {years} 个完整年度或缺数的园区不画：{parks}。").format(
                years=parks[0].least_years, parks=say.listed(gone)
            )
        )
    return tuple(notes)
