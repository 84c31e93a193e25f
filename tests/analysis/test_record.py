"""Counties on a record: sums, how a county is made up, runs of years that may be joined."""

from __future__ import annotations

from chainboard.analysis.record import in_runs, makeup, of_all, of_county
from tests.tables import rows

FIGURES = """
    metric_id        area_code  area_level  period_end  figure_id  value   value_text  unit
    gdp              '621002'   county      2023-12-31  1          300.0   '300.0'     亿元
    gdp              '621022'   county      2023-12-31  2          100.0   '100.0'     亿元
    gdp              '621000'   prefecture  2023-12-31  3          400.0   '400.0'     亿元
    gdp_secondary    '621002'   county      2023-12-31  4          150.0   '150.0'     亿元
    gdp_secondary    '621022'   county      2023-12-31  5          60.0    '60.0'      亿元
    budget_revenue   '621002'   county      2023-12-31  6          9.0     '9.0'       亿元
    budget_revenue   '621022'   county      2023-12-31  -          -       -           亿元
    rural_income_pc  '621002'   county      2023-12-31  -          -       -           元
    rural_income_pc  '621022'   county      2023-12-31  7          9000.0  '9000'      元
"""


def test_counties_are_added_and_the_sum_is_compared_with_the_city_s_own_figure():
    gdp = of_all(rows(FIGURES))[0]

    assert (gdp.value, gdp.is_sum, gdp.equals_city) == (400.0, True, True)
    assert (gdp.figure_id, gdp.value_text) == (None, None)


def test_the_secondary_sector_of_all_is_a_share_of_the_product_of_all():
    secondary = of_all(rows(FIGURES))[1]

    assert secondary.share == (150.0 + 60.0) / 400.0


def test_a_county_that_is_missing_leaves_no_sum_and_incomes_are_never_added():
    budget, income = of_all(rows(FIGURES))[2:]

    assert (budget.value, budget.is_sum) == (None, False)
    assert (income.value, income.is_sum, income.absence) == (None, False, None)
    assert [row.area_code for row in income.between] == ["621022"]


def test_a_county_has_its_own_figures_and_its_secondary_sector_a_share():
    found = of_county(rows(FIGURES), "621022")

    assert [row.figure_id for row in found] == [2, 5, None, 7]
    assert found[1].share == 0.6


def test_the_parts_of_the_product_stand_largest_first_in_percent_without_ranks():
    sector, income = makeup(rows(FIGURES))

    assert [(row.area_code, row.shown, row.unit) for row in sector] == [
        ("621022", 60.0, "%"),
        ("621002", 50.0, "%"),
    ]
    assert [(row.shown, row.unit) for row in income] == [(9000.0, "元"), (None, "元")]
    assert {row.rank for row in (*sector, *income)} == {None}


def test_a_run_ends_at_a_gap_another_source_or_a_note_on_the_scope():
    points = rows("""
        area_code  period_end  value  source_id  note_zh  basis  hedge  status
        '621025'   2017-12-31  23.3   book       -        ytd    none   published
        '621025'   2018-12-31  28.1   book       -        ytd    none   published
        '621025'   2019-12-31  23.6   book       口径有断点  ytd    none   published
        '621025'   2020-12-31  -      book       -        ytd    none   published
        '621025'   2021-12-31  27.4   book       -        ytd    none   published
        '621025'   2022-12-31  28.4   other      -        ytd    none   published
    """)

    assert [row.run for row in in_runs(points)] == [0, 0, 1, None, 2, 3]
