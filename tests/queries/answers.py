"""What a statement of queries/ answers on a pack that a test has drawn."""

from __future__ import annotations

from typing import Any

import duckdb

from chainboard import queries
from chainboard.view import Row, View
from tests.tables import asked, empty_pack, into

PETROCHEM = View(chain="petrochem")


def answer(
    pack: duckdb.DuckDBPyConnection, name: str, view: View = PETROCHEM, **more: Any
) -> list[Row]:
    """All rows of topic.name, in order, with the parameters that the view and more give."""
    statement = queries.find(name)
    known = {**queries.parameters(view), **more}
    here = asked(pack, queries.find(queries.HERE).sql)
    known["scope"] = view.scope or (here[0].area_code if here else None)
    return asked(pack, statement.sql, **{key: known[key] for key in statement.parameters})


def with_places() -> duckdb.DuckDBPyConnection:
    """An empty pack that knows the city and two of its counties."""
    pack = empty_pack()
    into(
        pack,
        "area",
        """
        area_code  name_zh  name_en          short_zh  short_en  level       parent_code  sort
        621000     庆阳市    Qingyang         庆阳       Qingyang  prefecture  620000       20
        621002     西峰区    Xifeng District  西峰       Xifeng    county      621000       30
        621022     环县      Huan County      环县       Huan      county      621000       50
        """,
    )
    return pack


def columns(name: str) -> list[str]:
    """The columns that topic.name answers with, in order."""
    statement = queries.find(name)
    known = {**queries.parameters(PETROCHEM), "page": "", "metric_id": "", "metric_ids": [""]}
    bound = {key: known.get(key) for key in statement.parameters}
    return [column[0] for column in empty_pack().execute(statement.sql, bound).description or []]


def row_of(name: str, **drawn: Any) -> Row:
    """A row as topic.name answers it: what is drawn, every other column None.

    Raises ValueError for a column that the statement does not have.
    """
    asked_for = columns(name)
    unknown = set(drawn) - set(asked_for)
    if unknown:
        raise ValueError(f"{name} has no column {', '.join(sorted(unknown))}")
    return Row({**dict.fromkeys(asked_for), **drawn})
