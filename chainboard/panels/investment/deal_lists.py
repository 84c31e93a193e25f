"""Deals in lists: those that wait after signing, and how far each year's deals have come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import as_table, empty, measure, name, place, provenance
from chainboard.panels.investment.deals import UNIT, known_to, where
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import amount, day, listed, number, origin_name, share_percent, texts

LISTED = {"light": 12, "projector": 6}  # rows on the page; the table behind has them all
WAIT = 90  # days after signing; deals.stalled holds the same number


def stalled(rows: Sequence[Row], view: View) -> Panel:
    """The deals that wait longest after signing; all of them in the table behind it.

    rows  as deals.stalled returns them, the longest wait first
    """
    _ = texts(view.lang)
    heading = _("签约超过 {days} 天未开工").format(days=WAIT)
    if not rows:
        why = (
            ""
            if view.pack == "published"
            else _("没有签约超过 {days} 天未开工的项目").format(days=WAIT)
        )
        return Panel(**empty("stalled_deals", view, why, heading))
    listed_rows = [_deal_in_table(row, view) for row in rows]
    columns, first = _deal_columns(view), LISTED[view.theme]
    return Panel(
        name="stalled_deals",
        finding=_("{count} 个项目签约超过 {days} 天未开工，签约额合计 {value}").format(
            count=len(rows), days=WAIT, value=_contracts(rows, view)
        ),
        measure=measure(
            where(rows[0] if view.area_code else Row(), view),
            _("天数计至{day}，不随所选期间变动").format(day=day(view.as_of, view.lang)),
            _("等待最久的在前"),
            _("列出前 {shown} 项，全部见数据表").format(shown=first) if len(rows) > first else "",
        ),
        body={"table": _with_ways(listed_rows[:first], columns), "wide": True},
        rows=listed_rows,
        columns=_to_take_away(view),
        **{
            **provenance(rows, view),
            "as_of": _("截至 {period}").format(period=day(view.as_of, view.lang)),
        },
        alt=listed([_waiting(row, view) for row in rows[:first]], view.lang),
    )


def _contracts(rows: Sequence[Row], view: View) -> str:
    return amount(sum(row.contract_value or 0 for row in rows), UNIT, view.lang)


def _waiting(row: Row, view: View) -> str:
    return f"{name(row, view.lang)} {amount(row.days, '天', view.lang)}"


def _deal_in_table(row: Row, view: View) -> Row:
    return row.with_(
        place=place(row, view.lang),
        chain=row[f"chain_{view.lang}"] or "",
        signed=day(row.signed_on, view.lang),
        waited=number(row.days, 0, view.lang),
        value=amount(row.contract_value, UNIT, view.lang),
        funds=amount(row.in_place_funds, UNIT, view.lang),
        from_where=origin_name(row.origin, view.lang) if row.origin else "",
        office=row[f"office_{view.lang}"] or "",
    )


def _deal_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("项目")),
        Column("place", _("县(区)")),
        Column("chain", _("产业链")),
        Column("signed", _("签约日期")),
        Column("waited", _("已签约天数")),
        Column("value", _("签约额")),
        Column("funds", _("到位资金")),
        Column("from_where", _("资金来源地")),
        Column("office", _("牵头部门")),
    )


def _to_take_away(view: View) -> tuple[Column, ...]:
    """The table behind the panel: numbers and days as a spreadsheet reads them."""
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("项目")),
        Column("place", _("县(区)")),
        Column("chain", _("产业链")),
        Column(f"investor_{view.lang}", _("投资方")),
        Column("from_where", _("资金来源地")),
        Column("signed_on", _("签约日期")),
        Column("days", _("已签约天数"), decimals=0),
        Column("contract_value", _("签约额"), UNIT, 2),
        Column("in_place_funds", _("到位资金"), UNIT, 2),
        Column("office", _("牵头部门")),
    )


def _with_ways(rows: Sequence[Row], columns: Sequence[Column]) -> dict[str, Any]:
    """The table on the page: its county and its chain lead to their pages."""
    ways = [
        row.with_(
            place={"go": f"county?county={row.area_code}", "words": row.place},
            chain={"go": f"chain?chain={row.chain_id}", "words": row.chain} if row.chain else "",
        )
        for row in rows
    ]
    return as_table(ways, columns)


def cohorts(rows: Sequence[Row], view: View) -> Panel:
    """How far the deals of each year of signing have come, with what each rate is a part of.

    rows  as analysis.deals.by_signing_year returns them
    """
    _ = texts(view.lang)
    if not rows:
        why = _("没有签约项目")
        return Panel(**empty("investment_cohorts", view, why, _("各年签约项目进展")))
    listed_rows = [_cohort_in_table(row, view) for row in rows]
    columns = _cohort_columns(view)
    return Panel(
        name="investment_cohorts",
        finding=_cohort_finding(rows, view),
        measure=measure(
            where(rows[0], view),
            _("开工率、投产率的分母为当年签约项目数，资金到位率的分母为当年签约额"),
            _("开工含已建成"),
        ),
        body={"table": as_table(listed_rows, columns), "wide": True},
        rows=listed_rows,
        columns=columns,
        **known_to(rows, view),
        alt=listed(
            [f"{row.signing_year} {row.start} {row.production}" for row in listed_rows], view.lang
        ),
        notes=(_("越近的年份推进时间越短，各年的率不宜直接比较。"),),
    )


def _cohort_finding(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    row = rows[min(1, len(rows) - 1)]  # the last full year of signing, where there is one
    return _("{year}年签约的 {deals} 个项目，开工率 {start}，投产率 {production}").format(
        year=row.signing_year,
        deals=row.deals,
        start=share_percent(row.start_rate, view.lang),
        production=share_percent(row.production_rate, view.lang),
    )


def _cohort_in_table(row: Row, view: View) -> Row:
    return row.with_(
        year=str(row.signing_year),
        signed=number(row.deals, 0, view.lang),
        value=amount(row.contract_value, UNIT, view.lang),
        start=_of(row.started, row.start_rate, view),
        production=_of(row.in_production, row.production_rate, view),
        funds=amount(row.in_place_funds, UNIT, view.lang),
        funding=share_percent(row.funding_rate, view.lang),
    )


def _of(count: int, rate: float | None, view: View) -> str:
    return f"{number(count, 0, view.lang)} · {share_percent(rate, view.lang)}"


def _cohort_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("year", _("签约年份")),
        Column("signed", _("签约项目")),
        Column("value", _("签约额")),
        Column("start", _("已开工、开工率")),
        Column("production", _("已投产、投产率")),
        Column("funds", _("到位资金")),
        Column("funding", _("资金到位率")),
    )
