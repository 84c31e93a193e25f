"""Who reported what and when in the demo pack: loads, their periods, remarks, withdrawals.

The loads of demo.toml bring all figures. Those of reports.csv are the record of a report only,
no rows came with them, and they say so: 0 of 0.
"""

from __future__ import annotations

from hashlib import sha256

from chainboard.store.csvfile import CsvRow
from chainboard.store.demo.recipe import Recipe, month_end
from chainboard.store.expected import expected

Row = dict[str, object]
Tables = dict[str, list[Row]]


def reports(recipe: Recipe, figures: list[Row]) -> Tables:
    """The rows of load and of the tables round it. Raises BuildError for a line of expected.csv.

    figures  rows of observation: their loads count them and cover their periods
    """
    withdrawn = {line["load_id"] for line in recipe.files["withdrawals"]}
    recorded = recipe.files["reports"]
    return {
        "load": [
            *(_brought(recipe, load, figures) for load in recipe.settings["load"]),
            *(_recorded(recipe, line, line["load_id"] in withdrawn) for line in recorded),
        ],
        "load_period": [
            *_periods_brought(recipe, figures),
            *(_period(line) for line in recorded if line["load_id"] not in withdrawn),
        ],
        "load_issue": [dict(line.cells) for line in recipe.files["remarks"]],
        "withdrawal": [dict(line.cells) for line in recipe.files["withdrawals"]],
        "expected": expected(recipe.files["expected"], recipe.settings["as_of"]),
    }


def _brought(recipe: Recipe, load: Row, figures: list[Row]) -> Row:
    own = [row for row in figures if row["load_id"] == load["load_id"]]
    counted = {"rows_in": len(own), "rows_kept": sum("absence" not in row for row in own)}
    return {**load, "sha256": _sha256(recipe, load["file_name"]), **counted, "status": "accepted"}


def _recorded(recipe: Recipe, line: CsvRow, is_withdrawn: bool) -> Row:
    return {
        "load_id": line.needed("load_id"),
        "file_name": line["file_name"],
        "template": line["template"],
        "sent_by": line["office_zh"],
        "sent_by_en": line["office_en"],
        "sent_at": line["sent_at"],
        "sha256": _sha256(recipe, line["file_name"]),
        "rows_in": 0,
        "rows_kept": 0,
        "status": "withdrawn" if is_withdrawn else "accepted",
    }


def _sha256(recipe: Recipe, file_name: object) -> str:
    return sha256(f"{recipe.sha256} {file_name}".encode()).hexdigest()


def _periods_brought(recipe: Recipe, figures: list[Row]) -> list[Row]:
    """The months that a load has a figure of; one that is missing was not reported."""
    templates = {load["load_id"]: load["template"] for load in recipe.settings["load"]}
    ends = [(row["load_id"], str(row["period_end"])) for row in figures if "absence" not in row]
    held = {(load_id, month_end(int(end[:4]), int(end[5:7]))) for load_id, end in ends}
    return [
        {"load_id": load_id, "template": templates[load_id], "period_end": end}
        for load_id, end in sorted(held, key=str)
    ]


def _period(line: CsvRow) -> Row:
    year, month = line["period"].split("-")
    end = month_end(int(year), int(month))
    return {"load_id": line["load_id"], "template": line["template"], "period_end": end}
