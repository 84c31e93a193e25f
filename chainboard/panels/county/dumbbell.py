"""Now and before, county by county: a line between two dots, both printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.county import of_metric
from chainboard.analysis.growth import derived_growth, is_small_base
from chainboard.panels.county.scope import bare, scope
from chainboard.panels.frame import (
    county,
    empty,
    framed,
    height,
    measure,
    name,
    provenance,
    room,
    size,
)
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import gone, ids, label, picked, tick, tones
from chainboard.view import Row, View
from chainboard.words import bare_amount, change, growth, listed, scaled, texts, unit_name

COMPARED = ("output_value", "investment_attracted")


def dumbbell(rows: Sequence[Row], apart: Sequence[Row], view: View) -> Panel:
    """This year and the same months of last year; on a record, two years that compare.

    rows   as analysis.county.measured returns them
    apart  as county.years_apart returns them

    Counts are too small for a rate: their change is said in the unit. A rate between two
    censuses is ours and is called so.
    """
    _ = texts(view.lang)
    own = [of_metric(rows, metric_id) for metric_id in COMPARED]
    two = [
        [r for r in apart if r.metric_id == m] for m in dict.fromkeys(r.metric_id for r in apart)
    ]
    groups = [g for g in (*own, *two) if any(_is_pair(row) for row in g)]
    if not groups:
        why = _("这一期没有可比的上年数")
        return Panel(**empty("county_dumbbell", view, why, _("本年与上年")))
    first = groups[0]
    return Panel(
        name="county_dumbbell",
        finding=_finding(first, view),
        measure=measure(
            scope(first, view) if first[0].kind == "flow" else "",
            _("实心为后一期，空心为前一期"),
        ),
        body={"multiples": [_multiple(group, view) for group in groups]},
        rows=[_in_table(row, view) for group in groups for row in group],
        columns=_columns(view),
        **provenance([row for group in groups for row in group if row.source_id], view),
        alt=" ".join(f"{name(g[0], view.lang)}：{_alt(g, view)}" for g in groups),
        notes=_notes(first, view),
    )


def _is_pair(row: Row) -> bool:
    return row.value is not None and row.prior_value is not None


def _multiple(group: Sequence[Row], view: View) -> dict[str, Any]:
    _ = texts(view.lang)
    row = next(row for row in group if _is_pair(row))
    return {
        "title": name(row, view.lang),
        "note": measure(
            f"{bare(_before_of(row), view)} → {bare(row, view)}", unit_name(row.unit, view.lang)
        ),
        "caveat": _caveat(row, view),
        "alt": _alt(group, view),
        **_figure(group, view),
    }


def _before_of(row: Row) -> Row:
    """The row as of the earlier period, for its words."""
    start = None if row.basis == "point" else row.prior_end.replace(month=1, day=1)
    return row.with_(period_start=start, period_end=row.prior_end)


def _caveat(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.metric_id == "industry_firms":
        return _("企业数小，只写增减；两年标准相同(主营业务收入2,000万元)。")
    if row.metric_id == "resident_population":
        return _("两年均为人口普查数；百分比为推算。")
    return ""


def _figure(group: Sequence[Row], view: View) -> dict[str, Any]:
    bottom_up = list(group)[::-1]
    names = [tick(row, row.value is not None, view) for row in bottom_up]
    known = [v for row in group for v in (row.value, row.prior_value) if v is not None]
    top = scaled(max(known), group[0].unit, view.lang) or 1
    wide = max(room(each, size(view)) for each in names)
    lines = [_line(row, place, view) for row, place in zip(bottom_up, names, strict=True)]
    dots = [_dots(bottom_up, names, column, view) for column in ("prior_value", "value")]
    return dict(
        framed(
            [*lines, *dots, _numbers(bottom_up, names, view)],
            view,
            height=height(view, 1.15),
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


def _line(row: Row, place: str, view: View) -> dict[str, Any]:
    (tone,) = tones([row], view)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [scaled(value, row.unit, view.lang) for value in (row.prior_value, row.value)],
        "y": [place, place],
        "line": {"color": tone, "width": 3},
        "hoverinfo": "skip",
    }


def _dots(rows: Sequence[Row], names: list[str], column: str, view: View) -> dict[str, Any]:
    """The dots of one period: the later one solid, the earlier one hollow."""
    is_now = column == "value"
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [scaled(row[column], row.unit, view.lang) for row in rows],
        "y": names,
        "marker": {
            "symbol": "circle" if is_now else "circle-open",
            "size": 11,
            "color": tones(rows, view),
            "line": {"width": 2},
        },
        "ids": ids(rows),
        "customdata": [_words(row, view) for row in rows],
        "hovertemplate": "%{y} %{customdata}<extra></extra>",
    }


def _numbers(rows: Sequence[Row], names: list[str], view: View) -> dict[str, Any]:
    """Both figures in words above each line, from the left edge, whatever the width."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [0] * len(names),
        "y": names,
        "text": [_words(row, view) for row in rows],
        "textposition": "top right",
        "cliponaxis": False,
        "marker": {"size": 12, "opacity": 0},
        "hoverinfo": "skip",
    }


