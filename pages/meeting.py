"""Meetings: what one hears, what it decides, and a draft of its minutes."""

from chainboard.analysis import meetings as held, verdicts
from chainboard.ledger import history as steps, reading
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.experience import meetings as reported
from chainboard.panels.loop import history, meetings as of_loop
from chainboard.queries import ask
from chainboard.view import Row, View
from chainboard.words.codes import CODES

PAGE = Page(
    address="meeting",
    order=56,
    name_zh="会议",
    name_en="Meetings",
    title_zh="{area}产业链会议",
    title_en="{area} meetings on the chains",
    of_ledger=(
        "meetings", "meeting_agenda", "meeting_decisions", "meeting_minutes", "matter",
    ),
    takes_steps=("meeting",),
)  # fmt: skip


def meetings(view: View) -> Panel:
    """Which meetings were held, and what became of what they decided?"""
    if not view.pack.keeps_ledger:
        return reported.meetings(ask(view, "experience.meetings"), view)
    return of_loop.meetings(held.counted(_all(view), reading.matters(view, "task")), view)


def meeting_agenda(view: View) -> Panel:
    """What does the meeting hear, with what stands behind each item?"""
    meeting = _looked_at(view)
    if meeting is None:
        return of_loop.none_yet("meeting_agenda", view)
    return of_loop.agenda(meeting, _heard(meeting, view), view)


def meeting_decisions(view: View) -> Panel:
    """What did it decide, whose is it, and what has become of it?"""
    meeting = _looked_at(view)
    if meeting is None:
        return of_loop.none_yet("meeting_decisions", view)
    tasks = held.tasks_of(meeting, reading.matters(view, "task"))
    figures = ask(view, "verdicts.figures", **verdicts.bound_to(tasks)) if tasks else []
    decided = held.decisions(meeting, verdicts.judged(tasks, figures, view.day))
    return of_loop.decisions(meeting, reading.owned(decided, view), view)


def meeting_minutes(view: View) -> Panel:
    """What do its minutes say, as far as the ledger knows?"""
    meeting = _looked_at(view)
    if meeting is None:
        return of_loop.none_yet("meeting_minutes", view)
    decided = reading.owned(held.decisions(meeting, ()), view)
    parts = of_loop.minutes_of(meeting, _heard(meeting, view), decided, view.say)
    return of_loop.minutes(meeting, parts, view)


def matter(view: View) -> Panel:
    """Which steps were taken with it?"""
    return history.matter(*steps.chosen(view), view)


def _all(view: View) -> list[Row]:
    """Which meetings are there, the newest first?"""
    return held.newest_first(reading.matters(view, "meeting"))


def _looked_at(view: View) -> Row | None:
    """Which of them is looked at?"""
    return held.looked_at(_all(view), view.matter)


def _heard(meeting: Row, view: View) -> list[Row]:
    """What is each item of its agenda about, as the ledger stood when the meeting was prepared?"""
    frozen = reading.frozen(view, meeting)
    about = {
        kind: reading.concerning(frozen, kind, meeting)
        for kind in ("problem", "task", "policy", "case")
    }
    return held.agenda(meeting, about, CODES["agenda"])


PANELS = (meetings, meeting_agenda, meeting_decisions, meeting_minutes, matter)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
