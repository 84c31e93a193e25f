"""Deals in lists: those that wait after signing, and how far each year's deals have come."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.investment.deals import (
    UNIT,
    amount,
    amount_column,
    known_to,
    left_out,
    left_out_columns,
)
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

LISTED = {"light": 12, "projector": 6}  # rows on the page; the table behind has them all


def stalled(rows: Sequence[Row], days: int | None, view: View, *, has_deals: bool) -> Panel:
    """The deals that wait longest after signing; all of them in the table behind it.

    rows  as deals.stalled returns them, the longest wait first
    days  after which a deal that has not started counts as waiting; None leaves the panel out
    has_deals  whether there are deals that could wait
    """
    say = view.say
    if days is None:
        return Panel(**empty("stalled_deals", view, "", say("久未开工项目")))
    heading = say("签约超过 {days} 天未开工").format(days=days)
    if not rows and not view.pack.is_aged:
        return Panel(**empty("stalled_deals", view, "", heading))
    if not rows and not has_deals:
        return Panel(**empty("stalled_deals", view, say("没有签约项目"), heading, "deals"))
    if not rows:
        nobody = say("没有签约超过 {days} 天未开工的项目").format(days=days)
        return Panel(**empty("stalled_deals", view, nobody, heading))
    first = rows[: LISTED[view.theme]]
    return Panel(
        name="stalled_deals",
        fixed=("period",),
        finding=say("{count} 个项目签约超过 {days} 天未开工，签约额合计 {value}").format(
            count=say.number(len(rows), 0), days=days, value=_contracts(rows, say)
        ),
        measure=measure(
            say("天数计至{day}，不随所选期间变动").format(day=say.day(view.as_of)),
            say("等待最久的在前"),
            say("列出前 {shown} 项，全部见数据表").format(shown=len(first))
            if len(rows) > len(first)
            else "",
        ),
        body=figures.table(first, _on_the_page(say)),
        rows=rows,
        columns=_to_take_away(rows, say),
        **{
            **provenance(rows, view),
            "as_of": say("截至 {period}").format(period=say.day(view.as_of)),
        },
        alt=say.listed([_waiting(row, say) for row in first]),
    )


def _contracts(rows: Sequence[Row], say: Words) -> str:
    """The sum of the contracts that are known, with how many confidential ones it leaves out."""
    known = [row.contract_value for row in rows if row.contract_value is not None]
    hidden = sum(1 for row in rows if row.absence)
    if not known and hidden:
        return say.absent("suppressed")
    return say.bracketed(say.amount(sum(known), UNIT), left_out(hidden, say))


def _waiting(row: Row, say: Words) -> str:
    return f"{say.name(row)} {say.amount(row.days, '天')}"


def _on_the_page(say: Words) -> tuple[Column, ...]:
    """The table on the page: county and chain lead to their pages, amounts have their unit."""
    return (
        Column(f"name_{say.lang}", say("项目")),
        Column("area", say("县（区）"), words=lambda row: _county(row, say)),
        Column("chain", say("产业链"), words=lambda row: _chain(row, say)),
        Column("signed_on", say("签约日期"), words=lambda row: say.day(row.signed_on)),
        Column("days", say("已签约天数"), words=lambda row: say.number(row.days, 0)),
        Column("contract_value", say("签约额"), words=lambda row: _contract_value(row, say)),
        Column("in_place_funds", say("到位资金"), words=lambda row: _funds(row, say)),
        _origin_column(say),
        Column(f"office_{say.lang}", say("牵头部门")),
    )


def _county(row: Row, say: Words) -> dict[str, str]:
    return {"go": f"county?county={row.area_code}", "words": say.place(row)}


def _chain(row: Row, say: Words) -> dict[str, str] | None:
    chain = say.of(row, "chain")
    return {"go": f"chain?chain={row.chain_id}", "words": chain} if chain else None


def _contract_value(row: Row, say: Words) -> str:
    return amount(row, "contract_value", say)


def _funds(row: Row, say: Words) -> str:
    return amount(row, "in_place_funds", say)


def _origin_column(say: Words) -> Column:
    return Column(
        "origin",
        say("资金来源地"),
        words=lambda row: say.origin_name(row.origin) if row.origin else "",
    )


def _to_take_away(rows: Sequence[Row], say: Words) -> tuple[Column, ...]:
    """The table behind the panel: numbers and days as a spreadsheet reads them."""
    return (
        Column(f"name_{say.lang}", say("项目")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(f"investor_{say.lang}", say("投资方")),
        _origin_column(say),
        Column("signed_on", say("签约日期")),
        Column("days", say("已签约天数"), decimals=0),
        amount_column("contract_value", say("签约额"), say),
        amount_column("in_place_funds", say("到位资金"), say),
        Column(f"office_{say.lang}", say("牵头部门")),
        *figures.gone_columns(rows, "contract_value", say),
    )


def cohorts(rows: Sequence[Row], view: View) -> Panel:
    """How far the deals of each year of signing have come, with what each rate is a part of.

    rows  as analysis.deals.by_signing_year returns them
    """
    say = view.say
    if not rows:
        why = say("没有签约项目")
        return Panel(**empty("investment_cohorts", view, why, say("各年签约项目进展"), "deals"))
    left = left_out(sum(row.confidential for row in rows), say)
    return Panel(
        name="investment_cohorts",
        finding=_cohort_finding(rows, say),
        measure=measure(
            say("开工率、投产率的分母为当年签约项目数，资金到位率的分母为当年签约额"),
            say("开工含已建成"),
            say("金额{left}").format(left=left) if left else "",
        ),
        body=figures.table(rows, _cohorts_on_the_page(say)),
        rows=rows,
        columns=_cohorts_to_take_away(rows, say),
        **known_to(rows, view),
        alt=say.listed([_cohort_said(row, say) for row in rows]),
        notes=(say("越近的年份推进时间越短，各年的率不宜直接比较。"),),
    )


def _cohort_finding(rows: Sequence[Row], say: Words) -> str:
    row = rows[min(1, len(rows) - 1)]  # the last full year of signing, where there is one
    return say("{year}年签约的 {deals} 个项目，开工率 {start}，投产率 {production}").format(
        year=row.signing_year,
        deals=say.number(row.deals, 0),
        start=say.share_percent(row.start_rate),
        production=say.share_percent(row.production_rate),
    )


def _cohort_said(row: Row, say: Words) -> str:
    return f"{row.signing_year} {_started(row, say)} {_produce(row, say)}"


def _started(row: Row, say: Words) -> str:
    return f"{say.number(row.started, 0)} · {say.share_percent(row.start_rate)}"


def _produce(row: Row, say: Words) -> str:
    return f"{say.number(row.in_production, 0)} · {say.share_percent(row.production_rate)}"


def _cohorts_on_the_page(say: Words) -> tuple[Column, ...]:
    return (
        Column("signing_year", say("签约年份"), words=lambda row: str(row.signing_year)),
        Column("deals", say("签约项目"), words=lambda row: say.number(row.deals, 0)),
        Column("contract_value", say("签约额"), words=lambda row: _contract_value(row, say)),
        Column("started", say("已开工、开工率"), words=lambda row: _started(row, say)),
        Column("in_production", say("已投产、投产率"), words=lambda row: _produce(row, say)),
        Column("in_place_funds", say("到位资金"), words=lambda row: _funds(row, say)),
        _rate_column("funding_rate", say("资金到位率"), say),
    )


def _cohorts_to_take_away(rows: Sequence[Row], say: Words) -> tuple[Column, ...]:
    """The table behind the panel: counts, amounts and rates each in a column of its own."""
    return (
        Column("signing_year", say("签约年份"), words=lambda row: str(row.signing_year)),
        Column("deals", say("签约项目"), "个", 0),
        amount_column("contract_value", say("签约额"), say),
        Column("started", say("已开工"), "个", 0),
        _rate_column("start_rate", say("开工率"), say),
        Column("in_production", say("已投产"), "个", 0),
        _rate_column("production_rate", say("投产率"), say),
        amount_column("in_place_funds", say("到位资金"), say),
        _rate_column("funding_rate", say("资金到位率"), say),
        *left_out_columns(rows, say),
    )


def _rate_column(key: str, label: str, say: Words) -> Column:
    """A part of 0 to 1, worked out here and said in percent."""
    return Column(key, label, words=lambda row: _rate(row, key, say), derived=True)


def _rate(row: Row, key: str, say: Words) -> str:
    if row[key] is None and row.absence:
        return say.missing(row.absence)
    return say.share_percent(row[key])
