"""The year-end outlook: what it says, how often it holds, and when it says nothing."""

from datetime import date
from math import exp
from random import Random

import pytest

from chainboard.analysis import outlook
from chainboard.analysis.season import NOTHING, Past, pasts
from chainboard.packs import DEMO
from chainboard.queries import ask
from chainboard.view import Row, View

ENDS = {month: date(2026, month + 1, 1).toordinal() - 1 for month in range(1, 12)}
TARGET = Row(
    metric_id="works", area_code="621000", chain_id="energy", kind="flow", basis="ytd", value=60.0,
    target=100.0, target_kind="level", status="verified", hedge="none", direction="higher_better",
)  # fmt: skip


def month(of: int, value: float | None, **other: object) -> Row:
    end = date(2026, 12, 31) if of == 12 else date.fromordinal(ENDS[of])
    return TARGET.with_(period_end=end, value=value, **other)


def past(*septembers: float) -> Past:
    """Years that had these parts of them by September, and as the line has it before and after."""
    usual = {each: each / 12 for each in range(2, 13)}
    years = enumerate(septembers, 2026 - len(septembers))
    return Past({year: {**usual, 9: share} for year, share in years})


def told(months: list[Row], of: Past, **other: object) -> Row:
    return outlook.of_target(months[-1].with_(**other), months, of)


YEAR = [month(6, 40.0), month(7, 46.0), month(8, 52.0), month(9, 60.0)]
STEADY = past(0.60, 0.60, 0.60)


def test_the_year_end_is_the_value_so_far_over_the_usual_share():
    """60 by September, of which a year usually has 60 %: 100."""
    found = told(YEAR, STEADY)

    assert (found.year_end, found.end_share, found.verdict) == (100, 1, "made")
    assert (found.year_end_low, found.year_end_high) == (100, 100)


def test_the_range_is_what_the_spread_of_the_years_allows():
    """Logs of 0.5, 0.6, 0.72 are 0.1823 apart; 1.886 × 0.1823 × √(4/3) = 0.3970."""
    found = told(YEAR, past(0.5, 0.6, 0.72))

    assert found.year_end == pytest.approx(100)
    assert found.year_end_low == pytest.approx(100 * exp(-0.3970), abs=0.01)
    assert found.year_end_high == pytest.approx(100 * exp(0.3970), abs=0.01)
    assert found.verdict == "open"


@pytest.mark.parametrize(
    ("target", "verdict"), [(60.0, "made"), (100.0, "open"), (200.0, "missed")]
)
def test_a_target_is_missed_only_where_the_whole_range_lies_below_it(target, verdict):
    assert told(YEAR, past(0.5, 0.6, 0.72), target=target).verdict == verdict


def test_each_year_before_is_reckoned_from_the_others_to_say_how_wrong_it_would_have_been():
    """0.5 from 0.66, 0.6 from 0.61, 0.72 from 0.55: 24.2 %, 1.6 % and 30.9 % off."""
    assert outlook.own_error([0.5, 0.6, 0.72]) == pytest.approx(
        (0.2424 + 0.0164 + 0.3091) / 3, 1e-3
    )
    assert outlook.line_error([0.5, 0.6, 0.72], 9) == pytest.approx((1 / 3 + 0.2 + 0.04) / 3, 1e-3)


def test_what_each_month_left_must_bring_stands_beside_what_the_last_three_brought():
    """40 to go in three months; 60 − 40 came in July, August and September."""
    found = told(YEAR, STEADY)

    assert found.needed == pytest.approx(40 / 3)
    assert (found.recent, found.recent_months) == (pytest.approx(20 / 3), 3)


def test_a_target_that_is_reached_needs_nothing_more():
    assert told(YEAR, STEADY, target=50.0).needed == 0


@pytest.mark.parametrize(
    ("ends", "recent"),
    [
        ({2: 10.0}, (5.0, 2)),
        ({2: 10.0, 3: 18.0}, (6.0, 3)),
        ({2: 10.0, 3: 18.0, 4: 30.0}, (10.0, 2)),
        ({2: 10.0, 3: 18.0, 4: 30.0, 5: 40.0}, (10.0, 3)),
        ({2: 10.0, 7: 40.0}, (None, 0)),
    ],
)
def test_january_and_february_are_not_told_apart_in_the_recent_average(ends, recent):
    months = [month(end, value) for end, value in ends.items()]

    assert outlook.recent_average(months, months[-1]) == recent


def test_a_flash_figure_is_passed_over_for_the_newest_firm_one():
    """October is a flash figure: the reckoning stands on September and says so."""
    months = [*YEAR, month(10, 90.0, status="flash")]
    found = told(months, STEADY)

    assert (found.reckoned_from, found.year_end) == (date(2026, 9, 30), 100)


