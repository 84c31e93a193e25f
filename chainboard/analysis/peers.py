"""Which prefectures are like the city by public figures: nearest neighbours, by data and rule.

Nobody picks a peer: who is one follows from the figures and the limits alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log, sqrt
from statistics import fmean, pstdev
from typing import TypeVar

from chainboard.view import Row

RULES = {"number": "peers_number", "shared": "peers_shared", "years": "peers_years"}
Limits = Mapping[str, int]
Period = TypeVar("Period")


def limits(rules: Iterable[Row]) -> Limits:
    """How many peers, how many shared indicators, how many years apart; {} where no rule says so.

    rules  as rules.in_force returns them
    """
    told = {rule.rule_id: int(rule.threshold) for rule in rules if rule.kind == "peers"}
    found = {name: told[rule_id] for name, rule_id in RULES.items() if rule_id in told}
    return found if len(found) == len(RULES) else {}


def readings(
    figures: Sequence[Row], indicators: Sequence[Row], places: Sequence[Row], within: Limits
) -> list[Row]:
    """What each place has of each indicator by which places are found to be like the city.

    figures     as peers.figures returns them; indicators, places  as their statements do
    within      as limits has them

    Only whole years and days of a stock count, as exact figures (no floor, no 约), and only what
    is above zero where the logarithm is taken. Of each
    indicator that year is taken that most places share with the city, of several the newest; a
    place without it is read in the nearest year within the limit, and is_other_year says so.
    Adds z, the standard score among all that are read (of the logarithm where is_log says so).
    """
    own = own_code(places)
    found: list[Row] = []
    for indicator in (row for row in indicators if row.used_for == "near"):
        told = [r for r in figures if r.metric_id == indicator.metric_id and _is_yearly(r)]
        yearly = [row for row in told if row.value > 0 or not indicator.is_log]
        year = shared_period(yearly, own, lambda row: row.period_end.year)
        if year is None:
            continue
        read = [_nearest(yearly, place.area_code, year, within["years"]) for place in places]
        found += _scored([row for row in read if row is not None], indicator, year)
    return found


def _is_yearly(row: Row) -> bool:
    """An exact value of a whole year, or of a stock on a day."""
    if row.value is None or row.hedge != "none":
        return False
    return row.period_start is None or _is_whole_year(row)


def _is_whole_year(row: Row) -> bool:
    start, end = row.period_start, row.period_end
    return (start.month, start.day, end.month, end.year) == (1, 1, 12, start.year)


def _nearest(rows: Sequence[Row], area_code: str, year: int, years: int) -> Row | None:
    """The place's figure of the year, else of the nearest, of two equally near the newer."""
    near = [r for r in rows if r.area_code == area_code and abs(r.period_end.year - year) <= years]
    return min(
        near, key=lambda r: (abs(r.period_end.year - year), -r.period_end.toordinal()), default=None
    )


def _scored(read: Sequence[Row], indicator: Row, year: int) -> list[Row]:
    """With the standard score of each; nothing tells places apart that all have the same."""
    values = [log(row.value) if indicator.is_log else row.value for row in read]
    mean, spread = fmean(values), pstdev(values)
    return [
        row.with_(
            is_log=indicator.is_log,
            reason_zh=indicator.reason_zh,
            reason_en=indicator.reason_en,
            year=year,
            is_other_year=row.period_end.year != year,
            z=(value - mean) / spread if spread else 0.0,
        )
        for row, value in zip(read, values, strict=True)
    ]


def neighbours(read: Sequence[Row], places: Sequence[Row], within: Limits) -> list[Row]:
    """The other places with their distance from the city, the nearest first, those left out last.

    read  as readings returns them

    distance   root of the mean squared difference of the standard scores over the indicators that
               both have; None with fewer of them than the limit: lacks_zh and lacks_en name them
    shared     how many indicators both have
    order      its place from the nearest on; None for one left out
    is_peer    whether it is one of the nearest, as many as the rule says
    """
    if not read:
        return []
    scores = _by_place(read)
    own = scores.get(own_code(places) or "", {})
    told = [_measured(p, scores.get(p.area_code, {}), own, within) for p in places if not p.is_own]
    near = sorted((row for row in told if row.distance is not None), key=lambda row: row.distance)
    return [
        *(
            row.with_(order=order, is_peer=order <= within["number"])
            for order, row in enumerate(near, 1)
        ),
        *(row.with_(order=None, is_peer=False) for row in told if row.distance is None),
    ]


def _by_place(read: Sequence[Row]) -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in read:
        found.setdefault(row.area_code, {})[row.metric_id] = row
    return found


def _measured(place: Row, its: Mapping[str, Row], own: Mapping[str, Row], within: Limits) -> Row:
    both = [metric for metric in own if metric in its]
    lacks = [row for metric, row in own.items() if metric not in its]
    is_enough = len(both) >= within["shared"]
    squares = [(its[metric].z - own[metric].z) ** 2 for metric in both]
    return place.with_(
        shared=len(both),
        of_all=len(own),
        distance=sqrt(fmean(squares)) if is_enough and both else None,
        lacks_zh=[row.name_zh for row in lacks],
        lacks_en=[row.name_en for row in lacks],
    )


def peer_codes(near: Sequence[Row]) -> frozenset[str]:
    """The codes of the peers among the rows of neighbours."""
    return frozenset(row.area_code for row in near if row.is_peer)


def steadiness(read: Sequence[Row], places: Sequence[Row], within: Limits) -> list[Row]:
    """What becomes of the peers when one indicator is left out: a row an indicator with overlap.

    overlap  peers in both lists ÷ peers in either (Jaccard), a fraction: 1 changes nothing
    """
    if not read:
        return []
    all_of_them = peer_codes(neighbours(read, places, within))
    fewer = {**within, "shared": within["shared"] - 1}
    found = []
    for metric, row in {row.metric_id: row for row in read}.items():
        rest = [each for each in read if each.metric_id != metric]
        others = peer_codes(neighbours(rest, places, fewer))
        either = all_of_them | others
        overlap = len(all_of_them & others) / len(either) if either else None
        found.append(row.with_(overlap=overlap))
    return found


def shared_period(
    rows: Sequence[Row], own: str | None, key: Callable[[Row], Period]
) -> Period | None:
    """Of the periods that the city has a figure of that which most places have, then the newest."""
    ends = {key(row): row.period_end for row in rows if row.area_code == own}
    counts = Counter(kind for kind, _ in {(key(row), row.area_code) for row in rows})
    return max(ends, key=lambda period: (counts[period], ends[period]), default=None)


def own_code(places: Sequence[Row]) -> str | None:
    """The code of the city among the places."""
    return next((place.area_code for place in places if place.is_own), None)
