"""Local conversion (就地转化): what of a product is processed where it is produced.

Both sides are figures as reported; the ratio and the gap are ours (推算). Nothing is worked out
from targets, forecasts, floors or another office's claim, and nothing across periods: 250 of nine
months over 920 of a year would be a quarter that nobody measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise

from chainboard.view import Row

Period = tuple[date | None, date | None]
NO_OUTCOME = ("expected", "claim")
MONTHS = 12


def ratio(processed: Row | None, produced: Row | None) -> float | None:
    """Processed as a part of produced: 0.3865 reads 38.65 %; above 1 where more is brought in.

    processed, produced  figures with value, unit, hedge, status and their period

    None unless both are outcomes of the same period in the same unit, and something was produced.
    Source: handbook C3; Qingyang's crude oil gives 38.24 % (2018), 38.65 % (2020) and 32.50 %
    (January to September 2023).
    """
    if processed is None or produced is None or not _are_alike(processed, produced):
        return None
    return float(processed.value / produced.value) if produced.value > 0 else None


def gap(processed: Row | None, produced: Row | None) -> float | None:
    """Produced and not processed here, in the unit of both; negative where more is processed.

    None where ratio has no two figures to compare.
    """
    if processed is None or produced is None or not _are_alike(processed, produced):
        return None
    return float(produced.value - processed.value)


def is_outcome(row: Row) -> bool:
    """Whether a figure is what was measured: no floor, no forecast, nobody else's claim."""
    return (
        row.value is not None
        and row.hedge in (None, "none")
        and row.get("status") not in NO_OUTCOME
    )


def _are_alike(one: Row, other: Row) -> bool:
    same = (one.unit, _period(one)) == (other.unit, _period(other))
    return same and is_outcome(one) and is_outcome(other)


def converted(figures: Sequence[Row]) -> list[Row]:
    """One row a product and period that is shown: produced, processed, ratio, gap and run.

    figures  as conversion.figures returns them

    Shown are whole years and the newest period of both figures, which may be a part of a year
    (is_whole says so); of months the rest is left out. produced and processed are the figures
    themselves or None. run numbers the points of a product that may be joined: whole years that
    follow one another. before is the ratio a year earlier: of the same months where they were
    reported, else what the published growth of both gives (is_by_growth). A product without any
    figure keeps one row.
    """
    products = groupby(figures, lambda row: row.product_id)
    return [row for _, group in products for row in _of_product(list(group))]


def _of_product(figures: Sequence[Row]) -> list[Row]:
    told = {(row.part, _period(row)): row for row in figures if row.period_end is not None}
    periods = sorted({period for _, period in told}, key=lambda period: period[::-1])
    pairs = [_pair(figures[0], told, period) for period in periods]
    newest = [pair for pair in pairs if pair.ratio is not None][-1:] or pairs[-1:]
    shown = [pair for pair in pairs if pair.is_whole or pair in newest]
    runs = _runs(shown)
    numbered = [pair.with_(run=run) for pair, run in zip(shown, runs, strict=True)]
    return numbered or [_pair(figures[0], told, (None, None)).with_(run=0)]


def _pair(product: Row, told: dict[tuple[str, Period], Row], period: Period) -> Row:
    start, end = period
    produced, processed = told.get(("produced", period)), told.get(("processed", period))
    earlier = _year_before(told, period)
    before = ratio(earlier.get("processed"), earlier.get("produced"))
    known = ratio(processed, produced)
    by_growth = _before_by_growth(processed, produced) if before is None else None
    names = ("product_id", "product_zh", "product_en", "caveat_zh", "caveat_en")
    any_figure = produced or processed or product
    return Row(
        {
            **{name: product[name] for name in names},
            "unit": any_figure.unit,
            "decimals": any_figure.decimals,
            "period_start": start,
            "period_end": end,
            "basis": any_figure.basis,
            "is_whole": end is not None and end.month == MONTHS,
            "produced": produced,
            "processed": processed,
            "ratio": known,
            "gap": gap(processed, produced),
            "before": None if known is None else before if before is not None else by_growth,
            "is_by_growth": before is None,
        }
    )


def _year_before(told: dict[tuple[str, Period], Row], period: Period) -> dict[str, Row]:
    """The figures of the same months a year earlier, by part."""
    if period[1] is None:
        return {}
    wanted = period[1].year - 1, period[1].month
    return {
        part: row
        for (part, (_, end)), row in told.items()
        if end is not None and (end.year, end.month) == wanted
    }


def _before_by_growth(processed: Row | None, produced: Row | None) -> float | None:
    """The ratio a year earlier that the published growth of both sides gives."""
    now = ratio(processed, produced)
    if now is None or processed is None or produced is None:
        return None
    rates = [row.published_growth for row in (processed, produced)]
    if None in rates or min(rates) <= -100:
        return None
    more, less = (1 + rate / 100 for rate in rates)
    return float(now * less / more)


def _runs(pairs: Sequence[Row]) -> list[int]:
    """A number a pair; those that may be joined share it: whole years one after the other."""
    runs = [0] if pairs else []
    for one, other in pairwise(pairs):
        follows = (
            one.is_whole and other.is_whole and other.period_end.year - one.period_end.year == 1
        )
        same = _sources(one) == _sources(other)
        runs.append(runs[-1] if follows and same else runs[-1] + 1)
    return runs


def _sources(pair: Row) -> tuple[str | None, ...]:
    return tuple(row.source_id if row else None for row in (pair.produced, pair.processed))


def _period(row: Row) -> Period:
    return row.period_start, row.period_end
