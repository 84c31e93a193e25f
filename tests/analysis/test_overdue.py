"""What is late counts from the day that is given, and a date missed again is told of."""

from __future__ import annotations

from datetime import date, datetime

from chainboard.analysis.overdue import with_dates, worst_first
from chainboard.analysis.steps import Event
from chainboard.view import Row

IS_OPEN = {"returned": True, "assigned": True, "answered": True, "closed": False}


def matter(state: str, *steps: tuple[str, int, str | None], name: str = "problem-1") -> Row:
    """A problem of November: steps as (name, day, date it sets)."""
    events = tuple(
        Event(number, name, step, "某局", datetime(2026, 11, day), {"due": due} if due else {})
        for number, (step, day, due) in enumerate(steps, 1)
    )
    due = next((event.facts["due"] for event in reversed(events) if event.facts), None)
    return Row(id=name, state=state, due=due, standing=events, raised_at=events[0].at)


def on(day: int, *matters: Row) -> list[Row]:
    return with_dates(matters, date(2026, 11, day), 14, IS_OPEN)


def test_a_matter_is_overdue_from_the_day_after_its_date():
    problem = matter("assigned", ("assign", 2, "2026-11-10"))

    assert [on(day, problem)[0].days_over for day in (9, 10, 11, 20)] == [0, 0, 1, 10]
    assert [on(day, problem)[0].is_soon for day in (1, 9, 10, 11)] == [True, True, True, False]


def test_who_has_answered_is_not_overdue_while_another_is_to_confirm():
    problem = matter("answered", ("assign", 2, "2026-11-10"), ("answer", 9, None))

    (row,) = on(20, problem)
    assert (row.is_overdue, row.misses, row.is_ordered) == (False, 0, False)


def test_one_missed_date_makes_a_follow_up_order_and_a_second_one_stands_in_the_bulletin():
    once = matter("assigned", ("assign", 2, "2026-11-10"))
    twice = matter("assigned", ("assign", 2, "2026-11-10"), ("extend", 12, "2026-11-16"))

    assert [(row.is_ordered, row.is_told) for row in on(20, once, twice)] == [
        (True, False), (True, True),
    ]  # fmt: skip


def test_a_date_moved_in_time_is_no_missed_one():
    problem = matter("assigned", ("assign", 2, "2026-11-10"), ("extend", 9, "2026-11-30"))

    assert on(20, problem)[0].misses == 0


def test_what_was_answered_in_time_and_returned_is_late_again_by_the_same_date():
    task = matter("returned", ("add", 2, "2026-11-10"), ("answer", 9, None), ("return", 12, None))

    (row,) = on(20, task)
    assert (row.days_over, row.misses) == (10, 1)


def test_the_longest_overdue_stands_first_and_what_is_done_last():
    late = matter("assigned", ("assign", 2, "2026-11-10"), name="problem-1")
    later = matter("assigned", ("assign", 2, "2026-11-04"), name="problem-2")
    done = matter("closed", ("assign", 2, "2026-11-03"), name="problem-3")

    rows = worst_first(on(20, done, late, later))
    assert [row.id for row in rows] == ["problem-2", "problem-1", "problem-3"]
