"""Figures and targets of the published pack, from observations and from free-worded facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chainboard.store import published_book as books
from chainboard.store.csvfile import CsvRow
from chainboard.store.published_book import MAPPING, Book

Record = dict[str, object]

WHERE = {"chain_output.csv": "chain_id", "investment.csv": "chain_id", "parks.csv": "park_id"}
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


def targets(book: Book) -> list[Record]:
    """Rows of table target: what a source calls a goal for a year."""
    rows = [_target(book, *pair) for pair in _targets(book)]
    return [{"target_id": n, **row} for n, row in enumerate(rows, 1)]


def decided(book: Book, name: str) -> Iterator[tuple[CsvRow, CsvRow]]:
    """Each free-worded fact of a file with the mapping row that says what becomes of it.

    A mapping row for one area_code goes before one for all. Raises BuildError for words that
    no mapping row knows.
    """
    where = f"{MAPPING}/{name}"
    known = {
        (row["words"], row["where"], row["area_code"]): row
        for row in books.mapping(book.root, name.removesuffix(".csv"))
    }
    for row in books.facts(book, name):
        books.source_of(book, row)
        words, place = row["metric"], row[WHERE[name]]
        word = known.get((words, place, row["area_code"])) or known.get((words, place, ""))
        if word is None:
            zh = f"“{words}”（{place}）不在 {where} 里，请补一行"
            raise row.fault(zh, f"“{words}” ({place}) is not in {where}: add it")
        yield row, word


def target_words(book: Book) -> dict[tuple[str, str, str], CsvRow]:
    """The rows of mapping/targets.csv by metric, year and source."""
    rows = books.mapping(book.root, "targets")
    return {(row["metric_id"], row["year"], row["source_id"]): row for row in rows}


def target_word(known: dict[tuple[str, str, str], CsvRow], row: CsvRow) -> CsvRow:
    """What becomes of an observation that is a target. Raises BuildError for an unknown one."""
    key = row["metric_id"], row["period_end"][:4], row["source_id"]
    if key not in known:
        zh = f"目标 {' '.join(key)} 不在 {MAPPING}/targets.csv 里，请补一行"
        raise row.fault(zh, f"target {' '.join(key)} is not in {MAPPING}/targets.csv: add it")
    return known[key]


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
        end,
        # A rate such as a change against 2015 is no year-on-year growth: it is a value.
        row["value_kind"] == "growth_pct" and metric["kind"] != "rate",
        row.needed("value"),
        row["unit_zh"],
        (hedge["status"] if hedge else "") or row["status"],
        hedge,
        None,
    )


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
