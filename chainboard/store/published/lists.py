"""The lists of the published pack: sources, parks, nodes, firms, projects and page notes."""

from __future__ import annotations

import re
from datetime import date

from chainboard.store import csvfile
from chainboard.store.csvfile import CsvRow
from chainboard.store.published import book as books
from chainboard.store.published.book import FOLDER, TOLD, Book
from chainboard.words import periods

Record = dict[str, object]
FULL_DAY = len("2024-12-31")
CHAINS, AREAS = "data/dictionary/chains.csv", "data/dictionary/areas.csv"
IN_ADDRESS = re.compile(r"/(20\d\d)[-/]?(\d\d)[-/]?(\d\d)/")
HOST = re.compile(r"([\w-]+(?:\.[\w-]+)+)", re.ASCII)


def sources(book: Book) -> list[Record]:
    """Rows of table source."""
    publishers = books.mapping(book.data, "publishers")
    return [_source(row, publishers) for row in book.sources.values()]


def parks(book: Book) -> list[Record]:
    """Rows of table park, in the order of mapping/park_list.csv."""
    facts = {row["park_id"]: row for row in books.facts(book, "parks.csv")}
    for park_id, row in facts.items():
        if park_id != "ALL":
            books.known(book.parks, row, "park_id", f"{TOLD}/park_list.csv")
    return [
        {
            "park_id": park_id,
            "name_zh": facts[park_id]["name_zh"],
            "name_en": facts[park_id]["name_en"],
            "area_code": facts[park_id]["area_code"],
            "level_zh": facts[park_id].text("level"),
            "level_en": word.text("level_en"),
            "sort": word["sort"],
        }
        for park_id, word in book.parks.items()
        if park_id in facts
    ]


def park_steps(book: Book) -> list[Record]:
    """Rows of table park_step, as park_steps.csv has them; none where a city keeps no such file."""
    has_any = (book.data / FOLDER / "park_steps.csv").exists()
    return checked(book, "park_steps.csv") if has_any else []


def nodes(book: Book) -> tuple[list[Record], list[Record]]:
    """Rows of node and of node_status. Evidence that is to be checked makes unknown."""
    words = mapped(book, "nodes", "chain_id", "node_zh")
    node_rows, status_rows = [], []
    for sort, row in enumerate(books.facts(book, "chain_nodes.csv"), 1):
        word = mapped_word(words, row, ("chain_id", "node_zh"), "nodes")
        node_rows.append(
            {
                "node_id": word["node_id"],
                "chain_id": books.known(book.chains, row, "chain_id", CHAINS)["chain_id"],
                "position": row["stage"],
                "name_zh": row["node_zh"],
                "name_en": row["node_en"],
                "sort": 10 * sort,
            }
        )
        status_rows.append(_node_status(book, row, word))
    return node_rows, status_rows


def enterprises(book: Book) -> tuple[list[Record], list[Record]]:
    """Rows of enterprise and of enterprise_node. The facts give no share: all of it, one chain."""
    words = mapped(book, "enterprises", "name_zh")
    roles = mapped(book, "roles", "role_text")
    firm_rows: list[Record] = []
    share_rows: list[Record] = []
    for row in books.facts(book, "enterprises.csv"):
        word = mapped_word(words, row, ("name_zh",), "enterprises")
        firm_rows.append(
            {
                "enterprise_id": word["enterprise_id"],
                "name_zh": row["name_zh"],
                "name_en": word.needed("name_en"),
                "area_code": row.text("area_code"),
                "role": mapped_word(roles, row, ("role",), "roles")["role"],
                "role_text": row["role"],
                "product_zh": row.text("product"),
                "product_en": word.text("product_en"),
                "source_id": books.source_of(book, row),
            }
        )
        chain = books.known(book.chains, row, "chain_id", CHAINS)["chain_id"]
        share_rows.append(
            {"enterprise_id": word["enterprise_id"], "chain_id": chain, "share": 1}
        )  # fmt: skip
    return firm_rows, share_rows


