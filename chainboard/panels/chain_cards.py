"""The KPI cards of a chain: one card a figure, in the five variants a figure can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import measure, name, place, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    age,
    ahead,
    amount,
    basis_name,
    growth,
    growth_prose,
    light_name,
    listed,
    missing,
    percent,
    period,
    points,
    printed,
    role_name,
    scaled,
    share_percent,
    stated,
    status_name,
    texts,
    unit_name,
)

SHORTEST_LINE = 6


def cards(rows: Sequence[Row], history: Sequence[Row], offices: Sequence[Row], view: View) -> Panel:
    """One card a figure of the chain, and the line that names its offices.

    rows     as chain_output.cards returns them, lit by analysis.lights
    history  as chain_output.card_history returns them: the sparklines
    offices  as chain_lists.offices returns them

    Variants: a flow with a target has a pace bar; a growth-only metric is set against its
    target rate in percentage points; a stock and a metric where lower is better have neither;
    a figure that is missing says which kind of missing it is and who owes it. On the published
    pack a card without a figure is left out, and no card has a light.
    """
    _ = texts(view.lang)
    shown = [row for row in rows if row.figure_id is not None or view.pack != "published"]
    return Panel(
        name="chain_cards",
        finding=_finding(shown, view),
        measure=_measure(shown, view),
        body={"cards": [_card(row, history, view) for row in shown], "lead": roster(offices, view)},
        rows=[_in_table(row, view) for row in shown],
        columns=_columns(view),
        **provenance(shown, view),
        alt=" ".join(sentence(row, view) for row in shown),
        notes=_rules_note(shown, view),
    )


def roster(offices: Sequence[Row], view: View) -> str:
    """The offices of the chain in one line, or that none is published."""
    _ = texts(view.lang)
    if not offices:
        return _("链长、牵头单位：公开资料未见")
    roles = list(dict.fromkeys(row.role for row in offices))
    parts = []
    for role in roles:
        holders = [row[f"holder_{view.lang}"] for row in offices if row.role == role]
        parts.append(
            _("{role}：{offices}").format(
                role=role_name(role, view.lang), offices=listed(holders, view.lang)
            )
        )
    return ("；" if view.lang == "zh" else "; ").join(parts)


def sentence(row: Row, view: View) -> str:
    """A card read aloud: label, period, hedge, value, published growth; nothing else."""
    _ = texts(view.lang)
    if not _is_known(row):
        return _("{label}：{missing}。").format(
            label=_label(row, view), missing=missing(row.absence, view.lang, view.pack)
        )
    when = period(row.period_start, row.period_end, row.basis, view.lang, _note(row, view))
    rate = _rate_words(row, view)
    said = _("{label}，{period}，{figure}").format(
        label=_label(row, view), period=when, figure=_figure(row, view)
    )
    return (
        _("{said}，{growth}。").format(said=said, growth=rate)
        if rate
        else _("{said}。").format(said=said)
    )


def _is_known(row: Row) -> bool:
    return row.value is not None or row.published_growth is not None


def _label(row: Row, view: View) -> str:
    """The metric's name, with the county where the figure is a county's."""
    label = name(row, view.lang)
    return f"{place(row, view.lang)} · {label}" if row.area_level == "county" else label


def _figure(row: Row, view: View) -> str:
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


def _card(row: Row, history: Sequence[Row], view: View) -> dict[str, Any]:
    _ = texts(view.lang)
    face: dict[str, Any] = {
        "metric_id": row.metric_id,
        "label": _label(row, view),
        "chip": _chip(row, view),
        "say": sentence(row, view),
        "owner": _owner(row, view),
        "notes": _notes(row, view),
    }
    if not _is_known(row):
        return {
            **face,
            "value": missing(row.absence, view.lang, view.pack),
            "period": _owed(row, view),
        }
    return {
        **face,
        **_big(row, view),
        "spark": _spark(row, history),
        "growth": _growth_line(row, view),
        "target": _target_line(row, view),
        "bar": _bar(row, view),
        "completion": _completion_line(row, view),
        "gap": _gap_line(row, view),
        "period": period(row.period_start, row.period_end, row.basis, view.lang, _note(row, view)),
    }


def _big(row: Row, view: View) -> dict[str, str]:
    """The big number and the unit behind it, the hedge where its words stand."""
    figure = _figure(row, view)
    unit = unit_name(row.unit_text or row.unit, view.lang) if row.value is not None else ""
    if unit and figure.endswith(f" {unit}"):
        return {"value": figure.removesuffix(f" {unit}"), "unit": unit}
    return {"value": figure, "unit": ""}


def _chip(row: Row, view: View) -> dict[str, str] | None:
    """The light, or the words for why there is none. A record of the past is never lit."""
    if view.pack == "published" and row.target is not None:
        return None
    mark, word = light_name(row.light, view.lang)
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
    return _("{year}年目标 {target}").format(
        year=row.period_end.year, target=amount(row.target, row.unit, view.lang, row.decimals)
    )


def _bar(row: Row, view: View) -> dict[str, Any] | None:
    """The bar to 100 % of the target with the tick of the calendar; flows with a target only."""
    if row.completion is None or row.direction == "lower_better" or view.pack == "published":
        return None
    return {"done": row.completion, "pace": row.pace, "tone": row.light or "none"}


def _completion_line(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.completion is None:
        return ""
    done = _("完成 {percent}").format(percent=share_percent(row.completion, view.lang))
    return _("历史核对：{done}(推算)").format(done=done) if view.pack == "published" else done


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
    if _is_known(row) and row.status != "published":
        notes.append(status_name(row.status, view.lang))
    if _is_known(row) and view.pack == "published":
        notes.append(age(row.period_end, view.as_of, view.lang))
    if row.target_version and row.target_version > 1:
        notes.append(_("目标已调整：{reason}").format(reason=row[f"reason_{view.lang}"]))
    if row.alternatives:
        notes.append(_("另有 {count} 个来源的数，见“定义与来源”").format(count=row.alternatives))
    notes.append(row[f"caveat_{view.lang}"] or "")
    return [note for note in dict.fromkeys(notes) if note]


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


def _finding(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    output = next((row for row in rows if row.gap is not None and row.kind == "flow"), None)
    if view.pack == "published" or output is None:
        known = [row for row in rows if _is_known(row)]
        return _("已公布的主要指标 {count} 项").format(count=len(known))
    return _("{label}完成年度目标的 {done}，{ahead}").format(
        label=name(output, view.lang),
        done=share_percent(output.completion, view.lang),
        ahead=ahead(output.gap, view.lang),
    )


def _measure(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    if view.pack == "published":
        return _("各数期间、口径和来源不同，不可相加")
    lit = [row for row in rows if row.pace is not None]
    passed = _("序时进度 {pace}").format(pace=share_percent(lit[0].pace, view.lang)) if lit else ""
    return measure(_("累计数与年度目标相比"), passed)


def _rules_note(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    """The rule in words beside the lights."""
    words = dict.fromkeys(row[f"rule_{view.lang}"] for row in rows if row.light)
    return tuple(words)


def _in_table(row: Row, view: View) -> Row:
    """The row with its own unit: the cards of a chain have many."""
    lang, unit = view.lang, row.unit_text or row.unit
    is_level = row.target_kind == "level"
    return row.with_(
        period=period(row.period_start, row.period_end, row.basis, lang) if _is_known(row) else "",
        shown=scaled(row.value, unit, lang),
        shown_target=scaled(row.target, unit, lang) if is_level else row.target,
        shown_unit=unit_name(unit, lang),
        missing="" if _is_known(row) else missing(row.absence, lang, view.pack),
    )


def _columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("指标")),
        Column(f"area_{view.lang}", _("地区")),
        Column("period", _("期间")),
        Column("shown", _("数值"), decimals=2),
        Column("shown_unit", _("单位")),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("shown_target", _("年度目标"), decimals=2),
        Column("missing", _("缺数原因")),
    )
