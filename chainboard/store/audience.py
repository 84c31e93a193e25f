"""What of an edition leaves the store for an audience: rows out of its scope do not.

Temporary views with the names of the tables stand before them in a cursor of that audience, also
underneath the views that an edition holds, so that no question can be asked around them. What was
suppressed stays so: an audience sees fewer rows of the same edition, and no other figure.
"""

from __future__ import annotations

import json
from typing import Any

import duckdb

from chainboard.person import Audience, Grant
from chainboard.store import schemas, statements

_SCOPE = statements.WRITES / "scope.sql"
_CLEARANCE = statements.WRITES / "clearance.sql"
_REMARKS = statements.WRITES / "remarks.sql"


def restrict(cursor: duckdb.DuckDBPyConnection, audience: Audience) -> None:
    """Leave in the tables of a cursor what an audience may see, for as long as it is open.

    cursor  of an edition; what schemas.compatible gave has been run in it
    """
    steps = []
    if Grant() not in audience.grants:
        _work_out_scope(cursor, audience)
        steps.append(statements.read(_SCOPE))
    if not audience.sees_firms:
        for name in ("counted_firms", "numbered_firms"):
            cursor.execute(_sql(name))
        steps.append(statements.read(_CLEARANCE))
    if steps:
        steps.append(statements.read(_REMARKS))
        cursor.execute(schemas.restricted(cursor, steps))


def _work_out_scope(cursor: duckdb.DuckDBPyConnection, audience: Audience) -> None:
    grants = audience.grants
    cursor.execute(_sql("office"), {"office": audience.office})
    cursor.execute(_sql("grants"), {"grants": json.dumps([_named(grant) for grant in grants])})
    cursor.execute(_sql("seen"))
    each = [_sql("one_grant").format(place=1 + place) for place in range(len(grants))]
    cursor.execute(_sql("admits").format(grants=" or ".join(each) or "false"))
    for name in ("city", "firms", "loads"):
        cursor.execute(_sql(name))


def _named(grant: Grant) -> dict[str, Any]:
    """What a grant names as JSON has it; null: all of them."""
    return {name: ids if ids is None else sorted(ids) for name, ids in vars(grant).items()}


def _sql(name: str) -> str:
    return statements.named("audience", name)
