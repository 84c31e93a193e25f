"""Meetings: what one hears, what it decides, and a draft of its minutes."""

from chainboard.analysis import meetings as held, verdicts
from chainboard.ledger import history as steps, reading
from chainboard.page import Page
from chainboard.panels import Panel
from chainboard.panels.experience import meetings as reported
from chainboard.panels.loop import history, meetings as of_loop, tasks
from chainboard.queries import ask
from chainboard.standing import meeting as of_meeting
from chainboard.view import Row, View

PAGE = Page(
    address="meeting",
    order=56,
    name_zh="会议",
    name_en="Meetings",
    title_zh="{area}产业链会议",
    title_en="{area} meetings on the chains",
    of_ledger=(
        "meetings", "meeting_agenda", "meeting_report", "meeting_decisions", "meeting_minutes",
        "matter",
    ),
    takes_steps=("meeting",),
)  # fmt: skip


def meetings(view: View) -> Panel:
    """Which meetings were held, and what became of what they decided?"""
    if not view.pack.keeps_ledger:
        return reported.meetings(ask(view, "experience.meetings"), view)
    return of_loop.meetings(
        held.counted(of_meeting.every(view), reading.matters(view, "task")), view
    )


def meeting_agenda(view: View) -> Panel:
    """What does the meeting hear, with what stands behind each item?"""
    meeting = of_meeting.looked_at(view)
    if meeting is None:
        return of_loop.none_yet("meeting_agenda", view)
    return of_loop.agenda(meeting, of_meeting.heard(meeting, view), view)


def meeting_report(view: View) -> Panel:
    """What became of what was decided before it, by its owners and by the figures?"""
    meeting = of_meeting.looked_at(view)
    if meeting is None:
        return of_loop.none_yet("meeting_report", view)
    concerned = reading.concerning(view, "task", meeting)
    return tasks.before(meeting, _judged(held.before(meeting, concerned), view), view)


def meeting_decisions(view: View) -> Panel:
    """What did it decide, whose is it, and what has become of it?"""
    meeting = of_meeting.looked_at(view)
    if meeting is None:
        return of_loop.none_yet("meeting_decisions", view)
    decided_on = held.tasks_of(meeting, reading.matters(view, "task"))
    decided = held.decisions(meeting, _judged(decided_on, view))
    return of_loop.decisions(meeting, reading.owned(decided, view), view)


def meeting_minutes(view: View) -> Panel:
    """What do its minutes say, as far as the ledger knows?"""
    meeting = of_meeting.looked_at(view)
    if meeting is None:
        return of_loop.none_yet("meeting_minutes", view)
    decided = reading.owned(held.decisions(meeting, ()), view)
    parts = of_loop.minutes_of(meeting, of_meeting.heard(meeting, view), decided, view.say)
    return of_loop.minutes(meeting, parts, view)


def matter(view: View) -> Panel:
    """Which steps were taken with it?"""
    return history.matter(*steps.chosen(view), view)


def _judged(rows: list[Row], view: View) -> list[Row]:
    """What do the figures say of each task?"""
    figures = ask(view, "verdicts.figures", **verdicts.bound_to(rows)) if rows else []
    return verdicts.judged(rows, figures, view.day)


PANELS = (
    meetings, meeting_agenda, meeting_report, meeting_decisions, meeting_minutes, matter,
)  # fmt: skip

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
