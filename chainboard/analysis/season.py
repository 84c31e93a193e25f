"""The seasonal pace: what part of a year a series has usually had by the end of a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from chainboard.analysis.pace import completion
from chainboard.view import Row

FEWEST = 3  # full years: fewer say nothing of a usual year
OF_A_FULL_YEAR = frozenset(range(2, 13))  # ends of months; January comes with February
SEASONAL = "pace_seasonal"  # the rule whose words stand where the season explains a light
Key = tuple[str, str, str | None]


@dataclass(frozen=True)
class Past:
    """The years of one series that are complete.

    shares     year → month → the part of that year's whole that it had by the month's end
    holes      the years that are none of them because they lack a month
    below      the years that are none because they fell below zero or came to nothing
    broken_on  the newest day from which its scope or source is another one; None: never
    """

    shares: Mapping[int, Mapping[int, float]]
    holes: frozenset[int] = frozenset()
    broken_on: date | None = None
    below: frozenset[int] = frozenset()


NOTHING = Past({})
Pasts = Mapping[Key, Past]
NO_PASTS: Pasts = {}


def key_of(row: Row) -> Key:
    """The series of a row: metric, place and chain."""
    return row.get("metric_id", ""), row.get("area_code", ""), row.get("chain_id")


def pasts(years: Sequence[Row]) -> dict[Key, Past]:
    """The complete years of each series.

    years  as pace.years returns them: metric_id, area_code, chain_id, year, months, to_date (value
           since January at the end of each of the months), broken_on

    A year is complete with a value at the end of every month from February, which holds January,
    to December, none of them negative and a whole above zero. Its shares are fractions; one above
    1 stays (a correction at the year's end). Years before a break are of another scope and left
    out; so is the year of the break, unless it breaks with its first figure.
    """
    found: dict[Key, list[Row]] = {}
    for row in years:
        found.setdefault(key_of(row), []).append(row)
    return {key: _past(rows) for key, rows in found.items()}


def _past(years: Sequence[Row]) -> Past:
    broken_on = max((row.broken_on for row in years if row.broken_on), default=None)
    own = [row for row in years if row.year >= _first_year(broken_on)]
    shares = {row.year: _shares(row) for row in own}
    full = {year: found for year, found in shares.items() if found}
    below = frozenset(row.year for row in own if _is_below(row))
    return Past(full, frozenset(shares.keys() - full.keys() - below), broken_on, below)


def _first_year(broken_on: date | None) -> int:
    if broken_on is None:
        return 0
    return broken_on.year if broken_on.month <= 2 else broken_on.year + 1


def _shares(row: Row) -> dict[int, float]:
    """The parts of one year by month; none where it is not complete."""
    to_date = dict(zip(row.months, row.to_date, strict=True))
    if not to_date.keys() >= OF_A_FULL_YEAR or _is_below(row):
        return {}
    return {month: to_date[month] / to_date[12] for month in sorted(OF_A_FULL_YEAR)}


def _is_below(row: Row) -> bool:
    """Whether a year was below zero at the end of a month, or came to nothing."""
    return min(row.to_date) < 0 or (12 in row.months and row.to_date[-1] <= 0)


def shares(past: Past, year: int, month: int) -> list[float]:
    """What the complete years before a year had by the end of a month, oldest first."""
    held = [past.shares[each] for each in sorted(past.shares) if each < year]
    return [each[month] for each in held if month in each]


def lacks(row: Row, past: Past) -> str:
    """Why a figure has no seasonal pace; "" where it has one.

    row  a figure with kind, direction, basis and period_end

    kind       it does not add up over a year (a stock, a rate, growth alone), or lower is better
    january    January alone: it is one period with February
    broken     fewer than three complete years since its scope or source changed
    holes      fewer than three, because years lack months
    below      fewer than three, because years were below zero or came to nothing
    few_years  fewer than three, because it is younger
    zero       by that month nothing had happened yet in a usual year
    """
    if row.kind != "flow" or row.basis != "ytd" or row.direction == "lower_better":
        return "kind"
    if row.period_end.month == 1:
        return "january"
    held = shares(past, row.period_end.year, row.period_end.month)
    if len(held) >= FEWEST:
        return "" if median(held) > 0 else "zero"
    if past.broken_on is not None and past.broken_on <= row.period_end:
        return "broken"
    for why, years in (("holes", past.holes), ("below", past.below)):
        if any(year < row.period_end.year for year in years):
            return why
    return "few_years"


def seasonal_share(past: Past, year: int, month: int) -> float | None:
    """The part of a year that the series usually has by the end of a month: 0.3 for 30 %.

    The median over the complete years before that year, so that one odd year does not move it.
    None with fewer than three. Source: the seasonal pace of the handbook (A5); the official one
    is linear (analysis.pace).
    """
    held = shares(past, year, month)
    return median(held) if len(held) >= FEWEST else None


def seasonal_gap(
    year_to_date: float | None, target: float | None, share: float | None
) -> float | None:
    """Percentage points by which completion leads (+) or trails (-) a usual year.

    100 × (year_to_date / target − share). Unrounded; None when a figure or the share is missing
    or the target is not positive. Where the linear pace says -6.3 in April, a usual April at 30 %
    says -3.0.
    """
    done = completion(year_to_date, target)
    return None if done is None or share is None else 100 * (done - share)


def beside(row: Row, past: Past) -> Row:
    """The row with what the season says of it.

    seasonal_share, seasonal_gap (percentage points), seasonal_years (how many years say it), and
    why there is none: seasonal_absence, as lacks has it, "" where there is one.
    """
    why = lacks(row, past) if row.get("period_end") else "kind"
    if why:
        return row.with_(
            seasonal_share=None, seasonal_gap=None, seasonal_years=0, seasonal_absence=why
        )
    year, month = row.period_end.year, row.period_end.month
    share = seasonal_share(past, year, month)
    return row.with_(
        seasonal_share=share,
        seasonal_gap=seasonal_gap(row.value, row.target, share),
        seasonal_years=len(shares(past, year, month)),
        seasonal_absence="",
    )
