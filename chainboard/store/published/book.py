"""What turns a fact into a figure: the dictionary, the sources and the reviewed mapping files.

The facts of data/published are copies that nobody edits. What their words mean here stands in
data/published/mapping, one file a kind of word; a word that is in none of them is a fault.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from chainboard.store import csvfile, dictionary
from chainboard.store.csvfile import CsvRow
from chainboard.store.faults import BuildError

FOLDER = "published"
MAPPING = f"{FOLDER}/mapping"
TOLD = f"data/{MAPPING}"  # as messages name it


@dataclass(frozen=True)
class Book:
    """The dictionary, the sources and the mapping files, by the key each is asked with."""

    data: Path
    city: str
    metrics: dict[str, CsvRow]
    areas: dict[str, CsvRow]
    chains: dict[str, CsvRow]
    sources: dict[str, CsvRow]
    parks: dict[str, CsvRow]
    hedges: dict[str, CsvRow]
    factors: dict[tuple[str, str], CsvRow]
    notes: dict[tuple[str, str, str, str], CsvRow]
    census: dict[tuple[str, int], date]
    repairs: list[CsvRow]
    left_out: dict[tuple[str, int], CsvRow]


def read(data: Path) -> Book:
    """Everything the published pack is built with. Raises BuildError."""
    repairs = mapping(data, "repairs")
    sources = csvfile.rows(data, f"{FOLDER}/sources.csv")
    return Book(
        data=data,
        city=dictionary.city_code(dictionary.read(data, "area")),
        metrics=dictionary.by_key(data, "metric"),
        areas=dictionary.by_key(data, "area"),
        chains=dictionary.by_key(data, "chain"),
        sources={row["source_id"]: _repaired(repairs, "sources.csv", row) for row in sources},
        parks={row["park_id"]: row for row in mapping(data, "park_list")},
        hedges={row["text"]: row for row in mapping(data, "hedges")},
        factors={(row["unit"], row["metric_unit"]): row for row in mapping(data, "units")},
        notes={
            (row["metric_id"], row["area_code"], row["period_end"], row["source_id"]): row
            for row in mapping(data, "notes")
        },
        census={
            (row["source_id"], moment.year): moment
            for row in mapping(data, "census")
            if (moment := row.day("moment"))
        },
        repairs=repairs,
        left_out={(row["file"], int(row["line"])): row for row in mapping(data, "left_out")},
    )


def mapping(data: Path, name: str) -> list[CsvRow]:
    """The rows of one mapping file."""
    return csvfile.rows(data, f"{MAPPING}/{name}.csv")


def facts(book: Book, name: str) -> list[CsvRow]:
    """The rows of one fact file: repaired, without those that left_out.csv names.

    Raises BuildError when a repair or a row left out no longer fits the fact it was made for.
    """
    found = []
    for row in csvfile.rows(book.data, f"{FOLDER}/{name}"):
        left = book.left_out.get((name, row.line))
        if left is None:
            found.append(_repaired(book.repairs, name, row))
        elif left["words"] not in row.cells.values():
            raise left.fault(
                "这一行事实已变，请核对", f"line {row.line} of {name} is another fact now"
            )
    return found


def known(table: dict[str, CsvRow], row: CsvRow, column: str, where: str) -> CsvRow:
    """The row of a table that a cell names. Raises BuildError that says where to add it."""
    name = row[column]
    if name not in table:
        zh, en = f"{column} {name!r} 不在 {where} 里", f"{column} {name!r} is not in {where}"
        raise row.fault(zh, en)
    return table[name]


def source_of(book: Book, row: CsvRow) -> str:
    """The source of a row. Raises BuildError for a row without one, or with an unknown one."""
    if not row["source_id"]:
        raise row.fault(
            "没有来源：每个数都要有 source_id", "no source: every figure needs a source_id"
        )
    return known(book.sources, row, "source_id", f"{FOLDER}/sources.csv")["source_id"]


def hedge_of(book: Book, text: str, row: CsvRow) -> CsvRow | None:
    """What a hedge means, None where there is none. Raises BuildError for an unknown one."""
    if text and text not in book.hedges:
        where = f"{TOLD}/hedges.csv"
        raise row.fault(
            f"“{text}” 不在 {where} 里，请补一行", f"“{text}” is not in {where}: add it"
        )
    return book.hedges.get(text)


def unknown(row: CsvRow, said: str, name: str) -> BuildError:
    """The fault of a word that a mapping file does not know, naming the file to extend."""
    where = f"{TOLD}/{name}"
    return row.fault(f"“{said}”不在 {where} 里，请补一行", f"“{said}” is not in {where}: add it")


def factor(book: Book, row: CsvRow, unit: str, metric: CsvRow) -> Decimal:
    """What a number in this unit is multiplied with to be in the metric's. Raises BuildError."""
    if unit == metric["unit"]:
        return Decimal(1)
    if (unit, metric["unit"]) not in book.factors:
        where = f"{TOLD}/units.csv"
        zh = f"{metric['metric_id']} 的单位是 {metric['unit']}，{unit} 不能换算：请补 {where}"
        en = f"{metric['metric_id']} is in {metric['unit']}; {unit} is not in {where}: add it"
        raise row.fault(zh, en)
    return book.factors[unit, metric["unit"]].number("factor") or Decimal(1)


def chain_of(book: Book, metric: CsvRow, area_code: str, said: str = "") -> str | None:
    """The chain of a figure: its metric's own, else what the source says; only in the city."""
    area = book.areas[area_code]
    if book.city not in (area["area_code"], area["parent_code"]):
        return None
    return metric["chain_id"] or (said if said in book.chains else None)


def together(*texts: str | None, mark: str) -> str | None:
    """Those notes there are, in one line."""
    return mark.join(dict.fromkeys(text for text in texts if text)) or None


def _moved(word: CsvRow, row: CsvRow) -> BuildError:
    where = f"{row.file}:{row.line}"
    return word.fault(
        f"{where} 的事实已变，请核对这一行", f"{where} is another fact now: check this row"
    )


def _repaired(repairs: list[CsvRow], name: str, row: CsvRow) -> CsvRow:
    cells = dict(row.cells)
    for repair in repairs:
        if (repair["file"], repair["line"]) != (name, str(row.line)):
            continue
        if cells[repair["column"]] != repair["printed"]:
            raise repair.fault(
                "这一行事实已变，请核对", f"line {row.line} of {name} is another fact now"
            )
        cells[repair["column"]] = repair["used"]
    return replace(row, cells=cells)
