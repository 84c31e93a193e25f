"""The counties on a map, in fixed classes, with every value printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import empty, framed, height, plain, provenance, size
from chainboard.panels.panel import FRACTION, Column, Figure, Panel
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View
from chainboard.words import Words

ABREAST = 3  # squares in a line where the places of some are not known
BOUNDARIES = "./board/geo/counties.geojson"
# The same classes for every month and place, so that colours compare.
OF_FUNDS = (0.7, 0.8, 0.9, 1.0)
OF_SHARE = (0.30, 0.45, 0.60, 0.75)


def funds(rows: Sequence[Row], view: View) -> Panel:
    """The counties in five classes of what they have reached of their target of funds in place.

    rows  as overview_map.funds returns them
    """
    say = view.say
    if not _has_shares(rows):
        return _no_map(view)
    return Panel(
        name="county_map",
        finding=_funds_finding(rows, say),
        measure=_measure(say("省外到位资金完成年度目标（各链相加，推算）"), rows, OF_FUNDS, say),
        **_drawn(rows, OF_FUNDS, say("完成率"), view, *_hidden(rows, say)),
        source=say("来源：由各链到位资金和年度目标相加推算"),
        as_of=say("数据期：{period}").format(period=_when(rows, say)),
    )


def secondary_industry(rows: Sequence[Row], view: View) -> Panel:
    """The counties in five classes of the part of the secondary industry in their GDP.

    rows  as overview_map.secondary_industry returns them
    """
    say = view.say
    if not _has_shares(rows):
        return _no_map(view)
    return Panel(
        name="county_map",
        fixed=("period",),
        finding=_share_finding(rows, say),
        measure=_measure(say("第二产业增加值占地区生产总值比重（推算）"), rows, OF_SHARE, say),
        **_drawn(rows, OF_SHARE, say("第二产业占比"), view),
        **provenance(rows, view),
    )


def _has_shares(rows: Sequence[Row]) -> bool:
    return any(row.share is not None for row in rows)


def _no_map(view: View) -> Panel:
    say = view.say
    return Panel(**empty("county_map", view, say("没有分县（区）数据"), say("各县（区）分布")))


def _drawn(
    rows: Sequence[Row], classes: Sequence[float], label: str, view: View, *notes: str
) -> dict[str, Any]:
    """The map itself, its table, its words and how to use it.

    label  what the share is, as a heading
    """
    say = view.say
    is_tiles = view.map == "tiles"
    how = say("点击县（区）看该县（区）；各色固定分级。")
    how_on_map = say("示意图，不作为划界依据。点击县（区）看该县（区）；各色固定分级。")
    return {
        "body": Figure(**(_tiles if is_tiles else _shapes)(rows, classes, view)),
        "rows": rows,
        "columns": _columns(label, say),
        "alt": say.listed([_words(row, say) for row in rows]),
        "notes": (how if is_tiles else how_on_map, *notes),
    }


def _hidden(rows: Sequence[Row], say: Words) -> list[str]:
    """The counties whose sums leave out chains whose figures are confidential."""
    names = [say.county(row) for row in rows if row.hidden and row.share is not None]
    return [say("{counties}不含保密的链。").format(counties=say.listed(names))] if names else []


def _when(rows: Sequence[Row], say: Words) -> str:
    """The months since January that every county is shown for."""
    end = rows[0].period_end
    return say.bare_period(end.replace(month=1, day=1), end, "ytd")


def _measure(what: str, rows: Sequence[Row], classes: Sequence[float], say: Words) -> str:
    steps = " · ".join(say.share_percent(step, 0) for step in classes)
    return say("{what} · {when} · 分级 {steps}").format(
        what=what, when=_when(rows, say), steps=steps
    )


def _funds_finding(rows: Sequence[Row], say: Words) -> str:
    known = sorted((row for row in rows if row.share is not None), key=lambda row: row.share)
    low, high = known[0], known[-1]
    return say("到位资金完成率：{low}最低（{low_share}），{high}最高（{high_share}）").format(
        low=say.county(low),
        low_share=say.share_percent(low.share),
        high=say.county(high),
        high_share=say.share_percent(high.share),
    )


def _share_finding(rows: Sequence[Row], say: Words) -> str:
    over = [say.county(row) for row in rows if row.share >= OF_SHARE[2]]
    under = [say.county(row) for row in rows if row.share < OF_SHARE[0]]
    return say("{over}第二产业占比过六成，{under}不足三成（{year}年）").format(
        over=say.listed(over),
        under=say.listed(under),
        year=rows[0].period_end.year,
    )


def _class(share: float, classes: Sequence[float]) -> int:
    return sum(share >= step for step in classes)


def _value(row: Row, say: Words) -> str:
    if row.share is None:
        return say.missing(row.absence)
    return say.share_percent(row.share, 1)


def _words(row: Row, say: Words) -> str:
    return f"{say.county(row)} {_value(row, say)}"


def _scale(view: View) -> list[list[Any]]:
    """Five flat classes as Plotly writes them: each colour twice."""
    colours = ramp(view.theme)
    steps = [[[i / 5, colour], [(i + 1) / 5, colour]] for i, colour in enumerate(colours)]
    return [step for pair in steps for step in pair]


def _go(row: Row) -> str:
    return f"county?county={row.area_code}"


def _shapes(rows: Sequence[Row], classes: Sequence[float], view: View) -> dict[str, Any]:
    say = view.say
    known = [row for row in rows if row.share is not None]
    gone = [row for row in rows if row.share is None]
    place = {"geojson": BOUNDARIES, "featureidkey": "properties.area_code"}
    shaded = {
        "type": "choropleth",
        **place,
        "locations": [row.area_code for row in known],
        "z": [_class(row.share, classes) + 0.5 for row in known],
        "zmin": 0,
        "zmax": 5,
        "colorscale": _scale(view),
        "showscale": False,
        "marker": {"line": {"color": TOKENS[view.theme]["text"], "width": 1.5}},
        "ids": [_go(row) for row in known],
        "text": [plain(_words(row, say)) for row in known],
        "hovertemplate": "%{text}<extra></extra>",
    }
    blank = {
        **shaded,
        "locations": [row.area_code for row in gone],
        "z": [0] * len(gone),
        "colorscale": [[0, TOKENS[view.theme]["none_fill"]], [1, TOKENS[view.theme]["none_fill"]]],
        "ids": [_go(row) for row in gone],
        "text": [plain(_words(row, say)) for row in gone],
    }
    traces = [shaded, *([blank] if gone else []), *_names(rows, classes, place, view)]
    figure = framed(
        traces,
        view,
        height=height(view, 1.25),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        geo={
            "visible": False,
            "fitbounds": "locations",
            "projection": {"type": "mercator"},
            "bgcolor": "rgba(0,0,0,0)",
        },
    )
    return dict(figure)


def _names(
    rows: Sequence[Row], classes: Sequence[float], place: dict[str, Any], view: View
) -> list[dict[str, Any]]:
    """Name and value on each county, light on the two darkest classes."""
    say = view.say
    colour = TOKENS[view.theme]
    traces = []
    for is_dark, tone in ((True, colour["card"]), (False, colour["text"])):
        mine = [
            r for r in rows if (r.share is not None and _class(r.share, classes) >= 3) == is_dark
        ]
        if mine:
            traces.append(
                {
                    "type": "scattergeo",
                    **place,
                    "locationmode": "geojson-id",
                    "locations": [row.area_code for row in mine],
                    "mode": "text",
                    "text": [f"{plain(say.county(row))}<br>{_value(row, say)}" for row in mine],
                    "textfont": {"color": tone, "size": size(view)},
                    "hoverinfo": "skip",
                    "ids": [_go(row) for row in mine],
                }
            )
    return traces


def _tiles(rows: Sequence[Row], classes: Sequence[float], view: View) -> dict[str, Any]:
    """One equal square a county: small counties are as easy to read as large ones."""
    say = view.say
    grid = _grid(rows)
    dark = TOKENS[view.theme]["card"]

    def label(row: Row | None) -> str:
        if row is None:
            return ""
        words = f"{plain(say.county(row))}<br>{_value(row, say)}"
        is_dark = row.share is not None and _class(row.share, classes) >= 3
        return f'<span style="color:{dark}">{words}</span>' if is_dark else words

    heat = {
        "type": "heatmap",
        "x": [str(column) for column in range(1, len(grid[0]) + 1)],
        "y": [str(line) for line in range(1, len(grid) + 1)],
        "z": [
            [None if r is None or r.share is None else _class(r.share, classes) + 0.5 for r in line]
            for line in grid
        ],
        "zmin": 0,
        "zmax": 5,
        "colorscale": _scale(view),
        "showscale": False,
        "xgap": 4,
        "ygap": 4,
        "text": [[label(row) for row in line] for line in grid],
        "texttemplate": "%{text}",
        "textfont": {"color": TOKENS[view.theme]["text"]},
        "ids": [[_go(row) if row is not None else "" for row in line] for line in grid],
        "hoverinfo": "skip",
        "hoverongaps": False,
    }
    return dict(
        framed(
            [heat],
            view,
            height=height(view, 1.25),
            margin={"l": 4, "r": 4, "t": 4, "b": 4},
            xaxis={"visible": False, "type": "category"},
            yaxis={"visible": False, "type": "category", "autorange": "reversed"},
        )
    )


def _grid(rows: Sequence[Row]) -> list[list[Row | None]]:
    """The counties line by line, roughly as on the map; in their order where one has no place."""
    at = {(row.tile_row, row.tile_col): row for row in rows}
    if any(None in place for place in at) or len(at) < len(rows):
        at = {(1 + n // ABREAST, 1 + n % ABREAST): row for n, row in enumerate(rows)}
    lines, width = (max(sizes) for sizes in zip(*at, strict=True))
    return [[at.get((line, col)) for col in range(1, width + 1)] for line in range(1, lines + 1)]


def _columns(label: str, say: Words) -> tuple[Column, ...]:
    return (
        Column(
            f"name_{say.lang}",
            say("县（区）"),
            words=lambda row: {"words": say.name(row), "go": _go(row)},
        ),
        Column(
            "share",
            label,
            FRACTION,
            1,
            words=lambda row: _value(row, say),
            derived=True,
            says_unit=True,
        ),
    )
