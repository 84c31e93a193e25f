"""cases: which figures stand for before and after, and which may not be set side by side."""

from __future__ import annotations

from datetime import date

from chainboard.analysis.cases import before_and_after, of_step, with_steps
from chainboard.view import Row
from tests.tables import rows

SAME = {"case_id": 1, "hedge": "none", "status": "published", "basis": "ytd", "source_id": "s1"}


def points(text: str) -> list[Row]:
    """The drawn figures; each period starts on 1 January."""
    drawn = [Row({**SAME, **row}) for row in rows(text)]
    return [row.with_(period_start=date(row.period_end.year, 1, 1)) for row in drawn]


def kept(found: list[Row]) -> list[float]:
    return [row.value for row in found]


def test_years_of_one_source_are_a_run_of_which_the_ends_are_kept():
    found = before_and_after(
        points("""
        metric_id  period_end  value
        raised     2019-12-31  1
        raised     2020-12-31  2
        raised     2021-12-31  3
        """)
    )

    assert kept(found) == [1, 3]
    assert {(r.is_alone, r.is_unequal, r.is_broken) for r in found} == {(False, False, False)}


def test_sheep_of_two_sources_stand_beside_one_another_and_are_not_joined():
    """环县羊饲养量 2021年 315 万只 and 2024年 375 万只: two sources, no year between them."""
    found = before_and_after(
        points("""
        metric_id  period_end  value  source_id
        raised     2021-12-31  315    s9db5cd5c
        raised     2024-12-31  375    s96066d10
        """)
    )

    assert kept(found) == [315, 375]
    assert {row.is_broken for row in found} == {True}


def test_a_period_of_nine_months_gives_way_where_two_whole_years_are_known():
    found = before_and_after(
        points("""
        metric_id  period_end  value
        raised     2020-12-31  10
        raised     2021-09-30  7
        raised     2021-12-31  11
        """)
    )

    assert kept(found) == [10, 11]


def test_where_no_two_periods_are_alike_all_are_kept_and_said_to_be_unequal():
    found = before_and_after(
        points("""
        metric_id  period_end  value
        raised     2020-09-30  7
        raised     2021-12-31  11
        """)
    )

    assert kept(found) == [7, 11]
    assert {row.is_unequal for row in found} == {True}


def test_one_figure_has_no_before_and_each_series_has_a_number_of_its_own():
    found = before_and_after(
        points("""
        metric_id  period_end  value
        output     2022-12-31  14.9
        raised     2024-12-31  1.05
        """)
    )

    assert [(row.series, row.is_alone, row.is_broken) for row in found] == [
        (0, True, False),
        (1, True, False),
    ]


MONTHS = """
    metric_id  period_end  value  status
    output     2024-10-31  20     verified
    output     2025-08-31  19     verified
    output     2025-10-31  26     verified
    output     2025-12-31  32     verified
    output     2026-09-30  24     preliminary
    output     2026-10-31  27     preliminary
    """


def since(day: date, text: str = MONTHS, **more: object) -> list[tuple[float, str]]:
    found = before_and_after([row.with_(since=day, **more) for row in points(text)])
    return [(row.value, row.side) for row in found]


def test_the_day_from_which_a_practice_began_parts_the_series():
    assert since(date(2026, 1, 1)) == [(26, "before"), (27, "after")]
    assert since(date(2025, 10, 1)) == [(20, "before"), (27, "after")]


def test_a_period_in_which_a_practice_began_is_not_said_to_be_after_it():
    assert since(date(2026, 3, 1)) == [(26, "before"), (27, "across")]


def test_before_a_practice_an_unequal_period_stands_where_no_equal_one_is_there_and_says_so():
    unequal = """
        metric_id  period_end  value
        output     2025-12-31  32
        output     2026-10-31  27
        """
    found = before_and_after([r.with_(since=date(2026, 1, 1)) for r in points(unequal)])

    assert kept(found) == [32, 27] and {row.is_unequal for row in found} == {True}


def test_a_practice_without_a_figure_on_one_side_stands_alone_with_the_newest():
    assert since(date(2024, 1, 1)) == [(27, "after")]
    assert since(date(2026, 11, 1)) == [(27, "before")]


def test_equal_months_of_years_that_follow_are_one_run_whichever_files_they_came_in():
    """Figures that offices report have one definition; those of sources are told by their source."""
    files = """
        metric_id  period_end  value  status       source_id
        output     2025-10-31  26     verified     load 3
        output     2026-10-31  27     preliminary  load 9
        """
    reported = before_and_after([row.with_(is_reported=True) for row in points(files)])

    assert {row.is_broken for row in reported} == {False}
    assert {row.is_broken for row in before_and_after(points(files))} == {True}
    assert {row.is_broken for row in before_and_after(points(MONTHS))} == {False}


def test_what_is_expected_or_claimed_follows_no_figure():
    said = """
        metric_id  period_end  value  status
        output     2025-10-31  26     verified
        output     2026-10-31  27     expected
        """

    assert {row.is_broken for row in before_and_after(points(said))} == {True}


def test_cases_are_chosen_by_the_step_they_name_and_one_that_is_unknown_stands_as_written():
    nodes = rows("node_id  name_zh  name_en\nmutton.cooked  熟食  Cooked")
    cases = [
        Row(id="case-1", node_id="mutton.cooked"),
        Row(id="case-2"),
        Row(id="case-3", node_id="x"),
    ]

    assert [row.id for row in of_step(cases, "mutton.cooked")] == ["case-1"]
    assert len(of_step(cases, None)) == 3
    assert [row.steps_zh for row in with_steps(cases, nodes)] == [["熟食"], [], ["x"]]
