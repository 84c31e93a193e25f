"""Every physical series of a chain as small multiples, each with its own unit and caveats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from chainboard.analysis.series import by_series, is_level, is_monthly, segments
from chainboard.panels.frame import (
    empty,
    framed,
    height,
    measure,
    name,
    place,
    plain,
    provenance,
    size,
)
from chainboard.panels.panel import Column, Panel
from chainboard.panels.tokens import TOKENS
from chainboard.view import Row, View
from chainboard.words import (
    amount,
    bare_period,
    basis_name,
    grade_mark,
    growth,
    listed,
    missing,
    period,
    printed,
    scaled,
    short_period,
    status_name,
    texts,
    unit_name,
)

SMALL = 0.64  # of the usual height
LONG_DAYS = 8  # characters: 1 Jan–28 Dec, but not Jan–Sep
SHORT_TICK = 6


def series(points: Sequence[Row], view: View) -> Panel:
    """One small figure a series: by month beside last year, or dots where figures are few.

    points  as chain_series.points returns them

    Dots are joined only over full years that follow one another in one source. A floor, an
    expected figure and a part of a year are hollow. A series that stands beside another one
    (another basis, another area) is drawn hollow in its figure and never joined to it.
    """
    _ = texts(view.lang)
    main = [row for row in points if row.beside_of is None]
    if not any(row.value is not None for row in main):
        why = _("没有实物量数据")
        return Panel(**empty("chain_series", view, why, _("实物量和专项指标")))
    groups = [g for g in by_series(main) if any(row.value is not None for row in g)]
    return Panel(
        name="chain_series",
        finding=_("实物量和专项指标 {count} 项").format(count=len(groups)),
        measure=measure(
            _("每图一个指标，单位各异"),
            _("空心为下限、预计或不足一年的数")
            if view.pack == "published"
            else _("深色为本年累计，灰色为上年"),
        ),
        body={"multiples": _in_order([_multiple(group, points, view) for group in groups], view)},
        rows=[_in_table(row, view) for row in points],
        columns=_columns(view),
        **provenance(points, view),
        alt=" ".join(_sentence(group, view) for group in groups),
    )


def _in_order(multiples: list[dict[str, Any]], view: View) -> list[dict[str, Any]]:
    """The reviewed order of a published record; else figures first, single numbers last."""
    if view.pack == "published":
        return multiples
    return sorted(multiples, key=lambda each: "data" not in each)


def _multiple(group: Sequence[Row], points: Sequence[Row], view: View) -> dict[str, Any]:
    """One series: its title, its unit and growth basis, its figure and its caveat.

    A series of one figure is its number in words: a dot alone says nothing. So is a series
    whose points have no definition in common (series_note.is_drawn).
    """
    row = group[0]
    hollow = [r for r in points if (r.beside_of, r.area_code) == (row.metric_id, row.area_code)]
    known = [r for r in (*group, *hollow) if r.value is not None]
    figure: dict[str, Any]
    if not row.is_drawn or len(known) == 1:
        figure = {"facts": [{"value": _value(r, view), "when": _when(r, view)} for r in known]}
    elif is_monthly(group):
        figure = _framed(_months(group, view), _every_other(group, view), view)
    else:
        figure = _framed(_dots(group, hollow, view), _order(known, view), view)
    return {
        "title": f"{place(row, view.lang)} · {name(row, view.lang)}"
        if row.area_level == "county"
        else name(row, view.lang),
        "note": _subtitle(group, view),
        "caveat": row[f"caveat_{view.lang}"] or "",
        "alt": _sentence([*group, *hollow], view),
        **figure,
    }


def _framed(traces: list[dict[str, Any]], order: dict[str, Any], view: View) -> dict[str, Any]:
    return dict(
        framed(
            traces,
            view,
            height=height(view, SMALL),
            margin={"r": 24, "t": round((1.7 if view.lang == "zh" else 3) * size(view))},
            xaxis={"type": "category", "showgrid": False, **order},
            yaxis={"rangemode": "tozero", "visible": False},
        )
    )


def _subtitle(group: Sequence[Row], view: View) -> str:
    """Unit, and the newest published growth with its basis."""
    _ = texts(view.lang)
    last = [row for row in group if row.published_growth is not None][-1:]
    if not last:
        return unit_name(group[0].unit_text or group[0].unit, view.lang)
    (row,) = last
    rate = _("{period}公布同比 {growth}({basis})").format(
        period=bare_period(row.period_start, row.period_end, row.basis, view.lang),
        growth=growth(row.published_growth, view.lang, row.growth_text),
        basis=basis_name(row.growth_basis, view.lang),
    )
    return measure(unit_name(row.unit_text or row.unit, view.lang), rate)


def _months(group: Sequence[Row], view: View) -> list[dict[str, Any]]:
    """This year and last year month by month, each line named at its end."""
    colour, newest = TOKENS[view.theme], group[-1].period_end.year
    traces = []
    for year, tone, width in ((newest - 1, "previous", 2), (newest, "actual", 3)):
        rows = [row for row in group if row.period_end.year == year]
        if not rows:
            continue
        labels = [""] * (len(rows) - 1) + [_digits(rows[-1], view)]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": [_month(row, view) for row in rows],
                "y": [scaled(row.value, row.unit, view.lang) for row in rows],
                "text": labels,
                "textposition": "bottom right" if year == newest else "top left",
                "cliponaxis": False,
                "line": {"color": colour[tone], "width": width},
                "marker": {"color": colour[tone], "size": 5},
                "customdata": [f"{year} {_month(r, view)} {_value(r, view)}" for r in rows],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    return traces


def _every_other(group: Sequence[Row], view: View) -> dict[str, Any]:
    """Every other month is named on the axis: there is room for no more without turning them."""
    labels = dict.fromkeys(_month(row, view) for row in group)
    return {"tickmode": "array", "tickvals": list(labels)[::2], "tickangle": 0}


def _month(row: Row, view: View) -> str:
    """The month the year to date ends in: 1—2月 for the pair, then the month alone."""
    pair = row.basis == "ytd" and row.period_end.month == 2
    start = row.period_start if pair else row.period_end.replace(day=1)
    return short_period(start, row.period_end, "month", view.lang)


def _dots(group: Sequence[Row], hollow: Sequence[Row], view: View) -> list[dict[str, Any]]:
    """Each run of joinable points as a line, every other point as a dot with its digits."""
    traces = [_run(run, view) for run in segments(group)]
    return [*traces, *(_beside(row, view) for row in hollow if row.value is not None)]


def _order(rows: Sequence[Row], view: View) -> dict[str, Any]:
    """The labels of the axis in the order of time, with room for the words at both ends."""
    dated = sorted(rows, key=lambda row: (row.period_end, row.basis))
    labels = list(dict.fromkeys(_tick(row, view) for row in dated))
    return {
        "categoryorder": "array",
        "categoryarray": labels,
        "range": [-0.6, len(labels) - 0.4],
    }


def _run(rows: Sequence[Row], view: View) -> dict[str, Any]:
    colour = TOKENS[view.theme]["actual"]
    firm = [is_level(row) and _is_whole(row) for row in rows]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [_tick(row, view) for row in rows],
        "y": [scaled(row.value, row.unit, view.lang) for row in rows],
        "text": [_over_lines(row, view) for row in rows],
        "textposition": "top center",
        "cliponaxis": False,
        "line": {"color": colour, "width": 2},
        "marker": {
            "symbol": ["circle" if solid else "circle-open" for solid in firm],
            "size": 10,
            "color": colour,
            "line": {"color": colour, "width": 2},
        },
        "customdata": [
            plain(f"{_when(r, view)} {_value(r, view)} [{grade_mark(r.grade, view.lang)}]")
            for r in rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _beside(row: Row, view: View) -> dict[str, Any]:
    tone = TOKENS[view.theme]["previous"]
    label = plain(f"{name(row, view.lang)} {_value(row, view)}")
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_tick(row, view)],
        "y": [scaled(row.value, row.unit, view.lang)],
        "text": [_over_lines(row, view)],
        "textposition": "bottom center",
        "cliponaxis": False,
        "marker": {"symbol": "diamond-open", "size": 10, "color": tone, "line": {"width": 2}},
        "customdata": [f"{_when(row, view)} {label}"],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _over_lines(row: Row, view: View) -> str:
    """The digits of a point; English says over, expected on a line of its own."""
    digits = plain(_digits(row, view))
    return digits if view.lang == "zh" else re.sub(r"^([a-z]+) ", r"\1<br>", digits)


def _is_whole(row: Row) -> bool:
    """Whether the figure covers all it counts: a year for a flow, a day for a stock."""
    return bool(row.basis == "point" or row.period_end.month == 12)


def _hovered(row: Row, view: View) -> str:
    return f"{_when(row, view)} {_value(row, view)} [{grade_mark(row.grade, view.lang)}]"


def _when(row: Row, view: View) -> str:
    return bare_period(row.period_start, row.period_end, row.basis, view.lang)


def _tick(row: Row, view: View) -> str:
    """The period on lines of its own where it is long, so that it need not be turned."""
    words = _when(row, view)
    if len(words) <= SHORT_TICK:
        return words
    if view.lang == "zh":
        return words.replace("年", "年<br>", 1)
    days, _, year = words.rpartition(" ")
    lines = [days.replace("–", "–<br>") if len(days) > LONG_DAYS else days, year]
    return "<br>".join(line for line in lines if line)


def _value(row: Row, view: View) -> str:
    """The digits as printed on the published pack, else rounded to the metric's decimals."""
    if row.value is None:
        return missing(row.absence, view.lang, view.pack)
    if view.pack == "published" and row.value_text:
        text, unit = row.value_text, row.unit_text or row.unit
        return printed(text, unit, view.lang, row.hedge, row.hedge_text)
    return amount(row.value, row.unit, view.lang, row.decimals)


