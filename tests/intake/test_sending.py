"""A sent file on its way into the city pack: what stops it, and which of its rows are taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chainboard.intake.check import check
from chainboard.intake.grid import Batch
from chainboard.intake.sending import Outcome, held, only, send
from chainboard.store import editions
from chainboard.store.city.desk import Desk, main_file
from chainboard.store.city.loads import Sent
from tests.intake.files import Rows, drawn, output, xlsx
from tests.store.city.sent import OFFICE, asked, batch, load, loads, shown

pytestmark = pytest.mark.weeks(3)

AUGUST, SEPTEMBER = date(2026, 8, 31), date(2026, 9, 30)
OF_A_PARK = {
    "metric_id": "output_value", "chain_id": "petrochem", "area_code": "621002", "park_id": "p9",
}  # fmt: skip
ONE_WRONG = output("2026-08  80", "2026-09  9O")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packs that only this test sees."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


def sent(folder: Path, name: str, rows: Rows, chosen: list[str] | None = None) -> Outcome:
    return send(Sent(xlsx(folder / name, rows), name, OFFICE), chosen)


def said(outcome: Outcome) -> list[tuple[str, str]]:
    return [(issue.code, issue.severity) for issue in outcome.report.issues]


def test_a_clean_file_is_loaded_whole(folder):
    outcome = sent(folder, "a.xlsx", output("2026-08  80", "2026-09  90"))

    assert outcome.loaded and (outcome.loaded.load_id, outcome.loaded.new) == (1, 2)
    assert shown() == {AUGUST: 80, SEPTEMBER: 90}
    assert said(outcome) == []


def test_an_error_stops_the_whole_file_before_the_pack_is_touched(folder):
    outcome = sent(folder, "a.xlsx", ONE_WRONG)

    assert outcome.loaded is None and said(outcome) == [("not_a_number", "error")]
    assert not main_file().exists()


def test_a_file_that_cannot_be_opened_is_not_loaded_even_when_rows_are_chosen(folder):
    (folder / "a.xls").write_bytes(b"<html></html>")

    outcome = send(Sent(folder / "a.xls", "a.xls", OFFICE), ["指标!2"])
    assert outcome.loaded is None and said(outcome) == [("not_a_workbook", "error")]
    assert not main_file().exists()


def test_a_park_that_only_the_edition_knows_is_known_to_the_check_and_to_the_load_alike(folder):
    """A load of before the list of parks was changed: its park stands in the edition by its id."""
    load(folder, "old", batch("indicators", "period_end  value\n2026-08-31  8", **OF_A_PARK))
    rows = drawn(
        """
        产业链    县区    园区  指标        期间     口径  数值  单位
        油煤气化工  西峰区  p9    产业链产值  2026-09  累计  9     亿元
        """
    )

    assert not check(xlsx(folder / "b.xlsx", rows), held("city")).errors
    assert check(folder / "b.xlsx").errors
    outcome = sent(folder, "b.xlsx", rows)
    assert said(outcome) == [] and outcome.loaded and outcome.loaded.new == 1


def test_chosen_rows_are_loaded_alone(folder):
    rows = output("2026-08  80", "2026-09  90", "2026-10  100")

    outcome = sent(folder, "a.xlsx", rows, ["指标!2", "指标!4"])
    assert outcome.loaded and outcome.loaded.rows == 2
    assert shown() == {AUGUST: 80, date(2026, 10, 31): 100}


def test_the_good_rows_of_a_file_with_an_error_can_be_chosen(folder):
    outcome = sent(folder, "a.xlsx", ONE_WRONG, ["指标!2"])

    assert outcome.loaded and shown() == {AUGUST: 80}
    assert asked("load_issue", "code, cell") == [("not_a_number", "F3")]


def test_a_row_with_an_error_is_never_taken_even_when_it_is_chosen(folder):
    outcome = sent(folder, "a.xlsx", ONE_WRONG, ["指标!2", "指标!3"])

    assert outcome.loaded and outcome.loaded.rows == 1
    assert shown() == {AUGUST: 80}


def test_a_chosen_row_is_one_of_its_own_sheet(folder):
    rows = [output("2026-08  80"), output("2026-09  90")]
    first = Batch("一", "indicators", {"row": [2], "has_error": [False], "value": ["80"]})
    second = Batch("二", "indicators", {"row": [2], "has_error": [False], "value": ["90"]})
    file = xlsx(folder / "a.xlsx", rows[0], sheet="一", 二=rows[1])

    assert [batch.columns["value"] for batch in only([first, second], ["二!2"])] == [[], ["90"]]
    assert send(Sent(file, "a.xlsx", OFFICE), ["二!2"]).loaded
    assert shown() == {SEPTEMBER: 90}


@pytest.mark.parametrize("chosen", [[], ["指标!99"], ["别的表!2"]])
def test_where_no_row_is_chosen_nothing_is_loaded(folder, chosen):
    outcome = sent(folder, "a.xlsx", output("2026-08  80"), chosen)

    assert outcome.loaded is None or outcome.loaded.load_id is None
    assert loads() == []


def test_the_same_file_is_said_to_be_there_and_not_loaded_twice(folder):
    sent(folder, "a.xlsx", output("2026-08  80"))

    again = send(Sent(folder / "a.xlsx", "再发.xlsx", OFFICE))
    assert said(again) == [("same_file", "warning")]
    assert "再发.xlsx 已经导入过" in again.report.issues[0].zh
    assert again.loaded and again.loaded.load_id is None
    assert len(loads()) == 1


def test_another_file_of_the_same_rows_is_said_to_hold_nothing_new(folder):
    sent(folder, "a.xlsx", output("2026-08  80"))

    again = sent(folder, "b.xlsx", [*output("2026-08  80.0"), [], ["注：与上月相同"]])
    assert said(again) == [("same_rows", "warning")]
    assert "b.xlsx" in again.report.issues[0].en and not again.report.errors
    assert editions.numbers("city") == [1, 2]


def test_rows_of_every_sheet_are_one_load(folder):
    targets = drawn(
        """
        产业链      县区    指标        年度  类型  目标值  单位
        油煤气化工  西峰区  产业链产值  2026  总量  200     亿元
        """
    )
    file = xlsx(folder / "a.xlsx", output("2026-08  80"), 目标=targets)

    outcome = send(Sent(file, "a.xlsx", OFFICE))
    assert outcome.loaded and (outcome.loaded.load_id, outcome.loaded.rows) == (1, 2)
    assert shown() == {AUGUST: 80}
    assert [load["template"] for load in loads()] == ["indicators,targets"]


def test_a_sender_is_told_how_far_it_is_from_reading_to_done(folder):
    steps: list[tuple[str, int]] = []
    file = xlsx(folder / "a.xlsx", output("2026-08  80"))

    send(Sent(file, "a.xlsx", OFFICE), desk=Desk(progress=lambda *step: steps.append(step)))
    assert steps[0] == ("reading", 5) and steps[-1] == ("done", 100)
    assert ("writing", 30) in steps


def test_what_a_department_claims_is_told_and_the_remark_stays_with_the_load(folder):
    rows = drawn("""
        产业链  县区    指标                期间     口径  数值  单位
        -     西峰区  第二产业增加值  2026-09  累计  90    亿元
    """)
    outcome = sent(folder, "a.xlsx", rows)

    assert said(outcome) == [("reported_by_department", "warning")]
    assert asked("load_issue", "code, cell") == [("reported_by_department", "F2")]
    assert asked("current_figure", "status") == [("claim",)]


DEALS = (
    "项目编号  项目名称  产业链  县区  园区  来源  签约日期  合同金额(亿元)  当前阶段"
    "  本月到位资金(亿元)  本年到位资金(亿元)  累计到位资金(亿元)  截至期间"
)


def deal(period: str, stage: str) -> Rows:
    line = f"D1  示例项目  油煤气化工产业链  西峰区  -  省外  2026-01-05  2  {stage}  0  1  1  {period}"
    return drawn(f"{DEALS}\n{line}")


def test_a_stage_behind_the_one_of_an_earlier_file_is_remarked_and_may_be_loaded(folder):
    """A wrong earlier stage is corrected by the file that seems to go back."""
    first = sent(folder, "a.xlsx", deal("2026-08", "竣工"))
    back = sent(folder, "b.xlsx", deal("2026-09", "在建"))
    again = sent(folder, "c.xlsx", deal("2026-10", "在建"))

    assert [said(each) for each in (first, again)] == [[], []]
    assert said(back) == [("stage_backward", "warning")] and back.loaded
    (issue,) = back.report.issues
    assert (issue.cell, issue.column) == ("I2", "当前阶段")
    assert "库中截至 2026-08 是“竣工”，这里是“在建”" in issue.zh


def test_a_file_is_taken_where_nobody_can_tell_how_far_its_projects_are(folder):
    """A load makes the next edition: what CURRENT or the one before it says does not keep it."""
    sent(folder, "a.xlsx", deal("2026-08", "竣工"))
    (folder / "var" / "city" / "CURRENT").write_text("?", encoding="utf-8")
    back = sent(folder, "b.xlsx", deal("2026-09", "在建"))

    assert back.loaded and said(back) == []
