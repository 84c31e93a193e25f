"""What leading places do: the panel practice, which tells by how much a place is ahead."""

from __future__ import annotations

from datetime import date
from typing import Any

from chainboard.panels.experience.practice import practice
from chainboard.view import Row
from tests.panels.drawing import RECORD, RECORD_EN, ZH, check
from tests.panels.experience.test_cases import case
from tests.queries.answers import row_of

MONEY: dict[str, Any] = {
    "metric_id": "gdp", "name_zh": "地区生产总值", "name_en": "GDP", "unit": "亿元",
    "decimals": 2, "hedge": "none", "basis": "ytd",
    "period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31),
}  # fmt: skip


def told(zh: str, en: str, value: float) -> Row:
    row = row_of("peers.figures", **MONEY, area_zh=zh, area_en=en, value=value,
                 value_text=f"{value:g}")  # fmt: skip
    return row.with_(is_growth=False, reading=value)


OWN = told("庆阳", "Qingyang", 1022.26)
YULIN = told("榆林", "Yulin", 6844.0).with_(own=OWN, gap=6844.0 - 1022.26)
ORDOS = told("鄂尔多斯", "Ordos", 5613.44).with_(own=OWN, gap=5613.44 - 1022.26)


def elsewhere(code: str, ahead: list[Row]) -> Row:
    return case(is_own=False, is_of_province=False, area_code=code).with_(ahead=ahead)


def test_two_leading_places_are_named_with_how_much_and_what():
    cases = [elsewhere("610800", [YULIN]), elsewhere("150600", [ORDOS]), elsewhere("340100", [])]
    panel = check(practice(cases, RECORD))

    assert panel.name == "practice"
    assert panel.finding == (
        "有做法可看的领先市州：榆林高 5,821.74 亿元、鄂尔多斯高 4,591.18 亿元"
        "（地区生产总值，2022年）"
    )
    assert panel.body.cards[0]["notes"][-1] == (
        "地区生产总值（2022年）：榆林 6,844 亿元，庆阳 1,022.26 亿元，榆林高 5,821.74 亿元（推算）"
    )
    assert "Yulin RMB 582.17 bn higher" in check(practice(cases, RECORD_EN)).finding


def test_what_a_place_does_better_in_stands_on_its_first_card_alone():
    first, second = practice([elsewhere("610800", [YULIN])] * 2, RECORD).body.cards

    assert len(first["notes"]) == len(second["notes"]) + 1


def test_without_a_place_that_does_better_the_cases_are_counted():
    panel = check(practice([elsewhere("340100", [])], RECORD))

    assert panel.finding == "外地做法案例 1 个"
    assert panel.notes == ()


def test_a_chain_without_cases_says_so_and_a_pack_without_any_leaves_the_panel_out():
    assert check(practice([], RECORD)).status == "没有这条产业链的外地案例"
    assert practice([], ZH).status == ""
