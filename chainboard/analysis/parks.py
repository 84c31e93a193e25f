"""Parks side by side: shares of land, workshops and firms, sums, and amounts per mu.

Every share and every amount per mu is ours (推算): computed from two reported figures of the
same park and day, and nothing without both.
"""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.view import Row

TEN_THOUSANDS = 10_000  # 万元 in one 亿元
FULL_YEARS = 2  # handbook C14: a park with fewer whole years is not compared per mu
SHARES = {
    "supply_share": ("park_supplied_area", "park_developable_area"),
    "built_share": ("park_built_area", "park_supplied_area"),
    "let_share": ("park_workshop_let", "park_workshop_area"),
    "producing_share": ("park_firms_producing", "park_firms_settled"),
}


def ratio(part: float | None, whole: float | None) -> float | None:
    """The part as a fraction of the whole; None when one is missing or the whole not positive."""
    return None if part is None or whole is None or whole <= 0 else part / whole


def per_mu(value: float | None, area: float | None) -> float | None:
    """万元 a mu.

    value  亿元
    area   亩
    None when one is missing or the area is not positive.
    """
    share = ratio(value, area)
    return None if share is None else TEN_THOUSANDS * share


def side_by_side(rows: Sequence[Row]) -> list[Row]:
    """One row a park, in the order of the rows: each metric as a column, and the shares.

    rows  as parks.figures returns them

    The column absences holds why a metric is missing; idle is land supplied and not built, 亩,
    idle_share its part of the land supplied. SHARES says which two metrics make a share:
    supplied of developable, built of supplied, let of all workshops, producing of settled.
    """
    parks = dict.fromkeys(row.park_id for row in rows)
    return [_with_shares([row for row in rows if row.park_id == park]) for park in parks]


def _with_shares(rows: Sequence[Row]) -> Row:
    values = {row.metric_id: row.value for row in rows}
    park = rows[0].with_(
        absences={row.metric_id: row.absence for row in rows if row.value is None},
        growths={row.metric_id: (row.published_growth, row.growth_text) for row in rows},
        **values,
    )
    shares = {
        name: ratio(values.get(part), values.get(whole)) for name, (part, whole) in SHARES.items()
    }
    built, supplied = values.get("park_built_area"), values.get("park_supplied_area")
    idle = None if built is None or supplied is None else max(supplied - built, 0.0)
    return park.with_(**shares, idle=idle, idle_share=ratio(idle, supplied))


def totals(rows: Sequence[Row]) -> dict[str, Row]:
    """Each metric added up over the parks that reported it, by metric.

    rows  as parks.figures returns them

    reports and parks count those that reported and all; published_growth is that of a single
    park; derived_growth (percent, 推算) compares the parks that reported both years, and is
    None where one is missing last year, for a stock, and for a single park.
    """
    metrics = dict.fromkeys(row.metric_id for row in rows)
    return {metric: _total([row for row in rows if row.metric_id == metric]) for metric in metrics}


def _total(rows: Sequence[Row]) -> Row:
    known = [row for row in rows if row.value is not None]
    alone = known[0] if len(rows) == 1 and known else None
    return rows[0].with_(
        value=sum(row.value for row in known) if known else None,
        reports=len(known),
        parks=len(rows),
        published_growth=alone.published_growth if alone else None,
        growth_text=alone.growth_text if alone else None,
        derived_growth=None if len(rows) == 1 else _derived_growth(known),
    )


def _derived_growth(known: Sequence[Row]) -> float | None:
    if not known or known[0].kind != "flow" or any(row.prior_value is None for row in known):
        return None
    grown = ratio(sum(row.value for row in known), sum(row.prior_value for row in known))
    return None if grown is None else 100 * (grown - 1)


def overall(parks: Sequence[Row], share: str) -> float | None:
    """A share of SHARES over all parks that reported both of its metrics, as a fraction."""
    part, whole = SHARES[share]
    known = [park for park in parks if None not in (park.get(part), park.get(whole))]
    return ratio(sum(park[part] for park in known), sum(park[whole] for park in known))


def with_per_mu(rows: Sequence[Row]) -> list[Row]:
    """The rows with per_mu, 万元 a mu of the land supplied; None for a park of few full years.

    rows  as parks.last_full_year returns them
    """
    return [
        row.with_(per_mu=per_mu(row.value, row.area) if row.full_years >= FULL_YEARS else None)
        for row in rows
    ]


def by_share(parks: Sequence[Row], share: str) -> list[Row]:
    """The parks with the largest share first, those without it last in their own order."""
    return sorted(
        parks, key=lambda park: -1.0 if park[share] is None else park[share], reverse=True
    )


def extremes(parks: Sequence[Row], share: str) -> tuple[list[Row], list[Row]]:
    """The parks with the highest and those with the lowest share, ties together."""
    known = [park for park in parks if park[share] is not None]
    if not known:
        return [], []
    high, low = (pick(park[share] for park in known) for pick in (max, min))
    return (
        [park for park in known if park[share] == high],
        [park for park in known if park[share] == low],
    )


def leading(rows: Sequence[Row]) -> list[Row]:
    """The chains in which most of a park's firms stand, by their shares; ties together.

    rows  as parks.chains returns them, of one park
    """
    top = max((row.weight for row in rows), default=None)
    return [row for row in rows if row.weight == top]


def chosen(rows: Sequence[Row], park_id: str | None, area_code: str | None) -> list[Row]:
    """The rows of the park, else of the county's parks, else all of them."""
    if park_id is not None:
        return [row for row in rows if row.park_id == park_id]
    if area_code is not None:
        return [row for row in rows if row.area_code == area_code]
    return list(rows)
