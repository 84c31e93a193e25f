"""Targets of the published pack: what a source calls a goal for a year."""

from __future__ import annotations

from collections.abc import Iterator

from chainboard.store.csvfile import CsvRow
from chainboard.store.published import book as books
from chainboard.store.published.book import Book
from chainboard.store.published.worded import WHERE, decided

Record = dict[str, object]


def targets(book: Book) -> list[Record]:
    """Rows of table target. A goal no metric can carry is a statement instead."""
    rows = [_target(book, *pair) for pair in _targets(book)]
    return [{"target_id": n, **row} for n, row in enumerate(rows, 1)]


def target_words(book: Book) -> dict[tuple[str, str, str], CsvRow]:
    """The rows of mapping/targets.csv by metric, year and source."""
    rows = books.mapping(book.data, "targets")
    return {(row["metric_id"], row["year"], row["source_id"]): row for row in rows}


def target_word(known: dict[tuple[str, str, str], CsvRow], row: CsvRow) -> CsvRow:
    """What becomes of an observation that is a target. Raises BuildError for an unknown one."""
    key = row["metric_id"], row["period_end"][:4], row["source_id"]
    if key not in known:
        raise books.unknown(row, " ".join(key), "targets.csv")
    return known[key]


def _targets(book: Book) -> Iterator[tuple[CsvRow, CsvRow, CsvRow | None]]:
    known = target_words(book)
    for row in books.facts(book, "observations.csv"):
        if row["status"] == "target":
            word = target_word(known, row)
            if word["becomes"] == "target":
                yield row, word, books.hedge_of(book, row["hedge"], row)
    for name in WHERE:
        for row, word in decided(book, name):
            if word["becomes"] == "target":
                yield row, word, books.hedge_of(book, word["hedge"], word)


def _target(book: Book, row: CsvRow, word: CsvRow, hedge: CsvRow | None) -> Record:
    column = "target_metric_id" if "target_metric_id" in word.cells else "metric_id"
    metric = books.known(book.metrics, word, column, "data/dictionary/metrics.csv")
    is_growth = row.cells.get("value_kind") == "growth_pct"
    told = [each for each in (hedge, word) if each is not None]
    value = row.number("value") or 0
    return {
        "metric_id": metric["metric_id"],
        "area_code": row["area_code"],
        "chain_id": books.chain_of(book, metric, row["area_code"]),
        "year": int(row["period_end"][:4]),
        "version": 1,
        "kind": "growth" if is_growth else "level",
        "value": value if is_growth else value * books.factor(book, row, row["unit_zh"], metric),
        "value_text": row["value"],
        "hedge": hedge["hedge"] if hedge else "none",
        "hedge_text": hedge.text("hedge_text") if hedge else None,
        "reason_zh": books.together(*(_reason(each, "zh") for each in told), mark="；"),
        "reason_en": books.together(*(_reason(each, "en") for each in told), mark="; "),
        "source_id": books.source_of(book, row),
    }


def _reason(word: CsvRow, lang: str) -> str | None:
    column = f"reason_{lang}" if f"reason_{lang}" in word.cells else f"note_{lang}"
    return word.text(column)
