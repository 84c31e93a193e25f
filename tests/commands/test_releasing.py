"""The command for what waits to be final."""

from __future__ import annotations

import json

import pytest

from tests.commands.said import LANGUAGES, is_in
from tests.intake.test_waiting import handed_in
from tests.store.city.sent import OFFICE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_waits_is_listed_with_the_step_that_is_due(run, folder, lang):
    assert is_in(lang, run("release", "--lang", lang).out)
    handed_in()

    said = run("release", "--lang", lang)
    assert said.code == 0
    assert {"zh": "等待：本单位审核", "en": "Review by its office"}[lang] in said.out
    (told,) = json.loads(run("release", "--json").out)
    assert (told["office"], told["next"]) == (OFFICE, "review")


def test_it_is_signed_by_an_office_and_the_next_step_is_said(run, folder):
    handed_in()

    assert run("release", "--sign", "1", "--by", "市农业农村局").code == 1
    said = run("release", "--sign", "1", "--by", OFFICE)
    assert said.code == 0 and "等待：定稿" in said.out


def test_it_is_given_back_with_a_reason(run, folder):
    handed_in()

    assert run("release", "--return", "1", "--by", OFFICE).code == 64
    assert run("release", "--return", "1", "--by", OFFICE, "--reason", "数不对").code == 0
    assert "已退回" in run("release").out


def test_wrong_use_is_told(run, folder):
    assert run("release", "--sign", "1").code == 64
    assert run("release", "--sign", "7", "--by", OFFICE).code == 1
