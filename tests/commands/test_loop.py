"""The work loop at a prompt: a step taken, listed, shown and refused, with the exits of the others."""

from __future__ import annotations

import json

import pytest

from chainboard.commands import main
from tests.ledger.taken import CHAIN_OFFICE, COUNTY, OWNER, shown

RAISE = (
    "problem", "raise", "--pack", "demo", "--chain", "petrochem", "--county", "621025",
    "--text", "用地指标不足", "--by", COUNTY,
)  # fmt: skip


@pytest.fixture(autouse=True)
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))


def run(*arguments: str) -> int:
    return main([*arguments, "--lang", "zh"])


def test_a_problem_raised_answers_its_name_state_and_number(capsys):
    assert run(*RAISE, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "id": "problem-1", "state": "raised", "event": 1,
    }  # fmt: skip


def test_a_problem_is_shown_with_every_step(capsys):
    run(*RAISE)
    run("problem", "accept", "problem-1", "--pack", "demo", "--by", CHAIN_OFFICE)
    assigned = ("--owner", OWNER, "--due", "2026-12-15", "--by", CHAIN_OFFICE)
    assert run("problem", "assign", "problem-1", "--pack", "demo", *assigned) == 0
    capsys.readouterr()

    assert run("problem", "show", "problem-1", "--pack", "demo", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["id"], told["state"]) == ("problem-1", "assigned")
    assert [(one["event"], one["kind"], one["by"]) for one in told["events"]] == [
        (1, "raise", COUNTY), (2, "accept", CHAIN_OFFICE), (3, "assign", CHAIN_OFFICE),
    ]  # fmt: skip
    assert set(told["events"][0]) >= {"event", "kind", "by", "at", "text", "evidence"}


def test_a_step_that_is_refused_exits_with_1_and_says_what_may_be_done(capsys):
    run(*RAISE)

    assert run("problem", "accept", "problem-1", "--pack", "demo", "--by", COUNTY) == 1
    assert "应由链办、总链长办公室来做" in capsys.readouterr().err


def test_an_unknown_problem_a_wrong_option_and_the_published_pack_are_refused(capsys):
    assert run("problem", "show", "problem-9", "--pack", "demo") == 1
    assert run(*RAISE[:3], "published", *RAISE[4:]) == 1
    with pytest.raises(SystemExit) as exit_:
        run("problem", "raise", "--by", COUNTY, "--colour", "red")
    assert exit_.value.code == 64
    assert "没有台账" in capsys.readouterr().err


def test_the_list_knows_chains_and_counties_by_their_names(capsys):
    run("problem", "raise", "--pack", "demo", "--chain", "油煤气化工", "--county", "正宁县",
        "--text", "缺水", "--by", COUNTY)  # fmt: skip
    capsys.readouterr()

    for county, count in (("正宁", 1), ("621025", 1), ("环县", 0)):
        assert run("problem", "list", "--pack", "demo", "--county", county, "--json") == 0
        assert len(json.loads(capsys.readouterr().out)) == count


def test_the_ledger_is_verified_and_written_out(tmp_path, capsys):
    run(*RAISE)
    file = tmp_path / "steps.jsonl"

    assert run("ledger", "verify", "--pack", "demo", "--json") == 0
    assert run("ledger", "export", "--pack", "demo", "--out", str(file)) == 0
    assert json.loads(file.read_text(encoding="utf-8"))["matter"] == "problem-1"


def test_an_earlier_step_shows_the_list_of_then(capsys):
    run(*RAISE)
    run("problem", "accept", "problem-1", "--pack", "demo", "--by", CHAIN_OFFICE)
    capsys.readouterr()

    run("problem", "list", "--pack", "demo", "--ledger", "1", "--json")
    assert json.loads(capsys.readouterr().out)[0]["state"] == "raised"
    assert run("problem", "list", "--pack", "demo", "--ledger", "7") == 64


CASE = (
    "case", "add", "--pack", "demo", "--by", COUNTY, "--county", "621025",
    "--title", "五级车间", "--text", "屠宰带熟食",
)  # fmt: skip


def test_a_case_says_by_command_which_step_it_is_about_and_since_when():
    of_step = ("--chain", "mutton", "--node", "mutton.cooked", "--since", "2026-01-01")

    assert run(*CASE, *of_step) == 0
    assert [(row.node_id, row.since) for row in shown("case")] == [("mutton.cooked", "2026-01-01")]


def test_a_step_without_its_chain_and_a_day_that_is_none_are_refused_of_a_case(capsys):
    assert run(*CASE, "--node", "mutton.cooked") == 1
    assert "要连同它的产业链" in capsys.readouterr().err
    assert run(*CASE, "--since", "去年") == 1
    assert "日期写成" in capsys.readouterr().err
