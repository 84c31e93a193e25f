"""Ranks: equal readings share one, small bases stand apart, what is missing has none."""

from __future__ import annotations

from chainboard.analysis.rank import ranked
from tests.tables import only, rows


def test_counties_that_read_the_same_share_a_rank_and_the_next_one_is_skipped():
    counties = rows("""
        short_zh  done
        西峰       75.24
        环县       82.884
        华池       86.88
        庆城       82.876
        宁县       70.0
    """)

    assert only(ranked(counties, "done"), "short_zh", "rank") == rows("""
        short_zh  rank
        华池       1
        环县       2
        庆城       2
        西峰       4
        宁县       5
    """)


def test_a_reading_is_rounded_half_up_as_it_is_printed():
    counties = rows("short_zh  done\n西峰  0.125\n环县  0.13")

    assert [row.rank for row in ranked(counties, "done")] == [1, 1]


def test_a_county_without_a_figure_comes_last_and_has_no_rank():
    counties = rows("short_zh  done\n合水  -\n环县  -3.5\n西峰  0")

    assert only(ranked(counties, "done"), "short_zh", "rank") == rows("""
        short_zh  rank
        西峰       1
        环县       2
        合水       -
    """)


def test_a_small_base_keeps_its_number_and_stands_behind_the_ranked_ones():
    counties = rows("short_zh  growth  base\n正宁  557.1  0.07\n环县  8.2  5.03\n合水  -  -")
    order = ranked(counties, "growth", apart=lambda row: row.base is not None and row.base < 0.1)

    assert only(order, "short_zh", "rank", "growth") == rows("""
        short_zh  rank  growth
        环县       1     8.2
        正宁       -     557.1
        合水       -     -
    """)
