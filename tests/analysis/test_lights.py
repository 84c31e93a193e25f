"""Which light a figure has against its target, and which figures have none."""

from datetime import date

import pytest

from chainboard.analysis.lights import edges, light_of, lit
from chainboard.view import Row
from tests.tables import rows

RULES = rows("""
    rule_id         kind    light     gap_at_most  gap_below  metric_id  to_month  words_zh  words_en
    growth_behind   growth  behind    -2           -          -          -         低         Low
    growth_watch    growth  watch     -            0          -          -         略低       Lower
    growth_on_track  growth  on_track  -            -          -          -         不低       Fine
    light_behind    light   behind    -10          -          -          -         滞后       Behind
    light_watch     light   watch     -            0          -          -         关注       Watch
    light_on_track  light   on_track  -            -          -          -         正常       On track
    pace_linear     pace    -         -            -          -          -         序时       Pace
    season_winter   season  -         -            -          works      3         冬季       Winter
""")

FIRM = Row(
    kind="flow",
    basis="ytd",
    value=50.0,
    target=100.0,
    target_kind="level",
    published_growth=6.3,
    period_end=date(2026, 6, 30),
    status="published",
    hedge="none",
    direction="higher_better",
)
RATE = FIRM.with_(kind="growth_only", value=None, target=8.0, target_kind="growth")


def one(row: Row) -> Row:
    (found,) = lit([row], RULES)
    return found


@pytest.mark.parametrize(
    ("gap", "light"),
    [
        (0, "on_track"),
        (12.3, "on_track"),
        (-0.01, "watch"),
        (-9.99, "watch"),
        (-10, "behind"),
        (-42, "behind"),
    ],
)
def test_the_bounds_of_the_lights_are_zero_and_ten_points(gap, light):
    assert light_of(gap, RULES).light == light


@pytest.mark.parametrize(
    ("gap", "light"),
    [(-9.99999999999, "behind"), (-10.00000000001, "behind"), (-1e-12, "on_track")],
)
def test_dust_of_binary_fractions_does_not_move_a_light(gap, light):
    assert light_of(gap, RULES).light == light


def test_exactly_ten_points_behind_is_behind_however_it_was_computed():
    """65 % of 0.1 to September: 100 × (0.065 / 0.1 − 9 / 12) is −9.99999… in binary."""
    september = FIRM.with_(value=0.065, target=0.1, period_end=date(2026, 9, 30))

    assert one(september).light == "behind"


def test_exactly_on_pace_is_on_track():
    assert one(FIRM).light == "on_track"
    assert one(FIRM.with_(value=0.7 * 3, target=4.2)).light == "on_track"


def test_a_flow_is_set_against_the_months_that_have_passed():
    found = one(FIRM.with_(value=38.0))

    assert (found.completion, found.pace, found.gap) == pytest.approx((0.38, 0.5, -12))
    assert (found.light, found.rule_id, found.rule_zh, found.rule_en) == (
        "behind",
        "light_behind",
        "滞后",
        "Behind",
    )


def test_a_growth_rate_is_set_against_its_target_rate_in_points_and_has_no_pace():
    found = one(RATE.with_(published_growth=6.3))

    assert found.gap == pytest.approx(-1.7)
    assert (found.light, found.completion, found.pace) == ("watch", None, None)


@pytest.mark.parametrize(
    ("rate", "target", "light"),
    [(8.2, 8.2, "on_track"), (7.9, 8.2, "watch"), (4.6, 6.5, "watch"), (4.5, 6.5, "behind"),
     (3.6, 6.5, "behind")],
)  # fmt: skip
def test_a_growth_rate_is_judged_by_rules_of_its_own(rate, target, light):
    """3.6 against 6.5 is 2.9 points low: by the rule of completion it could never be behind."""
    assert one(RATE.with_(published_growth=rate, target=target)).light == light


def test_where_no_rule_speaks_of_growth_a_rate_has_its_gap_and_no_light():
    completion_only = [rule for rule in RULES if rule.kind != "growth"]

    (found,) = lit([RATE.with_(published_growth=3.6, target=6.5)], completion_only)
    assert (found.gap, found.light) == (pytest.approx(-2.9), None)


@pytest.mark.parametrize(
    ("metric_id", "end", "value", "season"),
    [
        ("works", date(2026, 2, 28), 5.0, "冬季"),
        ("works", date(2026, 3, 31), 5.0, "冬季"),
        ("works", date(2026, 4, 30), 5.0, None),
        ("works", date(2026, 3, 31), 50.0, None),
        ("tax", date(2026, 2, 28), 5.0, None),
    ],
)
def test_a_light_behind_the_calendar_says_that_winter_slows_this_metric(
    metric_id, end, value, season
):
    found = one(FIRM.with_(metric_id=metric_id, period_end=end, value=value))

    assert found.season_zh == season


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("a stock", FIRM.with_(kind="stock", basis="point")),
        ("a stock that ends a year", FIRM.with_(kind="stock", period_end=date(2026, 12, 31))),
        ("a share", FIRM.with_(kind="share")),
        ("a month by itself", FIRM.with_(basis="month")),
        ("an expected figure", FIRM.with_(status="expected")),
        ("a claim", FIRM.with_(status="claim")),
        ("a floor", FIRM.with_(hedge="over")),
        ("an about", FIRM.with_(hedge="about")),
        ("lower is better", FIRM.with_(direction="lower_better")),
        ("a sum of chains", FIRM.with_(is_derived=True)),
        ("a missing figure", FIRM.with_(value=None)),
        ("no target", FIRM.with_(target=None)),
        ("a target of zero", FIRM.with_(target=0.0)),
        ("a rate without a rate", RATE.with_(published_growth=None)),
        ("a rate against a level", RATE.with_(target_kind="level")),
        ("a flow against a rate", FIRM.with_(target_kind="growth", target=8.0)),
    ],
)
def test_what_the_calendar_says_nothing_about_has_no_light(name, row):
    found = one(row)

    assert (found.light, found.rule_id, found.rule_zh, found.rule_en) == (None,) * 4, name


def test_a_figure_that_is_missing_altogether_has_neither_completion_nor_gap():
    empty = FIRM.with_(value=None, published_growth=None, period_end=None, basis=None, hedge=None)

    found = one(empty)
    assert (found.completion, found.gap, found.light) == (None, None, None)


def test_without_rules_nothing_is_lit_and_the_completion_stays():
    (found,) = lit([FIRM], [])

    assert (found.light, found.completion) == (None, 0.5)


def test_rows_keep_their_order_and_their_columns():
    found = lit([FIRM.with_(metric_id="a"), FIRM.with_(metric_id="b")], RULES)

    assert [row.metric_id for row in found] == ["a", "b"]
    assert found[0].published_growth == 6.3


def test_other_thresholds_are_other_rows_of_the_rule_table():
    """Yinchuan lights a project red from 30 points behind."""
    yinchuan = rows("""
        rule_id  kind   light     gap_at_most  gap_below
        behind   light  behind    -30          -
        watch    light  watch     -            0
        on       light  on_track  -            -
    """)

    assert [light_of(gap, yinchuan).light for gap in (-30, -29, 0)] == [
        "behind",
        "watch",
        "on_track",
    ]


def test_classes_of_a_gap_part_at_the_schedule_and_as_far_from_it_as_the_worst_light_begins():
    rules = rows("""
        kind    gap_at_most  gap_below
        growth  -2           -
        light   -10          -
        light   -            0
        light   -            -
    """)

    assert edges(rules) == (-10, 0, 10)
    assert edges([]) == (0,)
