"""A form sent back: its rows of problems and tasks become steps of the work loop, all or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from chainboard.intake import stepping
from chainboard.intake.check import check
from chainboard.intake.row_steps import matter_name
from chainboard.intake.templates import PROBLEM_STEPS, TASKS
from chainboard.ledger import book, reading
from chainboard.ledger.checking import check as verified
from chainboard.ledger.refused import Refused
from tests.ledger.taken import CHAIN_OFFICE, COUNTY, HELPER, OTHER_COUNTY, OWNER, assigned, step

NEW = {"问题": "园区道路未通", "产业链": "油煤气化工", "县区": "正宁县"}


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    reading.forget()


def sent(tmp_path: Path, *rows: dict, template=PROBLEM_STEPS, name="a.xlsx") -> Path:
    """A workbook with these rows, by header."""
    made = Workbook()
    made.active.title = template.sheet
    headers = [field.header for field in template.fields]
    made.active.append(headers)
    for row in rows:
        about = {"问题": "用地指标不足", "产业链": "油煤气化工", "县区": "正宁县"}
        told = row if template is TASKS else {**(about if row.get("编号") else {}), **row}
        made.active.append([told.get(header) for header in headers])
    made.save(tmp_path / name)
    return tmp_path / name


def judged(file: Path, office: str):
    return stepping.judged(check(file), file, office, "demo")


def entered(file: Path, office: str) -> list[str]:
    """The steps that a file brings, as problem-1 feedback."""
    report = judged(file, office)
    assert not report.errors, [issue.zh for issue in report.errors]
    by = stepping.sending(file, file.name, office, "demo")
    return [f"{one.matter} {one.step}" for one in stepping.enter(report.batches, by, "demo")]


def told(file: Path, office: str) -> list[tuple[str, str]]:
    """Code and cell of each issue."""
    return [(issue.code, issue.cell) for issue in judged(file, office).issues]


def test_progress_evidence_and_new_problems_become_steps_of_the_office(tmp_path):
    problem = assigned(helpers=[HELPER])
    rows = ({"编号": problem, "进展": "指标已批复"}, {**NEW, "编号": None})

    assert entered(sent(tmp_path, *rows), HELPER) == [f"{problem} feedback", "problem-5 raise"]
    last = book.events("demo")[-2]
    assert (last.office, last.words["text"]) == (HELPER, "指标已批复")
    assert last.words["basis"].startswith("报表 a.xlsx（")
    assert verified("demo").is_whole


def test_an_owner_asks_to_close_with_kind_and_number_of_its_evidence(tmp_path):
    problem = assigned()
    row = {"编号": "1", "进展": "已办结", "申请销号": "是", "证据类型": "批复", "证据编号": "3号"}

    assert entered(sent(tmp_path, row), OWNER) == [f"{problem} answer"]
    assert book.events("demo")[-1].facts == {"evidence_kind": "批复", "evidence_number": "3号"}


def test_evidence_without_asking_to_close_stands_in_the_words(tmp_path):
    assigned()
    entered(sent(tmp_path, {"编号": "1", "进展": "过会", "证据编号": "3号"}), OWNER)

    assert book.events("demo")[-1].words["text"] == "过会（证据：3号）"


def test_a_later_date_asks_for_an_extension_with_its_reason(tmp_path):
    problem = assigned()
    row = {"编号": problem, "办结时限": date(2026, 12, 18), "进展": "等待省里批复"}

    assert entered(sent(tmp_path, row), OWNER) == [f"{problem} extend"]
    assert book.events("demo")[-1].facts == {"due": "2026-12-18"}


def test_who_reports_on_a_task_has_signed_for_it(tmp_path):
    task = step(CHAIN_OFFICE, "task add", text="编图谱", owner=OWNER, due="2026-12-01").matter
    file = sent(tmp_path, {"编号": task, "任务": "编图谱", "进展": "初稿"}, template=TASKS)

    assert entered(file, OWNER) == [f"{task} sign", f"{task} feedback"]


def test_rows_that_say_nothing_new_take_no_step(tmp_path):
    problem = assigned()
    file = sent(tmp_path, {"编号": problem, "办结时限": date(2026, 11, 20), "状态": "办理中"})

    assert entered(file, OWNER) == [] and told(file, OWNER) == []


def test_checking_a_file_records_nothing(tmp_path):
    problem = assigned()
    before = book.head("demo")

    assert told(sent(tmp_path, {"编号": problem, "进展": "已办"}, NEW), OWNER) == []
    assert book.head("demo") == before


def test_the_same_file_again_and_the_same_words_in_another_are_said_to_be_there(tmp_path):
    problem = assigned()
    file = sent(tmp_path, {"编号": problem, "进展": "已开工"}, NEW)
    entered(file, OWNER)
    again = sent(tmp_path, {"编号": problem, "进展": "已开工"}, NEW, name="b.xlsx")

    for one in (file, again):
        assert told(one, OWNER) == [("already_entered", "M2"), ("already_entered", "B3")]
        assert entered(one, OWNER) == []
    assert "已录入" in judged(file, OWNER).issues[0].zh


@pytest.mark.parametrize(
    ("office", "row", "issue", "words"),
    [
        (OWNER, {"编号": "problem-99", "进展": "x"}, ("unknown_matter", "A2"), "没有这个编号"),
        (OWNER, {"编号": "task-1", "进展": "x"}, ("unknown_matter", "A2"), "没有这个编号"),
        (OTHER_COUNTY, {"编号": "1", "进展": "x"}, ("unknown_matter", "A2"), "不是示例：环县"),
        (COUNTY, {"编号": "1", "进展": "x", "申请销号": "是"}, ("not_possible", "M2"), "应由责任单位"),
        (OWNER, {"编号": "1", "申请销号": "是"}, ("not_possible", "N2"), "要写明"),
        (OWNER, {"编号": "1", "办结时限": date(2026, 12, 1)}, ("not_possible", "J2"), "原因"),
        (OWNER, {"编号": "1", "办结时限": date(2026, 11, 1), "进展": "x"}, ("not_possible", "J2"), "已经过去"),
        (OWNER, {**NEW, "办结时限": date(2026, 11, 1)}, ("not_possible", "J2"), "已经过去"),
        (OWNER, {**NEW, "办结时限": date(2026, 12, 1)}, ("not_possible", "J2"), "请留空"),
        (OWNER, {**NEW, "责任单位": HELPER}, ("not_possible", "G2"), "请留空"),
        (OWNER, {**NEW, "产业链": "全部产业链"}, ("not_possible", "B2"), "要写明：产业链"),
        (OWNER, {**NEW, "提出单位": COUNTY}, ("not_possible", "F2"), "由示例：市工业"),
        (OWNER, {**NEW, "申请销号": "是"}, ("not_possible", "N2"), "还没有交办"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_an_issue_at_its_cell_and_nothing_is_entered(
    tmp_path, office, row, issue, words
):
    assigned()
    before = book.head("demo")
    report = judged(sent(tmp_path, row), office)

    assert [(one.code, one.cell) for one in report.errors] == [issue]
    assert words in report.errors[0].zh
    assert report.batches[0].columns["has_error"] == [True]
    assert book.head("demo") == before


def test_a_text_that_is_too_long_is_an_issue_at_its_cell(tmp_path):
    assigned()
    file = tmp_path / "a.csv"
    head = ",".join(field.header for field in PROBLEM_STEPS.fields)
    line = f"1,用地,油煤气化工,正宁县,,,,,,,,,{'长' * 50_001},,,"
    file.write_text(f"{head}\n{line}\n", encoding="utf-8")

    report = judged(file, OWNER)
    assert [(one.code, one.cell) for one in report.errors] == [("not_possible", "M2")]
    assert "最多 50000 字" in report.errors[0].zh


def test_a_step_that_was_overtaken_refuses_the_whole_file(tmp_path):
    problem, other = assigned(), assigned()
    file = sent(tmp_path, {"编号": other, "进展": "x"}, {"编号": problem, "进展": "y"})
    report = judged(file, OWNER)
    step(OWNER, "problem answer", problem, text="已办")
    before = book.head("demo")

    by = stepping.sending(file, file.name, OWNER, "demo")
    with pytest.raises(Refused) as refused:
        stepping.enter(report.batches, by, "demo")
    assert "现在是“待确认”" in refused.value.zh and book.head("demo") == before


def test_steps_of_a_file_are_taken_back_where_no_other_has_followed(tmp_path):
    problem, other = assigned(), assigned()
    rows = [{"编号": problem, "进展": "x"}, {"编号": other, "进展": "y"}, NEW]
    file = sent(tmp_path, *rows)
    entered(file, OWNER)
    step(CHAIN_OFFICE, "problem extend", other, due="2026-12-31", reason="雨季", later=28)

    by = stepping.sending(file, file.name, OWNER, "demo")
    taken = stepping.withdraw("demo", by, "填错")
    assert (taken.back, taken.stays) == ((problem, "problem-9"), (other,))
    assert verified("demo").is_whole
    assert stepping.withdraw("demo", by, "填错").back == ()
    assert entered(file, OWNER) == [f"{problem} feedback", "problem-14 raise"]


def test_a_number_may_be_written_in_several_ways():
    ways = ("problem-17", "PROBLEM17", "17", "017", "17.0", "问题17")

    assert {matter_name("problem", way) for way in ways} == {"problem-17"}
    assert [matter_name("problem", way) for way in ("task-17", "甲-17", "0", "")] == [None] * 4


def test_an_empty_sheet_of_problems_is_no_fault(tmp_path):
    assert told(sent(tmp_path), OWNER) == []


def test_a_number_twice_with_other_words_is_an_error(tmp_path):
    assigned()
    file = sent(tmp_path, {"编号": "1", "进展": "x"}, {"编号": "1", "进展": "y"})

    assert [code for code, _cell in told(file, OWNER)] == ["duplicate_row"]


def test_a_task_without_a_number_is_an_error(tmp_path):
    file = sent(tmp_path, {"任务": "编图谱", "责任单位": OWNER, "进展": "初稿"}, template=TASKS)

    assert told(file, OWNER) == [("unknown_value", "A2")]
