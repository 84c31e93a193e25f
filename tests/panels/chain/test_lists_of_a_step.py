"""The lists of a chain when one step of it is chosen: narrowed to it, or said not to follow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainboard.panels.chain import lists as chain_lists
from chainboard.view import Row
from tests.panels.chain.test_lists import firms, projects
from tests.panels.drawing import RECORD, ZH, check

RESIN = replace(ZH, node="resin")
BOTH = [(chain_lists.firms, firms), (chain_lists.projects, projects)]


def of_step(rows: list[Row], with_step: int, without_step: int) -> list[Row]:
    return [row.with_(with_step=with_step, without_step=without_step) for row in rows]


@pytest.mark.parametrize(("build", "drawn"), BOTH)
def test_a_list_of_one_step_says_so_and_how_many_state_none(build, drawn):
    panel = check(build(of_step(drawn(), 12, 3), RESIN))

    assert panel.narrowed == ("node",)
    assert "另有 3 " in panel.measure and "没有注明环节，不在内" in panel.measure
    assert panel.notes == ()


@pytest.mark.parametrize(("build", "drawn"), BOTH)
def test_a_list_whose_sources_state_no_step_stays_whole_and_says_that_it_does_not_follow(
    build, drawn
):
    panel = check(build(of_step(drawn(), 0, 3), replace(RECORD, node="resin")))

    assert panel.narrowed == ()
    assert len(panel.rows) == len(drawn())
    (note,) = panel.notes
    assert note.endswith("本板块不随所选环节变化。")
    assert "不在内" not in panel.measure


@pytest.mark.parametrize(("build", "drawn"), BOTH)
def test_a_step_without_any_is_said_and_not_passed_over(build, drawn):
    panel = check(build([], RESIN))

    assert (panel.body, panel.narrowed) == (None, ("node",))
    assert panel.status.startswith("没有注明在这一环节的")


@pytest.mark.parametrize(("build", "drawn"), BOTH)
def test_without_a_step_a_list_says_nothing_of_steps(build, drawn):
    panel = check(build(of_step(drawn(), 12, 3), ZH))

    assert (panel.narrowed, panel.notes) == ((), ())
    assert "没有注明环节" not in panel.measure
