"""The audit for those who read it, and the one line that each export adds to it.

What was done stands in no edition: it is asked anew each time.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import Any

from chainboard import navigation
from chainboard.page import Page
from chainboard.person import Person
from chainboard.store import audit, chain, dictionary
from chainboard.store.place import data_folder
from chainboard.view import Row, View
from chainboard.words import act_name
from chainboard.words.periods import month as month_name
from chainboard.words.texts import LANGUAGES

MOST = 500  # acts that are shown at once
FIRMS = "firms"  # beside the kinds: exports in which a line names a single firm

_reading = chain.Reading()
_lock = Lock()


@dataclass(frozen=True)
class Given:
    """How many lines of tables are given to a person, and how many of them name a single firm."""

    rows: int
    firms: int = 0


def given(rows: Iterable[Mapping[str, Any]]) -> Given:
    """What rows are where they are given away: a firm is named by its own row, as an investor, or
    where a source speaks of it."""
    held = list(rows)
    return Given(len(held), sum(map(_names_a_firm, held)))


def _names_a_firm(row: Mapping[str, Any]) -> bool:
    is_firm = row.get("enterprise_id") and row.get("name_zh")
    return bool(is_firm or row.get("investor_zh") or row.get("reason") == "company")


def export(view: View, what: str, made: Given, person: Person, is_internal: bool = False) -> None:
    """Record that rows are given to a person, where they are not everyone's.

    what  page, panel and form (chain/output_trend.csv chain=petrochem), or a question
    is_internal  whether they are of no pack, and nobody's in any case

    Raises Unrecorded where it cannot be written: then nothing may be given away.
    """
    if view.pack.is_public and not is_internal:
        return
    edition = None if is_internal else view.edition
    told = {"rows": made.rows, "firms": made.firms, "edition": edition}
    audit.append("export", person.office, person.account, what, **told)


def acts(
    since: date | None = None, office: str = "", kind: str = "", before: date | None = None
) -> Iterator[Row]:
    """What was done, oldest first: number, at, kind, office, account, words, rows, firms, load_id.

    since   the first day, where the machine stands, so is at; before: the day after the last
    office  only of that one; kind: only of that, or FIRMS
    """
    first, last = (_utc(day) if day else None for day in (since, before))
    for told in chain.entries():
        at = str(told.get("at") or "")
        if (first or last) and not (first or "0") <= at < (last or "9"):
            continue
        if (not office or told.get("office") == office) and (not kind or _is_of(told, kind)):
            yield _row(told)


def _is_of(told: Mapping[str, Any], kind: str) -> bool:
    if kind == FIRMS:
        return told.get("kind") == "export" and bool(told.get("firms"))
    return _kind(told) == kind


def _kind(told: Mapping[str, Any]) -> str:
    """Its kind; unknown in a line that was put in."""
    kind = told.get("kind")
    return str(kind) if kind in audit.KINDS else "unknown"


def _utc(day: date) -> str:
    """The beginning of a day where the machine stands, as the audit writes a moment."""
    return datetime(day.year, day.month, day.day).astimezone(UTC).replace(tzinfo=None).isoformat()


def state() -> chain.State:
    """The state of the chain. What was read before is hashed and not read again where it is the
    same: a server that runs on reads what was added."""
    with _lock:
        return chain.check(_reading)


def up_to(view: View) -> str:
    """What the audit page is of: this installation's audit, up to which line."""
    number = view.say.number(state().number, 0)
    return view.say("本机的审计记录，到第 {number} 号").format(number=number)


def places() -> list[Row]:
    """What chains and counties are called that exports name, each by its own id."""
    data = data_folder()
    tables = (dictionary.by_key(data, table) for table in ("chain", "area"))
    return [Row(row.cells) for table in tables for row in table.values()]


def told_state() -> Row:
    """The state of the chain, as chain.State has it."""
    found = state()
    told = {**asdict(found), "broken_said_zh": found.zh, "broken_said_en": found.en}
    return Row(told, is_whole=found.is_whole)


def chosen(view: View) -> tuple[int, list[Row]]:
    """How many acts a view chooses, and those of them that it shows, the newest first; an export
    with the name of its page (page_zh, page_en)."""
    skipped = int(view.skip or 0)
    count, newest = _newest(view, skipped + MOST)
    named = {page.address: page for page in navigation.pages()}
    return count, [_with_page(row, named) for row in newest[skipped:]]


