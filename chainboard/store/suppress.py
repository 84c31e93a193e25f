"""Suppression: what an edition may not show is taken out before it is stamped, for every reader.

Figures of a cell that rests on fewer firms than the rules allow, or that one firm makes up, become
missing with the reason suppressed; so do as many others that none comes out by subtraction.
"""

from __future__ import annotations

from datetime import date

import duckdb

from chainboard.store import statements

_COLLECTED = ("collect_figures", "collect_series", "collect_firms")
_BLANKED = (
    "blank_figures",
    "blank_growth",
    "collect_hidden_firms",
    "blank_remarks",
    "blank_firms",
    "blank_sent_rows",
    "blank_sent_parks",
)


def suppress(con: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Hide what the edition in use may not show, by the rules that hold on as_of.

    An edition whose rules say nothing of it is left as it is: one made again from an older
    dictionary shows what it showed. The same rows give the same result.
    """
    thresholds = dict(con.execute(_sql("thresholds"), {"as_of": as_of}).fetchall())
    if not thresholds:
        return
    for step in _COLLECTED:
        con.execute(_sql(step))
    con.execute(_sql("find_small"), {"units": thresholds.get("suppress_units", 0)})
    con.execute(_sql("find_dominated"), {"share": thresholds.get("suppress_share", 100)})
    con.execute(_sql("hide_small"))
    con.execute(_sql("collect_sums"))
    while _count(con.execute(_sql("hide_one_more"))):
        pass
    for step in _BLANKED:
        con.execute(_sql(step))


def _sql(name: str) -> str:
    return statements.named("suppress", name)


def _count(inserted: duckdb.DuckDBPyConnection) -> int:
    ((rows,),) = inserted.fetchall()
    return int(rows)
