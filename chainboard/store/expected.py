"""Which office owes which workbook for which month, quarter or year, and until when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from chainboard.packs import pack_of
from chainboard.store import csvfile
from chainboard.store.csvfile import CsvRow
from chainboard.store.place import data_folder

COLUMNS = "office_zh office_en template every due_day first_period"
FILE, DEMO_FILE = "city/expected.csv", "demo/expected.csv"
# The workbooks that speak of a period; targets are set once, problems are a running list.
TEMPLATES = ("indicators", "projects", "deals", "parks", "enterprises")
MONTHS = {"month": range(2, 13), "quarter": (3, 6, 9, 12), "year": (12,)}


def expected(lines: Iterable[CsvRow], as_of: date) -> list[dict[str, object]]:
    """One row an office, template and period that ended by as_of: period_end and due_on.

    lines  as COLUMNS; due_day is a day of the month after the period, the last one where that
           month is shorter. January comes with February: no month of January is due

    Raises BuildError with the line for a word, a day or a month that cannot be used, and for
    an office and template that stand twice.
    """
    rows: list[dict[str, object]] = []
    seen: set[tuple[str, str]] = set()
    for line in lines:
        office, template = line.needed("office_zh"), line.one_of("template", TEMPLATES)
        if (office, template) in seen:
            raise line.fault(f"{office} 的 {template} 重复", f"{office} {template} stands twice")
        seen.add((office, template))
        due_day = _due_day(line)
        for end in _ends(line, as_of):
            row: dict[str, object] = {"office_zh": office, "template": template}
            row |= {"office_en": line["office_en"] or office}
            rows.append(row | {"period_end": end, "due_on": _due_on(end, due_day)})
    return rows


def lines_of(pack: str) -> list[CsvRow]:
    """Who owes what in a pack: of the city as city_lines, of the demo as its recipe lists it; none
    in a pack that no office sends. Raises BuildError."""
    if pack_of(pack).is_synthetic:
        return csvfile.rows(data_folder(), DEMO_FILE, COLUMNS)
    return city_lines() if pack_of(pack).is_sent else []


def city_lines() -> list[CsvRow]:
    """The lines of var/city/expected.csv; none without the file. Raises BuildError."""
    lines = csvfile.city_rows(FILE, COLUMNS)
    expected(lines, date.min)
    return lines


def _due_day(line: CsvRow) -> int:
    text = line["due_day"]
    if not text.isdecimal() or not 1 <= int(text) <= 31:
        raise line.fault(f"due_day 应为 1 到 31：{text}", f"due_day must be 1 to 31, not {text!r}")
    return int(text)


def _ends(line: CsvRow, as_of: date) -> Iterator[date]:
    """The last days of the periods from first_period to as_of."""
    every, first = line.one_of("every", MONTHS), line["first_period"]
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", first):
        raise line.fault(
            f"first_period 应为 2026-02 这样的月份：{first}",
            f"first_period must be a month such as 2026-02, not {first!r}",
        )
    since = date.fromisoformat(f"{first}-01")
    for year in range(since.year, as_of.year + 1):
        for month in MONTHS[every]:
            end = date(year, month, monthrange(year, month)[1])
            if since <= end <= as_of:
                yield end


def _due_on(end: date, day: int) -> date:
    year, month = end.year + end.month // 12, end.month % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))
