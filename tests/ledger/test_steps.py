"""What may be done to a problem, a task and a meeting, by whom, and what is said where not."""

from __future__ import annotations

import pytest

from chainboard.ledger.refused import Refused
from chainboard.store.faults import NotFound
from tests.ledger.taken import (
    CHAIN_OFFICE,
    COUNTY,
    HELPER,
    OTHER_COUNTY,
    OWNER,
    SUPERVISION,
    assigned,
    raised,
    refusal,
    shown,
    step,
)


def test_a_problem_goes_from_who_raised_it_to_its_owner_and_back_and_is_struck_off():
    problem = assigned(helpers=[HELPER])
    step(OWNER, "problem feedback", problem, text="已对接自然资源部门")
    step(OWNER, "problem answer", problem, text="指标已落实")
    step(COUNTY, "problem confirm", problem)

    (row,) = shown("problem")
    assert (row.state, row.owner, row.said) == ("closed", OWNER, "指标已落实")
    assert [event.step for event in row.history] == [
        "raise", "accept", "assign", "feedback", "answer", "confirm",
    ]  # fmt: skip


def test_days_to_answer_are_working_days_counted_from_acceptance():
    problem = raised()  # Monday 2 November
    step(CHAIN_OFFICE, "problem accept", problem)
    step(CHAIN_OFFICE, "problem assign", problem, owner=OWNER, due="2026-11-30", later=2)

    (row,) = shown("problem")
    assert (row.help_by, row.answer_by) == ("2026-11-05", "2026-11-11")


def test_nobody_but_who_raised_it_strikes_a_problem_off_at_once():
    problem = assigned()
    step(OWNER, "problem answer", problem, text="已办")

    by_owner = refusal(OWNER, "problem confirm", problem, text="自己确认")
    assert "不能做" in by_owner and "现在没有轮到本单位的步骤" in by_owner
    assert "过了 0 个工作日" in refusal(CHAIN_OFFICE, "problem confirm", problem, text="电话")

    step(CHAIN_OFFICE, "problem confirm", problem, text="电话联系，无异议", later=7)
    assert shown("problem")[0].state == "closed"


@pytest.mark.parametrize("office", [COUNTY, OWNER, OTHER_COUNTY])
def test_only_the_chain_office_accepts_and_assigns(office):
    problem = raised()

    with pytest.raises(Refused, match="Chain leader office"):
        step(office, "problem accept", problem)


def test_a_step_out_of_order_says_what_happened_and_what_may_be_done_instead():
    problem = raised()

    said = refusal(CHAIN_OFFICE, "problem assign", problem, owner=OWNER, due="2026-11-20")

    assert "待受理" in said and COUNTY in said
    assert "本单位现在可以：受理" in said


def test_the_second_of_two_offices_is_told_what_the_first_has_done():
    problem = raised()
    seen = shown("problem")[0].event
    step(CHAIN_OFFICE, "problem accept", problem)

    with pytest.raises(Refused, match=r"moved on.*Accept"):
        step(COUNTY, "problem feedback", problem, text="补充材料", seen=seen)


def test_an_extension_is_asked_for_before_the_date():
    problem = assigned(due="2026-11-10")

    with pytest.raises(Refused, match="before 2026-11-10"):
        step(OWNER, "problem extend", problem, due="2026-12-01", reason="设备未到", later=8)
    step(OWNER, "problem extend", problem, due="2026-12-01", reason="设备未到", later=7)

    assert shown("problem")[0].due == "2026-12-01"


def test_who_hands_back_what_was_returned_and_who_is_asked_again():
    problem = assigned()
    step(OWNER, "problem return", problem, reason="不属于本单位职责")
    assert shown("problem")[0].state == "accepted"

    step(CHAIN_OFFICE, "problem assign", problem, owner=HELPER, due="2026-11-25")
    assert shown("problem")[0].owner == HELPER


def test_a_problem_rises_level_by_level_and_no_higher_than_the_province():
    problem = assigned()
    for _ in range(6):
        step(COUNTY, "problem escalate", problem, reason="协调不下")

    assert shown("problem")[0].level == 4


def test_a_step_is_taken_back_by_its_own_office_while_it_is_the_last():
    problem = raised()
    step(CHAIN_OFFICE, "problem accept", problem)

    with pytest.raises(Refused, match="only that office"):
        step(COUNTY, "problem take_back", problem)
    step(CHAIN_OFFICE, "problem take_back", problem)

    (row,) = shown("problem")
    assert (row.state, len(row.standing), len(row.history)) == ("raised", 1, 3)


def test_what_was_raised_and_taken_back_is_gone_from_the_list_and_stays_in_the_ledger():
    problem = raised()
    step(COUNTY, "problem take_back", problem)

    assert shown("problem") == []
    with pytest.raises(NotFound):
        step(CHAIN_OFFICE, "problem accept", problem)


def test_a_problem_of_another_county_is_no_business_of_a_county():
    problem = raised()

    with pytest.raises(Refused, match="not for"):
        step(OTHER_COUNTY, "problem escalate", problem, reason="不归它管")


def test_no_owner_verifies_its_own_task():
    task = step(CHAIN_OFFICE, "task add", text="建成投产", owner=OWNER, due="2026-12-01").matter
    step(OWNER, "task sign", task)
    step(OWNER, "task answer", task, text="已投产")

    with pytest.raises(Refused):
        step(OWNER, "task verify", task)
    step(SUPERVISION, "task verify", task)

    assert shown("task")[0].state == "closed"


def test_what_is_decided_is_a_draft_until_the_minutes_are_issued():
    meeting = step(CHAIN_OFFICE, "meeting open", type="调度会", held_on="2026-11-02").matter
    step(CHAIN_OFFICE, "meeting decide", meeting, text="落实用地", owner=OWNER, due="2026-12-01")
    step(CHAIN_OFFICE, "meeting decide", meeting, text="会议强调安全生产")
    assert shown("task") == []

    issued = {"minutes_number": "示例〔2026〕1号", "issued_on": "2026-11-03"}
    step(CHAIN_OFFICE, "meeting issue", meeting, **issued, later=1)

    (task,) = shown("task")
    assert (task.text, task.owner, task.meeting) == ("落实用地", OWNER, meeting)
    with pytest.raises(Refused, match="minutes are out"):
        step(CHAIN_OFFICE, "meeting take_back", meeting)


def test_a_step_for_another_office_names_its_basis():
    problem = assigned()

    with pytest.raises(Refused, match="basis"):
        step(OWNER, "problem feedback", problem, text="已对接", recorded_by=CHAIN_OFFICE)
    told = {"text": "已对接", "basis": "11月3日电话记录", "recorded_by": CHAIN_OFFICE}
    step(OWNER, "problem feedback", problem, **told)

    assert shown("problem")[0].recorded_by == CHAIN_OFFICE


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"text": ""}, "needs what it is about"),
        ({"text": "x" * 50_001}, "at most 50000"),
        ({"chain_id": "no_such"}, "no_such is unknown"),
        ({"area_code": "999999"}, "999999 is unknown"),
        ({"due": "2026-13-01"}, "Write the day"),
        ({"due": "2026-11-01"}, "has passed"),
        ({"files": [("a.pdf", bytes(5 * 1024 * 1024 + 1))]}, "larger than 5 MB"),
    ],
)
def test_a_step_that_cannot_be_is_refused_in_words(told, said):
    with pytest.raises(Refused, match=said):
        raised(**told)


def test_a_step_that_was_refused_leaves_nothing():
    problem = raised()
    with pytest.raises(Refused):
        step(COUNTY, "problem accept", problem)

    assert len(shown("problem")[0].history) == 1
