"""The audit for those who read it, and the one line that each export adds to it.

What was done stands in no edition: it is asked anew each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from threading import Lock
from typing import Any

from chainboard.person import Person
from chainboard.store import audit, chain
from chainboard.view import Row, View

_reading = chain.Reading()
_lock = Lock()


def export(view: View, what: str, rows: int, person: Person, is_internal: bool = False) -> None:
    """Record that rows are given to a person, where they are not everyone's.

    what  page, panel and form (chain/output_trend.csv chain=petrochem), or a question
    rows  lines of its tables
    is_internal  whether they are of no pack, and nobody's in any case

    Raises Unrecorded where it cannot be written: then nothing may be given away.
    """
    if is_internal or not view.pack.is_public:
        audit.append("export", person.office, person.account, what, rows=rows, edition=view.edition)


def acts(since: date | None = None, office: str = "", kind: str = "") -> Iterator[Row]:
    """What was done, oldest first: number, at, kind, office, account, words, rows, load_id.

    since   the first day, where the machine stands; so is at
    office  only of that one; kind: only of that
    """
    for told in chain.entries():
        row = _row(told)
        is_wanted = (not office or row.office == office) and (not kind or row.kind == kind)
        if is_wanted and (since is None or (row.at is not None and row.at.date() >= since)):
            yield row


def state() -> chain.State:
    """The state of the chain. What was read before is hashed and not read again where it is the
    same: a server that runs on reads what was added."""
    with _lock:
        return chain.check(_reading)


def newest(most: int) -> tuple[Row, list[Row]]:
    """The state of the chain, as chain.State has it, and the newest acts, the newest first."""
    found = state()
    told = {**asdict(found), "broken_said_zh": found.zh, "broken_said_en": found.en}
    return Row(told, is_whole=found.is_whole), [_row(each) for each in chain.newest(most)]


def _row(told: Mapping[str, Any]) -> Row:
    said = {name: str(told.get(name) or "") for name in ("office", "account", "words")}
    kind = told.get("kind")
    return Row(
        number=told.get("number"),
        at=_when(told.get("at")),
        kind=kind if kind in audit.KINDS else "unknown",  # in a line that was put in
        **said,
        rows=told.get("rows", told.get("rows_held")),
        load_id=told.get("load_id"),
    )


def _when(said: object) -> datetime | None:
    """The moment where the machine stands; None for no moment."""
    try:
        return audit.here(datetime.fromisoformat(str(said)))
    except ValueError:
        return None
