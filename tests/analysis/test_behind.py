"""How long a target has been behind, what the month before says, and what a month brought."""

from datetime import date

import pytest

from chainboard.analysis.behind import changes, owed, standing, told, trailing, worst
from chainboard.view import Row
from tests.tables import rows

RULES = rows("""
    rule_id  kind    light     gap_at_most  gap_below  metric_id  to_month  words_zh  words_en
    low      growth  behind    -2           -          -          -         低         Low
    lower    growth  watch     -            0          -          -         略低       Lower
    kept     growth  on_track  -            -          -          -         不低       Kept
    behind   light   behind    -10          -          -          -         滞后       Behind
    watch    light   watch     -            0          -          -         关注       Watch
    fine     light   on_track  -            -          -          -         正常       Fine
""")
FLOW = Row(
    figure_id=1, metric_id="output", name_zh="产值", area_code="621000", chain_id="energy",
    parent_id=None, kind="flow", basis="ytd", direction="higher_better", status="published",
    hedge="none", target=120.0, target_kind="level", published_growth=None,
    period_start=date(2026, 1, 1),
)  # fmt: skip


def months(text: str, **alike) -> list[Row]:
    """Months of a target of 120: the calendar asks for 10 a month."""
    return [FLOW.with_(**{**alike, **row}) for row in rows(text)]


def last(text: str, **alike) -> Row:
    (row,) = standing(months(text, **alike), RULES)
    return row


def test_january_and_february_count_once_and_every_month_after_them_once():
    """20 asked for by February, 30 by March, 40 by April: 1, 2 and 3 months behind."""
    found = last("""
        figure_id  period_end  value
        1          2026-02-28  14.0
        2          2026-03-31  27.0
        3          2026-04-30  34.0
    """)

    assert (found.months_behind, found.behind_since) == (3, date(2026, 2, 28))


def test_a_january_that_is_also_given_is_not_counted_beside_its_pair():
    found = last("""
        figure_id  period_end  value
        1          2026-01-31  2.0
        2          2026-02-28  14.0
        3          2026-03-31  27.0
    """)

    assert (found.months_behind, found.behind_since) == (2, date(2026, 2, 28))


def test_a_missing_month_ends_the_row_of_months_and_no_change_is_told_across_it():
    found = last("""
        figure_id  period_end  value
        1          2026-02-28  14.0
        2          2026-03-31  27.0
        3          2026-05-31  44.0
    """)

    assert (found.months_behind, found.behind_since) == (1, date(2026, 5, 31))
    assert (found.last_gap, found.gap_change) == (None, None)


def test_a_month_on_the_calendar_ends_the_row_of_months():
    found = last("""
        figure_id  period_end  value
        1          2026-03-31  27.0
        2          2026-04-30  40.0
        3          2026-05-31  49.0
        4          2026-06-30  57.0
    """)

    assert (found.months_behind, found.behind_since) == (2, date(2026, 5, 31))


def test_a_target_that_is_not_behind_counts_no_month():
    found = last("figure_id  period_end  value\n1  2026-03-31  30.0")

    assert (found.months_behind, found.behind_since, found.light) == (0, None, "on_track")


def test_the_months_of_another_year_do_not_count():
    found = last("""
        figure_id  period_end  value
        1          2025-12-31  90.0
        2          2026-02-28  14.0
    """)

    assert (found.months_behind, found.last_gap) == (1, None)


def test_the_change_since_the_month_before_is_in_percentage_points():
    """27 / 120 is 22.5 against 25; 34 / 120 is 28.33 against 33.33: −2.50, then −5.00."""
    found = last("""
        figure_id  period_end  value
        1          2026-03-31  27.0
        2          2026-04-30  34.0
    """)

    assert (found.last_gap, found.gap) == pytest.approx((-2.5, -5.0))
    assert found.gap_change == pytest.approx(-2.5)


def test_a_sum_of_other_parts_has_no_change_and_a_sum_has_no_light():
    text = """
        figure_id  period_end  value  parts         is_derived
        -          2026-03-31  27.0   energy_green  true
        -          2026-04-30  34.0   {parts}       true
    """
    other, same = last(text.format(parts="energy")), last(text.format(parts="energy_green"))

    assert (other.gap_change, other.months_behind) == (None, 2)
    assert same.gap_change == pytest.approx(-2.5)
    assert (same.light, same.rule_zh) == (None, None)


def test_a_month_that_is_asked_for_leaves_out_what_does_not_reach_it():
    found = [
        *months("figure_id  period_end  value\n1  2026-03-31  27.0"),
        *months("figure_id  period_end  value\n2  2026-04-30  34.0", metric_id="tax"),
    ]

    assert [row.metric_id for row in standing(found, RULES, date(2026, 4, 30))] == ["tax"]
    assert [row.figure_id for row in standing(found, RULES)] == [1, 2]


def test_a_card_learns_the_gap_of_the_month_before_and_one_without_months_nothing():
    targets = standing(months("figure_id  period_end  value\n1  2026-03-31  27.0\n"
                              "2  2026-04-30  34.0"), RULES)  # fmt: skip
    known, unknown = told([FLOW.with_(figure_id=2), FLOW.with_(figure_id=9)], targets)

    assert known.gap_change == pytest.approx(-2.5)
    assert (unknown.last_gap, unknown.gap_change) == (None, None)


