"""Both published shapes of scoring parks: against a benchmark, and between lowest and highest."""

import pytest

from chainboard.analysis.park_score import by_benchmark, by_min_max, measured, scored
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows

HUANGYAN = 24.097  # 万元/亩, 2022


def test_an_outlier_at_75_scores_93_of_30_unless_it_is_capped():
    assert round(by_benchmark(75, 30, HUANGYAN)) == 93
    assert by_benchmark(75, 30, HUANGYAN, highest=1) == 30


def test_at_the_benchmark_a_park_has_the_whole_weight_and_below_it_its_part():
    assert by_benchmark(HUANGYAN, 30, HUANGYAN, highest=1) == 30
    assert by_benchmark(HUANGYAN / 2, 30, HUANGYAN, highest=1) == pytest.approx(15)


def test_a_loss_scores_nothing_and_a_missing_value_has_no_score():
    assert by_benchmark(-3, 30, HUANGYAN) == 0
    assert by_benchmark(None, 30, HUANGYAN) is None


def test_a_benchmark_of_zero_is_a_wrong_call():
    with pytest.raises(ValueError, match="positive"):
        by_benchmark(5, 30, 0)


def test_between_lowest_and_highest_the_lowest_keeps_its_floor_of_twenty():
    values = [2, 5, 10]

    assert by_min_max(10, values, 30, floor=20) == 30
    assert by_min_max(2, values, 30, floor=20) == 6
    assert by_min_max(6, values, 30, floor=20) == pytest.approx(18)


def test_where_all_parks_are_the_same_or_one_is_missing_there_is_no_score():
    assert by_min_max(5, [5, 5], 30) is None
    assert by_min_max(None, [2, 5], 30) is None


RULES = """
    score_id  shape      measure     weight  benchmark  highest  floor
    h         benchmark  tax_per_mu  30      24.097     1        -
    j         min_max    tax_per_mu  30      -          -        20
"""


def told(text: str) -> list[Row]:
    return scored(rows(text), [row_of("park_scores.rules", **rule) for rule in rows(RULES)])


def test_parks_come_by_their_points_and_one_without_a_measure_last():
    found = told("""
        park_id  tax_per_mu
        a        -
        b        5
        c        30
        d        10
    """)

    assert [park.park_id for park in found] == ["c", "d", "b", "a"]
    assert found[0].scores == {"h": 30, "j": 30}
    assert found[2].scores["j"] == 6
    assert found[3].scores == {"h": None, "j": None}


def test_what_is_scored_is_the_amount_per_mu_beside_the_shares_of_the_park():
    per_mu = rows("park_id  metric_id  per_mu\na  park_tax  6.9\na  park_fai  33.5")

    (park,) = measured(per_mu, rows("park_id  built_share\na  0.84"))
    assert (park.tax_per_mu, park.fai_per_mu, park.built_share) == (6.9, 33.5, 0.84)
