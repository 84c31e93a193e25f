"""The city's own data: files loaded, loads taken back, an edition after each, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from chainboard.store import audit, build, dictionary, editions, statements
from chainboard.store.city import (
    audit as city_audit,
    edition as city_edition,
    preview as city_preview,
    rows as city_rows,
    tables as city_tables,
)
from chainboard.store.city.desk import DESK, PACK, Desk, check_space, locked, opened, plainly
from chainboard.store.city.rows import Rows, Sound
from chainboard.store.engine import SAFE
from chainboard.store.faults import BuildError, NotFound, Unfit
from chainboard.store.place import edition_file, pack_folder


class Remark(Protocol):
    """An issue found in a file; intake.issue.Issue is one."""

    @property
    def code(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def cell(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def severity(self) -> str: ...


@dataclass(frozen=True)
class Sent:
    """A file as it was sent.

    path  where it lies; name  what its sender calls it; office  who sent it
    """

    path: Path
    name: str
    office: str


@dataclass(frozen=True)
class Loaded:
    """What a load did.

    load_id  None when nothing was loaded: said is then same_file or same_rows
    edition  the current edition after it
    rows     rows loaded; new, changed and same are how they stood to the edition before
    """

    load_id: int | None
    edition: int
    rows: int
    new: int
    changed: int
    same: int
    said: str = ""


def open_city(desk: Desk = DESK) -> int:
    """Make the pack when it is missing, put right what a crash left. Returns the current edition.

    Publishes a load that was accepted and not published, and anew a current edition that is
    damaged; completes audit.jsonl, deletes half written editions. Raises Busy, Broken and
    WrongRelease.
    """
    with _writing("", "", desk) as number:
        fault = editions.fault_of(edition_file(PACK, number))
        if not fault:
            return number
        desk.progress(f"damaged: {number:06d}.duckdb: {fault}", 0)
        return _publish(desk, anew=True)


def load(
    batches: Sequence[Rows], issues: Sequence[Remark], sent: Sent, desk: Desk = DESK
) -> Loaded:
    """Load a checked file in one transaction and publish an edition with it.

    batches  its sheets; rows with an error are left out
    issues   what the check remarked, kept with the load
    sent     the file; its name, its office and its SHA-256 are kept

    The same file, or rows that all stand already, load nothing. Raises Busy, NoSpace, Unfit
    (nothing was written), and Broken.
    """
    with _writing(sent.office, sent.name, desk) as number:
        with sent.path.open("rb") as data:
            sha256 = file_digest(data, "sha256").hexdigest()
        with opened(desk) as con:
            held = con.table("load").filter("status = 'accepted'").project("sha256").fetchall()
            load_id = city_audit.next_load(con)
        if (sha256,) in held:
            return Loaded(None, number, 0, 0, 0, 0, "same_file")
        check_space(sent.path.stat().st_size, desk)
        desk.progress("comparing", 10)
        words = city_edition.dictionary_now(desk.data)
        found = city_rows.sound(batches, words, load_id, sent.office)
        change = city_preview.compared(found)
        counts = (change.new, change.changed, change.same)
        if not change.new and not change.changed:
            return Loaded(None, number, 0, *counts, "same_rows")
        told = {
            "load_id": load_id,
            "file_name": sent.name,
            "sha256": sha256,
            "template": ",".join(sorted({batch.template for batch in batches})),
            "sent_by": sent.office,
            "sent_at": audit.now(),
        }
        _rehearse(found, told, words, desk)
        desk.progress("writing", 30)
        _accept(found, told, issues, desk)
        return Loaded(load_id, _publish(desk), sum(counts), *counts)


def withdraw(load_id: int, office: str, reason: str, desk: Desk = DESK) -> int:
    """Take a load back and publish an edition without it. Returns the current edition.

    Its rows stay in the main file. Raises NotFound for a load that is not there or already
    withdrawn, ValueError without a reason, Busy and Broken.
    """
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason")
    with _writing(office, f"load {load_id}", desk):
        with opened(desk) as con:
            held = con.table("load").filter("status = 'accepted'").project("load_id").fetchall()
            if (load_id,) not in held:
                raise NotFound(
                    f"没有第 {load_id} 次导入，或已撤回。",
                    f"There is no load {load_id}, or it is withdrawn.",
                )
            told = {"load_id": load_id, "office": office, "reason": reason}
            con.begin()
            _run(con, "withdraw_load", {"load_id": load_id})
            _run(con, "add_withdrawal", {**told, "at": audit.now()})
            city_audit.record(con, "withdrawal", office, {"load_id": load_id, "words": reason})
            city_audit.confirm(con, desk.account)
            con.checkpoint()
        return _publish(desk)


def rebuild(number: int, desk: Desk = DESK) -> Path:
    """Make an old edition once more, with the dictionary it had. Returns its file.

    Its content hash is that of the edition. Raises NotFound for one that was never published.
    """
    with _writing("", f"edition {number}", desk):
        with opened(desk) as con:
            state = city_edition.kept_state(con, number)
        return city_edition.write_again(number, state, desk.data)


@contextmanager
def _writing(office: str, file: str, desk: Desk) -> Iterator[int]:
    """The lock, with the pack made, put right and published; gives the current edition."""
    with plainly(), locked(office, file, desk):
        desk.progress("opening", 0)
        editions.delete_drafts(PACK)
        yield _publish(desk)


def _publish(desk: Desk, anew: bool = False) -> int:
    """The current edition, published anew when the main file says something else.

    anew  publish even though the current edition is of this state: it is damaged
    """
    with opened(desk) as con:
        state = city_edition.standing(con, desk.data)
        number = editions.pointed(pack_folder(PACK))
        if number and not anew and city_edition.is_published(con, state):
            return number
    desk.progress("publishing", 60)
    number = city_edition.publish(state, desk.data)
    with opened(replace(desk, progress=lambda step, percent: None)) as con:
        city_edition.keep(con, number, state)
    desk.progress("done", 100)
    return number


def _rehearse(found: Sound, told: Mapping[str, Any], words: city_rows.Tables, desk: Desk) -> None:
    """Raises Unfit for rows of lists that the tables of an edition would refuse."""
    if not found.listed:
        return
    row = {**told, "rows_in": 0, "rows_kept": 0, "status": "accepted"}
    parks = city_edition.named_parks(found.listed)
    lists = city_tables.tables(
        found.listed,
        {told["load_id"]: str(told["sent_at"])[:10]},
        dictionary.city_code(words["area"]),
    )
    with duckdb.connect(config=SAFE) as con:
        try:
            tables = {**city_edition.parents(words, [row], parks), **lists}
            build.fill(con, tables, desk.data)
        except BuildError as refusal:
            raise Unfit(refusal.zh, refusal.en) from None


def _accept(found: Sound, told: Mapping[str, Any], issues: Sequence[Remark], desk: Desk) -> None:
    """Everything of one load in one transaction, then the audit file."""
    load_id = told["load_id"]
    held = found.figures.num_rows + len(found.listed)
    counted = {"rows_in": found.rows_in, "rows_kept": found.rows_kept}
    rows_sha256 = city_rows.fingerprint(found)
    with opened(desk) as con:
        con.begin()
        try:
            con.register("sent", found.figures)
            source = city_tables.source_id(load_id)
            _run(con, "add_figures", {"load_id": load_id, "source_id": source})
            con.register("listed", city_rows.listed_table(found.listed))
            _run(con, "add_rows", {"load_id": load_id})
            con.register("remarks", _remarks(issues))
            _run(con, "add_issues", {"load_id": load_id})
        except (duckdb.ConstraintException, duckdb.ConversionException) as refusal:
            why = str(refusal).splitlines()[0]
            raise Unfit(
                f"数据表不接受这些行：{why}", f"The tables refuse these rows: {why}"
            ) from None
        _run(con, "add_load", {**told, **counted, "rows_sha256": rows_sha256})
        entry = {"load_id": load_id, "words": told["file_name"], "sha256": told["sha256"]}
        city_audit.record(con, "load", told["sent_by"], {**entry, "rows_held": held})
        city_audit.confirm(con, desk.account)
        con.checkpoint()


def _remarks(issues: Sequence[Remark]) -> pa.Table:
    named = {"sheet": "sheet", "cell": "cell", "column_name": "column", "severity": "severity"}
    named |= {"code": "code", "value": "value", "words_zh": "zh", "words_en": "en"}
    columns = {
        name: pa.array([getattr(issue, told) for issue in issues], pa.string())
        for name, told in named.items()
    }
    return pa.table({"number": pa.array(range(1, len(issues) + 1), pa.int32()), **columns})


def _run(con: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, Any]) -> None:
    con.execute(statements.named("city/writes", name), dict(values))
