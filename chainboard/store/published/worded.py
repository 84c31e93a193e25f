"""Facts whose metric is free words, and what the mapping makes of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chainboard.store.csvfile import CsvRow
from chainboard.store.published import book as books
from chainboard.store.published.book import Book

# The column of each file that tells apart equal words: 到位资金 of ALL and of a chain.
WHERE = {"chain_output.csv": "chain_id", "investment.csv": "chain_id", "parks.csv": "park_id"}


def decided(book: Book, name: str) -> Iterator[tuple[CsvRow, CsvRow]]:
    """Each free-worded fact of a file with the mapping row that says what becomes of it.

    A mapping row for one area_code goes before one for all. Raises BuildError for words that
    no mapping row knows.
    """
    known = {
        (row["words"], row["where"], row["area_code"]): row
        for row in books.mapping(book.data, name.removesuffix(".csv"))
    }
    for row in books.facts(book, name):
        books.source_of(book, row)
        words, place = row["metric"], row[WHERE[name]]
        word = known.get((words, place, row["area_code"])) or known.get((words, place, ""))
        if word is None:
            raise books.unknown(row, f"{words} {place}", name)
        yield row, word


def period_of(row: CsvRow, word: CsvRow) -> tuple[date | None, date]:
    """First and last day of a free-worded fact; of a park's year, unless the mapping says."""
    if "year" in row.cells:
        year = row.needed("year")
        end = word.day("period_end") or date(int(year), 12, 31)
        return date(end.year, 1, 1), end
    end_day = row.day("period_end")
    if end_day is None:
        raise row.fault(
            "没有期间，不能作为数：请改映射", "no period: the mapping cannot call it a figure"
        )
    return row.day("period_start"), end_day
