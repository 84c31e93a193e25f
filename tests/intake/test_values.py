"""What a cell says: exact digits, a kind of missing, or a refusal with a question."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from chainboard.intake.values import day, number, share, year


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1203, "1203"),
        (1203.0, "1203"),
        (1e5, "100000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
    ],
)
def test_a_number_is_read_as_excel_shows_it(cell, text):
    assert number(cell) == (text, None, None, "", "")


@pytest.mark.parametrize(
    ("cell", "unit", "text"),
    [
        ("１２３４．５", "", "1234.5"), ("1,234.5", "", "1234.5"), ("1，234.5", "", "1234.5"),
        ("\u3000412.60 ", "", "412.60"), ("1.2亿元", "亿元", "1.2"), ("12%", "%", "12"),
        ("(5)", "", "-5"), ("（5）", "", "-5"), ("−3.5", "", "-3.5"), ("1e5", "", "100000"),
        ("007", "", "7"), ("1\u200b2", "", "12"),
    ],
)  # fmt: skip
def test_a_text_that_is_a_number_is_read_with_a_remark(cell, unit, text):
    read = number(cell, unit, may_be_negative=True)

    assert (read.value, read.code) == (text, "text_number")


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ("1,2O3", "1,203"), ("l2", "12"), ("12..5", "12.5"), ("约100", "100"), ("NaN", None),
        ("inf", None), (float("nan"), None), (float("inf"), None), ("一百", None), (True, None),
        (datetime(2026, 9, 1), None), ("1,20", None), ("12%", None), ("(5)", None), ("10²", None),
        ("1_000", None), ("12000万元", None),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_a_question_where_there_is_one(cell, asked):
    read = number(cell)

    assert (read.value, read.absence, read.code) == (None, None, "not_a_number")
    assert (f"是否为 {asked}？" in read.zh) if asked else ("是否" not in read.zh)


@pytest.mark.parametrize(
    ("word", "absence"),
    [
        (None, "late"), (" ", "late"), ("未报", "late"), ("待报", "not_due"), ("保密", "suppressed"),
        ("※保密", "suppressed"), ("不适用", "not_applicable"), ("—", "not_applicable"),
        ("–", "not_applicable"), ("-", "not_applicable"), ("－", "not_applicable"),
        ("/", "not_applicable"), ("无", "not_applicable"), ("未发布", "not_published"),
    ],
)  # fmt: skip
def test_a_missing_word_is_its_kind_of_missing(word, absence):
    assert number(word) == (None, absence, None, "", "")


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_a_printed_number_is_read_back_exactly(value):
    for printed in (f"{value:f}", f"{value:,f}"):
        text = number(printed, may_be_negative=True).value
        assert isinstance(text, str) and Decimal(text) == value


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_a_cell_of_excel_keeps_fifteen_digits_and_is_never_a_float(value):
    text = number(value).value

    assert isinstance(text, str) and Decimal(text) == Decimal(f"{value:.15g}")


@given(st.text())
def test_any_text_is_a_number_a_missing_word_or_refused(text):
    read = number(text)

    assert [read.value is not None, read.absence is not None, read.code == "not_a_number"].count(
        True
    ) == 1


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 9, 5), datetime(2026, 9, 5, 8), "2026-09-05", "2026/9/5", "2026年9月5日",
        "20260905", 20260905, "2026.9.5", "２０２６年９月５日",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_way(cell):
    assert day(cell).value == date(2026, 9, 5)


@pytest.mark.parametrize("cell", ["2026-02-30", "九月五日", 46270, True, "1899-12-31", "2026-09"])
def test_what_is_no_day_is_refused(cell):
    assert (day(cell).value, day(cell).code) == (None, "bad_period")


def test_a_year_is_four_digits():
    assert [year(cell).value for cell in (2026, 2026.0, "2026年", "2026年度", "26", 1899)] == [
        2026, 2026, 2026, 2026, None, None,
    ]  # fmt: skip


def test_a_share_is_a_fraction_and_percent_is_said():
    assert (share(0.35).value, share("35%").value, share("35%").code) == (
        "0.35",
        "0.35",
        "text_number",
    )
    assert (share(35).value, share(35).code) == (None, "out_of_range")
    assert "是否为 0.35？" in share(35).zh


@pytest.mark.parametrize(
    ("cell", "digits"),
    [("↑8.2 %", "8.2"), ("↓3 %", "-3"), ("持平", "0"), ("增长 4.5 %", "4.5"), ("下降 2 %", "-2")],
)
def test_a_growth_in_words_or_with_an_arrow_is_read_with_a_remark(cell: str, digits: str):
    read = number(cell, "%", may_be_negative=True)
    assert (read.value, read.code) == (digits, "text_number")


@pytest.mark.parametrize("cell", ["下降-2%", "增长4个百分点", "▲8.2%", "增长"])
def test_a_growth_that_could_mean_two_things_is_refused(cell: str):
    assert number(cell, "%", may_be_negative=True).code == "not_a_number"
