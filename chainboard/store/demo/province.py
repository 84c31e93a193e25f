"""The demo province: its places, and monthly rows of made-up firms to roll up."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from chainboard.store import csvfile, dictionary, statements
from chainboard.store.engine import SAFE

PROVINCE = "620000"
FOLDER = "demo/province"
FIRST_YEAR, MONTHS = 2025, 22  # to October 2026, where the demo pack ends
HERE = Path(__file__).parent
Tables = dictionary.Tables


def words(data: Path) -> Tables:
    """The dictionary with all counties of the province and its prefectures' squares on a map.

    Raises BuildError with file and line.
    """
    found = dictionary.tables(data)
    tiles = csvfile.rows(data, f"{FOLDER}/tiles.csv", "area_code tile_row tile_col")
    squares = {line["area_code"]: line.cells for line in tiles}
    known = [{**area, **squares.get(str(area["area_code"]), {})} for area in found["area"]]
    return {**found, "area": [*known, *_counties(data, known)]}


def _counties(data: Path, known: list[dict[str, object]]) -> list[dict[str, object]]:
    lines = csvfile.rows(data, f"{FOLDER}/counties.csv", "area_code name_zh parent_code")
    after = max(int(str(area["sort"])) for area in known)
    return [
        {**line.cells, "level": "county", "sort": after + number}
        for number, line in enumerate(lines, start=1)
    ]


def firm_rows(known: Tables) -> pa.Table:
    """Rows of firm_month for every place of the province that has no parts; amounts in 亿元.

    known  the dictionary, as words has it
    """
    with duckdb.connect(config=SAFE) as con:
        con.register("place", pa.table({"area_code": _leaves(known)}))
        chains = [str(row["chain_id"]) for row in known["chain"] if row["is_shown"] == "true"]
        con.register("branch", pa.table({"chain_id": chains, "place": [*range(len(chains))]}))
        con.execute(statements.named("province", "drawn", HERE))
        asked = {"year": FIRST_YEAR, "months": MONTHS}
        made = con.sql(statements.named("province", "firm_rows", HERE), params=asked)
        return made.to_arrow_table()


def _leaves(known: Tables) -> list[str]:
    above = {str(row["area_code"]): str(row["parent_code"] or "") for row in known["area"]}
    here = [code for code, parent in above.items() if PROVINCE in (parent, above.get(parent, ""))]
    return [code for code in here if code not in above.values()]
