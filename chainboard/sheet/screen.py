"""A sheet for the screen: the JSON that board.js draws."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from chainboard.panels.panel import Body, Cards, Figure, Multiples, Prose, Table, Tiles
from chainboard.sheet.sheet import Heading, Sheet
from chainboard.words import Words


def screen(sheet: Sheet) -> bytes:
    """The panel with its table, definitions and citations; b"" for one the pack leaves out."""
    if sheet.is_left_out:
        return b""
    panel = sheet.panel
    return as_bytes(
        {
            "name": panel.name,
            "finding": panel.finding,
            "measure": panel.measure,
            "scope": panel.scope,
            "body": body(panel.body),
            "source": panel.source,
            "as_of": panel.as_of,
            "alt": panel.alt,
            "status": panel.status,
            "notes": panel.notes,
            "part": panel.part,
            "paper": bool(panel.paper),
            "code": panel.code,
            **({"go": panel.go} if panel.go else {}),
            "wide": panel.body is not None and panel.body.is_wide,
            "table": _table(sheet) if sheet.lines else None,
            "definitions": [vars(definition) for definition in sheet.definitions],
            "citations": [vars(citation) for citation in sheet.citations],
        }
    )


def body(drawn: Body | None) -> dict[str, Any]:
    """What is drawn as bodies.js takes it: by the one key that says which kind it is."""
    match drawn:
        case None:
            return {}
        case Figure(data, layout):
            return {"data": data, "layout": layout}
        case Multiples(charts):
            return {"multiples": charts}
        case Cards(cards, lead, fold):
            return {"cards": cards, "lead": lead, **({"fold": fold} if fold else {})}
        case Tiles(tiles, edges, words):
            return {"tiles": tiles, "edges": edges, "words": words}
        case Table(columns, rows):
            return {"table": {"columns": columns, "rows": rows}}
        case Prose(sentences):
            return {"prose": sentences}


def heading(column: Heading, say: Words) -> str:
    """A column's heading with its unit, where the cells do not say it: 产值（亿元）."""
    return say.bracketed(column.label, "" if column.says_unit else column.unit_name)


def as_bytes(sent: dict[str, Any] | list[dict[str, Any]]) -> bytes:
    """Plain values and dates as JSON. Raises TypeError for others, ValueError for NaN."""
    words = json.dumps(
        sent, ensure_ascii=False, separators=(",", ":"), default=_plain, allow_nan=False
    )
    return words.encode()


def _table(sheet: Sheet) -> dict[str, Any]:
    """Headings, printed cells with the place of the citation behind them, and workbook cells."""
    say = sheet.view.say
    held = {
        "columns": [
            {"label": heading(column, say), "end": column.is_number} for column in sheet.headings
        ],
        "rows": [[*(cell.shown for cell in line.cells), line.citation] for line in sheet.lines],
    }
    origins = [line.origin for line in sheet.lines]
    raw = _raw(sheet)
    held = {**held, "raw": raw} if raw else held
    return {**held, "cells": origins} if not sheet.view.pack.is_record and any(origins) else held


def _raw(sheet: Sheet) -> dict[int, list[Any]]:
    """What columns of numbers and days are sorted by: place of the column → a value a line."""
    sorted_by = {at for at, column in enumerate(sheet.headings) if column.is_number}
    places = sorted(sorted_by | sheet.columns_of_days)
    return {at: [line.cells[at].raw for line in sheet.lines] for at in places}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a panel may hold plain values and dates, not {type(value).__name__}")
