"""What a person sees of files that wait, and what a click does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chainboard import way
from chainboard.board import frame
from chainboard.board.intake_waiting import due
from chainboard.intake import waiting
from chainboard.navigation import addresses, page_at
from chainboard.person import Person
from chainboard.store import audit
from chainboard.words import Words
from tests.intake.test_waiting import (
    CITYWIDE,
    CLERK,
    HEAD,
    LEADER,
    OTHER,
    STATISTICS,
    handed_in,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


def _script(person, lang):  # run on its own: no name of this file is known in it
    from chainboard.board.intake_waiting import show_waiting

    show_waiting(person, lang)


def opened(person: Person, lang: str = "zh") -> AppTest:
    app = AppTest.from_function(_script, args=(person, lang), default_timeout=60).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    shown = (*app.subheader, *app.markdown, *app.warning, *app.text)
    return "\n".join(each.value for each in shown)


def test_the_head_of_the_office_signs_with_one_click(folder):
    handed_in()

    app = opened(HEAD)
    assert "送审件：内部资料 未公布" in words(app) and "等待：本单位审核" in words(app)
    app.button(key="sign_1_review").click().run()
    assert [sign.step for sign in waiting.of_number(1).signs] == ["review"]
    assert "本单位已审核 · 市工信局" in words(app) and "等待：定稿" in words(app)


def test_who_sent_it_sees_how_far_it_is_and_cannot_sign(folder):
    handed_in()

    app = opened(CLERK)
    assert "等待：本单位审核" in words(app)
    assert "sign_1_review" not in [button.key for button in app.button]


def test_others_see_nothing_at_all(folder):
    handed_in()

    assert words(opened(OTHER)) == ""


def test_it_is_given_back_only_with_a_reason(folder):
    handed_in()

    app = opened(HEAD)
    assert app.button(key="back_1").disabled
    app.text_input(key="why_1").input("八月的数没有改").run()
    app.button(key="back_1").click().run()
    told = words(opened(CLERK))
    assert "已退回，没有导入：八月的数没有改" in told and "已退回 · 市工信局" in told


def test_a_late_click_signs_nothing_more_and_the_page_says_who_was_quicker(folder):
    handed_in()
    both = replace(HEAD, steps=HEAD.steps | {"finalise"})
    app = opened(both)
    waiting.sign(1, "review", HEAD, "zh")

    app.button(key="sign_1_review").click().run()
    assert [sign.step for sign in waiting.of_number(1).signs] == ["review"]
    assert "本单位已审核 · 市工信局" in words(app)


def test_who_sent_it_sees_the_steps_who_signs_next_and_since_when(folder):
    one = handed_in(CITYWIDE, "industrial_va")
    told = words(opened(CITYWIDE))
    assert "✓ 报送 → **本单位审核** → 统计会核 → 定稿" in told
    assert "等待：本单位审核（市工信局的另一个账户），" in told

    waiting.sign(one.number, "review", replace(CITYWIDE, account="gxj-2"), "zh")
    told = words(opened(CITYWIDE))
    (signed,) = waiting.of_number(one.number).signs
    since = audit.here(datetime.fromisoformat(signed.at))
    assert "✓ 报送 → ✓ 本单位审核 → **统计会核** → 定稿" in told
    assert f"等待：统计会核（统计部门），{since:%Y-%m-%d %H:%M} 起" in told


def test_it_is_counted_for_who_has_to_sign_it_and_for_nobody_else(folder):
    one = handed_in()
    assert [due(each) for each in (CLERK, HEAD, LEADER, STATISTICS, OTHER)] == [0, 1, 0, 0, 0]

    waiting.sign(one.number, "review", HEAD, "zh")
    assert [due(each) for each in (CLERK, HEAD, LEADER, STATISTICS, OTHER)] == [0, 0, 1, 0, 0]


def test_the_way_to_the_page_says_how_many_wait_where_files_are_signed(folder, monkeypatch):
    handed_in()
    intake, chain = page_at("intake"), page_at("chain")
    assert frame._called(intake, HEAD, Words("zh")) == "导入"

    monkeypatch.setattr(way, "_now", way.OFFICE)
    assert frame._called(intake, HEAD, Words("zh")) == "导入（1）"
    assert frame._called(intake, HEAD, Words("en")) == "Intake (1)"
    assert (frame._called(intake, CLERK, Words("zh")), frame._called(chain, HEAD, Words("zh"))) == (
        "导入", "产业链",
    )  # fmt: skip


def test_it_speaks_english(folder):
    handed_in()
    waiting.sign(1, "review", HEAD, "en")

    assert "waits for: Finalise" in words(opened(LEADER, "en"))


@pytest.mark.parametrize("person", [CLERK, HEAD, LEADER, STATISTICS])
def test_who_sends_or_signs_gets_to_the_page_where_that_is_done(person):
    assert "intake" in addresses(person)


def test_who_does_neither_has_no_such_page():
    assert "intake" not in addresses(replace(LEADER, steps=frozenset({"audit"})))
