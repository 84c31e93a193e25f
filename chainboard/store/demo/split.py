"""Whole numbers in parts that add up to them to the last unit."""

from __future__ import annotations

from collections.abc import Sequence


def split(whole: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """A whole number in parts by weight, each at least least: the largest remainders round up.

    Raises ValueError when there is too little to give each part that much.
    """
    rest = whole - least * len(weights)
    if rest < 0 or (rest and not sum(weights)):
        raise ValueError(f"{whole} is no {len(weights)} parts of {least} and more")
    exact = [rest * weight / (sum(weights) or 1) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for number in by_remainder[: rest - sum(parts)]:
        parts[number] += 1
    return [least + part for part in parts]
