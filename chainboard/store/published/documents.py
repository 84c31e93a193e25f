"""What documents, meetings, rosters and cases say, as printed: no page draws numbers from them."""

from __future__ import annotations

import re

from chainboard.store.csvfile import CsvRow
from chainboard.store.published import book as books
from chainboard.store.published.book import Book
from chainboard.store.published.lists import FULL_DAY, mapped, mapped_word

Record = dict[str, object]

OTHER_SOURCE = re.compile(r"\[(s[0-9a-f]{8})\]")  # as the facts name it behind a figure
LEVELS = {"国家": "state", "省": "province", "市": "city"}


def policies(book: Book) -> list[Record]:
    """Rows of table policy: a document that two sources tell of is two rows."""
    key = ("policy_id", "source_id")
    words = mapped(book, "policies", *key)
    found = []
    for row in books.facts(book, "policies.csv"):
        word = mapped_word(words, row, key, "policies")
        found.append(
            {
                "policy_id": row["policy_id"],
                "title_zh": row.needed("title"),
                "title_en": word.needed("title_en"),
                "office_zh": row.needed("office"),
                "office_en": word.needed("office_en"),
                "document_number": row.text("doc_number"),
                **_day(row, "issued_on", "issued_text"),
                "level": LEVELS[row.one_of("level", LEVELS)],
                "asks_zh": row.needed("asks"),
                "asks_en": word.needed("asks_en"),
                "targets_zh": row.text("targets"),
                "targets_en": word.needed("targets_en") if row["targets"] else None,
                **_cited(book, row),
            }
        )
    return found


def meetings(book: Book) -> list[Record]:
    """Rows of table meeting, in the order of the facts."""
    key = ("source_id", "type")
    words = mapped(book, "meetings", *key)
    found = []
    for number, row in enumerate(books.facts(book, "meetings.csv"), 1):
        word = mapped_word(words, row, key, "meetings")
        found.append(
            {
                "meeting_id": number,
                **_day(row, "held_on", "held_text"),
                "name_zh": row.needed("type"),
                "name_en": word.needed("name_en"),
                "chaired_by_zh": row.needed("chaired_by_office"),
                "chaired_by_en": word.needed("chaired_by_en"),
                "decisions_zh": row.needed("decisions"),
                "decisions_en": word.needed("decisions_en"),
                **_cited(book, row),
            }
        )
    return found


def cases(book: Book) -> list[Record]:
    """Rows of table practice_case, in the order of the facts."""
    words = mapped(book, "cases", "title")
    nodes = {row["node_id"]: row for row in books.mapping(book.data, "nodes")}
    found = []
    for number, row in enumerate(books.facts(book, "cases.csv"), 1):
        word = mapped_word(words, row, ("title",), "cases")
        found.append(
            {
                "case_id": number,
                "title_zh": row.needed("title"),
                "title_en": word.needed("title_en"),
                "area_code": row.needed("area_code"),
                "is_own": book.city in (row["area_code"], _parent(book, row["area_code"])),
                "summary_zh": word.needed("summary_zh"),
                "summary_en": row.needed("summary"),
                "figures_zh": OTHER_SOURCE.sub("", row.needed("figures")),
                "figures_en": word.needed("figures_en"),
                "other_sources": len(_others(row)) or None,
                "place_zh": word.text("place_zh"),
                "place_en": word.text("place_en"),
                "sort": word.text("sort"),
                "is_of_parks": word.fact("is_of_parks"),
                "node_ids": _named(word, "node_ids", nodes, "data/published/mapping/nodes.csv"),
                "metric_ids": _named(
                    word, "metric_ids", book.metrics, "data/dictionary/metrics.csv"
                ),
                **_cited(book, row),
            }
        )
    return found


def chain_roles(book: Book) -> list[Record]:
    """Rows of table chain_role as printed; mapping/offices.csv says which are posts of a chain."""
    words = mapped(book, "offices", "chain_id", "role", "holder_zh")
    return [
        {
            "chain_id": _chain(book, row),
            "role": row["role"],
            "holder_zh": row.needed("holder_zh"),
            "holder_en": row.needed("holder_en"),
            "sort": number,
            "valid_from": _day(row, "valid_from", "")["valid_from"],
            "source_id": books.source_of(book, row),
            "is_post": mapped_word(words, row, ("chain_id", "role", "holder_zh"), "offices").fact(
                "is_post"
            ),
        }
        for number, row in enumerate(books.facts(book, "roles.csv"), 1)
    ]


def _day(row: CsvRow, column: str, text: str) -> Record:
    """A day as a day; a month or a year stays words, where there is a column for them."""
    said = row[column]
    if len(said) == FULL_DAY:
        return {column: row.day(column)}
    return {column: None, **({text: said or None} if text else {})}


def _cited(book: Book, row: CsvRow) -> Record:
    return {
        "chain_id": _chain(book, row),
        "source_id": books.source_of(book, row),
        "sheet": row.file.rsplit("/", 1)[-1],
        "cell": f"line {row.line}",
    }


def _chain(book: Book, row: CsvRow) -> str | None:
    if row["chain_id"] == "ALL":
        return None
    return books.known(book.chains, row, "chain_id", "data/dictionary/chains.csv")["chain_id"]


def _others(row: CsvRow) -> set[str]:
    """The sources that figures of a case are told by, besides its own."""
    return set(OTHER_SOURCE.findall(row["figures"])) - {row["source_id"]}


def _named(word: CsvRow, column: str, table: dict[str, CsvRow], where: str) -> str | None:
    """The ids of a cell, with spaces between them. Raises BuildError for one that is not there."""
    for each in word[column].split():
        if each not in table:
            zh, en = f"{column} {each!r} 不在 {where} 里", f"{column} {each!r} is not in {where}"
            raise word.fault(zh, en)
    return word.text(column)


def _parent(book: Book, area_code: str) -> str | None:
    return book.areas[area_code]["parent_code"] if area_code in book.areas else None
