"""What a year may come to by the season of the years before: our own reckoning (内部测算)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log, sqrt
from statistics import median, stdev

from chainboard.analysis.season import FEWEST, NOTHING, Key, Past, Pasts, key_of, lacks, shares
from chainboard.view import Row

# Student's t that leaves a tenth on either side, by degrees of freedom from 1.
T_80 = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372)
ORDER = ("missed", "open", "made", "refused")
RECENT = 3  # months whose average the rest of the year is set against
NOT_FIRM = ("flash", "expected", "claim")
NONE = dict.fromkeys(
    ("year_end", "year_end_low", "year_end_high", "low_share", "end_share", "high_share",
     "own_error", "line_error", "needed", "recent", "recent_months", "path"),
)  # fmt: skip
Range = tuple[float, float, float]


def of_targets(rows: Iterable[Row], months: Mapping[Key, Sequence[Row]], pasts: Pasts) -> list[Row]:
    """The targets with what their year may come to, those first that will not be made.

    rows    as analysis.behind.standing returns them
    months  the months of each of them, as analysis.behind.by_target returns them
    pasts   as analysis.season.pasts returns them

    Adds, in the unit of the metric: reckoned_from and reckoned_value, the newest month that is firm
    and its value since January; year_end with year_end_low and year_end_high, an 80 % range;
    end_share, low_share and high_share, these as fractions of the target; own_error and
    line_error, fractions by which the years before would have been missed at that month, and by
    the straight line; needed, what each month that is left must bring to reach the target (0 when
    it is reached), and recent, what each of the recent_months last ones brought; months, those of
    the year so far, and path, what the months to come may stand at, as path_of has it.

    verdict  missed: the whole range lies below the target; made: none of it; open: it lies on both
             sides; refused, and then refusal says why, as of_target has it
    """
    found = [of_target(row, months[key_of(row)], pasts.get(key_of(row), NOTHING)) for row in rows]
    return sorted(found, key=lambda row: (ORDER.index(row.verdict), row.end_share or 0))


def of_target(row: Row, months: Sequence[Row], past: Past) -> Row:
    """One target with what its year may come to, as of_targets has it.

    refusal  kind, january, broken, holes, below, few_years, zero: as analysis.season.lacks has it;
             below also where this year is below zero; no_target: there is none above zero;
             not_firm: this year has flash figures, forecasts, claims or rounded ones alone;
             year_over: December is known
    """
    if row.kind != "flow" or row.get("target_kind") != "level":
        return _refused(row, "kind")
    if row.target is None or row.target <= 0:
        return _refused(row, "no_target")
    base = next((each for each in reversed(months) if _is_firm(each)), None)
    why = "not_firm" if base is None else lacks(base, past)
    if base is None or why:
        return _refused(row, why)
    month = base.period_end.month
    if month == 12:
        return _refused(row, "year_over")
    held = shares(past, base.period_end.year, month)
    if min(held) <= 0 or base.value <= 0:
        return _refused(row, "below" if base.value < 0 else "zero")
    low, middle, high = (base.value / share for share in reversed(range_of(held)))
    recent, count = recent_average(months, base)
    return row.with_(
        reckoned_from=base.period_end,
        reckoned_value=base.value,
        year_end=middle,
        year_end_low=low,
        year_end_high=high,
        low_share=low / row.target,
        end_share=middle / row.target,
        high_share=high / row.target,
        own_error=own_error(held),
        line_error=line_error(held, month),
        needed=max(0.0, (row.target - base.value) / (12 - month)),
        recent=recent,
        recent_months=count,
        verdict=_verdict(low / row.target, high / row.target),
        refusal="",
        months=list(months),
        path=path_of(base, (low, middle, high), past),
    )


def path_of(base: Row, ends: Range, past: Past) -> list[Row]:
    """What the months from a figure to the year's end may stand at: month, low, middle, high.

    Each end of the range is reached along the usual year: of what is still to come, a month has the
    part that lies between the usual shares of the figure's month and of its own.
    """
    year, month = base.period_end.year, base.period_end.month
    usual = {each: median(shares(past, year, each)) for each in range(month, 13)}
    left = usual[12] - usual[month]
    found = []
    for each, share in usual.items():
        part = (share - usual[month]) / left if left > 0 else (each - month) / (12 - month)
        low, middle, high = (base.value + (end - base.value) * part for end in ends)
        found.append(Row(month=each, low=low, middle=middle, high=high))
    return found


def range_of(held: Sequence[float]) -> Range:
    """The share of a year that is usual by a month, between the ends of an 80 % range.

    held  the shares of the years before, at least two, all above zero

    The usual share is their median. In logarithms the range is t × s × √(1 + 1/n) on either side
    of it: s is the standard deviation of the n shares, t leaves a tenth beyond each end at n − 1
    degrees of freedom, and 1/n is what the middle of few years may itself be off. A year-end is the
    value so far divided by a share, so that its low end comes from the high share.
    Source: the prediction interval of a normal sample, the plain one for few years.
    """
    logs = [log(share) for share in held]
    half = T_80[min(len(held) - 1, len(T_80)) - 1] * stdev(logs) * sqrt(1 + 1 / len(held))
    middle = median(held)
    return middle * exp(-half), middle, middle * exp(half)


def own_error(held: Sequence[float]) -> float:
    """How far off the years before would have been, each reckoned from the others: 0.02 for 2 %.

    The mean over the years of |own share / median of the other shares − 1|.
    """
    others = [[*held[:at], *held[at + 1 :]] for at in range(len(held))]
    missed = [abs(own / median(rest) - 1) for own, rest in zip(held, others, strict=True)]
    return sum(missed) / len(missed)


def line_error(held: Sequence[float], month: int) -> float:
    """How far off a straight line (value × 12 / month) would have been in the years before."""
    return sum(abs(share * 12 / month - 1) for share in held) / len(held)


def recent_average(months: Sequence[Row], base: Row) -> tuple[float | None, int]:
    """What each of the last months to a figure brought, and how many months these are.

    months  of the same year, with period_end and value since January

    Three months where they can be told apart; to April two, because January and February are one
    period, to February and March all since January. None and 0 where a month before lacks.
    """
    month = base.period_end.month
    before = {2: 0, 3: 0, 4: 2}.get(month, month - RECENT)
    if before == 0:
        return base.value / month, month
    held = {each.period_end.month: each.value for each in months}
    start = held.get(before)
    return (None, 0) if start is None else ((base.value - start) / (month - before), month - before)


def back_tested(past: Past) -> list[Row]:
    """What each complete year with at least three before it would have been told, month by month.

    year, month; is_inside, whether the year lies in the 80 % range; error and line_error, the
    fractions by which the year is missed by the season and by the straight line. Only what was
    known then is used. What cannot be reckoned has no row.
    """
    found = []
    for year, own in past.shares.items():
        for month in range(2, 12):
            held = shares(past, year, month)
            if len(held) < FEWEST or min(own[month], *held) <= 0:
                continue
            low, middle, high = range_of(held)
            found.append(
                Row(
                    year=year,
                    month=month,
                    is_inside=low <= own[month] <= high,
                    error=abs(own[month] / middle - 1),
                    line_error=abs(own[month] * 12 / month - 1),
                )
            )
    return found


def _is_firm(row: Row) -> bool:
    is_known = row.value is not None and row.basis == "ytd"
    return is_known and row.hedge == "none" and row.status not in NOT_FIRM


def _verdict(low: float, high: float) -> str:
    """Dust of binary fractions aside."""
    if round(high, 9) < 1:
        return "missed"
    return "made" if round(low, 9) >= 1 else "open"


def _refused(row: Row, why: str) -> Row:
    return row.with_(
        **NONE, reckoned_from=None, reckoned_value=None, verdict="refused", refusal=why, months=[]
    )
