"""Editions of the city pack, worked out from the main file; an old one can be made again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from chainboard.store import (
    build,
    csvfile,
    dictionary,
    editions,
    expected,
    roles,
    shown_cards,
    statements,
)
from chainboard.store.city import tables as city_tables
from chainboard.store.city.desk import PACK, main_file
from chainboard.store.city.owners import claims
from chainboard.store.city.rows import Kept, Tables, as_json
from chainboard.store.faults import NotFound
from chainboard.store.place import edition_file, pack_folder
from chainboard.store.published import book as published_book, lists as published_lists
from chainboard.store.schemas import SCHEMA_VERSION


@dataclass(frozen=True)
class State:
    """All that an edition is worked out from, besides the rows that were sent.

    loads       load_id → accepted or withdrawn
    dictionary  area, chain, alias, metric, stage, rule, park, series_note and overview_card as
                JSON; as expected and roles the lines of the city's own lists in use; as claims
                what offices that sent can only claim, as owners.claims has it
    first       load_id → the earlier edition that first held it
    """

    loads: dict[int, str]
    as_of: date
    dictionary: str
    first: dict[int, int] = field(default_factory=dict)

    @property
    def dictionary_sha256(self) -> str:
        """The hash that the dictionary is kept under."""
        return sha256(self.dictionary.encode()).hexdigest()


def dictionary_now(data: Path) -> Tables:
    """The dictionary of this release, with the parks that published sources name.

    What those sources say of a park's level stays with them: here it would stand unsourced.
    """
    named = published_lists.parks(published_book.read(data))
    parks = [{**park, "level_zh": None, "level_en": None} for park in named]
    return {**dictionary.tables(data), "park": parks}


def standing(con: duckdb.DuckDBPyConnection, data: Path) -> State:
    """What the next edition of the open main file is worked out from.

    Raises BuildError for a line of the city's own lists that cannot be used.
    """
    loads = con.table("load").project("load_id, status, sent_at::date").fetchall()
    offices = con.table("load").project("sent_by").distinct().fetchall()
    ((created,),) = con.table("schema_state").project("created_on").fetchall()
    accepted = [day for _, status, day in sorted(loads) if status == "accepted"]
    words = dictionary_now(data)
    own = {
        "expected": [line.cells for line in expected.city_lines()],
        "roles": [line.cells for line in roles.city_lines(_chains(words))],
        "claims": claims(words["metric"], [office for (office,) in offices]),
    }
    return State(
        {load_id: status for load_id, status, _ in loads},
        accepted[-1] if accepted else created,
        as_json({**words, **shown_cards.tables(data), **own}),
        _first_editions(con, before=None),
    )


def is_published(con: duckdb.DuckDBPyConnection, state: State) -> bool:
    """Whether the current edition shows this state, whole and with this release's tables."""
    number = editions.pointed(pack_folder(PACK))
    if number is None or not edition_file(PACK, number).exists():
        return False
    kept = con.table("edition_state").filter(f"edition = {number}")
    told = kept.project("as_of, schema_version, dictionary").fetchall()
    shown = con.table("edition_load").filter(f"edition = {number}").project("load_id, status")
    return (
        told == [(state.as_of, SCHEMA_VERSION, state.dictionary_sha256)]
        and dict(shown.fetchall()) == state.loads
        and editions.schema_of(PACK, number) in (None, SCHEMA_VERSION)
    )


def publish(state: State, data: Path) -> int:
    """Publish an edition of this state; no connection to the main file may be open."""
    return editions.publish_filled(PACK, main_file(), state.as_of, filler(state, data))


def keep(con: duckdb.DuckDBPyConnection, number: int, state: State) -> None:
    """Write down what edition number was worked out from, so that it can be made again."""
    with editions.open_edition(PACK, number) as edition:
        ((content,),) = edition.table("edition").project("content").fetchall()
    kept = {"sha256": state.dictionary_sha256, "tables": state.dictionary}
    told = {
        "edition": number,
        "as_of": state.as_of,
        "schema_version": SCHEMA_VERSION,
        "dictionary": state.dictionary_sha256,
        "content": content,
    }
    con.begin()
    con.execute(statements.named("city/writes", "keep_dictionary"), kept)
    con.execute(statements.named("city/writes", "keep_edition"), told)
    con.execute(statements.named("city/writes", "keep_edition_loads"), {"edition": number})
    con.commit()


def kept_state(con: duckdb.DuckDBPyConnection, number: int) -> State:
    """What an edition was worked out from. Raises NotFound for one that was never published."""
    told = con.table("edition_state").filter(f"edition = {int(number)}").fetchall()
    if not told:
        raise NotFound(f"没有第 {number} 版。", f"There is no edition {number}.")
    ((_, as_of, _, kept, _),) = told
    texts = dict(con.table("dictionary_kept").fetchall())
    loads = con.table("edition_load").filter(f"edition = {int(number)}")
    first = _first_editions(con, before=number)
    return State(dict(loads.project("load_id, status").fetchall()), as_of, texts[kept], first)


