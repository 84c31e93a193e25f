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


def base(row: Row) -> float | None:
    """What a figure grew from: the prior on this year's scope where one is given, else the value
    that its published growth gives; None where neither is known (handbook D5, D6)."""
    if row.value is None:
        return None
    if row.get("same_scope_prior") is not None:
        return float(row.same_scope_prior)
    if row.published_growth is None or row.published_growth <= -100:
        return None
    return float(row.value / (1 + row.published_growth / 100))


def growth_of_sum(parts: Sequence[Row]) -> tuple[float | None, float | None, list[Row]]:
    """Growth of a sum in percent (推算), what it grew from, and the parts it leaves out.

    parts  figures with value, published_growth and, where one is given, same_scope_prior

    Made from what each part grew from, never from levels of two years. A part with a value and
    without a growth is left out of both sides.
    """
    known = [row for row in parts if row.value is not None]
    bases = [base(row) for row in known]
    pairs = [
        (row.value, prior) for row, prior in zip(known, bases, strict=True) if prior is not None
    ]
    before = float(sum(prior for _, prior in pairs)) if pairs else None
    now = float(sum(value for value, _ in pairs)) if pairs else None
    left_out = [row for row, prior in zip(known, bases, strict=True) if prior is None]
    return derived_growth(now, before), before, left_out


def is_same_scope(parts: Sequence[Row]) -> bool:
    """Whether growth_of_sum sets every part of them against its prior on this year's scope."""
    grown = [row for row in parts if base(row) is not None]
    return bool(grown) and all(row.get("same_scope_prior") is not None for row in grown)


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
