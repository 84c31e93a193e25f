"""The door to the figures: named questions, asked of one edition, answered in plain rows."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import duckdb

from chainboard.kept import Kept
from chainboard.page import AXES
from chainboard.store import changes as store_changes, cursors, editions, schemas
from chainboard.store.limits import in_time
from chainboard.store.place import QUERIES, edition_file
from chainboard.store.statements import Statement, read
from chainboard.view import Row, View

TRAITS = ("is_record", "is_lit", "is_ranked", "is_aged", "is_sent")  # that SQL may ask for
HERE = "places.here"  # the question for the area where a view names none
# An answer counts one more than its rows: one without any takes room too.
_answers: Kept[list[Row]] = Kept(50_000, lambda rows: len(rows) + 1)


class Damaged(Exception):
    """The file of an edition is missing or cannot be read."""


def ask(view: View, name: str, **more: Any) -> list[Row]:
    """The rows that answer one named question ("chain_output.by_month") on the view's edition.

    Only the parameters that the statement uses are bound: those of the view, and more. An
    edition never changes, so an answer is kept: a question about a chain's firms is not asked
    again because the period is another. Rows are shared: with_() makes another one, nobody
    writes into them.
    Every panel, sheet and command asks here. What the view's audience may not see has left the
    tables before the statement reads them (store.audience); the audience is part of every key.
    Raises KeyError for a name that no file has, Damaged for an edition that cannot be read,
    WrongRelease for one of a newer release, TooLong, and duckdb.Error where the statement is wrong.
    """
    statement = find(name)
    known = {**parameters(view), **more}
    if "scope" in statement.parameters and not known["scope"]:
        known["scope"] = _here(view)
    bound = {name: known[name] for name in statement.parameters}
    key = (*whose(view), name, *map(_hashable, bound.values()))
    return list(_answers.get(key, lambda: _answered(view, statement, bound)))


def once(view: View, page: str, work: Callable[[View], list[Row]]) -> list[Row]:
    """What a page works out of its answers for several of its panels: work(view), once a view.

    page  its address; with the function's name it says what was worked out
    It is of figures alone: panels that read the work loop share it with those that do not.
    The rows are kept and shared as those of ask are: nobody writes into them.
    """
    seen = view.of_figures
    key = (*whose(seen), page, work.__name__, seen)
    return list(_answers.get(key, lambda: work(seen)))


def _here(view: View) -> str | None:
    """The area that the edition's board is about: its city. Asked once, as every answer is kept."""
    (row,) = ask(view, HERE) or [Row(area_code=None)]
    return row.area_code  # type: ignore[no-any-return]


def changes(view: View, before: int | None) -> list[Row]:
    """What differs between the view's edition and an earlier one, as store.changes has it.

    before  number of the earlier edition; None gives no rows. The answer is kept, as ask does
    Raises Damaged when either edition cannot be read.
    """
    if before is None:
        return []
    key = (*whose(view), "changes", before, editions.mark(view.pack.name, before))
    return list(_answers.get(key, lambda: _compared(view, before)))


def newly(view: View) -> list[Row]:
    """The figures that differ from those of the edition before; none where there is none."""
    found = changes(view, edition_before(view))
    return [row for row in found if row.kind not in ("target_moved", "rule_moved")]


def edition_before(view: View) -> int | None:
    """The edition before the view's; None when there is none, or one of a newer release."""
    earlier = [number for number in editions.numbers(view.pack.name) if number < view.edition]
    if not earlier:
        return None
    version = editions.schema_of(view.pack.name, earlier[-1])
    is_refused = version is not None and schemas.refusal(version)
    return None if is_refused else earlier[-1]


def _compared(view: View, before: int) -> list[Row]:
    pack, after = view.pack.name, view.edition
    try:
        return store_changes.changes(pack, before, after, view.audience)
    except duckdb.Error as fault:
        if _is_damaged(pack, before, after):
            raise Damaged(f"edition {before} or {after} of {pack}") from fault
        raise


def kept() -> int:
    """How many answers are kept."""
    return len(_answers)


def forget() -> None:
    """Forget every kept answer (for tests and benches)."""
    _answers.forget()


def whose(view: View) -> tuple[Any, ...]:
    """What everything kept depends on: the edition by file and content, who reads, and which area
    the board is about."""
    file = edition_file(view.pack.name, view.edition)
    return os.fspath(file), editions.mark_of(file), view.audience, view.scope


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _answered(view: View, statement: Statement, bound: dict[str, Any]) -> list[Row]:
    try:
        opened = cursors.of(view.pack.name, view.edition, view.audience)
        with opened as cursor, in_time(cursor):
            cursor.execute(statement.sql, bound)
            columns = [column[0] for column in cursor.description]
            return [Row(zip(columns, values, strict=True)) for values in cursor.fetchall()]
    except duckdb.Error as fault:
        if _is_damaged(view.pack.name, view.edition):
            raise Damaged(f"edition {view.edition} of {view.pack.name}") from fault
        raise


def _is_damaged(pack: str, *numbers: int) -> bool:
    """Whether one of these editions is not what was published; if none is, the statement is wrong.

    Read in full, as verify does, and only once something failed: the kind of an error does not
    tell. An absent table is one of a wrong statement and of a file that is no edition.
    """
    return any(editions.fault_of(edition_file(pack, number)) for number in numbers)


def find(name: str) -> Statement:
    """One statement by topic.name. Raises KeyError when there is none."""
    topic, _, statement = name.partition(".")
    try:
        return read(QUERIES / f"{topic}.sql")[statement]
    except FileNotFoundError as fault:
        raise KeyError(topic) from fault


def topics() -> dict[str, dict[str, Statement]]:
    """Every statement of every topic, in the order of the files."""
    return {file.stem: read(file) for file in sorted(QUERIES.glob("*.sql"))}


def parameters(view: View) -> dict[str, Any]:
    """What a view offers to a statement, by parameter name: its filters, and its pack's traits."""
    chosen = {name: getattr(view, name) for axis in AXES.values() for name in axis.asks}
    told = {name: getattr(view, name) for name in ("scope", "lang", "as_of")}
    return {**chosen, **told, **{trait: getattr(view.pack, trait) for trait in TRAITS}}
