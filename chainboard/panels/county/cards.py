"""The KPI cards of a county, or of all counties together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.analysis.county import of_metric, shares, total
from chainboard.panels import card
from chainboard.panels.county.scope import bare, scope, when
from chainboard.panels.frame import county, empty, measure, name, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    ahead,
    amount,
    growth,
    missing,
    number,
    scaled,
    share_percent,
    texts,
    unit_name,
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
    _ = texts(view.lang)
    shown = _of_the_record(rows, view) if view.pack == "published" else _of_chains(rows, view)
    if not any(card.is_known(row) or row.absence for row in shown):
        why = _("这一期没有县(区)指标")
        return Panel(**empty("county_cards", view, why, _("县(区)主要指标")))
    return Panel(
        name="county_cards",
        finding=_finding(shown, view),
        measure=_measure(shown, view),
        body={"cards": [_face(row, view) for row in shown], "lead": ""},
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
    secondary = shares(rows, "gdp_secondary", "gdp")
    by_metric = {m: of_metric(rows, m) for m in (*OF_THE_RECORD, INCOME)}
    by_metric["gdp_secondary"] = secondary
    if view.area_code is not None:
        found = [r for group in by_metric.values() for r in group if r.area_code == view.area_code]
    else:
        found = [_added(group, rows, view) for group in by_metric.values() if group]
    return [_faced(row, view) for row in found]


def _added(group: Sequence[Row], rows: Sequence[Row], view: View) -> Row:
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
        note=_sum_note(group, whole, rows, view),
    )


def _sum_note(group: Sequence[Row], whole: float | None, rows: Sequence[Row], view: View) -> str:
    """What a sum over counties is, and whether the city's own figure is the same."""
    _ = texts(view.lang)
    if whole is None:
        return ""
    if group[0].metric_id == "budget_revenue":
        return _("八县(区)合计(推算)，不含市本级")
    own = [row.value for row in of_metric(rows, group[0].metric_id, "prefecture")]
    same = own and own[0] is not None and number(own[0], 2, "zh") == number(whole, 2, "zh")
    return _("八县(区)合计(推算)，与全市公布数相同") if same else _("八县(区)合计(推算)")


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
    _ = texts(view.lang)
    if row.between:
        return _range_face(row, view)
    face = card.face(row, (), view)
    if row.is_derived and row.growth is not None and card.is_known(row):
        face["growth"] = _("推算同比 {rate}").format(rate=growth(row.growth, view.lang))
    if row.share is not None:
        face = _share_face(row, face, view)
    return {**face, "notes": [*face["notes"], *([row.note] if row.note else [])]}


def _share_face(row: Row, face: dict[str, Any], view: View) -> dict[str, Any]:
    """The secondary sector as a part of the product: ours, so it is never read aloud alone."""
    _ = texts(view.lang)
    label = _("第二产业占地区生产总值比重")
    if row.area_level == "county":
        label = f"{county(row, view.lang)} · {label}"
    value = share_percent(row.share, view.lang)
    said = _("{label}，{period}，{figure}(推算)。").format(
        label=label, period=when(row, view), figure=value
    )
    note = _("推算：第二产业增加值 {value}").format(value=amount(row.value, row.unit, view.lang))
    return {**face, "label": label, "value": value, "unit": "", "say": said, "notes": [note]}


def _range_face(row: Row, view: View) -> dict[str, Any]:
    """From the lowest to the highest county, since an income cannot be added."""
    _ = texts(view.lang)
    lowest, highest = (f(row.between, key=lambda r: r.value) for f in (min, max))
    digits = [number(r.value, 2, view.lang) for r in (lowest, highest)]
    value = "—".join(digits) if view.lang == "zh" else "–".join(digits)
    unit = unit_name(row.unit, view.lang)
    note = _("最低{low}，最高{high}，已见 {count} 县(区)；不相加").format(
        low=county(lowest, view.lang), high=county(highest, view.lang), count=len(row.between)
    )
    face = card.face(row.with_(value=lowest.value), (), view)
    said = _("{label}，{period}，{figure}。").format(
        label=name(row, view.lang), period=when(row, view), figure=f"{value} {unit}"
    )
    return {**face, "value": value, "unit": unit, "growth": "", "say": said, "notes": [note]}


def _finding(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    first = rows[0]
    where = county(first, view.lang) if view.area_code else _("全市")
    if view.pack == "published":
        where = county(first, view.lang) if view.area_code else _("八县(区)合计")
        return _("{place}{period}{name} {value}").format(
            place=where,
            period=bare(first, view),
            name=name(first, view.lang),
            value=_value(first, view),
        )
    if first.gap is None:
        return _("{place}{name}：{value}").format(
            place=where, name=name(first, view.lang), value=_value(first, view)
        )
    return _("{place}{name}完成 {done}，{gap}").format(
        place=where,
        name=name(first, view.lang),
        done=share_percent(first.completion, view.lang),
        gap=ahead(first.gap, view.lang),
    )


def _value(row: Row, view: View) -> str:
    if row.value is None:
        return missing(row.absence, view.lang, view.pack)
    return amount(row.value, row.unit, view.lang, row.decimals)


def _measure(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    if view.pack == "published":
        return _("各数期间不一，见各卡片；不评灯")
    return measure(scope(rows, view), when(rows[0], view))


def _notes(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    _ = texts(view.lang)
    if view.pack == "published":
        return (_("2023年与2024年之间有经济普查修订，两侧不相连、不算增速。"),)
    notes = []
    if any(row.is_derived and row.growth is not None for row in rows):
        notes.append(
            _("推算同比由各链公布同比折算上年同期得出；各链相加含重复计算，不评灯，仅供参考。")
        )
    if any(row.left_out and row.absence is None for row in rows):
        notes.append(_("合计不含未报、保密的链。"))
    lights = [row[f"rule_{view.lang}"] for row in rows if row.get("rule_zh")]
    return (*notes, *dict.fromkeys(lights))


def _in_table(row: Row, view: View) -> Row:
    known = card.is_known(row)
    return row.with_(
        period=when(row, view),
        place=county(row, view.lang) if row.area_level == "county" else "",
        shown=scaled(row.value, row.unit, view.lang),
        shown_unit=unit_name(row.unit, view.lang),
        done=None if row.completion is None else 100 * row.completion,
        missing="" if known or row.between else missing(row.absence, view.lang, view.pack),
    )


def _columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    lit = (Column("done", _("完成率"), "%", 2),) if view.pack != "published" else ()
    return (
        Column(f"name_{view.lang}", _("指标")),
        Column("place", _("地区")),
        Column("period", _("期间")),
        Column("shown", _("数值"), decimals=2),
        Column("shown_unit", _("单位")),
        Column("published_growth", _("公布同比"), "%", 2),
        *lit,
        Column("missing", _("缺数原因")),
    )
