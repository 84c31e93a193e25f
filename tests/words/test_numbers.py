"""Numbers as people read them, in both languages."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from chainboard.words import amount, number, percent, printed, scaled, share_percent, unit_name
from chainboard.words.numbers import counted
from chainboard.words.units import UNITS

METRICS = Path(__file__).parents[2] / "data" / "dictionary" / "metrics.csv"
LEVELS = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)
UNIT = st.sampled_from(sorted(UNITS))


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (1705.88, "亿元", "1,705.88 亿元", "RMB 170.59 bn"),
        (0.63, "亿元", "0.63 亿元", "RMB 63 million"),
        (-4.5, "亿元", "−4.50 亿元", "RMB −0.450 bn"),
        (7500, "万元", "7,500.00 万元", "RMB 75,000,000"),
        (14219.08, "元", "14,219.08 元", "RMB 14,219.08"),
        (86.5, "万元/亩", "86.50 万元/亩", "RMB 865,000 per mu"),
        (161, "个", "161 个", "161"),
        (129, "户", "129 户", "129"),
        (357, "家", "357 家", "357"),
        (9092, "人", "9,092 人", "9,092 people"),
        (1, "人", "1 人", "1 person"),
        (24, "位", "第 24 位", "No. 24"),
        (1, "次/月", "1 次/月", "1 a month"),
        (1.7, "万亩", "1.70 万亩", "17,000 mu"),
        (850.09, "万吨", "850.09 万吨", "8,500,900 t"),
        (5.48, "亿立方米", "5.48 亿立方米", "548 million m³"),
        (15.92, "亿千瓦时", "15.92 亿千瓦时", "1,592 GWh"),
        (60.5, "万千瓦", "60.50 万千瓦", "605.0 MW"),
        (6.6, "万P", "6.60 万P", "66,000 petaflops"),
        (3.1, "万架", "3.10 万架", "31,000 racks"),
        (1541, "架", "1,541 架", "1,541 aircraft"),
        (234.45, "万只", "234.45 万只", "2,344,500 head"),
        (9043, "万羽", "9,043.00 万羽", "90,430,000 birds"),
        (1.05, "亿羽", "1.05 亿羽", "105 million birds"),
        (2113, "万人次", "2,113.00 万人次", "21,130,000 visits"),
        (3.21, "人/户", "3.21 人/户", "3.21 people per household"),
        (14.5, "%", "14.50%", "14.50%"),
        (2.87, "个百分点", "2.87 个百分点", "2.87 pp"),
    ],
)
def test_an_amount_has_its_unit_in_both_languages(value, unit, zh, en):
    assert amount("zh", value, unit) == zh
    assert amount("en", value, unit) == en


@pytest.mark.parametrize(
    ("text", "unit", "hedge", "original", "zh", "en"),
    [
        ("1645.4", "亿元", "over", "突破", "突破 1,645.4 亿元", "over RMB 164.54 bn"),
        ("1063.61", "亿元", "about", "约", "约 1,063.61 亿元", "about RMB 106.361 bn"),
        ("850.09", "万吨", "none", None, "850.09 万吨", "8,500,900 t"),
        ("20", "万亩", "at_least", "以上", "20 万亩以上", "at least 200,000 mu"),
        ("12", "%", "about", "左右", "12%左右", "about 12%"),
        ("120", "万吨", "about", "近", "近 120 万吨", "nearly 1,200,000 t"),
        ("300", "家", "over", "余", "300 余家", "over 300"),
        ("110", "万人次", "over", "多", "110 多万人次", "over 1,100,000 visits"),
        ("5", "亿立方米", "none", "预计", "预计 5 亿立方米", "expected 500 million m³"),
        ("900", "亿元", "over", "突破（预计）", "预计突破 900 亿元", "expected over RMB 90.0 bn"),
        ("1000", "亿元", "over", "有望突破", "有望突破 1,000 亿元", "expected over RMB 100.0 bn"),
        (
            "750",
            "亿元",
            "at_least",
            "以上（预计）",
            "预计 750 亿元以上",
            "expected at least RMB 75.0 bn",
        ),
        (
            "3000",
            "万吨",
            "at_least",
            "力争;以上",
            "力争 3,000 万吨以上",
            "aiming for at least 30,000,000 t",
        ),
        ("10", "万P", "over", "超过", "超过 10 万P", "over 100,000 petaflops"),
    ],
)
def test_a_printed_figure_keeps_its_digits_and_its_hedge(text, unit, hedge, original, zh, en):
    assert printed("zh", text, unit, hedge, original) == zh
    assert printed("en", text, unit, hedge, original) == en


@pytest.mark.parametrize(
    ("hedge", "zh", "en"),
    [
        ("none", "5 亿元", "RMB 0.5 bn"),
        ("about", "约 5 亿元", "about RMB 0.5 bn"),
        ("over", "超过 5 亿元", "over RMB 0.5 bn"),
        ("at_least", "5 亿元以上", "at least RMB 0.5 bn"),
    ],
)
def test_a_hedge_without_original_words_still_stands_with_its_number(hedge, zh, en):
    assert printed("zh", "5", "亿元", hedge) == zh
    assert printed("en", "5", "亿元", hedge) == en


def test_a_note_that_came_with_a_hedge_is_not_said_as_one():
    assert printed("zh", "0.7", "万P", "over", "超过;原文7,000 petaflops") == "超过 0.7 万P"
    assert printed("zh", "969", "万吨", "over", "超过;陇东油区及合作区") == "超过 969 万吨"
    assert printed("zh", "7.5", "万P", "none", "全省合计") == "7.5 万P"


def test_digits_that_are_no_number_are_refused():
    with pytest.raises(ValueError, match="宁县"):
        printed("zh", "宁县", "亿元")


def test_a_hedge_that_is_none_of_the_four_is_refused():
    with pytest.raises(ValueError, match="roughly"):
        printed("zh", "5", "亿元", "roughly")


@pytest.mark.parametrize("unit", ["文本", "年月", "日期", "是", "桶", ""])
def test_a_word_that_is_no_unit_is_refused_by_name(unit):
    """Dated facts of a park (年月, 是) are never formatted as quantities."""
    with pytest.raises(ValueError, match=repr(unit)):
        amount("zh", 1, unit)
    with pytest.raises(ValueError, match=repr(unit)):
        unit_name("zh", unit)


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [(1, "一", "one"), (2, "两", "two"), (8, "八", "eight"), (11, "11", "11")],
)
def test_a_small_count_is_a_word(count, zh, en):
    assert [counted(lang, count) for lang in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_a_missing_value_reads_as_a_dash_and_never_as_zero(value):
    """D16: missing is not zero."""
    assert amount("zh", value, "亿元") == "—"
    assert number("en", value, 2) == "—"
    assert percent("zh", value) == "—"
    assert share_percent("zh", value) == "—"
    assert scaled("en", value, "亿元") is None


def test_zero_has_no_sign_and_is_not_missing():
    assert number("zh", -0.001, 2) == "0.00"
    assert amount("zh", 0, "个") == "0 个"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.125, "0.13"), (2.675, "2.68"), (1.005, "1.01"), (0.135, "0.14"), (-0.125, "−0.13")],
)
def test_d15_rounding_is_half_up_on_the_decimal_text(value, said):
    """D15: 四舍五入; Python's own round gives 0.12 and 2.67."""
    assert number("zh", value, 2) == said


