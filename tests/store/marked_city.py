"""A city pack in which every row can be told in whatever it leaks into, and who may see which.

Each text of a row ends in a mark that names table and row, each number of it in digits that do
(ENDS). Whether a row is in scope is worked out here a second time, from the raw tables and in
plain Python, so that the SQL of the store is held against something else than itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from chainboard.person import EVERYONE, NOBODY, Audience, Grant
from chainboard.store import editions
from tests.tables import SCHEMA

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
}
NUMBERS = {
    "observation": ("value",),
    "target": ("value",),
    "deal": ("contract_value", "in_place_funds"),
    "project": ("total_investment", "year_investment"),
}
ENDS = {"observation": "137131", "target": "291713", "deal": "371917", "project": "471319"}
MARK = re.compile(r"zq([a-z_]+)\.(\d+)q", re.IGNORECASE)
NUMBER = re.compile(rf"(?<![\d,.])(\d[\d,]*)\.({'|'.join(ENDS.values())})(?!\d)")

Mark = tuple[str, int]
# What the demo has none of: a statement of every chain in every county, marked.
STATEMENTS = """
    insert into statement
    select
        row_number() over () as statement_id, 'chain_output', area.area_code, chain.chain_id,
        null, null, null, null, 'Zqstatement.' || row_number() over () || 'q', 'a', 'a', null,
        'other', source.source_id, 'a', 'a'
    from area cross join chain cross join source
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
        for table in re.findall(r"^create table (\w+)", schema, re.MULTILINE):
            con.execute(f"insert into {table} by name {_marked(table, more)}")
        con.execute(STATEMENTS)

    return editions.publish_filled("city", demo_main, AS_OF, fill)


def _marked(table: str, more: float) -> str:
    """The rows of a table of the demo, each with its number in the main file on it."""
    changed = [
        f"coalesce({name}, '') || ' Zq{table}.' || rowid || 'q' as {name}"
        for name in TEXTS.get(table, ())
    ]
    changed += [
        f"case when {name} is not null then rowid + 0.{ENDS[table]} end as {name}"
        for name in NUMBERS.get(table, ())
    ]
    if table == "observation":
        changed.append(f"growth + {more} as growth")
    kept = f"* replace ({', '.join(changed)})" if changed else "*"
    since = "where period_end >= date '2025-12-31'" if table == "observation" else ""
    return f"select {kept} from main_file.{table} {since}"


@dataclass(frozen=True)
class City:
    """The raw rows of a marked edition, before anything is taken out for an audience."""

    number: int

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
        if table == "load":
            return Grant() in audience.grants or self._brought(row["load_id"], audience)
        if table == "expected":
            return Grant() in audience.grants
        if table == "node_status":
            chains = {node["node_id"]: node["chain_id"] for node in self.rows["node"].values()}
            return self._admits(audience, row | {"chain_id": chains[row["node_id"]]})
        if table == "area" and row["level"] != "county":
            return True
        if table == "chain_role" and row["role"] == "lead_enterprise" and not audience.sees_firms:
            return False
        return self._admits(audience, row)

    def _brought(self, load_id: int, audience: Audience) -> bool:
        own = (
            row
            for table in ("observation", "target", "project", "deal")
            for row in self.rows[table].values()
            if row["load_id"] == load_id
        )
        return any(self._admits(audience, row) for row in own)

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
        yield int(MARK.findall(row[mark])[0][1]), row
