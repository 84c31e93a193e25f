"""What the intake page keeps of a dropped file between two runs of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from chainboard.board import intake_checks
from chainboard.intake.answers import NOTHING_SAID
from chainboard.intake.check import check
from chainboard.intake.templates import PROBLEM_STEPS
from chainboard.ledger import doing, reading
from chainboard.ledger.doing import Moment
from chainboard.ledger.fields import Asked
from chainboard.store import ledger_file
from chainboard.store.faults import Busy
from chainboard.store.place import pack_folder

OFFICE = "正宁县链长办公室"


NOW = Moment(datetime(2026, 11, 2, 1, 0), date(2026, 11, 2))


def step(name: str, matter: str = "", **facts: str) -> None:
    words = {"text": "园区道路未通"} if name == "raise" else {}
    doing.do("city", Asked("problem", name, OFFICE, matter, facts, words), NOW)


@pytest.fixture
def form(tmp_path, monkeypatch) -> intake_checks.File:
    """A form with progress on a problem of its office, the first step of the city's ledger."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    reading.forget()
    step("raise", chain_id="petrochem", area_code="621025")
    row = {
        "编号": "1", "问题": "园区道路未通", "产业链": "油煤气化工", "县区": "正宁县",
        "进展": "已开工",
    }  # fmt: skip
    made = Workbook()
    made.active.title = PROBLEM_STEPS.sheet
    made.active.append([field.header for field in PROBLEM_STEPS.fields])
    made.active.append([row.get(field.header) for field in PROBLEM_STEPS.fields])
    made.save(tmp_path / "a.xlsx")
    return intake_checks.File(tmp_path / "a.xlsx", "a.xlsx", NOTHING_SAID, OFFICE, "zh")


def test_a_rerun_of_the_page_tries_a_dropped_form_again_only_after_a_step(form, monkeypatch):
    report = check(form.path)
    first = intake_checks.judged(form, report)
    assert first.errors == ()

    monkeypatch.setattr(ledger_file, "WAIT", 0)
    with ledger_file.alone(pack_folder("city")):  # another office writes
        assert intake_checks.judged(form, report) is first
        with pytest.raises(Busy):
            intake_checks.judged(replace(form, name="b.xlsx"), report)
    step("take_back", "problem-1")

    assert len(intake_checks.judged(form, report).errors) == 1
