"""Chinese marks in the texts of the pack: sources and notes were typed with half-width ones."""

from __future__ import annotations

import re

Tables = dict[str, list[dict[str, object]]]

QUOTED = ("source",)  # tables of titles, which stand as their source printed them
CHINESE = "\u4e00-\u9fff"
WORDS = re.compile(f"[{CHINESE}]")
# Innermost brackets that hold Chinese, or stand right behind it.
BRACKETS = re.compile(rf"\(([^()]*[{CHINESE}][^()]*)\)|(?<=[{CHINESE}”》])\(([^()]*)\)")
BEHIND = rf"(?<=[{CHINESE}”》）\d%+])"
MARKS = {
    re.compile(rf"{BEHIND} ?; ?(?=\S)"): "；",
    re.compile(rf"(?<=[{CHINESE}”》）]) ?, ?(?=\S)|(?<=\d), ?(?=[{CHINESE}“《])"): "，",
    re.compile(rf"(?<=[{CHINESE}”》）]):(?=\S)"): "：",
}


def typeset(tables: Tables) -> Tables:
    """The same rows with full-width brackets, commas, semicolons and colons in Chinese texts."""
    return {
        table: rows if table in QUOTED else [_row(row) for row in rows]
        for table, rows in tables.items()
    }


def full_width(text: str) -> str:
    """The text with full-width marks between Chinese words; others stay: 原油（预计）; 1,040 P."""
    if not WORDS.search(text):
        return text
    while BRACKETS.search(text):  # the inner ones first
        text = BRACKETS.sub(lambda found: f"（{found[1] or found[2]}）", text)
    for mark, wide in MARKS.items():
        text = mark.sub(wide, text)
    return text


def _row(row: dict[str, object]) -> dict[str, object]:
    return {
        column: full_width(value)
        if isinstance(value, str) and not column.endswith("_en")
        else value
        for column, value in row.items()
    }
