"""Which office leads, assists and hosts which chain, as a city writes it down."""

from __future__ import annotations

from collections.abc import Iterable

from chainboard.store import csvfile
from chainboard.store.csvfile import CsvRow

COLUMNS = "chain_id role holder_zh holder_en"
FILE = "city/roles.csv"
SOURCE = "city_roles"
ROLES = (
    "general_leader",
    "leader",
    "deputy",
    "lead_bureau",
    "member_bureau",
    "host_area",
    "lead_enterprise",
)

Row = dict[str, object]


def chain_roles(lines: Iterable[CsvRow], chains: Iterable[str]) -> list[Row]:
    """Rows of table chain_role, in the order of the lines.

    lines   as COLUMNS; holder_en may be empty
    chains  the ids that chain_id may be

    Raises BuildError with the line for a chain or role that is not known, and for an office
    that stands twice.
    """
    known = {"chain_id": tuple(chains), "role": ROLES}
    rows: list[Row] = []
    seen: set[tuple[str, str, str]] = set()
    for sort, line in enumerate(lines, start=1):
        chain, role = (line.one_of(column, words) for column, words in known.items())
        holder = line.needed("holder_zh")
        if (chain, role, holder) in seen:
            raise line.fault(f"{chain} 的 {holder} 重复", f"{holder} stands twice for {chain}")
        seen.add((chain, role, holder))
        row: Row = {"chain_id": chain, "role": role, "holder_zh": holder, "sort": sort}
        rows.append(row | {"holder_en": line["holder_en"] or holder, "source_id": SOURCE})
    return rows


def city_lines(chains: Iterable[str]) -> list[CsvRow]:
    """The lines of var/city/roles.csv; none without the file. Raises BuildError."""
    lines = csvfile.city_rows(FILE, COLUMNS)
    chain_roles(lines, chains)
    return lines


def source() -> Row:
    """Where the roles are from, as a row of table source."""
    return {"source_id": SOURCE, "title": f"var/{FILE}", "grade": "city"}