@pytest.mark.parametrize(
    ("months", "of", "other", "why"),
    [
        (YEAR, past(0.6, 0.6), {}, "few_years"),
        (YEAR, NOTHING, {}, "few_years"),
        (YEAR, Past({}, broken_on=date(2025, 1, 31)), {}, "broken"),
        (YEAR, Past({}, holes=frozenset({2024})), {}, "holes"),
        (YEAR, STEADY, {"kind": "stock"}, "kind"),
        (YEAR, STEADY, {"kind": "rate"}, "kind"),
        (YEAR, STEADY, {"kind": "growth_only", "target_kind": "growth"}, "kind"),
        ([month(9, 60.0, direction="lower_better")], STEADY, {}, "kind"),
        (YEAR, STEADY, {"target": 0.0}, "no_target"),
        (YEAR, STEADY, {"target": None}, "no_target"),
        ([month(9, 60.0, status="flash")], STEADY, {}, "not_firm"),
        ([month(9, 60.0, status="expected")], STEADY, {}, "not_firm"),
        ([month(9, 60.0, hedge="over")], STEADY, {}, "not_firm"),
        ([month(9, None)], STEADY, {}, "not_firm"),
        ([month(1, 9.0)], STEADY, {}, "january"),
        ([month(12, 99.0)], STEADY, {}, "year_over"),
        ([month(9, 0.0)], STEADY, {}, "zero"),
        ([month(9, 60.0)], past(0.0, 0.6, 0.6), {}, "zero"),
    ],
)  # fmt: skip
def test_where_it_cannot_be_reckoned_it_says_why_and_no_number(months, of, other, why):
    found = told(months, of, **other)

    assert (found.verdict, found.refusal) == ("refused", why)
    assert [found[name] for name in outlook.NONE if found[name] is not None] == []


def test_those_that_will_not_be_made_come_first_and_what_is_refused_last():
    rows = [YEAR[-1].with_(metric_id=name, target=target) for name, target in (
        ("made", 60.0), ("missed", 200.0), ("young", 100.0), ("worse", 300.0), ("open", 100.0)
    )]  # fmt: skip
    spread = past(0.5, 0.6, 0.72)
    known = {(name, "621000", "energy"): spread for name in ("made", "missed", "worse", "open")}
    months = {(row.metric_id, "621000", "energy"): YEAR for row in rows}

    found = outlook.of_targets(rows, months, known)
    assert [row.metric_id for row in found] == ["worse", "missed", "open", "made", "young"]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def trials_of(series: list[Past]) -> list[Row]:
    return [trial for each in series for trial in outlook.back_tested(each)]


def test_on_the_demo_pack_the_range_holds_four_year_ends_of_five_and_the_season_beats_the_line(
    packs,
):
    """Each of 2024 and 2025 as it would have been told from the years before it."""
    years = ask(View(pack=DEMO, edition=1), "pace.years")
    trials = trials_of(list(pasts([row for row in years if row.area_code == "621000"]).values()))
    june = [row for row in trials if row.month == 6]

    assert len(june) > 100
    assert 0.75 <= mean([row.is_inside for row in trials]) <= 0.85
    assert mean([row.error for row in june]) < mean([row.line_error for row in june])


HARVEST = (4.8, 4.2, 4.6, 4.4, 4.2, 4.6, 5.6, 8.0, 16.2, 21.4, 13.6, 8.4)
WORKS = (2.6, 2.8, 6.2, 8.8, 10.2, 11.6, 10.4, 10.6, 11.4, 11.2, 8.0, 6.2)


def drawn(usual: tuple[float, ...], stray: float, seed: int) -> list[Past]:
    """400 series of six years whose months stray from a usual year, growing by a twentieth."""
    chance, found = Random(seed), []
    for _ in range(400):
        rows = []
        for year in range(2020, 2026):
            level, to_date = 100 * 1.05 ** (year - 2020), []
            for part in usual:
                before = to_date[-1] if to_date else 0
                to_date.append(before + level * part * exp(chance.gauss(0, stray)))
            own = {
                "year": year,
                "months": [*range(2, 13)],
                "to_date": to_date[1:],
                "broken_on": None,
            }
            rows.append(Row({"metric_id": "m", "area_code": "a", "chain_id": None, **own}))
        found += pasts(rows).values()
    return found


@pytest.mark.parametrize(
    ("usual", "stray", "seed"), [(HARVEST, 0.1, 1), (HARVEST, 0.25, 2), (WORKS, 0.05, 3)]
)
def test_on_drawn_series_the_range_holds_and_june_is_told_better_than_by_the_line(
    usual, stray, seed
):
    trials = trials_of(drawn(usual, stray, seed))
    june = [row for row in trials if row.month == 6]

    assert 0.75 <= mean([row.is_inside for row in trials]) <= 0.85
    assert 0.75 <= mean([row.is_inside for row in june]) <= 0.85
    assert mean([row.error for row in june]) < mean([row.line_error for row in june])


def test_the_way_to_december_follows_the_usual_year_and_ends_at_the_range():
    """Of the 40 % still to come a usual October brings a third, where the line has 10/12."""
    path = told(YEAR, past(0.75, 0.75, 0.75)).path

    assert [row.month for row in path] == [9, 10, 11, 12]
    assert [row.middle for row in path] == pytest.approx([60, 60 + 20 / 3, 60 + 40 / 3, 80])
