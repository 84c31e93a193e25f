"""Roll-ups: a month's firm rows added up by chain and area at every level, kept by month.

What is kept here has not been suppressed: it is read by publishing alone and never leaves the
machine. An engine adds up; what it costs depends on two years of firm rows, not on all there are.
"""

from __future__ import annotations

import calendar
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chainboard.scale import engine, lake
from chainboard.scale.faults import NoRows, Twice, Unplaced
from chainboard.store import dictionary, statements, whole
from chainboard.store.place import rollups_folder

STATEMENTS = Path(__file__).parent / "rollups.sql"
PLACES = 5  # the largest firms that are named
ALL = ""  # stands for all chains together
VERSION = b"firm_version"
Tables = dictionary.Tables
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Tree:
    """What firm rows are added up by.

    words  the dictionary: its areas and chains
    kind   "demo-" for what a program made up: before the names of packs and folders
    """

    words: Tables
    kind: str = ""


@dataclass(frozen=True)
class Rolled:
    """A month that has been rolled up: its last day, the version of the firm rows, its files."""

    month: date
    version: int
    cells: Path
    leaders: Path


def roll(month: date, version: int | None, tree: Tree, progress: Progress) -> Rolled:
    """Add up a month's firm rows from January on, beside the same months of the year before.

    month    any day of it; version  of the firm rows, None for the newest
    progress told (step, percent) as the work goes on
    The same rows give the same files. Raises NoRows for a month without any, Twice where a firm
    stands twice on a chain, Unplaced for a place or chain that the dictionary lacks, and what lake
    and the engine raise.
    """
    span, told = months(month), statements.read(STATEMENTS)
    table = lake.opened(version)
    number = table.version()
    there = [each for each in lake.months(table) if _is_within(span, each)]
    if span["month"] not in there:
        raise NoRows(month)
    tables = {
        "area_line": area_line(tree.words["area"]),
        "chain_line": chain_line(tree.words["chain"]),
    }
    with engine.opened(number, tables, there) as asked:
        progress("checking", 5)
        for name, refusal in (("twice", Twice), ("unplaced", Unplaced)):
            found = asked.query(told[name], span).to_pylist()
            if found:
                raise refusal(found)
        progress("adding", 20)
        asked.keep("firm_year", told["firm_year"], span)
        cells = asked.query(told["cells"], span)
        progress("ranking", 60)
        leaders = asked.query(told["leaders"], {**span, "places": PLACES})
    progress("keeping", 90)
    return _kept(_in(rollups_folder(tree.kind), span["month"], number), cells, leaders)


def _is_within(span: dict[str, date], month: date) -> bool:
    return (
        span["start"] <= month <= span["month"]
        or span["start_before"] <= month <= span["month_before"]
    )


def months(month: date) -> dict[str, date]:
    """The month's last day and its January, and the same of the year before: month, start,
    month_before, start_before."""
    return {
        "month": _end(month.year, month.month),
        "start": date(month.year, 1, 1),
        "month_before": _end(month.year - 1, month.month),
        "start_before": date(month.year - 1, 1, 1),
    }


def with_rows(version: int | None) -> list[date]:
    """The months of which there are firm rows, oldest first."""
    return lake.months(lake.opened(version))


def standing(kind: str) -> list[Rolled]:
    """The months that have been rolled up, oldest first."""
    return [_read(file) for file in sorted(rollups_folder(kind).glob("*.cells.parquet"))]


def area_line(areas: Iterable[dictionary.Area]) -> pa.Table:
    """Each area with itself and every one above it: area_code, above_code."""
    above = {str(row["area_code"]): row["parent_code"] for row in areas}
    pairs = [(code, each) for code in above for each in _up(code, above)]
    return _line("area_code", "above_code", pairs)


def chain_line(chains: Iterable[dictionary.Area]) -> pa.Table:
    """Each chain with itself, every chain above it and all together: chain_id, above_id."""
    above = {str(row["chain_id"]): row["parent_id"] for row in chains}
    pairs = [(chain, each) for chain in above for each in (*_up(chain, above), ALL)]
    return _line("chain_id", "above_id", pairs)


def _up(one: str, above: dict[str, object]) -> list[str]:
    found, next_one = [], one
    while next_one and next_one not in found:
        found.append(next_one)
        next_one = str(above.get(next_one) or "")
    return found


def _line(low: str, high: str, pairs: list[tuple[str, str]]) -> pa.Table:
    lower, higher = zip(*pairs, strict=True)
    return pa.table({low: pa.array(lower, pa.string()), high: pa.array(higher, pa.string())})


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _kept(rolled: Rolled, cells: pa.Table, leaders: pa.Table) -> Rolled:
    rolled.cells.parent.mkdir(parents=True, exist_ok=True)
    for file, table in ((rolled.leaders, leaders), (rolled.cells, cells)):  # the cells count
        months = pa.array([rolled.month] * table.num_rows, pa.date32())
        buffer = io.BytesIO()
        marked = table.append_column("month", months)
        version = {VERSION: str(rolled.version).encode()}
        pq.write_table(marked.replace_schema_metadata(version), buffer)
        whole.write(file, buffer.getvalue())
    return rolled


def _in(folder: Path, month: date, version: int) -> Rolled:
    files = (folder / f"{month}.{name}.parquet" for name in ("cells", "leaders"))
    return Rolled(month, version, *files)


def _read(cells: Path) -> Rolled:
    version = int((pq.read_schema(cells).metadata or {})[VERSION])
    return _in(cells.parent, date.fromisoformat(cells.name.split(".")[0]), version)
