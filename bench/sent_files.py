"""Files as offices send them, drawn large: indicators of chains, counties, metrics and months."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice, product
from pathlib import Path

from openpyxl import Workbook

from chainboard.intake.templates import BASES, INDICATORS
from chainboard.store import dictionary
from chainboard.store.place import ROOT

HEADERS = tuple(field.header for field in INDICATORS.fields)
LAST_YEAR = date.today().year - 1
SUBJECT_STEP, YEAR_STEP = 9_973, 37  # hundredths: figures differ by subject and grow by year


def book(path: Path, count: int) -> Path:
    """An .xlsx with so many rows below the header."""
    written = Workbook(write_only=True)
    sheet = written.create_sheet(INDICATORS.sheet)
    sheet.append(HEADERS)
    for row in rows(count):
        sheet.append(row)
    written.save(path)
    return path


def yearbook(path: Path, columns: int = 250, count: int = 100) -> Path:
    """A wide table as yearbooks print it: indicators down, a county and a year a column."""
    words = dictionary.tables(ROOT / "data")
    counties = [row["name_zh"] for row in words["area"] if row["level"] == "county"]
    metrics = [(row["name_zh"], row["unit"]) for row in words["metric"] if row["kind"] == "flow"]
    years = range(LAST_YEAR, LAST_YEAR - columns, -1)
    heads = list(islice(((county, year) for year in years for county in counties), columns - 2))
    written = Workbook(write_only=True)
    sheet = written.create_sheet("年鉴")
    sheet.append(["指标", "计量单位", *(county for county, _ in heads)])
    sheet.append([None, None, *(f"{year}年" for _, year in heads)])
    for number, (metric, unit) in enumerate(islice(cycle(metrics), count)):
        sheet.append([metric, unit, *(round(1 + number + at / 100, 2) for at in range(len(heads)))])
    written.save(path)
    return path


def text(path: Path, count: int) -> Path:
    """A UTF-8 CSV with so many rows below the header."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(rows(count))
    return path


def few(count: int) -> bytes:
    """A CSV of so many rows, as bytes."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([HEADERS, *rows(count)])
    return written.getvalue().encode("utf-8-sig")


def rows(count: int) -> Iterator[tuple[object, ...]]:
    """So many rows of indicators, each of another key, newest year first; they raise no issue."""
    return islice(_all_rows(), count)


def _all_rows() -> Iterator[tuple[object, ...]]:
    words = dictionary.tables(ROOT / "data")
    chains = [row["name_zh"] for row in words["chain"] if row["is_shown"]]
    counties = [row["name_zh"] for row in words["area"] if row["level"] == "county"]
    metrics = [
        (row["name_zh"], row["unit"])
        for row in words["metric"]
        if row["kind"] == "flow" and row["frequency"] == "monthly" and row["unit"] != "个"
    ]
    subjects = [*product(chains, counties, metrics)]
    for year in range(LAST_YEAR, 1950, -1):
        for number, (chain, county, (metric, unit)) in enumerate(subjects):
            now = 10_000 + number * SUBJECT_STEP % 90_000 + YEAR_STEP * (year - 1950)
            growth = round(100 * YEAR_STEP / (now - YEAR_STEP), 1)
            for month, basis in product(range(1, 13), ("累计", "当月")):
                times = month if BASES[basis] == "ytd" else 1
                yield (
                    chain, county, None, metric, f"{year}-{month:02d}", basis,
                    now * times / 100, unit, (now - YEAR_STEP) * times / 100, growth, "核定", None,
                )  # fmt: skip
