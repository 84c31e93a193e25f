"""The counties on a map, in fixed classes, with every value printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from chainboard.panels.figures import points_column, worked_out
from chainboard.panels.frame import empty, framed, height, measure, plain, provenance, size
from chainboard.panels.overview.classes import Classes, flat, of_gap, of_growth, of_share
from chainboard.panels.panel import FRACTION, Column, Figure, Panel
from chainboard.panels.places import of_some
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import Words

ABREAST = 3  # squares in a line where the places of some are not known
NO_VALUE = -1  # the class of a county without a value
OVER, UNDER = 0.60, 0.30  # what the title of the published map counts; both are edges of classes
BOUNDARIES = "./board/geo/counties.geojson"


def funds(rows: Sequence[Row], edges: Sequence[float], view: View) -> Panel:
    """The counties by how far their funds in place are ahead of or behind the schedule.

    rows   as overview_map.funds returns them, with gap as analysis.pace adds it
    edges  between the classes, as analysis.lights.edges returns them
    """
    say = view.say
    if not _has_shares(rows):
        return _no_map(view, say("没有可比的县（区）到位资金和年度目标"))
    return Panel(
        name="county_map",
        finding=_funds_finding(rows, view),
        measure=measure(
            say("省外到位资金完成年度目标（各链相加，推算）"),
            say("颜色为与序时进度之差"),
            _when(rows, say),
        ),
        **_drawn(rows, of_gap(edges, view), say("完成率"), view, *_hidden(rows, say)),
        source=say("来源：由各链到位资金和年度目标相加推算"),
        as_of=say("数据期：{period}").format(period=_when(rows, say)),
    )


def secondary_industry(rows: Sequence[Row], view: View) -> Panel:
    """The counties in five classes of the part of the secondary industry in their GDP.

    rows  as overview_map.secondary_industry returns them
    """
    say = view.say
    if not _has_shares(rows):
        return _no_map(view, say("没有分县（区）数据"))
    return Panel(
        name="county_map",
        fixed=("period",),
        finding=_share_finding(rows, say),
        measure=measure(say("第二产业增加值占地区生产总值比重（推算）"), _when(rows, say)),
        **_drawn(rows, of_share(view), say("第二产业占比"), view),
        **provenance(rows, view),
    )


def growth(rows: Sequence[Row], view: View) -> Panel:
    """The parts of an area by how the tax that they paid in has grown, as squares.

    rows  as overview_map.growth returns them
    """
    say = view.say
    if not _has_shares(rows):
        return _no_map(view, say("没有分县（区）数据"))
    squares = replace(view, map="tiles")  # outlines are of the city alone
    return Panel(
        name="county_map",
        finding=_growth_finding(rows, view),
        measure=measure(say("入库税收累计同比（同一批企业）"), _when(rows, say)),
        **_drawn(rows, of_growth(view), say("同比"), squares),
        **provenance(rows, view),
    )


def _growth_finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    if not view.sees_all_counties:
        return of_some(say("入库税收同比"), say)
    known = sorted((row for row in rows if row.share is not None), key=lambda row: row.share)
    if known[0].share == known[-1].share:
        return say("入库税收同比：有数的 {count} 个县（区）为 {share}").format(
            count=len(known), share=say.share_percent(known[0].share)
        )
    return say("入库税收同比：{high}最高（{high_share}），{low}最低（{low_share}）").format(
        high=say.county(known[-1]),
        high_share=say.share_percent(known[-1].share),
        low=say.county(known[0]),
        low_share=say.share_percent(known[0].share),
    )


def _has_shares(rows: Sequence[Row]) -> bool:
    return any(row.share is not None for row in rows)


def _no_map(view: View, why: str) -> Panel:
    return Panel(**empty("county_map", view, why, view.say("各县（区）分布")))


def _drawn(
    rows: Sequence[Row], classes: Classes, label: str, view: View, *notes: str
) -> dict[str, Any]:
    """The map itself, its table, its words and how to use it.

    label  what the share is, as a heading
    """
    say = view.say
    is_tiles = view.map == "tiles"
    how = say("点击县（区）看该县（区）。")
    how_on_map = say("示意图，不作为划界依据。点击县（区）看该县（区）。")
    return {
        "body": Figure(**(_tiles if is_tiles else _shapes)(rows, classes, view)),
        "rows": rows,
        "columns": _columns(label, classes, say),
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


def _funds_finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    if not view.sees_all_counties:
        return of_some(say("到位资金完成率"), say)
    known = sorted((row for row in rows if row.share is not None), key=lambda row: row.share)
    low, high = known[0], known[-1]
    if low.share == high.share:
        return say("到位资金完成率：有数的 {count} 个县（区）为 {share}").format(
            count=len(known), share=say.share_percent(low.share)
        )
    return say("到位资金完成率：{low}最低（{low_share}），{high}最高（{high_share}）").format(
        low=say.county(low),
        low_share=say.share_percent(low.share),
        high=say.county(high),
        high_share=say.share_percent(high.share),
    )


def _share_finding(rows: Sequence[Row], say: Words) -> str:
    known = [row for row in rows if row.share is not None]
    over = [say.county(row) for row in known if row.share >= OVER]
    under = [say.county(row) for row in known if row.share < UNDER]
    if not over or not under:
        return say(
            "第二产业占比过六成的县（区）{over} 个，不足三成的 {under} 个（{year}年）"
        ).format(over=len(over), under=len(under), year=rows[0].period_end.year)
    return say("{over}第二产业占比过六成，{under}不足三成（{year}年）").format(
        over=say.listed(over),
        under=say.listed(under),
        year=rows[0].period_end.year,
    )


def _value(row: Row, say: Words) -> str:
    if row.share is None:
        return say.missing(row.absence)
    return say.share_percent(row.share, 1)


def _words(row: Row, say: Words) -> str:
    return f"{say.county(row)} {_value(row, say)}"


def _hover(row: Row, say: Words) -> str:
    """Name and value, and how far that is from the schedule where the map is about it."""
    gap = row.get("gap")
    return _words(row, say) if gap is None else f"{_words(row, say)} · {say.ahead(gap)}"


def _go(row: Row) -> str:
    return f"county?county={row.area_code}"


def _shapes(rows: Sequence[Row], classes: Classes, view: View) -> dict[str, Any]:
    """A filled trace a county, the lines that lead names out, and the names.

    The browser puts the outlines from the boundaries' address into the traces by meta.area, and
    the names where they fit: only it knows how wide the map is.
    """
    figure = framed(
        [*(_county(row, classes, view) for row in rows), _leads(view), _names(rows, classes, view)],
        view,
        height=height(view, 1.35),
        margin={"l": 2, "r": 2, "t": 2, "b": 2},
        xaxis={"visible": False},
        yaxis={"visible": False, "scaleanchor": "x"},
        hovermode="closest",
        meta={"boundaries": BOUNDARIES, "legend": classes.legend(rows, view)},
    )
    return dict(figure)


def _county(row: Row, classes: Classes, view: View) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "fillcolor": classes.colour(row, view),
        "line": {"color": TOKENS[view.theme]["text"], "width": 1},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": plain(_hover(row, view.say)),
        "ids": [_go(row)],
        "meta": {"area": row.area_code},
    }


def _leads(view: View) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": TOKENS[view.theme]["text"], "width": 1},
        "hoverinfo": "skip",
        "meta": {"part": "leads"},
    }


def _names(rows: Sequence[Row], classes: Classes, view: View) -> dict[str, Any]:
    """Name and value of each county, light on dark classes; tone is that of a name led out."""
    say, colour = view.say, TOKENS[view.theme]
    return {
        "type": "scatter",
        "mode": "text",
        "text": [f"{plain(say.county(row))}<br>{_value(row, say)}" for row in rows],
        "textfont": {
            "color": [colour["card"] if classes.is_dark(row) else colour["text"] for row in rows],
            "size": size(view),
        },
        "hoverinfo": "skip",
        "meta": {
            "part": "names",
            "areas": [row.area_code for row in rows],
            "tone": colour["text"],
        },
    }


def _tiles(rows: Sequence[Row], classes: Classes, view: View) -> dict[str, Any]:
    """One equal square a county: small counties are as easy to read as large ones."""
    say = view.say
    grid = _grid(rows)
    dark = TOKENS[view.theme]["card"]

    def label(row: Row | None) -> str:
        if row is None:
            return ""
        words = f"{plain(say.county(row))}<br>{_value(row, say)}"
        return f'<span style="color:{dark}">{words}</span>' if classes.is_dark(row) else words

    heat = {
        "type": "heatmap",
        "x": [str(column) for column in range(1, len(grid[0]) + 1)],
        "y": [str(line) for line in range(1, len(grid) + 1)],
        "z": [[_place(row, classes) for row in line] for line in grid],
        "zmin": NO_VALUE - 0.5,
        "zmax": len(classes.colours) - 0.5,
        "colorscale": flat((TOKENS[view.theme]["none_fill"], *classes.colours)),
        "showscale": False,
        "xgap": 4,
        "ygap": 4,
        "text": [[label(row) for row in line] for line in grid],
        "texttemplate": "%{text}",
        "textfont": {"color": TOKENS[view.theme]["text"]},
        "ids": [[_go(row) if row is not None else "" for row in line] for line in grid],
        "hoverinfo": "none",  # skip would take the click away too
        "hoverongaps": False,
    }
    return dict(
        framed(
            [heat],
            view,
            height=height(view, 1.35),
            margin={"l": 4, "r": 4, "t": 4, "b": 4},
            meta={"legend": classes.legend(rows, view)},
            xaxis={"visible": False, "type": "category"},
            yaxis={"visible": False, "type": "category", "autorange": "reversed"},
        )
    )


def _place(row: Row | None, classes: Classes) -> int | None:
    """The class of a square; NO_VALUE of a county without one, None where there is no county."""
    if row is None:
        return None
    found = classes.of(row)
    return NO_VALUE if found is None else found


def _grid(rows: Sequence[Row]) -> list[list[Row | None]]:
    """The counties line by line, roughly as on the map; in their order where one has no place."""
    at = {(row.tile_row, row.tile_col): row for row in rows}
    if any(None in place for place in at) or len(at) < len(rows):
        at = {(1 + n // ABREAST, 1 + n % ABREAST): row for n, row in enumerate(rows)}
    lines, width = (max(sizes) for sizes in zip(*at, strict=True))
    return [[at.get((line, col)) for col in range(1, width + 1)] for line in range(1, lines + 1)]


def _columns(label: str, classes: Classes, say: Words) -> tuple[Column, ...]:
    gap = (points_column("gap", say("与序时进度之差"), say),) if classes.key == "gap" else ()
    return (
        Column(
            f"name_{say.lang}",
            say("县（区）"),
            words=lambda row: {"words": say.name(row), "go": _go(row)},
        ),
        worked_out("share", label, FRACTION, lambda row: _value(row, say), decimals=1),
        *gap,
    )
