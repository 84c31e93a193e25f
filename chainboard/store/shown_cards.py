"""Which cards and series a pack with monthly reports shows: the city's own and the demo one."""

from __future__ import annotations

from pathlib import Path

from chainboard.store import csvfile
from chainboard.store.dictionary import CITY

Row = dict[str, object]

FOLDER = "data/city"


def tables(root: Path) -> dict[str, list[Row]]:
    """The rows of series_note and overview_card. Raises BuildError with file and line."""
    return {"series_note": _series_notes(root), "overview_card": _overview_cards(root)}


def _overview_cards(root: Path) -> list[Row]:
    lines = csvfile.rows(root, f"{FOLDER}/overview.csv", "sort metric_id chain_id go")
    return [
        {column: None if value in ("", "*") else value for column, value in line.cells.items()}
        for line in lines
    ]


def _series_notes(root: Path) -> list[Row]:
    """What a chain shows: its cards in order, then its physical and staff series."""
    notes: list[Row] = []
    for line in csvfile.rows(root, f"{FOLDER}/cards.csv", "chain_id cards series"):
        cards = line["cards"].split()
        shown = list(dict.fromkeys([*cards, *line["series"].split()]))
        notes += [
            {
                "chain_id": line["chain_id"],
                "metric_id": metric,
                "area_code": CITY,
                "sort": sort,
                "is_card": metric in cards,
                "is_shown": True,
            }
            for sort, metric in enumerate(shown, start=1)
        ]
    return notes
