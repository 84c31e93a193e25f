"""Growth, differences of rates, and the words that replace a nonsensical rate."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from chainboard.words import (
    ahead,
    change,
    contribution_share,
    growth,
    growth_prose,
    on_previous_month,
    points,
    pull,
    turnaround,
)

RATES = st.decimals(min_value=-100, max_value=1000, places=3, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "text", "zh", "en"),
    [
        (6.32, None, "▲ +6.32%", "▲ +6.32%"),
        (-8.92, None, "▼ −8.92%", "▼ −8.92%"),
        (0, None, "持平", "flat"),
        (0.004, None, "持平", "flat"),
        (9.6, "9.6", "▲ +9.6%", "▲ +9.6%"),
        (-2.2, "-2.2", "▼ −2.2%", "▼ −2.2%"),
        (None, None, "—", "—"),
    ],
)
def test_growth_is_an_arrow_a_sign_and_the_digits(value, text, zh, en):
    assert growth("zh", value, text) == zh
    assert growth("en", value, text) == en


@pytest.mark.parametrize(
    ("value", "text", "zh", "en"),
    [
        (9.6, "9.6", "增长 9.6%", "up 9.6%"),
        (-8.92, None, "下降 8.92%", "down 8.92%"),
        (0, "0", "持平", "flat"),
        (None, None, "—", "—"),
    ],
)
def test_growth_in_a_sentence_never_grows_by_a_minus(value, text, zh, en):
    assert growth_prose("zh", value, text) == zh
    assert growth_prose("en", value, text) == en


@pytest.mark.parametrize(
    ("hedge", "original", "label", "zh", "en"),
    [
        ("at_least", "以上", "▲ +6.5%以上", "增长 6.5%以上", "up at least 6.5%"),
        ("none", "预计", "▲ 预计 +6.5%", "预计增长 6.5%", "expected up 6.5%"),
        ("over", "超过", "▲ 超过 +6.5%", "增长超过 6.5%", "up over 6.5%"),
    ],
)
def test_a_hedged_growth_keeps_its_hedge(hedge, original, label, zh, en):
    assert growth("zh", 6.5, "6.5", hedge, original) == label
    assert growth_prose("zh", 6.5, "6.5", hedge, original) == zh
    assert growth_prose("en", 6.5, "6.5", hedge, original) == en


def test_d15_a_printed_rate_gets_no_decimals_it_did_not_have():
    """D15: bureaus print rates with one decimal or two; the board adds none."""
    assert growth("zh", 32.42, "32.42") == "▲ +32.42%"
    assert growth("zh", 14.5, "14.5") == "▲ +14.5%"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (2.87, "+2.87 个百分点", "+2.87 pp"),
        (-6.15, "−6.15 个百分点", "−6.15 pp"),
        (0, "持平", "flat"),
        (None, "—", "—"),
    ],
)
def test_d12_a_difference_of_rates_is_in_percentage_points(value, zh, en):
    """D12: 个百分点, never %."""
    assert points("zh", value) == zh
    assert points("en", value) == en


@given(RATES)
def test_d12_no_percent_sign_ever_follows_a_difference_of_rates(value):
    said = [speak(lang, value) for speak in (points, ahead) for lang in ("zh", "en")]

    assert not any("%" in words for words in said)


@pytest.mark.parametrize(
    ("gap", "zh", "en"),
    [
        (7.333, "超过序时进度 7.33 个百分点", "7.33 pp ahead of the pro-rata schedule"),
        (-12.1, "落后序时进度 12.10 个百分点", "12.10 pp behind the pro-rata schedule"),
        (0.0, "与序时进度持平", "level with the pro-rata schedule"),
        (None, "—", "—"),
    ],
)
def test_a_gap_says_how_far_ahead_or_behind_the_calendar(gap, zh, en):
    assert ahead("zh", gap) == zh
    assert ahead("en", gap) == en


def test_d15_the_gap_jiangmen_published_is_rounded_once():
    """97.2 % by October was reported as 13.8 ahead: 13.82 unrounded, not 97.2 − 83.3 = 13.9."""
    assert points("zh", 97.15 - 1000 / 12, decimals=1) == "+13.8 个百分点"


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [(5, "个", "增加 5 个", "up 5"), (-3, "户", "减少 3 户", "down 3"), (0, "家", "持平", "flat")],
)
def test_a_small_count_changes_by_a_number_not_by_a_rate(value, unit, zh, en):
    assert change("zh", value, unit) == zh
    assert change("en", value, unit) == en


def test_a_change_of_an_amount_is_said_in_its_unit():
    assert change("zh", 38, "亿元") == "增加 38.00 亿元"
    assert change("en", 38, "亿元") == "up RMB 3.800 bn"


def test_d17_a_month_against_the_one_before_is_not_the_adjusted_official_rate():
    """D17: 环比 is seasonally adjusted; a plain difference is 较上月."""
    assert on_previous_month("zh", 2.1) == "较上月 ▲ +2.10%"
    assert "环比" not in on_previous_month("zh", -2.1, "-2.1")
    assert on_previous_month("en", 2.1) == "▲ +2.10% on the previous month"


def test_d26_a_share_of_growth_and_its_points_are_two_forms():
    """D26: 贡献率 76.3 % and 拉动 5.5 个百分点, as Zhongwei printed them."""
    assert contribution_share("zh", 76.3) == "贡献率 76.3%"
    assert pull("zh", 5.5) == "拉动 5.5 个百分点"
    assert contribution_share("en", 76.3) == "76.3% of growth contributed"
    assert pull("en", 5.5) == "contributed 5.5 pp"


@pytest.mark.parametrize(
    ("before", "now", "zh", "en"),
    [
        (-5, 3, "扭亏为盈", "turned to a profit"),
        (-5, 0, "扭亏", "loss ended"),
        (-5, -2, "减亏", "loss narrowed"),
        (-5, -8, "增亏", "loss widened"),
        (-5, -5, "亏损持平", "loss unchanged"),
        (5, -3, "由盈转亏", "turned to a loss"),
        (0, 3, "上年同期为零", "zero a year before"),
    ],
)
def test_d23_a_zero_or_negative_base_gives_a_word_instead_of_a_rate(before, now, zh, en):
    """D23: growth from such a base is undefined."""
    assert turnaround("zh", before, now) == zh
    assert turnaround("en", before, now) == en


@pytest.mark.parametrize(("before", "now"), [(5, 8), (5, 0), (None, 8), (5, None)])
def test_d23_a_positive_base_or_a_missing_figure_has_no_such_word(before, now):
    assert turnaround("zh", before, now) is None
