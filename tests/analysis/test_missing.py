"""Which missing link is first: the product of four factors, its ties, its draws."""

from __future__ import annotations

import pytest

from chainboard.analysis.missing import missing_links
from chainboard.view import Row
from tests.tables import rows

EVEN = "1-1-1-1"
STEPS = """
    node_id   status              weight  coverage
    olefins   missing             3       0
    rubber    missing             2       -
    fine      weak                2       0.25
    methanol  weak                2       0.3
    helium    under_construction  1       0
    refining  strong              3       0.85
"""
RATINGS = """
    node_id   feasibility  upstream_input  policy_fit
    olefins   2            3               3
    rubber    2            1               3
    fine      3            2               3
    methanol  1            3               1
    helium    2            3               2
"""


def steps(text: str = STEPS) -> list[Row]:
    return [row.with_(reviewed=row.status) for row in rows(text)]


def ranked(weights: str = EVEN, edition: int = 1, told: str = RATINGS) -> list[Row]:
    return missing_links(steps(), rows(told), weights, edition)


def test_the_score_is_gap_times_feasibility_times_input_times_policy():
    """烯烃: 3 × (1 − 0) × 2 × 3 × 3 = 54; 精细化工: 2 × 0.75 × 3 × 2 × 3 = 27."""
    assert [(row.node_id, row.gap, row.score) for row in ranked()[:2]] == [
        ("olefins", 3, 54),
        ("fine", 1.5, 27),
    ]


def test_a_step_that_is_strong_is_no_missing_link():
    assert "refining" not in [row.node_id for row in ranked()]


def test_equal_scores_share_a_rank_and_the_next_is_counted_on():
    """橡胶 2 × 2 × 1 × 3 and 提氦 1 × 2 × 3 × 2 are both 12."""
    assert [(row.node_id, row.rank) for row in ranked()[2:]] == [
        ("rubber", 3),
        ("helium", 3),
        ("methanol", 5),
    ]


def test_weights_are_exponents_and_change_the_order():
    """With the gap alone 甲醇 (1.4) is before 提氦 (1.0); feasibility twice: 烯烃 108, 精细 81."""
    assert [row.node_id for row in ranked("1-0-0-0")][-2:] == ["methanol", "helium"]
    assert [row.score for row in ranked("1-2-1-1")[:2]] == [108, 81]


def test_what_is_not_rated_stands_last_without_a_rank_and_is_never_called_first():
    found = ranked(told=RATINGS.replace("olefins   2 ", "nobody    2 "))

    assert found[-1].node_id == "olefins"
    assert (found[-1].rank, found[-1].score, found[-1].is_first) == (None, None, False)


def test_a_step_whose_coverage_nobody_knows_is_to_be_rated_unless_it_is_missing():
    known = steps("node_id  status  weight  coverage\nfine  weak  2  -\nrubber  missing  2  -")
    found = missing_links(known, rows(RATINGS), EVEN, 1)

    assert [(row.node_id, row.is_rated) for row in found] == [("rubber", True), ("fine", False)]


def test_a_rating_of_nothing_makes_the_score_nothing_and_is_not_first():
    alone = steps("node_id  status  weight  coverage\nolefins  missing  3  0")
    told = rows("node_id  feasibility  upstream_input  policy_fit\nolefins  0  3  3")
    (row,) = missing_links(alone, told, EVEN, 1)

    assert (row.score, row.rank, row.is_first) == (0, 1, False)


def test_an_edition_always_says_the_same_and_another_draws_anew():
    assert [row.stays for row in ranked()] == [row.stays for row in ranked()]
    assert [row.stays for row in ranked()] != [row.stays for row in ranked(edition=2)]


def test_a_clear_lead_is_missing_first_and_a_close_one_is_not():
    """54 against 27 holds in nearly every draw; 27 against 24 does not."""
    close = RATINGS.replace(
        "olefins   2            3               3", "olefins   2            2               2"
    )

    assert ranked()[0].is_first and ranked()[0].stays > 0.95
    assert not any(row.is_first for row in ranked(told=close))


def test_of_more_than_five_the_first_five_are_watched_and_of_fewer_the_first():
    six = "node_id  status  weight  coverage\n" + "\n".join(
        f"n{i}  missing  {i}  0" for i in range(1, 7)
    )
    told = "node_id  feasibility  upstream_input  policy_fit\n" + "\n".join(
        f"n{i}  2  2  2" for i in range(1, 7)
    )
    found = missing_links(steps(six), rows(told), EVEN, 1)

    assert {row.top for row in found} == {5}
    assert sum(row.stays for row in found) == pytest.approx(5, abs=0.05)
    assert {row.top for row in ranked()} == {1}


def test_a_chain_without_any_gap_has_no_missing_link():
    strong = steps("node_id  status  weight  coverage\nrefining  strong  3  0.85")

    assert missing_links(strong, [], EVEN, 1) == []