def write_again(number: int, state: State, data: Path) -> Path:
    """Make an old edition once more into var/city/rebuilt; the main file must be closed."""
    final = pack_folder(PACK) / "rebuilt" / f"{number:06d}.duckdb"
    final.parent.mkdir(parents=True, exist_ok=True)
    stamp: dict[str, object] = {"pack": PACK, "number": number, "as_of": state.as_of}
    editions.write(final, main_file(), stamp, filler(state, data))
    return final


def filler(state: State, data: Path) -> editions.Fill:
    """What fills the tables of an edition with this state."""

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        loads = _asked(con, "loads_held")
        build.fill(
            con, _tables(con, state, [x for x in loads if x["load_id"] in state.loads], data), data
        )
        con.register("claimed", _claimed(state))
        con.execute(statements.named("city/writes", "copy_figures"))
        con.unregister("claimed")
        con.execute(statements.named("city/writes", "find_periods"))

    return fill


def parents(words: Tables, loads: list[dict[str, Any]], parks: dict[str, object]) -> Tables:
    """The tables that others refer to: dictionary, loads, their sources, the parks.

    parks  park_id → area_code of parks that rows name; one without a known name keeps its id
    """
    known = {str(row["park_id"]): row for row in words["park"]}
    unknown = [
        {"park_id": park, "name_zh": park, "name_en": park, "area_code": area, "sort": 1000}
        for park, area in sorted(parks.items())
        if park not in known
    ]
    return {
        **{table: rows for table, rows in words.items() if table != "park"},
        "load": loads,
        "source": [_source(load) for load in loads],
        "park": [*known.values(), *unknown],
    }


def named_parks(rows: Iterable[Kept]) -> dict[str, object]:
    """The parks that rows of lists name, with the county of the first row that gives one."""
    found: dict[str, object] = {}
    for row in rows:
        if "park_id" in row.fields:
            park = str(row.fields["park_id"])
            found[park] = found.get(park) or row.fields.get("area_code")
    return found


def read_rows(told: Iterable[dict[str, Any]]) -> list[Kept]:
    """Rows of the table loaded_row as they were kept."""
    return [Kept(**{**row, "fields": json.loads(row["fields"])}) for row in told]


def _tables(
    con: duckdb.DuckDBPyConnection, state: State, loads: list[dict[str, Any]], data: Path
) -> Tables:
    words: Tables = dictionary.completed(json.loads(state.dictionary), data)
    words.pop("claims", None)
    owed = csvfile.kept_rows(expected.FILE, words.pop("expected", []))
    led = csvfile.kept_rows(roles.FILE, words.pop("roles", []))
    shown = {table: words.pop(table, []) for table in ("series_note", "overview_card")}
    for load in loads:
        load["status"] = state.loads[load["load_id"]]
        load["first_edition"] = state.first.get(load["load_id"])
    accepted = {load["load_id"]: load for load in loads if load["status"] == "accepted"}
    rows = [row for row in read_rows(_asked(con, "accepted_rows")) if row.load_id in accepted]
    held = con.execute(statements.named("city/writes", "parks_held"), {"loads": list(accepted)})
    parks = {**dict(held.fetchall()), **named_parks(rows)}
    withdrawn = [load_id for load_id, status in state.loads.items() if status == "withdrawn"]
    sent_on = {load_id: str(load["sent_at"])[:10] for load_id, load in accepted.items()}
    found = parents(words, loads, parks)
    found["source"] += [roles.source()] if led else []
    return {
        **found,
        **shown,
        "chain_role": roles.chain_roles(led, _chains(words)),
        "expected": expected.expected(owed, state.as_of),
        "load_period": city_tables.load_periods(rows),
        "load_issue": [x for x in _asked(con, "issues_held") if x["load_id"] in state.loads],
        "withdrawal": [x for x in _asked(con, "withdrawals_held") if x["load_id"] in withdrawn],
        **city_tables.tables(rows, sent_on, dictionary.city_code(words["area"])),
    }


def _claimed(state: State) -> pa.Table:
    """What the offices of this state can only claim; an edition from before this was asked has
    none, and is made again as it was."""
    kept = json.loads(state.dictionary).get("claims", [])
    columns = pa.schema([("sent_by", pa.string()), ("metric_id", pa.string())])
    return pa.Table.from_pylist(kept, columns)


def _chains(words: Tables) -> list[str]:
    return [str(row["chain_id"]) for row in words["chain"]]


def _first_editions(con: duckdb.DuckDBPyConnection, before: int | None) -> dict[int, int]:
    told = con.execute(statements.named("city/writes", "first_editions"), {"before": before})
    return dict(told.fetchall())


def _source(load: dict[str, Any]) -> dict[str, object]:
    return {
        "source_id": city_tables.source_id(load["load_id"]),
        "title": f"{load['sent_by']}：{load['file_name']}",
        "publisher": load["sent_by"],
        "published_on": str(load["sent_at"])[:10],
        "grade": "city",
    }


def _asked(con: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    answer = con.execute(statements.named("city/writes", name))
    columns = [column[0] for column in answer.description or []]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
