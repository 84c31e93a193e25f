"""peers: what has been published of other prefectures, and which types counties are of."""

from __future__ import annotations

import duckdb

from chainboard.packs import PUBLISHED
from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into

RECORD = View(pack=PUBLISHED)


def with_prefectures() -> duckdb.DuckDBPyConnection:
    pack = with_places()
    into(
        pack,
        "area",
        """
        area_code  name_zh  name_en  short_zh  short_en  level       parent_code  sort
        620000     甘肃省    Gansu    甘肃       Gansu     province    -            10
        620400     白银市    Baiyin   白银       Baiyin    prefecture  620000       140
        610800     榆林市    Yulin    榆林       Yulin     prefecture  -            240
        """,
    )
    into(pack, "source", "source_id\ns1")
    into(pack, "load", "load_id\n1")
    into(
        pack,
        "metric",
        """
        metric_id       name_zh  name_en  kind         sort
        gdp             总量      Size     flow         1
        industrial_fai  投资      FAI      growth_only  2
        tax             税        Tax      flow         3
        """,
    )
    into(
        pack,
        "peer_indicator",
        """
        metric_id       used_for  is_log  sort
        gdp             near      true    10
        industrial_fai  compare   false   20
        gdp             compare   false   10
        """,
    )
    return pack


def test_places_are_all_prefectures_with_those_of_the_province_marked():
    found = answer(with_prefectures(), "peers.places", RECORD)

    assert [(row.area_zh, row.is_own, row.is_of_province) for row in found] == [
        ("庆阳", True, True), ("白银", False, True), ("榆林", False, False),
    ]  # fmt: skip


def test_indicators_say_what_they_are_used_for_in_their_order():
    found = answer(with_prefectures(), "peers.indicators", RECORD)

    assert [(row.used_for, row.metric_id, row.is_log) for row in found] == [
        ("near", "gdp", True), ("compare", "gdp", False), ("compare", "industrial_fai", False),
    ]  # fmt: skip


def test_figures_are_those_of_prefectures_and_indicators_and_nothing_expected_or_claimed():
    pack = with_prefectures()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id       area_code  period_start  period_end  basis  value  growth  status
        1          gdp             621000     2022-01-01    2022-12-31  ytd    1022   -       published
        2          gdp             620400     2022-01-01    2022-12-31  ytd    636    -       published
        3          gdp             620400     2021-01-01    2021-12-31  ytd    600    -       expected
        4          gdp             610800     2022-01-01    2022-12-31  ytd    6844   -       claim
        5          gdp             621022     2022-01-01    2022-12-31  ytd    100    -       published
        6          tax             620400     2022-01-01    2022-12-31  ytd    9      -       published
        7          industrial_fai  620400     2025-01-01    2025-09-30  ytd    -      42.2    published
        """,
    )

    assert [row.figure_id for row in answer(pack, "peers.figures", RECORD)] == [1, 2, 7]


def test_the_provinces_growth_is_that_of_the_area_the_city_is_of():
    pack = with_prefectures()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id       area_code  period_start  period_end  basis  value  growth  status
        1          industrial_fai  620000     2025-01-01    2025-06-30  ytd    -      12.8    published
        2          industrial_fai  620000     2025-01-01    2025-09-30  ytd    -      6.4     published
        3          industrial_fai  621000     2025-01-01    2025-09-30  ytd    -      14.5    published
        """,
    )
    found = answer(pack, "peers.province_growth", RECORD, metric_id="industrial_fai")

    assert [(row.figure_id, row.published_growth) for row in found] == [(2, 6.4), (1, 12.8)]


def test_types_of_counties_are_those_that_a_source_says():
    pack = with_prefectures()
    into(
        pack,
        "area_type",
        """
        area_code  type_zh  type_en   source_id
        621022     工业      industry  s1
        620400     工业      industry  s1
        """,
    )

    found = answer(pack, "peers.county_types", RECORD)
    assert [(row.short_zh, row.type_zh, row.grade) for row in found] == [("环县", "工业", "A")]
