"""The KPI cards of a county, or of all counties together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.county import of_metric, shares, total
from chainboard.panels import card
from chainboard.panels.county.scope import bare, scope, when
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Cards, Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    Words,
    number,
)

OF_CHAINS = (
    "output_value",
    "industrial_va",
    "investment_attracted",
    "project_investment",
    "tax",
    "revenue",
    "industry_firms",
)
OF_THE_RECORD = ("gdp", "gdp_secondary", "industry_firms", "budget_revenue", "resident_population")
INCOME = "rural_income_pc"  # of people, so never added over counties


def cards(rows: Sequence[Row], view: View) -> Panel:
    """One card an indicator of the county; without a county, of the city.

    rows  as analysis.county.measured returns them

    Growth of several chains together is ours, is called so and is not read aloud. On the
    published pack the city's cards are sums over the eight counties, and nothing is lit.
    """
    say = view.say
    shown = _of_the_record(rows, view) if view.pack.is_record else _of_chains(rows, view)
    if not any(card.is_known(row) or row.absence for row in shown):
        why = say("这一期没有县(区)指标")
        return Panel(**empty("county_cards", view, why, say("县(区)主要指标")))
    return Panel(
        name="county_cards",
        finding=_finding(shown, view),
        measure=_measure(shown, view),
        body=Cards([_face(row, view) for row in shown], ""),
        rows=[_in_table(row, view) for row in shown],
        columns=_columns(view),
        **provenance(shown, view),
        alt=" ".join(_face(row, view)["say"] for row in shown),
        notes=_notes(shown, view),
    )


def _of_chains(rows: Sequence[Row], view: View) -> list[Row]:
    level = "prefecture" if view.area_code is None else "county"
    found = [row for metric_id in OF_CHAINS for row in of_metric(rows, metric_id, level)]
    return [_faced(row, view) for row in found if view.area_code in (None, row.area_code)]


def _of_the_record(rows: Sequence[Row], view: View) -> list[Row]:
    say = view.say
    secondary = shares(rows, "gdp_secondary", "gdp")
    by_metric = {m: of_metric(rows, m) for m in (*OF_THE_RECORD, INCOME)}
    by_metric["gdp_secondary"] = secondary
    if view.area_code is not None:
        found = [r for group in by_metric.values() for r in group if r.area_code == view.area_code]
    else:
        found = [_added(group, rows, say) for group in by_metric.values() if group]
    return [_faced(row, view) for row in found]


def _added(group: Sequence[Row], rows: Sequence[Row], say: Words) -> Row:
    """The counties of the record as one row; incomes are not added."""
    known = [row for row in group if row.value is not None]
    whole = None if group[0].metric_id == INCOME else total(group)
    gdp = total(of_metric(rows, "gdp"))
    is_share = group[0].metric_id == "gdp_secondary"
    return (known or group)[0].with_(
        area_level="prefecture",
        figure_id=None,
        value=whole,
        value_text=None,
        absence=None if known else "not_published",
        share=whole / gdp if is_share and whole and gdp else None,
        between=known if group[0].metric_id == INCOME else None,
        note=_sum_note(group, whole, rows, say),
    )


def _sum_note(group: Sequence[Row], whole: float | None, rows: Sequence[Row], say: Words) -> str:
    """What a sum over counties is, and whether the city's own figure is the same."""
    if whole is None:
        return ""
    if group[0].metric_id == "budget_revenue":
        return say("八县(区)合计(推算)，不含市本级")
    own = [row.value for row in of_metric(rows, group[0].metric_id, "prefecture")]
    same = own and own[0] is not None and number("zh", own[0], 2) == number("zh", whole, 2)
    return say("八县(区)合计(推算)，与全市公布数相同") if same else say("八县(区)合计(推算)")


def _faced(row: Row, view: View) -> Row:
    """The row with every column that a card reads."""
    digits = (row.get("value_text") or "").partition(".")[2]
    return row.with_(
        area_zh=row.short_zh,
        area_en=row.short_en,
        value_text=row.get("value_text") if digits and len(digits) <= 2 else None,
        note=row.get("note") or "",
        between=row.get("between"),
        share=row.get("share"),
        **dict.fromkeys(("unit_text", "target_text", "target_hedge_text", "period_note")),
        **dict.fromkeys(("reprint_end", "alternatives", "caveat_area", "target_version")),
        target_hedge="none",
        has_target=row.target is not None,
    )


