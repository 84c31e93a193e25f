"""The seasonal pace: what part of a year a series usually has, and where nobody can say."""

from datetime import date

import pytest

from chainboard.analysis.lights import lit
from chainboard.analysis.pace import pace_gap
from chainboard.analysis.season import NOTHING, lacks, pasts, seasonal_gap, seasonal_share
from chainboard.view import Row
from tests.tables import rows

RULES = rows("""
    rule_id         kind    light     gap_at_most  gap_below  metric_id  to_month  words_zh  words_en
    light_behind    light   behind    -10          -          -          -         滞后       Behind
    light_watch     light   watch     -            0          -          -         关注       Watch
    light_on_track  light   on_track  -            -          -          -         正常       On track
    pace_linear     pace    -         -            -          -          -         序时       Pace
    pace_seasonal   pace    -         -            -          -          -         季节可解释   The season
    season_winter   season  -         -            -          works      4         冬季       Winter
""")
APRIL = date(2026, 4, 30)
FIGURE = Row(
    metric_id="works", area_code="621000", chain_id="energy", kind="flow", basis="ytd", value=27.0,
    target=100.0, target_kind="level", published_growth=None, period_end=APRIL, status="verified",
    hedge="none", direction="higher_better",
)  # fmt: skip


def year(of: int, april: float, **other: object) -> Row:
    """A complete year of 200 that had this percentage of it by April."""
    ends = [10, 20, april, 40, 50, 60, 70, 80, 90, 95, 100]
    return Row(
        {
            "metric_id": "works", "area_code": "621000", "chain_id": "energy", "year": of,
            "months": list(range(2, 13)), "to_date": [2 * end for end in ends], "broken_on": None,
            **other,
        }
    )  # fmt: skip


PAST = [year(2021, 33), year(2022, 29), year(2023, 30), year(2024, 28), year(2025, 31)]


def of(years: list[Row]):
    (found,) = pasts(years).values()
    return found


def one(figure: Row, years: list[Row], rules: list[Row] = RULES) -> Row:
    (found,) = lit([figure], rules, pasts(years))
    return found


def test_27_percent_in_april_trails_the_line_by_6_3_points_and_a_usual_april_by_3_0():
    """The worked example of the handbook, A5: 27 − 33.33, and 27 − 30."""
    share = seasonal_share(of(PAST), 2026, 4)

    assert share == 0.30
    assert round(pace_gap(27, 100, 4), 1) == -6.3
    assert round(seasonal_gap(27, 100, share), 1) == -3.0


def test_a_light_stays_the_official_one_and_has_the_seasonal_gap_beside_it():
    found = one(FIGURE, PAST)

    assert (found.light, round(found.gap, 1), round(found.seasonal_gap, 1)) == ("watch", -6.3, -3.0)
    assert (found.seasonal_years, found.seasonal_absence) == (5, "")


@pytest.mark.parametrize(
    ("value", "light", "season"),
    [(30.0, "watch", "季节可解释"), (29.9, "watch", None), (34.0, "on_track", None)],
)
def test_the_season_explains_a_light_that_by_the_seasonal_pace_would_be_on_track(
    value, light, season
):
    found = one(FIGURE.with_(value=value), PAST)

    assert (found.light, found.season_zh) == (light, season)


def test_where_the_seasonal_pace_is_known_it_takes_the_place_of_the_rule_of_winter():
    assert one(FIGURE, PAST).season_zh is None
    assert one(FIGURE, PAST[:2]).season_zh == "冬季"


def test_without_its_words_in_force_the_rule_of_winter_stands_as_before():
    """An edition of the time before shows what it showed."""
    before = [rule for rule in RULES if rule.rule_id != "pace_seasonal"]

    assert one(FIGURE, PAST, before).season_zh == "冬季"


def test_a_year_that_lacks_a_month_is_no_complete_year():
    short = year(2024, 28).with_(months=[*range(2, 6), *range(7, 13)], to_date=[*range(10)])
    past = of([year(2022, 29), year(2023, 30), short])

    assert sorted(past.shares) == [2022, 2023]
    assert lacks(FIGURE, past) == "holes"


def test_january_may_be_told_apart_and_makes_no_difference():
    apart = year(2023, 30)
    apart = apart.with_(months=[1, *apart.months], to_date=[9, *apart.to_date])

    assert of([apart]) == of([year(2023, 30)])


def test_the_years_before_a_break_are_not_the_series_own():
    """Scope changed with the first figures of 2024: 2024 and 2025 remain."""
    broken = [each.with_(broken_on=date(2024, 2, 29)) for each in PAST]

    assert sorted(of(broken).shares) == [2024, 2025]
    assert lacks(FIGURE, of(broken)) == "broken"


def test_a_year_that_breaks_in_its_middle_is_none():
    broken = [each.with_(broken_on=date(2022, 7, 31)) for each in PAST]

    assert sorted(of(broken).shares) == [2023, 2024, 2025]
    assert lacks(FIGURE, of(broken)) == ""


def test_the_years_to_come_say_nothing_of_a_year():
    """Asked for April 2024, only 2021 to 2023 are known."""
    assert seasonal_share(of(PAST), 2024, 4) == 0.30
    assert seasonal_share(of(PAST), 2023, 4) is None


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (FIGURE.with_(kind="stock", basis="point"), "kind"),
        (FIGURE.with_(kind="rate"), "kind"),
        (FIGURE.with_(kind="growth_only"), "kind"),
        (FIGURE.with_(direction="lower_better"), "kind"),
        (FIGURE.with_(period_end=date(2026, 1, 31)), "january"),
        (FIGURE, ""),
    ],
)
def test_what_does_not_add_up_over_a_year_has_no_seasonal_pace(figure, why):
    assert lacks(figure, of(PAST)) == why
    assert (one(figure, PAST).seasonal_gap is None) is bool(why)


def test_fewer_than_three_years_say_nothing():
    assert lacks(FIGURE, of(PAST[:2])) == "few_years"
    assert lacks(FIGURE, NOTHING) == "few_years"


def test_a_year_without_anything_or_with_a_negative_month_is_none():
    """A correction below zero has no share of a year."""
    empty = year(2023, 0).with_(to_date=[0] * 11)
    negative = year(2024, -1)

    assert of([empty, negative]).shares == {}


def test_a_series_that_usually_begins_later_says_so():
    late = [each.with_(to_date=[0, 0, 0, *each.to_date[3:]]) for each in PAST]

    assert lacks(FIGURE, of(late)) == "zero"


def test_this_year_is_not_over_and_no_hole():
    now = year(2026, 27).with_(months=[2, 3, 4], to_date=[10, 20, 27])

    assert lacks(FIGURE, of([*PAST[:2], now])) == "few_years"
