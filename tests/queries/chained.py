"""A drawn pack with chains: two whole ones, a part of one, and one that is not shown."""

from __future__ import annotations

import duckdb

from tests.queries.answers import with_places
from tests.tables import into


def with_chains() -> duckdb.DuckDBPyConnection:
    pack = with_places()
    into(
        pack,
        "chain",
        """
        chain_id     parent_id    name_zh  sort  is_shown
        agriculture  -            现代农业  50    true
        energy       -            综合能源  10    true
        apple        agriculture  苹果      51    true
        hog          agriculture  生猪      52    false
        """,
    )
    into(
        pack,
        "metric",
        """
        metric_id             kind         sort  adds_over_chains
        output_value          flow         1     false
        investment_attracted  flow         2     true
        industrial_va         growth_only  3     false
        """,
    )
    return pack
