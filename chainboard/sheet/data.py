"""A sheet as data for programs: JSON whose numbers are numbers and whose gaps have a reason."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chainboard.sheet.screen import as_bytes
from chainboard.sheet.sheet import Cell, Heading, Line, Sheet, plain
from chainboard.view import Row
from chainboard.words import Words
from chainboard.words.hedges import hedge_words, in_english

Value = int | float | str | date | None

# Columns of rows that show a figure, and the column that names that figure: a row may show several.
FIGURES = {
    "value": "figure_id",
    "year_to_date": "figure_id",
    "published_growth": "figure_id",
    "growth": "figure_id",
    "output": "figure_id",
    "funds": "funds_figure_id",
    "area": "area_figure_id",
    "prior_value": "prior_figure_id",
    "prior_year_to_date": "prior_figure_id",
}
# Columns of rows with a hedge: the columns of its code and of the source's own words.
HEDGES = {
    "value": ("hedge", "hedge_text"),
    "year_to_date": ("hedge", "hedge_text"),
    "target": ("target_hedge", "target_hedge_text"),
}
DIGITS = 15  # what a spreadsheet holds; behind them stands binary dust (1435.2999999999997)


def data(sheet: Sheet, page: str, address: Mapping[str, str]) -> bytes:
    """The panel as JSON.

    address  the parameters that rebuild the view

    Every null has the code of its absence, dates are ISO, and a number is in the unit that its
    column names, or its row where the column names none.
    """
    panel, view = sheet.panel, sheet.view
    fields = fields_of(sheet)
    return as_bytes(
        {
            "page": page,
            "name": panel.name,
            "pack": None if panel.stamp else view.pack.name,
            "edition": None if panel.stamp else view.edition,
            "as_of": view.as_of,
            "view": dict(address),
            "finding": panel.finding,
            "measure": panel.measure,
            "status": status(sheet),
            "notes": [*panel.notes, *filter(None, (panel.part,))],
            "alt": panel.alt,
            "source": panel.source or panel.stamp,
            "code": panel.code,
            "columns": [_column(key, heading) for key, heading in fields.items()],
            "rows": [_row(line, fields, sheet) for line in sheet.lines],
            "citations": [vars(citation) for citation in sheet.citations],
            "definitions": [vars(definition) for definition in sheet.definitions],
        }
    )


def status(sheet: Sheet) -> str:
    """The words of a light or a gap of the whole panel; of one without rows always some."""
    if sheet.panel.status or sheet.lines:
        return sheet.panel.status
    return sheet.view.say.missing(None)


def fields_of(sheet: Sheet) -> dict[str, Heading]:
    """The columns by a key each: of two with one key, that of words is called <key>_words."""
    fields: dict[str, Heading] = {}
    numbers = {heading.key for heading in sheet.headings if heading.is_number}
    for heading in sheet.headings:
        is_twin = not heading.is_number and heading.key in numbers
        key = f"{heading.key}_words" if is_twin else heading.key
        while key in fields:
            key = f"{key}_2"
        fields[key] = heading
    return fields


def values(line: Line, sheet: Sheet) -> Iterator[Value]:
    """What the cells of a line hold: a number, a day or words; None where a number or a day is
    missing."""
    for at, (heading, cell) in enumerate(zip(sheet.headings, line.cells, strict=True)):
        if heading.is_number:
            is_missing = line.row.get(heading.key, cell.raw) in (None, "")
            yield None if is_missing else number(cell.raw)
        elif isinstance(cell.raw, date):
            yield cell.raw
        else:
            yield None if not words(cell) and at in sheet.columns_of_days else words(cell)


def number(raw: Any) -> Value:
    """A raw number as a spreadsheet holds it: whole ones whole, None for one that is not finite.
    What is no number stays as it is."""
    if not isinstance(raw, int | float):
        return raw  # type: ignore[no-any-return]
    if not math.isfinite(raw):
        return None
    held = float(f"{raw:.{DIGITS}g}")
    return int(held) if held.is_integer() else held


def words(cell: Cell) -> str:
    """What is printed in a cell, where it leads somewhere without the way."""
    return plain(cell.shown)


def _column(key: str, heading: Heading) -> dict[str, Any]:
    return {
        "key": key,
        "label": heading.label,
        "unit": heading.unit_name or None,
        "decimals": heading.decimals,
    }


def _row(line: Line, fields: Mapping[str, Heading], sheet: Sheet) -> dict[str, Any]:
    row = line.row
    held = dict(zip(fields, values(line, sheet), strict=True))
    known = {key for key, value in held.items() if value is not None and fields[key].is_number}
    derived = [key for key in fields if _is_derived(key, fields[key], row)]
    own = {"unit": line.unit_name, "decimals": line.decimals}
    return {
        "values": held,
        **(own if any(heading.has_own_units for heading in sheet.headings) else {}),
        "absence": {
            key: row.get("absence") or ("not_applicable" if key in derived else "not_published")
            for key, value in held.items()
            if value is None
        },
        "hedge": {key: said for key in known if (said := _hedge(key, row, sheet.view.say))},
        "derived": derived,
        "figure_ids": {
            key: row[FIGURES[key]]
            for key in held
            if key in known and key not in derived and row.get(FIGURES.get(key, ""))
        },
    }


def _is_derived(key: str, heading: Heading, row: Row) -> bool:
    """Whether a number is worked out here: the column says so, or the row of its figure."""
    return heading.derived or (heading.is_number and key in FIGURES and bool(row.get("is_derived")))


def _hedge(key: str, row: Row, say: Words) -> str:
    """How sure a number is, as the source said it; "" for a plain one."""
    code, text = HEDGES.get(key, ("", ""))
    if row.get(code) in (None, "none"):
        return ""
    said = hedge_words(row[code], row.get(text))
    return "".join(said) if say.lang == "zh" else in_english(said)
