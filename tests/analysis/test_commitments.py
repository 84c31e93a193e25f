"""Promises made for resources: overdue by the day of the edition, and what they add up to."""

from datetime import date

from chainboard.analysis.commitments import days_over, standing, totals
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows

DAY = date(2026, 11, 15)


def promises(text: str) -> list[Row]:
    return [row_of("commitments.listed", **row) for row in rows(text)]


DRAWN = """
    commitment_id  state      due_on      investment
    old            promised   2026-03-31  96
    newer          under_way  2026-06-30  12
    today          under_way  2026-11-15  5
    later          promised   2028-12-31  74
    kept           kept       2025-12-31  18.4
    gone           withdrawn  2025-06-30  3.2
    open           under_way  -           -
"""


def test_a_promise_is_overdue_from_the_day_after_its_date_and_not_on_it():
    found = {row.commitment_id: days_over(row, DAY) for row in promises(DRAWN)}

    assert found == {
        "old": 229, "newer": 138, "today": None, "later": None, "kept": None, "gone": None,
        "open": None,
    }  # fmt: skip


def test_the_longest_overdue_stands_on_top_and_what_is_settled_at_the_foot():
    told = standing(promises(DRAWN), DAY)

    assert [row.commitment_id for row in told] == [
        "old", "newer", "today", "later", "open", "kept", "gone",
    ]  # fmt: skip
    assert [row.standing for row in told[:3]] == ["overdue", "overdue", "under_way"]


def test_sums_say_what_they_leave_out():
    total = totals(standing(promises(DRAWN), DAY))

    assert (total.promises, total.overdue, total.kept, total.unpriced) == (7, 2, 1, 1)
    assert round(total.investment, 2) == 208.6
    assert total.overdue_investment == 108


def test_of_no_known_amount_there_is_no_sum():
    total = totals(standing(promises("commitment_id  state\na  promised"), DAY))

    assert (total.investment, total.overdue_investment) == (None, None)
