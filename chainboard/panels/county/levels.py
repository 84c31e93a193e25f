"""The published levels of the counties side by side, each indicator in its own unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chainboard.panels.county.grid import cells, columns, flat, title
from chainboard.panels.county.scope import bare, sentence, words_of
from chainboard.panels.frame import empty, height, provenance
from chainboard.panels.grid import in_grid
from chainboard.panels.hover import of_cell, of_value
from chainboard.panels.panel import Multiples, Panel
from chainboard.panels.places import gone
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View
from chainboard.words import Words

ECONOMY = ("gdp", "gdp_primary", "gdp_secondary", "industry_firms")
OTHERS = ("budget_revenue", "budget_expenditure", "facility_agri_land", "age_65_share")


def levels(places: Mapping[str, Sequence[Row]], breaks: Sequence[Row], view: View) -> Panel:
    """The published levels of the counties, each column shaded from its own largest value.

    places  as analysis.county.counties returns them
    breaks  as breaks.of_panel returns them
    """
    say = view.say
    parts = (
        (say("经济总量"), _known(ECONOMY, places)),
        (say("财政、农业和人口"), _known(OTHERS, places)),
    )
    groups = [group for _title, part in parts for group in part]
    if not groups:
        why = say("这一期没有县（区）指标")
        return Panel(**empty("county_heat", view, why, say("县（区）指标对照")))
    shown = [row for group in groups for row in group]
    return Panel(
        name="county_heat",
        fixed=("chain",),
        marks=("county",),
        finding=_record_finding(shown, view),
        measure=say("底色按占本列最大值的比例，各列单位不同，不可跨列相比"),
        body=Multiples([_shaded(said, part, view) for said, part in parts if part]),
        rows=shown,
        columns=columns(view),
        **provenance(shown, view),
        alt=_in_words(shown, view),
        notes=_level_notes(shown, breaks, say),
    )


def _known(metrics: Sequence[str], places: Mapping[str, Sequence[Row]]) -> list[Sequence[Row]]:
    of_all = [places.get(metric_id, ()) for metric_id in metrics]
    return [group for group in of_all if any(row.value is not None for row in group)]


def _in_words(shown: Sequence[Row], view: View) -> str:
    say = view.say
    said = [
        f"{flat(row, view)} {say.county(row)} {_level(row, say) or gone(row, view)}"
        for row in shown
    ]
    return say.listed(said)


def _shaded(said: str, groups: Sequence[Sequence[Row]], view: View) -> dict[str, Any]:
    """One grid under its title: four columns can still be read on a phone."""
    say = view.say
    tops = {g[0].metric_id: max(r.value for r in g if r.value is not None) for g in groups}
    shares = [
        [
            (
                None if r.value is None else r.value / tops[r.metric_id],
                _level(r, say),
                of_cell([say.county(r), bare(r, view)], [of_value(say.name(r), r, say)], view),
            )
            for r in g
        ]
        for g in groups
    ]
    traces = cells(groups, shares, [_level_head(group[0], view) for group in groups], view)
    light = ramp(view.theme)[:3]  # the darker classes would hide the number on them
    traces[0].update(colorscale=[[i / 2, tone] for i, tone in enumerate(light)], zmin=0, zmax=1)
    traces[0]["textfont"] = {"color": TOKENS[view.theme]["text"]}
    shown = [row for group in groups for row in group]
    return {
        "title": said,
        "note": "",
        "caveat": "",
        "alt": _in_words(shown, view),
        **in_grid(traces, view, height=height(view, 1.05)),
    }


def _level_head(row: Row, view: View) -> str:
    say = view.say
    year = bare(row, view)
    return f"{title(row, view)}<br>{say.unit_name(row.unit)}<br>{year}"


def _level(row: Row, say: Words) -> str:
    if row.value is None:
        return ""
    return say.bare_amount(row.value, row.unit, row.decimals)


def _record_finding(rows: Sequence[Row], view: View) -> str:
    """What the county has; without one, which county is the largest in most columns."""
    say = view.say
    own = [row for row in rows if row.area_code == view.area_code and row.value is not None]
    if own:
        said = [
            f"{flat(row, view)} {say.amount(row.value, row.unit, row.decimals)}"
            for row in own[:1] + own[3:5]
        ]
        return say("{county}：{figures}").format(
            county=say.county(own[0]), figures=say.listed(said)
        )
    known = [row for row in rows if row.value is not None]
    groups = [
        [r for r in known if r.metric_id == m] for m in dict.fromkeys(r.metric_id for r in known)
    ]
    largest: list[Row] = [max(group, key=lambda row: row.value) for group in groups]
    first = [say.county(row) for row in largest]
    most = max(first, key=first.count)
    return say("{total} 项公布数中，{county}最大的有 {count} 项").format(
        total=len(first), county=most, count=first.count(most)
    )


def _level_notes(shown: Sequence[Row], breaks: Sequence[Row], say: Words) -> tuple[str, ...]:
    is_whole = all(row.value is not None for row in shown)
    notes = (sentence(words_of(breaks, say), say), "" if is_whole else say("— 公开资料未见。"))
    return tuple(note for note in notes if note)
