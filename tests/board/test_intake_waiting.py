"""What a person sees of files that wait, and what a click does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chainboard.intake import waiting
from chainboard.navigation import addresses
from chainboard.person import Person
from tests.intake.test_waiting import CLERK, HEAD, LEADER, OTHER, STATISTICS, handed_in


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
    return "\n".join([*(each.value for each in (*app.subheader, *app.markdown, *app.text))])


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
    assert "已退回 · 市工信局 · 八月的数没有改" in words(app)


def test_a_late_click_signs_nothing_more_and_the_page_says_who_was_quicker(folder):
    handed_in()
    both = replace(HEAD, steps=HEAD.steps | {"finalise"})
    app = opened(both)
    waiting.sign(1, "review", HEAD, "zh")

    app.button(key="sign_1_review").click().run()
    assert [sign.step for sign in waiting.of_number(1).signs] == ["review"]
    assert "本单位已审核 · 市工信局" in words(app)


def test_it_speaks_english(folder):
    handed_in()
    waiting.sign(1, "review", HEAD, "en")

    assert "waits for: Finalise" in words(opened(LEADER, "en"))


@pytest.mark.parametrize("person", [CLERK, HEAD, LEADER, STATISTICS])
def test_who_sends_or_signs_gets_to_the_page_where_that_is_done(person):
    assert "intake" in addresses(person)


def test_who_does_neither_has_no_such_page():
    assert "intake" not in addresses(replace(LEADER, steps=frozenset({"audit"})))
