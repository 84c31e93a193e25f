"""The rows of a sheet, each with where its numbers came in: office, load, file, sheet and cell, or
the citation of what was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chainboard.sheet.data import FIGURES
from chainboard.sheet.sheet import Sheet
from chainboard.sheet.sources import Origin, key_of, origins
from chainboard.view import Row

# The columns of a row that name figures and sources beside its own.
OTHERS = "_figure_id"
TARGET = "target_source_id"


def traced(sheet: Sheet) -> list[Row]:
    """The rows with origin_load, origin_office, origin_file, origin_sheet, origin_cell,
    origin_words and origin_url of the figure that each is about, and origin_others: what is known
    of the other figures in the row, each in words."""
    rows = [line.row for line in sheet.lines]
    others = {value for row in rows for value in _others(row).values()}
    found = origins([*rows, *(Row([value]) for value in sorted(others))], sheet.view)
    return [_traced(row, found, sheet) for row in rows]


def _others(row: Row) -> Mapping[str, tuple[str, Any]]:
    """The figures and sources of a row beside its own: by their columns, as what is looked up."""
    figures = {
        name: ("figure_id", row[name]) for name in row if name.endswith(OTHERS) and row[name]
    }
    target = {TARGET: ("source_id", row[TARGET])} if row.get(TARGET) else {}
    return {**figures, **target}


def _traced(row: Row, found: Mapping[Any, Origin], sheet: Sheet) -> Row:
    own = found.get(key_of(row))
    others = [
        sheet.view.say("{name}：{said}").format(
            name=_label(name, sheet), said=_place(found[key], own)
        )
        for name, (_, key) in _others(row).items()
        if key in found and key != key_of(row)
    ]
    return row.with_(
        origin_load=own.load if own else None,
        origin_office=own.office if own else "",
        origin_file=own.file if own else "",
        origin_sheet=own.sheet if own else "",
        origin_cell=own.cell if own and own.load is not None else "",
        origin_words=own.citation.words if own else "",
        origin_url=own.citation.url if own else None,
        origin_others=others,
    )


def _label(name: str, sheet: Sheet) -> str:
    """What a figure beside a row's own is called: as the heading over its number."""
    say = sheet.view.say
    own = {"prior_figure_id": say("上年同期"), "whole_figure_id": say("全部"), TARGET: say("目标")}
    shown = (each.label for each in sheet.headings if FIGURES.get(each.key) == name)
    return next(shown, own.get(name, say("另一个数")))


def _place(origin: Origin, own: Origin | None) -> str:
    """Where a figure came in, in one line: of the row's own file the sheet and the cell."""
    if origin.load is None:
        return origin.citation.words
    is_same = own is not None and (own.load, own.file) == (origin.load, origin.file)
    return f"{origin.sheet if is_same else origin.citation.words} {origin.cell}".strip()
