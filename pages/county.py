"""One county beside the other seven: is it on pace, where does it stand, what carries it?"""

from chainboard.analysis.county import measured
from chainboard.panels import Panel
from chainboard.panels.county import (
    cards,
    chains as carried,
    dumbbell as compared,
    heat,
    rank as order,
    trends as course,
)
from chainboard.queries import ask
from chainboard.view import Row, View

INDICATORS = [
    "output_value",
    "industrial_va",
    "investment_attracted",
    "project_investment",
    "tax",
    "revenue",
    "power_use",
    "industry_firms",
    "gdp",
    "gdp_primary",
    "gdp_secondary",
    "budget_revenue",
    "budget_expenditure",
    "facility_agri_land",
    "age_65_share",
    "resident_population",
    "rural_income_pc",
]


def county_cards(view: View) -> Panel:
    """Is the county on pace?"""
    return cards.cards(_indicators(view), view)


def county_rank(view: View) -> Panel:
    """Where does it stand among the eight, and does it improve?"""
    return order.rank(_indicators(view), view)


def county_dumbbell(view: View) -> Panel:
    """How does it compare with last year?"""
    return compared.dumbbell(_indicators(view), ask(view, "county.years_apart"), view)


def county_heat(view: View) -> Panel:
    """In which indicators is which county behind?"""
    return heat.heat(_indicators(view), view)


def county_trends(view: View) -> Panel:
    """How did each county get here?"""
    said = ask(view, "county_course.growth_as_published")
    return course.trends(ask(view, "county_course.points"), said, view)


def county_chains(view: View) -> Panel:
    """What does each chain contribute?"""
    words = ask(view, "county_course.positions")
    return carried.chains(ask(view, "county_course.by_chain"), words, view)


def _indicators(view: View) -> list[Row]:
    """What does each county have of each indicator, beside target and last year?"""
    figures = ask(view, "county.figures", metric_ids=INDICATORS)
    return measured(figures, ask(view, "rules.that_light"))


PANELS = (
    county_cards,
    county_rank,
    county_dumbbell,
    county_heat,
    county_trends,
    county_chains,
)

if __name__ == "__main__":
    from chainboard import board

    board.show("county", PANELS, switch="county", filters=("chain", "period"))
