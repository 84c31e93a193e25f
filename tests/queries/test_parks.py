"""parks.figures, newest, last_full_year, chains and statements."""

from datetime import date

from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

ALL = View()


def with_parks():
    """Two parks; the city's metrics of parks, an output that flows and a built area."""
    pack = with_places()
    into(
        pack,
        "metric",
        """
        metric_id           face          kind   unit  sort
        park_output_value   park_metrics  flow   亿元   1
        park_tax            park_metrics  flow   亿元   2
        park_supplied_area  park_metrics  stock  亩    3
        """,
    )
    into(
        pack,
        "park",
        """
        park_id  name_zh   name_en  area_code  sort
        p1       示例甲园   Demo A   621002     1
        p2       示例乙园   Demo B   621022     2
        """,
    )
    return pack


def with_two_quarters():
    pack = with_parks()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id           park_id  area_code  basis  period_end  period_start  value  growth  same_scope_prior
        1          park_output_value   p1       621002     ytd    2025-09-30  2025-01-01    10.0   -       -
        2          park_output_value   p1       621002     ytd    2026-06-30  2026-01-01    7.0    4.0     -
        3          park_output_value   p1       621002     ytd    2026-09-30  2026-01-01    12.0   20.0    11.0
        4          park_supplied_area  p1       621002     point  2026-09-30  -             900    -       -
        5          park_output_value   p2       621022     ytd    2026-06-30  2026-01-01    3.0    -       -
        """,
    )
    return pack


def test_every_park_has_a_row_for_every_metric_of_the_newest_quarter():
    found = only(
        answer(with_two_quarters(), "parks.figures", ALL),
        "park_id",
        "metric_id",
        "figure_id",
        "value",
        "same_scope_prior",
        "absence",
    )

    assert [tuple(row.values()) for row in found] == [
        ("p1", "park_output_value", 3, 12.0, 11.0, None),
        ("p1", "park_tax", None, None, None, "not_published"),
        ("p1", "park_supplied_area", 4, 900.0, None, None),
        ("p2", "park_output_value", None, None, None, "not_published"),
        ("p2", "park_tax", None, None, None, "not_published"),
        ("p2", "park_supplied_area", None, None, None, "not_published"),
    ]


def test_a_quarter_asked_for_shows_that_quarter():
    found = answer(with_two_quarters(), "parks.figures", View(period="2026Q2"))

    assert {row.period_end for row in found} == {date(2026, 6, 30)}
    assert [row.value for row in found if row.metric_id == "park_output_value"] == [7.0, 3.0]


def test_before_the_first_figure_there_is_nothing():
    assert answer(with_two_quarters(), "parks.figures", View(period="2020")) == []
    assert answer(with_two_quarters(), "parks.last_full_year", View(period="2020")) == []


def test_a_park_that_is_late_says_so_and_its_lateness_is_not_the_newest_quarter():
    pack = with_two_quarters()
    into(
        pack,
        "observation",
        """
        metric_id          park_id  area_code  basis  period_end  absence
        park_output_value  p2       621022     ytd    2026-09-30  late
        park_output_value  p2       621022     ytd    2026-12-31  not_due
        """,
    )
    found = answer(pack, "parks.figures", ALL)

    assert {row.period_end for row in found} == {date(2026, 9, 30)}
    assert [r.absence for r in found if r.metric_id == "park_output_value"] == [None, "late"]


def test_the_newest_figure_of_each_park_and_a_park_without_any_keeps_a_row():
    pack = with_parks()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id          park_id  area_code  basis  period_end  value
        1          park_output_value  p1       621002     ytd    2023-12-31  280
        2          park_output_value  p1       621002     ytd    2022-12-31  242
        """,
    )

    assert only(answer(pack, "parks.newest", ALL), "park_id", "figure_id", "value") == [
        {"park_id": "p1", "figure_id": 1, "value": 280.0},
        {"park_id": "p2", "figure_id": None, "value": None},
    ]


def test_a_full_year_stands_on_the_land_supplied_at_its_end():
    pack = with_two_quarters()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id           park_id  area_code  basis  period_end  period_start  value
        11         park_tax            p1       621002     ytd    2024-12-31  2024-01-01    0.5
        12         park_tax            p1       621002     ytd    2025-12-31  2025-01-01    0.6
        13         park_supplied_area  p1       621002     point  2025-12-31  -             800
        14         park_tax            p2       621022     ytd    2025-12-31  2025-01-01    0.2
        """,
    )
    found = answer(pack, "parks.last_full_year", ALL)
    taxes = [row for row in found if row.metric_id == "park_tax"]

    assert {row.period_end for row in found} == {date(2025, 12, 31)}
    assert only(taxes, "park_id", "figure_id", "value", "area", "full_years") == [
        {"park_id": "p1", "figure_id": 12, "value": 0.6, "area": 800.0, "full_years": 2},
        {"park_id": "p2", "figure_id": 14, "value": 0.2, "area": None, "full_years": 1},
    ]


def test_the_chain_of_most_firms_comes_first_and_a_firm_of_two_chains_is_parted():
    pack = with_parks()
    into(
        pack,
        "enterprise",
        """
        enterprise_id  park_id  area_code
        e1             p1       621002
        e2             p1       621002
        e3             p1       621002
        e4             -        621002
        """,
    )
    into(
        pack,
        "enterprise_node",
        """
        enterprise_id  chain_id  share
        e1             health    0.4
        e1             digital   0.6
        e2             digital   1.0
        e3             health    1.0
        e4             energy    1.0
        """,
    )

    assert only(answer(pack, "parks.chains", ALL), "park_id", "chain_id", "firms", "weight") == [
        {"park_id": "p1", "chain_id": "digital", "firms": 2, "weight": 1.6},
        {"park_id": "p1", "chain_id": "health", "firms": 2, "weight": 1.4},
    ]


def test_statements_come_park_by_park_with_dated_facts_first():
    pack = with_parks()
    into(
        pack,
        "statement",
        """
        statement_id  face          park_id  reason      value_text
        1             park_metrics  p2       dated_fact  2024-12
        2             park_metrics  p1       other       2796
        3             park_metrics  p1       dated_fact  2023-07-03
        4             park_metrics  -        other       3
        5             chain_output  p1       other       7
        """,
    )

    assert [row.statement_id for row in answer(pack, "parks.statements", ALL)] == [3, 2, 1]
