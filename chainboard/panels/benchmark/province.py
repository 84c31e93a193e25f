"""The prefectures of the province on published figures, in order to be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from chainboard.panels.frame import high_enough, measure, provenance, room, size
from chainboard.panels.hover import Box, Line, boxed
from chainboard.panels.panel import Multiples, Panel
from chainboard.panels.readings import columns, dated, nothing, places, reading, span
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

LISTED = 8  # of a list that slides have room for
BEYOND = 0.75  # of the longest bar, for the number behind it
TALL = 1.45  # of a slide, which then still has room for the names when it is made lower
MARGINS = 8


def province(rows: Sequence[Row], whole: Sequence[Row], view: View) -> Panel:
    """A box an indicator and period: bars where all prefectures have a figure, else a list.

    rows   as analysis.benchmark.of_province returns them
    whole  the province's own growth of the first indicator, as peers.province_growth returns it

    Orders are for reading, by the figures as published; a list that lacks places is no chart.
    """
    say = view.say
    if not rows:
        return Panel(**nothing("province_context", view, ""))
    groups = [list(group) for _number, group in groupby(rows, lambda row: row.group)]
    return Panel(
        name="province_context",
        fixed=("chain",),
        finding=_finding(groups, say),
        measure=measure(
            say("按公布数由高到低排出，只为阅读，不是考核位次"),
            say("有缺数的只列数，不作图、不排位次"),
        ),
        body=Multiples([_box(group, whole, view) for group in groups]),
        rows=rows,
        columns=columns(say),
        **provenance([row for row in rows if row.figure_id], view),
        alt=" ".join(_sentence(group, say) for group in groups),
    )


def _finding(groups: Sequence[Sequence[Row]], say: Words) -> str:
    """The city's place in the newest complete list, and in the one before it of the same thing."""
    whole = [group for group in groups if group[0].rank is not None]
    first = [group for group in whole if group[0].metric_id == whole[0][0].metric_id]
    told = [row for group in first for row in group if row.is_own]
    if not told:
        return say("全省 {count} 个市州的公布数").format(count=groups[0][0].places)
    said = [
        say("{period}第 {rank}（{reading}）").format(
            period=span(row, say), rank=row.rank, reading=reading(row, say)
        )
        for row in told
    ]
    return say("{name}：{place}在全省 {count} 个市州中{said}").format(
        name=say.name(told[0]),
        place=say.place(told[0]),
        count=told[0].places,
        said=say.listed(said),
    )


def _box(group: Sequence[Row], whole: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    row = group[0]
    is_whole = row.rank is not None
    lacking = [each for each in group if each.reading is None]
    return {
        "title": say.name(row),
        "note": measure(
            dated(row, view),
            say.unit_name(row.unit),
            say("{held}/{places} 个市州有数").format(held=row.held, places=row.places),
        ),
        "caveat": say.clauses(
            [
                *_of_the_province(row, whole, say),
                *([] if is_whole else _more(group, view)),
                *_absent(lacking, say),
            ]
        ),
        "alt": _sentence(group, say),
        **(_bars(group, view) if is_whole else _facts(group, view)),
    }


def _of_the_province(row: Row, whole: Sequence[Row], say: Words) -> list[str]:
    """The whole province's growth in the same period, where it was published."""
    key = (row.metric_id, row.period_start, row.period_end)
    same = (each for each in whole if (each.metric_id, each.period_start, each.period_end) == key)
    return [
        say("全省 {growth}").format(growth=say.growth(each.published_growth, each.growth_text))
        for each in list(same)[:1]
    ]


def _absent(lacking: Sequence[Row], say: Words) -> list[str]:
    if not lacking:
        return []
    told = say("{absent}：{places}")
    return [told.format(absent=say.absent(None), places=places(lacking, say))]


def _facts(group: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    shown = _fitting(group, view)
    return {"facts": [{"value": reading(row, say), "when": say.place(row)} for row in shown]}


def _fitting(group: Sequence[Row], view: View) -> list[Row]:
    """The places that have a figure; on slides the first of them."""
    known = [row for row in group if row.reading is not None]
    return known[:LISTED] if view.theme == "projector" else known


def _more(group: Sequence[Row], view: View) -> list[str]:
    rest = group[0].held - len(_fitting(group, view))
    return [view.say("另有 {count} 个市州，见数据表").format(count=rest)] if rest else []


def _bars(group: Sequence[Row], view: View) -> dict[str, Any]:
    say, colour = view.say, TOKENS[view.theme]
    bottom_up = list(group)[::-1]
    lengths = [say.scaled(row.reading, row.unit) or 0.0 for row in bottom_up]
    low, high = min(0.0, *lengths), max(0.0, *lengths)
    names = [f"{row.rank} {say.place(row)}" for row in bottom_up]
    tones = [colour["actual" if row.is_own else "previous"] for row in bottom_up]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": lengths,
        "y": names,
        "text": [_short(row, say) for row in bottom_up],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": tones},
    }
    boxes = [
        Box(name, [Line(say.name(row), reading(row, say), tone)], say.place(row))
        for name, row, tone in zip(names, bottom_up, tones, strict=True)
    ]
    beyond = BEYOND * ((high - low) or 1)
    return boxed(
        [bars],
        boxes,
        view,
        height=high_enough(len(names), 2 * MARGINS, view, TALL),
        margin={
            "l": max(room(name, size(view)) for name in names) + 12,
            "t": MARGINS,
            "b": MARGINS,
        },
        xaxis={"visible": False, "range": [low - (beyond if low < 0 else 0), high + beyond]},
        yaxis={"type": "category"},
    )


def _short(row: Row, say: Words) -> str:
    """The reading without its unit, which stands above the bars; a growth keeps its sign."""
    return reading(row, say).removesuffix(say.unit_name(row.unit)).strip()


def _sentence(group: Sequence[Row], say: Words) -> str:
    row = group[0]
    said = [f"{say.place(each)} {reading(each, say)}" for each in group]
    return say("{name}：{points}。").format(
        name=f"{say.name(row)}{say.in_brackets(span(row, say))}", points=say.listed(said)
    )
