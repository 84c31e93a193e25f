"""Experience: what is asked, which practices worked and where, and what meetings decided."""

from chainboard.analysis.cases import before_and_after
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.experience import cases, meetings as held, policies as asked
from chainboard.queries import ask
from chainboard.view import View

PAGE = Page(
    address="experience",
    order=57,
    name_zh="经验",
    name_en="Experience",
    title_zh="政策、案例与会议",
    title_en="Policies, cases and meetings",
    filters=("chain", "county", "node", "cases"),
    steps=("chain", "county"),
    widths={"case_before_after": ("even_charts",), "policies": ("folded_heads",)},
)


def policies(view: View) -> Panel:
    """What do the province and the city ask?"""
    return asked.policies(ask(view, "experience.policies"), view)


def case_cards(view: View) -> Panel:
    """Which practices are told, here and elsewhere?"""
    return cases.cards(ask(view, "experience.cases"), view)


def case_before_after(view: View) -> Panel:
    """What came of them, in figures that this edition holds?"""
    return cases.before_after(before_and_after(ask(view, "experience.case_figures")), view)


def meetings(view: View) -> Panel:
    """Which meetings were held, and what did they decide?"""
    return held.meetings(ask(view, "experience.meetings"), view)


PANELS = (policies, case_cards, case_before_after, meetings)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
