"""One matter with all its steps: who, when, what was written, what was taken back or cleared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainboard.ledger import history as steps, reading
from chainboard.packs import DEMO
from chainboard.panels import Panel
from chainboard.panels.loop import history
from chainboard.view import View
from tests.ledger.taken import CHAIN_OFFICE, COUNTY, assigned, raised, step
from tests.panels.loop.seen import DAY, seen

pytestmark = pytest.mark.usefixtures("no_ledger")


def opened(matter: str, lang: str = "zh") -> Panel:
    view = seen(lang=lang, matter=matter)
    return history.matter(*steps.chosen(view), view)


def test_the_newest_step_stands_first_with_what_it_settled():
    panel = opened(assigned())
    told = [list(row) for row in panel.body.rows]

    assert [row[1] for row in told] == ["交办", "受理", "提出"]
    assert "责任单位：示例：市工业和信息化局\n期限：2026-11-20" in told[0][3]
    assert panel.finding.startswith("问题 1“用地指标不足”：办理中")
    assert "下一步：示例：市工业和信息化局 申请销号" in panel.finding


def test_a_step_taken_back_and_words_cleared_stay_in_sight_as_such():
    problem = raised()
    accepted = step(CHAIN_OFFICE, "problem accept", problem, text="手机号误写在这里")
    step(CHAIN_OFFICE, "problem clear", problem, event=accepted.number)
    step(CHAIN_OFFICE, "problem take_back", problem)

    told = [(row[1], row[3]) for row in opened(problem).body.rows]
    assert ("受理（已撤回）", "") in told or ("受理（文字已清除）", "") in told
    assert "手机号" not in str(opened(problem).rows)


def test_a_step_written_down_for_another_office_says_for_whom_by_whom_and_on_what_basis():
    problem = raised()
    step(CHAIN_OFFICE, "problem accept", problem, recorded_by=COUNTY, basis="示例：11月2日来电")

    row = opened(problem).body.rows[0]
    assert row[2] == f"{CHAIN_OFFICE}（{COUNTY}代录）"
    assert row[4] == "示例：11月2日来电"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "**粗** $x$ [链](http://a)", "\u202e反"]
)
def test_what_was_typed_is_text_and_nothing_of_it_acts(text):
    assert opened(raised(text=text)).body.rows[0][3] == text


def test_a_long_text_is_cut_on_the_page_and_whole_in_the_table_behind():
    panel = opened(raised(text="长" * 50_000))
    whole = next(column for column in panel.columns if column.key == "text")

    shown = panel.body.rows[0][3]
    assert len(shown) < 450 and "共 50,000 字" in shown
    assert whole.words is not None and whole.words(panel.rows[0]) == "长" * 50_000


def test_a_matter_that_is_not_there_is_said_and_none_chosen_leaves_the_panel_out():
    raised()

    assert "没有 problem-9" in opened("problem-9").status
    assert opened("").status == ""
    assert opened("problem-1", "en").finding.startswith("Problem 1")


def test_the_history_as_it_stood_has_no_later_step():
    problem = assigned()
    view = reading.seen(replace(View(pack=DEMO, as_of=DAY), matter=problem), "2", DAY)
    assert view is not None

    panel = history.matter(*steps.chosen(view), view)
    assert [row[1] for row in panel.body.rows] == ["受理", "提出"]
