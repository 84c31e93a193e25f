"""How far the land of each park has come, and how full its workshops are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, height, measure, on_day, provenance
from chainboard.panels.hover import Box, boxed_figure
from chainboard.panels.panel import Panel
from chainboard.panels.parks.rows import (
    absent,
    behind,
    colours,
    columns,
    go,
    highest,
    is_marked,
    is_picked,
    labels,
    no_parks,
    of_metric,
    of_share,
)
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View
from chainboard.words import Words

LAND = ("park_developable_area", "park_supplied_area", "park_built_area")
SHARES = {"park_supplied_area": "supply_share", "park_built_area": "built_share"}
# The axis is this much longer than the longest bar: the printed values stand there.
ROOM = {"light": {"zh": 1.9, "en": 1.9}, "projector": {"zh": 2.4, "en": 3.5}}
TALL = {"light": 1.6, "projector": 1.1}
# At 5 m three lines of type a park do not fit a slide: there the bars lie on one another.
WIDTHS = {"park_developable_area": 0.8, "park_supplied_area": 0.5, "park_built_area": 0.25}


def land(rows: Sequence[Row], parks: Sequence[Row], view: View) -> Panel:
    """Developable, supplied and built land of each park, those with most idle land on top.

    rows   as parks.figures returns them
    parks  the same side by side, as analysis.parks.by_share returns them

    A park without land figures keeps its row and says so; it is never drawn as zero.
    """
    say = view.say
    title = say("各园区土地")
    if view.pack.is_record or not parks:
        return Panel(**empty("park_land", view, no_parks(view), title, "parks"))
    if not any(_has_land(park) for park in parks):
        return Panel(**empty("park_land", view, say("各园区都没有土地数据"), title))
    bottom_up = parks[::-1]  # Plotly draws the first category at the bottom
    largest = max(park.get(metric) or 0 for park in parks for metric in LAND)
    places = labels(bottom_up, LAND, view)
    unit, shown = _unit(parks[0]), [row for row in rows if row.metric_id in LAND]
    return Panel(
        name="park_land",
        marks=("park", "county"),
        finding=_land_finding(parks, view),
        measure=measure(
            say(
                "每个园区自上而下为可开发、已供、已建面积；供应率为已供应面积占可开发面积，建成率为已建占已供应面积（推算）"
            ),
            on_day(rows[0].period_end, say.lang),
            say.unit_name(unit),
        ),
        body=boxed_figure(
            [_land_bars(bottom_up, metric, view) for metric in _order(view)],
            [_box(*each, view) for each in zip(bottom_up, places, strict=True)],
            view,
            barmode="group" if view.theme == "light" else "overlay",
            bargap=0.3,
            bargroupgap=0.1,
            height=height(view, TALL[view.theme]),
            xaxis={
                "visible": False,
                "range": [0, (say.scaled(largest, unit) or 1) * ROOM[view.theme][say.lang]],
            },
            yaxis={"type": "category"},
        ),
        rows=behind(shown),
        columns=columns(say),
        **provenance(shown, view),
        alt=say.listed([_land_words(park, view) for park in parks]),
        notes=_without_land(parks, say),
    )


def _unit(park: Row) -> str:
    """The unit that land is reported in."""
    return str(park.figures[LAND[-1]].unit)


def _has_land(park: Row) -> bool:
    return any(park.get(metric) is not None for metric in LAND)


def _land_bars(parks: Sequence[Row], metric: str, view: View) -> dict[str, Any]:
    say = view.say
    lies_over = {} if view.theme == "light" else {"width": WIDTHS[metric]}
    return {
        **lies_over,
        "type": "bar",
        "orientation": "h",
        "x": [say.scaled(park.get(metric), _unit(park)) for park in parks],
        "y": labels(parks, LAND, view),
        "text": [_printed(park, metric, view) for park in parks],
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "marker": _shade(parks, metric, view),
        "ids": [go(park) for park in parks],
    }


def _box(park: Row, place: str, view: View) -> Box:
    """A park: the land of each step, and behind it the part of the step before."""
    say = view.say
    (lines, names) = (
        [],
        {"supply_share": say("供应率（推算）"), "built_share": say("建成率（推算）")},
    )
    for metric in LAND:
        shade = _shade([park], metric, view)
        tone = shade.get("line", shade)["color"]
        lines.append(of_metric(park, metric, tone if isinstance(tone, str) else tone[0], say))
        if (share := SHARES.get(metric)) is not None:
            lines.append(of_share(park, share, names[share], say))
    return Box(place, lines, say.name(park), go(park))


def _order(view: View) -> Sequence[str]:
    """Bars beside one another are drawn from below, bars on one another from behind."""
    return LAND[::-1] if view.theme == "light" else LAND


def _printed(park: Row, metric: str, view: View) -> str:
    """The text of one bar; on a slide the longest bar carries all three."""
    if view.theme == "light":
        return _land_text(park, metric, view)
    if metric != LAND[0]:
        return ""
    return " → ".join(text for each in LAND if (text := _land_text(park, each, view)))


def _shade(parks: Sequence[Row], metric: str, view: View) -> dict[str, Any]:
    """Outline, light, solid: the further the land has come, the darker."""
    tokens = TOKENS[view.theme]
    if metric == "park_built_area":
        return {"color": colours(parks, view)}
    light = [ramp(view.theme)[1] if is_picked(park, view) else tokens["border"] for park in parks]
    if metric == "park_supplied_area":
        return {"color": light}
    return {"color": tokens["card"], "line": {"color": tokens["muted"], "width": 1.5}}


def _land_text(park: Row, metric: str, view: View) -> str:
    """The area, and behind it the part of the step before."""
    say = view.say
    value = park.get(metric)
    if value is None:
        return "" if not _has_land(park) else absent(park, metric, say)
    share = SHARES.get(metric)
    words = say.number(say.scaled(value, _unit(park)), 0)
    if share is None or park[share] is None:
        return words
    return f"{words}  {say.share_percent(park[share])}"


def _land_words(park: Row, view: View) -> str:
    say = view.say
    if not _has_land(park):
        return f"{say.name(park)} {absent(park, LAND[-1], say)}"
    told = [figures.value(park.figures[metric], say) for metric in LAND]
    return say("{park}可开发 {developable}、已供 {supplied}、已建 {built}").format(
        park=say.name(park), developable=told[0], supplied=told[1], built=told[2]
    )


def _land_finding(parks: Sequence[Row], view: View) -> str:
    """The chosen park's land; else the park with the largest part of its land idle."""
    say = view.say
    marked = [park for park in parks if is_marked(park, view)]
    if len(marked) == 1:
        return _one_park(marked[0], view)
    most = highest(parks)
    if not most or not most[0].idle_share:
        return say("各园区已供土地均已建成")
    return say("{parks}已供未建土地占比最高，为已供应面积的 {share}").format(
        parks=say.listed([say.name(park) for park in most]),
        share=say.share_percent(most[0].idle_share),
    )


def _one_park(park: Row, view: View) -> str:
    say = view.say
    if not _has_land(park):
        return say("{park}没有土地数据（{missing}）").format(
            park=say.name(park), missing=absent(park, LAND[-1], say)
        )
    if park.idle is None:
        return _land_words(park, view)
    return say("{park}已供未建 {idle}，占已供应面积的 {share}").format(
        park=say.name(park),
        idle=say.amount(park.idle, _unit(park), 0),
        share=say.share_percent(park.idle_share),
    )


def _without_land(parks: Sequence[Row], say: Words) -> tuple[str, ...]:
    gone = [say.name(park) for park in parks if not _has_land(park)]
    if not gone:
        return ()
    return (say("没有土地数据的园区：{parks}。").format(parks=say.listed(gone)),)