def _words(row: Row, view: View) -> str:
    """Both figures and what lies between them: 12 → 19 增加 7 个."""
    if row.value is None:
        return ""
    now = _digits(row.value, row, view)
    if row.prior_value is None:
        return now
    return f"{_digits(row.prior_value, row, view)} → {now} {_change(row, view)}".strip()


def _digits(value: float, row: Row, view: View) -> str:
    """The value without its unit, which stands under the title."""
    return bare_amount(value, row.unit, view.lang, row.decimals)


def _change(row: Row, view: View) -> str:
    """The published growth; of several chains or two censuses ours; of a count the change."""
    if row.kind == "stock" and row.decimals == 0:
        return change(row.value - row.prior_value, row.unit, view.lang)
    if row.kind == "stock":
        return growth(derived_growth(row.value, row.prior_value), view.lang)
    star = "*" if is_small_base(row) else ""
    return "" if row.growth is None else growth(row.growth, view.lang) + star


def _finding(group: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    pairs = [row for row in group if _is_pair(row)]
    own = picked(group, view)
    if own is not None:
        said = _words(own, view) if own.value is not None else gone(own, view)
        return _("{county}{name}：{change}").format(
            county=county(own, view.lang), name=name(own, view.lang), change=said
        )
    up = [row for row in pairs if row.value > row.prior_value]
    down = [county(row, view.lang) for row in pairs if row.value < row.prior_value]
    said = _("{name}：{up} 个县(区)增加").format(name=name(group[0], view.lang), up=len(up))
    if not down:
        return said
    return _("{said}，减少的是{down}").format(said=said, down=listed(down, view.lang))


def _alt(group: Sequence[Row], view: View) -> str:
    said = [f"{label(r, r.value is not None, view)} {_words(r, view)}" for r in group]
    return listed([each.strip() for each in said], view.lang)


def _notes(first: Sequence[Row], view: View) -> tuple[str, ...]:
    _ = texts(view.lang)
    if view.pack == "published":
        return ()
    notes = [_("上年数为上年同期公布的累计数，增速与两数之比不必相等。")]
    if any(row.is_derived for row in first):
        notes.append(_("增速为推算：由各链公布同比折算上年同期。"))
    if any(is_small_base(row) for row in first):
        notes.append(_("* 上年同期基数小于 0.1 亿元，增速不宜比较。"))
    return tuple(notes)


def _in_table(row: Row, view: View) -> Row:
    both = _is_pair(row)
    return row.with_(
        period=bare(row, view),
        shown=scaled(row.value, row.unit, view.lang),
        shown_before=scaled(row.prior_value, row.unit, view.lang),
        before_end=row.prior_end,
        shown_unit=unit_name(row.unit, view.lang),
        shown_change=_change(row, view) if both else "",
        missing="" if row.value is not None else gone(row, view),
    )


def _columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("指标")),
        Column(f"short_{view.lang}", _("县(区)")),
        Column("before_end", _("前一期截至")),
        Column("shown_before", _("前一期"), decimals=2),
        Column("period", _("期间")),
        Column("shown", _("数值"), decimals=2),
        Column("shown_unit", _("单位")),
        Column("shown_change", _("变化")),
        Column("missing", _("缺数原因")),
    )