def test_d15_counts_have_no_decimals():
    assert amount("zh", 152.5, "户") == "153 户"


def test_a_completion_is_a_fraction_and_reads_in_percent():
    assert share_percent("zh", 0.862) == "86.20%"
    assert percent("en", 86.2) == "86.20%"


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        ("亿元", "亿元", "RMB bn"),
        ("万元/亩", "万元/亩", "RMB per mu"),
        ("万吨", "万吨", "t"),
        ("户", "户", "number"),
        ("位", "位", "rank"),
        ("%", "%", "%"),
        ("个百分点", "个百分点", "pp"),
    ],
)
def test_a_unit_has_a_name_for_an_axis(unit, zh, en):
    assert (unit_name("zh", unit), unit_name("en", unit)) == (zh, en)


def test_an_axis_shows_the_number_in_the_unit_it_names():
    assert scaled("zh", 1705.88, "亿元") == 1705.88
    assert scaled("en", 1705.88, "亿元") == pytest.approx(170.588)
    assert scaled("en", 1.99, "万吨") == 19900


@given(LEVELS, st.integers(min_value=0, max_value=4))
def test_d15_any_number_is_rounded_as_decimal_half_up_rounds_it(value, decimals):
    said = number("zh", value, decimals).replace(",", "").replace("−", "-")

    assert Decimal(said) == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@given(LEVELS, UNIT)
def test_english_moves_the_point_of_printed_digits_and_changes_no_digit(value, unit):
    said = printed("en", str(value), unit).replace("−", "-").replace(",", "")
    digits = "".join(sign for sign in said if sign in "0123456789")

    assert digits.strip("0") == str(value).replace(".", "").lstrip("-").strip("0")


@given(LEVELS, UNIT)
def test_d13_chinese_says_no_thousand_million_or_billion_letters(value, unit):
    """D13: 亿 and 万, never k, M, B or G."""
    said = amount("zh", value, unit) + printed("zh", str(value), unit, "over")

    assert not set(said) & set("kKMBGmbn")


@given(LEVELS, UNIT)
def test_d13_english_glues_no_letter_to_its_digits(value, unit):
    said = amount("en", value, unit)

    assert not any(a.isdigit() and b.isalpha() for a, b in pairwise(said))


@given(LEVELS, UNIT)
def test_a_minus_is_the_typographic_one(value, unit):
    assert "-" not in amount("zh", value, unit) + amount("en", value, unit)


def test_d13_every_unit_of_the_dictionary_can_be_said():
    """D13: one canonical unit a metric, and words knows them all."""
    with METRICS.open(encoding="utf-8", newline="") as file:
        units = {row["unit"] for row in csv.DictReader(file)}

    assert units - set(UNITS) == set()


def test_no_english_unit_name_is_chinese():
    assert [
        unit for unit in UNITS if any("一" <= sign <= "鿿" for sign in unit_name("en", unit))
    ] == []
