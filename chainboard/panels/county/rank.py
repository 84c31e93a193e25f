"""Counties in order: completion, growth and improvement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chainboard.panels.county.bars import bars, placed
from chainboard.panels.county.scope import county_column, when
from chainboard.panels.figures import (
    bare_points,
    claim_columns,
    claim_mark,
    claim_notes,
    gone_column,
    is_claimed,
    is_known,
    target_column,
)
from chainboard.panels.frame import (
    empty,
    measure,
    provenance,
)
from chainboard.panels.hover import Line, of_figure
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.places import label, of_some, picked
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

Orders = Mapping[str, Sequence[Row]]
APART = 0.03  # of all bars, between the longest and the numbers


def rank(orders: Orders, view: View) -> Panel:
    """Three orders of the counties by one measure: completion, growth, improvement on last year.

    orders  as analysis.county.orders returns them, of a measure that adds over chains or of one
            chain

    Equal readings share a rank. A county without a figure keeps its place at the foot and says
    why. Growth from a base under 0.1 亿元 has a star and no rank, what a department claims a mark.
    """
    say = view.say
    orders = orders if view.sees_all_counties else _without_ranks(orders)
    places = _first(orders)
    if not any(is_known(row) for row in places):
        return Panel(**empty("county_rank", view, _nothing(places, view), say("县（区）排名")))
    if not _read(orders):
        why = say("没有年度目标和公布增速，不能排名；导入“目标”表后显示")
        return Panel(**empty("county_rank", view, why, say("县（区）排名")))
    return Panel(
        name="county_rank",
        marks=("county",),
        finding=_finding(orders, view),
        measure=measure(say.name(places[0]), when(places[0], view)),
        body=Multiples(_multiples(orders, view)),
        rows=places,
        columns=_columns(places, say),
        **provenance([row for row in places if is_known(row)], view),
        alt=_alt(orders, view),
        notes=_notes(places, view),
    )


def _nothing(places: Sequence[Row], view: View) -> str:
    """Why no county has a figure: what all of theirs are, or that chains are not added."""
    say, kinds = view.say, {row.get("absence") for row in places}
    if len(kinds) == 1 and None not in kinds:
        return say("各县（区）的数：{missing}").format(missing=say.absence_name(str(kinds.pop())))
    if view.chain_id:
        return say("这一期没有可比的县（区）数")
    return say("这一期没有可比的县（区）数；各链产值不可相加，选定一条产业链后可比")


def _without_ranks(orders: Orders) -> Orders:
    names = ("rank", "rank_done", "rank_growth", "rank_improvement", "rank_before", "rose")
    none = dict.fromkeys(names)
    return {name: [row.with_(**none) for row in rows] for name, rows in orders.items()}


def _read(orders: Orders) -> list[str]:
    """The orders in which at least one county has a reading."""
    return [name for name in orders if any(row[name] is not None for row in orders[name])]


def _said(column: str, view: View, row: Row) -> str:
    """The number that stands behind a bar."""
    say = view.say
    if row[column] is None:
        return ""
    if column == "done":
        return say.percent(row.done) + claim_mark(row)
    if column == "improvement":
        return bare_points(row.improvement, say) + claim_mark(row)
    return say.growth(row.growth) + ("*" if row.is_small else "") + claim_mark(row)


def _told(say: Words, row: Row, tone: str) -> list[Line]:
    """The lines of a county's box, the same in all three orders."""
    lines = of_figure(say.name(row), row, say, (tone, ""))
    if row.improvement is not None:
        lines.append(Line(say("完成率比上年同期（推算）"), say.points(row.improvement)))
    if row.rose is not None:
        lines.append(Line(say("完成率名次比上年同期"), risen(row, say)))
    return lines


def risen(row: Row, say: Words) -> str:
    """By how many places a county has risen since a year ago; "" where that does not compare."""
    if row.rose is None:
        return ""
    if row.rose == 0:
        return say("未变")
    words = say("升 {count} 位") if row.rose > 0 else say("降 {count} 位")
    return words.format(count=abs(row.rose))


def _multiples(orders: Orders, view: View) -> list[dict[str, Any]]:
    say = view.say
    titles = {
        "done": (say("完成率"), say("完成年度目标的百分比，线为序时进度")),
        "growth": (say("增速"), _growth_note(orders["growth"], say)),
        "improvement": (say("进步"), say("完成率比上年同期高出的百分点")),
    }
    found = []
    for column in [name for name in titles if name in _read(orders)]:
        (title, note), rows = titles[column], orders[column]
        figure = bars(rows, column, partial(_said, column, view), partial(_told, say), view)
        passed = next((100 * row.pace for row in rows if row.pace is not None), None)
        if column == "done" and passed is not None:
            figure["data"].append(_pace(passed, figure["data"][0]["y"], view))
        if column != "growth" or any((row[column] or 0) < 0 for row in rows):
            figure["data"].append(_column(figure["data"][0], passed if column == "done" else 0))
        names = [placed(row, label(row, row[column] is not None, view)) for row in rows]
        said = [
            f"{named} {_said(column, view, row)}".strip()
            for named, row in zip(names, rows, strict=True)
        ]
        found.append(
            {"title": title, "note": note, "caveat": "", "alt": say.listed(said), **figure}
        )
    return found


def _growth_note(rows: Sequence[Row], say: Words) -> str:
    if any(row.is_derived for row in rows):
        return say("同比，推算：由各链公布同比折算")
    return say("公布同比，{basis}").format(basis=say.basis_name(rows[0].growth_basis, rows[0].unit))


