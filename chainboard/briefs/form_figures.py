"""The figures of a brief by what they are of: metric, place, chain, kind. A form asks for these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from chainboard.panels.panel import Cards
from chainboard.sheet import Sheet
from chainboard.sheet.data import HEDGES
from chainboard.sheet.sheet import Line
from chainboard.view import Row

VALUE, GROWTH, TARGET, COMPLETION = "value", "growth", "target", "completion"
# What a column of rows is, and the factor between its number and the unit that is said of it.
COLUMNS = {
    "value": (VALUE, 1),
    "year_to_date": (VALUE, 1),
    "output": (VALUE, 1),
    "published_growth": (GROWTH, 1),
    "target": (TARGET, 1),
    "completion": (COMPLETION, 100),
}

ON_CARDS = {"target", "completion"}  # what a card says, and the table beside it may not


@dataclass(frozen=True)
class Figure:
    """One figure of a line of a panel.

    number   in the unit; None where it is missing
    chain    None for all of them
    derived  whether it is worked out here; hedged: whether its source says about, over, at least
    sheet, line  where it stands
    """

    kind: str
    metric: str
    area: str
    chain: str | None
    start: date | None
    end: date
    basis: str
    number: float | None
    unit: str
    derived: bool
    hedged: bool
    sheet: Sheet
    line: Line


def figures(sheets: Iterable[Sheet], city: str) -> Iterator[Figure]:
    """All figures with a metric and a period, in the order of the panels; none of a park, of a
    firm or of another office than the metric's own.

    city  the code of the city
    """
    for sheet in sheets:
        keys = {heading.key for heading in sheet.headings}
        if isinstance(sheet.panel.body, Cards):
            keys |= ON_CARDS
        for line in sheet.lines:
            row = line.row
            if row.get("metric_id") and row.get("period_end") and not _is_aside(row):
                for key in COLUMNS:
                    if key in keys and key in row:
                        yield _figure(key, sheet, line, city)


def _is_aside(row: Row) -> bool:
    """Whether it is no figure of a place or a chain: a park's, a claim, a total of the rows."""
    is_unsure = row.get("status") in ("claim", "expected")
    return bool(row.get("park_id") or row.get("is_total") or is_unsure)


def _is_ours(row: Row) -> bool:
    """Whether a number is worked out here: a figure has an id, a sum has none."""
    return bool(row.get("is_derived")) or not row.get("figure_id", True)


def _figure(key: str, sheet: Sheet, line: Line, city: str) -> Figure:
    row, (kind, times) = line.row, COLUMNS[key]
    is_lit = sheet.view.pack.is_lit  # else a completion is a check of the past, worked out here
    number = row[key]
    percent = kind in (GROWTH, COMPLETION) or (
        kind == TARGET and row.get("target_kind") == "growth"
    )
    return Figure(
        kind=kind,
        metric=row["metric_id"],
        area=_own(row, "area_code", "county", sheet) or city,
        chain=_own(row, "chain_id", "chain", sheet),
        start=row.get("period_start"),
        end=row["period_end"],
        basis=row.get("basis") or "",
        number=None if number is None else times * float(number),
        unit="%" if percent else str(row.get("unit") or ""),
        derived=_is_ours(row) or (kind == COMPLETION and not is_lit),
        hedged=row.get(HEDGES.get(key, ("",))[0]) not in (None, "none"),
        sheet=sheet,
        line=line,
    )


def _own(row: Row, column: str, axis: str, sheet: Sheet) -> Any:
    """The place or chain of a row; of one that names none that of its panel."""
    if column in row:
        return row[column]
    is_of_choice = axis not in sheet.panel.fixed and axis not in sheet.panel.marks
    chosen = {"county": sheet.view.area_code, "chain": sheet.view.chain_id}
    return chosen[axis] if is_of_choice else None
