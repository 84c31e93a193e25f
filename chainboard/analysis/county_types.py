"""Counties beside those of their own type, never beside others."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.analysis.lights import is_firm
from chainboard.view import Row


def by_type(rows: Sequence[Row], types: Sequence[Row], is_ordered: bool) -> list[Row]:
    """The rows of one indicator with type_zh and type_en, a type after the other.

    rows        as analysis.county.measured returns them, of one indicator
    types       as peers.county_types returns them; a county without a type is left out
    is_ordered  whether all counties are seen: then the largest completion comes first in its type,
                else they stay in the order of the types' list

    done, completion in percent, is kept of firm figures alone: what another office claims is set
    beside nothing.
    """
    by_place = {row.area_code: row for row in rows}
    found = [
        by_place[kind.area_code].with_(type_zh=kind.type_zh, type_en=kind.type_en)
        for kind in types
        if kind.area_code in by_place
    ]
    read = [row if is_firm(row) else row.with_(done=None) for row in found]
    if not is_ordered:
        return read
    return sorted(read, key=lambda row: (row.type_zh, row.done is None, -(row.done or 0)))
