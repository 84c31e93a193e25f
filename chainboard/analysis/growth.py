"""Growth that we compute. Published growth is an input and is never replaced by it."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from chainboard.view import Row

SMALL_BASE = 0.1  # 亿元: below it a rate says nothing, and is marked


def derived_growth(now: float | None, before: float | None) -> float | None:
    """Percent from before to now, to be marked 推算 and never lit.

    None when a figure is missing or the base is zero or negative (handbook D23: then a word
    stands, not a number).
    """
    if now is None or before is None or before <= 0:
        return None
    return 100 * (now - before) / before


def average_growth(rates: Sequence[float]) -> float:
    """The geometric mean of yearly rates in percent (handbook D18), not their average."""
    if not rates:
        raise ValueError("an average growth needs at least one rate")
    factor = prod(1 + rate / 100 for rate in rates)
    return float(100 * (factor ** (1 / len(rates)) - 1))


def is_small_base(row: Row) -> bool:
    """Whether a county's growth stands on less than 0.1 亿元 and must be marked."""
    return row.base is not None and row.base < SMALL_BASE


def marked(rows: Sequence[Row]) -> list[Row]:
    """The rows with is_small_base.

    rows  figures with base, the value that they grew from (亿元)
    """
    return [row.with_(is_small_base=is_small_base(row)) for row in rows]
