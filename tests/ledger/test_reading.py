"""After a step only what it changed is dated and named anew, and all is as if all had been."""

from __future__ import annotations

from chainboard.ledger import reading
from tests.ledger.taken import CHAIN_OFFICE, assigned, raised, shown, step


def test_a_step_leaves_the_rows_of_all_other_problems_as_they_were():
    first, second = raised(), raised()
    before = {row.id: row for row in shown("problem")}
    step(CHAIN_OFFICE, "problem accept", second)

    after = {row.id: row for row in shown("problem")}
    assert after[first] is before[first]
    assert (after[second].state, after[second].state_zh) == ("accepted", "待交办")


def test_on_another_day_every_date_is_worked_out_again():
    problem = assigned(due="2026-11-10")
    days = {later: shown("problem", later=later)[0].days_over for later in (0, 9, 20, 0)}

    assert days == {0: 0, 9: 1, 20: 12}
    assert shown("problem", later=20)[0].id == problem


def test_what_is_kept_is_what_a_fresh_reading_gives():
    problems = [assigned(), assigned(), raised()]
    shown("problem")
    step(CHAIN_OFFICE, "problem escalate", problems[1], reason="协调不下")
    kept = shown("problem")

    reading.forget()
    assert shown("problem") == kept
