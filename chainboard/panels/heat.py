"""Heat tables: colours on both sides of nought."""

from __future__ import annotations

HOTTEST = 30  # percent: growth beyond it has the last colour, its number is printed
FAR = 15  # percentage points behind the calendar: beyond it the colour stays
DIVERGING = [
    [0.0, "#D97742"],
    [0.25, "#F0C4A5"],
    [0.5, "#EEF0F2"],
    [0.75, "#A9CBE6"],
    [1.0, "#4F8FC0"],
]
