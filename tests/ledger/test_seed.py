"""The demo's ledger is the same at every build and holds every story that its pages tell."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from chainboard.ledger import book, seed
from chainboard.ledger.checking import check
from chainboard.store.faults import BuildError
from chainboard.store.place import data_folder
from tests.ledger.taken import raised, shown


def test_the_same_recipe_gives_the_same_steps_under_the_same_hashes():
    seed.reset()
    first = book.head("demo")
    raised()
    seed.reset()

    assert book.head("demo") == first
    assert check("demo").is_whole


def test_who_has_the_ledger_open_sees_a_reset_and_a_broken_one_makes_way():
    seed.reset()
    first = shown("problem")
    raised()
    assert len(shown("problem")) == len(first) + 1
    seed.reset()
    assert [row.id for row in shown("problem")] == [row.id for row in first]

    file = book.ledger_file("demo")
    file.write_bytes(b"no SQLite file" * 400)
    for beside in ("-wal", "-shm"):
        file.with_name(f"{file.name}{beside}").unlink(missing_ok=True)
    seed.reset()
    assert check("demo").is_whole and book.head("demo").number == 107


def test_a_line_that_is_refused_leaves_the_ledger_as_it_was(tmp_path, monkeypatch):
    seed.reset()
    before = book.head("demo")
    data = shutil.copytree(data_folder(), tmp_path / "data", ignore=shutil.ignore_patterns("geo"))
    told = (data / "demo" / "loop.csv").read_text(encoding="utf-8")
    wrong = told.replace(
        ",p1,problem accept,示例市级链长办公室,", ",p1,problem accept,示例：市统计局,"
    )
    assert wrong != told
    (data / "demo" / "loop.csv").write_text(wrong, encoding="utf-8")
    monkeypatch.setenv("CHAINBOARD_DATA", str(data))

    with pytest.raises(BuildError, match=r"loop\.csv"):
        seed.reset()
    assert book.head("demo") == before


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
