"""What the intake page says of rows that would change, before anything is loaded."""

from __future__ import annotations

from chainboard.board.intake_preview import changed_lines
from chainboard.store.city.preview import Change, Preview

NAMES = {
    "industrial_va": "增加值增速",
    "tax": "税收",
    "621000": "全市",
    "ytd": "累计",
    "suppressed": "保密",
}
UNITS = {"industrial_va": "%", "tax": "亿元"}


def lines(*changes: tuple[str, str, str], lang: str = "zh") -> list[list[str]]:
    found = tuple(Change("指标", "G2", subject, old, new) for subject, old, new in changes)
    shown = changed_lines(Preview(0, len(found), 0, found), NAMES, UNITS, lang)
    return [list(line.values()) for line in shown]


def test_a_figure_moves_by_percent_and_a_rate_by_percentage_points():
    told = lines(("tax 621000 2026-10-31 ytd", "80", "88"), ("industrial_va 621000", "7.9", "8.06"))

    assert told[0] == ["指标!G2", "税收 全市 2026-10-31 累计", "80", "88", "▲ +10.00%"]
    assert told[1][-1] == "+0.16 个百分点"


def test_from_zero_and_between_words_there_is_no_percentage():
    assert [line[-1] for line in lines(("tax", "0", "5"), ("d1 stage", "签约", "开工"))] == ["", ""]


def test_a_figure_that_is_missing_has_the_word_for_it():
    assert lines(("tax 621000", "suppressed", "5"))[0][2:4] == ["保密", "5"]


def test_a_row_that_is_new_is_no_change():
    assert lines(("tax", "", "5")) == []


def test_in_english_points_are_pp():
    assert lines(("industrial_va", "7.9", "7.8"), lang="en")[0][-1] == "−0.10 pp"
