"""Figures beside each other: years, months, totals."""

from __future__ import annotations

import pytest

from tests.intake.tables import check, found

HEAD = "chain_id  area_code  metric_id  period  basis  value  unit_text\n"


def indicators(*rows: str):
    return found(check("indicators", HEAD + "\n".join(f"energy  {row}" for row in rows)))


def test_a_figure_six_times_that_of_a_year_ago_in_the_file_jumps():
    assert indicators(
        "环县  output_value  2025-09  累计  10.5  亿元",
        "环县  output_value  2026-09  累计  63.5  亿元",
    ) == [("jump", "F3", "warning")]


def test_five_times_is_not_more_than_five_times():
    assert (
        indicators(
            "环县  output_value  2025-09  累计  0.3  亿元",
            "环县  output_value  2026-09  累计  1.5  亿元",
        )
        == []
    )


def test_a_cumulative_figure_that_falls_is_a_warning_of_the_later_row():
    assert indicators(
        "环县  output_value  2026-08  累计  10.5  亿元",
        "环县  output_value  2026-09  累计  10.4  亿元",
    ) == [("ytd_decreased", "F3", "warning")]


@pytest.mark.parametrize(
    ("total", "issues"),
    [("30.4", []), ("30.6", []), ("31.4", [("ytd_month_mismatch", "F4", "warning")])],
)
def test_months_add_to_the_cumulative_figure_within_their_rounding(total, issues):
    assert indicators(
        "环县  output_value  2026年1-2月  当月  20.2  亿元",
        "环县  output_value  2026-03  当月  10.3  亿元",
        f"环县  output_value  2026-03  累计  {total}  亿元",
    ) == issues  # fmt: skip


def test_a_month_cannot_exceed_the_year_to_date():
    assert indicators(
        "环县  output_value  2026-09  当月  20.2  亿元",
        "环县  output_value  2026-09  累计  10.5  亿元",
    ) == [("ytd_month_mismatch", "F3", "warning")]


def test_done_of_a_project_may_not_fall_within_its_year():
    text = """
        project_id  name  year_done  period
        P1          示例   5.5        2026-08
        P1          示例   5.4        2026-09
    """
    assert found(check("projects", text)) == [("ytd_decreased", "C3", "warning")]


TOTALS = """
    chain_id  area_code  metric_id     period   basis  value  unit_text
    energy    环县        output_value  2026-09  累计    10.5   亿元
    小计       -          output_value  2026-09  累计    {first}   亿元
    energy    宁县        output_value  2026-09  累计    20.5   亿元
    energy    合水        output_value  2026-09  累计    {part}   亿元
    小计       -          output_value  2026-09  累计    {second}   亿元
    其中       -          output_value  2026-09  累计    {among}   亿元
    合计       -          output_value  2026-09  累计    {all}   亿元
"""
RIGHT = {"first": "10.5", "part": "30.5", "second": "51.0", "among": "12.5", "all": "61.5"}


@pytest.mark.parametrize(
    ("wrong", "cells"),
    [
        ({}, []),
        ({"first": "10.8"}, ["F3"]),
        ({"second": "52.5"}, ["F6"]),
        ({"all": "62.5"}, ["F8"]),
        ({"among": "51.5"}, ["F7"]),
        ({"part": "未报", "second": "40.5"}, []),  # the missing part may be 20.0
        ({"part": "未报", "second": "20.1", "among": "-"}, ["F6"]),
        ({"all": "6l.5"}, ["F8"]),
    ],
)
def test_totals_are_compared_with_the_rows_they_cover(wrong, cells):
    result = check("indicators", TOTALS.format(**{**RIGHT, **wrong}))

    assert [each.cell for each in result.issues] == cells
    assert result.rows == 3


def test_a_total_in_another_unit_is_converted_before_it_is_compared():
    text = """
        chain_id  area_code  metric_id     period   basis  value   unit_text
        energy    环县        output_value  2026-09  累计    10.5    亿元
        energy    宁县        output_value  2026-09  累计    20.5    亿元
        合计       -          -             2026-09  累计    310000  万元
    """
    assert found(check("indicators", text)) == []


def test_a_total_above_its_rows_covers_the_rows_below():
    text = """
        project_id  name  period   total_investment
        合计         -     -        31
        P1          示例   2026-09  10
        P2          示例   2026-09  20
    """
    assert found(check("projects", text)) == [("subtotal_mismatch", "D2", "error")]


def test_a_total_of_the_city_covers_its_counties():
    text = """
        chain_id  area_code  metric_id     period   basis  value  unit_text
        energy    环县        output_value  2026-09  累计    10.5   亿元
        energy    宁县        output_value  2026-09  累计    20.5   亿元
        合计       全市        output_value  2026-09  累计    35.5   亿元
    """
    assert found(check("indicators", text)) == [("subtotal_mismatch", "F4", "error")]


COUNTIES = ["环县", "华池", "庆城", "合水", "宁县", "镇原", "正宁", "西峰"]


@pytest.mark.parametrize(
    ("total", "part", "unit", "issues"),
    [
        ("8000", "1000", "万元", []),
        ("12000", "1000", "万元", ["subtotal_mismatch"]),
        ("0.8", "0.1", "亿元", []),
        ("1.0", "0.1", "亿元", []),
        ("1.2", "0.1", "亿元", ["subtotal_mismatch"]),
        ("8001", "1000", "万元", ["subtotal_mismatch"]),
    ],
)
def test_a_total_is_judged_by_the_digits_that_are_printed(total, part, unit, issues):
    lines = [f"energy  {each}  output_value  2026-09  累计  {part}  {unit}" for each in COUNTIES]
    lines.append(f"合计  -  output_value  2026-09  累计  {total}  {unit}")
    result = check("indicators", HEAD + "\n".join(lines))

    told = [each for each in result.issues if each.code != "unit_converted"]
    assert [each.code for each in told] == issues
    for each in told:
        assert each.value == total and f"合计 {total}" in each.zh and "亿" not in each.zh


@pytest.mark.parametrize("place", ["first", "last"])
def test_what_follows_the_last_county_is_part_of_the_total(place):
    rows = [
        "energy  环县  output_value  2026-09  累计  10.5  亿元",
        "energy  宁县  output_value  2026-09  累计  20.5  亿元",
        "其中  -  output_value  2026-09  累计  25.5  亿元",
    ]
    rows.insert(0 if place == "first" else 3, "合计  -  output_value  2026-09  累计  31.0  亿元")
    assert found(check("indicators", HEAD + "\n".join(rows))) == []
    rows = [row.replace("25.5", "31.5") for row in rows]
    assert [code for code, *_ in found(check("indicators", HEAD + "\n".join(rows)))] == [
        "subtotal_mismatch"
    ]
