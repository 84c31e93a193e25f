"""Projects against their plans, by the lights that Yinchuan published for 2025 (handbook A5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chainboard.analysis import projects
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows

AS_OF = date(2026, 11, 15)
RULES = rows("""
    rule_id          kind              light     gap_at_most  gap_below  threshold  lacks          after_rank  lacks_rank
    start_on         project_start     on_track  -            -          -          -              -           -
    start_watch      project_start     watch     -            -          1          -              -           -
    start_behind     project_start     behind    -            -          3          -              -           -
    progress_behind  project_progress  behind    -            -30        -          -              -           -
    progress_watch   project_progress  watch     -10          -          -          -              -           -
    progress_on      project_progress  on_track  -            -          -          -              -           -
    entry_on         project_entry     on_track  -            -          -          -              -           -
    entry_watch      project_entry     watch     -            -          1          -              -           -
    entry_behind     project_entry     behind    -            -          2          -              -           -
    funds_behind     project_funds     behind    -            0          -          -              -           -
    funds_on         project_funds     on_track  -            -          -          -              -           -
    entry_size       project_size      -         -            -          0.05       -              -           -
    not_started      lagging           -         -            -          -          started        2           4
    not_entered      lagging           -         -            -          0.05       in_statistics  4           -
    not_producing    lagging           -         -            -          -          in_production  6           7
    to_verify        lagging           -         -            -          0.2        above_size     -           -