def projects(book: Book) -> tuple[list[Record], list[Record]]:
    """Rows of project and of project_stage: repeated projects are one, each report a stage."""
    words = mapped(book, "projects", "name_zh", "source_id")
    stages = mapped(book, "stages", "status")
    project_rows, stage_rows = [], []
    for row in books.facts(book, "projects.csv"):
        word = mapped_word(words, row, ("name_zh", "source_id"), "projects")
        stage = mapped_word(stages, row, ("status",), "stages")
        if word.fact("is_main"):
            project_rows.append(_project(book, row, word))
        stage_rows.extend(_stages(row, word["project_id"], stage))
    stage_rows.extend(_newer_stage(book, row) for row in books.mapping(book.data, "project_stages"))
    merged: dict[tuple[object, ...], Record] = {}
    for record in stage_rows:
        key = record["project_id"], record["stage"], record["source_id"]
        merged.setdefault(key, record)
    return project_rows, list(merged.values())


def preferred(book: Book) -> list[Record]:
    """Rows of preferred_source: which source is shown where several speak of one figure."""
    return [_checked(book, row) for row in books.mapping(book.data, "preferred")]


def checked(book: Book, file: str) -> list[Record]:
    """The lines of a file of data/published as they stand, empty cells as nothing.

    Raises BuildError for a chain, metric, area or source that is not there.
    """
    return [_checked(book, row) for row in csvfile.rows(book.data, f"{FOLDER}/{file}")]


def _source(row: CsvRow, publishers: list[CsvRow]) -> Record:
    day, host = row["published_on"], re.sub(r"^https?://|/.*$", "", row["url"])
    found = _publishers(host, publishers)
    # A month or a year is no day: it stays readable in the note.
    partly = f"published {day}" if 0 < len(day) < FULL_DAY else None
    if row["grade"] not in ("A", "B", "C"):
        raise row.fault(
            f"级别应为 A、B、C：{row['grade']}", f"grade must be A, B or C: {row['grade']}"
        )
    return {
        "source_id": row.needed("source_id"),
        "title": _title(row, publishers),
        "publisher": found[0] if found else None,
        "published_on": row.day("published_on") if partly is None else None,
        "grade": row["grade"],
        "url": row.text("url"),
        "note": books.together(partly, row.text("note"), mark="; "),
    }


def _title(row: CsvRow, publishers: list[CsvRow]) -> str:
    """The title. A host name in it stands as its publisher; where it is all, with the day."""
    # Where a name stood, the facts keep empty brackets.
    title = row.needed("title").removesuffix("（）")
    found = re.search(r"转载；原载 ([\w.-]+)", title) or re.fullmatch(HOST, title)
    if found is None:
        return title
    names = _publishers(found[1], publishers)
    if not names:
        raise books.unknown(row, found[1], "publishers.csv")
    if found[0] != title:
        return title.replace(found[0], f"转载自{names[0]}")
    marks = ["转载" if row["grade"] == "C" else "", _printed_day(row)]
    said = "，".join(mark for mark in marks if mark)
    return f"{names[0]}报道" + (f"（{said}）" if said else "")


def _printed_day(row: CsvRow) -> str:
    """The day of publication in Chinese, from the address where the page prints none."""
    addressed = IN_ADDRESS.search(row["url"])
    day = row["published_on"] or "-".join(addressed.groups() if addressed else ())
    parts = [str(int(part)) for part in day.split("-") if part]
    return "".join(part + mark for part, mark in zip(parts, "年月日", strict=False))


def _publishers(host: str, publishers: list[CsvRow]) -> list[str]:
    return [word["publisher"] for word in publishers if f".{host}".endswith(f".{word['host']}")]


def _node_status(book: Book, row: CsvRow, word: CsvRow) -> Record:
    evidence = word["evidence_zh"] or row.needed("evidence")
    status = word["status"] or row["status"]
    day = book.sources[books.source_of(book, row)]["published_on"]
    return {
        "node_id": word["node_id"],
        "area_code": book.city,
        "stated_on": day if len(day) == FULL_DAY else None,
        "status": "unknown" if re.match("待核|研究者推断", evidence) else status,
        "evidence_zh": evidence,
        "evidence_en": word.needed("evidence_en"),
        "source_id": row["source_id"],
    }


