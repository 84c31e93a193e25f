"""A city pack in which every row can be told in whatever it leaks into, and who may see which.

Each text of a row ends in a mark that names table and row, each number of it in digits that do
(ENDS). Whether a row is in scope is worked out here a second time, from the raw tables and in
plain Python, so that the SQL of the store is held against something else than itself.
"""

from __future__ import annotations

import json
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pytest

from chainboard.person import EVERYONE, NOBODY, Audience, Grant
from chainboard.store import editions
from chainboard.store.place import edition_file
from tests.store.planted_rows import LOADS, PLANTED, planted
from tests.tables import SCHEMA

RELEASE = Path(__file__).parent / "city" / "release_5.tar.xz"
AS_OF = date(2026, 11, 15)
COUNTY, OTHER_COUNTY = "621022", "621002"


def only(*chains: str, **more: Any) -> Grant:
    return Grant(frozenset(chains) or None, **more)


ROLES = {
    "general office": EVERYONE,
    "chain office": Audience((only("petrochem"),), sees_firms=True),
    "department": Audience((only("petrochem", "agriculture"),)),
    "county": Audience((only(areas=frozenset({COUNTY})),), sees_firms=True),
    "park": Audience((only(parks=frozenset({"demo_park_huan"})),), sees_firms=True),
    "office of a sub-chain": Audience((only("apple"),), sees_firms=True),
    "statistics": EVERYONE,
    "supervision": Audience((Grant(),)),
    "viewer": Audience((Grant(),)),
    "chain here, another there": Audience(
        (
            only("petrochem", areas=frozenset({COUNTY})),
            only("agriculture", areas=frozenset({OTHER_COUNTY})),
        ),
        sees_firms=True,
    ),
    "nobody": NOBODY,
}
RESTRICTED = [name for name, audience in ROLES.items() if not audience.is_everyone]

# The texts of each table that are marked, and the digits in which its numbers end.
TEXTS = {
    "area": ("name_zh", "name_en", "short_zh", "short_en"),
    "chain": ("name_zh", "name_en", "short_zh", "short_en"),
    "node": ("name_zh", "name_en"),
    "park": ("name_zh", "name_en"),
    "enterprise": ("name_zh", "name_en", "product_zh"),
    "project": ("name_zh", "name_en", "owner_zh", "note_zh"),
    "deal": ("name_zh", "name_en"),
    "chain_role": ("holder_zh", "holder_en"),
    "node_status": ("evidence_zh", "evidence_en"),
    "observation": ("sheet", "note_zh"),
    "target": ("reason_zh", "reason_en"),
    "load": ("file_name", "sent_by", "sent_by_en"),
    "expected": ("office_zh", "office_en"),
    "statement": ("subject_zh",),
    "source": ("title", "publisher"),
    "problem": ("problem", "raised_by", "owner"),
    "enterprise_figure": ("sheet",),
    "loaded_row": ("fields",),
    "load_issue": ("value", "words_zh", "words_en"),
    "withdrawal": ("reason", "withdrawn_by"),
}
NUMBERS = {
    "observation": ("value",),
    "target": ("value",),
    "deal": ("contract_value", "in_place_funds"),
    "project": ("total_investment", "year_investment"),
    "enterprise_figure": ("output",),
}
ENDS = {
    "observation": "137131", "target": "291713", "deal": "371917", "project": "471319",
    "enterprise_figure": "571913",
}  # fmt: skip
CITED = ("observation", "target", "project", "deal", "enterprise")  # by the load that brought them
MARK = re.compile(r"zq([a-z_]+)\.(\d+)q", re.IGNORECASE)
# Numbers are marked above zero: what is left when one is taken from another is no mark.
NUMBER = re.compile(rf"(?<![\d,.−-])(\d[\d,]*)\.({'|'.join(ENDS.values())})(?!\d)")

Mark = tuple[str, int]
# What the demo has none of: a statement of every chain in every county, marked.
STATEMENTS = """
    insert into statement
    select
        row_number() over () as statement_id, 'chain_output', area.area_code, chain.chain_id,
        null, null, null, null, 'Zqstatement.' || row_number() over () || 'q', 'a', 'a', null,
        'other', 'demo', 'a', 'a'
    from area cross join chain
    where area.level = 'county'
"""


def marks(text: str) -> set[Mark]:
    """The rows that a text tells something of, by table and number."""
    tables = {digits: table for table, digits in ENDS.items()}
    told = {(table.lower(), int(row)) for table, row in MARK.findall(text)}
    return told | {
        (tables[digits], int(row.replace(",", ""))) for row, digits in NUMBER.findall(text)
    }


