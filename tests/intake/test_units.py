"""Units are converted exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from chainboard.intake.units import GROUPS, converted

PAIRS = [("万元", "亿元"), ("元", "万元"), ("吨", "万吨"), ("公顷", "亩"), ("亩", "万亩"), ("万立方米", "亿立方米"),
         ("万千瓦时", "亿千瓦时"), ("人次", "万人次"), ("万羽", "万只")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "unit_from", "unit_to", "kept"),
    [
        ("12000", "万元", "亿元", "1.2"), ("2", "公顷", "亩", "30"), ("3.50", "万羽", "万只", "3.50"),
        ("7", "户", "个", "7"), ("5", "", "亿元", "5"), ("1.5", "亿吨", "万吨", "15000"),
        ("1", "吨", "亿元", None), ("1", "亩", "平方米", None),
    ],
)  # fmt: skip
def test_a_figure_is_converted_exactly_or_not_at_all(text, unit_from, unit_to, kept):
    found = converted(text, unit_from, unit_to)

    assert (None if found is None else Decimal(found)) == (None if kept is None else Decimal(kept))


@given(st.decimals(0, 10**9, places=4), st.sampled_from(PAIRS))
def test_there_and_back_is_exact(value, pair):
    small, large = pair
    if small == "公顷":
        there, back = converted(f"{value:f}", small, large), (large, small)
    else:
        there, back = converted(f"{value:f}", large, small), (small, large)

    assert there is not None
    assert Decimal(converted(there, *back) or "nan") == value


def test_no_unit_stands_in_two_groups():
    assert len({unit for group in GROUPS for unit in group}) == sum(map(len, GROUPS))
