"""What each chain gives a county; for the city the counties by chains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.figures import gone_column, growth_column
from chainboard.panels.frame import (
    UNTITLED,
    empty,
    framed,
    height,
    measure,
    plain,
    provenance,
    room,
    size,
)
from chainboard.panels.grid import in_grid, shaded
from chainboard.panels.panel import Column, Multiples, Panel
from chainboard.panels.places import link, tick
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

ROOM = 2.8  # the axis is this much longer than the longest bar: a phone has its words there
ACROSS = 5  # columns of a grid that a phone can show


def chains(rows: Sequence[Row], view: View) -> Panel:
    """Output by chain: bars of the picked county, or counties by chains for the city.

    rows  as analysis.county.parts_of_whole returns them

    A chain that the county has not is left out; one that is missing keeps its place and its
    word. Shares are of the chains that reported; sub-chains stand in the table only.
    """
    say = view.say
    whole = [row for row in rows if row.parent_id is None]
    own = [row for row in whole if row.area_code == view.area_code]
    if not any(row.value is not None or row.absence == "late" for row in own or whole):
        why = say("没有分链产值")
        return Panel(**empty("county_chains", view, why, say("各产业链贡献")))
    body, alt = _bars(own, view) if own else _heat(whole, view)
    subs = [row for row in rows if row.parent_id is not None]
    shown = [row for row in (*(own or whole), *subs) if view.area_code in (None, row.area_code)]
    return Panel(
        name="county_chains",
        fixed=("chain",),
        marks=("county",),
        finding=_finding(own, whole, view),
        measure=measure(
            say("产业链产值，占比为占已报各链之和"),
            say.period(whole[0].period_start, whole[0].period_end, "ytd"),
            say.unit_name(own[0].unit) if own else "%",
        ),
        body=body,
        rows=[row for row in shown if row.absence != "not_applicable"],
        columns=_columns(whole[0].unit, view),
        **provenance([row for row in shown if row.value is not None], view),
        alt=alt,
        notes=_notes(own or whole, say),
    )


def _chain(row: Row, say: Words) -> str:
    return str(say.of(row, "chain"))


def _bars(own: Sequence[Row], view: View) -> tuple[Multiples, str]:
    """One bar a chain, largest on top, with value, share and published growth."""
    say = view.say
    there = [row for row in own if row.absence != "not_applicable"]
    ordered = sorted(there, key=lambda row: (row.value is None, -(row.value or 0)))
    bottom_up = ordered[::-1]
    colour = TOKENS[view.theme]
    names = [_named(row, say) for row in bottom_up]
    top = max((say.scaled(row.value, row.unit) or 0 for row in there), default=0) or 1
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [say.scaled(row.value, row.unit) for row in bottom_up],
        "y": names,
        "text": [_beside(row, say) for row in bottom_up],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [
                colour["actual" if view.chain_id in (None, row.chain_id) else "previous"]
                for row in bottom_up
            ]
        },
        "ids": [f"chain?chain={row.chain_id}" for row in bottom_up],
        "hovertemplate": "%{y} %{text}<extra></extra>",
    }
    body = framed(
        [bars],
        view,
        height=height(view, 1.05),
        margin={"l": max(room(each, size(view)) for each in names) + 12, "t": 8, "b": 8},
        xaxis={"visible": False, "range": [0, top * ROOM]},
        yaxis={"type": "category", "showgrid": False},
    )
    said = [f"{_named(row, say)} {_said(row, say)}".strip() for row in ordered]
    alt = say.listed(said)
    return Multiples([{**UNTITLED, "alt": alt, **body}]), alt


def _named(row: Row, say: Words) -> str:
    said = plain(_chain(row, say))
    return said if row.value is not None else f"{said} {_gone(row, say)}"


def _gone(row: Row, say: Words) -> str:
    return say.missing(row.absence)


def _beside(row: Row, say: Words) -> str:
    """What stands behind a bar; English has the growth on a second line."""
    parts = _parts(row, say)
    return "  ".join(parts) if say.lang == "zh" else "<br>".join(["  ".join(parts[:2]), *parts[2:]])


def _said(row: Row, say: Words) -> str:
    return "  ".join(_parts(row, say))


def _parts(row: Row, say: Words) -> list[str]:
    """Value, share and published growth of a chain in a county; nothing without a value."""
    if row.value is None:
        return []
    value = say.number(say.scaled(row.value, row.unit), 2)
    parts = [value, say.share_percent(row.share, 1)]
    if row.published_growth is not None:
        star = "*" if row.is_small else ""
        parts.append(say.growth(row.published_growth, row.growth_text) + star)
    return parts


def _heat(whole: Sequence[Row], view: View) -> tuple[Multiples, str]:
    """Counties by chains: the chain's share of the county's output, darker is more.

    In grids of five chains at most, side by side on a desk: on a phone nine would be unreadable.
    """
    say = view.say
    there = {row.chain_id: row for row in whole if row.absence != "not_applicable"}
    codes = dict.fromkeys(row.area_code for row in whole)
    places = {code: _owed([row for row in whole if row.area_code == code]) for code in codes}
    cells = {(row.area_code, row.chain_id): row for row in whole}
    names = [tick(row, _has_any(row.area_code, whole), view) for row in places.values()]
    top = max((row.part for row in whole if row.part is not None), default=100)
    ids = list(there)
    grids = []
    for start in range(0, len(ids), ACROSS):
        lines = [[cells[code, each] for each in ids[start : start + ACROSS]] for code in places]
        grids.append(_grid(lines, names, top, view))
    lines = [[cells[code, each] for each in ids] for code in places]
    said = [f"{say.county(line[0])} {_line_words(line, say)}" for line in lines]
    return Multiples(grids), say.clauses(said)


def _grid(
    lines: Sequence[Sequence[Row]], names: Sequence[str], top: float, view: View
) -> dict[str, Any]:
    say = view.say
    heat_map = shaded(
        [_wrapped(_chain(row, say), say) for row in lines[0]],
        names,
        [[(row.part, _cell(row, say)) for row in line] for line in lines],
        textfont={"color": TOKENS[view.theme]["text"]},
        colorscale=[[i / 2, tone] for i, tone in enumerate(ramp(view.theme)[:3])],
        zmin=0,
        zmax=top,
    )
    said = [f"{say.county(line[0])} {_line_words(line, say)}" for line in lines]
    body = in_grid([heat_map], view, height=height(view, 1.05))
    return {**UNTITLED, "alt": say.clauses(said), **body}


def _line_words(line: Sequence[Row], say: Words) -> str:
    """One county's chains with their shares, or why it has none."""
    said = [f"{_chain(row, say)} {_cell(row, say)}" for row in line if row.share]
    return say.listed(said) or _gone(_owed(line), say)


