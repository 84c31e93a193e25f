"""What a sum lacks, and how firm it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainboard.view import Row

WEAKEST_FIRST = ("expected", "claim", "flash", "preliminary", "published", "verified")


def weakest(statuses: Iterable[str]) -> str | None:
    """The status of a sum: that of its least firm part; None without parts."""
    return min(statuses, key=WEAKEST_FIRST.index, default=None)


def with_rest(rows: Sequence[Row]) -> list[Row]:
    """The rows with rest: what the whole holds beyond the parts that reported (推算), else None.

    rows  as chain_output.year_to_date_by_county returns them, whole on each of them

    None where the parts make up the whole but for the rounding of each, where nothing is known of
    either, and where a part is withheld: it could be worked out.
    """
    rest = _rest(rows)
    return [row.with_(rest=rest) for row in rows]


def _rest(rows: Sequence[Row]) -> float | None:
    parts = [row.year_to_date for row in rows if row.year_to_date is not None]
    is_withheld = any(row.absence == "suppressed" for row in rows)
    if not parts or is_withheld or rows[0].whole is None:
        return None
    rest = float(rows[0].whole - sum(parts))
    rounding = 0.5 * 10 ** -int(rows[0].decimals) * (len(parts) + 1)
    return rest if rest > rounding else None
