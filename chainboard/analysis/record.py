"""Counties on a record: their sums, how a county is made up, runs that may be joined.

Nothing here is an order of achievement, and what is worked out is called so by the panels.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chainboard.analysis.county import by_metric, counties, in_percent, shares, total
from chainboard.analysis.rank import as_read, ranked
from chainboard.analysis.series import segments
from chainboard.view import Row

INCOME = "rural_income_pc"  # of people, so never added over counties
SECTORS = ("gdp_secondary", "gdp_primary")


def of_county(rows: Sequence[Row], area_code: str) -> list[Row]:
    """A county's indicators; the secondary sector with share, its part of the gross product.

    rows  as analysis.county.measured returns them
    """
    groups = {**counties(rows), SECTORS[0]: shares(rows, SECTORS[0], "gdp")}
    return [row for group in groups.values() for row in group if row.area_code == area_code]


def of_all(rows: Sequence[Row]) -> list[Row]:
    """The counties added, a row an indicator; incomes are not added.

    rows  as analysis.county.measured returns them

    A row is that of the first county that has a figure, with value, the sum, None when one is
    missing; is_sum; places, how many counties there are; equals_city, whether the city's own figure
    reads the same; share of the secondary sector in the gross product; between, the counties' rows
    of an income.
    """
    groups = counties(rows)
    city = by_metric(row for row in rows if row.area_level == "prefecture")
    gdp = total(groups.get("gdp", []))
    return [_added(group, city.get(name, []), gdp) for name, group in groups.items()]


def _added(group: Sequence[Row], city: Sequence[Row], gdp: float | None) -> Row:
    known = [row for row in group if row.value is not None]
    is_income, is_sector = (group[0].metric_id == name for name in (INCOME, SECTORS[0]))
    whole = None if is_income else total(group)
    own = city[0].value if city else None
    return (known or group)[0].with_(
        area_level="prefecture",
        figure_id=None,
        value=whole,
        value_text=None,
        absence=None if known else "not_published",
        share=whole / gdp if is_sector and whole and gdp else None,
        between=known if is_income else None,
        is_sum=whole is not None,
        places=len(group),
        equals_city=_reads_the_same(own, whole),
    )


def _reads_the_same(own: float | None, whole: float | None) -> bool:
    return own is not None and whole is not None and as_read(own, 2) == as_read(whole, 2)


def makeup(rows: Sequence[Row]) -> list[list[Row]]:
    """The sectors as parts of the gross product, then rural income, each largest first.

    rows  as analysis.county.measured returns them

    shown is what is compared, in unit: the share in percent (推算), the income as published.
    What no county has is left out. In order to be read, without ranks.
    """
    sectors = [
        [row.with_(shown=in_percent(row.share), unit="%") for row in shares(rows, sector, "gdp")]
        for sector in SECTORS
    ]
    incomes = [row.with_(share=None, shown=row.value) for row in counties(rows).get(INCOME, [])]
    groups = [g for g in (*sectors, incomes) if any(row.shown is not None for row in g)]
    return [[row.with_(rank=None) for row in ranked(group, "shown")] for group in groups]


def borne_out(breaks: Sequence[Row], orders: Sequence[Sequence[Row]]) -> list[Row]:
    """What may be said of these orders: a spread only where the figures are as close as that.

    breaks  as breaks.of_panel returns them
    orders  as makeup returns them
    """
    spreads = {group[0].metric_id: _spread(group) for group in orders}
    return [
        row for row in breaks if row.at_most is None or spreads.get(row.metric_id, 0) <= row.at_most
    ]


def _spread(group: Sequence[Row]) -> float:
    known = [row.shown for row in group if row.shown is not None]
    return float(max(known) - min(known))


def in_runs(points: Sequence[Row]) -> list[Row]:
    """The points of each county with run, the number of the unbroken run that they are part of.

    points  as county_course.points returns them

    Full years of one source and one scope that follow one another make a run; a point without
    a value belongs to none.
    """
    found = []
    for code in dict.fromkeys(row.area_code for row in points):
        group = [row for row in points if row.area_code == code]
        joined = segments([row for row in group if row.value is not None])
        runs = [part for run in joined for part in _unbroken(run)]
        number = {row.period_end: i for i, run in enumerate(runs) for row in run}
        found += [row.with_(run=number.get(row.period_end)) for row in group]
    return found


def _unbroken(run: list[Row]) -> list[list[Row]]:
    """A run cut before each year whose note says that its scope is another."""
    starts = [0, *(i for i, row in enumerate(run) if i and row.note_zh), len(run)]
    return [run[first:last] for first, last in pairwise(starts)]
