"""How the city stands beside other prefectures on published figures: gaps, orders, leaders.

Nothing is worked out of levels of two years, and a figure of another period than the city's is
shown for what it is and enters no median, best or gap. Nothing is lit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from chainboard.analysis.peers import Limits, own_code, shared_period
from chainboard.analysis.rank import as_read
from chainboard.view import Row

LEAST = 3  # peers of a median
MOST = 0.7  # of the province's places: a period that fewer have is not shown


def compared(
    figures: Sequence[Row],
    indicators: Sequence[Row],
    places: Sequence[Row],
    peers: frozenset[str],
    within: Limits,
) -> list[Row]:
    """The places beside the city, by each indicator that is compared: a row an indicator and place.

    peers  as peer_codes returns them

    A metric of which only growth is published is read as its growth, any other as its value.
    Of each indicator that period is taken that most places share with the city, of several the
    newest; one that nobody shares is left out. is_same: of that period and exact; any other is of
    the nearest period within the limit of years, and of a value only of a period as long. is_floor:
    突破, 以上 and the like, which is no level. reading is what is compared, in percent or in unit.
    """
    own = own_code(places)
    found: list[Row] = []
    for indicator in (row for row in indicators if row.used_for == "compare"):
        known = _readable(figures, indicator.metric_id)
        span = shared_period([row for row in known if not _is_floor(row)], own, _span)
        if span is None:
            continue
        shown = [_beside(known, place, span, within["years"]) for place in places]
        told = [row for row in shown if row is not None]
        if sum(row.is_same for row in told) > 1:
            found += [row.with_(is_peer=row.area_code in peers) for row in told]
    return found


def _readable(figures: Sequence[Row], metric_id: str) -> list[Row]:
    read = [_read(row) for row in figures if row.metric_id == metric_id]
    return [row for row in read if row.reading is not None]


def _read(row: Row) -> Row:
    is_rate = row.kind == "growth_only"
    unit = "%" if is_rate else row.unit
    return row.with_(
        is_growth=is_rate, reading=row.published_growth if is_rate else row.value, unit=unit
    )


def _span(row: Row) -> tuple[object, object]:
    return row.period_start, row.period_end


def _is_floor(row: Row) -> bool:
    return bool(row.hedge in ("over", "at_least"))


def _beside(
    known: Sequence[Row], place: Row, span: tuple[object, object], years: int
) -> Row | None:
    """The place's figure of the period; else one of a period as near as the limit allows."""
    its = [row for row in known if row.area_code == place.area_code]
    asked = next(row for row in known if _span(row) == span)
    near = [row for row in its if _span(row) == span or _is_beside(row, asked, years)]
    days = asked.period_end.toordinal()
    row = min(
        near,
        key=lambda r: (_span(r) != span, abs(r.period_end.toordinal() - days)),
        default=None,
    )
    if row is None:
        return None
    return row.with_(
        is_own=place.is_own,
        is_of_province=place.is_of_province,
        is_floor=_is_floor(row),
        is_same=_span(row) == span and row.hedge == "none",
    )


def _is_beside(row: Row, asked: Row, years: int) -> bool:
    if abs(row.period_end.year - asked.period_end.year) > years:
        return False
    return bool(row.is_growth or _length(row) == _length(asked))


def _length(row: Row) -> object:
    """How long a period is, in months, and where in the year it ends; a day has no length."""
    start, end = row.period_start, row.period_end
    return None if start is None else (end.month - start.month, end.year - start.year)


def gaps(beside: Sequence[Row]) -> list[Row]:
    """The city beside its peers and the best, by each indicator: the city's rows with what follows.

    beside  as compared returns them

    peers, same     how many peers, and how many places in all, have the same period as the city
    median          of these peers, of least or more; gap_median: the city's reading less that
    ahead           the places of the same period that do better, the best first, each with gap, its
                    reading less the city's; none where neither high nor low is better
    best_peer       the best of as many, with gap
    order           the city's place among those of the same period, equal readings alike; None as
                    ahead
    Gaps are in the unit of the indicator, of percents in percentage points. Ours; nothing is lit.
    """
    return [
        _gap(row, [each for each in beside if each.metric_id == row.metric_id and each.is_same])
        for row in beside
        if row.is_own
    ]


