"""Promises made for resources (以资源换项目): which are overdue, and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chainboard.view import Row

OPEN = ("promised", "under_way")


def days_over(row: Row, day: date) -> int | None:
    """Days since the date of a promise that is neither kept nor withdrawn; None before that day,
    on it, and where no date was agreed.

    row  with state and due_on
    day  of the edition: nothing is overdue by the clock of a machine
    """
    if row.state not in OPEN or row.due_on is None or row.due_on >= day:
        return None
    return int((day - row.due_on).days)


def standing(rows: Sequence[Row], day: date) -> list[Row]:
    """The promises with days_over and standing (overdue, else their state): the longest overdue
    first, then the open ones by their date, then kept and withdrawn ones.

    rows  as commitments.listed returns them, by their date
    """
    told = [row.with_(days_over=days_over(row, day)) for row in rows]
    marked = [row.with_(standing="overdue" if row.days_over else row.state) for row in told]
    return sorted(marked, key=lambda row: (row.state not in OPEN, -(row.days_over or 0)))


def totals(rows: Sequence[Row]) -> Row:
    """How many promises there are, are overdue and are kept, and the investment promised (亿元).

    rows  as standing returns them

    A promise that names no amount is in no sum; unpriced counts them. overdue_investment is that
    of the overdue ones. None where no amount is known.
    """
    overdue = [row for row in rows if row.standing == "overdue"]
    return Row(
        promises=len(rows),
        overdue=len(overdue),
        kept=sum(1 for row in rows if row.state == "kept"),
        investment=_sum(rows),
        overdue_investment=_sum(overdue),
        unpriced=sum(1 for row in rows if row.investment is None),
    )


def _sum(rows: Sequence[Row]) -> float | None:
    known = [row.investment for row in rows if row.investment is not None]
    return float(sum(known)) if known else None
