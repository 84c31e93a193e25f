"""Figures of one subject beside each other: jump, ytd_decreased, ytd_month_mismatch."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from chainboard.intake.ratios import half_digit
from chainboard.intake.rows import Rows
from chainboard.intake.units import COUNTS

JUMP = 5
# Cumulative fields of the other templates, with their monthly field where there is one.
CUMULATIVE: dict[str, tuple[tuple[str, str], ...]] = {
    "projects": (("year_done", "month_done"),),
    "deals": (("year_in_place", "month_in_place"),),
    "parks": (("output", ""), ("tax", ""), ("investment", "")),
    "enterprises": (("output", ""), ("revenue", ""), ("tax", ""), ("power_use", "")),
}
COMPARED = frozenset({"flow", "stock", "raised", "index"})
Figure = tuple[int, str]  # row number and digits
Months = tuple[int, int]


def check_series(rows: Rows) -> None:
    """Report figures that jump against a year ago, fall within a year, or differ from months."""
    if rows.table.template.name == "indicators":
        _check_indicators(rows)
    for cumulative, monthly in CUMULATIVE.get(rows.table.template.name, ()):
        _check_field(rows, cumulative, monthly)


def _check_indicators(rows: Rows) -> None:
    columns = rows.columns
    values, priors = columns["value"], columns["same_scope_prior"]
    bases, starts, ends = columns["basis"], columns["period_start"], columns["period_end"]
    ids = ("chain_id", "area_code", "park_id", "metric_id")
    for subject, places in _subjects(rows, ids, values):
        measure = rows.known.measures.get(str(subject[3]))
        if measure is None or measure.kind not in COMPARED:
            continue
        figures = {(bases[place], starts[place], ends[place]): place for place in places}
        years: dict[int, tuple[dict[int, Figure], dict[Months, Figure]]] = defaultdict(
            lambda: ({}, {})
        )
        for place in places:
            start, end = starts[place], ends[place]
            prior = priors[place]
            if prior is None:
                older = figures.get((bases[place], _year_before(start), _year_before(end)))
                prior = None if older is None else values[older]
            figure = rows.numbers[place], str(values[place])
            _check_jump(rows, "value", figure, prior)
            if measure.kind == "flow" and isinstance(end, date) and isinstance(start, date):
                if bases[place] == "ytd":
                    years[end.year][0][end.month] = figure
                elif bases[place] == "month":
                    years[end.year][1][start.month, end.month] = figure
        for ytd, months in years.values():
            _check_year(rows, "value", ytd, months, measure.unit in COUNTS)


def _check_field(rows: Rows, cumulative: str, monthly: str) -> None:
    values, ends = rows.columns[cumulative], rows.columns["period_end"]
    months_of = rows.columns.get(monthly, [None] * len(values))
    ids = tuple(id for id in rows.table.template.key if id != "period")
    for _, places in _subjects(rows, ids, values):
        by_end = {ends[place]: place for place in places}
        years: dict[int, tuple[dict[int, Figure], dict[Months, Figure]]] = defaultdict(
            lambda: ({}, {})
        )
        for place in places:
            end, row = ends[place], rows.numbers[place]
            if not isinstance(end, date):
                continue
            older = by_end.get(_year_before(end))
            figure = row, str(values[place])
            _check_jump(rows, cumulative, figure, None if older is None else values[older])
            years[end.year][0][end.month] = figure
            if months_of[place] is not None:
                years[end.year][1][end.month, end.month] = row, str(months_of[place])
        for ytd, months in years.values():
            _check_year(rows, cumulative, ytd, months, False)


def _subjects(
    rows: Rows, ids: tuple[str, ...], values: list[object]
) -> Iterator[tuple[tuple[object, ...], list[int]]]:
    """The places of each subject that have a figure and a key."""
    found: dict[tuple[object, ...], list[int]] = {}
    unkeyed, numbers = rows.findings.unkeyed, rows.numbers
    for place, key in enumerate(zip(*(rows.columns[id] for id in ids), strict=True)):
        if values[place] is not None and not (unkeyed and numbers[place] in unkeyed):
            places = found.get(key)
            if places is None:
                found[key] = [place]
            else:
                places.append(place)
    yield from found.items()


@lru_cache(maxsize=4096)
def _year_before(day: object) -> date | None:
    """The same day a year earlier; the last day of a month stays its last day."""
    if not isinstance(day, date):
        return None
    is_last = day.day == monthrange(day.year, day.month)[1]
    last = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, last if is_last else min(day.day, last))


def _check_jump(rows: Rows, field: str, figure: Figure, prior: object) -> None:
    if prior is None:
        return
    now, then = float(figure[1]), float(str(prior))
    # Floats only choose what is worth an exact look.
    if then <= 0 or then * 0.2001 < now < then * 4.999:
        return
    exact, before = Decimal(figure[1]), Decimal(str(prior))
    if before / JUMP <= exact <= before * JUMP:
        return
    way = ("超过上年同期 {} 的 5 倍", "more than 5 times {}") if exact > before else (
        "不到上年同期 {} 的五分之一", "less than a fifth of {}")  # fmt: skip
    zh = f"{figure[1]} {way[0].format(prior)}，请核对单位和小数点。"
    en = f"{figure[1]} is {way[1].format(prior)} a year ago; check unit and decimal point."
    rows.findings.add("jump", figure[0], field, (zh, en), figure[1])


def _check_year(
    rows: Rows, field: str, ytd: dict[int, Figure], months: dict[Months, Figure], is_count: bool
) -> None:
    ordered = sorted(ytd)
    for earlier, later in pairwise(ordered):
        (_, before), (row, now) = ytd[earlier], ytd[later]
        if float(now) <= float(before) and Decimal(now) < Decimal(before):
            zh = f"1-{later}月累计 {now} 小于 1-{earlier}月累计 {before}。"
            en = f"{now} to month {later} is less than {before} to month {earlier}."
            rows.findings.add("ytd_decreased", row, field, (zh, en), now)
    if not months or not ytd:
        return
    half_month, half_total = (half_digit("0", _decimals(each.values())) for each in (months, ytd))
    spans, covered, added = sorted(months, key=itemgetter(1)), 0, Decimal(0)
    for last in ordered:
        row, total = ytd[last]
        while covered < len(spans) and spans[covered][1] <= last:
            added += Decimal(months[spans[covered]][1])
            covered += 1
        allowed = Decimal(0) if is_count else half_month * covered + half_total
        over = added - Decimal(total)
        if over > allowed or (-over > allowed and _covers(spans[:covered], last)):
            zh = f"1-{last}月累计 {total}，而各月之和为 {added}。"
            en = f"{total} to month {last}, but its months add to {added}."
            rows.findings.add("ytd_month_mismatch", row, field, (zh, en), total)


def _covers(spans: Sequence[Months], last: int) -> bool:
    """Whether the months from January to the last are all there, once each."""
    months = sorted(month for first, end in spans for month in range(first, end + 1))
    return months == list(range(1, last + 1))


def _decimals(figures: object) -> int:
    """The decimals a series is printed with: Excel drops closing zeros of single figures."""
    return max(len(text.partition(".")[2]) for _, text in figures)  # type: ignore[attr-defined]
