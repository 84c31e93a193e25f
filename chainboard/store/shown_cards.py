"""Which cards and series a pack with monthly reports shows: the city's own and the demo one."""

from __future__ import annotations

from pathlib import Path

from chainboard.store import csvfile, dictionary

Row = dict[str, object]

FOLDER = "city"


def tables(data: Path) -> dict[str, list[Row]]:
    """The rows of series_note and overview_card. Raises BuildError with file and line."""
    return {"series_note": _series_notes(data), "overview_card": _overview_cards(data)}


def _overview_cards(data: Path) -> list[Row]:
    lines = csvfile.rows(data, f"{FOLDER}/overview.csv", "sort metric_id chain_id go")
    return [
        {column: None if value in ("", "*") else value for column, value in line.cells.items()}
        for line in lines
    ]


def _series_notes(data: Path) -> list[Row]:
    """What a chain shows: its cards in order, then its physical and staff series."""
    notes: list[Row] = []
    city = dictionary.city_code(dictionary.read(data, "area"))
    for line in csvfile.rows(data, f"{FOLDER}/cards.csv", "chain_id cards series"):
        cards = line["cards"].split()
        shown = list(dict.fromkeys([*cards, *line["series"].split()]))
        notes += [
            {
                "chain_id": line["chain_id"],
                "metric_id": metric,
                "area_code": city,
                "sort": sort,
                "is_card": metric in cards,
                "is_shown": True,
            }
            for sort, metric in enumerate(shown, start=1)
        ]
    return notes
