"""The KPI cards of a county, or of all counties together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import card, figures
from chainboard.panels.county.scope import (
    bare,
    period_column,
    sentence,
    when,
    words_of,
)
from chainboard.panels.frame import empty, provenance
from chainboard.panels.panel import Cards, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

OF_CHAINS = (
    "output_value",
    "industrial_va",
    "investment_attracted",
    "project_investment",
    "tax",
    "revenue",
    "industry_firms",
)
OF_THE_RECORD = (
    "gdp",
    "gdp_secondary",
    "industry_firms",
    "budget_revenue",
    "resident_population",
    "rural_income_pc",
)


def of_chains(rows: Sequence[Row], view: View) -> Panel:
    """One card an indicator of the county; without a county, of the city.

    rows  of one place, as analysis.county.measured returns them

    Without a chain only what adds over chains has a card: of output each chain has its own.
    Growth of several chains together is ours, is called so and is not read aloud.
    """
    shown = [_faced(row) for metric in OF_CHAINS for row in rows if row.metric_id == metric]
    if not _any_said(shown):
        return _nothing(view)
    done = Column("done", view.say("完成率"), "%", 2, derived=True)
    return Panel(
        finding=_finding(shown[0], view),
        measure=when(shown[0], view),
        columns=_columns(shown, view, False, done),
        notes=_notes(shown, view),
        **_drawn(shown, view),
    )


def of_the_record(rows: Sequence[Row], breaks: Sequence[Row], view: View) -> Panel:
    """One card an indicator of the county; without one, of the counties added. Nothing is lit.

    rows    as analysis.record.of_county or of_all returns them
    breaks  as breaks.of_panel returns them: what a sum leaves out stands on its card
    """
    say = view.say
    shown = [_faced(row) for metric in OF_THE_RECORD for row in rows if row.metric_id == metric]
    if not _any_said(shown):
        return _nothing(view)
    first = shown[0]
    return Panel(
        finding=say("{place}{period}{name} {value}").format(
            place=say.county(first) if view.area_code else _all_of(first, say),
            period=bare(first, view),
            name=say.name(first),
            value=say.amount(first.value, first.unit, first.decimals)
            if first.value is not None
            else say.missing(first.absence),
        ),
        fixed=("chain",),
        measure=say("各数期间不一，见各卡片；不评灯"),
        columns=_columns(shown, view, view.area_code is None),
        notes=_broken(breaks, say),
        **_drawn(shown, view, _of_kind("part", breaks)),
    )


def _any_said(shown: Sequence[Row]) -> bool:
    return any(figures.is_known(row) or row.absence for row in shown)


def _nothing(view: View) -> Panel:
    why = view.say("这一期没有县（区）指标")
    return Panel(**empty("county_cards", view, why, view.say("县（区）主要指标"), "indicators"))


def _broken(breaks: Sequence[Row], say: Words) -> tuple[str, ...]:
    revised = words_of(_of_kind("revision", breaks), say)
    return tuple(sentence([words], say) for words in revised)


def _of_kind(kind: str, breaks: Sequence[Row]) -> list[Row]:
    return [row for row in breaks if row.kind == kind]


def _drawn(shown: Sequence[Row], view: View, parts: Sequence[Row] = ()) -> dict[str, Any]:
    """What the cards of both kinds of pack have in common."""
    faces = [_face(row, parts, view) for row in shown]
    return {
        "name": "county_cards",
        "body": Cards(faces, ""),
        "rows": shown,
        "alt": " ".join(face["say"] for face in faces),
        **provenance(shown, view),
    }


def _all_of(row: Row, say: Words) -> str:
    return say("{count}县（区）合计").format(count=say.counted(row.places))


def _sum_note(row: Row, parts: Sequence[Row], say: Words) -> str:
    """What a sum over counties is, and what it leaves out or that the city's figure is the same."""
    if not row.is_sum:
        return ""
    count, left_out = say.counted(row.places), words_of(parts, say, row.metric_id)
    if left_out:
        said = say("{count}县（区）合计（推算），{left_out}")
        return said.format(count=count, left_out=say.clauses(left_out))
    if row.equals_city:
        return say("{count}县（区）合计（推算），与全市公布数相同").format(count=count)
    return say("{count}县（区）合计（推算）").format(count=count)


