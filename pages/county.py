"""One county beside the other seven: is it on pace, where does it stand, what carries it?"""

from chainboard.analysis import record
from chainboard.analysis.county import (
    between_years,
    counties,
    measured,
    of_chains,
    of_place,
    orders,
)
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.county import (
    cards,
    chains as carried,
    dumbbell as compared,
    heat,
    levels,
    positions,
    rank as order,
    structure,
    trends as course,
)
from chainboard.queries import ask
from chainboard.view import Row, View

PAGE = Page(
    address="county",
    order=30,
    name_zh="县(区)",
    name_en="Counties",
    title_zh="各县(区)",
    title_en="Counties",
    switch="county",
    filters=("chain", "measure", "period", "compare"),
    steps=("county",),
    widths={"county_heat": ("narrow_charts",)},
)

INDICATORS = [
    "output_value", "industrial_va", "investment_attracted", "project_investment", "tax",
    "revenue", "power_use", "industry_firms", "gdp", "gdp_primary", "gdp_secondary",
    "budget_revenue", "budget_expenditure", "facility_agri_land", "age_65_share",
    "resident_population", "rural_income_pc",
]  # fmt: skip


def county_cards(view: View) -> Panel:
    """Is the county on pace?"""
    rows, code = _indicators(view), view.area_code
    if view.pack.is_record:
        found = record.of_county(rows, code) if code else record.of_all(rows)
        return cards.of_the_record(found, _breaks(view, "county_cards"), view)
    return cards.of_chains(of_place(rows, code), view)


def county_rank(view: View) -> Panel:
    """Where does it stand among the eight, and does it improve?"""
    rows = _indicators(view)
    if view.pack.is_ranked:
        return order.rank(orders(counties(rows).get(_measure(view), [])), view)
    read = record.makeup(rows)
    return structure.structure(read, record.borne_out(_breaks(view, "county_rank"), read), view)


def county_dumbbell(view: View) -> Panel:
    """How does it compare with last year?"""
    apart = between_years(ask(view, "county.years_apart"))
    breaks = _breaks(view, "county_dumbbell")
    return compared.dumbbell(counties(_indicators(view)), apart, breaks, view)


def county_heat(view: View) -> Panel:
    """In which indicators is which county behind?"""
    found = counties(_indicators(view))
    if view.pack.is_lit:
        return heat.heat(found, view)
    return levels.levels(found, _breaks(view, "county_heat"), view)


def county_trends(view: View) -> Panel:
    """How did each county get here?"""
    metric_id = "gdp" if view.pack.is_record else _measure(view)
    points = ask(view, "county_course.points", metric_id=metric_id)
    said = ask(view, "county_course.growth_as_published")
    return course.trends(record.in_runs(points), said, _breaks(view, "county_trends"), view)


def county_chains(view: View) -> Panel:
    """How does each of its chains stand?"""
    if view.pack.is_record:
        return positions.positioned(ask(view, "county_course.positions"), view)
    rows = ask(view, "county_course.by_chain")
    return carried.chains(of_chains(rows, ask(view, "rules.that_light")), view)


def _indicators(view: View) -> list[Row]:
    """What does each county have of each indicator, beside target and last year?"""
    figures = ask(view, "county.figures", metric_ids=INDICATORS)
    return measured(figures, ask(view, "rules.that_light"))


def _measure(view: View) -> str:
    """By what are counties compared: as chosen, else a chain's output, or funds, which add."""
    return view.measure or ("output_value" if view.chain_id else "investment_attracted")


def _breaks(view: View, panel: str) -> list[Row]:
    """What must be said beside the figures of a panel?"""
    return ask(view, "breaks.of_panel", panel=panel)


PANELS = (county_cards, county_rank, county_dumbbell, county_heat, county_trends, county_chains)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
