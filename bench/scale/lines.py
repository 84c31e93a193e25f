"""Figures as lines of the table: what was measured, the goal, and whether it is met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import prod

from bench.report import Line
from bench.scale import asked, engines, growth, measuring
from bench.scale.growth import TITLES
from bench.scale.measuring import Figure

# What a server works out anew and DuckDB reads from a table that it has kept: not side by side.
READ_KEPT = ("cells", "leaders")
NEAR = 0.3  # the bytes of a row are 14, to so much of them
A_ROW = 14
COMPARED_AT = 20_000_000  # from so many rows on DuckDB and Sail are held against each other
LIMIT = 2.0  # times
LINEAR = 1.05  # an exponent measured beside other work
LEVEL = 1.25  # what a month after five years may cost, beside one after two
# What a line of all engines is called, its decimals and its unit.
TOLD = {
    **{of: (of, 0, "ms") for of in (asked.ROLL, *asked.STATEMENTS)},
    measuring.MEMORY: ("most memory, engine and who asks", 0, "MiB"),
    measuring.LOAD: ("load average when its turn began", 1, ""),
}


def lines(figures: Sequence[Figure]) -> Iterator[Line]:
    """The table of all sizes, then how it grows."""
    for rows, of_size in groupby(figures, key=lambda each: each.rows):
        found = {(each.engine, each.of): each.value for each in of_size}
        yield from _of_size(f"{rows / 1e6:,.3g} M rows", rows, found)
    for name in engines.NAMES:
        powers = growth.exponents(figures, name)
        if powers:
            worst = max(powers, key=lambda of: powers[of])
            middle = sorted(powers.values())[len(powers) // 2]
            yield Line(
                f"growth of time with rows, {TITLES[name]}: exponent in the middle, largest",
                f"{middle:.2f}, {powers[worst]:.2f} ({worst})",
                f"≤ {LINEAR}",
                powers[worst] <= LINEAR,
            )


def _of_size(size: str, rows: int, found: dict[tuple[str, str], float]) -> Iterator[Line]:
    bytes_a_row = found.get(("", measuring.BYTES))
    if bytes_a_row is not None:
        near = abs(bytes_a_row / A_ROW - 1) <= NEAR
        yield Line(f"{size}: bytes a row", f"{bytes_a_row:.1f}", f"{A_ROW} ± {NEAR:.0%}", near)
    names = [name for name in engines.NAMES if any(who == name for who, _of in found)]
    titles = ", ".join(TITLES[name] for name in names)
    for of, words in TOLD.items():
        took = [found.get((name, of)) for name in names]
        if any(took):
            told = " / ".join("–" if each is None else f"{each:,.{words[1]}f}" for each in took)
            yield Line(f"{size}: {words[0]} ({titles})", f"{told} {words[2]}".strip())
    for name in names:
        yield from _of_engine(
            size, TITLES[name], {of: v for (n, of), v in found.items() if n == name}
        )
    if rows >= COMPARED_AT and {"duckdb", "sail"} <= {*names}:
        yield _side_by_side(size, found)


def _of_engine(size: str, title: str, found: dict[str, float]) -> Iterator[Line]:
    """Answers beside DuckDB's; what a month costs after a longer history."""
    if measuring.CELLS in found:
        cells, wrong = found[measuring.CELLS], found[measuring.UNEQUAL]
        told = f"{cells - wrong:,.0f} of {cells:,.0f}"
        measured = f"{size}: cells of {title} equal to DuckDB's to 1e-9, in order"
        yield Line(measured, told, "all", wrong == 0)
    after = [f"{asked.ROLL} after {12 * years} months" for years in measuring.YEARS]
    if all(of in found for of in after):
        one, two, five = (found[of] for of in after)
        measured = f"{size}: a month more after 12, 24, 60 months, {title}"
        told = f"{one:,.0f} / {two:,.0f} / {five:,.0f} ms"
        yield Line(measured, told, f"60 / 24 ≤ {LEVEL:g}", five <= LEVEL * two)


def _side_by_side(size: str, found: dict[tuple[str, str], float]) -> Line:
    """DuckDB and Sail: the ratio in the middle of all statements (their geometric mean)."""
    ratios = {
        of: found["sail", of] / found["duckdb", of]
        for of in (*asked.STATEMENTS, asked.ROLL)
        if of not in READ_KEPT and ("sail", of) in found and ("duckdb", of) in found
    }
    mean = prod(ratios.values()) ** (1 / len(ratios))
    least, most = (f(ratios, key=lambda of: ratios[of]) for f in (min, max))
    told = f"{mean:.2f}, from {ratios[least]:.2f} ({least}) to {ratios[most]:.2f} ({most})"
    goal = f"1/{LIMIT:g} to {LIMIT:g}"
    return Line(f"{size}: Sail / DuckDB, geometric mean", told, goal, 1 / LIMIT <= mean <= LIMIT)
