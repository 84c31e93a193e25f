"""Vintages: what part of a year's deals had started, was funded, produced after so many months."""

import pytest

from chainboard.analysis.vintage import compared, curves
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows


def stages(text: str) -> list[Row]:
    return [row_of("vintages.stages", **row) for row in rows(text)]


def funds(text: str) -> list[Row]:
    return [row_of("vintages.funds", **row) for row in rows(text)]


# 56 deals signed, 46 started (23 built, 23 under construction), 4.467 of 19.027 bn in place: as
# Qingyang told its own cohort of 2020 to 2021. The months of it are drawn.
QINGYANG = """
    signing_year  stage          months  deals  contract_value  youngest
    2020          signed         0       56     190.27          12
    2020          started        3       30     -               12
    2020          started        9       16     -               12
    2020          in_production  11      23     -               12
"""
PLACED = """
    signing_year  months  funds
    2020          2       10.0
    2020          10      34.67
"""


def test_the_cohort_of_qingyang_ends_at_the_rates_it_published():
    last = curves(stages(QINGYANG), funds(PLACED))[-1]

    assert (last.months, last.deals, last.started, last.in_production) == (12, 56, 46, 23)
    assert round(100 * last.start_rate, 2) == 82.14
    assert round(100 * last.production_rate, 2) == 41.07
    assert round(100 * last.funding_rate, 2) == 23.48


def test_a_rate_holds_what_happened_by_the_end_of_the_month_over_all_deals_of_the_year():
    told = curves(stages(QINGYANG), funds(PLACED))

    assert [row.started for row in told] == [0, 0, 0, 30, 30, 30, 30, 30, 30, 46, 46, 46, 46]
    assert {row.deals for row in told} == {56}


def test_a_young_year_is_cut_at_the_age_of_its_youngest_deal():
    told = curves(
        stages("""
        signing_year  stage    months  deals  contract_value  youngest
        2026          signed   0       10     -               2
        2026          started  2       4      -               2
        2026          started  7       6      -               2
    """),
        [],
    )

    assert [(row.months, row.started) for row in told] == [(0, 0), (1, 0), (2, 4)]


def test_without_known_amounts_there_is_no_funding_rate():
    told = curves(stages(QINGYANG.replace("190.27", "-     ")), funds(PLACED))

    assert {row.funding_rate for row in told} == {None}


def test_five_years_are_followed_and_no_longer():
    told = curves(stages(QINGYANG.replace("12\n", "75\n")), [])

    assert told[-1].months == 60


@pytest.mark.parametrize(
    ("ages", "months", "years"),
    [((30, 26), 24, [2024, 2023]), ((30, 14), 12, [2024, 2023]), ((30, 3), None, [])],
)
def test_two_years_are_compared_at_the_greatest_age_that_both_have(ages, months, years):
    drawn = "\n".join(
        f"{year}  signed  0  10  -  {age}" for year, age in zip((2023, 2024), ages, strict=True)
    )
    told = compared(
        curves(stages(f"signing_year  stage  months  deals  contract_value  youngest\n{drawn}"), [])
    )

    assert [row.signing_year for row in told] == years
    assert {row.months for row in told} == ({months} if months else set())
