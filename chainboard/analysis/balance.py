"""A livestock balance: closing = opening + born + bought − sold − died (handbook C15).

What the figures give and what is reported differ by the residual; above 5 % of the closing stock
it is a question to the county, not a fault that the tool could settle. What is worked out is 推算.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from chainboard.view import Row

LIMIT = 0.05  # of the closing stock


def expected(opening: float, added: float, taken: float) -> float:
    """The closing stock that the flows give, in their unit."""
    return opening + added - taken


def raised(closing: float, sold: float) -> float:
    """Animals raised in a year (饲养量): what is there at its end and what was sold.

    Source: a county that reported 19 in stock, 13 sold and 32 raised (10,000 head).
    """
    return closing + sold


def books(figures: Sequence[Row]) -> list[Row]:
    """One row a place: opening, added, taken, closing, expected, residual, share and is_asked.

    figures  as balances.figures returns them

    residual is what is reported at the end less what the flows give; share is its part of the
    closing stock without its sign; is_asked: above LIMIT. All three are None and is_asked is False
    while an item is missing: a county that leaves out its deaths has no balance. figures holds the
    figure of each metric, processed stands beside and is in no sum.
    """
    places = groupby(figures, lambda row: (row.balance_id, row.area_code))
    return [_book(list(rows)) for _, rows in places]


def _book(rows: Sequence[Row]) -> Row:
    (stock,) = [row for row in rows if row.part == "stock"]
    added = _sum([row for row in rows if row.part == "added"])
    taken = _sum([row for row in rows if row.part == "taken"])
    opening, closing = stock.opening, stock.value
    residual = share = due = None
    if opening is not None and closing is not None and added is not None and taken is not None:
        due = expected(opening, added, taken)
        residual = closing - due
        share = abs(residual) / closing if closing > 0 else None
    return stock.with_(
        opening=opening,
        added=added,
        taken=taken,
        closing=closing,
        expected=due,
        residual=residual,
        share=share,
        is_asked=share is not None and share > LIMIT,
        figures={row.metric_id: row for row in rows},
    )


def _sum(rows: Sequence[Row]) -> float | None:
    """The sum of the items of a part; None while one of them is missing or there is none."""
    values = [row.value for row in rows]
    return None if not values or None in values else float(sum(values))
