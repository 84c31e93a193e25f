"""The indicators of places: parts added to one row, then completion, growth and improvement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainboard.analysis.growth import derived_growth, growth_of_sum, is_same_scope, is_small_base
from chainboard.analysis.lights import is_firm, lit
from chainboard.analysis.pace import completion
from chainboard.analysis.rank import ranked
from chainboard.analysis.season import NO_PASTS, Pasts
from chainboard.analysis.sums import weakest
from chainboard.view import Row

SEVERITY = ("late", "not_due", "suppressed", "not_published", "not_applicable")
# What counties are set beside each other by.
INDICATORS = [
    "output_value", "industrial_va", "investment_attracted", "project_investment", "tax",
    "revenue", "power_use", "industry_firms", "gdp", "gdp_primary", "gdp_secondary",
    "budget_revenue", "budget_expenditure", "facility_agri_land", "age_65_share",
    "resident_population", "rural_income_pc",
]  # fmt: skip
Ranks = dict[str, int | None]
BASE_UNIT = "亿元"  # of the base below which a rate says nothing


def measured(figures: Sequence[Row], rules: Sequence[Row], pasts: Pasts = NO_PASTS) -> list[Row]:
    """One row an indicator and place: its chains added, set against target and last year.

    figures  as county.figures returns them: one row an indicator, place and chain
    rules    as rules.in_force returns them
    pasts    as analysis.season.pasts returns them

    Adds to the first part: value; prior_value of the same parts; growth in percent and
    is_derived (several parts: ours, from the published growth of each); is_same_scope, whether all
    of it is on this year's scope; base; completion, pace,
    gap and light by analysis.lights (a derived row has no light); done, completion in percent;
    prior_completion, improvement (percentage points of completion over the same months of last
    year); is_small, whether growth stands on a small base; left_out, the parts that the sum lacks;
    without_growth, those that its growth lacks.
    Everything that cannot be known is None.
    """
    keys = dict.fromkeys((row.metric_id, row.area_code) for row in figures)
    parts: dict[tuple[str, str], list[Row]] = {key: [] for key in keys}
    for row in figures:
        parts[row.metric_id, row.area_code].append(row)
    added = [_added(group) for group in parts.values()]
    aimed = lit([row.with_(value=row.aimed) for row in added], rules, pasts)
    return [
        row.with_(
            value=whole.value,
            done=in_percent(row.completion),
            improvement=_improvement(row),
            is_small=row.unit == BASE_UNIT and is_small_base(row),
        )
        for row, whole in zip(aimed, added, strict=True)
    ]


def first_compared(chain_id: str | None) -> str:
    """The metric by which counties are compared first: a chain's output, else funds, which add."""
    return "output_value" if chain_id else "investment_attracted"


