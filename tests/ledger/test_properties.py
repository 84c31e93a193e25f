"""Whatever steps offices take in whatever order, what must not be cannot come about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from tempfile import TemporaryDirectory
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from chainboard.analysis import steps as folded, workdays
from chainboard.analysis.days import day_of
from chainboard.analysis.steps import Event
from chainboard.ledger import book, reading, table
from chainboard.ledger.refused import Refused
from chainboard.store.faults import NotFound
from chainboard.view import Row
from tests.ledger.taken import (
    CHAIN_OFFICE,
    COUNTY,
    HELPER,
    LEADER_OFFICE,
    MORNING,
    OTHER_COUNTY,
    OWNER,
    SUPERVISION,
    raised,
    shown,
    step,
)

OFFICES = (CHAIN_OFFICE, LEADER_OFFICE, SUPERVISION, COUNTY, OTHER_COUNTY, OWNER, HELPER)
NAMES = {kind: sorted({one.step for one in table.steps() if one.kind == kind} - {"raise", "add"})
         for kind in ("problem", "task")}  # fmt: skip
SAID = {"text": "示例", "reason": "示例", "basis": "示例来函"}
SILENT = 5  # working days after which the chain office confirms for who raised it

# Who tries which step, which office it would name as owner, and how many days later.
tries = st.lists(
    st.tuples(
        st.sampled_from(OFFICES),
        st.integers(0, 99),
        st.sampled_from(OFFICES),
        st.integers(0, 9),
    ),
    max_size=14,
)
often = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def a_ledger_of_its_own(check: Callable[[], None]) -> None:
    """Run a check with an empty folder of packs."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", folder)
        reading.forget()
        check()


def begun(kind: str, office: str, owner: str) -> str:
    """A matter that an office begins; by the chain office where it may not."""
    told = {"text": "示例", "chain_id": "petrochem", "area_code": "621025"}
    if kind == "problem":
        return step(office, "problem raise", **told).matter
    return step(CHAIN_OFFICE, "task add", **told, owner=owner, due="2026-12-01").matter


def tried(matter: str, attempts: Sequence[tuple[str, int, str, int]]) -> list[int]:
    """Try one step after the other, each where the table allows it or not. Gives the day after
    MORNING on which each step was taken that was."""
    kind, later, done = folded.kind_of(matter), 0, []
    names = [*NAMES[kind], "take_back"]
    for office, place, owner, days in attempts:
        name, later = names[place % len(names)], later + days
        lines = [one for one in table.steps() if (one.kind, one.step) == (kind, name)]
        needs = {field for line in lines for field in line.needs}
        facts = {"owner": owner, "due": "2027-03-01"}
        told = {key: value for key, value in {**SAID, **facts}.items() if key in needs}
        try:
            step(office, f"{kind} {name}", matter, later=later, **told)
            done.append(later)
        except (Refused, NotFound):
            pass
    return done


def owner_before(event: Event, row: Row) -> str:
    """Whose a matter was when a step of it was taken."""
    named = [one.facts["owner"] for one in row.standing if one.facts.get("owner")
             and one.number < event.number]  # fmt: skip
    return str(named[-1])


def day(event: Event) -> date:
    return day_of(event.at)


def confirmed(row: Row) -> bool:
    """Whether the last step that counts confirms an answer, by who raised it, or by the chain
    office once that was silent."""
    answer, last = row.standing[-2:]
    if (answer.step, last.step) != ("answer", "confirm"):
        return False
    is_silent = workdays.between(day(answer), day(last)) >= SILENT
    is_chain_office = last.office in (CHAIN_OFFICE, LEADER_OFFICE)
    is_other = last.office != owner_before(last, row)
    return last.office == row.raised_by or (is_chain_office and is_silent and is_other)


@given(st.sampled_from(OFFICES), tries)
@often
def test_no_steps_whatever_close_a_problem_that_nobody_confirmed(raiser, attempts):
    def check() -> None:
        tried(begun("problem", raiser, OWNER), attempts)
        closed = [row for row in shown("problem") if row.state == "closed"]
        assert all(map(confirmed, closed))

    a_ledger_of_its_own(check)


@given(st.sampled_from(OFFICES), tries)
@often
def test_no_steps_whatever_let_an_owner_verify_return_or_drop_its_own_task(owner, attempts):
    def check() -> None:
        tried(begun("task", CHAIN_OFFICE, owner), [(owner, 0, owner, 0), *attempts])
        for row in shown("task"):
            ends = [one for one in row.history if one.step in ("verify", "return", "drop")]
            assert all(one.office != owner_before(one, row) for one in ends)

    a_ledger_of_its_own(check)


def test_the_steps_that_are_tried_reach_the_end():
    """Or the two above would hold of nothing."""
    by = {name: place for place, name in enumerate([*NAMES["problem"], "take_back"])}
    way = [("accept", CHAIN_OFFICE), ("assign", CHAIN_OFFICE), ("answer", OWNER),
           ("confirm", OWNER), ("confirm", CHAIN_OFFICE), ("confirm", COUNTY)]  # fmt: skip
    problem = begun("problem", COUNTY, OWNER)
    done = tried(problem, [(office, by[name], OWNER, 0) for name, office in way])

    (row,) = shown("problem")
    assert (len(done), row.state, confirmed(row)) == (4, "closed", True)


@given(tries, tries)
@settings(often, max_examples=15)
def test_the_ledger_up_to_any_step_shows_what_was_shown_when_that_was_the_last(first, second):
    def check() -> None:
        seen: dict[int, list[Row]] = {}
        problem, task = begun("problem", COUNTY, OWNER), begun("task", CHAIN_OFFICE, OWNER)
        for attempt in zip(first, second, strict=False):
            for matter, one in zip((problem, task), attempt, strict=True):
                if tried(matter, [(*one[:3], 0)]):
                    seen[book.head("demo").number] = shown("problem") + shown("task")
        events = book.events("demo")
        for number, rows in seen.items():
            then = shown("problem", str(number)) + shown("task", str(number))
            assert then == rows
            prefix = folded.fold(events[:number], table.steps())
            assert {row.id: row.state for row in rows} == {
                name: row.state for name, row in prefix.items()
            }

    a_ledger_of_its_own(check)


@pytest.mark.parametrize("number", range(4))
def test_of_two_offices_that_saw_the_same_one_is_told_what_the_other_did(number):
    problem = raised()
    seen, both = shown("problem")[0].event, Barrier(2)

    def take(office: str, said: str) -> str:
        both.wait()
        words = {"reason": "协调不下"} if said == "problem escalate" else {}
        try:
            step(office, said, problem, seen=seen, **words)
        except Refused as refused:
            return refused.zh
        return ""

    asked = [(CHAIN_OFFICE, "problem accept"), (LEADER_OFFICE, "problem escalate")]
    with ThreadPoolExecutor(2) as offices:
        said = list(offices.map(lambda one: take(*one), asked[:: 1 if number % 2 else -1]))

    (told,) = filter(None, said)
    assert "刚有新的进展" in told and "已写的文字还在" in told
    assert shown("problem")[0].history[-1].office in told
    assert len(book.events("demo")) == 2
    assert day_of(MORNING) == day(book.events("demo")[0])
