"""D25 on the demo: whoever adds, subtracts and undoes growth gets no hidden figure back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import duckdb
import pytest

from chainboard.store import editions
from tests.tables import asked

pytestmark = pytest.mark.usefixtures("packs")

# Metric, chain, area, park, year, month, basis.
Key = tuple[Any, ...]
Told = dict[Key, float | None]  # None where it is hidden
CITY = "621000"


def edition() -> duckdb.DuckDBPyConnection:
    return editions.open_edition("demo", editions.current("demo") or 1)


@cache
def told() -> dict[Key, tuple[float | None, float | None, float | None]]:
    """Value, growth and same-scope prior of every level that is shown or hidden."""
    found = edition().execute(
        """
        select
            current_figure.metric_id, current_figure.chain_id, area_code, park_id,
            year(period_end), month(period_end), basis,
            value::double, growth::double, same_scope_prior::double
        from current_figure
        join metric on metric.metric_id = current_figure.metric_id
        where metric.kind in ('flow', 'stock') and (value is not null or absence = 'suppressed')
        """
    )
    return {row[:-3]: row[-3:] for row in found.fetchall()}


def values() -> Told:
    return {key: value for key, (value, _, _) in told().items()}


def sums(keys: Told) -> Iterator[tuple[Key, list[Key]]]:
    """Every total on record with its parts: counties, sub-chains, chains of an area, parks."""
    parents = {row.chain_id: row.parent_id for row in asked(edition(), "select * from chain")}
    parts: dict[Key, list[Key]] = defaultdict(list)
    for key in keys:
        metric, chain, area, park, *when = key
        if park is None and area != CITY:
            parts["counties", (metric, chain, CITY, None, *when)].append(key)
        if chain is not None and parents[chain]:
            parts["sub-chains", (metric, parents[chain], area, park, *when)].append(key)
        elif chain is not None:
            parts["chains", (metric, None, area, park, *when)].append(key)
        if park is not None:
            parts["parks", (metric, chain, area, None, *when)].append(key)
    for name, members in parts.items():
        if name[1] in keys:
            yield name[1], members


def worked_out(known: Told) -> set[Key]:
    """The hidden figures that some sum, or the growth of the year after, gives away in the end."""
    hidden = {key for key, value in known.items() if value is None}
    growth = {key: rate for key, (_, rate, _) in told().items()}
    prior = {key: before for key, (_, _, before) in told().items()}
    equations = [(total, *parts) for total, parts in sums(known)]
    found: set[Key] = set()
    while True:
        left = hidden - found
        unknown = [[key for key in equation if key in left] for equation in equations]
        more = {members[0] for members in unknown if len(members) == 1}
        for key in left:
            later = (*key[:4], key[4] + 1, *key[5:])
            has_level = known.get(later) is not None or later in found
            if prior.get(later) is not None or (has_level and growth.get(later) is not None):
                more.add(key)
            if growth.get(key) is not None or prior.get(key) is not None:
                more.add(key)
        if not more:
            return found
        found |= more


def test_no_hidden_figure_comes_out_by_subtraction_or_from_growth():
    known = values()

    assert any(value is None for value in known.values())
    assert worked_out(known) == set()


def test_one_more_figure_shown_would_give_a_hidden_one_away():
    """Output of low-altitude economy: the city less six counties is Huan and Zhenyuan together;
    were Zhenyuan's 示例 figure shown, Huan's would follow. So the test above can fail."""
    known = values()
    shown = ("output_value", "low_altitude", "621027", None, 2026, 9, "ytd")
    huan = ("output_value", "low_altitude", "621022", None, 2026, 9, "ytd")

    assert known[shown] is None and known[huan] is None
    assert huan in worked_out({**known, shown: 1.0})


def test_every_figure_of_low_altitude_economy_in_huan_is_hidden():
    """One firm: its value added +22.0 % and its funds stood beside three hidden figures."""
    found = asked(
        edition(),
        """
        select count(*) as figures from observation
        where chain_id = 'low_altitude' and area_code = '621022'
            and (value is not null or growth is not null or value_text is not null
                or growth_text is not null or same_scope_prior is not null)
        """,
    )

    assert found == [{"figures": 0}]
