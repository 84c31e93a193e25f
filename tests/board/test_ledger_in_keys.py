"""A step of the work loop leaves what does not read it as it was kept."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from chainboard import coded
from chainboard.board import address, door, drawn, scene
from chainboard.ledger import reading
from chainboard.navigation import page_at, questions
from chainboard.packs import DEMO
from chainboard.person import AT_THE_DESK
from chainboard.view import View
from tests.ledger.taken import CHAIN_OFFICE, raised, step

pytestmark = pytest.mark.usefixtures("packs")


@pytest.fixture
def demo_of_its_own(packs, tmp_path, monkeypatch):
    """The demo's edition in a folder where a ledger may be written."""
    without = shutil.ignore_patterns("ledger*")
    shutil.copytree(packs / "demo", tmp_path / "var" / "demo", ignore=without)
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))


def shown(**asked: str) -> tuple[View, tuple[str, ...]]:
    found = scene.read(page_at("chain"), {"pack": "demo", **asked}, "zh", AT_THE_DESK)
    return found.view, found.messages


@pytest.mark.usefixtures("demo_of_its_own")
def test_a_step_leaves_the_figures_of_the_chain_page_kept():
    page = page_at("chain")
    before, _ = shown()
    for question in questions(page)[:3]:
        drawn.panel(page, question, before)
    kept = drawn.kept()
    raised()

    after, _ = shown()
    for question in questions(page)[:3]:
        drawn.panel(page, question, after)
    assert (before.ledger, after.ledger) == (0, 1)
    assert drawn.kept() == kept


@pytest.mark.usefixtures("demo_of_its_own")
def test_an_address_names_an_earlier_step_and_says_so_and_an_unknown_one_is_told():
    raised()
    raised()

    earlier, told = shown(ledger="1")
    assert (earlier.ledger, earlier.is_pinned) == (1, True)
    assert "到第 1 步" in told[0]
    assert address.parameters(earlier)["ledger"] == "1"
    for unknown in ("3", "0", "-1", "x", "９"):
        newest, told = shown(ledger=unknown)
        assert newest.ledger == 2 and "台账" in told[0]
    assert "ledger" not in address.parameters(newest)


def test_a_panel_that_reads_the_ledger_is_another_after_a_step():
    page = replace(page_at("chain"), of_ledger=("output_trend",))
    view = replace(View(pack=DEMO), ledger=3, ledger_mark="a", day=View().as_of)

    assert page.seen_by("output_trend", view).ledger == 3
    assert page.seen_by("chain_cards", view).ledger == 0


@pytest.mark.usefixtures("demo_of_its_own")
def test_a_code_of_the_work_loop_leads_to_what_stood_then_also_after_further_steps():
    problem = raised()
    view = door.view_of("schedule", [("pack", "demo"), ("matter", problem)], "zh", AT_THE_DESK)
    printed = [door.sheet_of("schedule", name, view) for name in ("matter", "problem_ledger")]
    step(CHAIN_OFFICE, "problem accept", problem)
    raised()

    for before in printed:
        about = door.view_of("about", [("code", before.panel.code)], "zh", AT_THE_DESK)
        found = coded.find(about, before.panel.code)
        assert before.lines and found.sheet.lines == before.lines
        assert found.sheet.panel.finding == before.panel.finding
        assert "ledger=1" in found.panel.go


@pytest.mark.usefixtures("demo_of_its_own")
def test_a_code_of_another_ledger_that_has_as_many_steps_is_not_found(tmp_path):
    raised()
    view = door.view_of("schedule", [("pack", "demo")], "zh", AT_THE_DESK)
    code = door.sheet_of("schedule", "problem_ledger", view).panel.code
    for file in (tmp_path / "var" / "demo").glob("ledger*"):
        file.unlink()
    reading.forget()
    raised(text="示例：另一件事", later=1)

    with pytest.raises(door.Refused, match="台账没有它所到的第 1 步"):
        door.view_of("about", [("code", code)], "zh", AT_THE_DESK)
