"""The schedule: which projects are late against their plans, why, and whose they are."""

from dataclasses import replace  # noqa: I001 (a page stays short)

from chainboard.analysis import loop, projects, verdicts
from chainboard.ledger import history as steps, own, reading
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.loop import (
    cards as counts, history, inspection as one_sheet, orders, problems, tasks as given,
)  # fmt: skip
from chainboard.panels.schedule import (
    cards, lagging as sets, lights, printed, roster as offices, timeline,
)  # fmt: skip
from chainboard.queries import ask, once
from chainboard.standing import works
from chainboard.view import Row, View

OF_NO_PROJECT = "problem_ledger", "tasks_by_office", "task_list", "inspection", "roster"
PAGE = Page(
    address="schedule", order=55,
    name_zh="调度",
    name_en="Schedule",
    title_zh="{area}项目调度",
    title_en="{area} project schedule",
    filters=("chain", "node", "county", "park", "light", "stage"),
    of_ledger=(
        "matter", "follow_up_order", "schedule_cards", "problem_ledger", "tasks_by_office",
        "task_list", "bulletin", "inspection",
    ),
    takes_steps=("problem", "task"), unmoved=dict.fromkeys(OF_NO_PROJECT, ("light", "stage")),
)  # fmt: skip


def matter(view: View) -> Panel:
    """What has been done about the matter that is chosen, step by step?"""
    return history.matter(*steps.chosen(view), view)


def follow_up_order(view: View) -> Panel:
    """What is asked of who is late with the matter that is chosen?"""
    return orders.order(steps.ordered(view), view)


def schedule_cards(view: View) -> Panel:
    """How many projects are on plan, to be watched and behind, and what is due in the work loop?"""
    rows = projects.of_choice(_all(view), "all", view.stage)
    told = loop.in_all(reading.of_view(view, "problem"), _tasks(view))
    return cards.cards(projects.counted(rows), rows, counts.faces(told, own.soon(), view), view)


def problem_ledger(view: View) -> Panel:
    """Which problems are open, whose are they, and which are over their date?"""
    return problems.ledger(reading.of_view(view, "problem"), view)


def tasks_by_office(view: View) -> Panel:
    """How many tasks does each office have, and which were struck off in time?"""
    rows = _tasks(view)
    return given.by_office(loop.by_office(rows), rows, own.soon(), view)


def task_list(view: View) -> Panel:
    """What do the owners say of their tasks, and what do the figures say?"""
    return given.listed(_tasks(view), view)


def bulletin(view: View) -> Panel:
    """Which problems and tasks are over their date again?"""
    return orders.bulletin(own.late_again(view), view)


def project_lights(view: View) -> Panel:
    """Where does each project stand against its plan, and what is in its way?"""
    rows = _chosen(view)
    if not view.pack.is_lit:
        return printed.printed(rows, view)
    told = projects.with_permits(projects.by_urgency(rows), ask(view, "projects.permits"))
    return lights.lights(told, ask(view, "overview_chains.lead_bureaus"), view)


def project_timeline(view: View) -> Panel:
    """What was planned, and what came of it?"""
    return timeline.timeline(projects.by_urgency(_chosen(view)), view)


def lagging(view: View) -> Panel:
    """What was signed and not started, started and not entered, completed and not producing?"""
    rows, rules = _all(view), ask(view, "rules.in_force")
    firms = ask(view, "projects.firms_to_verify", size=projects.size_to_verify(rules))
    context = {
        "bureaus": ask(view, "overview_chains.lead_bureaus"),
        "rules": [rule for rule in rules if rule.kind == "lagging"],
        "unsigned": projects.unsigned_past_start(rows, view.as_of),
        "has_projects": bool(rows),
    }
    return sets.lagging(projects.lagging(rows, rules, view.as_of), firms, context, view)


def inspection(view: View) -> Panel:
    """What was asked, whose is it, how far is it, and what shows it, on one sheet?"""
    held = own.inspected(view)
    bound = verdicts.bound_to(verdicts.lasting(held.asked, view.day))
    told = verdicts.to_date(held.asked, ask(view, "verdicts.figures", **bound), view.day)
    return one_sheet.inspection(loop.inspected(held, told, _tasks(view), _all(view)), view)


def roster(view: View) -> Panel:
    """Which office has which role in which chain?"""
    rows = ask(view, "projects.roster")
    return offices.printed(rows, view) if view.pack.is_record else offices.roster(rows, view)


def _all(view: View) -> list[Row]:
    """Where does each project of the place, chain and park stand?"""
    return once(replace(view, light="all", stage="all"), PAGE.address, works.standing)


def _chosen(view: View) -> list[Row]:
    """Which of them have the light and the stage that are chosen?"""
    return projects.of_choice(_all(view), view.light if view.pack.is_lit else "all", view.stage)


def _tasks(view: View) -> list[Row]:
    """Which tasks are there, and what do the figures say of each?"""
    tasks = reading.of_view(view, "task")
    figures = ask(view, "verdicts.figures", **verdicts.bound_to(tasks)) if tasks else []
    return verdicts.judged(tasks, figures, view.day)


PANELS = (
    matter, follow_up_order, schedule_cards, problem_ledger, tasks_by_office, task_list, bulletin,
    project_lights, project_timeline, lagging, inspection, roster,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
