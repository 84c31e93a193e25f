"""Experience: what is asked, which practices worked and where, and what meetings decided."""

from chainboard.analysis import cases as of_cases, demands, meetings as listed_meetings
from chainboard.ledger import history as steps, reading
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.experience import cases, meetings as held, policies as asked
from chainboard.panels.loop import (
    cases as of_loop,
    history,
    meetings as meetings_of_loop,
    policies as documents,
)
from chainboard.queries import ask
from chainboard.view import Row, View
from chainboard.words.codes import CODES

PAGE = Page(
    address="experience",
    order=57,
    name_zh="经验",
    name_en="Experience",
    title_zh="政策、案例与会议",
    title_en="Policies, cases and meetings",
    filters=("chain", "county", "node", "cases"),
    steps=("chain", "county"),
    of_ledger=(
        "matter",
        "policies",
        "case_cards",
        "case_before_after",
        "spread",
        "meetings",
    ),
    takes_steps=("policy", "case"),
    widths={"case_before_after": ("even_charts",), "policies": ("folded_heads",)},
)


def matter(view: View) -> Panel:
    """Which steps were taken with the document or the case that is chosen?"""
    return history.matter(*steps.chosen(view), view)


def policies(view: View) -> Panel:
    """What do the province and the city ask?"""
    if view.pack.keeps_ledger:
        listed = demands.in_order(reading.of_view(view, "policy"), CODES["level"])
        tasks = reading.matters(view, "task")
        told = demands.with_demands(listed, tasks)
        asked_of = [row.with_(demands=reading.owned(row.demands, view)) for row in told]
        return documents.policies(asked_of, view)
    return asked.policies(ask(view, "experience.policies"), view)


def case_cards(view: View) -> Panel:
    """Which practices are told, here and elsewhere?"""
    if view.pack.keeps_ledger:
        listed = _listed(view)
        return of_loop.cards(listed, demands.adoptions(listed), view)
    return cases.cards(ask(view, "experience.cases"), view)


def case_before_after(view: View) -> Panel:
    """What came of them, in figures that this edition holds?"""
    if view.pack.keeps_ledger:
        listed = _listed(view)
        figures = ask(view, "cases.figures_of_places", **of_cases.bound_to(listed))
        told = of_cases.before_and_after(of_cases.with_figures(listed, figures))
        return cases.before_after(told, view)
    return cases.before_after(of_cases.before_and_after(ask(view, "experience.case_figures")), view)


def spread(view: View) -> Panel:
    """Which places took which practice over, and how far are they?"""
    if not view.pack.keeps_ledger:
        return of_loop.left_out(view)
    return of_loop.spread(demands.adoptions(_listed(view)), _places(view), view)


def meetings(view: View) -> Panel:
    """Which meetings were held, and what did they decide?"""
    if view.pack.keeps_ledger:
        newest = listed_meetings.newest_first(reading.matters(view, "meeting"))
        tasks = reading.matters(view, "task")
        return meetings_of_loop.meetings(listed_meetings.counted(newest, tasks), view)
    return held.meetings(ask(view, "experience.meetings"), view)


def _listed(view: View) -> list[Row]:
    """Which cases did offices send in, of the step of the chain that is chosen?"""
    told = of_cases.of_step(reading.of_view(view, "case"), view.node_id)
    return of_cases.with_steps(told, ask(view, "places.nodes"))


def _places(view: View) -> list[Row]:
    """What are the counties and parks called?"""
    return [*ask(view, "places.counties"), *ask(view, "places.parks")]


PANELS = (matter, policies, case_cards, case_before_after, spread, meetings)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
