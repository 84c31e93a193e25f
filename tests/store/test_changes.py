"""What differs between two editions: every difference is found and called by its kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from chainboard.store import editions
from chainboard.store.changes import changes
from chainboard.store.place import edition_file
from chainboard.store.schemas import SCHEMA_VERSION
from tests.tables import SCHEMA, into

BEFORE = """
    figure_id  metric_id     period_end  value  growth  same_scope_prior  absence
    1          output_value  2026-08-31  80.0   5.0     76.0              -
    2          tax           2026-08-31  -      -       -                 late
    3          revenue       2026-08-31  40.0   -       39.0              -
"""


EDITION = """
    pack  number    as_of       built_at    schema_version  content
    city  {number}  2026-11-15  2026-11-15  {schema}        x
"""


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Writes one edition of the city pack from drawn tables, into a folder of its own."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))

    def write(number: int, **tables: str) -> None:
        file = edition_file("city", number)
        file.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(file)) as con:
            con.execute(SCHEMA.read_text(encoding="utf-8"))
            into(con, "edition", EDITION.format(number=number, schema=SCHEMA_VERSION))
            for table, text in tables.items():
                into(con, table, text)

    return write


def found() -> list[tuple[object, ...]]:
    return [
        (row.kind, row.get("metric_id"), row.old_value, row.new_value)
        for row in changes("city", 1, 2)
    ]


def test_two_editions_with_the_same_rows_differ_in_nothing(written):
    written(1, observation=BEFORE)
    written(2, observation=BEFORE)

    assert changes("city", 1, 2) == []


def test_a_month_that_the_metric_had_not_reached_is_a_new_period(written):
    written(1, observation=BEFORE)
    written(
        2,
        observation=BEFORE
        + "    4          output_value  2026-09-30  90.0   5.1     86.0              -\n",
    )

    assert found() == [("new_period", "output_value", None, 90.0)]


def test_a_figure_that_was_late_and_one_of_an_earlier_month_are_late_reports(written):
    written(1, observation=BEFORE)
    later = BEFORE.replace(
        "-      -       -                 late", "9.5    1.0     9.4               -"
    )
    written(
        2,
        observation=later
        + "    4          output_value  2026-07-31  70.0   5.1     66.0              -\n",
    )

    assert found() == [
        ("late_report", "output_value", None, 70.0),
        ("late_report", "tax", None, 9.5),
    ]


def test_another_value_is_a_correction_with_the_old_and_the_new_one(written):
    written(1, observation=BEFORE)
    written(2, observation=BEFORE.replace("80.0   5.0 ", "81.5   5.0 "))

    assert found() == [("correction", "output_value", 80.0, 81.5)]


def test_another_prior_year_beside_the_same_value_means_that_the_scope_moved(written):
    written(1, observation=BEFORE)
    written(2, observation=BEFORE.replace("39.0", "38.0"))

    assert found() == [("scope_moved", "revenue", 40.0, 40.0)]


def test_a_figure_that_is_gone_was_withdrawn(written):
    written(1, observation=BEFORE)
    written(
        2,
        observation=BEFORE.replace(
            "    3          revenue       2026-08-31  40.0   -       39.0              -\n", ""
        ),
    )

    assert found() == [("withdrawn", "revenue", 40.0, None)]


def test_a_raised_target_is_a_target_that_moved(written):
    target = """
        target_id  metric_id     version  value
        1          output_value  1        100
    """
    written(1, target=target)
    written(2, target=target + "        2          output_value  2        120\n")

    assert found() == [("target_moved", "output_value", 100.0, 120.0)]


def test_a_reworded_rule_is_a_rule_that_moved(written):
    written(1, rule="rule_id   light     gap_below\nlight_on  on_track  0.0")
    written(2, rule="rule_id   light     gap_below\nlight_on  on_track  5.0")

    (row,) = changes("city", 1, 2)
    assert (row.kind, row.rule_id) == ("rule_moved", "light_on")


def test_the_editions_of_the_demo_pack_can_be_compared_with_themselves(packs):
    standing = editions.current("demo")
    assert standing is not None

    assert changes("demo", standing, standing) == []


def test_what_is_confidential_now_does_not_show_what_stood_there(written):
    written(1, observation="period_end  value  growth\n2026-08-31  80.0  5.0")
    written(2, observation="period_end  value  absence\n2026-08-31  -  suppressed")

    (change,) = changes("city", 1, 2)
    told = (change.old_value, change.old_growth, change.old_prior, change.new_absence)
    assert told == (None, None, None, "suppressed")


def test_a_year_whose_year_before_is_confidential_now_shows_no_old_growth(written):
    """100 in 2026, 25 % more than in 2025: the 80 that is hidden now would follow."""
    shown = """
        figure_id  metric_id     period_end  value  growth  same_scope_prior  absence
        1          output_value  2025-08-31  80.0   -       -                 -
        2          output_value  2026-08-31  100.0  25.0    80.0              -
    """
    hidden = shown.replace(
        "80.0   -       -                 -", "-      -       -                 suppressed"
    )
    hidden = hidden.replace("100.0  25.0    80.0 ", "100.0  -       -    ")
    written(1, observation=shown)
    written(2, observation=hidden)

    (change,) = changes("city", 1, 2)
    assert (change.old_value, change.new_absence) == (None, "suppressed")
    written(3, observation=hidden.replace("100.0", "101.0"))
    later = [(row.old_value, row.old_growth, row.old_prior) for row in changes("city", 1, 3)]
    assert (100.0, None, None) in later and (80.0, None, None) not in later


def test_a_rate_after_a_confidential_year_that_did_not_change_is_no_change(written):
    """A rate of growth is shown the year after a hidden one: no level follows from it."""
    rates = """
        figure_id  metric_id      period_end  value  growth  absence
        1          industrial_va  2025-08-31  -      -       suppressed
        2          industrial_va  2026-08-31  -      8.5     -
    """
    written(1, observation=rates)
    written(2, observation=rates)
    written(3, observation=rates.replace("8.5", "8.7"))

    assert changes("city", 1, 2) == []
    (change,) = changes("city", 1, 3)
    assert (change.old_growth, change.new_growth) == (8.5, 8.7)


def test_a_withdrawn_month_of_a_confidential_year_does_not_show_what_stood_there(written):
    written(1, observation="period_end  value\n2026-08-31  80.0\n2026-07-31  70.0")
    written(2, observation="period_end  value  absence\n2026-08-31  -  suppressed")

    assert [row.old_value for row in changes("city", 1, 2)] == [None, None]
