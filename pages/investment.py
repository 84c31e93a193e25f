"""Investment promotion: what came in, how far the deals are, and which of them wait."""

from collections.abc import Sequence

from chainboard.analysis import (
    behind,
    commitments as given,
    deals as counted,
    investment as settled,
    vintage,
)
from chainboard.analysis.lights import lit
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.investment import (
    cards,
    chains,
    commitments as promised,
    deal_lists as lists,
    deals,
    in_place as funds,
    record,
    series,
    vintages as aged,
)
from chainboard.queries import ask
from chainboard.standing.pasts import pasts_of
from chainboard.view import Row, View

PAGE = Page(
    address="investment",
    order=40,
    name_zh="招商引资",
    name_en="Investment",
    title_zh="招商引资",
    title_en="Investment promotion",
    picked_zh="招商引资 · {name}",
    picked_en="Investment promotion · {name}",
    switch="county",
    filters=("chain", "period"),
    steps=("county",),
)


def investment_cards(view: View) -> Panel:
    """How much came in, and is it on pace?"""
    figures = _to_date(view)
    rows = settled.standing(figures, cards.METRICS, view.period_end)
    months = settled.months_to(rows, figures)
    targets = behind.standing(months, ask(view, "rules.in_force"))
    return cards.cards(behind.told(_lit(rows, view), targets), figures, view)


def deal_funnel(view: View) -> Panel:
    """How many of the deals signed ever reached each stage?"""
    rows = counted.of_county(ask(view, "deals.by_county_year_and_stage"), view.area_code)
    reached = counted.reach(rows, ask(view, "deals.stages"))
    return deals.funnel(reached, counted.funding_rate(rows), view)


def stage_by_county(view: View) -> Panel:
    """Where do the deals of each county stand now?"""
    stages = ask(view, "deals.stages")
    rows = counted.by_county(ask(view, "deals.by_county_year_and_stage"), stages)
    return deals.by_county(rows, stages, view)


def in_place_monthly(view: View) -> Panel:
    """What did each month bring, and was that the plan?"""
    rows = settled.shown_year(_to_date(view), view.period_end)
    return funds.by_month(_lit(rows, view), view)


def investment_by_chain(view: View) -> Panel:
    """Which chains bring the money, and which are behind?"""
    return chains.by_chain(_lit(ask(view, "investment.by_chain"), view), view)


def stalled_deals(view: View) -> Panel:
    """Which deals were signed long ago and have not started?"""
    days = counted.stalled_after(ask(view, "rules.in_force"))
    rows = ask(view, "deals.stalled", stalled_after=days)
    deals = counted.of_county(ask(view, "deals.by_county_year_and_stage"), view.area_code)
    return lists.stalled(rows, days, view, has_deals=bool(deals))


def investment_series(view: View) -> Panel:
    """How does this year compare with the years before?"""
    if view.pack.is_record:
        return record.published(ask(view, "investment_record.figures"), view)
    rows = settled.to_the_same_month(_to_date(view), cards.METRICS, view.period_end)
    return series.by_year(_lit(rows, view), view)


def investment_cohorts(view: View) -> Panel:
    """How far have the deals of each year, or of each published cohort, come?"""
    if view.pack.is_record:
        told = ask(view, "investment_record.cohorts")
        figures = ask(view, "investment_record.figures")
        return record.cohorts(told, figures, counted.stated_funding(told), view)
    rows = counted.of_county(ask(view, "deals.by_county_year_and_stage"), view.area_code)
    return lists.cohorts(counted.by_signing_year(rows, ask(view, "deals.stages")), view)


def _lit(rows: Sequence[Row], view: View) -> list[Row]:
    """Which light has each figure, and does the season explain it?"""
    return lit(rows, ask(view, "rules.in_force"), pasts_of(view))


def investment_vintages(view: View) -> Panel:
    """How soon after signing do the deals of each year start, and produce?"""
    rows = vintage.curves(ask(view, "vintages.stages"), ask(view, "vintages.funds"))
    return aged.vintages(rows, vintage.compared(rows), view)


def resource_commitments(view: View) -> Panel:
    """What was promised for resources, and which promises are overdue?"""
    rows = given.standing(ask(view, "commitments.listed"), view.as_of)
    return promised.commitments(rows, given.totals(rows), view)


def _to_date(view: View) -> list[Row]:
    """What came in to the end of each month?"""
    return settled.monthly(settled.complete(ask(view, "investment.to_date")))


PANELS = (
    investment_cards,
    deal_funnel,
    stage_by_county,
    in_place_monthly,
    investment_by_chain,
    stalled_deals,
    investment_series,
    investment_cohorts,
    investment_vintages,
    resource_commitments,
)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
