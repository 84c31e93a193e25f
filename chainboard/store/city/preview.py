"""What a file would change: its rows beside those that the current edition shows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import duckdb

from chainboard.person import EVERYONE, Audience, Place
from chainboard.store import editions, statements
from chainboard.store.audience import restrict
from chainboard.store.city import edition as city_edition
from chainboard.store.city.desk import PACK
from chainboard.store.city.keys import Named, ids, named
from chainboard.store.city.rows import Kept, Rows, Sound, as_json, sound
from chainboard.store.faults import NotFound
from chainboard.store.place import data_folder, pack_folder

REACHED = ("period_end", "stage", "signed_on", "started_on", "completed_on", "produced_on")
MOST = 1000  # changes that are listed one by one


@dataclass(frozen=True)
class Change:
    """One row that says something else than before.

    subject  what the row is about, by its ids; old, new  as text, "" where nothing stood
    """

    sheet: str
    cell: str
    subject: str
    old: str
    new: str


@dataclass(frozen=True)
class Preview:
    """How many rows are new, changed and the same; the changes one by one, at most MOST."""

    new: int
    changed: int
    same: int
    changes: tuple[Change, ...]


def preview(batches: Sequence[Rows], office: str = "", audience: Audience = EVERYONE) -> Preview:
    """What loading the batches would change of the current edition. Opens only the edition.

    office    who sends them; "" where that is not said yet
    audience  what may be told of the edition: a row that it does not see is new

    Raises Unfit for a name that is not in the dictionary, NotFound when there is no edition.
    """
    words = city_edition.dictionary_now(data_folder())
    return compared(sound(batches, words, office=office), audience)


def places_of(names: Collection[Named]) -> Iterator[tuple[Named, Place]]:
    """The place of every row that the current edition holds of these projects, deals, firms and
    problems, whoever may see it; nothing without an edition.

    names  as keys.named gives them
    """
    number = editions.current(PACK)
    if number is None or not names:
        return
    with editions.open_edition(PACK, number) as con:
        held = con.table("loaded_row").project("template, fields").fetchall()
    for template, fields in held:
        said = json.loads(fields)
        name = named(template, said)
        if name is not None and name in names:
            chain, area, park = (said.get(part) for part in ("chain_id", "area_code", "park_id"))
            yield name, (chain, area, park)


def reached(audience: Audience = EVERYONE) -> dict[str, dict[str, dict[str, str]]]:
    """How far each project and deal is in the current edition: template → code → its newest row,
    period_end and those of REACHED that it has. Nothing without an edition that can be read.

    audience  what may be told of the edition
    """
    number = editions.pointed(pack_folder(PACK))
    if number is None:
        return {}
    try:
        with editions.open_edition(PACK, number) as con:
            restrict(con, audience)
            rows = con.execute(statements.named("city/writes", "newest_rows")).fetchall()
    except duckdb.Error:  # the load says what is wrong with it; a remark is not worth a fault
        return {}
    found: dict[str, dict[str, dict[str, str]]] = {}
    for template, fields in rows:
        said = json.loads(fields)
        told = {name: str(said[name]) for name in REACHED if said.get(name)}
        found.setdefault(template, {})[str(said[ids(template)[0]])] = told
    return found


def compared(found: Sound, audience: Audience = EVERYONE) -> Preview:
    """The rows of a file beside those of the current edition. Raises NotFound without one."""
    number = editions.current(PACK)
    if number is None:
        raise NotFound("还没有版次。", "There is no edition yet.")
    with editions.open_edition(PACK, number) as con:
        restrict(con, audience)
        listed = _listed(con, found.listed)
        figures = _figures(con, found)
    return Preview(
        listed.new + figures.new,
        listed.changed + figures.changed,
        listed.same + figures.same,
        (*listed.changes, *figures.changes)[:MOST],
    )


def _figures(con: duckdb.DuckDBPyConnection, found: Sound) -> Preview:
    sent = found.reported
    if not sent.num_rows:
        return Preview(0, 0, 0, ())
    con.register("sent", sent)
    con.register("compared", con.sql(statements.named("city/writes", "figure_changes").rstrip(";")))
    answer = con.execute(statements.named("city/writes", "count_changes")).fetchall()
    ((new, changed, same),) = answer
    told = (
        con.execute(statements.named("city/writes", "show_changes"), {"most": MOST}).fetchall()
        if changed
        else []
    )
    changes = [Change(*(str(x) if x is not None else "" for x in row)) for row in told]
    return Preview(new, changed, same, tuple(changes))


def _listed(con: duckdb.DuckDBPyConnection, rows: list[Kept]) -> Preview:
    known = {
        (template, key): fields
        for template, key, fields in con.table("loaded_row")
        .project("template, row_key, fields")
        .fetchall()
    }
    olds = [known.get((row.template, row.row_key)) for row in rows]
    changed = [
        (row, json.loads(old))
        for row, old in zip(rows, olds, strict=True)
        if old is not None and old != as_json(row.fields)
    ]
    changes = [change for row, old in changed for change in _field_changes(row, old)]
    new = olds.count(None)
    same = len(rows) - new - len(changed)
    return Preview(new, len(changed), same, tuple(changes[:MOST]))


def _field_changes(row: Kept, old: dict[str, object]) -> list[Change]:
    """One change a field: subject is the key of the row and the field."""
    key = " ".join(str(part) for part in json.loads(row.row_key) if part is not None)
    return [
        Change(row.sheet, row.cell, f"{key} {name}", _text(old, name), _text(row.fields, name))
        for name in sorted({*old, *row.fields})
        if old.get(name) != row.fields.get(name)
    ]


def _text(fields: dict[str, object], name: str) -> str:
    return str(fields.get(name, ""))
