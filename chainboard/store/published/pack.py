"""The published pack: real, sourced figures from data/published, as rows of the schema."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from chainboard.store import csvfile
from chainboard.store.published import book as books, documents, figures, lists, statements, targets
from chainboard.store.published.book import FOLDER, Book
from chainboard.store.published.typeset import typeset

Tables = dict[str, list[dict[str, object]]]

FACTS = (
    "observations.csv", "chain_output.csv", "investment.csv", "parks.csv", "projects.csv",
    "chain_nodes.csv", "enterprises.csv", "chains.csv", "cases.csv",
    "policies.csv", "meetings.csv", "roles.csv",
)  # fmt: skip


def tables(data: Path) -> Tables:
    """The rows of the published pack, parents before children, one accepted load of id 1.

    Raises BuildError with file and line for a figure without a source, a metric, place or chain
    that is not in the dictionary, a bad number or date, and a word that no mapping file knows.
    """
    book = books.read(data)
    nodes, node_statuses = lists.nodes(book)
    firms, firm_shares = lists.enterprises(book)
    projects, stages = lists.projects(book)
    found: Tables = {
        "load": [_load(book)],
        "source": lists.sources(book),
        "park": lists.parks(book),
        "park_step": lists.park_steps(book),
        "node": nodes,
        "node_status": node_statuses,
        "enterprise": firms,
        "enterprise_node": firm_shares,
        "observation": figures.observations(book),
        "preferred_source": lists.preferred(book),
        "target": targets.targets(book),
        "project": projects,
        "project_stage": stages,
        "statement": statements.statements(book),
        "series_note": lists.checked(book, "series.csv"),
        "not_found": lists.checked(book, "not_found.csv"),
        "overview_card": lists.checked(book, "overview.csv"),
        "attention_note": lists.checked(book, "attention.csv"),
        "scope_break": lists.checked(book, "breaks.csv"),
        "chain_role": documents.chain_roles(book),
        "policy": documents.policies(book),
        "meeting": documents.meetings(book),
        "practice_case": documents.cases(book),
    }
    statements.check_repeats(book, found)
    return typeset(found)


def as_of(data: Path) -> date:
    """The day the pack speaks from, of data/published/pack.csv."""
    said = {row["key"]: row for row in csvfile.rows(data, f"{FOLDER}/pack.csv", "key zh en")}
    day = said["as_of"].day("zh")
    assert day is not None
    return day


def _load(book: Book) -> dict[str, object]:
    kept = sum(len(books.facts(book, name)) for name in FACTS)
    return {
        "load_id": 1,
        "file_name": f"data/{FOLDER}",
        "sha256": _fingerprint(book.data),
        "template": "facts",
        "sent_by": "公开资料",
        "sent_by_en": "public sources",
        "sent_at": f"{as_of(book.data)} 00:00:00",
        "rows_in": kept + len(book.left_out),
        "rows_kept": kept,
        "status": "accepted",
    }


def _fingerprint(data: Path) -> str:
    """One SHA-256 over every file of the pack, so that any change of a fact shows."""
    digest = hashlib.sha256()
    for path in sorted((data / FOLDER).rglob("*.csv")):
        digest.update(f"data/{path.relative_to(data).as_posix()}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