def _has_any(code: str, whole: Sequence[Row]) -> bool:
    return any(row.value is not None for row in whole if row.area_code == code)


def _wrapped(words: str, say: Words) -> str:
    """A chain's name on two lines where it is long."""
    if say.lang == "en":
        return plain(words).replace(" ", "<br>")
    return plain(words if len(words) < 4 else f"{words[:-2]}|{words[-2:]}").replace("|", "<br>")


def _cell(row: Row, say: Words) -> str:
    return "" if row.share is None else say.share_percent(row.share, 1).replace("%", "")


def _finding(own: Sequence[Row], whole: Sequence[Row], view: View) -> str:
    say = view.say
    known = sorted((r for r in own if r.value is not None), key=lambda row: -row.value)
    if own and not known:
        return say("{county}：{missing}").format(
            county=say.county(own[0]), missing=_gone(_owed(own), say)
        )
    if known:
        picked = next((row for row in known if row.chain_id == view.chain_id), known[0])
        return say("{county}{chain}产值 {value}，占 {share}").format(
            county=say.county(picked),
            chain=_chain(picked, say),
            value=say.amount(picked.value, picked.unit),
            share=say.share_percent(picked.share, 1),
        )
    most = max((row for row in whole if row.share is not None), key=lambda row: row.share)
    return say("{county}对一条链依赖最大：{chain}占 {share}").format(
        county=say.county(most),
        chain=_chain(most, say),
        share=say.share_percent(most.share, 1),
    )


def _owed(own: Sequence[Row]) -> Row:
    return next((row for row in own if row.absence != "not_applicable"), own[0])


def _notes(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    notes = [say("链间有交叉，占比之和为100%只指已报各链。")]
    hidden = [row for row in rows if row.absence in ("late", "suppressed", "not_due")]
    if hidden:
        kinds = list(dict.fromkeys(_gone(row, say).removeprefix("— ") for row in hidden))
        notes.append(say("未计入：{kinds}的链，见数据表。").format(kinds=say.listed(kinds)))
    if any(row.is_small for row in rows):
        notes.append(say("* 上年同期基数小于 0.1 亿元，增速不宜比较。"))
    return tuple(notes)


def _columns(unit: str, view: View) -> tuple[Column, ...]:
    say = view.say
    return (
        Column("area_code", say("县(区)"), words=lambda row: link(row, view)),
        Column("chain_id", say("产业链"), words=lambda row: _way(row, say)),
        Column("value", say("累计"), unit, 2),
        Column("part", say("占比"), "%", 1, derived=True),
        growth_column(say),
        gone_column(say),
    )


def _way(row: Row, say: Words) -> dict[str, str]:
    return {"go": f"chain?chain={row.chain_id}", "words": _chain(row, say)}
