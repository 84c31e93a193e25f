"""Periods: every figure says what it covers and how it accumulates."""

from __future__ import annotations

from datetime import date

import pytest

from chainboard.words import age, bare_period, day, month, period, short_period
from chainboard.words.periods import told


def when(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "basis", "zh", "en"),
    [
        ("2026-01-01", "2026-09-30", "ytd", "2026年1—9月（累计）", "Jan–Sep 2026 (YTD)"),
        ("2026-01-01", "2026-02-28", "ytd", "2026年1—2月（累计）", "Jan–Feb 2026 (YTD)"),
        ("2026-01-01", "2026-01-31", "ytd", "2026年1月（累计）", "Jan 2026 (YTD)"),
        ("2024-01-01", "2024-12-31", "ytd", "2024年（全年）", "2024 (full year)"),
        ("2024-01-01", "2024-12-31", "year", "2024年（全年）", "2024 (full year)"),
        ("2026-10-01", "2026-10-31", "month", "2026年10月（当月）", "Oct 2026 (month)"),
        ("2026-01-01", "2026-02-28", "month", "2026年1—2月（合并）", "Jan–Feb 2026 (combined)"),
        ("2026-01-01", "2026-03-31", "quarter", "2026年一季度", "Q1 2026"),
        ("2026-01-01", "2026-06-30", "quarter", "2026年上半年", "H1 2026"),
        ("2026-01-01", "2026-09-30", "quarter", "2026年前三季度", "Q1–Q3 2026"),
        ("2026-07-01", "2026-09-30", "quarter", "2026年三季度（当季）", "Q3 2026 (quarter)"),
        (
            "2023-01-01",
            "2023-07-20",
            "ytd",
            "2023年1月1日—7月20日（累计）",
            "1 Jan–20 Jul 2023 (YTD)",
        ),
        ("-", "2025-08-06", "point", "2025年8月6日（时点）", "6 Aug 2025 (point in time)"),
        ("-", "2024-12-31", "point", "2024年底", "end of 2024"),
        (
            "2020-01-01",
            "2021-05-31",
            "point",
            "2020年1月—2021年5月（整个时段）",
            "Jan 2020–May 2021 (whole span)",
        ),
        ("2016-01-01", "2020-12-31", "point", "2016—2020年（整个时段）", "2016–2020 (whole span)"),
        (
            "2023-02-23",
            "2024-07-10",
            "point",
            "2023年2月23日—2024年7月10日（整个时段）",
            "23 Feb 2023–10 Jul 2024 (whole span)",
        ),
        (
            "2023-02-23",
            "2023-02-23",
            "point",
            "2023年2月23日（时点）",
            "23 Feb 2023 (point in time)",
        ),
    ],
)
def test_a_period_says_its_days_and_how_it_accumulates(start, end, basis, zh, en):
    assert period("zh", when(start), when(end), basis) == zh
    assert period("en", when(start), when(end), basis) == en


def test_a_note_stands_in_the_brackets():
    first, last = date(2023, 1, 1), date(2023, 9, 30)

    assert period("zh", first, last, "ytd", "前三季度") == "2023年1—9月（前三季度）"
    assert period("zh", first, last, "ytd", "距今超过 18 个月") == "2023年1—9月（距今超过 18 个月）"
    assert period("zh", None, date(2024, 12, 31), "point", "满负荷") == "2024年底（满负荷）"


@pytest.mark.parametrize(
    ("start", "end", "basis", "zh", "en"),
    [
        ("2026-01-01", "2026-02-28", "ytd", "1—2月", "Jan–Feb"),
        ("2026-01-01", "2026-09-30", "ytd", "1—9月", "Jan–Sep"),
        ("2026-10-01", "2026-10-31", "month", "10月", "Oct"),
        ("2024-01-01", "2024-12-31", "ytd", "2024年", "2024"),
        ("2026-01-01", "2026-09-30", "quarter", "前三季度", "Q1–Q3"),
        ("2026-07-01", "2026-09-30", "quarter", "三季度", "Q3"),
        ("-", "2024-12-31", "point", "2024年底", "end of 2024"),
        ("-", "2025-08-06", "point", "2025年8月6日", "6 Aug 2025"),
    ],
)
def test_an_axis_has_short_labels(start, end, basis, zh, en):
    assert short_period("zh", when(start), when(end), basis) == zh
    assert short_period("en", when(start), when(end), basis) == en


def test_d2_january_and_february_are_one_label():
    """D2: they are published together, so no label says 1月 for the pair."""
    assert short_period("zh", date(2026, 1, 1), date(2026, 2, 28), "month") == "1—2月"


def test_d15_months_are_joined_by_a_long_dash_and_never_by_a_hyphen():
    said = period("zh", date(2026, 1, 1), date(2026, 9, 30), "ytd")

    assert "—" in said
    assert "-" not in said


def test_a_quarterly_figure_whose_months_are_no_quarters_is_said_by_months():
    said = bare_period("zh", date(2026, 2, 1), date(2026, 9, 30), "quarter")

    assert said == "2026年2—9月"


def test_a_flow_without_its_first_day_is_refused():
    with pytest.raises(ValueError, match="ytd"):
        period("zh", None, date(2026, 9, 30), "ytd")


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="2026-09-30"):
        period("zh", date(2026, 10, 1), date(2026, 9, 30), "ytd")


@pytest.mark.parametrize(
    ("end", "as_of", "zh", "en"),
    [
        ("2023-09-30", "2026-11-15", "距今超过 18 个月", "over 18 months old"),
        ("2025-05-15", "2026-11-16", "距今超过 18 个月", "over 18 months old"),
        ("2025-05-15", "2026-11-15", "", ""),
        ("2026-10-31", "2026-11-15", "", ""),
    ],
)
def test_only_a_figure_older_than_18_months_is_called_old(end, as_of, zh, en):
    assert age("zh", when(end), when(as_of), 18) == zh
    assert age("en", when(end), when(as_of), 18) == en


def test_without_a_rule_of_age_no_figure_is_called_old():
    assert age("zh", date(2015, 12, 31), date(2026, 11, 15), None) == ""


def test_a_day_and_a_month_by_themselves():
    assert [day(lang, date(2026, 11, 15)) for lang in ("zh", "en")] == [
        "2026年11月15日",
        "15 Nov 2026",
    ]
    assert [month(lang, date(2026, 11, 15)) for lang in ("zh", "en")] == ["2026年11月", "Nov 2026"]


@pytest.mark.parametrize(
    ("stored", "zh", "en"),
    [
        ("2015", "2015年", "2015"),
        ("2022–2026", "2022—2026年", "2022–2026"),
        ("2024-12", "2024年12月", "Dec 2024"),
        ("2023-04-26", "2023年4月26日", "26 Apr 2023"),
        ("2023-01-01 – 2023-07-20", "2023年1月1日—7月20日", "1 Jan–20 Jul 2023"),
        ("2011-01-01 – 2021-10-20", "2011年1月1日—2021年10月20日", "1 Jan 2011–20 Oct 2021"),
        ("“十四五”末", "“十四五”末", "“十四五”末"),
    ],
)
def test_a_period_that_is_stored_without_words_is_told_in_the_language(stored, zh, en):
    assert told("zh", stored) == zh
    assert told("en", stored) == en
