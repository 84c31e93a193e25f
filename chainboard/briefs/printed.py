"""The cells of a panel's table as they are printed on paper: each line of words, never a number
that was not printed."""

from __future__ import annotations

import re
from typing import Any

from chainboard.sheet import Sheet
from chainboard.sheet.csv_file import shows_units

BARE = re.compile(r"[\d,.\u2212-]*\d")


def shown(told: Any) -> str:
    """What a cell prints: words, a way without where it leads, a light with what is said of it,
    or several of these, a line each."""
    if isinstance(told, list | tuple):
        return "\n".join(shown(each) for each in told)
    if isinstance(told, dict):
        return "\n".join(str(part) for part in (told["words"], told.get("more")) if part)
    return str("" if told is None else told)


def rows(sheet: Sheet) -> list[list[str]]:
    """The cells of all lines, with its unit where the table has a column of units."""
    shows_unit = has_bare_units(sheet)
    return [
        [*(shown(cell.shown) for cell in line.cells), *([line.unit_name] if shows_unit else [])]
        for line in sheet.lines
    ]


def has_bare_units(sheet: Sheet) -> bool:
    """Whether lines differ in unit, no column says it, and a number stands without it."""
    return shows_units(sheet) and any(
        heading.has_own_units and BARE.fullmatch(shown(cell.shown))
        for line in sheet.lines
        for heading, cell in zip(sheet.headings, line.cells, strict=True)
    )
