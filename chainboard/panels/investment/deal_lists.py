"""Deals in lists: those that wait after signing, and how far each year's deals have come."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.frame import as_table, empty, measure, provenance
from chainboard.panels.investment.deals import UNIT, known_to, where
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

LISTED = {"light": 12, "projector": 6}  # rows on the page; the table behind has them all
WAIT = 90  # days after signing; deals.stalled holds the same number


def stalled(rows: Sequence[Row], view: View) -> Panel:
    """The deals that wait longest after signing; all of them in the table behind it.

    rows  as deals.stalled returns them, the longest wait first
    """
    say = view.say
    heading = say("签约超过 {days} 天未开工").format(days=WAIT)
    if not rows:
        why = (
            ""
            if view.pack.is_record
            else say("没有签约超过 {days} 天未开工的项目").format(days=WAIT)
        )
        return Panel(**empty("stalled_deals", view, why, heading))
    listed_rows = [_deal_in_table(row, say) for row in rows]
    columns, first = _deal_columns(say), LISTED[view.theme]
    return Panel(
        name="stalled_deals",
        finding=say("{count} 个项目签约超过 {days} 天未开工，签约额合计 {value}").format(
            count=len(rows), days=WAIT, value=_contracts(rows, say)
        ),
        measure=measure(
            where(rows[0] if view.area_code else Row(), view),
            say("天数计至{day}，不随所选期间变动").format(day=say.day(view.as_of)),
            say("等待最久的在前"),
            say("列出前 {shown} 项，全部见数据表").format(shown=first) if len(rows) > first else "",
        ),
        body=as_table(_with_ways(listed_rows[:first]), columns, is_wide=True),
        rows=listed_rows,
        columns=_to_take_away(say),
        **{
            **provenance(rows, view),
            "as_of": say("截至 {period}").format(period=say.day(view.as_of)),
        },
        alt=say.listed([_waiting(row, say) for row in rows[:first]]),
    )


def _contracts(rows: Sequence[Row], say: Words) -> str:
    return say.amount(sum(row.contract_value or 0 for row in rows), UNIT)


def _waiting(row: Row, say: Words) -> str:
    return f"{say.name(row)} {say.amount(row.days, '天')}"


def _deal_in_table(row: Row, say: Words) -> Row:
    return row.with_(
        place=say.place(row),
        chain=say.of(row, "chain") or "",
        signed=say.day(row.signed_on),
        waited=say.number(row.days, 0),
        value=say.amount(row.contract_value, UNIT),
        funds=say.amount(row.in_place_funds, UNIT),
        from_where=say.origin_name(row.origin) if row.origin else "",
        office=say.of(row, "office") or "",
    )


def _deal_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("项目")),
        Column("place", say("县(区)")),
        Column("chain", say("产业链")),
        Column("signed", say("签约日期")),
        Column("waited", say("已签约天数")),
        Column("value", say("签约额")),
        Column("funds", say("到位资金")),
        Column("from_where", say("资金来源地")),
        Column("office", say("牵头部门")),
    )


def _to_take_away(say: Words) -> tuple[Column, ...]:
    """The table behind the panel: numbers and days as a spreadsheet reads them."""
    return (
        Column(f"name_{say.lang}", say("项目")),
        Column("place", say("县(区)")),
        Column("chain", say("产业链")),
        Column(f"investor_{say.lang}", say("投资方")),
        Column("from_where", say("资金来源地")),
        Column("signed_on", say("签约日期")),
        Column("days", say("已签约天数"), decimals=0),
        Column("contract_value", say("签约额"), UNIT, 2),
        Column("in_place_funds", say("到位资金"), UNIT, 2),
        Column("office", say("牵头部门")),
    )


def _with_ways(rows: Sequence[Row]) -> list[Row]:
    """The rows on the page: the county and the chain lead to their pages."""
    return [
        row.with_(
            place={"go": f"county?county={row.area_code}", "words": row.place},
            chain={"go": f"chain?chain={row.chain_id}", "words": row.chain} if row.chain else "",
        )
        for row in rows
    ]


def cohorts(rows: Sequence[Row], view: View) -> Panel:
    """How far the deals of each year of signing have come, with what each rate is a part of.

    rows  as analysis.deals.by_signing_year returns them
    """
    say = view.say
    if not rows:
        why = say("没有签约项目")
        return Panel(**empty("investment_cohorts", view, why, say("各年签约项目进展")))
    listed_rows = [_cohort_in_table(row, say) for row in rows]
    columns = _cohort_columns(say)
    return Panel(
        name="investment_cohorts",
        finding=_cohort_finding(rows, say),
        measure=measure(
            where(rows[0], view),
            say("开工率、投产率的分母为当年签约项目数，资金到位率的分母为当年签约额"),
            say("开工含已建成"),
        ),
        body=as_table(listed_rows, columns, is_wide=True),
        rows=listed_rows,
        columns=columns,
        **known_to(rows, view),
        alt=say.listed([f"{row.signing_year} {row.start} {row.production}" for row in listed_rows]),
        notes=(say("越近的年份推进时间越短，各年的率不宜直接比较。"),),
    )


def _cohort_finding(rows: Sequence[Row], say: Words) -> str:
    row = rows[min(1, len(rows) - 1)]  # the last full year of signing, where there is one
    return say("{year}年签约的 {deals} 个项目，开工率 {start}，投产率 {production}").format(
        year=row.signing_year,
        deals=row.deals,
        start=say.share_percent(row.start_rate),
        production=say.share_percent(row.production_rate),
    )


def _cohort_in_table(row: Row, say: Words) -> Row:
    return row.with_(
        year=str(row.signing_year),
        signed=say.number(row.deals, 0),
        value=say.amount(row.contract_value, UNIT),
        start=_of(row.started, row.start_rate, say),
        production=_of(row.in_production, row.production_rate, say),
        funds=say.amount(row.in_place_funds, UNIT),
        funding=say.share_percent(row.funding_rate),
    )


def _of(count: int, rate: float | None, say: Words) -> str:
    return f"{say.number(count, 0)} · {say.share_percent(rate)}"


def _cohort_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("year", say("签约年份")),
        Column("signed", say("签约项目")),
        Column("value", say("签约额")),
        Column("start", say("已开工、开工率")),
        Column("production", say("已投产、投产率")),
        Column("funds", say("到位资金")),
        Column("funding", say("资金到位率")),
    )
