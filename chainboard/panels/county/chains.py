"""What each chain gives a county; for the city the counties by chains; on a record, the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.county import parts_of_whole
from chainboard.analysis.growth import is_small_base
from chainboard.panels.county.positions import positioned
from chainboard.panels.frame import (
    UNTITLED,
    county,
    empty,
    framed,
    height,
    measure,
    plain,
    provenance,
    room,
    size,
)
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import link, tick
from chainboard.panels.tokens import TOKENS, ramp
from chainboard.view import Row, View
from chainboard.words import (
    amount,
    clauses,
    growth,
    listed,
    missing,
    number,
    period,
    scaled,
    share_percent,
    texts,
    unit_name,
)

UNIT = "亿元"
ROOM = 2.8  # the axis is this much longer than the longest bar: a phone has its words there
ACROSS = 5  # columns of a grid that a phone can show


def chains(rows: Sequence[Row], positions: Sequence[Row], view: View) -> Panel:
    """Output by chain: bars of the picked county, or counties by chains for the city.

    rows       as county_course.by_chain returns them (亿元)
    positions  as county_course.positions returns them: the record's own words, no figures

    A chain that the county has not is left out; one that is missing keeps its place and its
    word. Shares are of the chains that reported; sub-chains stand in the table only.
    """
    if view.pack == "published":
        return positioned(positions, view)
    _ = texts(view.lang)
    whole = parts_of_whole([row for row in rows if row.parent_id is None])
    own = [row for row in whole if row.area_code == view.area_code]
    if not any(row.value is not None or row.absence == "late" for row in own or whole):
        why = _("没有分链产值")
        return Panel(**empty("county_chains", view, why, _("各产业链贡献")))
    body, alt = _bars(own, view) if own else _heat(whole, view)
    subs = [row.with_(share=None) for row in rows if row.parent_id is not None]
    shown = [row for row in (*(own or whole), *subs) if view.area_code in (None, row.area_code)]
    return Panel(
        name="county_chains",
        finding=_finding(own, whole, view),
        measure=measure(
            _("产业链产值，占比为占已报各链之和"),
            period(whole[0].period_start, whole[0].period_end, "ytd", view.lang),
            unit_name(UNIT, view.lang) if own else "%",
        ),
        body=body,
        rows=[_in_table(row, view) for row in shown if row.absence != "not_applicable"],
        columns=_columns(view),
        **provenance([row for row in shown if row.value is not None], view),
        alt=alt,
        notes=_notes(own or whole, view),
    )


def _chain(row: Row, view: View) -> str:
    return str(row[f"chain_{view.lang}"])


def _bars(own: Sequence[Row], view: View) -> tuple[dict[str, Any], str]:
    """One bar a chain, largest on top, with value, share and published growth."""
    there = [row for row in own if row.absence != "not_applicable"]
    ordered = sorted(there, key=lambda row: (row.value is None, -(row.value or 0)))
    bottom_up = ordered[::-1]
    colour = TOKENS[view.theme]
    names = [_named(row, view) for row in bottom_up]
    top = max((scaled(row.value, UNIT, view.lang) or 0 for row in there), default=0) or 1
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [scaled(row.value, UNIT, view.lang) for row in bottom_up],
        "y": names,
        "text": [_beside(row, view) for row in bottom_up],
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
    said = [f"{_named(row, view)} {_said(row, view)}".strip() for row in ordered]
    alt = listed(said, view.lang)
    return {"multiples": [{**UNTITLED, "alt": alt, **body}]}, alt


def _named(row: Row, view: View) -> str:
    said = plain(_chain(row, view))
    return said if row.value is not None else f"{said} {_gone(row, view)}"


def _gone(row: Row, view: View) -> str:
    return missing(row.absence, view.lang, view.pack)


def _beside(row: Row, view: View) -> str:
    """What stands behind a bar; English has the growth on a second line."""
    parts = _parts(row, view)
    return (
        "  ".join(parts) if view.lang == "zh" else "<br>".join(["  ".join(parts[:2]), *parts[2:]])
    )


def _said(row: Row, view: View) -> str:
    return "  ".join(_parts(row, view))


def _parts(row: Row, view: View) -> list[str]:
    """Value, share and published growth of a chain in a county; nothing without a value."""
    if row.value is None:
        return []
    value = number(scaled(row.value, UNIT, view.lang), 2, view.lang)
    parts = [value, share_percent(row.share, view.lang, 1)]
    if row.published_growth is not None:
        star = "*" if is_small_base(row) else ""
        parts.append(growth(row.published_growth, view.lang, row.growth_text) + star)
    return parts


def _heat(whole: Sequence[Row], view: View) -> tuple[dict[str, Any], str]:
    """Counties by chains: the chain's share of the county's output, darker is more.

    In grids of five chains at most, side by side on a desk: on a phone nine would be unreadable.
    """
    there = {row.chain_id: row for row in whole if row.absence != "not_applicable"}
    codes = dict.fromkeys(row.area_code for row in whole)
    places = {code: _owed([row for row in whole if row.area_code == code]) for code in codes}
    cells = {(row.area_code, row.chain_id): row for row in whole}
    names = [tick(row, _has_any(row.area_code, whole), view) for row in places.values()]
    top = max((row.share for row in whole if row.share is not None), default=1)
    ids = list(there)
    grids = []
    for start in range(0, len(ids), ACROSS):
        lines = [[cells[code, each] for each in ids[start : start + ACROSS]] for code in places]
        grids.append(_grid(lines, names, 100 * top, view))
    lines = [[cells[code, each] for each in ids] for code in places]
    said = [f"{county(line[0], view.lang)} {_line_words(line, view)}" for line in lines]
    return {"multiples": grids}, clauses(said, view.lang)


def _grid(
    lines: Sequence[Sequence[Row]], names: Sequence[str], top: float, view: View
) -> dict[str, Any]:
    heat_map = {
        "type": "heatmap",
        "x": [_wrapped(_chain(row, view), view) for row in lines[0]],
        "y": list(names),
        "z": [[None if r.share is None else 100 * r.share for r in line] for line in lines],
        "text": [[_cell(row, view) for row in line] for line in lines],
        "texttemplate": "%{text}",
        "textfont": {"color": TOKENS[view.theme]["text"]},
        "colorscale": [[i / 2, tone] for i, tone in enumerate(ramp(view.theme)[:3])],
        "zmin": 0,
        "zmax": top,
        "xgap": 3,
        "ygap": 3,
        "showscale": False,
        "hoverongaps": False,
        "hovertemplate": "%{y} %{x} %{text}<extra></extra>",
    }
    body = framed(
        [heat_map],
        view,
        height=height(view, 1.05),
        xaxis={"type": "category", "side": "top", "showgrid": False},
        yaxis={"type": "category", "autorange": "reversed", "showgrid": False},
    )
    said = [f"{county(line[0], view.lang)} {_line_words(line, view)}" for line in lines]
    return {**UNTITLED, "alt": clauses(said, view.lang), **body}


def _line_words(line: Sequence[Row], view: View) -> str:
    """One county's chains with their shares, or why it has none."""
    said = [f"{_chain(row, view)} {_cell(row, view)}" for row in line if row.share]
    return listed(said, view.lang) or _gone(_owed(line), view)


