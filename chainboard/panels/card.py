"""One KPI card: the face of a figure, in the variants a figure can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import name, place
from chainboard.view import Row, View
from chainboard.words import (
    age,
    amount,
    bare_period,
    basis_name,
    growth,
    growth_prose,
    light_name,
    missing,
    number,
    percent,
    period,
    points,
    printed,
    scaled,
    share_percent,
    stated,
    status_name,
    texts,
    unit_name,
)

SHORTEST_LINE = 6


def face(row: Row, history: Sequence[Row], view: View) -> dict[str, Any]:
    """One card as the board draws it: label, chip, value, growth, target, bar, gap, notes, foot.

    row      a figure as chain_cards.figures returns it, lit by analysis.lights
    history  as chain_cards.history returns it: the sparkline

    A flow with a target has a pace bar; a growth-only metric is set against its target rate in
    percentage points; a stock and a metric where lower is better have neither; a figure that is
    missing says which kind of missing it is. A record of the past is never lit.
    """
    common: dict[str, Any] = {
        "metric_id": row.metric_id,
        "label": _label(row, view),
        "chip": _chip(row, view),
        "say": sentence(row, view),
        "owner": _owner(row, view),
        "notes": _notes(row, view),
    }
    if not is_known(row):
        return {
            **common,
            "value": missing(row.absence, view.lang, view.pack),
            "period": _owed(row, view),
        }
    return {
        **common,
        **_big(row, view),
        "spark": None if view.pack == "published" else _spark(row, history),
        "growth": _growth_line(row, view),
        "target": _target_line(row, view),
        "bar": _bar(row, view),
        "completion": _completion_line(row, view),
        "gap": _gap_line(row, view),
        "period": _period(row, view),
    }


def sentence(row: Row, view: View) -> str:
    """A card read aloud: label, period, hedge, value, published growth; nothing else."""
    _ = texts(view.lang)
    if not is_known(row):
        return _("{label}：{missing}。").format(
            label=_label(row, view), missing=missing(row.absence, view.lang, view.pack)
        )
    when = period(row.period_start, row.period_end, row.basis, view.lang, _note(row, view))
    rate = _rate_words(row, view)
    said = _("{label}，{period}，{figure}").format(
        label=_label(row, view), period=when, figure=figure(row, view)
    )
    return (
        _("{said}，{growth}。").format(said=said, growth=rate)
        if rate
        else _("{said}。").format(said=said)
    )


def is_known(row: Row) -> bool:
    """Whether there is a value or a published growth to show."""
    return row.value is not None or row.published_growth is not None


def _label(row: Row, view: View) -> str:
    """The metric's name, with the county where the figure is a county's."""
    label = name(row, view.lang)
    return f"{place(row, view.lang)} · {label}" if row.area_level == "county" else label


def figure(row: Row, view: View) -> str:
    """The value with its unit and hedge; for a growth-only metric the rate."""
    if row.value is None:
        return growth(row.published_growth, view.lang, row.growth_text)
    if view.pack == "published" and row.value_text:
        return printed(
            row.value_text, row.unit_text or row.unit, view.lang, row.hedge, row.hedge_text
        )
    return amount(row.value, row.unit, view.lang, row.decimals)


def _rate_words(row: Row, view: View) -> str:
    if row.published_growth is None or row.value is None:
        return ""
    return growth_prose(row.published_growth, view.lang, row.growth_text)


def _big(row: Row, view: View) -> dict[str, str]:
    """The big number and the unit behind it, the hedge where its words stand."""
    said = figure(row, view)
    unit = unit_name(row.unit_text or row.unit, view.lang) if row.value is not None else ""
    if unit and said.endswith(f" {unit}"):
        return {"value": said.removesuffix(f" {unit}"), "unit": unit}
    return {"value": said, "unit": ""}


def _chip(row: Row, view: View) -> dict[str, str] | None:
    """The light, or the words for why there is none. A record of the past is never lit."""
    is_unlit = row.target is not None and (view.pack == "published" or row.get("is_derived"))
    if not is_known(row) or is_unlit:
        return None
    why = "no_outcome" if view.pack == "published" and row.has_target else None
    mark, word = light_name(row.light or why, view.lang)
    return {"light": row.light or "none", "mark": mark, "word": word}


def _growth_line(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.value is None:
        return basis_name(row.growth_basis, view.lang)
    if row.published_growth is None:
        return ""
    rate = growth(row.published_growth, view.lang, row.growth_text)
    basis = basis_name(row.growth_basis, view.lang)
    return _("公布同比 {rate}({basis})").format(rate=rate, basis=basis)


def _target_line(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.target is None:
        return ""
    if row.target_kind == "growth":
        return _("目标 {target}").format(target=percent(row.target, view.lang, 1))
    said = amount(row.target, row.unit, view.lang, row.decimals)
    if row.target_text:
        hedge = (row.target_hedge, row.target_hedge_text)
        said = printed(row.target_text, row.unit, view.lang, *hedge)
    return _("{year}年目标 {target}").format(year=row.period_end.year, target=said)


def _bar(row: Row, view: View) -> dict[str, Any] | None:
    """The bar to 100 % of the target with the tick of the calendar; flows with a target only."""
    if row.completion is None or row.direction == "lower_better" or view.pack == "published":
        return None
    return {"done": row.completion, "pace": row.pace, "tone": row.light or "none"}


def _completion_line(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.completion is None:
        return ""
    done = share_percent(row.completion, view.lang)
    if view.pack == "published":
        return _("历史核对(推算)：完成 {percent}").format(percent=done)
    return _("完成 {percent}").format(percent=done)


def _gap_line(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.gap is None:
        return ""
    against = _("较目标 {points}") if row.target_kind == "growth" else _("较序时 {points}")
    return against.format(points=points(row.gap, view.lang))


def _notes(row: Row, view: View) -> list[str]:
    """Status, age, alternatives and caveats: what must stand with the number."""
    _ = texts(view.lang)
    notes = []
    if is_known(row) and row.status != "published":
        notes.append(status_name(row.status, view.lang))
    if row.target_version and row.target_version > 1:
        notes.append(_("目标已调整：{reason}").format(reason=row[f"reason_{view.lang}"]))
    if row.reprint_end is not None:
        notes.append(_reprint(row, view))
    if row.alternatives:
        notes.append(_("另有 {count} 个来源的数，见“定义与来源”").format(count=row.alternatives))
    if row.caveat_area == row.area_code:
        notes.append(row[f"caveat_{view.lang}"] or "")
    return [note for note in dict.fromkeys(notes) if note]


def _reprint(row: Row, view: View) -> str:
    """A newer figure that only a reprint (grade C) gives: named, never the big number."""
    _ = texts(view.lang)
    text, unit = row.reprint_text, row.reprint_unit or row.unit
    if text is None:
        return ""
    return _("另据转载：{period}{figure}").format(
        period=bare_period(row.reprint_start, row.reprint_end, row.reprint_basis, view.lang),
        figure=printed(text, unit, view.lang, row.reprint_hedge, row.reprint_hedge_text),
    )


def _period(row: Row, view: View) -> str:
    """The period, and on a record of the past whether it is long ago."""
    words = period(row.period_start, row.period_end, row.basis, view.lang, _note(row, view))
    old = age(row.period_end, view.as_of, view.lang) if view.pack == "published" else ""
    return f"{words} · {old}" if old else words


def _note(row: Row, view: View) -> str | None:
    return row.period_note if view.lang == "zh" else None


def _owner(row: Row, view: View) -> str:
    """Who publishes the figure: the owner of the metric, or the grade of the source."""
    _ = texts(view.lang)
    if view.pack == "published" and row.figure_id is not None:
        return _("{grade}级来源").format(grade=row.grade)
    return stated(row[f"owner_{view.lang}"], view.lang)


def _owed(row: Row, view: View) -> str:
    return view.period or ""


def _spark(row: Row, history: Sequence[Row]) -> list[float | None] | None:
    line = [
        r.month_value
        for r in history
        if (r.metric_id, r.area_code) == (row.metric_id, row.area_code)
    ]
    return line if len(line) >= SHORTEST_LINE else None


def in_table(row: Row, view: View) -> Row:
    """The row as the table behind the cards has it, with its own unit: cards have many."""
    lang, unit = view.lang, row.unit_text or row.unit
    target = scaled(row.target, unit, lang) if row.target_kind == "level" else row.target
    known = is_known(row)
    return row.with_(
        period=period(row.period_start, row.period_end, row.basis, lang) if known else "",
        shown=digits(scaled(row.value, unit, lang), row, view),
        shown_target=digits(target, row, view),
        shown_unit=unit_name(unit, lang),
        missing="" if known else missing(row.absence, lang, view.pack),
    )


def digits(value: float | None, row: Row, view: View) -> str:
    """A number of the table with the decimals of its metric; nothing for a missing one."""
    return "" if value is None else number(value, row.decimals, view.lang)
