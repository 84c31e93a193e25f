"""A made-up country: its places and chains as a data folder, its firms' months as a Delta table.

No place, chain or firm of it is a real one. The same seed and size give the same rows.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, WriterProperties, write_deltalake

from chainboard.scale import lake
from chainboard.scale.rollup import months
from chainboard.store import dictionary, statements
from chainboard.store.engine import SAFE
from chainboard.store.place import ROOT

SQL = statements.read(Path(__file__).with_name("country.sql"))
PROVINCES, PREFECTURES = 31, 11  # a province has so many prefectures
CHAINS, SUB_CHAINS = 300, 60  # of the chains so many are part of another
FIRST_YEAR, A_YEAR = 2021, 11  # February holds January: eleven rows a year
COUNTRY = "000000"
AREAS = "area_code name_zh name_en short_zh short_en level parent_code sort tile_row tile_col"
CHAIN = (
    "chain_id parent_id name_zh name_en short_zh short_en size_class sort is_shown valid_from "
    "valid_to source_id"
)
ALIKE = ("metric", "rule", "stage")  # as in our own dictionary


@dataclass(frozen=True)
class Size:
    """How many rows are wanted, over how many years of eleven reports, and the seed of them."""

    rows: int
    years: int = 5
    seed: int = 202649

    @property
    def monthly(self) -> int:
        """Rows of one month."""
        return -(-self.rows // len(self.months))

    @property
    def counties(self) -> int:
        """How many counties have firms: ten each at least, on average."""
        return max(1, min(len(counties()), self.monthly // 10))

    @property
    def months(self) -> list[date]:
        """The last days of the months, oldest first."""
        years = range(FIRST_YEAR, FIRST_YEAR + self.years)
        return [months(date(year, month, 1))["month"] for year in years for month in range(2, 13)]


def write_words(folder: Path) -> Path:
    """The country's data folder, with a dictionary in it, which is returned."""
    words = folder / "data"
    (words / dictionary.FOLDER).mkdir(parents=True, exist_ok=True)
    _write(words, "area", AREAS.split(), areas())
    _write(words, "chain", CHAIN.split(), chains())
    _write(words, "alias", ["kind", "alias", "id", "valid_from", "valid_to", "source_id"], [])
    for table in ALIKE:
        rows = [row.cells for row in dictionary.read(ROOT / "data", table)]
        kept = [row for row in rows if not row.get("chain_id")]
        _write(words, table, [*rows[0]], kept)
    return words


def areas() -> list[dict[str, object]]:
    """The country, 31 provinces, 341 prefectures and about 3,000 counties, whole before parts."""
    found = [_area(COUNTRY, "样本国", "Sample country", "country", "")]
    prefectures = []
    for province in range(11, 11 + PROVINCES):
        whole = f"{province}0000"
        found.append(_area(whole, f"样本省{province}", f"Province {province}", "province", COUNTRY))
        prefectures += [(whole, f"{province}{part:02}") for part in range(1, PREFECTURES + 1)]
    for whole, code in prefectures:
        found.append(_area(f"{code}00", f"样本市{code}", f"City {code}", "prefecture", whole))
    for number, (_whole, code) in enumerate(prefectures):
        found += [
            _area(f"{code}{part:02}", f"样本县{code}{part:02}", f"County {code}{part:02}", "county", f"{code}00")
            for part in range(1, 7 + number % 7)
        ]  # fmt: skip
    return [{**area, "sort": sort} for sort, area in enumerate(found)]


def chains() -> list[dict[str, object]]:
    """300 chains, the last 60 of them each part of one of the others."""
    whole = CHAINS - SUB_CHAINS
    return [
        {
            "chain_id": f"c{number:03}",
            "parent_id": f"c{4 * (number - whole) - 3:03}" if number > whole else "",
            "name_zh": f"样本链{number:03}",
            "name_en": f"Sample chain {number:03}",
            "short_zh": f"链{number:03}",
            "short_en": f"Chain {number:03}",
            "sort": number,
            "is_shown": "true",
        }
        for number in range(1, CHAINS + 1)
    ]


def write_rows(size: Size, folder: Path) -> None:
    """The table of firm rows in a folder, a version a month, oldest first: version n holds the
    first n months. It stands there whole or not at all."""
    making = folder.with_name(f"{folder.name}-making")
    shutil.rmtree(making, ignore_errors=True)
    table = DeltaTable.create(making, lake.SCHEMA, "error", lake.PARTS, configuration=lake.KEPT)
    with duckdb.connect(config=SAFE) as con:
        for name, rows, key in (
            ("place", counties(), "area_code"),
            ("chain", chains(), "chain_id"),
        ):
            codes = [row[key] for row in rows]
            con.register(name, pa.table({"number": [*range(len(codes))], key: codes}))
        drawn = {"branches": size.monthly, "counties": size.counties, "chains": CHAINS}
        con.execute(SQL["firms"].sql, {**drawn, "seed": size.seed})
        for number, month in enumerate(size.months):
            rows = con.sql(SQL["month"].sql, params={"month": month, "number": number})
            write_deltalake(
                table,
                rows.to_arrow_reader(),
                mode="append",
                writer_properties=WriterProperties(compression="ZSTD", compression_level=3),
            )
    making.rename(folder)


def counties() -> list[dict[str, object]]:
    """The areas that have firms."""
    return [area for area in areas() if area["level"] == "county"]


def targets() -> pa.Table:
    """What each chain is to make in a year, 亿元: chain_id, output_target."""
    names = [str(row["chain_id"]) for row in chains()]
    aims = [Decimal(100 + 37 * number % 900) for number in range(len(names))]
    return pa.table({"chain_id": names, "output_target": pa.array(aims, lake.AMOUNT)})


def _area(code: str, zh: str, en: str, level: str, whole: str) -> dict[str, object]:
    named = {"name_zh": zh, "name_en": en, "short_zh": zh, "short_en": en}
    return {"area_code": code, **named, "level": level, "parent_code": whole}


def _write(words: Path, table: str, head: Sequence[str], rows: Iterable[dict[str, object]]) -> None:
    file = words / dictionary.FOLDER / dictionary.FILES[table]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, head, restval="")
        writer.writeheader()
        writer.writerows(rows)
