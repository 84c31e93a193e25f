"""What the door refuses, and how it fails: a status, a code, and words in the language asked for."""

from __future__ import annotations

import json
import logging

import pytest

from chainboard.board import door
from chainboard.queries import Damaged
from tests.board.asked import HOST, Answer, asked, get

pytestmark = pytest.mark.usefixtures("packs")
PANEL = "/data/chain/output_trend"
MADE_UP = "pack=demo&chain=petrochem"


def error(answer: Answer) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/json"
    said = json.loads(answer.body)
    assert list(said) == ["error"] and list(said["error"]) == ["code", "message"]
    return answer.status, said["error"]["code"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("nowhere.json", "unknown_page"),
        ("nowhere/output_trend.csv", "unknown_page"),
        ("../dashboard.json", "unknown_page"),
        ("__init__.json", "unknown_page"),
        (".json", "unknown_page"),
        ("", "unknown_page"),
        ("chain/nothing.json", "unknown_panel"),
        ("chain/ask.json", "unknown_panel"),
        ("chain/output_trend/more.json", "unknown_panel"),
        ("chain", "unknown_format"),
        ("chain.csv", "unknown_format"),
        ("chain.", "unknown_format"),
        ("chain/output_trend", "unknown_format"),
        ("chain/output_trend.pdf", "unknown_format"),
        ("chain/output_trend.json.csv", "unknown_format"),
    ],
)
def test_an_unknown_page_panel_or_format_is_not_there(at_door, path, code):
    assert error(get(at_door, f"/data/{path}", "pack=demo")) == (404, code)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("chian=petrochem", "unknown_parameter"),
        ("chain=nowhere", "unknown_value"),
        ("county=1", "unknown_value"),
        ("park='; drop table", "unknown_value"),
        ("node=nowhere", "unknown_value"),
        ("chain=digital&node=petrochem.fine", "unknown_value"),
        ("period=2050", "unknown_value"),
        ("period=October", "unknown_value"),
        ("basis=week", "unknown_value"),
        ("lang=fr", "unknown_value"),
        ("pack=other", "unknown_value"),
        ("edition=99", "unknown_value"),
        ("edition=0", "unknown_value"),
        ("edition=-1", "unknown_value"),
        ("edition=1e3", "unknown_value"),
        ("edition=１", "unknown_value"),
        ("edition=" + "9" * 5000, "unknown_value"),
        ("chain=apple&chain=energy", "repeated_parameter"),
    ],
)
@pytest.mark.parametrize(
    "path", ["/data/chain.json", f"{PANEL}.json", f"{PANEL}.csv", "/data/chain.xlsx"]
)
def test_an_unknown_key_or_value_is_wrong_use(at_door, path, query, code):
    answer = get(at_door, path, query)

    assert error(answer) == (400, code)
    assert len(answer.body) < 400


def test_a_pack_without_an_edition_is_told_how_to_make_one(at_door):
    answer = get(at_door, "/data/overview.json", "pack=city")

    assert error(answer) == (400, "no_edition")
    assert "python -m chainboard build --pack city" in answer.body.decode()


@pytest.mark.parametrize(
    "path", ["/data/nowhere.json", "/data/chain/nothing.csv", "/data/chain.csv"]
)
def test_a_refusal_is_in_the_language_asked_for(at_door, path):
    english = get(at_door, path, "lang=en").body.decode()

    assert "There is no" in english and "没有" in get(at_door, path, "lang=zh").body.decode()
    assert get(at_door, path, accept_language="en-US,en;q=0.9").body.decode() == english
    assert get(at_door, path, "lang=en&chian=1").body.decode() == english


def test_a_wrong_parameter_is_named_in_the_language_that_stands_behind_it(at_door):
    assert (
        "There is no parameter" in get(at_door, "/data/chain.json", "chian=1&lang=en").body.decode()
    )


@pytest.mark.parametrize(
    ("fault", "said"), [(ZeroDivisionError("1/0"), "未能生成"), (Damaged("1"), "verify")]
)
@pytest.mark.parametrize(
    "path", [f"{PANEL}.json", f"{PANEL}.csv", "/data/chain.xlsx", "/data/chain.json"]
)
def test_a_failing_panel_answers_with_a_number_that_the_log_has(
    at_door, monkeypatch, caplog, path, fault, said
):
    def output_trend(view):
        raise fault

    monkeypatch.setitem(door.pages()["chain"], "output_trend", output_trend)
    with caplog.at_level(logging.ERROR, "chainboard"):
        answer = get(at_door, path, MADE_UP)

    assert error(answer) == (500, "failed")
    number = caplog.records[-1].getMessage().rpartition(" ")[2]
    assert number in answer.body.decode() and said in answer.body.decode()
    assert "1/0" not in answer.body.decode()


def test_a_failure_is_not_kept(at_door, monkeypatch):
    whole = door.pages()["chain"]["output_trend"]

    def output_trend(view):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setitem(door.pages()["chain"], "output_trend", output_trend)
        assert get(at_door, f"{PANEL}.json", MADE_UP).status == 500

    assert door.pages()["chain"]["output_trend"] is whole
    assert get(at_door, f"{PANEL}.json", MADE_UP).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_door_is_read_only(at_door, method):
    assert asked(at_door, f"{PANEL}.json", [("host", HOST)], method=method).status == 405


def test_the_door_answers_this_machine_only(at_door):
    assert asked(at_door, f"{PANEL}.csv", [("host", "evil.test")]).status == 403
