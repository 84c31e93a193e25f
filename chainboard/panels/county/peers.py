"""Counties beside those of their own type: how far each is with one measure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

from chainboard.panels.county.bars import bars
from chainboard.panels.county.scope import county_column, when
from chainboard.panels.figures import (
    claim_columns,
    claim_mark,
    claim_notes,
    gone_column,
    is_known,
    target_column,
    worked_out,
)
from chainboard.panels.frame import empty, high_enough, measure, provenance
from chainboard.panels.hover import Line, of_figure
from chainboard.panels.panel import FRACTION, OWN, Column, Multiples, Panel
from chainboard.panels.places import gone, label, of_some
from chainboard.view import Row, View
from chainboard.words import Words

MARGINS = 16  # above and below the bars, as bars() sets them
TALL = 0.9  # of a slide, of the type with most counties


def peers(rows: Sequence[Row], types: Sequence[Row], view: View) -> Panel:
    """A small figure a type, one bar a county: what part of the year's target it has reached.

    rows   as analysis.county_types.by_type returns them
    types  as peers.county_types returns them

    Counties of different types are not set beside each other, and nobody has a rank.
    """
    say = view.say
    title = say("同类县（区）相比")
    if not types:
        return Panel(**empty("county_peers", view, _untyped(say), title))
    if not any(row.done is not None for row in rows):
        why = say("这一期没有可比的县（区）完成率；各链产值不可相加，选定一条产业链后可比")
        return Panel(**empty("county_peers", view, why, title))
    groups = [list(group) for _type, group in groupby(rows, lambda row: row.type_zh)]
    return Panel(
        name="county_peers",
        finding=_finding(groups, view),
        measure=measure(
            say("{name}完成年度目标的百分比（推算）").format(name=say.name(rows[0])),
            when(rows[0], view),
            say("只与同类的县（区）相比，不排名"),
        ),
        body=Multiples([_group(g, max(map(len, groups)), view) for g in groups]),
        rows=rows,
        columns=_columns(rows, say),
        **provenance([row for row in rows if is_known(row)], view),
        alt=" ".join(f"{each['title']} {each['alt']}" for each in [_told(g, view) for g in groups]),
        notes=tuple(claim_notes(rows, say)),
    )


def _untyped(say: Words) -> str:
    """Nobody says of which type a county is: then none is set beside another here."""
    if say.pack.is_record:
        return say("公开资料未见各县（区）的强县域类型，不按类型相比")
    return say("还没有各县（区）的强县域类型，不按类型相比")


def _finding(groups: Sequence[Sequence[Row]], view: View) -> str:
    """The type whose counties are farthest apart, with its first and its last."""
    say = view.say
    what = say("同类县（区）的{name}").format(name=say.name(groups[0][0]))
    if not view.sees_all_counties:
        return of_some(what, say)
    held = [[row for row in group if row.done is not None] for group in groups]
    pairs = [group for group in held if len(group) > 1]
    if not pairs:
        return say("{what}：没有两个县（区）可比").format(what=what)
    widest = max(pairs, key=lambda group: group[0].done - group[-1].done)
    first, last = widest[0], widest[-1]
    return say("{name}完成率，同类相差最大的是{first}（{high}）与{last}（{low}）").format(
        name=say.name(first),
        first=say.county(first),
        high=say.percent(first.done),
        last=say.county(last),
        low=say.percent(last.done),
    )


def _told(group: Sequence[Row], view: View) -> dict[str, str]:
    say = view.say
    said = [f"{label(row, row.done is not None, view)} {_said(say, row)}".strip() for row in group]
    return {"title": str(say.of(group[0], "type")), "alt": say.listed(said)}


def _group(group: Sequence[Row], most: int, view: View) -> dict[str, Any]:
    """A type: its bars, as thick as those of the type with most counties; one alone in words."""
    say = view.say
    told = {**_told(group, view), "note": say("{count} 个县（区）").format(count=len(group))}
    if len(group) == 1:
        row = group[0]
        said = _said(say, row) or gone(row, view)
        alone = say("这一类只有一个县（区），没有同类可比")
        return {**told, "caveat": alone, "facts": [{"value": said, "when": say.county(row)}]}
    drawn = bars(group, "done", partial(_said, say), partial(_lines, say), view)
    high = high_enough(len(group), MARGINS, view, TALL * len(group) / most)
    return {**told, "caveat": "", **drawn, "layout": {**drawn["layout"], "height": high}}


def _said(say: Words, row: Row) -> str:
    return "" if row.done is None else say.percent(row.done) + claim_mark(row)


def _lines(say: Words, row: Row, tone: str) -> list[Line]:
    return of_figure(say.name(row), row, say, (tone, ""))


def _columns(rows: Sequence[Row], say: Words) -> tuple[Column, ...]:
    return (
        Column(f"type_{say.lang}", say("类型")),
        county_column(say),
        Column("value", say("实绩"), OWN),
        target_column(say),
        worked_out(
            "completion",
            say("完成率（推算）"),
            FRACTION,
            lambda row: say.share_percent(row.completion),
        ),
        gone_column(say),
        *claim_columns(rows, say),
    )
