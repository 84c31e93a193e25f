"""Parks side by side: shares of land, workshops and firms, sums, and amounts per mu.

Every share and every amount per mu is ours (推算): computed from two reported figures of the
same park and day, and nothing without both.
"""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.analysis.growth import growth_of_sum, is_same_scope
from chainboard.view import Row

TEN_THOUSANDS = 10_000  # 万元 in one 亿元
FULL_YEARS = 2  # handbook C14: a park with fewer whole years is not compared per mu
ACROSS = "park_fai"  # investment: what is set against what a mu brings
ROUND_SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
ISO_LINES = 4
UP = ("park_tax", "park_output_value")  # the first that any park reports
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

    The column figures holds the row of each metric, absences why a metric or a share is missing;
    idle is land supplied and not built, 亩, idle_share its part of the land supplied. SHARES says
    which two metrics make a share: supplied of developable, built of supplied, let of all
    workshops, producing of settled.
    """
    parks = dict.fromkeys(row.park_id for row in rows)
    return [_with_shares([row for row in rows if row.park_id == park]) for park in parks]


def _with_shares(rows: Sequence[Row]) -> Row:
    values = {row.metric_id: row.value for row in rows}
    absences = {row.metric_id: row.absence for row in rows if row.value is None}
    shares = {
        name: ratio(values.get(part), values.get(whole)) for name, (part, whole) in SHARES.items()
    }
    gone = {name: absences.get(part, absences.get(whole)) for name, (part, whole) in SHARES.items()}
    built, supplied = values.get("park_built_area"), values.get("park_supplied_area")
    idle = None if built is None or supplied is None else max(supplied - built, 0.0)
    return rows[0].with_(
        **values,
        **shares,
        figures={row.metric_id: row for row in rows},
        absences=absences | {name: why for name, why in gone.items() if why},
        idle=idle,
        idle_share=ratio(idle, supplied),
    )


def run(newest: Sequence[Row], parks: Sequence[Row], deals: Sequence[Row]) -> list[Row]:
    """One row a park with what is reported of how it is built, managed, filled and operated.

    newest  as parks.newest returns them: every park, with its operating model
    parks   as side_by_side returns them; deals  as park_steps.deals returns them

    known is the park side by side, signed its deals; both None where nothing was reported.
    """
    by_park = {park.park_id: park for park in parks}
    signed = {row.park_id: row for row in deals}
    every = {row.park_id: row for row in newest}
    return [
        row.with_(known=by_park.get(park_id), signed=signed.get(park_id))
        for park_id, row in every.items()
    ]


def totals(rows: Sequence[Row]) -> dict[str, Row]:
    """Each metric added up over the parks that reported it, by metric.

    rows  as parks.figures returns them

    reports and parks count those that reported and all; published_growth is that of a single
    park; derived_growth (percent, 推算) comes from the published growth of each, without_growth
    are the parks that it leaves out; None for a stock and for a single park; is_same_scope, whether
    it is all on this year's scope. share is, for the
    first metric of each of SHARES, its part of the second over the parks that reported both.
    """
    metrics = dict.fromkeys(row.metric_id for row in rows)
    parks = side_by_side(rows)
    shares = {part: overall(parks, name) for name, (part, _) in SHARES.items()}
    return {
        metric: _total([row for row in rows if row.metric_id == metric]).with_(
            share=shares.get(metric)
        )
        for metric in metrics
    }


def _total(rows: Sequence[Row]) -> Row:
    known = [row for row in rows if row.value is not None]
    alone = known[0] if len(rows) == 1 and known else None
    is_grown = len(rows) > 1 and rows[0].kind == "flow"
    ours, _, ungrown = growth_of_sum(known if is_grown else [])
    return rows[0].with_(
        value=sum(row.value for row in known) if known else None,
        reports=len(known),
        parks=len(rows),
        published_growth=alone.published_growth if alone else None,
        growth_text=alone.growth_text if alone else None,
        derived_growth=ours,
        is_same_scope=is_same_scope(known),
        without_growth=[] if ours is None else ungrown,
    )


def overall(parks: Sequence[Row], share: str) -> float | None:
    """A share of SHARES over all parks that reported both of its metrics, as a fraction."""
    part, whole = SHARES[share]
    known = [park for park in parks if None not in (park.get(part), park.get(whole))]
    return ratio(sum(park[part] for park in known), sum(park[whole] for park in known))


def with_per_mu(rows: Sequence[Row]) -> list[Row]:
    """The rows with per_mu, 万元 a mu of the land supplied; None for a park of few full years.

    rows  as parks.last_full_year returns them

    least_years is how many full years a park needs.
    """
    return [
        row.with_(
            per_mu=per_mu(row.value, row.area) if row.full_years >= FULL_YEARS else None,
            least_years=FULL_YEARS,
        )
        for row in rows
    ]


def yields(rows: Sequence[Row]) -> list[Row]:
    """One row a park: up, its tax per mu (output where no park has tax), across, its investment.

    rows  as with_per_mu returns them

    The row is that of the tax or output, so metric_id says which of them up is; is_highest and
    is_lowest mark the parks with the most and the least of it, among those that have both.
    """
    known = {row.metric_id for row in rows if row.per_mu is not None}
    upright = next((metric for metric in UP if metric in known), UP[0])
    across = {row.park_id: row.per_mu for row in rows if row.metric_id == ACROSS}
    parks = [
        row.with_(up=row.per_mu, across=across[row.park_id])
        for row in rows
        if row.metric_id == upright
    ]
    ends = marked([park for park in parks if None not in (park.up, park.across)], "up")
    by_id = {park.park_id: park for park in ends}
    unmarked = {"is_highest": False, "is_lowest": False}
    return [by_id.get(park.park_id, park.with_(**unmarked)) for park in parks]


def frontier(parks: Sequence[Row]) -> list[Row]:
    """The parks with is_on_frontier: whether none of the others brings at least as much per mu for
    no more investment per mu, and more for as much or as much for less (handbook C14).

    parks  as yields returns them; without both amounts a park is on none
    """
    known = [park for park in parks if None not in (park.up, park.across)]
    return [
        park.with_(is_on_frontier=park in known and not any(_beats(one, park) for one in known))
        for park in parks
    ]


def _beats(one: Row, other: Row) -> bool:
    """Whether a park brings no less for no more investment, and is not the same in both."""
    is_no_worse = one.up >= other.up and one.across <= other.across
    return bool(is_no_worse and (one.up, one.across) != (other.up, other.across))


def iso_shares(parks: Sequence[Row]) -> list[float]:
    """Round parts of the investment (0.1: 10 %) that parks bring in a year, for lines on which all
    bring the same part: at most ISO_LINES of them, the middle ones, from one below the lowest park
    to one above the highest.

    parks  as yields returns them
    """
    told = [park.up / park.across for park in parks if park.up is not None and park.across]
    if not told:
        return []
    below = [share for share in ROUND_SHARES if share < min(told)][-1:]
    within = [share for share in ROUND_SHARES if min(told) <= share <= max(told)]
    above = [share for share in ROUND_SHARES if share > max(told)][:1]
    found = [*below, *within, *above]
    spare = max(0, len(found) - ISO_LINES)
    return found[spare // 2 : len(found) - (spare - spare // 2)]


def by_share(parks: Sequence[Row], share: str) -> list[Row]:
    """The parks with the largest share first, those without it last in their own order, marked."""
    return sorted(
        marked(parks, share),
        key=lambda park: -1.0 if park[share] is None else park[share],
        reverse=True,
    )


def marked(parks: Sequence[Row], share: str) -> list[Row]:
    """The parks with is_highest and is_lowest: whose share that is, ties together."""
    known = [park[share] for park in parks if park[share] is not None]
    high, low = max(known, default=None), min(known, default=None)
    return [
        park.with_(
            is_highest=park[share] is not None and park[share] == high,
            is_lowest=park[share] is not None and park[share] == low,
        )
        for park in parks
    ]


def leading(rows: Sequence[Row]) -> list[Row]:
    """The rows with is_leading: whether most of the park's firms stand in the chain, by shares.

    rows  as parks.chains returns them; chains of a park that tie lead together
    """
    top: dict[str, float] = {}
    for row in rows:
        top[row.park_id] = max(row.weight, top.get(row.park_id, row.weight))
    return [row.with_(is_leading=row.weight == top[row.park_id]) for row in rows]


def chosen(rows: Sequence[Row], park_id: str | None, area_code: str | None) -> list[Row]:
    """The rows of the park, else of the county's parks, else all of them."""
    if park_id is not None:
        return [row for row in rows if row.park_id == park_id]
    if area_code is not None:
        return [row for row in rows if row.area_code == area_code]
    return list(rows)