TARGETS = """
    figure_id  chain_id   metric_id  kind         value  target  published_growth  target_kind
    1          energy     output     flow         54.0   120.0   -                 level
    2          energy     tax        flow         57.0   120.0   -                 level
    3          petrochem  output     flow         42.0   120.0   -                 level
    4          petrochem  va         growth_only  -      6.5     3.6               growth
    5          digital    va         growth_only  -      8.2     7.9               growth
    6          green      output     flow         60.0   120.0   -                 level
"""


def at_june(text: str = TARGETS) -> list[Row]:
    """Half the year has passed: 60 of 120 is on the calendar."""
    return standing(months(text, period_end=date(2026, 6, 30)), RULES)


def test_gaps_of_completion_and_of_growth_are_never_ranked_in_one_order():
    found = trailing(at_june())

    assert [(row.chain_id, row.metric_id) for row in found] == [
        ("petrochem", "output"), ("energy", "output"), ("energy", "tax"),
        ("petrochem", "va"), ("digital", "va"),
    ]  # fmt: skip


def test_a_chain_stands_once_by_its_widest_completion_gap_with_its_growth_beside_it():
    petrochem, energy, digital = worst(at_june(), "chain_id")

    assert (petrochem.metric_id, petrochem.light, petrochem.others) == ("output", "behind", 0)
    assert (petrochem.growth_gap, petrochem.growth_light) == (pytest.approx(-2.9), "behind")
    assert (energy.metric_id, energy.others, energy.growth_gap) == ("output", 1, None)
    assert (digital.gap, digital.growth_light) == (None, "watch")


def test_a_target_whose_newest_month_is_not_reported_is_in_no_order():
    found = [
        *months("figure_id  period_end  value\n1  2026-05-31  10.0"),
        *months("figure_id  period_end  value\n2  2026-06-30  57.0", chain_id="green"),
    ]

    assert [row.chain_id for row in trailing(standing(found, RULES))] == ["green"]


@pytest.mark.parametrize(
    ("may", "june", "kind"),
    [
        (50.0, 59.0, "newly_behind"),
        (49.0, 60.0, "recovered"),
        (45.0, 45.0, "crossed"),
        (30.0, 57.0, "crossed"),
        (49.0, 59.0, None),
        (50.0, 60.0, None),
    ],
)
def test_what_a_month_does_to_a_target(may, june, kind):
    """50 of 120 is asked for by May, 60 by June; ten points are 12."""
    targets = standing(
        months(f"figure_id  period_end  value\n1  2026-05-31  {may}\n2  2026-06-30  {june}"), RULES
    )

    assert [row.kind for row in changes(targets, [])] == ([kind] if kind else [])


def test_the_first_months_of_a_year_change_nothing_and_growth_has_names_of_its_own():
    begun = standing(months("figure_id  period_end  value\n1  2026-02-28  1.0"), RULES)
    text = """
        figure_id  period_end  published_growth
        1          2026-05-31  8.4
        2          2026-06-30  7.9
    """
    rate = {"kind": "growth_only", "value": None, "target": 8.2, "target_kind": "growth"}
    (found,) = changes(standing(months(text, **rate), RULES), [])

    assert changes(begun, []) == []
    assert (found.kind, found.new_value) == ("newly_behind_growth", pytest.approx(-0.3))


REMARKS = rows("""
    kind          figure_id  area_code  chain_id   period_end  sent_on     figures
    correction    1          621000     equipment  2026-09-30  2026-11-11  1
    correction    2          621000     energy     2026-05-31  2026-07-02  1
    not_reported  3          621024     energy     2026-10-31  -           13
    not_reported  4          621024     green      2026-10-31  -           11
""")


def test_a_correction_belongs_to_the_month_it_is_of_and_to_the_one_it_was_sent_after():
    def corrections(month: str) -> list[int]:
        targets = standing(months(f"figure_id  period_end  value\n9  {month}  90.0"), RULES)
        return [r.figure_id for r in changes(targets, REMARKS) if r.kind == "correction"]

    assert (corrections("2026-10-31"), corrections("2026-09-30")) == ([1], [1])
    assert (corrections("2026-06-30"), corrections("2026-05-31")) == ([2], [2])
    assert corrections("2026-07-31") == []


def test_what_a_place_owes_is_one_row_however_many_chains_it_is_of():
    (found,) = owed(REMARKS)

    assert (found.area_code, found.figures, found.chain_id) == (621024, 24, None)


BEHIND_SINCE_MARCH = """
    figure_id  period_end  value
    1          2026-02-28  20.0
    2          2026-03-31  10.0
"""


def test_what_a_department_claims_stands_in_no_list_of_what_is_behind_and_changes_no_sides():
    told, claimed = (last(BEHIND_SINCE_MARCH, status=s) for s in ("preliminary", "claim"))

    assert (told.light, [row.kind for row in changes([told], [])]) == ("behind", ["newly_behind"])
    assert (claimed.gap, claimed.light) == (told.gap, None)
    assert (trailing([claimed]), changes([claimed], [])) == ([], [])


def test_a_sum_with_a_claimed_part_stands_in_no_list_either():
    whole = last(BEHIND_SINCE_MARCH, is_derived=True)

    assert len(trailing([whole])) == 1
    assert trailing([whole.with_(status="claim")]) == []
