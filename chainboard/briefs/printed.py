"""The cells of a panel's table as they are printed on paper: each line of words, never a number
that was not printed."""

from __future__ import annotations

import re

from chainboard.sheet import Sheet
from chainboard.sheet.csv_file import shows_units
from chainboard.sheet.data import words

BARE = re.compile(r"[\d,.\u2212-]*\d")


def rows(sheet: Sheet) -> list[list[str]]:
    """The cells of all lines, with its unit where the table has a column of units."""
    shows_unit = has_bare_units(sheet)
    return [
        [*(words(cell) for cell in line.cells), *([line.unit_name] if shows_unit else [])]
        for line in sheet.lines
    ]


def has_bare_units(sheet: Sheet) -> bool:
    """Whether lines differ in unit, no column says it, and a number stands without it."""
    return shows_units(sheet) and any(
        heading.has_own_units and BARE.fullmatch(words(cell))
        for line in sheet.lines
        for heading, cell in zip(sheet.headings, line.cells, strict=True)
    )
