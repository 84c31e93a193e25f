"""The ledger of the demo pack: the steps of data/demo/loop.csv, taken as an office takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from chainboard.analysis.days import CHINA, day_of
from chainboard.analysis.steps import TAKE_BACK
from chainboard.ledger import book, doing, table
from chainboard.ledger.book import Writing
from chainboard.ledger.doing import Moment
from chainboard.ledger.fields import Asked
from chainboard.ledger.offices import Office, offices
from chainboard.store import csvfile
from chainboard.store.csvfile import CsvRow
from chainboard.store.faults import Broken, Stop
from chainboard.store.place import data_folder

FILE = "demo/loop.csv"
COLUMNS = "at matter step office words_zh words_en facts"
DEMO = "demo"
LISTS = {"helpers": ",", "chains": " ", "panels": " "}  # facts of several, by what parts them


def reset() -> int:
    """Write the demo's ledger anew: the same steps under the same numbers and hashes. Gives how
    many they are.

    None in a data folder without the file. Raises BuildError with the line of a step that the
    table of steps refuses, and then leaves the ledger as it was. Who has it open reads on; one that
    cannot be read makes way for a new file.
    """
    is_told = (data_folder() / FILE).exists()
    lines = csvfile.rows(data_folder(), FILE, COLUMNS) if is_told else []
    try:
        _write(lines)
    except Broken:
        file = book.ledger_file(DEMO)
        for end in ("", "-wal", "-shm"):
            file.with_name(f"{file.name}{end}").unlink(missing_ok=True)
        _write(lines)
    return book.head(DEMO).number


def is_there() -> bool:
    """Whether the demo has a ledger."""
    return book.ledger_file(DEMO).exists()


def _write(lines: Iterable[CsvRow]) -> None:
    named: dict[str, str] = {}
    known = offices(DEMO, 0)
    with book.writing(DEMO) as writing:
        writing.begin_anew()
        for line in lines:
            _take(line, named, writing, known)


def _take(
    line: CsvRow, named: dict[str, str], writing: Writing, known: Mapping[str, Office]
) -> None:
    """One line of the file. named: the matter that each name of the file stands for."""
    kind, step = line.needed("step").split()
    key, at = line.needed("matter"), _moment(line)
    asked = Asked(kind, step, line.needed("office"), named.get(key, ""), *_said(line, kind, step))
    salt = f"{line.line:032x}"
    try:
        event = doing.record(writing, asked, known, Moment(at, day_of(at)), salt)
    except Stop as stop:
        raise line.fault(stop.zh, stop.en) from None
    named[key] = event.matter
    if (kind, step) == doing.ISSUED:
        tasks = range(event.number + 1, writing.head.number + 1)
        named |= {f"{key}.{place}": f"task-{number}" for place, number in enumerate(tasks, 1)}


def _said(line: CsvRow, kind: str, step: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The facts and the words of a line; its words are the text, or the reason or basis that the
    step needs."""
    lines = [one for one in table.steps() if (one.kind, one.step) == (kind, step)]
    needs = {name for one in lines for name in one.needs} if step != TAKE_BACK else set()
    word = next((name for name in ("reason", "basis") if name in needs), "text")
    told: dict[str, Any] = dict(part.split("=", 1) for part in line["facts"].split(";") if part)
    facts = {
        name: value.split(LISTS[name]) if name in LISTS else value
        for name, value in told.items()
        if name.removesuffix("_en") not in table.WORDS
    }
    words = {name: value for name, value in told.items() if name not in facts}
    written = {word: line["words_zh"], f"{word}_en": line["words_en"]}
    return facts, {**words, **{name: text for name, text in written.items() if text}}


def _moment(line: CsvRow) -> datetime:
    """The moment of a line, by the clock of the city, in UTC."""
    there = datetime.fromisoformat(line.needed("at")).replace(tzinfo=CHINA)
    return there.astimezone(UTC).replace(tzinfo=None)
