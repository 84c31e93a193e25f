"""Two chains, or two counties, on one panel: the second drawn in outline on the axes of the first.

A builder marks the trace that stands for what was picked with meta=MAIN; only those of the second
are added, so that last year and target lines of two do not cross.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chainboard.panels import hover
from chainboard.panels.frame import MAIN, measure
from chainboard.panels.panel import Cards, Column, Figure, Multiples, Panel
from chainboard.panels.places import CLEAR
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View

Names = tuple[str, str]


def beside(first: Panel, second: Panel, names: Names, is_marked: bool, view: View) -> Panel:
    """The first panel with the second's figures beside it; one that cannot says so in a note.

    names      what the two are called
    is_marked  whether the panel shows all choices anyway and has marked both
    """
    say = view.say
    if is_marked:
        return replace(first, finding=_both(first, second, names, view))
    body = _body(first, second, names, view)
    if body is None:
        note = say("本板块只列{first}，不与{second}并列。").format(first=names[0], second=names[1])
        return replace(first, notes=(*first.notes, note))
    rows = [
        *(Row({"compared": names[0], **row}) for row in first.rows),
        *(Row({"compared": names[1], **row}) for row in second.rows),
    ]
    return replace(
        first,
        finding=_both(first, second, names, view),
        measure=measure(first.measure, say("橙色空心为{second}").format(second=names[1])),
        body=body,
        rows=rows,
        columns=(Column("compared", say("对比对象")), *first.columns),
        alt=_each(first.alt, second.alt, names, view),
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
    )


def _both(first: Panel, second: Panel, names: Names, view: View) -> str:
    return _each(first.finding, second.finding, names, view)


def _each(first: str, second: str, names: Names, view: View) -> str:
    """What is true of either, each led by its name: 甲：…；乙：…"""
    say = view.say
    told = [
        said if said.startswith(name) else say("{name}：{said}").format(name=name, said=said)
        for name, said in zip(names, (first, second), strict=True)
    ]
    return say.clauses(told)


def _body(first: Panel, second: Panel, names: Names, view: View) -> Any:
    """Both bodies as one; None where the two have nothing in common."""
    match first.body, second.body:
        case Figure(), Figure():
            drawn = _overlaid(vars(first.body), vars(second.body), names, view)
            return Figure(**drawn) if drawn else None
        case Multiples(), Multiples():
            return _charts(first.body, second.body, names, view)
        case Cards(), Cards():
            return _cards(first.body, second.body, names, view)
    return None


def _charts(first: Multiples, second: Multiples, names: Names, view: View) -> Multiples | None:
    """Charts of one title on the same axes, those that only the first has as they are."""
    others = {chart["title"]: chart for chart in second.charts if "data" in chart}
    both = [
        _overlaid(chart, others.get(chart["title"], {}), names, view) if "data" in chart else {}
        for chart in first.charts
    ]
    if not any(both):
        return None
    charts = [
        {**chart, **drawn, "alt": _each(chart["alt"], others[chart["title"]]["alt"], names, view)}
        if drawn
        else chart
        for chart, drawn in zip(first.charts, both, strict=True)
    ]
    return replace(first, charts=charts)


def _cards(first: Cards, second: Cards, names: Names, view: View) -> Cards | None:
    """Each card with the second's figure of the same metric below its own."""
    others = {card.get("metric_id"): card for card in second.cards}
    shared = [card.get("metric_id") for card in first.cards if card.get("metric_id") in others]
    if not shared:
        return None
    return replace(first, cards=[_card(card, others, names[1], view) for card in first.cards])


def _card(card: Mapping[str, Any], others: Mapping[Any, Any], name: str, view: View) -> Any:
    other = others.get(card.get("metric_id"))
    if other is None:
        return card
    say = view.say
    figure = f"{other['value']} {other.get('unit', '')}".strip()
    chip = other.get("chip") or {}
    told = [
        figure,
        other.get("growth"),
        other.get("completion"),
        other.get("gap"),
        chip.get("word"),
    ]
    note = say("{name}：{said}").format(name=name, said=say.listed([t for t in told if t]))
    return {**card, "notes": [note, *card["notes"]], "say": f"{card['say']} {note}"}


def _overlaid(
    first: Mapping[str, Any], second: Mapping[str, Any], names: Names, view: View
) -> dict[str, Any]:
    """The first figure with the main traces of the second in outline; {} without any.

    Bars of counties or chains are matched by where a click on them leads: a county without a
    figure has its reason in its name.
    """
    along = first["layout"].get("hovermode")
    own, other = (_speaker(each.get("data", ())) for each in (first, second))
    places = _places(own if along == "y" else None)
    found = [trace for trace in second.get("data", ()) if trace.get("meta") == MAIN]
    if not found or own is None or other is None:
        return {}
    drawn = [_outlined(trace, places, view) for trace in found]
    tone = TOKENS[view.theme]["second"]
    told = hover.beside(own, _moved(other, places), names[1], tone, along)
    layout = {**first["layout"]}
    for axis in ("xaxis", "yaxis"):
        ranges = [each[axis].get("range") for each in (first["layout"], second["layout"])]
        if all(ranges) and layout[axis].get("type") != "category":
            ends = [end for both in ranges for end in both]
            layout[axis] = {**layout[axis], "range": [min(ends), max(ends)]}
    drawn_first = [trace for trace in first["data"] if trace is not own]
    return {"data": [*drawn_first, *drawn, told], "layout": layout}


def _speaker(traces: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The trace that holds the boxes of a chart."""
    return next((trace for trace in traces if trace.get("meta") == hover.HOVER), None)


def _places(speaker: Mapping[str, Any] | None) -> dict[str, Any]:
    """Where a click leads → the name on the axis, of rows that lead somewhere."""
    if speaker is None or not all(speaker.get("ids", (None,))):
        return {}
    return dict(zip(speaker["ids"], speaker["y"], strict=True))


def _moved(speaker: dict[str, Any], places: Mapping[str, Any]) -> dict[str, Any]:
    """The boxes at the places of the first chart."""
    if not places:
        return speaker
    at = [places.get(way, place) for way, place in zip(speaker["ids"], speaker["y"], strict=True)]
    return {**speaker, "y": at}


def _outlined(trace: Mapping[str, Any], places: Mapping[str, Any], view: View) -> dict[str, Any]:
    """A trace as that of the second: in outline, without words of its own."""
    tone = TOKENS[view.theme]["second"]
    made = {key: value for key, value in trace.items() if key not in ("text", "ids")}
    if trace["type"] == "bar":
        made["marker"] = {"color": CLEAR, "line": {"color": tone, "width": 2}}
    else:
        made["mode"] = trace["mode"].replace("+text", "")
        made["line"] = {"color": tone, "width": 2, "dash": "dash"}
        size = trace.get("marker", {}).get("size", 8)
        made["marker"] = {"symbol": "circle-open", "size": max(size, 8), "color": tone}
    if places:
        made["y"] = [
            places.get(way, place) for way, place in zip(trace["ids"], trace["y"], strict=True)
        ]
    return made