def _pace(passed: float, places: Sequence[str], view: View) -> dict[str, Any]:
    """The line of the calendar, from the lowest bar to the highest."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [passed, passed],
        "y": [places[0], places[-1]],
        "line": {"color": TOKENS[view.theme]["text"], "width": 2, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _column(drawn: dict[str, Any], beyond: float | None) -> dict[str, Any]:
    """The numbers in one column right of all bars and of the line, so that nothing overlaps."""
    drawn["textposition"] = "none"
    ends = [value for value in (0, beyond, *drawn["x"]) if value is not None]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [max(ends) + APART * (max(ends) - min(ends))] * len(drawn["y"]),
        "y": drawn["y"],
        "text": drawn["text"],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _finding(orders: Orders, view: View) -> str:
    say = view.say
    places = _first(orders)
    name, own = say.name(places[0]), picked(places, view)
    if not view.sees_all_counties:
        return of_some(name, say)
    if own is not None and is_claimed(own):
        words = say("{county}{name}为{status}，不排名")
        return words.format(county=say.county(own), name=name, status=say.status_name("claim"))
    if own is not None and own.rank_done is None and own.rank_growth is None:
        return say("{county}{missing}").format(
            county=say.county(own), missing=say.absent(own.get("absence"))
        )
    if own is not None:
        return _place(own, name, say)
    compared = [row for row in places if row.rank is not None]
    if not compared and any(is_claimed(row) for row in places):
        return say("{name}为{status}，不排名").format(name=name, status=say.status_name("claim"))
    if not compared:
        return say("{name}没有可以排名的完成率和增速").format(name=name)
    column = "done" if places is orders["done"] else "growth"
    words = say("{name}完成率{first}最高（{high}），{last}最低（{low}）")
    if column == "growth":
        words = say("{name}增速{first}最高（{high}），{last}最低（{low}）")
    first, last = compared[0], compared[-1]
    if first.rank == last.rank:
        return _alike(name, column, compared, view)
    return words.format(
        name=name,
        first=say.county(first),
        high=_said(column, view, first),
        last=say.county(last),
        low=_said(column, view, last),
    )


def _place(own: Row, name: str, say: Words) -> str:
    """Where a county stands by completion and by growth; an order that it is not in is left out."""
    words = say("{county}{name}：完成率第 {done}，增速第 {growth}")
    if own.rank_growth is None:
        words = say("{county}{name}：完成率第 {done}，增速不排名")
    elif own.rank_done is None:
        words = say("{county}{name}：增速第 {growth}，完成率不排名")
    elif own.rose is not None:
        words = say("{county}{name}：完成率第 {done}（比上年同期{rose}），增速第 {growth}")
    return words.format(
        county=say.county(own),
        name=name,
        done=own.rank_done,
        growth=own.rank_growth,
        rose=risen(own, say),
    )


def _alike(name: str, column: str, compared: Sequence[Row], view: View) -> str:
    """One county alone, or several that read the same: none of them is the first or the last."""
    say, read = view.say, _said(column, view, compared[0])
    if len(compared) == 1:
        words = say("{name}只有{county}可比（{read}），不比高低")
        return words.format(name=name, county=say.county(compared[0]), read=read)
    words = say("{name}完成率，{count} 个县（区）相同（{read}）")
    if column == "growth":
        words = say("{name}增速，{count} 个县（区）相同（{read}）")
    return words.format(name=name, count=len(compared), read=read)


def _first(orders: Orders) -> Sequence[Row]:
    """The order by completion, or by growth where nothing has a target."""
    done = orders["done"]
    return done if any(row.rank is not None for row in done) else orders["growth"]


def _alt(orders: Orders, view: View) -> str:
    return " ".join(each["title"] + " " + each["alt"] for each in _multiples(orders, view))


def _notes(places: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    rule = say("名次：数值从高到低，读数（两位小数）相同的名次相同，下一名次顺延；缺数的不排名。")
    notes = [rule] if view.sees_all_counties else []
    if any(row.is_small for row in places):
        notes.append(say("* 上年同期基数小于 0.1 亿元，不排增速名次。"))
    notes += claim_notes(places, say)
    notes.append(say("进步只比同一批链；线为序时进度（月数÷12）。"))
    if any(row.rose is not None for row in places):
        notes.append(say("名次升降：完成率名次与上年同期相比，都只在今年有名次的县（区）中排。"))
    return tuple(notes)


def _columns(places: Sequence[Row], say: Words) -> tuple[Column, ...]:
    first = places[0]
    return (
        county_column(say),
        Column("value", say("累计"), first.unit, 2),
        target_column(say, first.unit),
        Column("done", say("完成率"), "%", 2, derived=True),
        Column("rank_done", say("完成率名次"), decimals=0, derived=True),
        Column("rank_before", say("上年同期名次"), decimals=0, derived=True),
        Column(
            "rose", say("名次升降"), decimals=0, derived=True, words=lambda row: risen(row, say)
        ),
        Column("growth", say("同比"), "%", 2, derived=first.is_derived),
        Column("is_small", say("小基数"), words=lambda row: "*" if row.is_small else ""),
        Column("rank_growth", say("增速名次"), decimals=0, derived=True),
        Column("improvement", say("比上年同期"), "个百分点", 2, derived=True),
        Column("rank_improvement", say("进步名次"), decimals=0, derived=True),
        *claim_columns(places, say),
        gone_column(say),
    )
