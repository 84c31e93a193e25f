"""The demo's ledger is the same at every build and holds every story that its pages tell."""

from __future__ import annotations

from collections import Counter

from chainboard.ledger import book, seed
from chainboard.ledger.checking import check
from tests.ledger.taken import raised, shown


def test_the_same_recipe_gives_the_same_steps_under_the_same_hashes():
    seed.reset()
    first = book.head("demo")
    raised()
    seed.reset()

    assert book.head("demo") == first
    assert check("demo").is_whole


def test_the_demo_has_problems_in_every_state_overdue_ones_and_one_that_is_late_again():
    seed.reset()
    problems = shown("problem", later=13)  # 15 November

    assert set(Counter(row.state for row in problems)) == {
        "raised", "accepted", "assigned", "answered", "returned", "closed",
    }  # fmt: skip
    assert len([row for row in problems if row.is_overdue]) >= 3
    assert [row.is_told for row in problems].count(True) == 1


def test_the_demo_has_tasks_of_minutes_a_meeting_in_preparation_and_cases_that_spread():
    seed.reset()

    tasks = shown("task", later=13)
    assert {row.state for row in tasks} == {
        "added", "signed", "returned", "closed", "dropped",
    }  # fmt: skip
    assert [row.meeting for row in tasks if row.get("meeting")].count("meeting-42") == 3
    assert {row.state for row in shown("meeting", later=13)} == {"opened", "issued"}
    spread = [event for row in shown("case", later=13) for event in row.standing]
    assert [event.step for event in spread].count("adopt") == 3


def test_every_word_of_the_demo_s_ledger_begins_as_the_demo_does():
    seed.reset()

    for event in book.events("demo"):
        for name, text in event.words.items():
            assert text.startswith("Demo" if name.endswith("_en") else "示例") or name == "target"
        assert event.office.startswith("示例")
