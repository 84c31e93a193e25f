"""Ranks: best first, equal readings share a rank, what is missing has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from chainboard.view import Row


def never(row: Row) -> bool:
    """No row stands apart."""
    return False


def ranked(
    rows: Sequence[Row],
    column: str,
    decimals: int = 2,
    apart: Callable[[Row], bool] = never,
) -> list[Row]:
    """The rows, largest first, with their rank; equal readings share it: 1, 2, 2, 4.

    column    what is compared
    decimals  digits that people read of it: what reads the same ranks the same
    apart     rows that keep their value but are not compared (a small base)

    Rows that stand apart follow the ranked ones, those without a value come last, each in the
    order they came; rank is None for both.
    """
    held = [row for row in rows if row[column] is not None]
    compared = sorted((r for r in held if not apart(r)), key=lambda row: -row[column])
    read = [as_read(row[column], decimals) for row in compared]
    placed = [
        row.with_(rank=1 + read.index(said)) for row, said in zip(compared, read, strict=True)
    ]
    aside = [row for row in held if apart(row)] + [row for row in rows if row[column] is None]
    return placed + [row.with_(rank=None) for row in aside]


def as_read(value: float, decimals: int) -> Decimal:
    """The number that people read: half up to so many decimals."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
