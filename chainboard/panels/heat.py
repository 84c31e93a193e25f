"""Heat tables: colours on both sides of nought, and grids that stand level side by side."""

from __future__ import annotations

from typing import Any

HOTTEST = 30  # percent: growth beyond it has the last colour, its number is printed
FAR = 15  # percentage points behind the calendar: beyond it the colour stays
DIVERGING = [
    [0.0, "#D97742"],
    [0.25, "#F0C4A5"],
    [0.5, "#EEF0F2"],
    [0.75, "#A9CBE6"],
    [1.0, "#4F8FC0"],
]


def level(grids: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The grids with one room for heads: the pair of months has two lines, the others one."""
    top = max(grid["layout"]["margin"]["t"] for grid in grids)
    for grid in grids:
        grid["layout"]["margin"]["t"] = top
    return grids