def by_metric(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each indicator, in the order they came."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.metric_id, []).append(row)
    return found


def counties(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The counties' rows of each indicator, without the city's."""
    return by_metric(row for row in rows if row.area_level == "county")


def of_place(rows: Iterable[Row], area_code: str | None) -> list[Row]:
    """The rows of one county; without a code, of the city."""
    level = "prefecture" if area_code is None else "county"
    return [r for r in rows if r.area_level == level and area_code in (None, r.area_code)]


def shares(rows: Sequence[Row], part: str, whole: str) -> list[Row]:
    """The rows of the indicator part with share, its fraction of the indicator whole.

    Both of one place and period, else share is None. A share that we compute: 推算.
    """
    wholes = {(r.area_code, r.period_end): r.value for r in rows if r.metric_id == whole}
    found = []
    for row in counties(rows).get(part, []):
        total = wholes.get((row.area_code, row.period_end))
        found.append(row.with_(share=completion(row.value, total)))
    return found


def total(rows: Sequence[Row], column: str = "value") -> float | None:
    """The sum over places; None when one is missing: a sum with a hole is another number."""
    values = [row[column] for row in rows]
    return None if not values or None in values else float(sum(values))


def orders(places: Sequence[Row]) -> dict[str, list[Row]]:
    """Three orders of the counties by one indicator: done, growth, improvement, best first.

    places  the rows of one indicator, as measured returns them

    Each row has rank, its place in that order, and rank_done, rank_growth, rank_improvement;
    what is not firm has none, nor has growth from a small base. rank_before is its place by
    completion over the same months of last year, rose by how many places it has risen (+) or
    fallen (-) since: both among the counties that have a place now; None where one of them had
    none then, since a place among fewer is another one.
    """
    found = {
        "done": ranked(places, "done", apart=_is_apart),
        "growth": ranked(places, "growth", apart=lambda row: row.is_small or _is_apart(row)),
        "improvement": ranked(places, "improvement", apart=_is_apart),
    }
    ranks = {
        f"rank_{column}": {row.area_code: row.rank for row in rows}
        for column, rows in found.items()
    }
    ranks |= _since_last_year(places, ranks["rank_done"])
    return {
        column: [
            row.with_(**{name: rank[row.area_code] for name, rank in ranks.items()}) for row in rows
        ]
        for column, rows in found.items()
    }


def _since_last_year(places: Sequence[Row], now: Ranks) -> dict[str, Ranks]:
    """The ranks by completion of a year ago, and the places risen since."""
    nothing: Ranks = dict.fromkeys(now)
    placed = [
        row.with_(prior_done=in_percent(row.get("prior_completion")))
        for row in places
        if now[row.area_code] is not None
    ]
    before = {row.area_code: row.rank for row in ranked(placed, "prior_done")}
    if None in before.values():
        return {"rank_before": nothing, "rose": nothing}
    rose = {code: was - (now[code] or 0) for code, was in before.items()}
    return {"rank_before": nothing | before, "rose": nothing | rose}


def _is_apart(row: Row) -> bool:
    return not is_firm(row)


def between_years(pairs: Sequence[Row]) -> list[Row]:
    """The rows with growth from the earlier year to the later: ours, is_derived says so.

    pairs  as county.years_apart returns them

    A count is too small for a rate: its growth is None.
    """
    return [
        row.with_(
            growth=None if row.decimals == 0 else derived_growth(row.value, row.prior_value),
            is_derived=True,
            is_small=False,
        )
        for row in pairs
    ]


def of_chains(rows: Sequence[Row], rules: Sequence[Row], pasts: Pasts = NO_PASTS) -> list[Row]:
    """Each chain of each county against its own target: nothing is added, as chains overlap.

    rows   as county_course.by_chain returns them
    rules  as rules.in_force returns them
    pasts  as analysis.season.pasts returns them

    The rows as lights.lit returns them, with done, completion in percent, and is_small, whether
    growth stands on a small base.
    """
    return [
        row.with_(done=in_percent(row.completion), is_small=is_small_base(row))
        for row in lit(rows, rules, pasts)
    ]


def in_percent(fraction: float | None) -> float | None:
    """A fraction in percent, as it is compared and printed."""
    return None if fraction is None else 100 * fraction


def _added(parts: Sequence[Row]) -> Row:
    """The parts of one indicator and place as one row; a single figure stays that figure."""
    held = [row for row in parts if row.figure_id is not None]
    known = [row for row in held if row.absence is None]
    is_sum = len(held) > 1
    first = (known or held or parts)[0]
    ours, base, ungrown = growth_of_sum(known)
    before = [r for r in parts if r.prior_value is not None and r.prior_target is not None]
    return first.with_(
        chain_id=None if is_sum else first.chain_id,
        figure_id=None if is_sum else first.figure_id,
        prior_figure_id=None if is_sum else first.get("prior_figure_id"),
        value=_sum(row.value for row in known),
        aimed=_sum(row.value for row in known if row.target is not None),
        target=_sum(row.target for row in known),
        target_kind="growth" if first.kind == "growth_only" else "level",
        prior_value=_sum(row.prior_value for row in known),
        prior_completion=completion(
            _sum(row.prior_value for row in before), _sum(row.prior_target for row in before)
        ),
        published_growth=None if is_sum else first.published_growth,
        growth=ours if is_sum else first.published_growth,
        replaced_value=None if is_sum else first.get("replaced_value"),
        replaced_growth=None if is_sum else first.get("replaced_growth"),
        is_derived=is_sum,
        is_same_scope=is_same_scope(known),
        base=base,
        without_growth=[] if ours is None or not is_sum else ungrown,
        status=weakest(row.status for row in known) or first.status,
        absence=None if known else _worst(held),
        left_out=sum(row.absence not in (None, "not_applicable") for row in held),
    )


def _sum(values: Iterable[float | None]) -> float | None:
    held = [value for value in values if value is not None]
    return float(sum(held)) if held else None


def _worst(held: Sequence[Row]) -> str:
    """Which kind of missing a whole is that has no part: the one that somebody owes first."""
    kinds = {row.absence for row in held}
    return next((kind for kind in SEVERITY if kind in kinds), "not_published")


def _improvement(row: Row) -> float | None:
    if row.completion is None or row.prior_completion is None:
        return None
    return float(100 * (row.completion - row.prior_completion))
