"""Suppression: what an edition may not show is taken out before it is stamped, for every reader.

Figures of a cell that rests on fewer firms than the rules allow, or that one firm makes up, become
missing with the reason suppressed; so do as many others that none comes out by subtraction. The
deals, projects and firms of such a cell stay with their names and without what adds up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from chainboard.store import statements
from chainboard.store.place import QUERIES

_COLLECTED = ("collect_figures", "collect_series", "collect_lines", "collect_firms")
# How small cells are found: by the firms that a pack lists and what they reported, or by what firm
# rows were rolled up to (firm_cell).
OF_A_PACK = ("find_small", "find_dominated")
OF_FIRM_ROWS = ("find_small_cells",)
_BLANKED = statements.WRITES / "blank.sql"  # in the order of the file


def suppress(con: duckdb.DuckDBPyConnection, as_of: date, small: Sequence[str] = OF_A_PACK) -> None:
    """Hide what the edition in use may not show, by the rules that hold on as_of.

    small  how cells are found that are too small: the statements, in order

    An edition whose rules say nothing of it is left as it is: one made again from an older
    dictionary shows what it showed. The same rows give the same result.
    """
    thresholds = _thresholds(con, as_of)
    if not thresholds:
        return
    for step in _COLLECTED:
        con.execute(_sql(step))
    limits = {
        "units": thresholds.get("suppress_units", 0),
        "share": thresholds.get("suppress_share", 100),
    }
    for step in small:
        found = statements.read(statements.WRITES / "suppress.sql")[step]
        con.execute(found.sql, {name: limits[name] for name in found.parameters})
    con.execute(_sql("hide_small"))
    con.execute(_sql("collect_sums"))
    while _count(con.execute(_sql("hide_one_more"))):
        pass
    for blanked in statements.read(_BLANKED).values():
        con.execute(blanked.sql)


def _thresholds(con: duckdb.DuckDBPyConnection, as_of: date) -> dict[str, float]:
    """What the rules of suppression say that hold on a day: the rules that pages show."""
    held = statements.named("rules", "in_force", QUERIES)
    rules = con.sql(held, params={"as_of": as_of, "is_lit": False})
    found = rules.filter("kind = 'suppression'").project("rule_id, threshold").fetchall()
    return dict(found)


def _sql(name: str) -> str:
    return statements.named("suppress", name)


def _count(inserted: duckdb.DuckDBPyConnection) -> int:
    ((rows,),) = inserted.fetchall()
    return int(rows)
