"""One county beside the others: is it on pace, where does it stand, what carries it?"""

from chainboard.standing import told, works  # noqa: I001 (a page stays short)
from chainboard.analysis import behind, county, loop, record
from chainboard.ledger.own import open_of
from chainboard.page import Page, Width
from chainboard.panels import Panel, drivers as pulled, month_changes as changed
from chainboard.panels.county import (
    attention, cards, chains as carried, dumbbell as compared, headline as said, heat, levels,
    positions, rank as order, structure, trends as course,
)  # fmt: skip
from chainboard.panels.loop import causes, own as matters
from chainboard.panels.schedule import late
from chainboard.standing.pasts import pasts_of
from chainboard.queries import ask, once
from chainboard.view import Row, View

ATTENTION_WIDTH: tuple[Width, ...] = ("all_rows", "folded_heads", "phone_first")
PAGE = Page(
    address="county", order=30, switch="county",
    name_zh="县（区）", name_en="Counties", title_zh="各县（区）", title_en="Counties",
    filters=("chain", "measure", "period", "against", "compare"), steps=("county",),
    widths={"county_heat": ("narrow_charts",), "county_attention": ATTENTION_WIDTH},
    of_ledger=("county_attention", "open_matters"),
)  # fmt: skip


def headline(view: View) -> Panel:
    """What is there to say first?"""
    return said.headline(told.of_county(told.indicators(view), _targets(view), view), view)


def county_cards(view: View) -> Panel:
    """Is the county on pace?"""
    rows, code = told.indicators(view), view.area_code
    if view.pack.is_record:
        found = record.of_county(rows, code) if code else record.of_all(rows)
        return cards.of_the_record(found, told.breaks(view, "county_cards"), view)
    targets = _targets(view) if code else _standing(view, "behind.months")
    return cards.of_chains(behind.told(county.of_place(rows, code), targets), view)


def county_attention(view: View) -> Panel:
    """Which counties are behind, by how much, since when, why, and what is being done about it?"""
    targets = _targets(view) if view.pack.is_lit else []
    if not behind.judged(targets):
        return attention.no_targets(view, bool(targets))
    owed = behind.owed(ask(view, "behind.remarked"))
    why = causes.of_counties(loop.by_county(open_of(view, "chain")), view.chain, view.say)
    return attention.of_counties(behind.worst(targets, "area_code"), owed, why, view)


def month_changes(view: View) -> Panel:
    """What changed in the newest month?"""
    rows, is_record = told.changed(_targets(view), view), view.pack.is_record
    return changed.between_editions(rows, view) if is_record else changed.of_the_month(rows, view)


def _targets(view: View) -> list[Row]:
    """Where does each county stand with each target, and for how long has it been behind?"""
    return once(view, PAGE.address, _standing)


def _standing(view: View, months: str = "behind.county_months") -> list[Row]:
    """What do the months of each target say?"""
    rules = ask(view, "rules.in_force")
    return behind.standing(ask(view, months), rules, view.period_end, pasts_of(view))


def county_rank(view: View) -> Panel:
    """Where does it stand among the counties, and does it improve?"""
    rows = told.indicators(view)
    if view.pack.is_ranked:
        measure = view.measure or county.first_compared(view.chain_id)
        return order.rank(county.orders(county.counties(rows).get(measure, [])), view)
    read = record.makeup(rows)
    return structure.structure(read, record.borne_out(told.breaks(view, "county_rank"), read), view)


def county_dumbbell(view: View) -> Panel:
    """How does it compare with last year?"""
    apart, breaks = ask(view, "county.years_apart"), told.breaks(view, "county_dumbbell")
    rows = county.counties(told.indicators(view))
    return compared.dumbbell(rows, county.between_years(apart), breaks, view)


def drivers(view: View) -> Panel:
    """Which of its chains drove the change?"""
    return pulled.drivers(*told.driven("chain", view), "chain", view)


def county_heat(view: View) -> Panel:
    """In which indicators is which county behind?"""
    found, breaks = county.counties(told.indicators(view)), told.breaks(view, "county_heat")
    return heat.heat(found, view) if view.pack.is_lit else levels.levels(found, breaks, view)


def county_trends(view: View) -> Panel:
    """How did each county get here?"""
    measure = view.measure or county.first_compared(view.chain_id)
    points = ask(view, "county_course.points", metric_id="gdp" if view.pack.is_record else measure)
    rates, breaks = (
        ask(view, "county_course.growth_as_published"),
        told.breaks(view, "county_trends"),
    )
    return course.trends(record.in_runs(points), rates, breaks, view)


def county_chains(view: View) -> Panel:
    """How does each of its chains stand?"""
    if view.pack.is_record:
        return positions.positioned(ask(view, "county_course.positions"), view)
    rows = ask(view, "county_course.by_chain")
    lit = county.of_chains(rows, ask(view, "rules.in_force"), pasts_of(view))
    return carried.chains(lit, view)


def late_projects(view: View) -> Panel:
    """Which of its projects are late, and why?"""
    rows = works.late(view, park_id=None, node_id=None)
    return late.late(rows, ask(view, "overview_chains.lead_bureaus"), ("county", "chain"), view)


def open_matters(view: View) -> Panel:
    """Which of its problems and tasks are open, and whose are they?"""
    return matters.open_matters(open_of(view, "county", "chain"), ("county", "chain"), view)


def monthly_bulletin(view: View) -> Panel:
    """What of all this can be taken along as material for a bulletin?"""
    return said.bulletin(told.of_county(told.indicators(view), _targets(view), view), view)


PANELS = (
    headline, county_cards, county_attention, month_changes, county_rank, county_dumbbell,
    drivers, county_heat, county_trends, county_chains, late_projects, open_matters,
    monthly_bulletin,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
