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
from chainboard.analysis.steps import STAYS, Event
from chainboard.ledger import book, reading, table
from chainboard.ledger.refused import Refused
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
SAID = {"text": "示例", "reason": "示例", "basis": "示例来函"}
SILENT = 5  # working days after which the chain office confirms for who raised it

# Who tries which of the steps that are possible then, naming whom as owner, so many days later.
WHO = ("owner", "owner", "owner", "raised_by", CHAIN_OFFICE, *OFFICES)
tries = st.lists(
    st.tuples(
        st.sampled_from(WHO),
        st.integers(0, 9),
        st.sampled_from(OFFICES),
        st.sampled_from((0, 0, 8)),
    ),
    min_size=12,
    max_size=16,
)
often = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def a_ledger_of_its_own(check: Callable[[], None]) -> None:
    """Run a check with an empty folder of packs."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", folder)
        reading.forget()
        check()


def begun(kind: str, raiser: str, owner: str) -> str:
    """A matter that its owner has in hand."""
    told = {"text": "示例", "chain_id": "petrochem", "area_code": "621025"}
    if kind == "task":
        task = step(CHAIN_OFFICE, "task add", **told, owner=owner, due="2026-12-01").matter
        return step(owner, "task sign", task).matter
    problem = step(raiser, "problem raise", **told).matter
    step(CHAIN_OFFICE, "problem accept", problem)
    return step(CHAIN_OFFICE, "problem assign", problem, owner=owner, due="2026-12-01").matter


def tried(matter: str, attempts: Sequence[tuple[str, int, str, int]]) -> int:
    """Try one step after the other, whether the office may or not. Gives how many were taken."""
    kind, later, done = folded.kind_of(matter), 0, 0
    for who, place, owner, days in attempts:
        row = next((row for row in shown(kind) if row.id == matter), None)
        if row is None:  # taken back to its beginning and gone
            break
        later += days
        lines = [one for one in table.steps() if one.kind == kind and row.state in one.from_]
        names = [*sorted({one.step for one in lines if one.to != STAYS}), "take_back"]
        name = names[place % len(names)]
        needs = {field for line in lines if line.step == name for field in line.needs}
        told = {**SAID, "owner": owner, "due": "2027-03-01"}
        asked = {key: value for key, value in told.items() if key in needs}
        try:
            step(row.get(who) or who, f"{kind} {name}", matter, later=later, **asked)
            done += 1
        except Refused:
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
        tried(begun("task", CHAIN_OFFICE, owner), attempts)
        for row in shown("task"):
            ends = [one for one in row.history if one.step in ("verify", "return", "drop")]
            assert all(one.office != owner_before(one, row) for one in ends)

    a_ledger_of_its_own(check)


def test_the_steps_that_are_tried_reach_the_end():
    """Or the two above would hold of nothing."""
    problem, task = begun("problem", COUNTY, OWNER), begun("task", CHAIN_OFFICE, OWNER)
    answer = ("owner", 0, OWNER, 0)

    assert tried(problem, [answer, answer, ("raised_by", 0, OWNER, 0)]) == 2
    assert tried(task, [answer, ("owner", 2, OWNER, 0), (SUPERVISION, 2, OWNER, 0)]) == 2
    assert [row.state for row in shown("problem") + shown("task")] == ["closed", "closed"]
    assert confirmed(shown("problem")[0])


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


def test_an_office_that_was_quicker_is_named_in_the_language_of_who_is_told():
    problem = raised()
    seen = shown("problem")[0].event
    step(CHAIN_OFFICE, "problem accept", problem, seen=seen)

    with pytest.raises(Refused) as refused:
        step(LEADER_OFFICE, "problem escalate", problem, seen=seen, reason="协调不下")
    assert "Demo city chain leader office" in refused.value.en
    assert CHAIN_OFFICE in refused.value.zh and CHAIN_OFFICE not in refused.value.en
