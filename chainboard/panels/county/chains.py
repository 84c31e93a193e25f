"""The chains of a county side by side; for the city the counties by chains."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.figures import (
    bare_growth,
    bare_points,
    gone_column,
    growth_columns,
    target_column,
)
from chainboard.panels.frame import (
    MAIN,
    UNTITLED,
    empty,
    height,
    measure,
    plain,
    provenance,
    room,
    size,
)
from chainboard.panels.grid import in_grid, shaded
from chainboard.panels.heat import DIVERGING, FAR, HOTTEST
from chainboard.panels.hover import Box, boxed, of_cell, of_figure
from chainboard.panels.panel import Column, Figure, Multiples, Panel
from chainboard.panels.places import link, tick
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

ROOM = 2.8  # the axis is this much longer than the longest bar: a phone has its words there


def chains(rows: Sequence[Row], view: View) -> Panel:
    """The chains of a county side by side: bars of the picked county, or counties by chains.

    rows  as analysis.county.of_chains returns them

    A chain that the county has not is left out; one that is missing keeps its place and its
    word. Nothing is added and no part of a sum is named: what one chain sells another stands in
    both.
    """
    say = view.say
    whole = [row for row in rows if row.parent_id is None]
    own = [row for row in whole if row.area_code == view.area_code]
    if not any(row.value is not None or row.absence == "late" for row in own or whole):
        why = say("没有分链产值")
        return Panel(**empty("county_chains", view, why, say("各产业链对照")))
    is_aimed = any(row.gap is not None for row in own or whole)
    body, alt = _bars(own, view) if own else _heat(whole, is_aimed, view)
    subs = [row for row in rows if row.parent_id is not None]
    shown = [row for row in (*(own or whole), *subs) if view.area_code in (None, row.area_code)]
    return Panel(
        name="county_chains",
        fixed=("chain",),
        finding=_finding(own, whole, say),
        measure=measure(
            say("产业链产值"),
            say.period(whole[0].period_start, whole[0].period_end, "ytd"),
            say.unit_name(own[0].unit) if own else _of_cells(is_aimed, say),
            say("条末为产值、公布同比和与序时进度之差") if own and is_aimed else "",
        ),
        body=body,
        rows=[row for row in shown if row.absence != "not_applicable"],
        columns=_columns(whole[0].unit, view),
        **provenance([row for row in shown if row.value is not None], view),
        alt=alt,
        notes=_notes(own or whole, say),
    )


def _of_cells(is_aimed: bool, say: Words) -> str:
    """What the cells of the grid are."""
    return say("完成率减序时进度，百分点") if is_aimed else say("公布同比，%")


def _chain(row: Row, say: Words) -> str:
    return str(say.of(row, "chain"))


def _bars(own: Sequence[Row], view: View) -> tuple[Multiples, str]:
    """One bar a chain, largest on top, with value, published growth and gap to the calendar."""
    say = view.say
    there = [row for row in own if row.absence != "not_applicable"]
    ordered = sorted(there, key=lambda row: (row.value is None, -(row.value or 0)))
    bottom_up = ordered[::-1]
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
        "marker": {"color": TOKENS[view.theme]["actual"]},
        "meta": MAIN,
        "ids": [f"chain?chain={row.chain_id}" for row in bottom_up],
    }
    body = boxed(
        [bars],
        [_box(row, _chain(row, say), view) for row in bottom_up],
        view,
        height=height(view, 1.05),
        margin={"l": max(room(each, size(view)) for each in names) + 12, "t": 8, "b": 8},
        xaxis={"visible": False, "range": [0, top * ROOM]},
        yaxis={"type": "category"},
    )
    said = [f"{_named(row, say)} {_said(row, say)}".strip() for row in ordered]
    alt = say.listed(said)
    return Multiples([{**UNTITLED, "alt": alt, **body}]), alt


def _box(row: Row, head: str, view: View) -> Box:
    """A chain of a county: output, target, gap and growth."""
    say = view.say
    tones = (TOKENS[view.theme]["actual"], "")
    lines = of_figure(say("产业链产值"), row, say, tones)
    return Box(_named(row, say), lines, head, f"chain?chain={row.chain_id}")


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
    """Value, published growth and gap of a chain in a county; nothing without a value."""
    if row.value is None:
        return []
    value = say.number(say.scaled(row.value, row.unit), 2)
    parts = [value]
    if row.published_growth is not None:
        star = "*" if row.is_small else ""
        parts.append(say.growth(row.published_growth, row.growth_text) + star)
    if row.gap is not None:
        parts.append(say.points(row.gap))
    return parts


def _heat(whole: Sequence[Row], is_aimed: bool, view: View) -> tuple[Figure, str]:
    """Counties by chains: the gap of each to the calendar, or without targets its growth."""
    say = view.say
    there = {row.chain_id: row for row in whole if row.absence != "not_applicable"}
    codes = dict.fromkeys(row.area_code for row in whole)
    places = {code: _owed([row for row in whole if row.area_code == code]) for code in codes}
    cells = {(row.area_code, row.chain_id): row for row in whole}
    names = [tick(row, _has_any(row.area_code, whole), view) for row in places.values()]
    ids = list(there)
    lines = [[cells[code, each] for each in ids] for code in places]
    return _grid(lines, names, is_aimed, view), _lines_said(lines, is_aimed, say)


def _grid(
    lines: Sequence[Sequence[Row]], names: Sequence[str], is_aimed: bool, view: View
) -> Figure:
    say = view.say
    far = FAR if is_aimed else HOTTEST
    heat_map = shaded(
        [_wrapped(_chain(row, say), say) for row in lines[0]],
        names,
        [
            [(_read(row, is_aimed), _cell(row, is_aimed, say), _over(row, view)) for row in line]
            for line in lines
        ],
        textfont={"color": TOKENS[view.theme]["text"]},
        colorscale=DIVERGING,
        zmid=0,
        zmin=-far,
        zmax=far,
    )
    return Figure(**in_grid([heat_map], view, height=height(view, 1.05), meta={"wide": True}))


def _over(row: Row, view: View) -> str:
    """The box over a cell: output, target, gap and growth of a chain in a county."""
    say = view.say
    lines = of_figure(say("产业链产值"), row, say)
    return of_cell([say.county(row), _chain(row, say)], lines, view)


def _lines_said(lines: Sequence[Sequence[Row]], is_aimed: bool, say: Words) -> str:
    said = [f"{say.county(line[0])} {_line_words(line, is_aimed, say)}" for line in lines]
    return say.clauses(said)


def _line_words(line: Sequence[Row], is_aimed: bool, say: Words) -> str:
    """One county's chains with their cells, or why it has none."""
    known = [row for row in line if _read(row, is_aimed) is not None]
    said = [f"{_chain(row, say)} {_cell(row, is_aimed, say)}" for row in known]
    return say.listed(said) or _gone(_owed(line), say)


