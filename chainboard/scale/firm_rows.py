"""A file of firm rows, checked whole in DuckDB: rows for the table, or what is wrong in words.

What a name, a month or a yes means is read once for each way it is written, by the readings of
intake; numbers, bounds and keys are judged by statements (`firm_rows.sql`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa

from chainboard.intake.grid import in_words
from chainboard.intake.issue import Issue
from chainboard.intake.known import Names, counties, listed
from chainboard.intake.periods import Period, period
from chainboard.intake.ranges import NEGATIVE, NOT_WHOLE, TOO_LARGE
from chainboard.intake.ratios import over_one
from chainboard.intake.remarks import NO_ROWS
from chainboard.intake.rows import choice_parser, code, must_be_filled
from chainboard.intake.templates import ENTERPRISES, Field
from chainboard.intake.values import (
    GROUPED,
    MISSING,
    PLAIN,
    POWER,
    Read,
    is_empty,
    no_number,
    number,
    share,
)
from chainboard.scale.firm_file import FirmFile, NotRead, opened, unreadable
from chainboard.scale.lake import SCHEMA
from chainboard.store import statements
from chainboard.store.engine import SAFE
from chainboard.store.place import data_folder

SQL = Path(__file__).with_name("firm_rows.sql")
LISTED = 20  # issues that are told; the rest are counted
MOST_WAYS = 100_000  # ways to write a name in one file that are read; no list is nearly so long
MEANT = pa.schema([("field", pa.string()), ("said", pa.string()), ("kept", pa.string())])
NUMBER = "|".join(f"(?:{each.pattern})" for each in (PLAIN, GROUPED, POWER))
MIDNIGHT = re.compile(r"[ T]00:00:00(\.0+)?Z?$")  # how a day of Parquet is written
CHECKS = ("unknown_names", "odd_codes", "odd_numbers", "odd_shares", "repeated", "over_shared")
BOUNDS = {"negative": NEGATIVE, "whole": NOT_WHOLE, "large": TOO_LARGE}
Words = tuple[str, str, str]  # code, and the words in both languages


@dataclass(frozen=True)
class Checked:
    """What a file holds.

    rows    as the table has them, in the order of their key; None where anything is wrong
    issues  the first LISTED, in the order of the rows; faults: how many there are in all
    """

    rows: pa.Table | None
    issues: list[Issue]
    faults: int = 0


def checked(path: Path, office: str) -> Checked:
    """The rows of a file that an office sends, or what is wrong with it."""
    try:
        file = opened(path)
        with (
            TemporaryDirectory() as beside,  # what memory does not hold
            duckdb.connect(config={**SAFE, "temp_directory": beside}) as con,
        ):
            return _checked(con, file, office)
    except NotRead as refused:
        return Checked(None, refused.issues, len(refused.issues))


def _checked(con: duckdb.DuckDBPyConnection, file: FirmFile, office: str) -> Checked:
    _take(con, file)
    if file.uneven:
        issues = [_uneven(*each) for each in file.uneven[:LISTED]]
        return Checked(None, issues, len(file.uneven))
    if not con.table("sent").limit(1).fetchall():
        return Checked(None, [Issue("no_rows", *NO_ROWS)], 1)
    names = _names(data_folder())
    _mean(con, names)
    told = {"number": NUMBER, "missing": list(MISSING)}
    for name in ("checked", "faults", *CHECKS):
        _run(con, name, **told)
    found = con.execute(_sql("first_faults"), {"most": LISTED}).fetchall()
    if found:
        return Checked(None, [_issue(row, names) for row in found], int(found[0][-1]))
    rows = con.sql(_sql("kept"), params={"office": office}).to_arrow_table()
    return Checked(rows.cast(SCHEMA), [])


def _take(con: duckdb.DuckDBPyConnection, file: FirmFile) -> None:
    """Take the rows of the file in. Raises NotRead where it breaks off."""
    for name in ("folded", "amount"):
        _run(con, name)
    con.register("laid", file.batches)
    try:
        _run(con, "sent", before=file.before)
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise unreadable(
            f"读到一半读不下去，文件不完整或已损坏，请重新导出再发（{_first_line(error)}）。",
            f"Reading broke off: the file is damaged or not whole; export it again "
            f"({_first_line(error)}).",
        ) from error


def _mean(con: duckdb.DuckDBPyConnection, names: _Names) -> None:
    """What each way to write a name means, as a table beside the rows."""
    spoken = con.execute(_sql("spoken"), {"most": MOST_WAYS}).fetchall()
    kept = [
        {"field": field, "said": said, "kept": names.find(field, said)} for field, said in spoken
    ]
    con.register("meant", pa.Table.from_pylist(kept, MEANT))


@dataclass(frozen=True)
class _Names:
    """The lists by which names are read, and a reading for months and for yes or no."""

    lists: Mapping[str, Names]
    others: Mapping[str, Callable[[str], Read]]

    def find(self, field: str, said: str) -> str | None:
        """What is kept of a name, None where it means nothing."""
        if field in self.lists:
            return self.lists[field].find(said)
        read = self.others[field](said)
        if read.value is None and read.code is None:
            return "" if field == "is_above_size" else None  # nothing is said, or is missing
        return None if read.value is None else str(read.value)

    def read(self, field: str, said: str) -> Read:
        """Why a name means nothing; the nearest is looked for, which takes milliseconds."""
        return self.lists[field].read(said) if field in self.lists else self.others[field](said)


def _names(data: Path) -> _Names:
    size = choice_parser(ENTERPRISES.field("is_above_size"))
    return _Names(
        {"chain_id": listed(data, "chain"), "area_code": counties(data)},
        {"period": _month, "is_above_size": size},
    )


def _month(said: str) -> Read:
    """The last day of a month; January alone is none."""
    cell = MIDNIGHT.sub("", said)
    read = period(cell, "month")
    if not isinstance(read.value, Period):
        return read
    end: date = read.value.end
    if end.month > 1:
        return Read(end)
    zh = f"“{cell}” 是1月：1月与2月合并报，写 {end.year}-02。"
    en = f"“{cell}” is January, which is reported with February: write {end.year}-02."
    return Read(None, None, "bad_period", zh, en)


def _issue(found: tuple[Any, ...], names: _Names) -> Issue:
    row, kind, id, said, about, _faults = found
    field = ENTERPRISES.field(id)
    code, zh, en = _words(kind, field, said, about, names)
    place = f"{row}:{row}"
    zh_row, en_row = in_words(place)
    words = f"{zh_row} {field.header}：{zh}", f"{en_row} {field.header}: {en}"
    return Issue(code, *words, cell=place, column=field.header, value=said)


def _words(kind: str, field: Field, said: str, about: str, names: _Names) -> Words:
    """What is wrong with a cell: its code, and how it goes on after the name of the cell."""
    if kind == "blank" or (kind == "name" and is_empty(said)):
        is_key = field.kind in ("chain", "county")
        return "blank_key" if is_key else "unknown_value", *must_be_filled(field)
    if kind in BOUNDS:
        zh, en = BOUNDS[kind]
        return "out_of_range", f"{said} {zh}。", f"{said} {en}."
    if kind == "twice":
        return "duplicate_row", *_twice(about)
    if kind == "over":
        return "out_of_range", *over_one(about)
    read = names.read(field.id, said) if kind == "name" else _unread(kind, field, said)
    return read.code or "unknown_value", read.zh, read.en


def _unread(kind: str, field: Field, said: str) -> Read:
    if kind == "code":
        return code(float(said))
    read = number(said, field.unit, field.may_be_negative) if kind == "number" else share(said)
    if read.code in ("not_a_number", "out_of_range"):
        return read
    if kind == "number":
        return no_number(said, str(read.value))
    zh, en = f"“{said}” 应大于 0、不超过 1。", f"“{said}” must be above 0 and at most 1."
    return Read(None, None, "out_of_range", zh, en)


def _twice(first: str) -> tuple[str, str]:
    return (
        f"与第 {first} 行是同一条（期间、企业、产业链都相同）；请只留正确的一个。",
        f"has one key with row {first} (month, firm and chain); keep the right one.",
    )


def _uneven(row: int, cells: int, of_header: int) -> Issue:
    zh, en = in_words(f"{row}:{row}")
    return Issue(
        "unreadable",
        f"{zh}：有 {cells} 格，表头有 {of_header} 格；请检查这一行的分隔符和引号。",
        f"{en}: it has {cells} cells and the header {of_header}; check its delimiters and quotes.",
        cell=f"{row}:{row}",
    )


def _run(con: duckdb.DuckDBPyConnection, name: str, **told: object) -> None:
    """Run a statement with those of the values that it asks for."""
    asked = statements.read(SQL)[name].parameters
    con.execute(_sql(name), {key: value for key, value in told.items() if key in asked})


def _sql(name: str) -> str:
    return statements.read(SQL)[name].sql


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