def _faced(row: Row) -> Row:
    """The row with every column that a card reads."""
    digits = (row.get("value_text") or "").partition(".")[2]
    return row.with_(
        area_zh=row.short_zh,
        area_en=row.short_en,
        value_text=row.get("value_text") if digits and len(digits) <= 2 else None,
        is_sum=bool(row.get("is_sum")),
        between=row.get("between"),
        share=row.get("share"),
        **dict.fromkeys(("unit_text", "target_text", "target_hedge_text", "period_note")),
        **dict.fromkeys(("reprint_end", "alternatives", "caveat_area", "target_version")),
        target_hedge="none",
        has_target=row.target is not None,
    )


def _face(row: Row, parts: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    if row.between:
        return _range_face(row, view)
    face = card.face(row, (), view)
    if row.is_derived and row.growth is not None and figures.is_known(row):
        face["growth"] = figures.derived_rate(row.growth, row, say)
    if row.share is not None:
        face = _share_face(row, face, view)
    note = _sum_note(row, parts, say)
    told = [*([note] if note else []), *figures.without_growth(row, "chain", say)]
    return {**face, "notes": [*face["notes"], *told]}


def _share_face(row: Row, face: dict[str, Any], view: View) -> dict[str, Any]:
    """The secondary sector as a part of the product: ours, so it is never read aloud alone."""
    say = view.say
    label = say("第二产业占地区生产总值比重")
    if row.area_level == "county":
        label = f"{say.county(row)} · {label}"
    value = say.share_percent(row.share)
    said = say("{label}，{period}，{figure}（推算）。").format(
        label=label, period=when(row, view), figure=value
    )
    note = say("推算：第二产业增加值 {value}").format(value=say.amount(row.value, row.unit))
    return {**face, "label": label, "value": value, "unit": "", "say": said, "notes": [note]}


def _range_face(row: Row, view: View) -> dict[str, Any]:
    """From the lowest to the highest county, since an income cannot be added."""
    say = view.say
    lowest, highest = (f(row.between, key=lambda r: r.value) for f in (min, max))
    digits = [say.number(r.value, 2) for r in (lowest, highest)]
    value = "—".join(digits) if say.lang == "zh" else "–".join(digits)
    unit = say.unit_name(row.unit)
    note = say("最低{low}，最高{high}，已见 {count} 县（区）；不相加").format(
        low=say.county(lowest), high=say.county(highest), count=len(row.between)
    )
    face = card.face(row.with_(value=lowest.value), (), view)
    said = say("{label}，{period}，{figure}。").format(
        label=say.name(row), period=when(row, view), figure=f"{value} {unit}"
    )
    return {**face, "value": value, "unit": unit, "growth": "", "say": said, "notes": [note]}


def _finding(first: Row, view: View) -> str:
    say = view.say
    where = say.county(first) if view.area_code else say("全市")
    if first.gap is None and first.value is None:
        missing = say.absent(first.absence)
        return say("{place}{name}{missing}").format(
            place=where, name=say.name(first), missing=missing
        )
    if first.gap is None:
        return say("{place}{name}：{value}").format(
            place=where, name=say.name(first), value=figures.value(first, say)
        )
    return say("{place}{name}完成 {done}，{gap}").format(
        place=where,
        name=say.name(first),
        done=say.share_percent(first.completion),
        gap=say.ahead(first.gap),
    )


def _notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    notes = []
    if view.chain_id is None:
        notes.append(say("各链产值含链间往来，不相加；各链分别见下。"))
    if any(row.is_derived and row.growth is not None for row in rows):
        notes.append(say("各链相加为推算，不评灯；推算同比由各链公布同比或同口径上年数得出。"))
    if any(row.left_out and row.absence is None for row in rows):
        notes.append(say("合计不含未报、保密的链。"))
    lights = [say.of(row, "rule") for row in rows if row.get("rule_zh")]
    return (*notes, *dict.fromkeys(lights))


def _columns(shown: Sequence[Row], view: View, is_ours: bool, *lit: Column) -> tuple[Column, ...]:
    say = view.say
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column("area_code", say("地区"), words=lambda row: _place(row, say)),
        period_column(view),
        figures.value_column(say, say("数值"), derived=is_ours),
        figures.unit_column(say),
        *figures.growth_columns(say),
        *lit,
        *figures.claim_columns(shown, say),
        Column("absence", say("缺数原因"), words=lambda row: _gone(row, say)),
    )


def _place(row: Row, say: Words) -> str:
    return say.county(row) if row.area_level == "county" else ""


def _gone(row: Row, say: Words) -> str:
    return "" if row.between else figures.gone(row, say)