def _face(row: Row, view: View) -> dict[str, Any]:
    say = view.say
    if row.between:
        return _range_face(row, view)
    face = card.face(row, (), view)
    if row.is_derived and row.growth is not None and card.is_known(row):
        face["growth"] = say("推算同比 {rate}").format(rate=say.growth(row.growth))
    if row.share is not None:
        face = _share_face(row, face, view)
    return {**face, "notes": [*face["notes"], *([row.note] if row.note else [])]}


def _share_face(row: Row, face: dict[str, Any], view: View) -> dict[str, Any]:
    """The secondary sector as a part of the product: ours, so it is never read aloud alone."""
    say = view.say
    label = say("第二产业占地区生产总值比重")
    if row.area_level == "county":
        label = f"{say.county(row)} · {label}"
    value = say.share_percent(row.share)
    said = say("{label}，{period}，{figure}(推算)。").format(
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
    note = say("最低{low}，最高{high}，已见 {count} 县(区)；不相加").format(
        low=say.county(lowest), high=say.county(highest), count=len(row.between)
    )
    face = card.face(row.with_(value=lowest.value), (), view)
    said = say("{label}，{period}，{figure}。").format(
        label=say.name(row), period=when(row, view), figure=f"{value} {unit}"
    )
    return {**face, "value": value, "unit": unit, "growth": "", "say": said, "notes": [note]}


def _finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    first = rows[0]
    where = say.county(first) if view.area_code else say("全市")
    if view.pack.is_record:
        where = say.county(first) if view.area_code else say("八县(区)合计")
        return say("{place}{period}{name} {value}").format(
            place=where,
            period=bare(first, view),
            name=say.name(first),
            value=_value(first, say),
        )
    if first.gap is None:
        return say("{place}{name}：{value}").format(
            place=where, name=say.name(first), value=_value(first, say)
        )
    return say("{place}{name}完成 {done}，{gap}").format(
        place=where,
        name=say.name(first),
        done=say.share_percent(first.completion),
        gap=say.ahead(first.gap),
    )


def _value(row: Row, say: Words) -> str:
    if row.value is None:
        return say.missing(row.absence)
    return say.amount(row.value, row.unit, row.decimals)


def _measure(rows: Sequence[Row], view: View) -> str:
    say = view.say
    if view.pack.is_record:
        return say("各数期间不一，见各卡片；不评灯")
    return measure(scope(rows, view), when(rows[0], view))


def _notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    if view.pack.is_record:
        return (say("2023年与2024年之间有经济普查修订，两侧不相连、不算增速。"),)
    notes = []
    if any(row.is_derived and row.growth is not None for row in rows):
        notes.append(
            say("推算同比由各链公布同比折算上年同期得出；各链相加含重复计算，不评灯，仅供参考。")
        )
    if any(row.left_out and row.absence is None for row in rows):
        notes.append(say("合计不含未报、保密的链。"))
    lights = [say.of(row, "rule") for row in rows if row.get("rule_zh")]
    return (*notes, *dict.fromkeys(lights))


def _in_table(row: Row, view: View) -> Row:
    say = view.say
    known = card.is_known(row)
    return row.with_(
        period=when(row, view),
        place=say.county(row) if row.area_level == "county" else "",
        shown=say.scaled(row.value, row.unit),
        shown_unit=say.unit_name(row.unit),
        done=None if row.completion is None else 100 * row.completion,
        missing="" if known or row.between else say.missing(row.absence),
    )


def _columns(view: View) -> tuple[Column, ...]:
    say = view.say
    lit = (Column("done", say("完成率"), "%", 2),) if not view.pack.is_record else ()
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column("place", say("地区")),
        Column("period", say("期间")),
        Column("shown", say("数值"), decimals=2),
        Column("shown_unit", say("单位")),
        Column("published_growth", say("公布同比"), "%", 2),
        *lit,
        Column("missing", say("缺数原因")),
    )
