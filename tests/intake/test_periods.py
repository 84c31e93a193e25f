"""What period a cell means under the basis of its row."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from chainboard.intake.periods import BASIS_WORDS, Period, period

SEPTEMBER = date(2026, 9, 30)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-09", "2026-9", "2026/9", "2026.9", "2026年9月", "2026年09月", "2026年9月份", "202609",
        202609, datetime(2026, 9, 1), "２０２６年９月", "9月", "2026年 9 月",
    ],
)  # fmt: skip
def test_a_month_is_one_month_or_january_to_it(cell):
    assert period(cell, "month", 2026).value == Period(date(2026, 9, 1), SEPTEMBER, "month")
    assert period(cell, "ytd", 2026).value == Period(date(2026, 1, 1), SEPTEMBER, "ytd")
    assert period(cell, "point", 2026).value == Period(None, SEPTEMBER, "point")


@pytest.mark.parametrize(
    "cell", ["2026年1-9月", "2026年1—9月", "1～9月", "前三季度", "2026年前三季度"]
)
def test_january_to_september_is_cumulative_only(cell):
    assert period(cell, "ytd", 2026).value == Period(date(2026, 1, 1), SEPTEMBER, "ytd")
    assert period(cell, "month", 2026).code == "bad_period"
    assert period(cell, "quarter", 2026).code == "bad_period"


def test_january_and_february_are_one_month_figure():
    assert period("1-2月", "month", 2026).value == Period(
        date(2026, 1, 1), date(2026, 2, 28), "month"
    )


@pytest.mark.parametrize(
    "cell", ["2026Q3", "2026年三季度", "2026年第三季度", "第三季度", "2026年7-9月"]
)
def test_a_quarter_is_three_months(cell):
    assert period(cell, "quarter", 2026).value == Period(date(2026, 7, 1), SEPTEMBER, "quarter")
    assert period(cell, "ytd", 2026).code == "bad_period"


@pytest.mark.parametrize("cell", ["2026年", "2026", 2026, "2026年全年", "2026年1-12月"])
def test_a_year_is_twelve_months(cell):
    assert period(cell, "year").value == Period(date(2026, 1, 1), date(2026, 12, 31), "year")


def test_half_a_year_ends_in_june():
    assert period("2026年上半年", "ytd").value == Period(date(2026, 1, 1), date(2026, 6, 30), "ytd")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-13",
        "1948-09",
        "2101-09",
        "二〇二六年九月",
        2026.1,
        "9月",
        "1-9月",
        "2026年3-9月",
        True,
        46270,
        "2026年9-1月",
    ],
)
def test_what_is_no_period_is_refused(cell):
    assert (period(cell, "ytd").value, period(cell, "ytd").code) == (None, "bad_period")


@given(
    st.integers(1949, 2100), st.integers(1, 12), st.sampled_from(sorted(BASIS_WORDS)),
    st.sampled_from(["{0}-{1:02}", "{0}年{1}月", "{0}年1-{1}月", "{0}{1:02}", "{0}年", "{0}/{1}"]),
)  # fmt: skip
def test_a_period_starts_before_it_ends(number, month, basis, form):
    found = period(form.format(number, month), basis).value

    if isinstance(found, Period):
        assert (found.start or found.end) <= found.end and found.basis == basis
    else:
        assert basis != "point"


@given(st.text(), st.sampled_from(sorted(BASIS_WORDS)))
def test_any_text_is_a_period_or_refused(text, basis):
    read = period(text, basis, 2026)

    assert (read.value is None) == (read.code == "bad_period")
