"""Counties by indicators: gaps to the calendar, and growth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chainboard.panels.county.grid import cells, columns, flat, title
from chainboard.panels.county.scope import bare, when
from chainboard.panels.figures import (
    bare_growth,
    bare_points,
    claim_columns,
    claim_mark,
    claim_notes,
    is_claimed,
)
from chainboard.panels.frame import empty, height, named, provenance
from chainboard.panels.grid import in_grid
from chainboard.panels.heat import DIVERGING, FAR, HOTTEST
from chainboard.panels.hover import of_cell, of_figure
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.places import gone
from chainboard.view import Row, View
from chainboard.words import Words

WITH_TARGET = ("output_value", "investment_attracted", "project_investment", "tax", "industrial_va")
GROWING = (
    "output_value",
    "investment_attracted",
    "project_investment",
    "tax",
    "revenue",
    "power_use",
)


def heat(groups: Mapping[str, Sequence[Row]], view: View) -> Panel:
    """Eight counties by indicators: orange behind or falling, blue ahead or growing.

    groups  as analysis.county.counties returns them

    A missing figure has no colour and keeps its word in the table; the gap of one that a department
    claims has a mark and no colour.
    """
    say = view.say
    drawn = [each for each in (_gaps(groups, view), _rates(groups, view)) if each]
    keys = dict.fromkeys((*WITH_TARGET, *GROWING))
    if not drawn:
        why = say("这一期没有县（区）指标")
        return Panel(**empty("county_heat", view, why, say("县（区）指标对照")))
    shown = [row for metric_id in keys for row in groups.get(metric_id, ())]
    return Panel(
        name="county_heat",
        marks=("county",),
        finding=_finding(shown, view),
        measure=when(shown[0], view),
        body=Multiples(drawn),
        rows=shown,
        columns=_columns(shown, view),
        **provenance([row for row in shown if row.absence is None], view),
        alt=named(((each["title"], each["alt"]) for each in drawn), say),
        notes=_notes(shown, say),
    )


def _gaps(groups: Mapping[str, Sequence[Row]], view: View) -> dict[str, Any] | None:
    say = view.say
    aimed = [groups.get(m, ()) for m in WITH_TARGET]
    return _multiple(
        [g for g in aimed if any(row.gap is not None for row in g)],
        (say("与序时进度之差"), say("完成率减序时进度，百分点；增加值为增速减目标")),
        lambda row: (None if is_claimed(row) else row.gap, _gap(row, say)),
        {"zmin": -FAR, "zmax": FAR},
        view,
    )


def _rates(groups: Mapping[str, Sequence[Row]], view: View) -> dict[str, Any] | None:
    say = view.say
    grown = [groups.get(m, ()) for m in GROWING]
    is_ours = any(row.is_derived for group in grown for row in group)
    return _multiple(
        [g for g in grown if any(row.growth is not None for row in g)],
        (say("与上年相比"), say("推算同比，%") if is_ours else say("公布同比，%")),
        lambda row: (row.growth, _rate(row, say)),
        {"zmin": -HOTTEST, "zmax": HOTTEST},
        view,
    )


def _gap(row: Row, say: Words) -> str:
    return "" if row.gap is None else bare_points(row.gap, say) + claim_mark(row)


def _rate(row: Row, say: Words) -> str:
    if row.growth is None:
        return ""
    star = ("*" if row.is_small else "") + claim_mark(row)
    return bare_growth(row.growth, None if row.is_derived else row.growth_text, say) + star


def _multiple(
    groups: Sequence[Sequence[Row]],
    words: tuple[str, str],
    told: Callable[[Row], tuple[float | None, str]],
    span: dict[str, float],
    view: View,
) -> dict[str, Any] | None:
    """One heat table: a column an indicator, a row a county; None without an indicator."""
    say = view.say
    if not groups:
        return None
    heat_of = [[(*told(row), _over(row, view)) for row in group] for group in groups]
    titles = [title(group[0], view) for group in groups]
    traces = cells(groups, heat_of, titles, view)
    traces[0].update(colorscale=DIVERGING, zmid=0, **span)
    said = [
        f"{flat(group[0], view)} {say.county(row)} {cell[1] or gone(row, view)}"
        for group, column in zip(groups, heat_of, strict=True)
        for row, cell in zip(group, column, strict=True)
    ]
    return {
        "title": words[0],
        "note": words[1],
        "caveat": "",
        "alt": say.listed(said),
        **in_grid(traces, view, height=height(view, 1.05)),
    }


def _over(row: Row, view: View) -> str:
    """The box over a cell: the figure, last year's, its target, gap and growth."""
    say = view.say
    lines = of_figure(say.name(row), row, say)
    return of_cell([say.county(row), bare(row, view)], lines, view)


def _finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    aimed = [row for row in rows if row.metric_id in WITH_TARGET and row.gap is not None]
    # A rate of growth is no completion, and what a department claims is not judged.
    gaps = [row for row in aimed if row.kind != "growth_only" and not is_claimed(row)]
    own = [row for row in gaps if row.area_code == view.area_code]
    if not gaps:
        return say("这一期没有年度目标，只比增速")
    if view.area_code and not own:
        (row, *_rest) = [each for each in rows if each.area_code == view.area_code]
        return say("{county}{missing}").format(
            county=say.county(row), missing=say.absent(row.get("absence"))
        )
    behind = [row for row in own or gaps if row.gap < 0]
    if own:
        return say("{county}：{total} 项有目标的指标中 {count} 项落后").format(
            county=say.county(own[0]), total=len(own), count=len(behind)
        )
    if not behind:
        return say("有目标的指标都不落后")
    worst = min(behind, key=lambda row: row.gap)
    return say("{county}{name}落后最多，{points}").format(
        county=say.county(worst),
        name=say.name(worst),
        points=say.points(worst.gap),
    )


def _notes(shown: Sequence[Row], say: Words) -> tuple[str, ...]:
    notes = [say("— 为缺数，原因见数据表。")]
    if any(row.growth is not None and row.is_small for row in shown):
        notes.append(say("* 上年同期基数小于 0.1 亿元，增速不宜比较。"))
    return (*notes, *claim_notes(shown, say))


def _columns(shown: Sequence[Row], view: View) -> tuple[Column, ...]:
    say, is_ours = view.say, any(row.is_derived for row in shown)
    return columns(
        view,
        Column("gap", say("与序时进度之差"), "个百分点", 2, derived=True),
        Column("growth", say("同比"), "%", 2, derived=is_ours),
        *claim_columns(shown, say),
    )