def _has_any(code: str, whole: Sequence[Row]) -> bool:
    return any(row.value is not None for row in whole if row.area_code == code)


def _wrapped(words: str, view: View) -> str:
    """A chain's name on two lines where it is long."""
    if view.lang == "en":
        return plain(words).replace(" ", "<br>")
    return plain(words if len(words) < 4 else f"{words[:-2]}|{words[-2:]}").replace("|", "<br>")


def _cell(row: Row, view: View) -> str:
    return "" if row.share is None else share_percent(row.share, view.lang, 1).replace("%", "")


def _finding(own: Sequence[Row], whole: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    known = sorted((r for r in own if r.value is not None), key=lambda row: -row.value)
    if own and not known:
        return _("{county}：{missing}").format(
            county=county(own[0], view.lang), missing=_gone(_owed(own), view)
        )
    if known:
        picked = next((row for row in known if row.chain_id == view.chain_id), known[0])
        return _("{county}{chain}产值 {value}，占 {share}").format(
            county=county(picked, view.lang),
            chain=_chain(picked, view),
            value=amount(picked.value, UNIT, view.lang),
            share=share_percent(picked.share, view.lang, 1),
        )
    most = max((row for row in whole if row.share is not None), key=lambda row: row.share)
    return _("{county}对一条链依赖最大：{chain}占 {share}").format(
        county=county(most, view.lang),
        chain=_chain(most, view),
        share=share_percent(most.share, view.lang, 1),
    )


def _owed(own: Sequence[Row]) -> Row:
    return next((row for row in own if row.absence != "not_applicable"), own[0])


def _notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    _ = texts(view.lang)
    notes = [_("链间有交叉，占比之和为100%只指已报各链。")]
    hidden = [row for row in rows if row.absence in ("late", "suppressed", "not_due")]
    if hidden:
        kinds = list(dict.fromkeys(_gone(row, view).removeprefix("— ") for row in hidden))
        notes.append(_("未计入：{kinds}的链，见数据表。").format(kinds=listed(kinds, view.lang)))
    if any(row.base is not None and is_small_base(row) for row in rows):
        notes.append(_("* 上年同期基数小于 0.1 亿元，增速不宜比较。"))
    return tuple(notes)


def _in_table(row: Row, view: View) -> Row:
    return row.with_(
        place=link(row, view),
        chain={"go": f"chain?chain={row.chain_id}", "words": _chain(row, view)},
        part=None if row.share is None else 100 * row.share,
        missing="" if row.value is not None else _gone(row, view),
    )


def _columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("place", _("县(区)")),
        Column("chain", _("产业链")),
        Column("value", _("累计"), UNIT, 2),
        Column("part", _("占比"), "%", 1),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("missing", _("缺数原因")),
    )
