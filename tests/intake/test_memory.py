"""What an office has said of a table before: kept by office and shape, offered, let go of."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from chainboard.intake import memory
from chainboard.intake.answers import NOTHING_SAID, Answers, Said

OFFICE, OTHER = "市统计局", "市工信局"
OUTPUT = Answers("产业链产值", "万元", "累计", "2026")
TODAY = date.today().isoformat()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packs that only this test sees."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


def remembered(answers: Answers, mark: str = "shape", **headers: str) -> None:
    memory.remember(OFFICE, Said(tables={mark: answers}, headers=headers), [mark], headers)


def test_what_an_office_said_of_a_shape_is_offered_for_that_shape_of_that_office_only():
    remembered(OUTPUT)

    assert memory.recall(f" {OFFICE} ").under(NOTHING_SAID).of("shape").metric == "产业链产值"
    assert memory.recall(OFFICE).under(NOTHING_SAID).of("another") == Answers()
    assert memory.recall(OTHER).under(NOTHING_SAID).of("shape") == Answers()
    assert memory.recall("").under(NOTHING_SAID).of("shape") == Answers()


def test_the_year_is_not_remembered():
    remembered(OUTPUT)

    assert memory.recall(OFFICE).tables["shape"].answers == Answers("产业链产值", "万元", "累计")
    remembered(Answers(year="2026"), "title says all but the year")
    assert list(memory.recall(OFFICE).tables) == ["shape"]


def test_what_is_said_now_goes_before_what_was_said():
    remembered(OUTPUT, 所在地="县区")
    now = Said(Answers(unit="亿元"), headers={"所在地": ""})

    found = memory.recall(OFFICE).under(now)
    assert found.of("shape") == Answers("产业链产值", "亿元", "累计")
    assert found.headers == {"所在地": ""}


def test_another_unit_takes_the_place_of_the_old_one_but_of_two_indicators_none_is_offered():
    remembered(OUTPUT)
    remembered(Answers("产业链产值", "亿元", "累计"))
    assert memory.recall(OFFICE).under(NOTHING_SAID).of("shape").unit == "亿元"

    remembered(Answers("入库税收", "万元", "累计"))
    assert memory.recall(OFFICE).under(NOTHING_SAID).of("shape") == Answers()
    assert "不止一个指标" in memory.table_words(memory.recall(OFFICE), "shape", "zh")


def test_what_was_said_is_told_with_office_and_day_in_both_languages():
    remembered(OUTPUT, 所在地="县区", 单位名称="")
    told = memory.recall(OFFICE)

    zh = memory.table_words(told, "shape", "zh")
    assert zh == f"上次按 产业链产值、万元、累计 读，来自 {OFFICE} {TODAY} 的答复；可改。"
    assert memory.table_words(told, "shape", "en").startswith("Read last time as ")
    yes, no = (
        memory.header_words(told, word, name, "zh")
        for word, name in (("所在地", "县区"), ("单位名称", "企业名称"))
    )
    assert "“所在地”上次按“县区”读" in yes and "“单位名称”上次答的不是“企业名称”" in no


def test_what_was_said_can_be_forgotten():
    remembered(OUTPUT, 所在地="县区")
    remembered(OUTPUT, "second")
    memory.forget(OFFICE, ["shape"], ["所在地"])

    left = memory.recall(OFFICE)
    assert (list(left.tables), left.headers) == (["second"], {})


@pytest.mark.parametrize(
    "damage",
    [b"{", b"[]", b"\xff\xfe", b'{"a": 1}', b'{"a": {"tables": {"m": {}}, "headers": {}}}'],
)
def test_a_damaged_memory_is_no_memory_says_so_and_is_put_aside(damage: bytes):
    remembered(OUTPUT)
    memory.file().write_bytes(damage)
    assert memory.recall(OFFICE).is_damaged
    assert memory.recall(OFFICE).under(NOTHING_SAID).of("shape") == Answers()

    remembered(OUTPUT)
    assert memory.recall(OFFICE).tables["shape"].answers.unit == "万元"
    (aside,) = memory.file().parent.glob("answers.json.aside-*")
    assert aside.read_bytes() == damage


def test_the_memory_is_read_by_its_owner_only():
    remembered(OUTPUT)

    assert stat.S_IMODE(memory.file().stat().st_mode) == 0o600
    assert stat.S_IMODE(memory.file().parent.stat().st_mode) == 0o700
