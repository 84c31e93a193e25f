"""Now and before, county by county: a line between two dots, both printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chainboard.panels.county.scope import (
    bare,
    county_column,
    sentence,
    words_of,
)
from chainboard.panels.figures import gone_column, unit_column, value_column
from chainboard.panels.frame import (
    empty,
    height,
    measure,
    named,
    provenance,
    room,
    size,
)
from chainboard.panels.hover import HOLLOW, Box, Line, boxed, of_target, of_value
from chainboard.panels.panel import OWN, Column, Multiples, Panel
from chainboard.panels.places import ids, label, picked, tick, tones
from chainboard.view import Row, View
from chainboard.words import Words

COMPARED = ("output_value", "investment_attracted", "project_investment")
MOST = 2  # of them, the first that there are
LOW, TALL = 1.15, 1.6  # heights with one line and with two of words over the dots of a county


def dumbbell(
    places: Mapping[str, Sequence[Row]],
    apart: Sequence[Row],
    breaks: Sequence[Row],
    view: View,
) -> Panel:
    """This year and the same months of last year; on a record, two years that compare.

    places  as analysis.county.counties returns them
    apart   as analysis.county.between_years returns them
    breaks  as breaks.of_panel returns them: why two years compare

    Counts are too small for a rate: their change is said in the unit. A rate between two
    censuses is ours and is called so.
    """
    say = view.say
    own = [places[metric_id] for metric_id in COMPARED if metric_id in places][:MOST]
    two = [
        [r for r in apart if r.metric_id == m] for m in dict.fromkeys(r.metric_id for r in apart)
    ]
    groups = [g for g in (*own, *two) if any(_is_pair(row) for row in g)]
    if not groups:
        why = say("这一期没有可比的上年数")
        return Panel(**empty("county_dumbbell", view, why, say("本年与上年")))
    first = groups[0]
    return Panel(
        name="county_dumbbell",
        fixed=("chain",) if view.pack.is_record else (),
        marks=("county",),
        finding=_finding(first, view),
        measure=say("实心为后一期，空心为前一期"),
        body=Multiples([_multiple(group, breaks, view) for group in groups]),
        rows=[row.with_(change=_rate(row)) for group in groups for row in group],
        columns=_columns(any(row.is_derived for group in groups for row in group), view),
        **provenance([row for group in groups for row in group], view),
        alt=named(((say.name(g[0]), _alt(g, view)) for g in groups), say),
        notes=_notes(first, say),
    )


def _is_pair(row: Row) -> bool:
    return row.value is not None and row.prior_value is not None


def _multiple(group: Sequence[Row], breaks: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    row = next(row for row in group if _is_pair(row))
    return {
        "title": say.name(row),
        "note": measure(
            f"{bare(_before_of(row), view)} → {bare(row, view)}", say.unit_name(row.unit)
        ),
        "caveat": _caveat(row, breaks, say),
        "alt": _alt(group, view),
        **_figure(group, view),
    }


def _before_of(row: Row) -> Row:
    """The row as of the earlier period, for its words."""
    start = None if row.basis == "point" else row.prior_end.replace(month=1, day=1)
    return row.with_(period_start=start, period_end=row.prior_end)


def _caveat(row: Row, breaks: Sequence[Row], say: Words) -> str:
    """Why two years compare, and what of them is said."""
    why = words_of(breaks, say, row.metric_id)
    if row.metric_id == "industry_firms":
        return sentence([say("企业数小，只写增减"), *why], say)
    if row.metric_id == "resident_population":
        return sentence([*why, say("百分比为推算")], say)
    return sentence(why, say)


def _figure(group: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    bottom_up = list(group)[::-1]
    names = [tick(row, row.value is not None, view) for row in bottom_up]
    known = [v for row in group for v in (row.value, row.prior_value) if v is not None]
    top = say.scaled(max(known), group[0].unit) or 1
    wide = max(room(each, size(view)) for each in names)
    lines = [_line(row, place, view) for row, place in zip(bottom_up, names, strict=True)]
    dots = [_dots(bottom_up, names, column, view) for column in ("prior_value", "value")]
    return dict(
        boxed(
            [*lines, *dots, _numbers(bottom_up, names, top, view)],
            [_box(*each, view) for each in zip(bottom_up, names, ids(bottom_up), strict=True)],
            view,
            height=height(view, _tall(group, view)),
            margin={"l": wide + 12, "t": 16, "b": 8},
            xaxis={"visible": False, "range": [0, 1.06 * top]},
            yaxis={
                "type": "category",
                "categoryorder": "array",
                "categoryarray": names,
                "showgrid": False,
            },
        )
    )


def _box(row: Row, place: str, way: str, view: View) -> Box:
    """A county: the later figure, the earlier one, how far it moved, and its target."""
    say = view.say
    (tone,) = tones([row], view)
    lines = [of_value(bare(row, view), row, say, tone=tone)]
    if "prior_value" in row and row.prior_end is not None:
        before = of_value(bare(_before_of(row), view), row, say, "prior_value", tone)
        lines.append(replace(before, mark=HOLLOW))
    if _change(row, say):
        name = say("变化（推算）") if _is_count(row) or row.is_derived else say("公布同比")
        lines.append(Line(name, _change(row, say)))
    return Box(place, [*lines, *of_target(row, say)], say.county(row), way)


def _line(row: Row, place: str, view: View) -> dict[str, Any]:
    say = view.say
    (tone,) = tones([row], view)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [say.scaled(value, row.unit) for value in (row.prior_value, row.value)],
        "y": [place, place],
        "line": {"color": tone, "width": 3},
    }


def _dots(rows: Sequence[Row], names: list[str], column: str, view: View) -> dict[str, Any]:
    """The dots of one period: the later one solid, the earlier one hollow."""
    say = view.say
    is_now = column == "value"
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [say.scaled(row[column], row.unit) for row in rows],
        "y": names,
        "marker": {
            "symbol": "circle" if is_now else "circle-open",
            "size": 11,
            "color": tones(rows, view),
            "line": {"width": 2},
        },
        "ids": ids(rows),
    }


def _numbers(rows: Sequence[Row], names: list[str], top: float, view: View) -> dict[str, Any]:
    """Both figures in words over their own dots, towards the side that has room on a phone."""
    placed = [_over(row, top, view.say) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [at for at, _side in placed],
        "y": names,
        "text": [_in_lines(row, view) for row in rows],
        "textposition": [f"top {side}" for _at, side in placed],
        "cliponaxis": False,
        "marker": {"size": 12, "opacity": 0},
    }


def _tall(rows: Sequence[Row], view: View) -> float:
    """The height that the words over the dots ask for."""
    return TALL if any("<br>" in _in_lines(row, view) for row in rows) else LOW


def _over(row: Row, top: float, say: Words) -> tuple[float, str]:
    """Where the words of a county begin, end or have their middle, and which of the three."""
    ends = [say.scaled(v, row.unit) or 0.0 for v in (row.prior_value, row.value) if v is not None]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    if high < top / 3:
        return low, "right"
    if low > top * 2 / 3:
        return high, "left"
    return min(max((low + high) / 2, top * 0.4), top * 0.6), "center"


def _in_lines(row: Row, view: View) -> str:
    """What _words says; in English, which is longer, the change has a line of its own, but on a
    slide, which is wide enough."""
    said, change = _words(row, view.say), _change(row, view.say)
    is_one = view.say.lang == "zh" or view.theme == "projector" or not change
    return said if is_one else said.replace(f" {change}", f"<br>{change}")


def _words(row: Row, say: Words) -> str:
    """Both figures and what lies between them: 12 → 19 增加 7 个."""
    if row.value is None:
        return ""
    now = _digits(row.value, row, say)
    if row.prior_value is None:
        return now
    return f"{_digits(row.prior_value, row, say)} → {now} {_change(row, say)}".strip()


def _digits(value: float, row: Row, say: Words) -> str:
    """The value without its unit, which stands under the title."""
    return say.bare_amount(value, row.unit, row.decimals)


def _change(row: Row, say: Words) -> str:
    """The published growth; of several chains or two censuses ours; of a count the change."""
    if not _is_pair(row):
        return ""
    if _is_count(row):
        return say.change(row.value - row.prior_value, row.unit)
    star = "*" if row.is_small else ""
    return "" if row.growth is None else say.growth(row.growth) + star


def _is_count(row: Row) -> bool:
    return bool(row.kind == "stock" and row.decimals == 0)


def _rate(row: Row) -> float | None:
    """The growth that is said, in percent; None of a count, whose change is in its own unit."""
    return row.growth if _is_pair(row) and not _is_count(row) else None


def _finding(group: Sequence[Row], view: View) -> str:
    say = view.say
    pairs = [row for row in group if _is_pair(row)]
    own = picked(group, view)
    if own is not None and own.value is None:
        missing = say.absent(own.get("absence"))
        return say("{place}{name}{missing}").format(
            place=say.county(own), name=say.name(own), missing=missing
        )
    if own is not None:
        return say("{county}{name}：{change}").format(
            county=say.county(own), name=say.name(own), change=_words(own, say)
        )
    up = [row for row in pairs if row.value > row.prior_value]
    down = [say.county(row) for row in pairs if row.value < row.prior_value]
    said = say("{name}：{up} 个县（区）增加").format(name=say.name(group[0]), up=len(up))
    if not down:
        return said
    return say("{said}，减少的是{down}").format(said=said, down=say.listed(down))


def _alt(group: Sequence[Row], view: View) -> str:
    say = view.say
    said = [f"{label(r, r.value is not None, view)} {_words(r, say)}" for r in group]
    return say.listed([each.strip() for each in said])


def _notes(first: Sequence[Row], say: Words) -> tuple[str, ...]:
    if first[0].kind != "flow":
        return ()
    notes = [say("上年数为上年同期公布的累计数，增速与两数之比不必相等。")]
    if any(row.is_derived for row in first):
        notes.append(say("增速为推算：由各链公布同比折算上年同期。"))
    if any(row.is_small for row in first):
        notes.append(say("* 上年同期基数小于 0.1 亿元，增速不宜比较。"))
    return tuple(notes)


def _columns(is_ours: bool, view: View) -> tuple[Column, ...]:
    say = view.say
    return (
        Column(f"name_{say.lang}", say("指标")),
        county_column(say),
        Column("prior_end", say("前一期截至")),
        Column("prior_value", say("前一期"), OWN),
        Column("period", say("期间"), words=lambda row: bare(row, view)),
        value_column(say, say("数值")),
        unit_column(say),
        Column(
            "change",
            say("变化"),
            "%",
            2,
            words=lambda row: _change(row, say),
            derived=is_ours,
            says_unit=True,
        ),
        gone_column(say),
    )
