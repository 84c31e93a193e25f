"""One KPI card: the face of a figure, in the variants a figure can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.figures import is_known
from chainboard.view import Row, View
from chainboard.words import Words

SHORTEST_LINE = 6


def face(row: Row, history: Sequence[Row], view: View) -> dict[str, Any]:
    """One card as the board draws it: label, chip, value, growth, target, bar, gap, notes, foot.

    row      a figure as cards.figures returns it, lit by analysis.lights, and
             where months are known with the gap of the one before by analysis.behind
    history  as cards.history returns it: the sparkline

    A flow with a target has a pace bar; a growth-only metric is set against its target rate in
    percentage points; a stock and a metric where lower is better have neither; a figure that is
    missing says which kind of missing it is. Where the pack is not lit, no card is.
    """
    say = view.say
    common: dict[str, Any] = {
        "metric_id": row.metric_id,
        "label": _label(row, say),
        "chip": _chip(row, view),
        "say": sentence(row, view),
        "owner": _owner(row, view),
        "notes": _notes(row, say),
    }
    if not is_known(row):
        return {
            **common,
            "value": say.missing(row.absence),
            "period": _owed(row, view),
        }
    return {
        **common,
        **_big(row, view),
        "spark": _spark(row, history) if view.pack.is_lit else None,
        "growth": _growth_line(row, say),
        "target": _target_line(row, say),
        "bar": _bar(row, view),
        "completion": _completion_line(row, view),
        "gap": _gap_line(row, say),
        "period": _period(row, view),
    }


def sentence(row: Row, view: View) -> str:
    """A card read aloud: label, period, hedge, value, published growth; nothing else."""
    say = view.say
    if not is_known(row):
        return say("{label}{missing}。").format(
            label=_label(row, say), missing=say.absent(row.absence)
        )
    when = say.period(row.period_start, row.period_end, row.basis, _note(row, say))
    rate = _rate_words(row, say)
    said = say("{label}，{period}，{figure}").format(
        label=_label(row, say), period=when, figure=figure(row, view)
    )
    return (
        say("{said}，{growth}。").format(said=said, growth=rate)
        if rate
        else say("{said}。").format(said=said)
    )


def _label(row: Row, say: Words) -> str:
    """The metric's name, with the county where the figure is a county's."""
    label = say.name(row)
    return f"{say.place(row)} · {label}" if row.area_level == "county" else label


def figure(row: Row, view: View) -> str:
    """The value with its unit and hedge; for a growth-only metric the rate."""
    say = view.say
    return figures.rate(row, say) if row.value is None else figures.value(row, say)


def _rate_words(row: Row, say: Words) -> str:
    if row.published_growth is None or row.value is None:
        return ""
    return say.growth_prose(row.published_growth, row.growth_text)


def _big(row: Row, view: View) -> dict[str, str]:
    """The big number and the unit behind it, the hedge where its words stand."""
    say = view.say
    said = figure(row, view)
    unit = say.unit_name(figures.unit(row)) if row.value is not None else ""
    if unit and said.endswith(f" {unit}"):
        return {"value": said.removesuffix(f" {unit}"), "unit": unit}
    return {"value": said, "unit": ""}


def _chip(row: Row, view: View) -> dict[str, str] | None:
    """The light, or the words for why there is none; None where the pack is not lit or the figure
    is ours."""
    say = view.say
    is_unlit = row.target is not None and not view.pack.is_lit
    if not is_known(row) or is_unlit or row.get("is_derived"):
        return None
    unlit = "no_outcome" if row.has_target else "no_target_seen"
    why = None if view.pack.is_lit else unlit
    mark, word = say.light_name(row.light or why)
    if row.target is not None and figures.is_claimed(row):
        word = say("不评灯")  # the notes say whose figure it is
    return {"light": row.light or "none", "mark": mark, "word": word}


def _growth_line(row: Row, say: Words) -> str:
    if row.value is None:
        return figures.basis(row, say)
    return figures.published_rate(row, say)


def _target_line(row: Row, say: Words) -> str:
    if row.target is None:
        return ""
    if row.target_kind == "growth":
        return say("目标 {target}").format(target=say.percent(row.target, 1))
    said = figures.target(row, say)
    return say("{year}年目标 {target}").format(year=row.period_end.year, target=said)


def _bar(row: Row, view: View) -> dict[str, Any] | None:
    """The bar to 100 % of the target with the tick of the calendar; flows with a target only."""
    if row.completion is None or row.direction == "lower_better" or not view.pack.is_lit:
        return None
    return {"done": row.completion, "pace": row.pace, "tone": row.light or "none"}


def _completion_line(row: Row, view: View) -> str:
    say = view.say
    if row.completion is None:
        return ""
    done = say.share_percent(row.completion)
    if view.pack.is_record:
        return say("历史核对（推算）：完成 {percent}").format(percent=done)
    return say("完成 {percent}").format(percent=done)


def _gap_line(row: Row, say: Words) -> str:
    """The gap to the calendar or to the target rate, and beside it that of the month before."""
    if row.gap is None:
        return ""
    against = (
        say("较目标 {points}") if row.target_kind == "growth" else say("与序时进度之差 {points}")
    )
    said = against.format(points=say.points(row.gap))
    if row.get("gap_change") is None:
        return said
    before, change = say.points(row.last_gap), say.points(row.gap_change)
    words = say("上月 {before}，较上月 {points}")
    if change == say.points(0):
        words = say("上月 {before}，与上月持平")
    return said + say.in_brackets(words.format(before=before, points=change))


def _notes(row: Row, say: Words) -> list[str]:
    """Status, correction, season, alternatives and caveats: what must stand with the number."""
    notes = []
    if is_known(row) and row.status != "published":
        notes.append(say.status_name(row.status))
    notes.append(figures.correction(row, say))
    if row.get("season_zh"):
        notes.append(say.of(row, "season"))
    if row.target_version and row.target_version > 1:
        notes.append(say("目标已调整：{reason}").format(reason=say.of(row, "reason")))
    if row.reprint_end is not None:
        notes.append(_reprint(row, say))
    if row.alternatives:
        notes.append(say("另有 {count} 个来源的数，见“定义与来源”").format(count=row.alternatives))
    if row.caveat_area == row.area_code:
        notes.append(say.of(row, "caveat") or "")
    return [note for note in dict.fromkeys(notes) if note]


def _reprint(row: Row, say: Words) -> str:
    """A newer figure that only a reprint (grade C) gives: named, never the big number."""
    text, unit = row.reprint_text, row.reprint_unit or row.unit
    if text is None:
        return ""
    return say("另据转载：{period}{figure}").format(
        period=say.bare_period(row.reprint_start, row.reprint_end, row.reprint_basis),
        figure=say.printed(text, unit, row.reprint_hedge, row.reprint_hedge_text),
    )


def _period(row: Row, view: View) -> str:
    """The period, and on a record of the past whether it is long ago."""
    say = view.say
    words = say.period(row.period_start, row.period_end, row.basis, _note(row, say))
    old = figures.age(row.period_end, view) if view.pack.is_record else ""
    return f"{words} · {old}" if old else words


def _note(row: Row, say: Words) -> str | None:
    return row.period_note if say.lang == "zh" else None


def _owner(row: Row, view: View) -> str:
    """Who publishes the figure: the owner of the metric, or the grade of the source."""
    say = view.say
    if view.pack.is_record and row.figure_id is not None:
        return say("{grade}级来源").format(grade=row.grade)
    return say.stated(say.of(row, "owner"))


def _owed(row: Row, view: View) -> str:
    return view.period or ""


def _spark(row: Row, history: Sequence[Row]) -> list[float | None] | None:
    line = [
        r.month_value
        for r in history
        if (r.metric_id, r.area_code) == (row.metric_id, row.area_code)
    ]
    return line if len(line) >= SHORTEST_LINE else None
