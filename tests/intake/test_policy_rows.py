"""A table of what documents ask of whom, sent in: documents, demands, and what each is bound to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chainboard.intake import stepping
from chainboard.intake.templates import POLICIES
from chainboard.ledger import book, reading
from tests.intake.test_row_steps import entered, judged, sent, told
from tests.ledger.taken import CHAIN_OFFICE, COUNTY, OWNER, shown, step

DOCUMENT = {
    "文件名称": "行动方案", "发文机关": "省政府", "文号": "〔2026〕3号", "文件层级": "省",
    "印发日期": date(2026, 3, 10),
}  # fmt: skip
LISTS = {**DOCUMENT, "文件要求": "建立三张清单", "责任单位": OWNER}
CHAINS = {**DOCUMENT, "文件要求": "一链一图谱", "责任单位": OWNER}
LATER = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    reading.forget()


def table(tmp_path: Path, *rows: dict) -> Path:
    return sent(tmp_path, *rows, template=POLICIES)


def test_a_document_is_entered_once_with_each_of_its_demands(tmp_path):
    rows = LISTS, {**CHAINS, "落实方式": "暂无"}

    assert entered(table(tmp_path, *rows), CHAIN_OFFICE) == [
        "policy-1 add", "policy-1 demand", "policy-1 demand", "policy-1 bind",
    ]  # fmt: skip
    (policy,) = shown("policy", later=13)
    assert (policy.text, policy.office, policy.number) == ("行动方案", "省政府", "〔2026〕3号")
    assert (policy.level, policy.issued_on) == ("province", "2026-03-10")
    assert policy.standing[-1].facts == {"demand": "3", "no_action": "是"}


def test_a_demand_makes_a_task_that_knows_its_document(tmp_path):
    row = {**LISTS, "落实方式": "任务", "办结时限": LATER}

    assert entered(table(tmp_path, row), CHAIN_OFFICE) == [
        "policy-1 add", "policy-1 demand", "task-3 add", "policy-1 bind",
    ]  # fmt: skip
    (task,) = shown("task", later=13)
    assert (task.text, task.owner, task.policy) == ("建立三张清单", OWNER, "policy-1")
    assert book.events("demo")[-1].facts == {"demand": "2", "task": "task-3"}


def test_a_demand_is_bound_to_a_task_that_is_there_or_to_a_target(tmp_path):
    task = step(CHAIN_OFFICE, "task add", text="编图谱", owner=OWNER, due="2026-12-01").matter
    aim = {"落实方式": "目标", "指标": "产业链产值", "目标": "500亿元", "办结时限": LATER}
    entered(
        table(tmp_path, {**LISTS, "落实方式": "任务", "编号": task}, {**CHAINS, **aim}),
        CHAIN_OFFICE,
    )

    bound, aimed = book.events("demo")[-2:]
    assert bound.facts["task"] == task
    assert (aimed.facts["metric_id"], aimed.facts["by_date"]) == ("output_value", "2026-12-31")
    assert aimed.words["target"] == "500亿元"


def test_the_same_table_again_brings_only_what_is_new(tmp_path):
    entered(table(tmp_path, LISTS), CHAIN_OFFICE)
    file = table(tmp_path, LISTS, CHAINS)

    assert told(file, CHAIN_OFFICE) == [("already_entered", "F2")]
    assert entered(file, CHAIN_OFFICE) == ["policy-1 demand"]


@pytest.mark.parametrize(
    ("office", "row", "issue"),
    [
        (COUNTY, LISTS, ("not_possible", "A2")),
        (CHAIN_OFFICE, {**LISTS, "落实方式": "任务"}, ("not_possible", "I2")),
        (CHAIN_OFFICE, {**LISTS, "落实方式": "任务", "责任单位": None}, ("not_possible", "H2")),
        (CHAIN_OFFICE, {**LISTS, "落实方式": "任务", "编号": "9"}, ("unknown_matter", "K2")),
        (CHAIN_OFFICE, {**LISTS, "落实方式": "目标"}, ("not_possible", "L2")),
        (CHAIN_OFFICE, {**LISTS, "落实方式": "开会"}, ("unknown_value", "J2")),
        (CHAIN_OFFICE, {**LISTS, "办结时限": date(2026, 1, 1)}, ("not_possible", "F2")),
    ],
)
def test_what_cannot_be_is_an_issue_at_its_cell_and_nothing_is_entered(
    tmp_path, office, row, issue
):
    file = table(tmp_path, row, CHAINS)

    assert [(one.code, one.cell) for one in judged(file, office).errors] == [issue]
    assert book.head("demo").number == 0


def test_a_table_is_taken_back_whole(tmp_path):
    file = table(tmp_path, {**LISTS, "落实方式": "任务", "办结时限": LATER}, CHAINS)
    entered(file, CHAIN_OFFICE)

    by = stepping.sending(file, file.name, CHAIN_OFFICE, "demo")
    assert stepping.withdraw("demo", by, "填错").back == ("policy-1", "task-3")
    assert shown("policy", later=40) == shown("task", later=40) == []