def _gap(own: Row, same: Sequence[Row]) -> Row:
    others = [row.with_(gap=row.reading - own.reading) for row in same if not row.is_own]
    peers = [row for row in others if row.is_peer]
    middle = median(row.reading for row in peers) if len(peers) >= LEAST else None
    ordered = _best_first(others, own.direction)
    best = _best_first(peers, own.direction)[:1] if len(peers) >= LEAST else []
    return own.with_(
        peers=len(peers),
        least=LEAST,
        same=len(same),
        median=middle,
        gap_median=None if middle is None else own.reading - middle,
        ahead=[row for row in ordered if _is_ahead(row, own)],
        best_peer=best[0] if best else None,
        order=1 + sum(_is_ahead(row, own) for row in ordered) if ordered else None,
    )


def _best_first(rows: Sequence[Row], direction: str) -> list[Row]:
    if direction not in ("higher_better", "lower_better"):
        return []
    sign = -1 if direction == "higher_better" else 1
    return sorted(rows, key=lambda row: (sign * row.reading, row.area_code))


def _is_ahead(row: Row, own: Row) -> bool:
    """Better by what people read of it."""
    gap = as_read(row.reading, 2) - as_read(own.reading, 2)
    return gap > 0 if own.direction == "higher_better" else gap < 0


def of_province(figures: Sequence[Row], places: Sequence[Row], metrics: Sequence[str]) -> list[Row]:
    """Indicators of all prefectures of the province, in order to be read: the largest first.

    metrics  their ids, in the order they are shown

    Of periods that at least MOST of the places have: of a growth the two newest, of a value the
    newest that all have, else the newest. One row a place: group is the number of the period in
    the list, places how many there are, held how many have a figure; a place without one has a row
    at the foot with reading None. is_floor as compared says it. rank is the place by exact
    readings, equal ones alike; only where all places have one.
    """
    near = [place for place in places if place.is_of_province]
    codes = {place.area_code for place in near}
    found: list[Row] = []
    for metric in metrics:
        known = [row for row in _readable(figures, metric) if row.area_code in codes]
        for span in _widely_told(known, len(near)):
            told = {row.area_code: row for row in known if _span(row) == span}
            found += _listed(told, near, found[-1].group + 1 if found else 0)
    return found


def _widely_told(known: Sequence[Row], places: int) -> list[tuple[object, object]]:
    """The two newest periods of a growth; of a value the newest that all have, else the newest."""
    counts = Counter(span for span, _ in {(_span(row), row.area_code) for row in known})
    ends = {_span(row): row.period_end for row in known}
    wide = [span for span, count in counts.items() if count >= MOST * places]
    is_growth = any(row.is_growth for row in known)
    newest = sorted(
        wide,
        key=lambda span: (not is_growth and counts[span] == places, ends[span], counts[span]),
        reverse=True,
    )
    return newest[: 2 if is_growth else 1]


def _listed(told: Mapping[str, Row], places: Sequence[Row], group: int) -> list[Row]:
    some = next(iter(told.values()))
    exact = [row.reading for row in told.values() if not _is_floor(row)]
    is_whole = len(exact) == len(places)
    rows = [_placed(place, told.get(place.area_code), some) for place in places]
    held = sorted((r for r in rows if r.reading is not None), key=lambda row: -row.reading)
    return [
        row.with_(
            group=group,
            places=len(places),
            held=len(held),
            rank=1 + sum(each > row.reading for each in exact) if is_whole else None,
        )
        for row in (*held, *(row for row in rows if row.reading is None))
    ]


def _placed(place: Row, row: Row | None, like: Row) -> Row:
    """The place's figure; of a place without one a row of the same metric and period."""
    if row is None:
        gone = dict.fromkeys(
            ("figure_id", "value", "value_text", "published_growth", "growth_text", "reading",
             "source_id", "source_title", "grade", "hedge_text")
        )  # fmt: skip
        row = like.with_(
            **{**gone, "hedge": "none", "absence": "not_published",
               "area_code": place.area_code, "area_zh": place.area_zh, "area_en": place.area_en}
        )  # fmt: skip
    return row.with_(is_own=place.is_own, is_floor=_is_floor(row))


def of_leaders(cases: Sequence[Row], gaps_of_city: Sequence[Row]) -> list[Row]:
    """The cases of other places, those of places that do better first, each with ahead: what they
    do better in, as gaps has it, with the city's row as own.

    cases         as experience.cases returns them
    gaps_of_city  as gaps returns them
    """
    better: dict[str, list[Row]] = {}
    for own in gaps_of_city:
        for row in own.ahead:
            better.setdefault(row.area_code, []).append(row.with_(own=own))
    found = [case.with_(ahead=better.get(case.area_code, [])) for case in cases if not case.is_own]
    return sorted(found, key=lambda case: not case.ahead)