def publish(demo_main: Path, more: float = 0) -> int:
    """Publish the demo's rows of two years, all marked, as an edition of the city.

    more  what is added to a rate, so that an edition differs from the one before
    """

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        schema = SCHEMA.read_text(encoding="utf-8")
        con.execute(schema)
        con.execute(LOADS)
        for table in re.findall(r"^create table (\w+)", schema, re.MULTILINE):
            for rows in filter(None, (_marked(table, more), planted(table))):
                con.execute(f"insert into {table} by name {rows}")
        con.execute("drop table planted")
        con.execute(STATEMENTS)

    return editions.publish_filled("city", demo_main, AS_OF, fill)


_OLD = "select {0}_name, sql from duckdb_{0}s() where database_name = 'old' and not internal"


def publish_as_of_old(number: int) -> int:
    """The same rows in the tables of a release before, as a further edition. Returns its number.

    Its tables and views are those of the published pack in release_5.tar.xz, which is real.
    """
    made = edition_file("city", number + 1)
    with tempfile.TemporaryDirectory() as unpacked, tarfile.open(RELEASE) as archive:
        archive.extractall(unpacked, filter="data")
        with duckdb.connect(str(made)) as con:
            con.execute(f"attach '{unpacked}/published/editions/000001.duckdb' as old (read_only)")
            con.execute(f"attach '{edition_file('city', number)}' as marked (read_only)")
            for name, _ in con.execute(_OLD.format("table")).fetchall():
                con.execute(f"create table {name} as from old.{name} limit 0")  # without its checks
                rows = f"{'old' if name in ('rule', 'edition') else 'marked'}.{name}"
                known = _columns(con, rows) & _columns(con, name)
                listed = ", ".join(sorted(known))
                con.execute(f"insert into {name} ({listed}) select {listed} from {rows}")
            views = [sql for _, sql in con.execute(_OLD.format("view")).fetchall()]
            while views:
                sql = views.pop(0)
                try:
                    con.execute(sql)
                except duckdb.CatalogException:  # it reads another one
                    views.append(sql)
            con.execute("update edition set pack = 'city'")
    editions.checksum_file(made).write_text(editions.checksum(made) + "\n", encoding="utf-8")
    return number + 1


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {column[0] for column in con.execute(f"from {table} limit 0").description or []}


@contextmanager
def standing(packs: Path, folder: Path, is_alone: bool = False) -> Iterator[City]:
    """Two marked editions in a folder, the rates of the second one point higher, and after them
    the second in the tables of a release before; or one edition alone."""
    with pytest.MonkeyPatch.context() as patch:
        (folder / "published").symlink_to(packs / "published")
        patch.setenv("CHAINBOARD_VAR", str(folder))
        number = publish(packs / "demo" / "main.duckdb")
        if is_alone:
            yield City(number)
            return
        number = publish(packs / "demo" / "main.duckdb", more=1)
        yield City(number, publish_as_of_old(number))


def _marked(table: str, more: float) -> str:
    """The rows of a table of the demo, each with its number in the main file on it."""
    changed = [
        f"coalesce({name}, '') || ' Zq{table}.' || rowid || 'q' as {name}"
        for name in TEXTS.get(table, ())
        if table == "load" or table not in PLANTED  # of the others what is planted is marked
    ]
    changed += [
        f"case when {name} is not null then rowid + 0.{ENDS[table]} end as {name}"
        for name in NUMBERS.get(table, ())
        if table not in PLANTED
    ]
    if table == "observation":
        changed.append(f"growth + {more} as growth")
    if table in CITED:
        changed.append("coalesce('load_' || load_id, source_id) as source_id")
    kept = f"* replace ({', '.join(changed)})" if changed else "*"
    since = "where period_end >= date '2025-12-31'" if table == "observation" else ""
    return f"select {kept} from main_file.{table} {since}"