def _project(book: Book, row: CsvRow, word: CsvRow) -> Record:
    day, _, planned = row["finish"].rstrip(")").partition("(")
    planned_zh = f"竣工 {_in_words(day, 'zh')}（{planned}）" if planned else None
    planned_en = f"completion {_in_words(day, 'en')} ({_planned_en(planned)})" if planned else None
    if row["park_id"]:
        books.known(book.parks, row, "park_id", f"{TOLD}/park_list.csv")
    chain = books.known(book.chains, row, "chain_id", CHAINS) if row["chain_id"] else None
    return {
        "project_id": word["project_id"],
        "name_zh": word["shown_zh"] or row["name_zh"],
        "name_en": word.needed("name_en"),
        "chain_id": chain["chain_id"] if chain else None,
        "node_id": word.text("node_id"),
        "area_code": books.known(book.areas, row, "area_code", AREAS)["area_code"],
        "park_id": row.text("park_id"),
        "investor_zh": row.text("investor"),
        "investor_en": word.text("investor_en"),
        "total_investment": row.number("total_investment_yi_yuan"),
        "total_investment_text": row.text("total_investment_yi_yuan"),
        "note_zh": books.together(word.text("note_zh"), planned_zh, mark="；"),
        "note_en": books.together(word.text("note_en"), planned_en, mark="; "),
        "source_id": books.source_of(book, row),
    }


def _in_words(day: str, lang: str) -> str:
    """A year, month or day as the facts write them (2024-12) as people read them: 2024年12月."""
    if len(day) == FULL_DAY:
        return periods.day(lang, date.fromisoformat(day))
    year, _, number = day.partition("-")
    first = date(int(year), int(number or 1), 1)
    return periods.month(lang, first) if number else periods.years(lang, first, first)


def _planned_en(planned: str) -> str:
    return "expected" if planned == "预计" else "planned"


def _newer_stage(book: Book, row: CsvRow) -> Record:
    """The stage that a source shows which speaks of something else: a mine with output works."""
    day = book.sources[books.source_of(book, row)].day("published_on")
    return {
        "project_id": row["project_id"],
        "stage": row["stage"],
        "stated_on": day,
        "happened_on": None,
        "stage_text": row.needed("stage_text"),
        "date_text": None,
        "source_id": row["source_id"],
    }


def _stages(row: CsvRow, project_id: str, word: CsvRow) -> list[Record]:
    """The stage the source names and, where work had begun, the start it gives."""
    finish = "" if "(" in row["finish"] else row["finish"]
    days = {word["start_is"]: row["start"], "completed": finish, "in_production": finish}
    started = word["start_is"] == "started" and row["start"] != ""
    names = ["started"] if started else []
    names += [word["stage"]] if word["stage"] and word["stage"] not in names else []
    return [_stage(row, project_id, word, name, days.get(name, "")) for name in names]


def _stage(row: CsvRow, project_id: str, word: CsvRow, stage: str, happened: str) -> Record:
    stated = row["as_of"]
    is_day, is_stated = len(happened) == FULL_DAY, len(stated) == FULL_DAY
    reported = f"{stated}报道" if stated and not is_stated else None
    return {
        "project_id": project_id,
        "stage": stage,
        "stated_on": row.day("as_of") if is_stated else None,
        "happened_on": happened if is_day else None,
        "stage_text": row["status"] if stage == word["stage"] else "开工",
        "date_text": happened if happened and not is_day else reported,
        "source_id": row["source_id"],
    }


def _checked(book: Book, row: CsvRow) -> Record:
    tables = {
        "metric_id": book.metrics,
        "beside_metric_id": book.metrics,
        "area_code": book.areas,
        "chain_id": book.chains,
        "source_id": book.sources,
    }
    for column, table in tables.items():
        if row.cells.get(column):
            books.known(table, row, column, "the dictionary or sources.csv")
    return {column: row.text(column) for column in row.cells}


def mapped(book: Book, name: str, *columns: str) -> dict[tuple[str, ...], CsvRow]:
    """The rows of a mapping file by the cells it is asked with."""
    rows = books.mapping(book.data, name)
    return {tuple(row[column] for column in columns): row for row in rows}


def mapped_word(words: dict[tuple[str, ...], CsvRow], row: CsvRow, columns: tuple[str, ...],
                name: str) -> CsvRow:  # fmt: skip
    """The row of a mapping file for these cells. Raises BuildError that names the file."""
    key = tuple(row[column] for column in columns)
    if key not in words:
        raise books.unknown(row, " ".join(key), f"{name}.csv")
    return words[key]