def _read(row: Row, is_aimed: bool) -> float | None:
    """What shades a cell: percentage points to the calendar, or published growth in percent."""
    found: float | None = row.gap if is_aimed else row.published_growth
    return found


def _has_any(code: str, whole: Sequence[Row]) -> bool:
    return any(row.value is not None for row in whole if row.area_code == code)


def _wrapped(words: str, say: Words) -> str:
    """A chain's name on two lines where it is long."""
    if say.lang == "en":
        return plain(words).replace(" ", "<br>")
    return plain(words if len(words) < 4 else f"{words[:-2]}|{words[-2:]}").replace("|", "<br>")


def _cell(row: Row, is_aimed: bool, say: Words) -> str:
    if _read(row, is_aimed) is None:
        return ""
    if is_aimed:
        return bare_points(row.gap, say)
    return bare_growth(row.published_growth, row.growth_text, say)


def _finding(own: Sequence[Row], whole: Sequence[Row], say: Words) -> str:
    """The chain that is furthest behind, of the county or of all; without targets the largest."""
    if own and not _has_any(own[0].area_code, own):
        missing = say.absent(_owed(own).absence)
        return say("{county}{missing}").format(county=say.county(own[0]), missing=missing)
    if not any(row.value is not None for row in own or whole):
        return say("各产业链产值{missing}").format(missing=say.absent(_owed(whole).absence))
    aimed = [row for row in own or whole if row.gap is not None]
    behind = [row for row in aimed if row.gap < 0]
    if not aimed:
        top = max((row for row in own or whole if row.value is not None), key=lambda r: r.value)
        return say("{county}{chain}产值最大，{value}").format(
            county=say.county(top),
            chain=_chain(top, say),
            value=say.amount(top.value, top.unit),
        )
    if not behind:
        return say("有目标的各链产值都不落后序时进度")
    worst = min(behind, key=lambda row: row.gap)
    return say("{county}{chain}产值落后最多，{points}").format(
        county=say.county(worst),
        chain=_chain(worst, say),
        points=say.points(worst.gap),
    )


def _owed(own: Sequence[Row]) -> Row:
    return next((row for row in own if row.absence != "not_applicable"), own[0])


def _notes(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    notes = [say("各链产值含链间往来，只并列，不相加。")]
    hidden = [row for row in rows if row.absence in ("late", "suppressed", "not_due")]
    if hidden:
        kinds = list(dict.fromkeys(_gone(row, say).removeprefix("— ") for row in hidden))
        notes.append(say("没有数的链：{kinds}，见数据表。").format(kinds=say.listed(kinds)))
    if any(row.is_small for row in rows):
        notes.append(say("* 上年同期基数小于 0.1 亿元，增速不宜比较。"))
    return tuple(notes)


def _columns(unit: str, view: View) -> tuple[Column, ...]:
    say = view.say
    return (
        Column("area_code", say("县（区）"), words=lambda row: link(row, view)),
        Column("chain_id", say("产业链"), words=lambda row: _way(row, say)),
        Column("value", say("累计"), unit, 2),
        *growth_columns(say),
        target_column(say, unit),
        Column("done", say("完成率"), "%", 2, derived=True),
        Column("gap", say("与序时进度之差"), "个百分点", 2, derived=True),
        gone_column(say),
    )


def _way(row: Row, say: Words) -> dict[str, str]:
    return {"go": f"chain?chain={row.chain_id}", "words": _chain(row, say)}