@dataclass(frozen=True)
class City:
    """The raw rows of a marked edition, before anything is taken out for an audience."""

    number: int
    old: int = 0  # the number of the edition that has the same rows in older tables

    @cached_property
    def rows(self) -> dict[str, dict[int, dict[str, Any]]]:
        """By table and number of the mark, its columns."""
        with editions.open_edition("city", self.number) as con:
            return {table: dict(_numbered(con, table)) for table in TEXTS}

    @cached_property
    def of_firms(self) -> dict[str, set[str]]:
        """The chains of each firm."""
        with editions.open_edition("city", self.number) as con:
            found = con.execute("select enterprise_id, chain_id from enterprise_node").fetchall()
        return {firm: {chain for each, chain in found if each == firm} for firm, _ in found}

    def seen(self, audience: Audience) -> set[Mark]:
        """The marks that may be told to an audience."""
        return {
            (table, number)
            for table, rows in self.rows.items()
            for number, row in rows.items()
            if self._is_seen(table, row, audience)
        }

    def _is_seen(self, table: str, row: dict[str, Any], audience: Audience) -> bool:
        if table == "enterprise":
            chains = self.of_firms.get(row["enterprise_id"], {None})
            is_one = any(self._admits(audience, row | {"chain_id": chain}) for chain in chains)
            return audience.sees_firms and is_one
        if table == "enterprise_figure":
            return self._is_seen(
                "enterprise", self._by_id["enterprise"][row["enterprise_id"]], audience
            )
        if table in ("load", "source"):
            load_id = row.get("load_id") or int(row["source_id"].removeprefix("load_"))
            return Grant() in audience.grants or self._brought(load_id, audience)
        if table in ("expected", "withdrawal"):
            return Grant() in audience.grants
        if table == "load_issue":
            return audience.is_everyone
        if table in ("problem", "loaded_row"):
            return self._is_sent_row_seen(row, audience)
        if table == "node_status":
            chains = {node["node_id"]: node["chain_id"] for node in self.rows["node"].values()}
            return self._admits(audience, row | {"chain_id": chains[row["node_id"]]})
        if table == "area" and row["level"] != "county":
            return True
        if table == "chain_role" and row["role"] == "lead_enterprise" and not audience.sees_firms:
            return False
        return self._admits(audience, row)

    def _is_sent_row_seen(self, row: dict[str, Any], audience: Audience) -> bool:
        """A problem, or a row as it was sent: what it names must be seen too."""
        about = row | json.loads(row.get("fields", "{}"))
        if row.get("template") == "enterprises" and not audience.sees_firms:
            return False
        named = [
            (table, self._by_id[table].get(about[key]))
            for table, key in (("project", "project_id"), ("deal", "deal_id"),
                               ("enterprise", "enterprise_id"))
            if about.get(key)
        ]  # fmt: skip
        return self._admits(audience, about) and all(
            found is not None and self._is_seen(table, found, audience) for table, found in named
        )

    @cached_property
    def _by_id(self) -> dict[str, dict[str, dict[str, Any]]]:
        return {
            table: {row[f"{table}_id"]: row for row in self.rows[table].values()}
            for table in ("project", "deal", "enterprise")
        }

    def _brought(self, load_id: int, audience: Audience) -> bool:
        own = (
            self._is_sent_row_seen(row, audience)
            if table == "problem"
            else self._admits(audience, row)
            for table in ("observation", "target", "project", "deal", "problem")
            for row in self.rows[table].values()
            if row["load_id"] == load_id
        )
        return any(own)

    def _admits(self, audience: Audience, row: dict[str, Any]) -> bool:
        return any(
            self._has_chain(grant, row.get("chain_id"))
            and self._has_area(grant, row.get("area_code"))
            and self._has_park(grant, row.get("park_id"))
            for grant in audience.grants
        )

    def _has_chain(self, grant: Grant, chain: str | None) -> bool:
        above = {row["chain_id"]: row["parent_id"] for row in self.rows["chain"].values()}
        is_below = above.get(chain) in (grant.chains or ())
        is_above = any(above.get(each) == chain for each in grant.chains or ())
        is_one = chain in (grant.chains or ())
        return grant.chains is None or chain is None or is_one or is_below or is_above

    def _has_area(self, grant: Grant, area: str | None) -> bool:
        counties = {r["area_code"] for r in self.rows["area"].values() if r["level"] == "county"}
        return grant.areas is None or area not in counties or area in grant.areas

    def _has_park(self, grant: Grant, park: str | None) -> bool:
        home = {row["park_id"]: row["area_code"] for row in self.rows["park"].values()}
        is_named = grant.parks is None or park in grant.parks
        return park is None or (is_named and self._has_area(grant, home[park]))


def _numbered(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
    mark = TEXTS[table][0]
    told = con.execute(f"select * from {table}")
    columns = [column[0] for column in told.description or []]
    for values in told.fetchall():
        row = dict(zip(columns, values, strict=True))
        if found := MARK.findall(row[mark] or ""):  # a source of the demo's own has none
            yield int(found[0][1]), row
