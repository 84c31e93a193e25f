"""Which points of a series are joined, and which stand alone."""

from chainboard.analysis.series import by_series, is_monthly, joined, segments
from chainboard.view import Row
from tests.tables import rows


def points(text: str) -> list[Row]:
    """Drawn points, the columns that nobody draws filled with the plainest values."""
    plain = {
        "metric_id": "crude_oil_output",
        "area_code": "621000",
        "basis": "ytd",
        "hedge": "none",
        "status": "published",
        "source_id": "s1",
    }
    return [Row({**plain, **row}) for row in rows(text)]


def runs(text: str) -> list[list[float]]:
    return [[row.value for row in run] for run in segments(points(text))]


def test_full_years_of_one_source_that_follow_one_another_are_joined():
    assert runs("""
        period_end  value
        2021-12-31  816
        2022-12-31  900
        2023-12-31  920
    """) == [[816, 900, 920]]


def test_two_sources_are_never_joined():
    """苹果产量: the department's 176.82 is more than twice the bureau's 72.34 (万吨)."""
    assert runs("""
        period_end  value   source_id
        2023-12-31  120.00  department
        2024-12-31  72.34   bureau
        2025-12-31  176.82  department
    """) == [[120.0], [72.34], [176.82]]


def test_a_gap_of_a_year_is_a_gap_in_the_line():
    assert runs("""
        period_end  value
        2018-12-31  816
        2020-12-31  920
    """) == [[816], [920]]


def test_nine_months_are_not_joined_to_a_year():
    assert runs("""
        period_end  value
        2021-12-31  816
        2022-12-31  920
        2023-09-30  850.09
    """) == [[816, 920], [850.09]]


def test_an_expected_figure_and_a_floor_stand_alone():
    assert runs("""
        period_end  value  status     hedge
        2020-12-31  920    published  none
        2021-12-31  969    published  over
        2022-12-31  1040   expected   none
        2023-12-31  1050   published  none
    """) == [[920], [969], [1040], [1050]]


def test_a_missing_point_ends_the_line_and_is_not_zero():
    assert runs("""
        period_end  value
        2021-12-31  816
        2022-12-31  -
        2023-12-31  920
    """) == [[816], [None], [920]]


def test_two_figures_of_one_year_are_not_joined():
    assert runs("""
        period_end  value
        2023-12-31  816
        2023-12-31  900
    """) == [[816], [900]]


def test_a_stock_is_not_joined_to_a_flow():
    assert runs("""
        period_end  value  basis
        2022-12-31  5      point
        2023-12-31  6      ytd
    """) == [[5], [6]]


def test_points_are_kept_together_by_metric_and_place_in_the_order_they_came():
    found = by_series(
        points("""
            metric_id   area_code  period_end  value
            gas_output  '621000'   2020-12-31  4
            coal        '621000'   2023-12-31  7
            gas_output  '621022'   2020-12-31  1
            gas_output  '621000'   2021-12-31  5
        """)
    )

    assert [[row.value for row in series] for series in found] == [[4, 5], [7], [1]]


def test_a_series_is_monthly_when_a_year_of_it_has_six_figures_or_more():
    months = "\n".join(f"2026-{month:02d}-28  {month}" for month in range(2, 8))

    assert is_monthly(points(f"period_end  value\n{months}"))
    assert not is_monthly(points("period_end  value\n" + months.rpartition("\n")[0]))


def test_six_years_are_not_six_months():
    years = "\n".join(f"{year}-12-31  {year}" for year in range(2018, 2025))

    assert not is_monthly(points(f"period_end  value\n{years}"))


def test_a_point_says_its_series_and_the_run_it_is_joined_in():
    found = joined(
        points("""
            metric_id  area_code  period_end  value
            oil        621000     2018-12-31  1.0
            oil        621000     2019-12-31  2.0
            oil        621000     2021-12-31  3.0
            coal       621000     2018-12-31  4.0
        """)
    )

    assert [(row.series, row.run) for row in found] == [(0, 0), (0, 0), (0, 1), (1, 0)]
