"""How full the workshops of each park are, and how many of its firms produce."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import empty, height, measure, on_day, provenance
from chainboard.panels.hover import Box, boxed_figure
from chainboard.panels.panel import Panel
from chainboard.panels.parks.rows import (
    behind,
    colours,
    columns,
    go,
    highest,
    is_marked,
    is_picked,
    labels,
    lowest,
    no_parks,
    of_metric,
    of_share,
    share_of,
)
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View

METRICS = (
    "park_workshop_let",
    "park_workshop_area",
    "park_firms_producing",
    "park_firms_settled",
)
SHARES = ("producing_share", "let_share")  # from below
ROOM = 2.0  # the axis is this much longer than a full bar: the printed shares stand there
TALL = {"light": 1.6, "projector": 1.1}


def occupancy(rows: Sequence[Row], parks: Sequence[Row], view: View) -> Panel:
    """Two bars a park: workshops let of all workshops, firms in production of firms settled.

    rows   as parks.figures returns them
    parks  the same side by side, as analysis.parks.by_share returns them

    The parks with the highest share let come first; one without figures keeps its row.
    """
    say = view.say
    title = say("厂房出租与企业投产")
    if view.pack.is_record or not parks:
        return Panel(**empty("park_occupancy", view, no_parks(view), title, "parks"))
    if all(park.let_share is None and park.producing_share is None for park in parks):
        return Panel(**empty("park_occupancy", view, say("各园区都没有厂房和企业数据"), title))
    bottom_up = parks[::-1]  # Plotly draws the first category at the bottom
    places = labels(bottom_up, SHARES, view)
    shown = [row for row in rows if row.metric_id in METRICS]
    return Panel(
        name="park_occupancy",
        marks=("park", "county"),
        finding=_finding(parks, view),
        measure=measure(
            say("深色为已出租占标准厂房面积，浅色为投产占入驻企业户数（推算）"),
            on_day(rows[0].period_end, say.lang),
            "%",
        ),
        body=boxed_figure(
            [_bars(bottom_up, share, view) for share in SHARES],
            [_box(*each, view) for each in zip(bottom_up, places, strict=True)],
            view,
            barmode="group",
            bargap=0.3,
            bargroupgap=0.1,
            height=height(view, TALL[view.theme]),
            xaxis={"visible": False, "range": [0, ROOM * _longest(parks)]},
            yaxis={"type": "category"},
        ),
        rows=behind(shown),
        columns=columns(say),
        **provenance(shown, view),
        alt=say.listed([_words(park, view) for park in parks]),
    )


def _longest(parks: Sequence[Row]) -> float:
    return max(1.0, *(park[s] or 0 for park in parks for s in SHARES))


def _bars(parks: Sequence[Row], share: str, view: View) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [park[share] for park in parks],
        "y": labels(parks, SHARES, view),
        "text": [_text(park, share, view) for park in parks],
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": _shade(parks, share, view)},
        "ids": [go(park) for park in parks],
    }


def _box(park: Row, place: str, view: View) -> Box:
    """A park: both shares, each followed by the two figures that it is made of."""
    say = view.say
    names = {"let_share": say("出租率（推算）"), "producing_share": say("投产率（推算）")}
    lines = []
    for share, parts in zip(SHARES[::-1], (METRICS[:2], METRICS[2:]), strict=True):
        (tone,) = _shade([park], share, view)
        lines.append(of_share(park, share, names[share], say, tone))
        lines += [of_metric(park, metric, "", say) for metric in parts]
    return Box(place, lines, say.name(park), go(park))


def _shade(parks: Sequence[Row], share: str, view: View) -> list[str]:
    if share == "let_share":
        return colours(parks, view)
    tokens = TOKENS[view.theme]
    return [ramp(view.theme)[1] if is_picked(park, view) else tokens["border"] for park in parks]


def _text(park: Row, share: str, view: View) -> str:
    say = view.say
    named = say("出租 {share}") if share == "let_share" else say("投产 {share}")
    return named.format(share=share_of(park, share, view.say))


def _words(park: Row, view: View) -> str:
    say = view.say
    said = [_text(park, share, view) for share in SHARES[::-1]]
    return f"{say.name(park)} {' '.join(said)}"


def _finding(parks: Sequence[Row], view: View) -> str:
    say = view.say
    marked = [park for park in parks if is_marked(park, view)]
    if len(marked) == 1:
        return say("{park}：标准厂房出租 {let}，企业投产 {producing}").format(
            park=say.name(marked[0]),
            let=share_of(marked[0], "let_share", say),
            producing=share_of(marked[0], "producing_share", say),
        )
    high, low = highest(parks), lowest(parks)
    if not high:
        return say("各园区都没有厂房出租数据")
    return say("标准厂房出租率{high}最高（{high_share}），{low}最低（{low_share}）").format(
        high=say.listed([say.name(park) for park in high]),
        high_share=say.share_percent(high[0].let_share),
        low=say.listed([say.name(park) for park in low]),
        low_share=say.share_percent(low[0].let_share),
    )
