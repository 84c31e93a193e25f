"""Figures of the published pack, from observations and from free-worded facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chainboard.store.csvfile import CsvRow
from chainboard.store.published import book as books
from chainboard.store.published.book import Book
from chainboard.store.published.worded import WHERE, decided, period_of

Record = dict[str, object]

FIRST_FIGURE = 10_000_000


@dataclass(frozen=True)
class Number:
    """One number as a source printed it, and what the mapping makes of it.

    start  None where the source gives a day or a year without more
    said_chain  the chain the fact file names, "" where it names none
    """

    row: CsvRow
    metric: CsvRow
    area_code: str
    said_chain: str
    park_id: str | None
    start: date | None
    end: date
    is_growth: bool
    text: str
    unit: str
    status: str
    hedge: CsvRow | None
    note: CsvRow | None


def observations(book: Book) -> list[Record]:
    """Rows of table observation: a level and the growth printed beside it are one row."""
    found: dict[tuple[object, ...], Record] = {}
    numbers = sorted(_numbers(book), key=lambda number: number.is_growth)
    for number in numbers:
        row = _observation(book, number)
        key = tuple(row[column] for column in KEY)
        _put(found, key, row, number)
    ordered = sorted(found.values(), key=_place)
    return [{"figure_id": FIRST_FIGURE + n, **row} for n, row in enumerate(ordered, 1)]


KEY = (
    "metric_id", "area_code", "chain_id", "park_id", "period_start", "period_end", "basis",
    "source_id",
)  # fmt: skip


def _numbers(book: Book) -> Iterator[Number]:
    for row in books.facts(book, "observations.csv"):
        books.source_of(book, row)
        if row["status"] != "target":
            yield _printed(book, row)
    for name in WHERE:
        for row, word in decided(book, name):
            if word["becomes"] in ("figure", "growth"):
                yield _worded(book, row, word)


def _printed(book: Book, row: CsvRow) -> Number:
    metric = books.known(book.metrics, row, "metric_id", "data/dictionary/metrics.csv")
    hedge = books.hedge_of(book, row["hedge"], row)
    end = row.day("period_end")
    if end is None:
        raise row.fault("period_end 不能为空", "period_end must not be empty")
    return Number(
        row,
        metric,
        books.known(book.areas, row, "area_code", "data/dictionary/areas.csv")["area_code"],
        "",
        None,
        row.day("period_start"),
        _census(book, row["source_id"], end),
        # A rate such as a change against 2015 is no year-on-year growth: it is a value.
        row["value_kind"] == "growth_pct" and metric["kind"] != "rate",
        row.needed("value"),
        row["unit_zh"],
        (hedge["status"] if hedge else "") or row["status"],
        hedge,
        None,
    )


def _census(book: Book, source_id: str, end: date) -> date:
    """The last day of a figure; of a census its moment, which the facts give as a year."""
    return book.census.get((source_id, end.year), end)


def _worded(book: Book, row: CsvRow, word: CsvRow) -> Number:
    metric = books.known(book.metrics, word, "metric_id", "data/dictionary/metrics.csv")
    hedge = books.hedge_of(book, word["hedge"], word)
    is_growth = word["becomes"] == "growth" or metric["kind"] == "growth_only"
    claim = "claim" if metric["metric_id"].endswith("_dept") else "published"
    return Number(
        row,
        metric,
        books.known(book.areas, row, "area_code", "data/dictionary/areas.csv")["area_code"],
        row.cells.get("chain_id", ""),
        row.cells.get("park_id"),
        *period_of(row, word),
        is_growth,
        row.needed("value"),
        row["unit_zh"],
        (hedge["status"] if hedge else "") or claim,
        hedge,
        word,
    )


def _observation(book: Book, number: Number) -> Record:
    row, metric = number.row, number.metric
    value = row.number("value")
    if metric["kind"] == "growth_only" and not number.is_growth:
        zh = f"{metric['metric_id']} 只有增速，不能有总量"
        raise row.fault(zh, f"{metric['metric_id']} has growth only, this is a level")
    start, basis = _basis(number)
    level = not number.is_growth
    scaled = value * books.factor(book, row, number.unit, metric) if level and value else value
    name = row.file.rsplit("/", 1)[-1]
    return {
        "metric_id": metric["metric_id"],
        "area_code": number.area_code,
        "chain_id": books.chain_of(book, metric, number.area_code, number.said_chain),
        "park_id": number.park_id,
        "period_start": start,
        "period_end": number.end,
        "basis": basis,
        "value": scaled if level else None,
        "value_text": number.text if level else None,
        "unit_text": number.unit if level else None,
        "growth": None if level else value,
        "growth_text": None if level else number.text,
        "status": number.status,
        "hedge": number.hedge["hedge"] if number.hedge else "none",
        "hedge_text": number.hedge.text("hedge_text") if number.hedge else None,
        **_notes(book, number),
        "source_id": row["source_id"],
        "load_id": 1,
        "sheet": name,
        "cell": f"line {row.line}",
    }


def _notes(book: Book, number: Number) -> Record:
    key = (
        number.metric["metric_id"],
        number.area_code,
        number.end.isoformat(),
        number.row["source_id"],
    )
    told = [row for row in (number.hedge, number.note, book.notes.get(key)) if row is not None]
    return {
        "note_zh": books.together(*(row.text("note_zh") for row in told), mark="；"),
        "note_en": books.together(*(row.text("note_en") for row in told), mark="; "),
    }


def _basis(number: Number) -> tuple[date | None, str]:
    """First day and basis: a stock or a rate is a point, a flow since 1 January is ytd."""
    start, end, metric = number.start, number.end, number.metric
    if metric["kind"] in ("stock", "rate", "index") or metric["frequency"] == "census":
        return None, "point"
    if start is not None and (start.month, start.day, start.year) == (1, 1, end.year):
        return start, "ytd"
    zh = f"{metric['metric_id']} 的期间 {start} 至 {end} 不是从1月1日起的累计：请核对"
    raise number.row.fault(
        zh, f"{metric['metric_id']} from {start} to {end} is not a period since 1 January"
    )


def _put(found: dict[tuple[object, ...], Record], key: tuple[object, ...], row: Record,
         number: Number) -> None:  # fmt: skip
    """Add a figure, or its growth to the level of the same metric, place, period and source."""
    there = found.get(key)
    if there is None:
        found[key] = row
        return
    if not number.is_growth or there["growth"] is not None:
        zh, en = (
            f"与 {there['sheet']} {there['cell']} 重复",
            f"is already {there['sheet']} {there['cell']}",
        )
        raise number.row.fault(zh, en)
    if row["hedge"] not in ("none", there["hedge"]) or row["status"] != there["status"]:
        raise number.row.fault(
            "增速与总量的限定词或状态不同", "growth is hedged otherwise than its level"
        )
    there["growth"], there["growth_text"] = row["growth"], row["growth_text"]
    there["cell"] = f"{there['cell']}, {row['cell']}"
    there["note_zh"] = books.together(there["note_zh"], row["note_zh"], mark="；")  # type: ignore[arg-type]
    there["note_en"] = books.together(there["note_en"], row["note_en"], mark="; ")  # type: ignore[arg-type]


def _place(row: Record) -> tuple[int, int]:
    order = ["observations.csv", *WHERE]
    lines = [int(part.split()[-1]) for part in str(row["cell"]).split(",")]
    return order.index(str(row["sheet"])), min(lines)