""")
RULES = [rule.with_(words_zh=rule.rule_id, words_en=rule.rule_id, metric_id=None) for rule in RULES]
WINTER = Row(
    rule_id="season_winter", kind="season", light=None, metric_id="project_investment", to_month=3,
    threshold=None, gap_at_most=None, gap_below=None, lacks=None, words_zh="冬季", words_en="winter",
)  # fmt: skip


def judged(as_of: date = AS_OF, rules: list[Row] = RULES, **drawn: Any) -> Row:
    spent = {name: drawn.pop(name) for name in projects.DONE if name in drawn}
    row = row_of("projects.listed", project_id="p1", **drawn)
    (found,) = projects.standing([row], [Row(project_id="p1", **spent)], rules, as_of)
    return found


@pytest.mark.parametrize(
    ("planned", "light"),
    [
        ("2026-11-01", "on_track"),  # its month has not ended
        ("2026-10-31", "watch"),  # October ended without a start
        ("2026-09-01", "watch"),  # two months
        ("2026-08-31", "behind"),  # August, September and October: three in a row
        ("2026-12-01", "on_track"),
    ],
)
def test_a_start_is_lit_by_the_months_that_ended_without_it(planned, light):
    assert judged(start_planned=date.fromisoformat(planned), rank=2).start_light == light


def test_the_last_day_of_a_month_ends_it():
    planned = date(2026, 11, 3)

    assert judged(date(2026, 11, 29), start_planned=planned).start_light == "on_track"
    assert judged(date(2026, 11, 30), start_planned=planned).start_light == "watch"


def test_what_has_started_is_on_track_and_says_how_late_it_was():
    row = judged(start_planned=date(2026, 3, 1), started_on=date(2026, 7, 1), rank=4)

    assert (row.start_light, row.start_days) == ("on_track", 122)


@pytest.mark.parametrize(
    ("done", "light"),
    [
        (8.34, "on_track"),  # ten of twelve months: 83.33 %
        (7.34, "on_track"),  # 9.93 points behind
        (7.33, "watch"),  # 10.03 points
        (5.34, "watch"),  # 29.93 points
        (5.33, "behind"),  # 30.03 points
    ],
)
def test_progress_is_lit_by_its_distance_from_the_year_s_plan(done, light):
    row = judged(year_investment=10.0, year_done=done, done_end=date(2026, 10, 31))

    assert row.progress_light == light


def test_thirty_points_behind_are_yellow_and_ten_too():
    """The published rule: 10 to 30 points behind is yellow, more than 30 red."""
    september = date(2026, 9, 30)

    assert judged(year_investment=100.0, year_done=45.0, done_end=september).gap == -30
    for done, light in ((45.0, "watch"), (44.9, "behind"), (65.0, "watch"), (65.1, "on_track")):
        row = judged(year_investment=100.0, year_done=done, done_end=september)
        assert row.progress_light == light


def test_a_plan_is_spread_over_the_months_in_which_building_is_planned():
    """Start in August, five months of this year: three of them are over at the end of October."""
    row = judged(
        start_planned=date(2026, 8, 10), year_investment=10.0, year_done=6.0,
        done_end=date(2026, 10, 31), rank=5,
    )  # fmt: skip
    assert (row.pace, row.progress_light) == (pytest.approx(0.6), "on_track")

    ends = judged(completion_planned=date(2026, 6, 30), year_investment=10.0, year_done=3.0,
                  done_end=date(2026, 3, 31))  # fmt: skip
    assert ends.pace == pytest.approx(0.5)
    over = judged(completion_planned=date(2025, 6, 30), year_investment=10.0, year_done=3.0,
                  done_end=date(2026, 3, 31))  # fmt: skip
    assert over.pace == pytest.approx(0.25)


def test_progress_of_another_year_without_a_plan_or_of_what_is_completed_is_not_lit():
    told = {"year_investment": 10.0, "year_done": 1.0}

    assert judged(**told, done_end=date(2025, 12, 31)).progress_light is None
    assert judged(year_done=1.0, done_end=date(2026, 10, 31)).progress_light is None
    assert judged(**told, done_end=date(2026, 10, 31), rank=6).progress_light is None


@pytest.mark.parametrize(
    ("started", "light"),
    [
        ("2026-10-16", "on_track"),  # not a month yet
        ("2026-10-15", "watch"),
        ("2026-09-16", "watch"),
        ("2026-09-15", "behind"),
    ],
)
def test_entry_in_the_statistics_is_lit_by_whole_months_since_the_start(started, light):
    day = date.fromisoformat(started)
    row = judged(started_on=day, rank=4, is_in_statistics=False, total_investment=5.0)

    assert row.entry_light == light


def test_entry_is_asked_of_projects_from_five_million_yuan_only():
    told = {"started_on": date(2026, 1, 1), "rank": 4, "is_in_statistics": False}

    assert judged(**told, total_investment=0.049).entry_light is None
    assert judged(**told, total_investment=0.05).entry_light == "behind"
    assert judged(**told, total_investment=None).entry_light is None
    assert judged(**told | {"is_in_statistics": None}, total_investment=5.0).entry_light is None
    entered = told | {"is_in_statistics": True}
    assert judged(**entered, total_investment=5.0).entry_light == "on_track"


@pytest.mark.parametrize(
    ("in_place", "light"), [(2.0, "on_track"), (2.1, "on_track"), (1.99, "behind")]
)
def test_funds_below_what_is_required_are_red(in_place, light):
    assert judged(funds_required=2.0, funds_in_place=in_place).funds_light == light


def test_the_worst_of_the_four_is_the_light_of_the_project():
    row = judged(start_planned=date(2026, 10, 1), funds_required=2.0, funds_in_place=1.0, rank=2)
    assert (row.start_light, row.funds_light, row.light) == ("watch", "behind", "behind")
    assert judged().light is None


def test_without_rules_nothing_is_lit():
    row = judged(rules=[], start_planned=date(2026, 1, 1), funds_required=2.0, funds_in_place=1.0)

    assert [row[f"{each}_light"] for each in projects.SUBJECTS] == [None] * 4
    assert row.light is None


def test_the_rule_of_winter_stands_beside_a_light_that_is_not_on_track_to_march():
    rules = [*RULES, WINTER]
    planned = date(2025, 12, 1)

    assert judged(date(2026, 3, 31), rules, start_planned=planned).season_zh == "冬季"
    assert judged(date(2026, 4, 1), rules, start_planned=planned).season_zh is None
    assert judged(date(2026, 2, 1), rules, start_planned=date(2026, 2, 9)).season_zh is None


def test_completion_is_late_by_days_from_its_plan_to_its_day_or_to_that_of_the_edition():
    planned = date(2026, 10, 16)

    assert judged(completion_planned=planned, rank=5).completion_days == 30
    done = judged(completion_planned=planned, completed_on=date(2026, 10, 20), rank=6)
    assert done.completion_days == 4
    assert judged(completion_planned=planned, rank=6).completion_days is None
    assert judged(completion_planned=date(2026, 12, 1), rank=5).completion_days is None


def lagging(**drawn: Any) -> list[tuple[str, int]]:
    found = projects.lagging([judged(**drawn)], RULES, AS_OF)
    return [(row.set_id, row.days) for row in found]


def test_signed_and_past_the_planned_start_without_one_lags():
    signed = {"start_planned": date(2026, 11, 14), "rank": 2}

    assert lagging(**signed) == [("not_started", 1)]
    assert lagging(**signed | {"start_planned": AS_OF}) == []
    assert lagging(**signed | {"rank": 1}) == []
    assert lagging(**signed | {"rank": 4, "started_on": date(2026, 11, 15)}) == []


def test_started_and_not_in_the_statistics_lags_from_five_million_yuan():
    started = {"started_on": date(2026, 11, 5), "rank": 4, "is_in_statistics": False}

    assert lagging(**started, total_investment=0.05) == [("not_entered", 10)]
    assert lagging(**started, total_investment=0.04) == []
    assert lagging(**started) == []


def test_completed_and_not_producing_lags():
    completed = {"completed_on": date(2026, 10, 15), "rank": 6}

    assert lagging(**completed) == [("not_producing", 31)]
    assert lagging(**completed | {"rank": 7, "produced_on": date(2026, 11, 1)}) == []
    assert lagging(**completed | {"rank": 8}) == []


def test_a_set_of_firms_has_no_project_and_says_from_which_revenue_on():
    assert projects.size_to_verify(RULES) == 0.2
    assert projects.size_to_verify([]) is None


def test_the_longest_wait_of_a_set_stands_first():
    rows_ = [
        judged(start_planned=day, rank=2).with_(project_id=name)
        for name, day in (("a", date(2026, 9, 1)), ("b", date(2026, 6, 1)))
    ]
    found = projects.lagging(rows_, RULES, AS_OF)

    assert [row.project_id for row in found] == ["b", "a"]


def test_projects_past_their_start_of_which_no_signing_is_known_are_counted_apart():
    drawn = [judged(start_planned=date(2026, 9, 1), rank=1), judged(rank=1)]

    assert projects.unsigned_past_start(drawn, AS_OF) == 1


def test_urgency_is_the_light_then_the_days_that_still_run():
    drawn = [
        judged(start_planned=date(2026, 8, 1), rank=2).with_(project_id="red"),
        judged(start_planned=date(2026, 7, 1), rank=2).with_(project_id="redder"),
        judged(start_planned=date(2026, 10, 1), rank=2).with_(project_id="yellow"),
        judged(start_planned=date(2026, 1, 1), started_on=date(2026, 9, 1), rank=4).with_(
            project_id="started late"
        ),
    ]
    assert [row.project_id for row in projects.by_urgency(drawn)] == [
        "redder", "red", "yellow", "started late",
    ]  # fmt: skip
    assert [row.project_id for row in projects.late(drawn)] == ["redder", "red", "yellow"]


def test_projects_are_counted_by_light_and_chosen_by_light_and_stage():
    drawn = [
        judged(start_planned=date(2026, 8, 1), rank=2, stage="signed"),
        judged(start_planned=date(2026, 12, 1), rank=1, stage="preparatory"),
        judged(),
    ]
    counted = projects.counted(drawn)

    assert (counted.behind, counted.watch, counted.on_track, counted.unlit) == (1, 0, 1, 1)
    assert counted.by_subject["start", "behind"] == 1
    assert len(projects.of_choice(drawn, "behind", "all")) == 1
    assert len(projects.of_choice(drawn, "all", "preparatory")) == 1
    assert projects.of_choice(drawn, "behind", "preparatory") == []


def test_permits_stand_with_their_project_by_name_and_day():
    permits = rows("""
        project_id  permit    permitted_on
        p1          approval  2026-01-05
        p1          land      2026-02-06
        p2          approval  2026-03-07
    """)
    (row,) = projects.with_permits([judged()], permits)

    assert row.permits == {"approval": date(2026, 1, 5), "land": date(2026, 2, 6)}
