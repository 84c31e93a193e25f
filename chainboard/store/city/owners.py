"""Whose a number is: a metric of the statistics office is its own only from that office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# A section of statistics within another bureau (统计科) is that bureau.
STATISTICS = re.compile(
    r"统计(?![科股处室组])|statistics?\b(?! (section|division|unit))|\bNBS\b", re.IGNORECASE
)


def is_of_statistics(owner: str) -> bool:
    """Whether a metric belongs to the statistics office, of whichever level.

    owner  owner_zh of the metric
    """
    return STATISTICS.search(owner) is not None


def is_claim(owner: str, office: str) -> bool:
    """Whether a figure stands as a department's (部门口径): its metric belongs to the statistics
    office, of whichever level, and another office sends it.

    owner   owner_zh of the metric; one of several that a stroke parts (公安/统计局) is enough
    office  who sends, as it is called; "" where nobody has said: nothing is decided then
    """
    if not office.strip() or not is_of_statistics(owner):
        return False
    is_named = any(len(part) > 1 and part in office for part in owner.split("/"))  # 市/ is a level
    return not is_named and not STATISTICS.search(office)


def claims(metrics: Iterable[Mapping[str, object]], offices: Iterable[str]) -> list[dict[str, str]]:
    """The metric_id that each office (sent_by) can only claim.

    metrics  rows of the dictionary: metric_id, owner_zh
    """
    owned = [(str(row["metric_id"]), str(row["owner_zh"])) for row in metrics]
    return [
        {"sent_by": office, "metric_id": metric_id}
        for office in sorted(set(offices))
        for metric_id, owner in owned
        if is_claim(owner, office)
    ]
