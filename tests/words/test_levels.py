"""What a board about a province or a country calls itself and its parts."""

from __future__ import annotations

import pytest

from chainboard.packs import CITY, pack_of
from chainboard.words import Words
from chainboard.words.levels import called


@pytest.mark.parametrize(
    ("pack", "zh", "en"),
    [
        ("621000", "各县（区）分布", "Counties on the map"),
        ("620000", "各市（州）分布", "Prefectures on the map"),
        ("000000", "各省（区、市）分布", "Provinces on the map"),
        ("110000", "各县（区）分布", "Counties on the map"),
    ],
)
def test_parts_are_called_by_the_level_of_the_board(pack, zh, en):
    assert Words("zh", pack_of(pack))("各县（区）分布") == zh
    assert Words("en", pack_of(pack))("各县（区）分布") == en


def test_a_city_reads_as_it_is_written():
    assert Words("zh", CITY)("全市主要指标") == "全市主要指标"
    assert Words("zh", pack_of("demo-620000"))("全市") == "全省"


def test_placeholders_and_parts_of_words_stay():
    assert called("en", "prefecture", "{county} of the city, by capacity") == (
        "{county} of the province, by capacity"
    )


def test_pages_are_called_by_the_level_too():
    page = {"name_zh": "县（区）", "name_en": "Counties"}

    assert Words("zh", pack_of("620000")).heading(page) == "市（州）"
    assert Words("en", pack_of("620000")).heading(page) == "Prefectures"
