"""What no metric can honestly carry, in its own words; and proof that repeats are repeats."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from chainboard.store.csvfile import CsvRow
from chainboard.store.published import book as books
from chainboard.store.published.book import Book
from chainboard.store.published.targets import target_word, target_words
from chainboard.store.published.worded import WHERE, decided

Record = dict[str, object]

FACES = {
    "chain_output.csv": "chain_output",
    "investment.csv": "investment",
    "parks.csv": "park_metrics",
}


def statements(book: Book) -> list[Record]:
    """Rows of table statement: targets without a metric, free-worded facts, notes on the roster."""
    found = [*_goals(book), *_worded(book), *_roster(book)]
    return [{"statement_id": n, **row} for n, row in enumerate(found, 1)]


def check_repeats(book: Book, tables: dict[str, list[Record]]) -> None:
    """Raise BuildError for a fact called a repeat of another that is not there.

    A repeat has the source and the value (10,000 yuan and 100 million yuan compared) of a row
    of observation or target of the metric the mapping names, or else of a statement.
    """
    told = {_said(book, row) for table in ("observation", "target") for row in tables[table]}
    told |= {_said(book, {**row, "metric_id": None}) for row in tables["statement"]}
    for name in WHERE:
        for row, word in decided(book, name):
            key = word["metric_id"], row["source_id"], _base(book, row["value"], row["unit_zh"])
            if word["becomes"] == "merged" and key not in told:
                zh = f"“{row['metric']}”没有可并入的数：请核对 {word.file}"
                raise row.fault(zh, f"“{row['metric']}” repeats nothing: see {word.file}")


def _said(book: Book, row: Record) -> tuple[str, str, Decimal | None]:
    metric_id = str(row.get("metric_id") or "")
    text, unit = str(row.get("value_text") or ""), str(row.get("unit_text") or "")
    if "target_id" in row:
        text, unit = str(row["value"]), book.metrics[metric_id]["unit"]
    digits = "".join(mark for mark in text if mark.isdigit() or mark == ".")
    return metric_id, str(row["source_id"]), _base(book, digits, unit)


def _base(book: Book, digits: str, unit: str) -> Decimal | None:
    factors = [row.number("factor") for key, row in book.factors.items() if key[0] == unit]
    return Decimal(digits) * (factors[0] or 1 if factors else 1) if digits else None


def _goals(book: Book) -> Iterator[Record]:
    known = target_words(book)
    for row in books.facts(book, "observations.csv"):
        word = target_word(known, row) if row["status"] == "target" else None
        if word is not None and word["becomes"] == "statement":
            hedge = books.hedge_of(book, row["hedge"], row)
            mark = hedge["hedge_text"].replace(";", "") if hedge else ""
            yield {
                **_said_by(book, row, "chain_output"),
                "chain_id": word.text("chain_id"),
                "period_text": row["period_end"][:4],
                "subject_zh": word.needed("subject_zh"),
                "subject_en": word.needed("subject_en"),
                "value_text": _hedged(row["value"], mark),
                "unit_text": row["unit_zh"],
                "reason": "target",
            }


def _hedged(digits: str, mark: str) -> str:
    """The digits with the words of the source where they stand in Chinese: 力争6000以上."""
    after = "以上" if mark.endswith("以上") else ""
    return f"{mark.removesuffix('以上')}{digits}{after}"


def _worded(book: Book) -> Iterator[Record]:
    for name, face in FACES.items():
        for row, word in decided(book, name):
            if word["becomes"] not in ("figure", "growth", "target", "merged", "statement"):
                zh, en = f"未知的 becomes：{word['becomes']}", f"unknown word: {word['becomes']}"
                raise word.fault(zh, en)
            if word["becomes"] == "statement":
                chain, park = row.cells.get("chain_id"), row.cells.get("park_id")
                yield {
                    **_said_by(book, row, face),
                    "chain_id": chain if chain in book.chains else None,
                    "park_id": park if park in book.parks else None,
                    "metric_id": word.text("metric_id"),
                    "period_text": _period_text(row),
                    "subject_zh": word.needed("subject_zh"),
                    "subject_en": word.needed("subject_en"),
                    "value_text": _value_text(row, word),
                    "unit_text": None if word["reason"] == "dated_fact" and word["value_words"]
                    else row["unit_zh"],
                    "reason": word.needed("reason"),
                }  # fmt: skip


def _said_by(book: Book, row: CsvRow, face: str) -> Record:
    source = book.sources[books.source_of(book, row)]
    day = source["published_on"]
    areas = "data/dictionary/areas.csv"
    return {
        "face": face,
        "area_code": books.known(book.areas, row, "area_code", areas)["area_code"],
        "stated_on": day if len(day) == len("2024-12-31") else None,
        "source_id": source["source_id"],
        "sheet": row.file.rsplit("/", 1)[-1],
        "cell": f"line {row.line}",
    }


def _period_text(row: CsvRow) -> str | None:
    """The period without words, so that it reads in both languages: 2022, 2025-03-27."""
    if "year" in row.cells:
        return row.text("year")
    start, end = row.day("period_start"), row.day("period_end")
    if start is None or end is None or start == end:
        return end.isoformat() if end else None
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    return f"{start.isoformat()} – {end.isoformat()}"


def _value_text(row: CsvRow, word: CsvRow) -> str:
    value = row["value"]
    if not word["value_words"]:
        row.number("value")
        return row.needed("value")
    return word["value_words"].format(
        value,
        year=row.cells.get("year", ""),
        month=f"{value[:4]}-{value[4:6]}",
        day=f"{value[:4]}-{value[4:6]}-{value[6:]}",
    )


def _roster(book: Book) -> Iterator[Record]:
    """Notes on who runs a chain. No office is published for one chain: no row of chain_role."""
    words = {
        (row["chain_id"], row["name_zh"]): row for row in books.mapping(book.data, "chain_rows")
    }
    for row in books.facts(book, "chains.csv"):
        word = words.get((row["chain_id"], row["name_zh"]))
        if word is None:
            raise books.unknown(row, row["name_zh"], "chain_rows.csv")
        if word["becomes"] == "statement":
            yield {
                **_said_by(book, row, "chain_output"),
                "chain_id": row["chain_id"] if row["chain_id"] in book.chains else None,
                "period_text": row["year"],
                "subject_zh": word.needed("subject_zh"),
                "subject_en": word.needed("subject_en"),
                "value_text": word.needed("value_text"),
                "reason": "dated_fact",
            }
