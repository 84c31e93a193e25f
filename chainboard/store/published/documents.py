"""What documents, meetings, rosters and cases say, as printed: no page draws numbers from them."""

from __future__ import annotations

from chainboard.store.csvfile import CsvRow
from chainboard.store.published import book as books
from chainboard.store.published.book import Book
from chainboard.store.published.lists import FULL_DAY, mapped, mapped_word

Record = dict[str, object]

LEVELS = {"国家": "state", "省": "province", "市": "city"}


def policies(book: Book) -> list[Record]:
    """Rows of table policy: a document that two sources tell of is two rows."""
    words = mapped(book, "policies", "policy_id")
    return [
        {
            "policy_id": row["policy_id"],
            "title_zh": row.needed("title"),
            "title_en": mapped_word(words, row, ("policy_id",), "policies").needed("title_en"),
            "office_zh": row.needed("office"),
            "document_number": row.text("doc_number"),
            **_day(row, "issued_on", "issued_text"),
            "level": LEVELS[row.one_of("level", LEVELS)],
            "asks_zh": row.needed("asks"),
            "targets_zh": row.text("targets"),
            **_cited(book, row),
        }
        for row in books.facts(book, "policies.csv")
    ]


def meetings(book: Book) -> list[Record]:
    """Rows of table meeting, in the order of the facts."""
    words = mapped(book, "meetings", "source_id", "type")
    return [
        {
            "meeting_id": number,
            **_day(row, "held_on", "held_text"),
            "name_zh": row.needed("type"),
            "name_en": mapped_word(words, row, ("source_id", "type"), "meetings").needed("name_en"),
            "chaired_by_zh": row.needed("chaired_by_office"),
            "decisions_zh": row.needed("decisions"),
            **_cited(book, row),
        }
        for number, row in enumerate(books.facts(book, "meetings.csv"), 1)
    ]


def cases(book: Book) -> list[Record]:
    """Rows of table practice_case, in the order of the facts."""
    words = mapped(book, "cases", "title")
    return [
        {
            "case_id": number,
            "title_zh": row.needed("title"),
            "title_en": mapped_word(words, row, ("title",), "cases").needed("title_en"),
            "area_code": row.needed("area_code"),
            "is_own": book.city in (row["area_code"], _parent(book, row["area_code"])),
            "summary_en": row.needed("summary"),
            "figures_zh": row.needed("figures"),
            **_cited(book, row),
        }
        for number, row in enumerate(books.facts(book, "cases.csv"), 1)
    ]


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


def _parent(book: Book, area_code: str) -> str | None:
    return book.areas[area_code]["parent_code"] if area_code in book.areas else None