def _with_page(row: Row, named: Mapping[str, Page]) -> Row:
    page = named.get(re.split("[/.]", row.words)[0]) if row.kind == "export" else None
    return row.with_(page_zh=page.name_zh, page_en=page.name_en) if page else row


def _newest(view: View, most: int) -> tuple[int, list[Row]]:
    if not (view.since or view.until or view.office or view.act):
        return state().entries, [_row(each) for each in chain.newest(most)]
    since = _first_of(view.since) if view.since else None
    before = _after(_first_of(view.until)) if view.until else None
    stat = audit.log_file().stat() if audit.log_file().exists() else None
    is_now = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns) if stat else ()
    count, rows = _picked((since, view.office, view.act, before), most, is_now)
    return count, list(rows)


@lru_cache(maxsize=2)  # a page asks for how many to pass over, and then for the acts
def _picked(
    choice: tuple[date | None, str, str, date | None], most: int, _is_now: tuple[int, ...]
) -> tuple[int, tuple[Row, ...]]:
    """How many acts of a choice there are, and the newest of them; read anew once the file is
    another."""
    count, found = 0, deque[Row](maxlen=most)
    for row in acts(*choice):
        count += 1
        found.append(row)
    return count, tuple(reversed(found))


def choices() -> dict[str, tuple[Row, ...]]:
    """What acts can be chosen by, for the axes of a page that shows them: the months from the first
    act to the last, newest first; the kinds; the offices that did something; how many to pass."""
    with _lock:
        offices, first, last = _named.read()
        skips = range(MOST, _named.acts, MOST)
    months = tuple(reversed(list(_months(first, last)))) if first and last else ()
    kinds = (FIRMS, *audit.KINDS)
    return {
        "since": months,
        "until": months,
        "act": tuple(Row(act=kind, **_called(kind)) for kind in kinds),
        "skip": tuple(Row(skip=str(each), name_zh="", name_en="") for each in skips),
        "office": tuple(Row(office=each, name_zh=each, name_en=each) for each in sorted(offices)),
    }


def _called(kind: str) -> dict[str, str]:
    return {f"name_{lang}": act_name(lang, kind) for lang in LANGUAGES}


def _months(first: date, last: date) -> Iterator[Row]:
    each = first.replace(day=1)
    while each <= last:
        named = {f"name_{lang}": month_name(lang, each) for lang in LANGUAGES}
        yield Row(month=f"{each:%Y-%m}", **named)
        each = _after(each)


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _after(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


@dataclass
class _Named:
    """The offices that the audit names, its first and its last day, and how many acts it has; read
    on where it has grown."""

    begins: bytes = b""
    size: int = 0
    acts: int = 0
    offices: set[str] = field(default_factory=set)
    days: list[date] = field(default_factory=list)

    def read(self) -> tuple[set[str], date | None, date | None]:
        file = audit.log_file()
        begins = next(chain.lines_of(file), b"")
        size = file.stat().st_size if file.exists() else 0
        if begins != self.begins or size < self.size:
            self.begins, self.size, self.acts = begins, 0, 0
            self.offices, self.days = set(), []
        for raw in chain.lines_of(file, self.size):
            self.size += len(raw) + 1
            self._take(raw)
        return self.offices, *((min(self.days), max(self.days)) if self.days else (None, None))

    def _take(self, raw: bytes) -> None:
        try:
            told = json.loads(raw)
        except ValueError:
            return
        self.acts += isinstance(told, dict)
        if isinstance(told, dict) and (at := _when(told.get("at"))):
            self.days = [min([*self.days, at.date()]), max([*self.days, at.date()])]
            if office := told.get("office"):
                self.offices.add(str(office))


_named = _Named()


def _row(told: Mapping[str, Any]) -> Row:
    said = {name: str(told.get(name) or "") for name in ("office", "account", "words")}
    return Row(
        number=told.get("number"),
        at=_when(told.get("at")),
        kind=_kind(told),
        **said,
        rows=told.get("rows", told.get("rows_held")),
        firms=told.get("firms"),
        load_id=told.get("load_id"),
    )


def _when(said: object) -> datetime | None:
    """The moment where the machine stands; None for no moment."""
    try:
        return audit.here(datetime.fromisoformat(str(said)))
    except ValueError:
        return None
