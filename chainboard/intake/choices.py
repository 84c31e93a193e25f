"""The names that the templates offer in their lists: chains, counties, parks, metrics, units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from chainboard.intake.known import published_parks
from chainboard.store import dictionary
from chainboard.store.csvfile import CsvRow

# What every chain and county reports monthly comes first, in this order.
REPORTED_MONTHLY = (
    "output_value", "revenue", "industrial_va", "tax", "project_investment",
    "investment_attracted", "signed_deals", "signed_value", "industry_firms", "service_firms",
    "power_use", "staff",
    "crude_oil_output", "crude_processing", "natural_gas_output", "raw_coal_output",
    "new_energy_generation", "compute_capacity", "apple_output", "sheep_slaughter",
    "sheep_processed", "poultry_slaughter", "broiler_processed", "tourism_visits",
    "tcm_herb_output",
)  # fmt: skip


@dataclass(frozen=True)
class Choices:
    """Chinese names in the order in which a list shows them."""

    chains: tuple[str, ...]
    counties: tuple[str, ...]
    parks: tuple[str, ...]
    metrics: tuple[str, ...]
    units: tuple[str, ...] = ()


def choices(data: Path, parks: Iterable[str] = ()) -> Choices:
    """The names of the dictionary of a data folder.

    parks  Chinese names of further ones, beside those that published facts name

    Chains that the board shows come first and ended ones not at all; the counties are followed by
    their city, for rows of the whole city; the metrics reported monthly come before the others.
    Raises BuildError for a dictionary that cannot be read.
    """
    metrics = _metrics(dictionary.by_key(data, "metric"))
    return Choices(
        chains=_chains(dictionary.read(data, "chain")),
        counties=_counties(dictionary.by_key(data, "area")),
        parks=tuple(dict.fromkeys([*_parks(data), *parks])),
        metrics=tuple(row["name_zh"] for row in metrics),
        units=tuple(dict.fromkeys(row["unit"] for row in metrics)),
    )


def _chains(rows: list[CsvRow]) -> tuple[str, ...]:
    current = [row for row in rows if not row["valid_to"]]
    current.sort(key=lambda row: (row["is_shown"] != "true", int(row["sort"])))
    return tuple(row["name_zh"] for row in current)


def _counties(areas: dict[str, CsvRow]) -> tuple[str, ...]:
    counties = [row for row in areas.values() if row["level"] == "county"]
    counties.sort(key=lambda row: int(row["sort"]))
    cities = dict.fromkeys(row["parent_code"] for row in counties)
    return tuple(
        row["name_zh"] for row in [*counties, *(areas[code] for code in cities if code in areas)]
    )


def _parks(data: Path) -> Iterable[str]:
    """Each once: a park stands in many published facts."""
    return dict.fromkeys(name_zh for _, name_zh, *_ in published_parks(data))


def _metrics(rows: dict[str, CsvRow]) -> list[CsvRow]:
    first = [rows[metric] for metric in REPORTED_MONTHLY if metric in rows]
    return first + [row for metric, row in rows.items() if metric not in REPORTED_MONTHLY]
