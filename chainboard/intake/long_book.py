"""A wide table as a workbook of the template of indicators: one row a figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from chainboard.intake.cells_book import fit_to_page, saved, write_text
from chainboard.intake.grid import Batch
from chainboard.intake.known import Known
from chainboard.intake.periods import BASIS_WORDS
from chainboard.intake.templates import INDICATORS
from chainboard.intake.values import MISSING

_ABSENT = {kind: word for word, kind in MISSING.items() if word}


def long_book(batches: Sequence[Batch], known: Known) -> bytes:
    """The figures of batches of indicators as .xlsx, in the units that are kept.

    What could not be read of a row is an empty cell, to be filled in.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = INDICATORS.sheet
    sheet.append([field.header for field in INDICATORS.fields])
    rows = (row for batch in batches for row in zip(*_columns(batch, known), strict=True))
    for at, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if isinstance(value, str):
                write_text(sheet.cell(at, column), value)
            elif value is not None:
                sheet.cell(at, column, value)
    sheet.freeze_panes = "A2"
    fit_to_page(sheet, "1:1")
    return saved(book)


def _columns(batch: Batch, known: Known) -> list[list[object]]:
    """The cells of the template, column by column: names, periods and numbers as they are typed."""
    held = batch.columns
    names = {
        "chain_id": known.chains.names, "area_code": known.areas.names,
        "park_id": known.parks.names, "metric_id": known.metrics.names, "basis": BASIS_WORDS,
    }  # fmt: skip
    made: list[list[object]] = []
    for field in INDICATORS.fields:
        if field.id == "period":
            ends = zip(held["period_start"], held["period_end"], held["basis"], strict=True)
            made.append([period_text(*each) for each in ends])
        elif field.id in names:
            words = names[field.id]
            made.append([words.get(str(value)) for value in held[field.id]])
        elif field.kind == "number":
            made.append([_number(value) for value in held[field.id]])
        else:
            made.append(list(held[field.id]))
    values, absences = [field.id for field in INDICATORS.fields].index("value"), held["absence"]
    made[values] = [
        _ABSENT.get(str(kind)) if value is None else value
        for value, kind in zip(made[values], absences, strict=True)
    ]
    return made


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def period_text(start: object, end: object, basis: object) -> str | None:
    """A period as it is typed: 2026年1-9月, 2026年三季度 as 2026Q3, 2025年, 2026-09."""
    if not isinstance(end, date):
        return None
    first = start.month if isinstance(start, date) else end.month
    if basis == "year":
        return f"{end.year}年"
    if basis == "quarter":
        return f"{end.year}Q{(end.month + 2) // 3}"
    return f"{end.year}年{first}-{end.month}月" if first != end.month else f"{end:%Y-%m}"
