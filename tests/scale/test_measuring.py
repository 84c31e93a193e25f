"""How answers are held against one another, and how growth is reckoned."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from bench.scale import growth, kept, measuring
from bench.scale.measuring import Figure

ANSWER = pa.table({"area_code": ["620001", "620002"], "made": [Decimal("1.50"), None]})


def test_a_decimal_and_a_float_of_the_same_value_are_equal():
    other = pa.table({"area_code": ["620001", "620002"], "made": [1.5 + 1e-12, None]})

    assert measuring.unequal(ANSWER, other) == 0


@pytest.mark.parametrize(
    ("areas", "made", "wrong"),
    [
        (["620001", "620002"], [1.500001, None], 1),
        (["620001", "620002"], [1.5, 0.0], 1),
        (["620002", "620001"], [None, 1.5], 4),
        (["620001"], [1.5], 4),
    ],
)
def test_another_value_nothing_for_zero_another_order_and_a_lost_row_are_seen(areas, made, wrong):
    other = pa.table({"area_code": areas, "made": pa.array(made, pa.float64())})

    assert measuring.unequal(ANSWER, other) == wrong


def test_an_exponent_of_one_is_time_that_grows_as_rows_do():
    assert growth.exponent({2_000: 10.0, 20_000: 100.0, 200_000: 1_000.0}) == pytest.approx(1)
    assert growth.exponent({2_000: 10.0, 8_000: 20.0}) == pytest.approx(0.5)
    assert growth.exponent({2_000: 10.0}) is None


def test_a_size_measured_again_replaces_its_own_figures_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "FIGURES", tmp_path / "figures.csv")
    kept.keep_figures([Figure(2_000, "sail", "cells", 5.0), Figure(9_000, "sail", "cells", 20.0)])

    kept.keep_figures([Figure(2_000, "sail", "cells", 4.0)])

    assert [(each.rows, each.value) for each in kept.figures()] == [(2_000, 4.0), (9_000, 20.0)]