def _digits(row: Row, view: View) -> str:
    """The value without its unit, which stands under the title already."""
    return _value(row, view).removesuffix(unit_name(row.unit_text or row.unit, view.lang)).strip()


def _sentence(group: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    shown = group[-3:] if is_monthly(group) else group
    parts = [_named(row, group[0], view) for row in shown if row.value is not None]
    return _("{name}：{points}。").format(
        name=name(group[0], view.lang), points=listed(parts, view.lang)
    )


def _named(row: Row, main: Row, view: View) -> str:
    """A point in words; one of another series that stands beside it says which."""
    said = f"{_when(row, view)} {_value(row, view)}"
    return said if row.metric_id == main.metric_id else f"{name(row, view.lang)} {said}"


def _in_table(row: Row, view: View) -> Row:
    unit = row.unit_text or row.unit
    state = "" if row.status == "published" else status_name(row.status, view.lang)
    return row.with_(
        place=place(row, view.lang),
        period=period(row.period_start, row.period_end, row.basis, view.lang),
        shown=scaled(row.value, unit, view.lang),
        shown_unit=unit_name(unit, view.lang),
        as_printed=_value(row, view),
        state=state,
        grade_shown=row.grade if view.pack == "published" else "",
        note=row[f"note_{view.lang}"] or "",
    )


def _columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("指标")),
        Column("place", _("地区")),
        Column("period", _("期间")),
        Column("as_printed", _("数值(原文)") if view.pack == "published" else _("数值(含单位)")),
        Column("shown", _("数值"), decimals=4),
        Column("shown_unit", _("单位")),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("state", _("状态")),
        Column("note", _("说明")),
    )
