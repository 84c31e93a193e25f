"""The room that labels take: measured by the server alone, for axes and for names over columns."""

from __future__ import annotations

from chainboard.panels.frame import framed, heads, room
from tests.panels.drawing import ZH


def test_a_chinese_character_is_as_wide_as_it_is_high_and_others_are_narrower():
    assert room("西峰区", 14) == room("“东…", 14) == 42
    assert room("Huan", 100) == 232
    assert room("环县<br>庆城县", 10) == 30


def test_names_over_columns_say_what_they_want_lying_and_upright():
    said = heads(["规上工业<br>增加值<br>2025", "税收"], 10)

    assert said["flat"] == 40  # 规上工业
    one, two, three = said["standing"]
    assert [one["across"], two["across"], three["across"]] == [13, 26, 39]
    assert one["words"] == ["规上工业 增加值 2025", "税收"]
    assert two["words"] == ["规上工业 增加值<br>2025", "税收"]
    assert three["words"] == ["规上工业<br>增加值<br>2025", "税收"]
    # seven characters, two spaces and four digits at 0.58 of 10 pixels: 104.8; 75.8; 40
    assert [one["room"], two["room"], three["room"]] == [105 + 16, 76 + 16, 40 + 16]


def test_no_names_take_no_room():
    assert heads([], 10) == {"flat": 0, "standing": []}


def test_no_line_of_the_grid_goes_through_the_numbers_behind_bars():
    bars = {"type": "bar", "x": [1.0], "y": ["环县"], "text": ["1.00"]}

    across = framed([{**bars, "orientation": "h"}], ZH, yaxis={"type": "category"})
    upright = framed([{**bars, "x": ["环县"], "y": [1.0]}], ZH)

    assert across["layout"]["yaxis"]["showgrid"] is False
    assert "showgrid" not in upright["layout"]["yaxis"]
